"""Reads of the care room. Every one begins with what exists for the actor; a worker's world ends at her own provider."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from manumit.areas.care.models import (
    FundingLine,
    Incident,
    JourneyPlan,
    Offer,
    Place,
    Placement,
    Provider,
    SupportEpisode,
    Tariff,
)
from manumit.areas.care.rules import OfferState
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment

GONE = "There is no such record, or you may not see it."


def _sees_all_care(actor: Actor) -> bool:
    """The contractor, the house itself and broken glass see every provider; a support worker alone does not."""
    return actor.is_system or actor.has("prime_contractor") or Compartment.CARE in actor.glass


def _opens_care(actor: Actor) -> bool:
    return actor.is_system or actor.opens(Compartment.CARE)


def episodes_visible_to(actor: Actor) -> QuerySet[SupportEpisode]:
    """Episodes that exist for the actor: all for the contractor, those with (or offered to) her provider for a worker."""
    if not _opens_care(actor):
        return SupportEpisode.objects.none()
    if _sees_all_care(actor):
        return SupportEpisode.objects.all()
    if not actor.organisation_id:
        return SupportEpisode.objects.none()
    own = actor.organisation_id
    placed = Placement.objects.filter(ends__isnull=True, place__provider__organisation_id=own).values("episode")
    offered = Offer.objects.filter(state=OfferState.OPEN, place__provider__organisation_id=own).values("episode")
    return SupportEpisode.objects.filter(Q(pk__in=placed) | Q(pk__in=offered))


def placements_visible_to(actor: Actor) -> QuerySet[Placement]:
    """Placements of the people who exist for the actor."""
    if not _opens_care(actor):
        return Placement.objects.none()
    if _sees_all_care(actor):
        return Placement.objects.all()
    return Placement.objects.filter(episode__in=episodes_visible_to(actor).values("pk"))


def funding_visible_to(actor: Actor) -> QuerySet[FundingLine]:
    """Current funding lines, for those who open finance; nobody else knows that money stands behind a day."""
    if not (actor.is_system or actor.opens(Compartment.FINANCE)):
        return FundingLine.objects.none()
    return FundingLine.objects.filter(generation=F("episode__funding_generation"))


def providers_visible_to(actor: Actor) -> QuerySet[Provider]:
    """Providers that exist for the actor: all for the contractor, her own for a worker."""
    if not _opens_care(actor):
        return Provider.objects.none()
    found = Provider.objects.select_related("organisation")
    if _sees_all_care(actor):
        return found
    return found.filter(organisation_id=actor.organisation_id) if actor.organisation_id else found.none()


def places_visible_to(actor: Actor) -> QuerySet[Place]:
    """Places of the providers that exist for the actor; never with an address."""
    if not _opens_care(actor):
        return Place.objects.none()
    found = Place.objects.select_related("provider__organisation")
    if _sees_all_care(actor):
        return found
    return found.filter(provider__organisation_id=actor.organisation_id) if actor.organisation_id else found.none()


def offers_visible_to(actor: Actor) -> QuerySet[Offer]:
    """Offers that exist for the actor: a worker sees those of places of her own provider."""
    if not _opens_care(actor):
        return Offer.objects.none()
    found = Offer.objects.select_related("episode", "place__provider__organisation")
    if _sees_all_care(actor):
        return found
    return (
        found.filter(place__provider__organisation_id=actor.organisation_id) if actor.organisation_id else found.none()
    )


def incidents_visible_to(actor: Actor) -> QuerySet[Incident]:
    """Incidents of the people who exist for the actor."""
    if not _opens_care(actor):
        return Incident.objects.none()
    return Incident.objects.select_related("episode").filter(episode__in=episodes_visible_to(actor).values("pk"))


def plans_visible_to(actor: Actor) -> QuerySet[JourneyPlan]:
    """Journey plans of the people who exist for the actor."""
    if not _opens_care(actor):
        return JourneyPlan.objects.none()
    return JourneyPlan.objects.select_related("episode").filter(episode__in=episodes_visible_to(actor).values("pk"))


def tariffs_visible_to(actor: Actor) -> QuerySet[Tariff]:
    """Tariffs, for those who open finance."""
    opened = actor.is_system or actor.opens(Compartment.FINANCE)
    return Tariff.objects.order_by("service", "starts") if opened else Tariff.objects.none()


def episode(actor: Actor, episode_id: UUID) -> SupportEpisode:
    """One episode. Raises NotFound where it does not exist for the actor."""
    found = episodes_visible_to(actor).filter(pk=episode_id).first()
    if found is None:
        raise NotFound(GONE)
    return found


def place(actor: Actor, place_id: UUID) -> Place:
    """One place. Raises NotFound where it does not exist for the actor."""
    found = places_visible_to(actor).filter(pk=place_id).first()
    if found is None:
        raise NotFound(GONE)
    return found


def provider(actor: Actor, provider_id: UUID) -> Provider:
    """One provider. Raises NotFound where it does not exist for the actor."""
    found = providers_visible_to(actor).filter(pk=provider_id).first()
    if found is None:
        raise NotFound(GONE)
    return found


def offer(actor: Actor, offer_id: UUID) -> Offer:
    """One offer. Raises NotFound where it does not exist for the actor."""
    found = offers_visible_to(actor).filter(pk=offer_id).first()
    if found is None:
        raise NotFound(GONE)
    return found


def taken_beds(place_ids: Iterable[UUID], on: date, *, except_episode: UUID | None = None) -> dict[UUID, int]:
    """Beds that are slept in or promised on a night, by place: placements that hold on the day and open offers."""
    ids = list(place_ids)
    holds = Q(ends__isnull=True) | Q(ends__gt=on)
    placed = Placement.objects.filter(holds, place__in=ids)
    offered = Offer.objects.filter(place__in=ids, state=OfferState.OPEN)
    if except_episode is not None:
        placed, offered = placed.exclude(episode=except_episode), offered.exclude(episode=except_episode)
    taken = dict.fromkeys(ids, 0)
    for rows in (placed, offered):
        for place_id, count in rows.values_list("place").annotate(count=Count("pk")):
            taken[place_id] += count
    return taken
