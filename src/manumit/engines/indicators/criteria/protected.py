"""Criteria on protected characteristics: they narrow an indicator and can never carry one."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from manumit.engines.indicators.criteria.base import (
    Criterion,
    Finding,
    age_on,
    require_least,
    require_some,
    travel_day,
)
from manumit.engines.indicators.facts import Facts
from manumit.errors import InputError

_OLDEST: Final = 150


@dataclass(frozen=True, slots=True)
class NationalityIn(Criterion):
    """Protected: narrows another criterion, never stands alone.

    Args:
        countries: ISO 3166 alpha-3 codes.
    """

    kind: ClassVar[str] = "nationality_in"
    protected: ClassVar[bool] = True
    countries: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        require_some("countries", self.countries)

    def find(self, facts: Facts, _on: date, /) -> Finding:
        """Unknown where the nationality is."""
        code = facts.traveller.nationality
        return None if not code else code.strip().upper() in {c.strip().upper() for c in self.countries}

    def reason(self) -> str:
        """See the base."""
        return f"Nationality {' or '.join(self.countries)} (narrows the indicator; never suffices)."


@dataclass(frozen=True, slots=True)
class SexIs(Criterion):
    """Protected: narrows another criterion, never stands alone.

    Args:
        sex: `F`, `M` or `X`.
    """

    kind: ClassVar[str] = "sex_is"
    protected: ClassVar[bool] = True
    sex: str

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        if self.sex not in {"F", "M", "X"}:
            raise InputError("sex is F, M or X.", field="sex")

    def find(self, facts: Facts, _on: date, /) -> Finding:
        """Unknown where the sex is."""
        return None if not facts.traveller.sex else facts.traveller.sex.upper() == self.sex

    def reason(self) -> str:
        """See the base."""
        return f"Sex {self.sex} (narrows the indicator; never suffices)."


@dataclass(frozen=True, slots=True)
class AgeBetween(Criterion):
    """Protected: narrows another criterion, never stands alone.

    Args:
        lowest: whole years on the day of travel.
        highest: likewise, included.
    """

    kind: ClassVar[str] = "age_between"
    protected: ClassVar[bool] = True
    lowest: int
    highest: int

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        require_least("lowest", self.lowest, 0)
        if not self.lowest <= self.highest <= _OLDEST:
            raise InputError(f"highest lies between lowest and {_OLDEST}.", field="highest")

    def find(self, facts: Facts, on: date, /) -> Finding:
        """Unknown where the birth date is."""
        birth = facts.traveller.birth
        return None if birth is None else self.lowest <= age_on(birth, travel_day(facts, on)) <= self.highest

    def reason(self) -> str:
        """See the base."""
        return f"Age {self.lowest} to {self.highest} (narrows the indicator; never suffices)."
