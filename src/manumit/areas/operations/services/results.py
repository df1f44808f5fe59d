"""Results: recorded once, corrected by a new entry, shared as a link, and assessed by a panel."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from manumit.areas.operations.events import ResultRecorded
from manumit.areas.operations.models import CountClaim, Operation, PanelAssessment, Result, ResultShare
from manumit.areas.operations.rules import LEVELS, check_result, natural_key
from manumit.areas.operations.rules.words import KINDS_OF_ROLE
from manumit.areas.operations.selectors import GONE, operations_visible_to, results_visible_to
from manumit.areas.operations.services.common import LONG, chosen, taking_part, written
from manumit.errors import AccessRefused, Conflict, Duplicate, InputError, MoveRefused, NotFound, RuleBroken
from manumit.kernel.actor import Actor
from manumit.kernel.duties import require_second_person
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.crypto.keys import keyring
from manumit.platform.events.bus import publish
from manumit.platform.thread.links import Ref, link


@dataclass(frozen=True, slots=True)
class _Facts:
    kind: str
    on: date
    amount_pence: int
    level: str
    note: str


def blinded(reference: str) -> str:
    """Return the keyed identity of a person or thing: the same for the same reference, and no way back.

    The oldest key of the search keyring is used, as the index does, so that rotation does not split a count.
    """
    ring = keyring("search")
    return ring.mac(f"operations.result:{natural_key(reference)}".encode(), key_id=ring.keys[-1][0])


def _checked(by: Actor, facts: _Facts, *, today: date) -> _Facts:
    check_result(kind=facts.kind, on=facts.on, today=today, amount_pence=facts.amount_pence, level=facts.level)
    if not (by.is_system or by.has("tasking_officer")):
        allowed = frozenset[str]().union(*(KINDS_OF_ROLE.get(role, frozenset()) for role in by.roles))
        if facts.kind not in allowed:
            raise AccessRefused("Your role does not record this kind of result.", code="kind")
    if len(facts.note) > LONG:
        raise InputError(f"Write the note in {LONG:,} characters or fewer.", field="note")
    return facts


def _refuse_counted(by: Actor, *, kind: str, key: str, but: UUID | None = None) -> None:
    """Refuse what a visible operation has counted; what a hidden one has counted is not looked at."""
    held = CountClaim.objects.filter(kind=kind, counted_key=key)
    held = held.exclude(result_id=but) if but else held
    claim = (
        held.filter(result__operation__in=operations_visible_to(by).values("pk"))
        .select_related("result__operation")
        .first()
    )
    if claim is not None:
        raise Duplicate(
            f"This is already counted, for operation {claim.result.operation.name}. Two operations can share one "
            "result: open it there and ask for the share.",
            detail={"result": str(claim.result_id), "operation": str(claim.result.operation_id)},
        )


def _claim(result: Result, *, restricted: bool) -> None:
    scope = str(result.operation_id) if restricted else ""
    try:
        with transaction.atomic():
            CountClaim.objects.create(kind=result.kind, counted_key=result.counted_key, scope=scope, result=result)
    except IntegrityError as error:
        raise Duplicate("This is already counted for another operation. Ask its agencies for a share.") from error


def _store(
    by: Actor, at: datetime, *, operation: Operation, facts: _Facts, key: str, supersedes: Result | None = None
) -> Result:
    result = Result(
        operation=operation,
        kind=facts.kind,
        on=facts.on,
        counted_key=key,
        amount_pence=facts.amount_pence,
        level=facts.level,
        note=facts.note.strip(),
        supersedes=supersedes,
        recorded_by=by.user_id,
        recorded_at=at,
    )
    result.save(force_insert=True)
    return result


@transaction.atomic
def record_result(
    *,
    by: Actor,
    at: datetime,
    operation_id: UUID,
    kind: str,
    on: date,
    counted_key: str,
    amount_pence: int = 0,
    note: str = "",
    level: str = "",
) -> UUID:
    """Record one result of an operation; one person or thing counts once in each kind, whoever records it.

    Args:
        by: an officer of an agency that takes part.
        at: now.
        operation_id: an operation that was at least adopted.
        kind: a key of `RESULT_KINDS`.
        on: the day on which it happened.
        counted_key: what identifies the person or thing (a custody reference, a pseudonym, an order number); only a
            keyed hash of it is kept.
        amount_pence: for assets.
        note: without names.
        level: the lead's own assessment of a disrupted group, a key of `LEVELS`, or empty.

    Returns:
        The result's identifier.

    Raises:
        AccessRefused, NotFound: no part, a kind that is not the role's, or no such operation for the actor.
        InputError: naming the field.
        MoveRefused: the operation is only proposed.
        Duplicate: the same person or thing is counted already; says where, if the actor may know.
    """
    require(by, "operations.record_result")
    operation = taking_part(by, operation_id)
    facts = _checked(by, _Facts(kind, on, amount_pence, level, note), today=at.date())
    if operation.stage == "proposed":
        raise MoveRefused("The operation is only proposed. Adopt it before results are recorded.")
    key = blinded(counted_key)
    _refuse_counted(by, kind=kind, key=key)
    result = _store(by, at, operation=operation, facts=facts, key=key)
    _claim(result, restricted=operation.restricted)
    link(earlier=Ref("operation", operation.pk), later=Ref("result", result.pk), relation="achieved", at=at)
    _tell(by, at, result, restricted=operation.restricted)
    record(by=by, at=at, action="operations.record_result", record=("result", result.pk), detail={"kind": kind})
    return result.pk


def _tell(by: Actor, at: datetime, result: Result, *, restricted: bool) -> None:
    if not restricted:
        told = ResultRecorded(operation_id=str(result.operation_id), result_id=str(result.pk), kind=result.kind)
        publish(told, by=by, at=at)


def _standing(by: Actor, result_id: UUID) -> Result:
    result = results_visible_to(by).filter(pk=result_id).first()
    if result is None:
        raise NotFound(GONE)
    taking_part(by, result.operation_id)
    if Result.objects.filter(supersedes=result).exists():
        raise Conflict("This entry was corrected meanwhile. Open the latest one.")
    if result.withdrawn:
        raise RuleBroken("This result was withdrawn. Record a new one if it holds after all.")
    return result


@transaction.atomic
def correct_result(
    *,
    by: Actor,
    at: datetime,
    result_id: UUID,
    kind: str,
    on: date,
    amount_pence: int = 0,
    note: str,
    level: str = "",
    counted_key: str = "",
) -> UUID:
    """Replace a result by a corrected entry; the first stays, and totals as at an earlier day still hold it.

    Args:
        by: an officer of an agency that takes part.
        at: now.
        result_id: the entry that stands.
        kind: as for `record_result`.
        on: likewise.
        amount_pence: likewise.
        note: what was wrong.
        level: likewise.
        counted_key: only where the person or thing was mistaken; the same one where empty.

    Returns:
        The new entry's identifier.

    Raises:
        As `record_result`; Conflict where it was corrected meanwhile, RuleBroken where it was withdrawn.
    """
    require(by, "operations.record_result")
    old = _standing(by, result_id)
    reason = written(note, field="note", what="what was wrong")
    facts = _checked(by, _Facts(kind, on, amount_pence, level, reason), today=at.date())
    key = blinded(counted_key) if counted_key.strip() else old.counted_key
    _refuse_counted(by, kind=kind, key=key, but=old.pk)
    result = _store(by, at, operation=old.operation, facts=facts, key=key, supersedes=old)
    CountClaim.objects.filter(result=old).delete()
    _claim(result, restricted=old.operation.restricted)
    link(earlier=Ref("result", old.pk), later=Ref("result", result.pk), relation="corrected by", at=at)
    _tell(by, at, result, restricted=old.operation.restricted)
    record(
        by=by, at=at, action="operations.correct_result", record=("result", result.pk), detail={"replaces": str(old.pk)}
    )
    return result.pk


@transaction.atomic
def withdraw_result(*, by: Actor, at: datetime, result_id: UUID, note: str) -> UUID:
    """Say that a result fell away (a conviction quashed, an arrest that was none); the first entry stays.

    Raises:
        As `correct_result`; InputError where no reason is written.
    """
    require(by, "operations.record_result")
    old = _standing(by, result_id)
    reason = written(note, field="note", what="why the result fell away")
    facts = _checked(by, _Facts(old.kind, old.on, old.amount_pence, old.level, reason), today=at.date())
    result = Result(
        operation=old.operation,
        kind=facts.kind,
        on=facts.on,
        counted_key=old.counted_key,
        amount_pence=facts.amount_pence,
        level=facts.level,
        note=reason,
        supersedes=old,
        withdrawn=True,
        recorded_by=by.user_id,
        recorded_at=at,
    )
    result.save(force_insert=True)
    CountClaim.objects.filter(result=old).delete()
    link(earlier=Ref("result", old.pk), later=Ref("result", result.pk), relation="withdrawn by", at=at)
    record(by=by, at=at, action="operations.withdraw_result", record=("result", result.pk))
    return result.pk


@transaction.atomic
def share_result(*, by: Actor, at: datetime, result_id: UUID, operation_id: UUID) -> None:
    """Agree that another operation had a part in a result: a link, never a second count.

    Raises:
        AccessRefused, NotFound: the actor takes no part in the result's operation, or may not see the other one.
        SeparationOfDuties: the actor recorded the result.
        InputError: the same operation. Duplicate: it is shared already.
    """
    require(by, "operations.record_result")
    result = _standing(by, result_id)
    other = operations_visible_to(by).filter(pk=operation_id).first()
    if other is None:
        raise NotFound(GONE)
    if other.pk == result.operation_id:
        raise InputError("Choose another operation than the one that recorded it.", field="operation")
    require_second_person(result.recorded_by, by.user_id, "a shared result")
    if ResultShare.objects.filter(result=result, operation=other).exists():
        raise Duplicate("The result is shared with this operation already.")
    ResultShare(result=result, operation=other, agreed_by=by.user_id, agreed_at=at).save(force_insert=True)
    link(earlier=Ref("operation", other.pk), later=Ref("result", result.pk), relation="had a part in", at=at)
    record(by=by, at=at, action="operations.share_result", record=("result", result.pk), detail={"with": str(other.pk)})


@transaction.atomic
def assess_disruption(*, by: Actor, at: datetime, result_id: UUID, level: str, reasons: str) -> None:
    """Give the panel's level of a group's disruption; it goes before the lead's own in totals.

    Raises:
        AccessRefused, NotFound: no permission, or no such result for the actor.
        SeparationOfDuties: the actor recorded it. InputError: no group, no reasons or an unknown level.
    """
    require(by, "operations.assess_disruption")
    result = results_visible_to(by).filter(pk=result_id, superseded_by__isnull=True, withdrawn=False).first()
    if result is None:
        raise NotFound(GONE)
    if result.kind != "group_disrupted":
        raise InputError("Only the disruption of a group is assessed by a panel.", field="level")
    require_second_person(result.recorded_by, by.user_id, "a panel's assessment")
    PanelAssessment(
        result=result,
        level=chosen(level, LEVELS, field="level"),
        reasons=written(reasons, field="reasons", what="the panel's reasons"),
        assessed_by=by.user_id,
        assessed_at=at,
    ).save(force_insert=True)
    record(by=by, at=at, action="operations.assess_disruption", record=("result", result.pk), detail={"level": level})
