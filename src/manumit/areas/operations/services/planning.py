"""Planned events: what is done when and where, so that two leads learn that they would meet."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.operations.models import PlannedEvent
from manumit.areas.operations.rules import read_cell
from manumit.areas.operations.rules.words import EVENT_KINDS
from manumit.areas.operations.selectors import GONE, planned_visible_to
from manumit.areas.operations.services.common import LONG, chosen, taking_part
from manumit.errors import InputError, NotFound
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record


@transaction.atomic
def plan_event(*, by: Actor, at: datetime, operation_id: UUID, on: date, cell: str, kind: str, note: str = "") -> UUID:
    """Plan something for a day in a grid square.

    Args:
        by: an officer of an agency that takes part.
        at: now.
        operation_id: the operation.
        on: today or later.
        cell: grid square of one kilometre, such as `TQ3080`.
        kind: a key of `EVENT_KINDS`.
        note: for the own agencies.

    Raises:
        AccessRefused, NotFound: no part, or no such operation for the actor.
        InputError: naming the field.
    """
    require(by, "operations.plan_event")
    operation = taking_part(by, operation_id)
    if on < at.date():
        raise InputError("The day is past. Plan for today or later.", field="on")
    event = PlannedEvent(
        operation=operation,
        on=on,
        cell=read_cell(cell),
        kind=chosen(kind, EVENT_KINDS, field="kind"),
        note=note.strip()[:LONG],
        planned_by=by.user_id,
        planned_at=at,
    )
    event.save(force_insert=True)
    record(by=by, at=at, action="operations.plan_event", record=("operation", operation.pk))
    return event.pk


@transaction.atomic
def cancel_event(*, by: Actor, at: datetime, event_id: UUID) -> None:
    """Cancel a planned event; it stays, and clashes with nothing. Raises NotFound."""
    require(by, "operations.plan_event")
    event = planned_visible_to(by).filter(pk=event_id).first()
    if event is None:
        raise NotFound(GONE)
    event.cancelled_at = at
    event.save(update_fields=["cancelled_at"])
    record(by=by, at=at, action="operations.cancel_event", record=("operation", event.operation_id))
