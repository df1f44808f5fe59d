"""Reads of the room for pages and the HTTP API. Opening one record is audited."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from manumit.areas.operations.api.views import (
    AgencyView,
    EventView,
    NextMove,
    NoticeView,
    OfferView,
    OperationRow,
    OperationView,
    RequestRow,
    RequestView,
    ResultRow,
    StepView,
)
from manumit.areas.operations.models import Operation, OperationAgency, PlannedEvent, Result, TaskingRequest
from manumit.areas.operations.rules import OPERATION, TASKING, OperationFacts
from manumit.areas.operations.rules.words import AGENCY_ROLES
from manumit.areas.operations.selectors import (
    GONE,
    notices_visible_to,
    offers_visible_to,
    operations_visible_to,
    planned_visible_to,
    requests_to_decide,
    requests_visible_to,
)
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.platform.access import can
from manumit.platform.accounts.models import Account, Organisation
from manumit.platform.audit.chain import record

MOST = 2_000
"""Rows that a list holds at most; the registers of a nation stay below it for years."""


def names_of(user_ids: Iterable[str]) -> dict[str, str]:
    """Return the names of officers by account, in one query; the house's own work has none."""
    people = {each for each in user_ids if each and ":" not in each}
    found = Account.objects.filter(pk__in=people).values_list("pk", "name")
    return {str(pk): name for pk, name in found}


def request_row(row: TaskingRequest) -> RequestRow:
    """Return a request as lists show it."""
    return RequestRow(
        row.pk,
        row.title,
        row.asset,
        row.urgency,
        row.harm,
        row.state,
        row.organisation.name,
        row.requested_at,
        row.restricted,
    )


def operation_row(row: Operation) -> OperationRow:
    """Return an operation as the register shows it."""
    return OperationRow(
        row.pk, row.name, row.stage, row.lead.name, row.threat_area, tuple(row.countries), row.joint_team, row.restricted,
        row.registered_at,
    )  # fmt: skip


def result_row(row: Result) -> ResultRow:
    """Return a result as lists show it."""
    return ResultRow(
        row.pk, row.operation_id, row.operation.name, row.kind, row.on, row.amount_pence, row.level, row.recorded_at
    )


def event_view(row: PlannedEvent) -> EventView:
    """Return a planned event."""
    return EventView(row.pk, row.operation_id, row.operation.name, row.on, row.cell, row.kind, row.note)


def list_offers(*, by: Actor) -> tuple[OfferView, ...]:
    """Return the open offers of the actor's organisation, oldest first."""
    rows = offers_visible_to(by).filter(state="open").order_by("received_at")[:MOST]
    return tuple(OfferView(row.pk, row.dissemination_id, row.received_at) for row in rows)


def list_to_decide(*, by: Actor) -> tuple[RequestRow, ...]:
    """Return the requests that wait for the actor's decision, oldest first; none where the actor may not decide."""
    if not can(by, "operations.decide_tasking"):
        return ()
    return _requests(requests_to_decide(by))


def list_requests(*, by: Actor) -> tuple[RequestRow, ...]:
    """Return the requests that exist for the actor, newest first."""
    return _requests(requests_visible_to(by).order_by("-requested_at"))


def _requests(rows: QuerySet[TaskingRequest]) -> tuple[RequestRow, ...]:
    return tuple(request_row(row) for row in rows.select_related("organisation")[:MOST])


def list_operations(*, by: Actor) -> tuple[OperationRow, ...]:
    """Return the operations that exist for the actor, newest first."""
    rows = operations_visible_to(by).select_related("lead").order_by("-registered_at")[:MOST]
    return tuple(operation_row(row) for row in rows)


def organisation_choices() -> tuple[tuple[str, str], ...]:
    """Return the bodies that can take part in an operation: identifier and name."""
    kinds = ("police", "tasking", "intelligence", "border", "prosecution", "overseas_post", "immigration", "ministry")
    rows = Organisation.objects.filter(active=True, kind__in=kinds).order_by("name").values_list("pk", "name")
    return tuple((str(pk), name) for pk, name in rows)


