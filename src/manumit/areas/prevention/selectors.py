"""Reads of the prevention room; each begins with what exists for the actor."""

from uuid import UUID

from django.db.models import QuerySet

from manumit.areas.prevention.models import Campaign, PublicReport
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment


def reports_visible_to(actor: Actor) -> QuerySet[PublicReport]:
    """Reports, for those who open the prevention compartment; for everybody else there are none."""
    if actor.is_system or actor.opens(Compartment.PREVENTION):
        return PublicReport.objects.all()
    return PublicReport.objects.none()


def campaigns_visible_to(actor: Actor) -> QuerySet[Campaign]:
    """Campaigns: they are public, so everyone sees them."""
    return Campaign.objects.all() if actor.opens(Compartment.PUBLIC) or actor.is_system else Campaign.objects.none()


def report(actor: Actor, report_id: UUID) -> PublicReport:
    """One report. Raises NotFound where it does not exist for the actor."""
    found = reports_visible_to(actor).filter(pk=report_id).first()
    if found is None:
        raise NotFound("There is no such record, or you may not see it.")
    return found
