"""Operations: registering one from an adopted request, its agencies, its plan, and its way through the stages."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.operations.models import Operation, OperationAgency, StageChange, TaskingRequest
from manumit.areas.operations.rules import OPERATION, OperationFacts, move_to
from manumit.areas.operations.rules.words import THREAT_AREAS, role_of
from manumit.areas.operations.selectors import GONE, operations_visible_to, requests_visible_to
from manumit.areas.operations.services.common import LONG, chosen, countries, organisations, taking_part, written
from manumit.errors import Duplicate, InputError, MoveRefused, NotFound
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.accounts.models import Organisation
from manumit.platform.audit.chain import record
from manumit.platform.search.index import index
from manumit.platform.thread.links import Ref, link

NAME = 60


def _adopted_request(by: Actor, request_id: UUID) -> TaskingRequest:
    request = requests_visible_to(by).select_related("organisation").filter(pk=request_id).first()
    if request is None:
        raise NotFound(GONE)
    if request.state != "adopted":
        raise MoveRefused("The request must be adopted first.", detail={"state": request.state})
    if Operation.objects.filter(request=request).exists():
        raise Duplicate("An operation was already registered for this request.")
    return request


def _free_name(by: Actor, name: str, *, but: UUID | None = None) -> str:
    """A code name is unique among what the actor may see: a wider test would tell that a hidden operation bears it."""
    plain = written(name, field="name", what="a code name", most=NAME)
    same = operations_visible_to(by).filter(name__iexact=plain)
    if (same.exclude(pk=but) if but else same).exists():
        raise InputError("Another operation has this name. Choose a different one.", field="name")
    return plain


@transaction.atomic
def register_operation(
    *,
    by: Actor,
    at: datetime,
    request_id: UUID,
    name: str,
    agencies: tuple[UUID, ...] = (),
    lead: UUID | None = None,
    threat_area: str = "",
    country_codes: tuple[str, ...] = (),
    group_ids: tuple[UUID, ...] = (),
    joint_team: bool = False,
    sole_reason: str = "",
) -> UUID:
    """Register the operation that an adopted request leads to; it begins as proposed.

    Args:
        by: a tasking officer; the own organisation takes part, as lead or as co-ordinator.
        at: now.
        request_id: the adopted request; a restricted one makes the operation restricted.
        name: code name, without a person's or a place's name.
        agencies: partner agencies, the prosecution and posts abroad among them.
        lead: the agency that leads; the actor's own where not given.
        threat_area: a key of `THREAT_AREAS`, or empty.
        country_codes: three-letter codes.
        group_ids: groups of the intelligence room; linked on the thread.
        joint_team: whether it works as a joint investigation team.
        sole_reason: why one agency acts alone, where no partner takes part.

    Returns:
        The operation's identifier.

    Raises:
        AccessRefused, NotFound: the actor may not, or the request does not exist for the actor.
        MoveRefused: the request is not adopted. Duplicate: it has an operation.
        InputError: a name in use, an unknown agency, country or threat area.
    """
    require(by, "operations.register_operation")
    request = _adopted_request(by, request_id)
    own = UUID(by.organisation_id) if by.organisation_id else request.organisation_id
    leader = organisations([lead or own], field="lead")[0]
    operation = Operation(
        request=request,
        name=_free_name(by, name),
        lead=leader,
        threat_area=chosen(threat_area, THREAT_AREAS, field="threat_area") if threat_area else "",
        group_ids=[str(each) for each in group_ids],
        countries=countries(country_codes),
        joint_team=joint_team,
        restricted=request.restricted,
        sole_reason=sole_reason.strip()[:LONG],
        registered_by=by.user_id,
        registered_at=at,
    )
    operation.save(force_insert=True)
    _seat(operation, [leader, *organisations([own]), *organisations(agencies)], coordinator=own, at=at)
    StageChange(operation=operation, stage="proposed", at=at, by_user=by.user_id).save(force_insert=True)
    _tie(operation, group_ids, at=at)
    record(by=by, at=at, action="operations.register_operation", record=("operation", operation.pk))
    return operation.pk


def _seat(operation: Operation, bodies: Iterable[Organisation], *, coordinator: UUID, at: datetime) -> None:
    unique = {body.pk: body for body in bodies}
    OperationAgency.objects.bulk_create(
        OperationAgency(
            operation=operation,
            organisation=body,
            role=role_of(body.kind, lead=body.pk == operation.lead_id, coordinator=body.pk == coordinator),
            starts=at.date(),
        )
        for body in unique.values()
    )


def _tie(operation: Operation, group_ids: Iterable[UUID], *, at: datetime) -> None:
    here = Ref("operation", operation.pk)
    link(earlier=Ref("tasking_request", operation.request_id), later=here, relation="led to", at=at)
    for group_id in group_ids:
        link(earlier=Ref("group", group_id), later=here, relation="targeted by", at=at)
    index(kind="operation", record_id=operation.pk, title=operation.name)


@transaction.atomic
def edit_operation(
    *,
    by: Actor,
    at: datetime,
    operation_id: UUID,
    expected: int | None = None,
    name: str,
    threat_area: str = "",
    country_codes: tuple[str, ...] = (),
    joint_team: bool = False,
    sole_reason: str = "",
    welfare_plan: str = "",
) -> None:
    """Change what is known of an operation, the welfare plan among it.

    Args:
        by: an officer of an agency that takes part.
        at: now.
        operation_id: the operation.
        expected: the version that the actor saw.
        name: code name.
        threat_area: a key of `THREAT_AREAS`, or empty.
        country_codes: three-letter codes.
        joint_team: whether it works as a joint investigation team.
        sole_reason: why one agency acts alone.
        welfare_plan: who receives potential victims, where, and who explains the referral to them.

    Raises:
        AccessRefused, NotFound: no part, or it does not exist for the actor.
        InputError: a part is unknown or too long. MoveRefused: the operation is closed.
        Conflict: somebody else changed it first.
    """
    require(by, "operations.edit_operation")
    operation = taking_part(by, operation_id)
    if OPERATION.states[operation.stage].final:
        raise MoveRefused("The operation is closed. Its results can still be corrected.")
    if len(welfare_plan) > LONG:
        raise InputError(f"Write the plan in {LONG:,} characters or fewer.", field="welfare_plan")
    operation.name = _free_name(by, name, but=operation.pk)
    operation.threat_area = chosen(threat_area, THREAT_AREAS, field="threat_area") if threat_area else ""
    operation.countries = countries(country_codes)
    operation.joint_team = joint_team
    operation.sole_reason = sole_reason.strip()[:LONG]
    operation.welfare_plan = welfare_plan.strip()
    fields = ["name", "threat_area", "countries", "joint_team", "sole_reason", "welfare_plan"]
    operation.save_version(expected=expected, update_fields=fields)
    index(kind="operation", record_id=operation.pk, title=operation.name)
    record(by=by, at=at, action="operations.edit_operation", record=("operation", operation.pk))


@transaction.atomic
def add_agency(*, by: Actor, at: datetime, operation_id: UUID, organisation_id: UUID) -> None:
    """Let another agency take part, from today. Raises InputError where it is unknown or takes part already."""
    require(by, "operations.edit_operation")
    operation = taking_part(by, operation_id)
    body = organisations([organisation_id], field="organisation")[0]
    if OperationAgency.objects.filter(operation=operation, organisation=body, ends__isnull=True).exists():
        raise InputError("This agency takes part already.", field="organisation")
    _seat(operation, [body], coordinator=operation.pk, at=at)
    record(
        by=by,
        at=at,
        action="operations.add_agency",
        record=("operation", operation.pk),
        detail={"organisation": str(body.pk)},
    )


@transaction.atomic
def end_agency(*, by: Actor, at: datetime, operation_id: UUID, organisation_id: UUID) -> None:
    """End an agency's part today; it sees a restricted operation no longer. Raises InputError for the lead or a stranger."""
    require(by, "operations.edit_operation")
    operation = taking_part(by, operation_id)
    row = OperationAgency.objects.filter(
        operation=operation, organisation_id=organisation_id, ends__isnull=True
    ).first()
    if row is None or row.role == "lead":
        raise InputError("Choose an agency that takes part and does not lead.", field="organisation")
    row.ends = at.date()
    row.save(update_fields=["ends"])
    record(
        by=by,
        at=at,
        action="operations.end_agency",
        record=("operation", operation.pk),
        detail={"organisation": str(organisation_id)},
    )