def open_request(*, by: Actor, at: datetime, request_id: UUID) -> RequestView:
    """Return a request with its decisions. Raises NotFound. Audited."""
    row = requests_visible_to(by).select_related("organisation").filter(pk=request_id).first()
    if row is None:
        raise NotFound(GONE)
    record(by=by, at=at, action="operations.open_tasking_request", record=("tasking_request", row.pk))
    decisions = list(row.decisions.order_by("decided_at", "pk"))
    names = names_of([row.requested_by, *(each.decided_by for each in decisions)])
    operation = operations_visible_to(by).filter(request=row).values_list("pk", flat=True).first()
    decided_before = any(each.decided_by == by.user_id and each.move != "appeal" for each in decisions)
    own = row.requested_by == by.user_id
    return RequestView(
        row=request_row(row),
        because=row.because,
        requested_by=names.get(row.requested_by, ""),
        steps=tuple(
            StepView(each.decided_at, TASKING.moves[each.move].label, names.get(each.decided_by, ""), each.reasons)
            for each in decisions
        ),
        operation_id=operation,
        may_decide=row.state in {"asked", "appealed"}
        and not own
        and not decided_before
        and can(by, "operations.decide_tasking"),
        may_appeal=row.state == "refused"
        and str(row.organisation_id) == by.organisation_id
        and can(by, "operations.request_tasking"),
        may_register=row.state == "adopted" and operation is None and can(by, "operations.register_operation"),
        own=own,
    )


def open_operation(*, by: Actor, at: datetime, operation_id: UUID) -> OperationView:
    """Return an operation with all that the actor may see of it. Raises NotFound. Audited."""
    row = operations_visible_to(by).select_related("lead").filter(pk=operation_id).first()
    if row is None:
        raise NotFound(GONE)
    record(by=by, at=at, action="operations.open_operation", record=("operation", row.pk))
    agencies = list(row.agencies.select_related("organisation").order_by("starts", "role", "pk"))
    stands = Result.objects.filter(superseded_by__isnull=True, withdrawn=False).select_related("operation")
    visible = operations_visible_to(by).values("pk")
    shared = stands.filter(shares__operation=row, operation__in=visible)
    return OperationView(
        row=operation_row(row),
        version=row.version,
        sole_reason=row.sole_reason,
        welfare_plan=row.welfare_plan,
        debrief_note=row.debrief_note,
        agencies=tuple(
            AgencyView(a.organisation_id, a.organisation.name, AGENCY_ROLES[a.role], a.starts, a.ends) for a in agencies
        ),
        steps=_steps(row),
        results=tuple(result_row(each) for each in stands.filter(operation=row).order_by("on", "pk")),
        shared=tuple(result_row(each) for each in shared.order_by("on", "pk")),
        planned=tuple(
            event_view(e) for e in planned_visible_to(by).filter(operation=row, on__gte=at.date()).order_by("on")
        ),
        notices=tuple(
            NoticeView(n.pseudonym, n.offence, n.outcome, n.reasons, n.given_at)
            for n in notices_visible_to(by).filter(operation=row).order_by("given_at")
        ),
        moves=_moves(row, agencies),
        takes_part=any(str(a.organisation_id) == by.organisation_id and a.ends is None for a in agencies),
    )


def _steps(row: Operation) -> tuple[StepView, ...]:
    changes = list(row.stages.order_by("at", "pk"))
    names = names_of(each.by_user for each in changes)
    return tuple(
        StepView(each.at, OPERATION.states[each.stage].label, names.get(each.by_user, ""), each.note)
        for each in changes
    )


def _moves(row: Operation, agencies: Iterable[OperationAgency]) -> tuple[NextMove, ...]:
    partners = sum(1 for each in agencies if each.ends is None and each.organisation_id != row.lead_id)
    facts = OperationFacts(True, partners, bool(row.sole_reason), bool(row.welfare_plan), bool(row.debrief_note))
    return tuple(
        NextMove(
            move.target,
            OPERATION.states[move.target].label,
            tuple(OPERATION.refusals(move.key, row.stage, facts).values()),
        )
        for move in OPERATION.moves_from(row.stage)
    )
