"""What exists for an actor: deny by default."""

from django.db.models import Q, QuerySet

from manumit.areas.border.models import Hit, IndicatorRecord, Manifest, Message, Outcome, Traveller, WatchlistEntry
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment

DESK = ("targeting_analyst", "targeting_supervisor")


def at_the_desk(actor: Actor) -> bool:
    """Return whether the actor works in the targeting hub, is the house itself, or has broken the border's glass."""
    if actor.is_system:
        return True
    return actor.opens(Compartment.BORDER) and (actor.has(*DESK) or Compartment.BORDER in actor.glass)


def visible_messages(actor: Actor) -> QuerySet[Message]:
    """Return every message for the hub, and its own for a carrier."""
    if at_the_desk(actor):
        return Message.objects.all()
    if actor.has("carrier") and actor.organisation_id:
        return Message.objects.filter(organisation_id=actor.organisation_id)
    return Message.objects.none()


def visible_manifests(actor: Actor) -> QuerySet[Manifest]:
    """Return every manifest for the hub; nobody else browses passengers."""
    return Manifest.objects.all() if at_the_desk(actor) else Manifest.objects.none()


def visible_travellers(actor: Actor) -> QuerySet[Traveller]:
    """Return the travellers of visible manifests."""
    return Traveller.objects.all() if at_the_desk(actor) else Traveller.objects.none()


def visible_hits(actor: Actor) -> QuerySet[Hit]:
    """Return every hit for the hub, and those at her own ports for a port officer."""
    if at_the_desk(actor):
        return Hit.objects.all()
    if actor.has("port_officer") and actor.opens(Compartment.BORDER) and actor.ports:
        return Hit.objects.filter(Q(port__in=actor.ports) | Q(onward_port__in=actor.ports))
    return Hit.objects.none()


def visible_outcomes(actor: Actor) -> QuerySet[Outcome]:
    """Return the outcomes of visible hits."""
    if at_the_desk(actor):
        return Outcome.objects.all()
    return Outcome.objects.filter(hit__in=visible_hits(actor).values("pk"))


def visible_entries(actor: Actor) -> QuerySet[WatchlistEntry]:
    """Return the watchlist for the hub."""
    return WatchlistEntry.objects.all() if at_the_desk(actor) else WatchlistEntry.objects.none()


def visible_indicators(actor: Actor) -> QuerySet[IndicatorRecord]:
    """Return every indicator for the hub, and to others those that their own organisation proposed."""
    if at_the_desk(actor):
        return IndicatorRecord.objects.all()
    if actor.opens(Compartment.INTELLIGENCE) and actor.organisation_id:
        return IndicatorRecord.objects.filter(proposed_organisation=actor.organisation_id)
    return IndicatorRecord.objects.none()