@transaction.atomic
def move_operation(
    *,
    by: Actor,
    at: datetime,
    operation_id: UUID,
    stage: str,
    note: str = "",
    welfare_plan: str = "",
    debrief: str = "",
) -> None:
    """Bring an operation to another stage.

    Args:
        by: an officer of an agency that takes part.
        at: now.
        operation_id: the operation.
        stage: key of the stage to come to.
        note: a word for the timeline.
        welfare_plan: recorded with the move where the arrest phase begins and none stands yet.
        debrief: the note that closing needs.

    Raises:
        AccessRefused, NotFound: no part, or it does not exist for the actor.
        MoveRefused: the stage does not follow, or a guard said no; the message says what to do.
    """
    require(by, "operations.move_operation")
    operation = taking_part(by, operation_id)
    operation.welfare_plan = welfare_plan.strip()[:LONG] or operation.welfare_plan
    operation.debrief_note = debrief.strip()[:LONG] or operation.debrief_note
    move = OPERATION.check(move_to(operation.stage, stage), operation.stage, _facts(operation))
    operation.stage = move.target
    operation.save_version(update_fields=["stage", "welfare_plan", "debrief_note"])
    StageChange(operation=operation, stage=stage, note=note.strip()[:LONG], at=at, by_user=by.user_id).save(
        force_insert=True
    )
    record(
        by=by, at=at, action="operations.move_operation", record=("operation", operation.pk), detail={"stage": stage}
    )


def _facts(operation: Operation) -> OperationFacts:
    others = OperationAgency.objects.filter(operation=operation, ends__isnull=True).exclude(
        organisation_id=operation.lead_id
    )
    return OperationFacts(
        lead=bool(operation.lead_id),
        partners=others.count(),
        sole_reason=bool(operation.sole_reason),
        welfare_plan=bool(operation.welfare_plan),
        debrief=bool(operation.debrief_note),
    )
