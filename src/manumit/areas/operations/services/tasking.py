"""Asking for an asset, deciding on it by a second person, appealing, and offers that intelligence brings."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.operations.events import TaskingDecided
from manumit.areas.operations.models import TaskingDecision, TaskingOffer, TaskingRequest
from manumit.areas.operations.rules import ASSETS, HARMS, TASKING, URGENCIES, TaskingFacts, decision_move
from manumit.areas.operations.selectors import GONE, offers_visible_to, requests_visible_to
from manumit.areas.operations.services.common import TITLE, chosen, organisations, written
from manumit.errors import InputError, NotFound, SeparationOfDuties
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.accounts.actors import in_force
from manumit.platform.accounts.models import Membership
from manumit.platform.audit.chain import record
from manumit.platform.events.bus import publish
from manumit.platform.search.index import index
from manumit.platform.thread.links import Ref, link


@dataclass(frozen=True, slots=True)
class _Step:
    request: TaskingRequest
    move: str
    reasons: str


@transaction.atomic
def request_tasking(
    *,
    by: Actor,
    at: datetime,
    title: str,
    asset: str,
    urgency: str,
    harm: str,
    because: str,
    dissemination: Ref | None = None,
    restricted: bool = False,
) -> UUID:
    """Ask for an asset or a capability.

    Args:
        by: the requester; the request belongs to the organisation that the actor acts for.
        at: now.
        title: what it is about, without names of people.
        asset: a key of `ASSETS`.
        urgency: a key of `URGENCIES`.
        harm: a key of `HARMS`.
        because: why, and what it would prevent.
        dissemination: what was sent and led to this; linked on the thread, and its offer is answered.
        restricted: whether the request, and what follows from it, exists only for those who take part.

    Returns:
        The request's identifier.

    Raises:
        AccessRefused: the actor may not ask.
        InputError: a part is missing or unknown, or the actor acts for no organisation.
    """
    require(by, "operations.request_tasking")
    if not by.organisation_id:
        raise InputError("Act for an organisation: a request belongs to one.", field="organisation")
    request = TaskingRequest(
        title=written(title, field="title", what="a title", most=TITLE),
        asset=chosen(asset, ASSETS, field="asset"),
        urgency=chosen(urgency, URGENCIES, field="urgency"),
        harm=chosen(harm, HARMS, field="harm"),
        because=written(because, field="because", what="why it is needed"),
        restricted=restricted,
        organisation=organisations([UUID(by.organisation_id)], field="organisation")[0],
        requested_by=by.user_id,
        requested_at=at,
    )
    request.save(force_insert=True)
    here = Ref("tasking_request", request.pk)
    if dissemination is not None:
        link(earlier=dissemination, later=here, relation="led to", at=at)
        offers = TaskingOffer.objects.filter(dissemination_id=dissemination.id, organisation_id=by.organisation_id)
        offers.filter(state="open").update(state="raised")
    index(kind="tasking_request", record_id=request.pk, title=request.title, text=request.because)
    subject = ("tasking_request", request.pk)
    record(by=by, at=at, action="operations.request_tasking", record=subject, detail={"asset": asset})
    return request.pk


def _visible_request(by: Actor, request_id: UUID) -> TaskingRequest:
    found = requests_visible_to(by).filter(pk=request_id).first()
    if found is None:
        raise NotFound(GONE)
    return found


def _independent(by: Actor, request: TaskingRequest) -> bool:
    if not by.user_id or by.user_id == request.requested_by:
        return False
    earlier = request.decisions.exclude(move="appeal")
    return not earlier.filter(decided_by=by.user_id).exists()


def _take(step: _Step, *, by: Actor, at: datetime) -> None:
    facts = TaskingFacts(bool(step.reasons), _independent(by, step.request))
    refused = TASKING.refusals(step.move, step.request.state, facts)
    if "independent" in refused:
        raise SeparationOfDuties(refused["independent"])
    move = TASKING.check(step.move, step.request.state, facts)
    step.request.state = move.target
    step.request.save_version(update_fields=["state"])
    TaskingDecision(
        request=step.request, move=move.key, reasons=step.reasons, decided_by=by.user_id, decided_at=at
    ).save(force_insert=True)


@transaction.atomic
def decide_tasking(*, by: Actor, at: datetime, request_id: UUID, adopted: bool, reasons: str) -> None:
    """Adopt or refuse a request, with reasons; on appeal, allow it or uphold the refusal.

    Raises:
        AccessRefused, NotFound: the actor may not decide, or the request does not exist for the actor.
        SeparationOfDuties: the actor asked for it, or decided it before.
        InputError: no reasons.
        MoveRefused: the request does not wait for a decision.
    """
    require(by, "operations.decide_tasking")
    request = _visible_request(by, request_id)
    text = written(reasons, field="reasons", what="the reasons")
    _take(_Step(request, decision_move(request.state, adopted=adopted), text), by=by, at=at)
    if not request.restricted:
        publish(TaskingDecided(tasking_request_id=str(request.pk), outcome=request.state), by=by, at=at)
    record(
        by=by,
        at=at,
        action="operations.decide_tasking",
        record=("tasking_request", request.pk),
        detail={"outcome": request.state},
    )


@transaction.atomic
def appeal_tasking(*, by: Actor, at: datetime, request_id: UUID, reasons: str) -> None:
    """Appeal a refusal, once; somebody who has not decided it before decides. Only the requesting organisation may.

    Raises:
        AccessRefused, NotFound: the actor may not appeal, or the request is not the own organisation's.
        InputError: no reasons.
        MoveRefused: the request is not refused, or the refusal was upheld.
    """
    require(by, "operations.request_tasking")
    request = _visible_request(by, request_id)
    if not by.is_system and str(request.organisation_id) != by.organisation_id:
        raise NotFound(GONE)
    text = written(reasons, field="reasons", what="why the refusal should be looked at again")
    _take(_Step(request, "appeal", text), by=by, at=at)
    record(by=by, at=at, action="operations.appeal_tasking", record=("tasking_request", request.pk))


@transaction.atomic
def receive_offer(*, by: Actor, at: datetime, dissemination_id: UUID, organisation_id: UUID) -> UUID | None:
    """Put a dissemination before the tasking officers of its recipient, where it has any.

    Returns:
        The offer, or None where the organisation has no tasking officer on that day.
    """
    officers = Membership.objects.filter(
        in_force(at.date()), organisation_id=organisation_id, role="tasking_officer", account__is_active=True
    )
    if not officers.exists():
        return None
    offer, _made = TaskingOffer.objects.get_or_create(
        dissemination_id=dissemination_id, defaults={"organisation_id": organisation_id, "received_at": at}
    )
    record(by=by, at=at, action="operations.receive_offer", record=("dissemination", dissemination_id))
    return offer.pk


@transaction.atomic
def dismiss_offer(*, by: Actor, at: datetime, offer_id: UUID) -> None:
    """Take an offer out of the inbox without a request. Raises NotFound for what was not offered to the organisation."""
    require(by, "operations.request_tasking")
    offer = offers_visible_to(by).filter(pk=offer_id, state="open").first()
    if offer is None:
        raise NotFound(GONE)
    offer.state = "dismissed"
    offer.save(update_fields=["state"])
    record(by=by, at=at, action="operations.dismiss_offer", record=("dissemination", offer.dissemination_id))
