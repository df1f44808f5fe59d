"""Deconfliction of planned events: two leads who plan for the same day and square are told that they clash, and no more.

After the pointer systems of the reference: a clash matches day and place, both sides are told to talk to each other
through the watch desk, and a restricted operation's side is told while the other is not (the silent hit).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from manumit.errors import InputError

_CELL = re.compile(r"[A-HJ-Z]{2}\d{4}")


@dataclass(frozen=True, slots=True)
class PlannedFact:
    """A planned event as matching sees it.

    Args:
        event_id: the event.
        operation_id: its operation.
        lead_id: the organisation that leads.
        on: the day.
        cell: the square of about one kilometre.
        restricted: whether the operation is known only to those who take part.
    """

    event_id: UUID
    operation_id: UUID
    lead_id: UUID
    on: date
    cell: str
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """A lead's own event for whose day and square another lead plans something; nothing of the other side."""

    event_id: UUID
    operation_id: UUID
    on: date
    cell: str


def read_cell(text: str) -> str:
    """Return a grid square as two letters and four digits, such as `TQ3080`. Raises InputError."""
    cell = "".join(text.split()).upper()
    if _CELL.fullmatch(cell) is None:
        raise InputError("Give the grid square as two letters and four digits, such as TQ 30 80.", field="cell")
    return cell


def clashes_of(lead_id: UUID, events: Iterable[PlannedFact]) -> tuple[Clash, ...]:
    """Return what a lead is told: one clash for each own event that meets another lead's, by day.

    A restricted event of another lead is passed over in silence, so that the answer is the same whether it exists.
    """
    by_place: defaultdict[tuple[date, str], list[PlannedFact]] = defaultdict(list)
    for event in events:
        by_place[event.on, event.cell].append(event)
    found = [
        Clash(own.event_id, own.operation_id, own.on, own.cell)
        for together in by_place.values()
        for own in together
        if own.lead_id == lead_id and any(other.lead_id != lead_id and not other.restricted for other in together)
    ]
    return tuple(sorted(found, key=lambda clash: (clash.on, clash.cell, clash.event_id)))
