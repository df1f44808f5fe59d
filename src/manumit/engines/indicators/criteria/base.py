"""What every criterion has, and the three-valued logic that keeps unknown apart from false."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from manumit.engines.indicators.facts import Facts
from manumit.errors import InputError

Finding = bool | None
"""True, False, or None where a fact that decides it is unknown."""


@dataclass(frozen=True, slots=True)
class Criterion(ABC):
    """One test on the facts: its kind in data, and whether it looks at a protected characteristic."""

    kind: ClassVar[str]
    protected: ClassVar[bool] = False

    @abstractmethod
    def find(self, facts: Facts, on: date, /) -> Finding:
        """Whether the facts meet it on a day; None where they do not tell."""

    @abstractmethod
    def reason(self) -> str:
        """A sentence for an officer, without a person's data."""


def all_of(findings: Iterable[Finding]) -> Finding:
    """False if any is false, else unknown if any is unknown, else true."""
    known = tuple(findings)
    if False in known:
        return False
    return None if None in known else True


def any_of(findings: Iterable[Finding]) -> Finding:
    """True if any is true, else unknown if any is unknown, else false."""
    known = tuple(findings)
    if True in known:
        return True
    return None if None in known else False


def age_on(birth: date, day: date) -> int:
    """Whole years on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def travel_day(facts: Facts, on: date) -> date:
    """The day the journey starts; the day of evaluation where the message does not say."""
    return facts.journey.departs if facts.journey and facts.journey.departs else on


def require_least(field: str, value: int, least: int) -> None:
    """Refuse a number that is too small, naming its field."""
    if value < least:
        raise InputError(f"{field} must be {least} or more.", field=field)


def require_some(field: str, values: tuple[str, ...]) -> None:
    """Refuse an empty list or a blank value, naming the field."""
    if not values or not all(value.strip() for value in values):
        raise InputError(f"{field} needs at least one value, none of them blank.", field=field)
