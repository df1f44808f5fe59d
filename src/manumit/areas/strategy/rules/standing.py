"""How an action stands on a day: green, late or silent."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

SILENT_AFTER = timedelta(days=90)
"""An action of which nobody reported for longer is silent. A parameter of ours: the texts state none."""

NEXT_PAPER_AFTER = timedelta(days=183)
"""A paper every half year: paragraph 18 says biannual and does not say which of its two meanings it has."""

STATES: Mapping[str, str] = MappingProxyType(
    {"not_started": "Not started", "under_way": "Under way", "done": "Done", "no_longer": "No longer pursued"}
)
"""What a report may say. The last two end the clock."""

ENDED = frozenset({"done", "no_longer"})


class Standing(StrEnum):
    """How an action stands: derived, never typed in."""

    GREEN = "green"
    LATE = "late"
    SILENT = "silent"


def standing(*, state: str, due_on: date | None, last_on: date, day: date) -> Standing:
    """Return how an action stands.

    Args:
        state: of the last report; `not_started` where there is none.
        due_on: the last day that was promised; None where none was.
        last_on: day of the last report, or the day on which the action was registered.
        day: today.
    """
    if state in ENDED:
        return Standing.GREEN
    if due_on is not None and day > due_on:
        return Standing.LATE
    if day - last_on > SILENT_AFTER:
        return Standing.SILENT
    return Standing.GREEN


def next_paper_on(last: date | None, day: date) -> date:
    """Return when the next paper for the ministerial group is due: today where there was none."""
    return day if last is None else last + NEXT_PAPER_AFTER
