"""Dates of passenger messages: two-digit years resolved by rule, never guessed and never a birth in the future."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

_CENTURY = 100
_CENTURIES = (1800, 1900, 2000, 2100)
_FULL_DAY = {"102": 8, "203": 12, "204": 14}
_SHORT_DAY = {"": 6, "101": 6, "201": 10, "202": 12}


@dataclass(frozen=True, slots=True)
class DateRules:
    """The ranges of the date rules: design choices, so parameters.

    Args:
        oldest_age: an age above this, in years, is a finding.
        expiry_reach: an expiry further than this from the journey, in years, is not believed.
    """

    oldest_age: int = 110
    expiry_reach: int = 20


DEFAULT_RULES = DateRules()


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full(text: str, form: str) -> date | None:
    return _day(int(text[:4]), int(text[4:6]), int(text[6:8])) if len(text) == _FULL_DAY.get(form, 8) else None


def _candidates(text: str) -> list[date]:
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:6])
    found = [_day(century + year, month, day) for century in _CENTURIES]
    return [value for value in found if value is not None]


@lru_cache(maxsize=8192)
def read_birth(text: str, form: str, day: date) -> date | None:
    """Read a date of birth.

    Args:
        text: YYMMDD, or CCYYMMDD.
        form: the format code (2379): empty, 101 or 102, or one with a time.
        day: the message's day; the latest century that is not after it is taken.

    Returns:
        None where the text is no date or lies in the future.
    """
    if not _digits(text):
        return None
    if form in _FULL_DAY or len(text) == _FULL_DAY["102"]:
        full = _full(text, form)
        return full if full is not None and full <= day else None
    if len(text) != _SHORT_DAY.get(form, 6):
        return None
    return max((value for value in _candidates(text) if value <= day), default=None)


@lru_cache(maxsize=8192)
def read_near(text: str, form: str, day: date, reach: int = DEFAULT_RULES.expiry_reach) -> date | None:
    """Read an expiry or another date that must lie near the journey.

    Args:
        text: YYMMDD, or CCYYMMDD.
        form: the format code (2379).
        day: the day of the journey.
        reach: years before and after it within which a two-digit year is believed.

    Returns:
        The nearest date, or None where the text is no date or none is near enough.
    """
    if not _digits(text):
        return None
    if form in _FULL_DAY or len(text) == _FULL_DAY["102"]:
        return _full(text, form)
    if len(text) != _SHORT_DAY.get(form, 6):
        return None
    limit = timedelta(days=round(365.25 * reach))
    near = [value for value in _candidates(text) if abs(value - day) <= limit]
    return min(near, key=lambda value: abs(value - day), default=None)


@lru_cache(maxsize=1024)
def read_moment(text: str, form: str) -> datetime | None:
    """Read a local time of a journey: YYMMDDHHMM (201), CCYYMMDDHHMM (203), or a day alone; None where it is none."""
    if not _digits(text):
        return None
    if form == "203" or (form != "201" and len(text) in {_FULL_DAY["203"], _FULL_DAY["102"]}):
        text, century = text[2:], int(text[:2]) * _CENTURY
    else:
        century = 2000
    if len(text) not in {_SHORT_DAY["201"], _SHORT_DAY[""]}:
        return None
    try:
        return datetime(  # noqa: DTZ001 - local to the port by definition; the zone is the port's
            century + int(text[:2]), int(text[2:4]), int(text[4:6]), int(text[6:8] or 0), int(text[8:10] or 0)
        )
    except ValueError:
        return None


def read_prepared(day: str, time: str) -> datetime | None:
    """Read the preparation time of UNB: YYMMDD or CCYYMMDD, and HHMM; None where unreadable."""
    short = day[-6:] if len(day) in {6, 8} else ""
    return read_moment(short + (time if len(time) == len("HHMM") else "0000"), "201") if short else None


def reference_day(received: date, prepared: datetime | None, departs: datetime | None) -> date:
    """The day against which centuries are resolved: the journey or the making of the message, never after receipt."""
    told = [moment.date() for moment in (prepared, departs) if moment is not None]
    return min(received, max(told)) if told else received
