"""Reads of the operations room. Every one begins with what exists for the actor; a restricted operation exists only for those who take part.

No count, clash, total or duplicate answer of an outsider depends on a restricted row.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from manumit.areas.operations.models import (
    AssetEntry,
    NonPunishmentNotice,
    Operation,
    OperationAgency,
    PanelAssessment,
    PlannedEvent,
    Result,
    StageChange,
    TaskingOffer,
    TaskingRequest,
)
from manumit.areas.operations.rules import Clash, CountedResult, LedgerEntry, PlannedFact, clashes_of
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment

OFFICERS = ("tasking_officer", "financial_investigator")
GONE = "There is no such record, or you may not see it."


def _opens(actor: Actor) -> bool:
    return actor.is_system or actor.opens(Compartment.OPERATIONS)


def _own_part(actor: Actor) -> Q:
    if not actor.organisation_id:
        return Q(pk__in=[])
    mine = OperationAgency.objects.filter(organisation_id=actor.organisation_id, ends__isnull=True)
    return Q(pk__in=mine.values("operation"))


def operations_visible_to(actor: Actor) -> QuerySet[Operation]:
    """Operations that exist for the actor.

    Officers of the room see every open one, and a restricted one only where their organisation takes part. A prosecutor
    sees those assigned to the own organisation. Broken glass opens what is open.
    """
    if not _opens(actor):
        return Operation.objects.none()
    if actor.is_system:
        return Operation.objects.all()
    if actor.has(*OFFICERS):
        return Operation.objects.filter(Q(restricted=False) | _own_part(actor))
    if actor.has("prosecutor"):
        return Operation.objects.filter(_own_part(actor))
    return (
        Operation.objects.filter(restricted=False)
        if Compartment.OPERATIONS in actor.glass
        else Operation.objects.none()
    )


def own_operations(actor: Actor) -> QuerySet[Operation]:
    """Operations in which the actor's organisation takes part."""
    return operations_visible_to(actor).filter(_own_part(actor))


def requests_visible_to(actor: Actor) -> QuerySet[TaskingRequest]:
    """Tasking requests that exist for the actor; a restricted one only for its organisation and the operation's agencies."""
    if not _opens(actor):
        return TaskingRequest.objects.none()
    if actor.is_system:
        return TaskingRequest.objects.all()
    if actor.has(*OFFICERS):
        part = Q(operation__in=operations_visible_to(actor).filter(restricted=True).values("pk"))
        own = Q(organisation_id=actor.organisation_id) if actor.organisation_id else Q(pk__in=[])
        return TaskingRequest.objects.filter(Q(restricted=False) | own | part)
    return TaskingRequest.objects.filter(operation__in=operations_visible_to(actor).values("pk"))


def requests_to_decide(actor: Actor) -> QuerySet[TaskingRequest]:
    """Requests that wait for a decision by somebody like the actor: the own ones and those decided before are absent."""
    waiting = requests_visible_to(actor).filter(state__in=("asked", "appealed"))
    others = waiting.exclude(requested_by=actor.user_id).exclude(decisions__decided_by=actor.user_id)
    return others.order_by("requested_at", "pk")


def offers_visible_to(actor: Actor) -> QuerySet[TaskingOffer]:
    """Offers that were made to the actor's organisation."""
    if actor.is_system:
        return TaskingOffer.objects.all()
    if not (_opens(actor) and actor.has("tasking_officer") and actor.organisation_id):
        return TaskingOffer.objects.none()
    return TaskingOffer.objects.filter(organisation_id=actor.organisation_id)


def results_visible_to(actor: Actor) -> QuerySet[Result]:
    """Results of the operations that exist for the actor."""
    found = Result.objects.select_related("operation__lead")
    if actor.is_system:
        return found
    return found.filter(operation__in=operations_visible_to(actor).values("pk"))


def current_results(actor: Actor) -> QuerySet[Result]:
    """Results that stand now: neither corrected nor withdrawn, latest first."""
    return results_visible_to(actor).filter(superseded_by__isnull=True, withdrawn=False).order_by("-on", "-recorded_at")


