"""Reads of the library. Every entry is public, withdrawn ones too: a reader must learn that they no longer hold."""

from uuid import UUID

from django.db.models import QuerySet

from manumit.areas.library.models import GuidanceItem, GuidanceState
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.platform.access import can


def visible_to(actor: Actor) -> QuerySet[GuidanceItem]:
    """Entries that exist for the actor: all, for anyone."""
    if not can(actor, "library.read_guidance"):
        return GuidanceItem.objects.none()
    return GuidanceItem.objects.all()


def guidance_item(actor: Actor, guidance_id: UUID) -> GuidanceItem:
    """Return one entry. Raises NotFound."""
    found = visible_to(actor).select_related("supersedes").filter(pk=guidance_id).first()
    if found is None:
        raise NotFound("There is no such entry in the library.")
    return found


def states_of(item: GuidanceItem) -> QuerySet[GuidanceState]:
    """Return what an entry said, oldest first."""
    return GuidanceState.objects.filter(item=item).order_by("number")
