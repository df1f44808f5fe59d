"""Work that the calendar brings to referrals."""

from datetime import datetime

from manumit.areas.referrals import api


def end_recoveries(at: datetime) -> int:
    """Move cases whose recovery period is over to the conclusive decision."""
    return api.end_recoveries(at)


def tell_of_clocks(at: datetime) -> int:
    """Tell caseworkers of the dates that are near or past, once for each date."""
    return api.tell_of_clocks(at)


def expire_drafts(at: datetime) -> int:
    """Empty drafts that nobody came back to."""
    return api.expire_drafts(at)