def open_results() -> QuerySet[Result]:
    """Results of operations that are open to the room: what a figure may rest on that others see."""
    return Result.objects.filter(operation__restricted=False)


def counted(rows: QuerySet[Result], *, at: datetime) -> list[CountedResult]:
    """Return results as counting sees them; the panel's level goes before the lead's own."""
    levels = dict(
        PanelAssessment.objects.filter(assessed_at__lte=at, result__in=rows.filter(kind="group_disrupted").values("pk"))
        .order_by("assessed_at", "pk")
        .values_list("result_id", "level")
    )
    return [
        CountedResult(
            kind=row.kind,
            counted_key=row.counted_key,
            on=row.on,
            recorded_at=row.recorded_at,
            amount_pence=row.amount_pence,
            superseded_at=row.superseded_at,
            withdrawn=row.withdrawn,
            level=levels.get(row.pk, row.level),
        )
        for row in rows.annotate(superseded_at=F("superseded_by__recorded_at")).defer("note")
    ]


def arrest_phases(operations: QuerySet[Operation], *, since: date, until: date, at: datetime) -> int:
    """Return how many of these operations came to the arrest phase in a half-open period, as known at an instant."""
    changes = StageChange.objects.filter(
        operation__in=operations.values("pk"), stage="arrest_phase", at__lte=at, at__date__gte=since, at__date__lt=until
    )
    return changes.values("operation").distinct().count()


def stages_of(operations: QuerySet[Operation]) -> dict[str, int]:
    """Return how many of these operations stand at each stage."""
    found: dict[str, int] = {}
    for stage in operations.values_list("stage", flat=True):
        found[stage] = found.get(stage, 0) + 1
    return found


def planned_visible_to(actor: Actor) -> QuerySet[PlannedEvent]:
    """Planned events of the operations in which the actor's organisation takes part: nobody else needs to know them."""
    rows = PlannedEvent.objects.select_related("operation__lead").filter(cancelled_at__isnull=True)
    return rows if actor.is_system else rows.filter(operation__in=own_operations(actor).values("pk"))


def clashes_for(actor: Actor, *, day: date) -> tuple[Clash, ...]:
    """Return the clashes, from a day on, of events that the actor's organisation leads."""
    if not (actor.has("tasking_officer") and _opens(actor) and actor.organisation_id):
        return ()
    live = PlannedEvent.objects.filter(cancelled_at__isnull=True, on__gte=day)
    lead = UUID(actor.organisation_id)
    own = set(live.filter(operation__lead_id=lead).values_list("on", "cell"))
    near = live.filter(on__in={on for on, _cell in own}, cell__in={cell for _on, cell in own}).select_related(
        "operation"
    )
    facts = [
        PlannedFact(row.pk, row.operation_id, row.operation.lead_id, row.on, row.cell, row.operation.restricted)
        for row in near
    ]
    return clashes_of(lead, facts)


def entries_visible_to(actor: Actor) -> QuerySet[AssetEntry]:
    """Ledger entries of the operations that exist for the actor."""
    if actor.is_system:
        return AssetEntry.objects.all()
    if not actor.has(*OFFICERS):
        return AssetEntry.objects.none()
    return AssetEntry.objects.filter(operation__in=operations_visible_to(actor).values("pk"))


def ledger_entries(rows: Iterable[AssetEntry]) -> list[LedgerEntry]:
    """Return stored entries as the rules see them."""
    return [LedgerEntry(row.stage, row.on, row.amount_pence, row.debit, row.credit) for row in rows]


def notices_visible_to(actor: Actor) -> QuerySet[NonPunishmentNotice]:
    """Non-punishment notices of the prosecutor's own organisation."""
    if not (actor.has("prosecutor") and _opens(actor) and actor.organisation_id):
        return NonPunishmentNotice.objects.none()
    return NonPunishmentNotice.objects.filter(
        organisation_id=actor.organisation_id, operation__in=operations_visible_to(actor).values("pk")
    )
