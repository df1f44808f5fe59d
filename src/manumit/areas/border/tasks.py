"""Background work of the border room."""

from datetime import datetime

from manumit.areas.border import api
from manumit.kernel.actor import system
from manumit.platform.jobs.registry import job


@job("border.rescreen_upcoming")
def rescreen(*, at: datetime) -> None:
    """Screen everybody who is still to arrive against the list and the indicators as they stand."""
    api.rescreen_upcoming(by=system("screening"), at=at)


def rescreen_daily(at: datetime) -> int:
    """Screen again, because an entry or an indicator may have gone live with the new day."""
    return api.rescreen_upcoming(by=system("screening"), at=at)
