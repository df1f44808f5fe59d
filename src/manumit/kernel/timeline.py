"""Rules of law and practice as dated values: one answer for each day, each with its source and evidence grade."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from manumit.errors import ConfigError, InputError, PolicyGap

T = TypeVar("T")


class Grade(StrEnum):
    """How well a fact is evidenced."""

    SEED = "seed"
    """Stated in the strategy; the paragraph is given."""
    SOURCE = "source"
    """Read in a public source that is named."""
    UNVERIFIED = "unverified"
    """General knowledge: a parameter to be checked, never shown as law."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from.

    Args:
        document: title of the Act, strategy, guidance or answer.
        paragraph: section or paragraph inside it; empty where the document has none.
        grade: how well the rule is evidenced.
        note: what a reader should know before relying on it.
    """

    document: str
    paragraph: str
    grade: Grade
    note: str = ""

    def __str__(self) -> str:
        """The citation on one line."""
        return f"{self.document}, {self.paragraph}" if self.paragraph else self.document


@dataclass(frozen=True)
class Rule(Generic[T]):
    """One value that is in force from `starts` up to, and not including, `ends`; open where `ends` is None."""

    value: T
    starts: date
    ends: date | None
    source: Source
    note: str = ""

    @property
    def is_law(self) -> bool:
        """Whether it may be shown as law: an unverified rule is a parameter."""
        return self.source.grade is not Grade.UNVERIFIED

    def holds_on(self, day: date) -> bool:
        """Whether the rule's own period contains the day."""
        return self.starts <= day and (self.ends is None or day < self.ends)

    def __str__(self) -> str:
        """Value and period, for errors about the rule."""
        return f"{self.value!r} from {self.starts} to {self.ends or 'further notice'}"


@dataclass(frozen=True)
class Change(Generic[T]):
    """What a day brought: the rule that ended and the rule that began; None before the first and after the last."""

    day: date
    before: Rule[T] | None
    after: Rule[T] | None


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as a row of the law page and of the documentation."""

    timeline: str
    starts: date
    ends: date | None
    value: str
    source: str
    grade: Grade
    note: str


class Timeline(Generic[T]):
    """Rules that follow one another without gap or overlap.

    Args:
        name: what the rules are about, as a person would say it; appears in errors and on the law page.
        rules: at least one rule, in any order.
        open_start: the first rule also answers for every earlier day; for a practice whose beginning is not recorded.

    Raises:
        ConfigError: no rule, an empty period, an overlap, a gap or a rule without a source; the rules are named.
    """

    __slots__ = ("_open_start", "_rules", "_starts", "name")

    def __init__(self, name: str, rules: Iterable[Rule[T]], *, open_start: bool = False) -> None:
        self.name = name
        self._rules = tuple(sorted(rules, key=lambda rule: rule.starts))
        self._starts = [rule.starts for rule in self._rules]
        self._open_start = open_start
        self._validate()

    def _validate(self) -> None:
        if not self._rules:
            raise ConfigError(f"The timeline “{self.name}” has no rules. Give it at least one.")
        for rule in self._rules:
            if not isinstance(rule.source, Source) or not rule.source.document.strip():
                raise ConfigError(f"The timeline “{self.name}” has a rule without a source: {rule}.")
            if rule.ends is not None and rule.ends <= rule.starts:
                raise ConfigError(f"The timeline “{self.name}” has a rule that ends before it starts: {rule}.")
        for earlier, later in zip(self._rules, self._rules[1:], strict=False):
            if earlier.ends is None or earlier.ends > later.starts:
                raise ConfigError(f"The timeline “{self.name}” overlaps: {earlier}, and {later}.")
            if earlier.ends < later.starts:
                raise ConfigError(f"The timeline “{self.name}” has a gap between {earlier}, and {later}.")

    def on(self, day: date) -> T:
        """The value in force on a day.

        Raises:
            PolicyGap: the day is before the first rule or after the end of the last.
            InputError: an instant was given; which day it is depends on the place, so the caller must say.
        """
        return self.rule_on(day).value

    def rule_on(self, day: date) -> Rule[T]:
        """The rule in force on a day, with its source; a case keeps it. Errors as for `on`."""
        if isinstance(day, datetime):
            raise InputError("Ask a timeline with a local date, not with an instant.")
        at = bisect_right(self._starts, day) - 1
        if at < 0 and self._open_start:
            return self._rules[0]
        if at < 0 or not self._rules[at].holds_on(day):
            raise PolicyGap(
                f"No rule of “{self.name}” is in force on {day}. Add the rule for that day with its source.",
                detail={"timeline": self.name, "day": day.isoformat()},
            )
        return self._rules[at]

    def changes(self) -> tuple[Change[T], ...]:
        """Every day on which the law changed, oldest first, for a page that shows it."""
        befores: tuple[Rule[T] | None, ...] = (None, *self._rules)
        begun = [Change(rule.starts, before, rule) for before, rule in zip(befores, self._rules, strict=False)]
        last = self._rules[-1]
        return (*begun, Change(last.ends, last, None)) if last.ends is not None else tuple(begun)

    def describe(self, say: Callable[[T], str] = str) -> tuple[RuleRow, ...]:
        """Rows for the documentation and the law page, oldest first; `say` puts a value into words."""
        return tuple(
            RuleRow(
                timeline=self.name,
                starts=rule.starts,
                ends=rule.ends,
                value=say(rule.value),
                source=str(rule.source),
                grade=rule.source.grade,
                note=" ".join(part for part in (rule.note, rule.source.note) if part),
            )
            for rule in self._rules
        )

    def __iter__(self) -> Iterator[Rule[T]]:
        """The rules, oldest first."""
        return iter(self._rules)

    def __len__(self) -> int:
        """How many rules there are."""
        return len(self._rules)

    def __repr__(self) -> str:
        """Name and size, for a debugger."""
        return f"Timeline({self.name!r}, {len(self._rules)} rules from {self._starts[0]})"
