"""Dates of birth as lists and documents give them: whole, year and month, or year only."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, Self

from manumit.errors import InputError

BirthAgreement = Literal["same", "agrees", "swapped", "near", "differs"]

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year.

    Args:
        year: 1 to 9999.
        month: 1 to 12, or None where it is not known.
        day: day of the month, or None; needs the month.

    Raises:
        InputError: where there is no such date.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is missing or wrong, naming the field."""
        if self.day is not None and self.month is None:
            raise InputError("A day of birth needs its month.", field="month")
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError as error:
            raise InputError("There is no such date; write YYYY, YYYY-MM or YYYY-MM-DD.", field="birth") from error

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises:
            InputError: for any other form and for a date that does not exist.
        """
        found = _ISO.fullmatch(text.strip())
        if found is None:
            raise InputError("A date of birth is written YYYY, YYYY-MM or YYYY-MM-DD.", field="birth")
        year, month, day = (None if part is None else int(part) for part in found.groups())
        return cls(year or 0, month, day)

    @classmethod
    def of(cls, day: date) -> Self:
        """The partial date of a day that is wholly known."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The earliest day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can be."""
        month = self.month or _DECEMBER
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """ISO 8601, as far as it is known."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def compare_births(a: PartialDate, b: PartialDate) -> BirthAgreement:
    """How two dates of birth stand to each other.

    Args:
        a: one date.
        b: another.

    Returns:
        `same` for two equal whole dates; `agrees` where partial dates can be one day; `swapped` where day and month
        change places; `near` where the years differ by one and nothing else does; otherwise `differs`.
    """
    if a == b:
        return "same" if a.day is not None else "agrees"
    if a.first <= b.last and b.first <= a.last:
        return "agrees"
    if a.year == b.year and a.day is not None and b.day is not None and (a.month, a.day) == (b.day, b.month):
        return "swapped"
    if abs(a.year - b.year) == 1 and all(
        x is None or y is None or x == y for x, y in ((a.month, b.month), (a.day, b.day))
    ):
        return "near"
    return "differs"
