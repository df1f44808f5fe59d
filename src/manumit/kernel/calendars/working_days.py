"""Counts working days in England and Wales, Scotland and Northern Ireland; bank holidays are data beside this file.

The days come from the Banking and Financial Dealings Act 1971 with its proclamations; `years.csv` gives the source of
each year. A clock must not stop a case, so beyond the last published year only weekends are left out and the answer
says that it is provisional.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import StringIO
from types import MappingProxyType
from zoneinfo import ZoneInfo

from manumit.errors import InputError
from manumit.kernel.timeline import Grade, Rule, Source, Timeline

LONDON = ZoneInfo("Europe/London")
OFFICE_CLOSES = time(17)
"""What comes in later counts from the next working day (a design choice of this system, not law)."""

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class Nation(StrEnum):
    """A part of the United Kingdom with bank holidays of its own."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"

    @property
    def label(self) -> str:
        """The name as a person writes it."""
        return self.value.replace("-", " ").title().replace(" And ", " and ")


_NATION_CODES = MappingProxyType(
    {
        **{nation.value: nation for nation in Nation},
        "england": Nation.ENGLAND_AND_WALES,
        "wales": Nation.ENGLAND_AND_WALES,
        "gb-eaw": Nation.ENGLAND_AND_WALES,
        "gb-eng": Nation.ENGLAND_AND_WALES,
        "gb-wls": Nation.ENGLAND_AND_WALES,
        "gb-sct": Nation.SCOTLAND,
        "gb-nir": Nation.NORTHERN_IRELAND,
    }
)


class HolidayKind(StrEnum):
    """Why a day is a bank holiday."""

    USUAL = "usual"
    SUBSTITUTE = "substitute"
    """In place of one that fell on a weekend or on another holiday."""
    MOVED = "moved"
    """Held on another day than usual in that year."""
    PROCLAIMED = "proclaimed"
    """For one occasion."""


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """One bank holiday on the day on which it was, or will be, kept."""

    day: date
    name: str
    kind: HolidayKind


@dataclass(frozen=True, slots=True)
class Due:
    """The answer of a working-day clock.

    Args:
        day: last day on which the thing is in time.
        counted_from: day on which it counts as received; day 1 is the working day after.
        provisional: the count touches a year whose bank holidays are not known here, so only weekends were left out.
    """

    day: date
    counted_from: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of one nation.

    Args:
        nation: whose bank holidays they are.
        holidays: bank holidays by day; none falls on a weekend.
        known_from: first day whose bank holidays are known.
        known_until: first day whose bank holidays are not known any more.
        sources: where each year comes from.
    """

    nation: Nation
    holidays: Mapping[date, BankHoliday]
    known_from: date
    known_until: date
    sources: Timeline[str]

    def is_working_day(self, day: date) -> bool:
        """Whether a day is neither Saturday, Sunday nor a (known) bank holiday; see `is_known`."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def is_known(self, day: date) -> bool:
        """Whether the bank holidays around a day are known; if not, every answer about it is provisional."""
        return self.known_from <= day < self.known_until

    def holidays_in(self, year: int) -> tuple[BankHoliday, ...]:
        """The bank holidays of a year, in order; empty for a year that is not known."""
        return tuple(holiday for day, holiday in sorted(self.holidays.items()) if day.year == year)

    def next_working_day(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the first one after it."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def add_working_days(self, start: date, n: int) -> date:
        """The n-th working day after a day, which is not itself counted; the day itself for 0.

        Raises:
            InputError: n is negative.
        """
        if n < 0:
            raise InputError("Working days are counted forwards: give 0 or more.", field="n")
        day = start
        for _ in range(n):
            day = self.next_working_day(day + _ONE_DAY)
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days come after one day, up to and including another.

        Raises:
            InputError: the second day is before the first.
        """
        if until < after:
            raise InputError("The second day is before the first: give them in order.", field="until")
        return sum(self.is_working_day(day) for day in _days(after + _ONE_DAY, until + _ONE_DAY))

    def counts_from(self, received: datetime, *, cut_off: time = OFFICE_CLOSES) -> date:
        """The working day on which something counts as received, by London time.

        What arrives after the cut-off, or on a day that is not a working day, counts from the next working day, so
        that nothing which arrives later is ever due earlier.

        Raises:
            InputError: the instant has no time zone.
        """
        if received.tzinfo is None:
            raise InputError("Give the instant of receipt with its time zone.", field="received")
        local = received.astimezone(LONDON)
        late = local.time() > cut_off
        return self.next_working_day(local.date() + _ONE_DAY if late else local.date())

    def due(self, received: datetime, *, working_days: int, cut_off: time = OFFICE_CLOSES) -> Due:
        """When something is due that must be done within so many working days of its receipt.

        Args:
            received: aware instant of receipt.
            working_days: how many working days are allowed; the day of receipt is not counted.
            cut_off: London time after which a receipt counts from the next working day.

        Raises:
            InputError: the instant has no time zone, or the number is negative.
        """
        start = self.counts_from(received, cut_off=cut_off)
        day = self.add_working_days(start, working_days)
        received_on = received.astimezone(LONDON).date()
        return Due(day=day, counted_from=start, provisional=not (self.is_known(received_on) and self.is_known(day)))


def calendar_for(nation_code: str) -> Calendar:
    """The calendar of a nation.

    Args:
        nation_code: a `Nation`, the plain name of one of the four countries (`england`) or its ISO 3166-2 code
            (`GB-ENG`); England and Wales share one calendar.

    Raises:
        InputError: there is no such nation.
    """
    nation = _NATION_CODES.get(nation_code.strip().lower().replace(" ", "-"))
    if nation is None:
        known = ", ".join(_NATION_CODES)
        raise InputError(f"There is no bank-holiday calendar for that nation. Use one of: {known}.", field="nation")
    return _calendars()[nation]


@cache
def _calendars() -> Mapping[Nation, Calendar]:
    sources = Timeline("Bank holidays, by year", _year_rules())
    rules = tuple(sources)
    known_until = rules[-1].ends or rules[-1].starts
    holidays: dict[Nation, dict[date, BankHoliday]] = {nation: {} for nation in Nation}
    for row in _rows("bank_holidays.csv"):
        day = date.fromisoformat(row["day"])
        holidays[Nation(row["nation"])][day] = BankHoliday(day, row["name"], HolidayKind(row["kind"]))
    return {
        nation: Calendar(nation, MappingProxyType(holidays[nation]), rules[0].starts, known_until, sources)
        for nation in Nation
    }


def _year_rules() -> Iterator[Rule[str]]:
    for row in _rows("years.csv"):
        source = Source(row["source"], row["paragraph"], Grade(row["grade"]), row["note"])
        first, last = int(row["first_year"]), int(row["last_year"])
        yield Rule("bank_holidays.csv", date(first, 1, 1), date(last + 1, 1, 1), source)


def _rows(name: str) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(StringIO(files(__package__).joinpath(name).read_text(encoding="utf-8"))))


def _days(starts: date, ends: date) -> Iterator[date]:
    return (starts + timedelta(days=offset) for offset in range((ends - starts).days))
