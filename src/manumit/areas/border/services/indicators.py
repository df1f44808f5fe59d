"""Risk indicators: a definition is checked when it is proposed, and goes live on a date when a second person approves it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.border.models import IndicatorRecord
from manumit.areas.border.rules import REVIEW
from manumit.areas.border.selectors.visibility import visible_indicators
from manumit.engines.indicators import definition_from_dict, definition_to_dict
from manumit.errors import Duplicate, InputError, NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.duties import require_second_person
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.jobs.registry import enqueue
from manumit.platform.search.index import index as put_into_search
from manumit.platform.thread.links import Ref, link


@transaction.atomic
def propose_indicator(
    *, by: Actor, at: datetime, definition: Mapping[str, object], because: str, earlier: Ref | None = None
) -> UUID:
    """Propose a version of an indicator; it looks at nobody until somebody else approves it.

    Args:
        by: a targeting analyst or supervisor, or an intelligence officer with what a de-brief taught.
        at: when.
        definition: as `engines.indicators.definition_from_dict` reads it.
        because: the evidence for it, in words.
        earlier: the record that led to it, such as a de-brief.

    Raises:
        InputError: naming the field of the definition.
        RuleBroken: a prohibited criterion, or protected characteristics alone.
        Duplicate: this version of the indicator exists.
    """
    require(by, "border.propose_indicator")
    if not because.strip():
        raise InputError("Say what the indicator rests on.", field="because")
    checked = definition_from_dict(definition)
    if IndicatorRecord.objects.filter(key=checked.key, version=checked.version).exists():
        raise Duplicate(
            "This version of the indicator exists already. Give it the next version number.", code="duplicate-version"
        )
    row = IndicatorRecord.objects.create(
        key=checked.key[:80], version=checked.version, title=checked.title[:200], weight=checked.weight, owner=checked.owner[:160],
        definition=definition_to_dict(checked), because=because.strip(), starts=None, ends=checked.ends,
        proposed_by=by.user_id, proposed_organisation=by.organisation_id, proposed_at=at,
    )  # fmt: skip
    put_into_search(kind="indicator", record_id=row.pk, title=checked.title, text=checked.why)
    if earlier is not None:
        link(earlier=earlier, later=Ref("indicator", row.pk), relation="taught", at=at)
    record(
        by=by,
        at=at,
        action="border.propose_indicator",
        record=("indicator", row.pk),
        detail={"version": checked.version},
    )
    return row.pk


def _take(by: Actor, indicator_id: UUID) -> IndicatorRecord:
    row = visible_indicators(by).filter(pk=indicator_id).first()
    if row is None:
        raise NotFound("There is no such indicator, or you may not see it.")
    return row


@transaction.atomic
def approve_indicator(*, by: Actor, at: datetime, indicator_id: UUID, starts: date) -> None:
    """Let an indicator go live on a date; who is still to arrive is screened again from then on.

    Raises:
        NotFound: there is no such indicator for the actor.
        SeparationOfDuties: the actor proposed it.
        MoveRefused: it was decided before.
        InputError: the date is past, or not before the indicator's end.
    """
    require(by, "border.approve_indicator")
    row = _take(by, indicator_id)
    require_second_person(row.proposed_by, by.user_id, "an indicator")
    status = REVIEW.check("approve", row.status, None).target
    if starts < at.date():
        raise InputError("An indicator goes live today or later, never in the past.", field="starts")
    if row.ends is not None and starts >= row.ends:
        raise InputError("The indicator would end before it starts.", field="starts")
    definition = {**row.definition, "starts": starts.isoformat()}
    definition_from_dict(definition)
    row.definition, row.starts, row.status = definition, starts, status
    row.decided_by, row.decided_at = by.user_id, at
    row.save(update_fields=["definition", "starts", "status", "decided_by", "decided_at"])
    if starts <= at.date():
        enqueue("border.rescreen_upcoming", unless_waiting=True)
    record(
        by=by,
        at=at,
        action="border.approve_indicator",
        record=("indicator", row.pk),
        detail={"starts": starts.isoformat()},
    )


@transaction.atomic
def refuse_indicator(*, by: Actor, at: datetime, indicator_id: UUID, reasons: str) -> None:
    """Refuse a proposed indicator, with reasons. Raises as `approve_indicator`."""
    _decide(by=by, at=at, indicator_id=indicator_id, reasons=reasons, move="refuse")


@transaction.atomic
def withdraw_indicator(*, by: Actor, at: datetime, indicator_id: UUID, reasons: str) -> None:
    """Stop a live indicator; its hits stay. Raises NotFound, MoveRefused and InputError."""
    _decide(by=by, at=at, indicator_id=indicator_id, reasons=reasons, move="withdraw")


def _decide(*, by: Actor, at: datetime, indicator_id: UUID, reasons: str, move: str) -> None:
    require(by, "border.approve_indicator")
    if not reasons.strip():
        raise InputError("Say why.", field="reasons")
    row = _take(by, indicator_id)
    if move == "refuse":
        require_second_person(row.proposed_by, by.user_id, "an indicator")
    row.status = REVIEW.check(move, row.status, None).target
    row.decided_by, row.decided_at, row.decision_note = by.user_id, at, reasons.strip()
    row.save(update_fields=["status", "decided_by", "decided_at", "decision_note"])
    record(by=by, at=at, action=f"border.{move}_indicator", record=("indicator", row.pk))
