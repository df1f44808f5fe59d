"""Steps of a person's support: opened, offered, accepted, moved, ended. The money follows each of them."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from manumit.areas.care import selectors
from manumit.areas.care.events import PersonPlaced, SupportEnded, SupportOpened
from manumit.areas.care.models import JourneyPlan, Offer, Place, Placement, SupportEpisode
from manumit.areas.care.rules import (
    CONTACT_WITHIN_HOURS,
    EPISODE,
    OFFER,
    EpisodeState,
    ExitReason,
    Facts,
    OfferState,
    bed_due,
    offer_due,
    plan_due,
)
from manumit.areas.care.services.journey import agrees, store_consent
from manumit.areas.care.services.money import derive_lines
from manumit.errors import InputError
from manumit.kernel.actor import Actor, system
from manumit.kernel.consent import ConsentDecision, ConsentEvent, ConsentPurpose, RecipientClass
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.events.bus import publish
from manumit.platform.search.index import index
from manumit.platform.thread.links import Ref, link

FURTHEST_AHEAD = timedelta(days=31)


@transaction.atomic
def open_episode(
    *,
    by: Actor,
    at: datetime,
    referral_id: UUID,
    pseudonym: str,
    age_band: str,
    sex: str = "",
    region: str = "",
    languages: tuple[str, ...] = (),
    dependants: int = 0,
    recovery_ends: date | None = None,
    earlier: Ref | None = None,
) -> UUID:
    """Open a person's support: she waits for an offer from now on. A second opening returns the first.

    Args:
        by: the house, when a positive decision is released.
        at: when it was released.
        referral_id: the referral, known here by its identifier only.
        pseudonym: the word by which the person is known here.
        age_band: `adult`, `child` or `unsure`.
        sex: `F`, `M`, `X` or nothing.
        region: where she is now.
        languages: those she speaks.
        dependants: how many children come with her.
        recovery_ends: the day on which the recovery period ends.
        earlier: the decision that led here, for the thread.
    """
    require(by, "care.open_episode")
    known = SupportEpisode.objects.filter(referral_id=referral_id).first()
    if known is not None:
        return known.pk
    episode = SupportEpisode.objects.create(
        referral_id=referral_id,
        pseudonym=pseudonym,
        state=EPISODE.initial,
        age_band=age_band,
        sex=sex,
        region=region,
        languages=list(languages),
        dependants=dependants,
        recovery_ends=recovery_ends,
        opened_at=at,
        bed_due=bed_due(at),
        offer_due=offer_due(at),
    )
    if earlier is not None:
        link(earlier=earlier, later=Ref("support_episode", episode.pk), relation="led to support", at=at)
    index(kind="support_episode", record_id=episode.pk, title=pseudonym)
    publish(SupportOpened(support_episode_id=str(episode.pk)), by=by, at=at)
    record(by=by, at=at, action="care.open_episode", record=("support_episode", episode.pk))
    return episode.pk


def _locked_place(by: Actor, place_id: UUID) -> Place:
    """The place, locked so that two people cannot promise its last bed at once."""
    Place.objects.select_for_update().filter(pk=place_id).first()
    found = selectors.place(by, place_id)
    if not (found.open and found.provider.active):
        raise InputError("This place is closed. Choose another.", field="place_id")
    return found


def _facts(episode: SupportEpisode, place: Place, on: date, *, consented: bool) -> Facts:
    taken = selectors.taken_beds([place.pk], on, except_episode=episode.pk)[place.pk]
    here = Placement.objects.filter(episode=episode, ends__isnull=True, place=place).exists()
    return Facts(
        on=on,
        consented=consented,
        inspected_until=place.provider.inspected_until,
        free=place.beds - taken,
        same_place=here,
    )


def _require_near(on: date, at: datetime) -> None:
    if on > at.date() + FURTHEST_AHEAD:
        raise InputError("This day is too far ahead. Check the year and the month.", field="on")


@transaction.atomic
def offer_place(*, by: Actor, at: datetime, episode_id: UUID, place_id: UUID) -> UUID:
    """Offer a place to a person who waits; it is kept for her until she answers or the offer runs out.

    Raises:
        MoveRefused: she does not wait, no bed is free, or the provider's inspection is out of date.
    """
    require(by, "care.offer_place")
    episode, place = selectors.episode(by, episode_id), _locked_place(by, place_id)
    step = EPISODE.check("offer", episode.state, _facts(episode, place, at.date(), consented=False))
    hours = CONTACT_WITHIN_HOURS.on(at.date())
    offer = Offer.objects.create(
        episode=episode,
        place=place,
        state=OFFER.initial,
        offered_at=at,
        offered_by=by.user_id,
        expires_at=at + timedelta(hours=hours),
    )
    episode.state = step.target
    episode.save_version(update_fields=["state"])
    record(
        by=by, at=at, action="care.offer_place", record=("support_episode", episode.pk), detail={"offer": str(offer.pk)}
    )
    return offer.pk


@transaction.atomic
def accept_offer(
    *,
    by: Actor,
    at: datetime,
    offer_id: UUID,
    moved_in: date,
    language: str = "",
    explained_by: str = "",
    evidence: str = "",
) -> UUID:
    """Note that the person accepts, and place her. Her acceptance is her consent to support by this provider.

    Args:
        by: the provider's worker or the contractor.
        at: now.
        offer_id: the open offer.
        moved_in: the first night, which is the first day charged.
        language: in which it was explained; her own first language where not given.
        explained_by: who explained it; the actor where not given.
        evidence: the signed form or note; the offer itself where not given.

    Returns:
        The placement.

    Raises:
        MoveRefused: answered already, no bed free, or the inspection out of date.
        InputError: the day lies before the offer or too far ahead.
        PolicyGap: the service has no tariff on that day.
    """
    require(by, "care.answer_offer")
    offer = selectors.offer(by, offer_id)
    episode, place = offer.episode, _locked_place(by, offer.place_id)
    if moved_in < offer.offered_at.date():
        raise InputError("She cannot have moved in before the offer. Check the day.", field="moved_in")
    _require_near(moved_in, at)
    answered = OFFER.check("accept", offer.state, Facts(on=moved_in))
    step = EPISODE.check("accept", episode.state, _facts(episode, place, moved_in, consented=True))
    spoken = language or next(iter(episode.languages), "") or "en"
    store_consent(
        episode,
        ConsentEvent(
            purpose=ConsentPurpose.SUPPORT,
            recipient_class=RecipientClass.SUPPORT_PROVIDER,
            decision=ConsentDecision.GIVEN,
            at=at,
            explained_by=explained_by or by.user_id,
            language=spoken,
            evidence=evidence or f"offer {offer.pk}",
        ),
    )
    offer.state, offer.answered_at, offer.answered_by = answered.target, at, by.user_id
    offer.save_version(update_fields=["state", "answered_at", "answered_by"])
    episode.state, episode.plan_due = step.target, plan_due(moved_in)
    placement = _place(episode, place, moved_in, by=by, at=at)
    record(by=by, at=at, action="care.accept_offer", record=("support_episode", episode.pk))
    return placement.pk


def _place(episode: SupportEpisode, place: Place, on: date, *, by: Actor, at: datetime) -> Placement:
    """Close the placement that is open and open the next on the same day; the funding lines follow."""
    before = Placement.objects.filter(episode=episode, ends__isnull=True).first()
    if before is not None:
        if on < before.starts:
            raise InputError("A move cannot be earlier than the move before it. Check the day.", field="on")
        before.ends = on
        before.save(update_fields=["ends"])
    placement = Placement.objects.create(
        episode=episode, place=place, starts=on, recorded_at=at, recorded_by=by.user_id
    )
    came_from = Ref("placement", before.pk) if before is not None else Ref("support_episode", episode.pk)
    link(earlier=came_from, later=Ref("placement", placement.pk), relation="led to a place", at=at)
    derive_lines(episode, at=at)
    episode.save_version(update_fields=["state", "plan_due", "funding_generation"])
    publish(PersonPlaced(support_episode_id=str(episode.pk), placement_id=str(placement.pk)), by=by, at=at)
    return placement


@transaction.atomic
def decline_offer(*, by: Actor, at: datetime, offer_id: UUID) -> None:
    """Note that the person does not want this place; she waits for another. Raises MoveRefused where it was answered."""
    require(by, "care.answer_offer")
    _close_offer(selectors.offer(by, offer_id), "decline", by=by, at=at)
    record(by=by, at=at, action="care.decline_offer", record=("offer", offer_id))


def _close_offer(offer: Offer, move_key: str, *, by: Actor, at: datetime) -> None:
    facts = Facts(on=at.date())
    offer.state = OFFER.check(move_key, offer.state, facts).target
    offer.answered_at, offer.answered_by = at, by.user_id
    offer.save_version(update_fields=["state", "answered_at", "answered_by"])
    offer.episode.state = EPISODE.check(move_key, offer.episode.state, facts).target
    offer.episode.save_version(update_fields=["state"])


def expire_offers(at: datetime) -> int:
    """Let offers that nobody answered in time run out; the person waits again and her bed is free for others."""
    by = system("care")
    count = 0
    for offer in Offer.objects.filter(state=OfferState.OPEN, expires_at__lte=at).select_related("episode"):
        with transaction.atomic():
            require(by, "care.expire_offer")
            _close_offer(offer, "expire", by=by, at=at)
            record(by=by, at=at, action="care.expire_offer", record=("offer", offer.pk))
        count += 1
    return count


@transaction.atomic
def move(*, by: Actor, at: datetime, episode_id: UUID, place_id: UUID, on: date, expected: int | None = None) -> UUID:
    """Move a person to another place. One funding line closes and the next opens on the same day.

    Args:
        by: the contractor.
        at: now.
        episode_id: her episode.
        place_id: where she goes.
        on: the first night there.
        expected: the version of the episode that was read.

    Returns:
        The new placement.

    Raises:
        MoveRefused: without her live consent to the transfer, a provider inspected and in date, and a free bed.
        InputError: a day before the last move, or too far ahead.
        Conflict: somebody else changed the episode first.
    """
    require(by, "care.move_person")
    episode, place = selectors.episode(by, episode_id), _locked_place(by, place_id)
    if expected is not None and expected != episode.version:
        episode.save_version(expected=expected)
    _require_near(on, at)
    consented = agrees(episode, ConsentPurpose.SUPPORT_TRANSFER, at)
    step = EPISODE.check("move", episode.state, _facts(episode, place, on, consented=consented))
    episode.state = step.target
    placement = _place(episode, place, on, by=by, at=at)
    record(by=by, at=at, action="care.move", record=("support_episode", episode.pk))
    return placement.pk


@transaction.atomic
def end_support(
    *,
    by: Actor,
    at: datetime,
    episode_id: UUID,
    on: date,
    reason: str,
    move_on_plan: str = "",
    destitution_checked: bool = False,
) -> None:
    """End a person's support.

    Args:
        by: her worker or the contractor.
        at: now.
        episode_id: her episode.
        on: the day of leaving, the first that is not charged.
        reason: key of `rules.ExitReason`.
        move_on_plan: what was arranged for the time after; sealed.
        destitution_checked: whether somebody made sure that she is not left without means.

    Raises:
        MoveRefused: needs not assessed, no plan for the time after, before the recovery period ends without her
            choice, or means not checked; who never came to a place is closed without these.
        InputError: an unknown reason, or a day before the last move.
    """
    require(by, "care.end_support")
    episode = selectors.episode(by, episode_id)
    if reason not in set(ExitReason):
        raise InputError("Choose why support ends.", field="reason")
    _require_near(on, at)
    facts = Facts(
        on=on,
        assessed=JourneyPlan.objects.filter(episode=episode).exists(),
        move_on_plan=bool(move_on_plan.strip()),
        recovery_ends=episode.recovery_ends,
        reason=reason,
        destitution_checked=destitution_checked,
    )
    placed = episode.state == EpisodeState.IN_SERVICE
    step = EPISODE.check("end" if placed else "close", episode.state, facts)
    if placed:
        _leave(episode, on)
    else:
        for offer in Offer.objects.filter(episode=episode, state=OfferState.OPEN):
            offer.state, offer.answered_at, offer.answered_by = OfferState.DECLINED, at, by.user_id
            offer.save_version(update_fields=["state", "answered_at", "answered_by"])
    episode.state, episode.ended_on, episode.end_reason = step.target, on, reason
    episode.move_on_plan = move_on_plan.strip()
    derive_lines(episode, at=at)
    episode.save_version(update_fields=["state", "ended_on", "end_reason", "move_on_plan", "funding_generation"])
    publish(SupportEnded(support_episode_id=str(episode.pk)), by=by, at=at)
    record(by=by, at=at, action="care.end_support", record=("support_episode", episode.pk), detail={"reason": reason})


def _leave(episode: SupportEpisode, on: date) -> None:
    placement = Placement.objects.get(episode=episode, ends__isnull=True)
    if on < placement.starts:
        raise InputError("Support cannot end before the last move. Check the day.", field="on")
    placement.ends = on
    placement.save(update_fields=["ends"])
