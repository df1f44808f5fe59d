"""Reads of the strategy room. The register exists for those who open strategy, and for the house."""

from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from manumit.areas.strategy.models import Action, EvidenceReading, MinisterialPaper, ProgressReport
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment


def visible_to(actor: Actor) -> QuerySet[Action]:
    """Actions that exist for the actor."""
    if actor.is_system or actor.opens(Compartment.STRATEGY):
        return Action.objects.all()
    return Action.objects.none()


def with_last_report(rows: QuerySet[Action]) -> QuerySet[Action]:
    """Add `last_state`, `last_note` and `last_at` (registration where nobody reported) in the same query."""
    last = ProgressReport.objects.filter(action=OuterRef("pk")).order_by("-at", "-id")
    return rows.annotate(
        last_state=Subquery(last.values("state")[:1]),
        last_note=Subquery(last.values("note")[:1]),
        last_at=Coalesce(Subquery(last.values("at")[:1]), "registered_at"),
    )


def action(actor: Actor, action_id: UUID) -> Action:
    """Return one action with its last report. Raises NotFound."""
    found = with_last_report(visible_to(actor)).filter(pk=action_id).first()
    if found is None:
        raise NotFound("There is no such action, or you may not see it.")
    return found


def reports_of(row: Action) -> QuerySet[ProgressReport]:
    """Return the reports of an action, newest first."""
    return ProgressReport.objects.filter(action=row).order_by("-at", "-id")


def last_paper() -> MinisterialPaper | None:
    """Return the last paper that was kept."""
    return MinisterialPaper.objects.order_by("-number").first()


def last_reading() -> EvidenceReading | None:
    """Return the last reading of the figures."""
    return EvidenceReading.objects.order_by("-at", "-id").first()


def reading_before(at: datetime) -> EvidenceReading | None:
    """Return the last reading at or before a moment, or the first one after it."""
    earlier = EvidenceReading.objects.filter(at__lte=at).order_by("-at", "-id").first()
    return earlier or EvidenceReading.objects.order_by("at", "id").first()
