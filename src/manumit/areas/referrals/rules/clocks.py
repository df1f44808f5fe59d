"""Dates that matter on a case: the target of the first decision, the end of recovery, and how late a decision is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from manumit.areas.referrals.rules.law import EXIT_WORKING_DAYS, RECOVERY_DAYS, RG_TARGET_DAYS
from manumit.kernel.calendars import Due, calendar_for

LONDON = ZoneInfo("Europe/London")


def local_day(at: datetime) -> date:
    """Return the London day of an instant: the day by which dated rules are chosen."""
    return at.astimezone(LONDON).date()


def rg_due(received: datetime, nation: str) -> Due:
    """Return when the reasonable-grounds decision is due, by the bank holidays of the nation."""
    days = RG_TARGET_DAYS.on(local_day(received))
    return calendar_for(nation or "england").due(received, working_days=days)


def recovery_ends(rg_on: date, *, extension_days: int = 0) -> date:
    """Return the first day after the recovery period, which is counted in calendar days from the decision (guard G6)."""
    return rg_on + timedelta(days=RECOVERY_DAYS.on(rg_on) + extension_days)


def exit_ends(decided: date, nation: str) -> date:
    """Return the last day of support after a negative conclusive decision; until then the hold stays."""
    return calendar_for(nation or "england").add_working_days(decided, EXIT_WORKING_DAYS.on(decided))


@dataclass(frozen=True, slots=True)
class Band:
    """An ageing band: from and up to a number of days since referral, both included; open above where None."""

    key: str
    label: str
    first: int
    last: int | None


BANDS: tuple[Band, ...] = (
    Band("week", "0 to 7 days", 0, 7),
    Band("recovery", "8 to 45 days", 8, 45),
    Band("quarter", "46 days to 3 months", 46, 92),
    Band("half-year", "3 to 6 months", 93, 183),
    Band("longer", "over 6 months", 184, None),
)
"""Time from referral to conclusive decision, in the bands of an answer to Parliament (Hansard, 4 March 2010)."""


def band_of(referred_on: date, day: date) -> Band:
    """Return the band in which a case stands on a day; a day before the referral counts as the first."""
    waited = max((day - referred_on).days, 0)
    return next(band for band in BANDS if band.last is None or waited <= band.last)
