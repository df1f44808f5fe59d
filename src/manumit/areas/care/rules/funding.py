"""Money that follows the person (strategy, paragraphs 36 and 37): each day of a stay is paid once, to one provider.

A day belongs to the provider with whom the person is at its end. So a line that closes on a day and the line that
opens on it share no day, and the days of all lines add up to the days of the stay.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from manumit.errors import InputError, PolicyGap
from manumit.kernel.timeline import Rule, Timeline


@dataclass(frozen=True, slots=True)
class Move:
    """A person comes to a provider.

    Args:
        on: the first day charged to it.
        provider: identifier of the provider.
        service: key of the service, which has the tariff.
    """

    on: date
    provider: str
    service: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """An unbroken time with one provider: from `starts` up to, and not including, `ends`; open where `ends` is None."""

    provider: str
    service: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class FundedPeriod:
    """A funding line: half-open days at one price.

    Args:
        person: pseudonym.
        provider: identifier of the provider that is paid.
        service: key of the service.
        starts: the first day charged.
        ends: the first day no longer charged; None while the stay goes on.
        pence_per_day: the tariff in force on every day of the line.
    """

    person: str
    provider: str
    service: str
    starts: date
    ends: date | None
    pence_per_day: int

    @property
    def days(self) -> int | None:
        """How many days are charged; None while the stay goes on."""
        return None if self.ends is None else (self.ends - self.starts).days

    @property
    def pence(self) -> int | None:
        """What they cost, exactly; None while the stay goes on."""
        days = self.days
        return None if days is None else days * self.pence_per_day


def stretches(moves: Iterable[Move], ends: date | None) -> tuple[Stretch, ...]:
    """Partition a stay by its moves.

    Args:
        moves: in the order in which they were made; of two on one day the later stands, since the person slept there.
        ends: the day of leaving (not charged); None while the stay goes on.

    Returns:
        Stretches without gap or overlap, from the first move to `ends`; none of zero days.

    Raises:
        InputError: a move is earlier than the one before it, or the stay ends before its last move.
    """
    listed = list(moves)
    for before, after in pairwise(listed):
        if after.on < before.on:
            raise InputError("A move cannot be earlier than the move before it. Check the day.", field="on")
    if listed and ends is not None and ends < listed[-1].on:
        raise InputError("Support cannot end before the last move. Check the day.", field="on")
    bounds: list[date | None] = [*(move.on for move in listed[1:]), ends]
    found: list[Stretch] = []
    for move, end in zip(listed, bounds, strict=False):
        if end == move.on:
            continue
        last = found[-1] if found else None
        if last is not None and (last.provider, last.service) == (move.provider, move.service):
            found[-1] = replace(last, ends=end)
        else:
            found.append(Stretch(move.provider, move.service, move.on, end))
    return tuple(found)


def fund(
    person: str, moves: Iterable[Move], ends: date | None, tariffs: Mapping[str, Timeline[int]]
) -> tuple[FundedPeriod, ...]:
    """Price a stay: each stretch is split where its tariff changes.

    Args:
        person: pseudonym.
        moves: as for `stretches`.
        ends: likewise.
        tariffs: pence a day in force, by service.

    Raises:
        InputError: as for `stretches`.
        PolicyGap: a service has no tariff on some day of the stay.
    """
    return tuple(line for stretch in stretches(moves, ends) for line in _priced(person, stretch, tariffs))


def _priced(person: str, stretch: Stretch, tariffs: Mapping[str, Timeline[int]]) -> list[FundedPeriod]:
    timeline = tariffs.get(stretch.service)
    if timeline is None:
        raise PolicyGap(
            "The service has no tariff. Add one with its source, then try again.", detail={"service": stretch.service}
        )
    lines: list[FundedPeriod] = []
    starts: date | None = stretch.starts
    while starts is not None:
        rule: Rule[int] = timeline.rule_on(starts)
        ends = _earlier(stretch.ends, rule.ends)
        lines.append(FundedPeriod(person, stretch.provider, stretch.service, starts, ends, rule.value))
        starts = None if ends is None or ends == stretch.ends else ends
    return lines


def _earlier(one: date | None, other: date | None) -> date | None:
    if one is None or other is None:
        return one or other
    return min(one, other)


def clip(lines: Iterable[FundedPeriod], starts: date, ends: date) -> tuple[FundedPeriod, ...]:
    """Cut lines to the days from `starts` up to, and not including, `ends`; open lines are closed there."""
    cut = (
        replace(line, starts=max(line.starts, starts), ends=ends if line.ends is None else min(line.ends, ends))
        for line in lines
    )
    return tuple(line for line in cut if line.ends is not None and line.starts < line.ends)


@dataclass(frozen=True, slots=True)
class PersonTotal:
    """What a statement says of one person.

    Args:
        person: pseudonym.
        lines: clipped to the period of the statement, in order of their days.
        days: charged in all.
        pence: in all.
    """

    person: str
    lines: tuple[FundedPeriod, ...]
    days: int
    pence: int


def statement_lines(lines: Iterable[FundedPeriod], starts: date, ends: date) -> tuple[PersonTotal, ...]:
    """Sum the lines of one provider by person, for the days from `starts` up to, and not including, `ends`."""
    by_person: dict[str, list[FundedPeriod]] = {}
    for line in clip(lines, starts, ends):
        by_person.setdefault(line.person, []).append(line)
    return tuple(
        PersonTotal(
            person,
            tuple(sorted(own, key=lambda line: line.starts)),
            sum(line.days or 0 for line in own),
            sum(line.pence or 0 for line in own),
        )
        for person, own in sorted(by_person.items())
    )
