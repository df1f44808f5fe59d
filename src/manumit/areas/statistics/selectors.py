"""Reads of the statistics room. Counts stay inside it; everybody else sees a table once it was signed."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from manumit.areas.statistics.models import Release, StatisticalTable
from manumit.areas.statistics.rules.release import PROPOSED, PUBLISHED_STATE
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment

GONE = "There is no such table, or you may not see it."


def opens_statistics(actor: Actor) -> bool:
    """Return whether unpublished tables exist for the actor."""
    return actor.is_system or actor.opens(Compartment.STATISTICS)


def visible_to(actor: Actor) -> QuerySet[StatisticalTable]:
    """Tables that exist for the actor: all inside the room, the published ones for anyone."""
    if opens_statistics(actor):
        return StatisticalTable.objects.all()
    published = Release.objects.filter(state=PUBLISHED_STATE).values("table")
    return StatisticalTable.objects.filter(pk__in=published)


def counts_visible_to(actor: Actor) -> QuerySet[StatisticalTable]:
    """Tables whose counts the actor may read in full: nobody's outside the room."""
    return StatisticalTable.objects.all() if opens_statistics(actor) else StatisticalTable.objects.none()


def releases_visible_to(actor: Actor) -> QuerySet[Release]:
    """Releases that exist for the actor: published ones for anyone."""
    rows = Release.objects.select_related("table")
    return rows if opens_statistics(actor) else rows.filter(state=PUBLISHED_STATE)


def table(actor: Actor, table_id: UUID) -> StatisticalTable:
    """Return a table with its full counts. Raises NotFound."""
    found = counts_visible_to(actor).filter(pk=table_id).first()
    if found is None:
        raise NotFound(GONE)
    return found


def vintages(key: str, since: date, until: date) -> QuerySet[StatisticalTable]:
    """Return every vintage of a table and period, oldest first."""
    return StatisticalTable.objects.filter(key=key, since=since, until=until).order_by("vintage")


def live_release(row: StatisticalTable) -> Release | None:
    """Return the release of a vintage that waits or is published, if any."""
    return Release.objects.filter(table=row, state__in=(PROPOSED, PUBLISHED_STATE)).first()


def published_release(table_id: UUID) -> Release:
    """Return the published release of a vintage. Raises NotFound."""
    found = Release.objects.select_related("table").filter(table=table_id, state=PUBLISHED_STATE).first()
    if found is None:
        raise NotFound(GONE)
    return found
