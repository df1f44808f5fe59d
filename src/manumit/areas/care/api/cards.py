"""How the room's records stand on the thread and in a search result: a pseudonym, a region, never an address."""

from datetime import UTC, datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.care.models import FundingLine, Placement, SupportEpisode
from manumit.areas.care.words import SERVICES, STATES, region_name
from manumit.kernel.actor import Actor
from manumit.platform.rooms import RecordCard
from manumit.platform.ui.format import day


def support_card(row: SupportEpisode, actor: Actor) -> RecordCard:  # noqa: ARG001 - alike for all who may see the row
    """The card of a person's support."""
    href = reverse("care:episode", kwargs={"support_episode_id": row.pk})
    return RecordCard(row.pseudonym, href, row.opened_at, str(STATES.get(row.state, row.state)))


def placement_card(row: Placement, actor: Actor) -> RecordCard:  # noqa: ARG001 - alike for all who may see the row
    """The card of a placement: service and region only."""
    title = f"{SERVICES[row.place.service]}, {region_name(row.place.region)}"
    href = reverse("care:placement", kwargs={"placement_id": row.pk})
    return RecordCard(title, href, row.recorded_at, _("from %(day)s") % {"day": day(row.starts)})


def funding_card(row: FundingLine, actor: Actor) -> RecordCard:  # noqa: ARG001 - alike for all who may see the row
    """The card of a funding line, which leads to the statement that it stands in."""
    href = reverse("care:funding_line", kwargs={"funding_line_id": row.pk})
    title = _("%(person)s from %(day)s") % {"person": row.pseudonym, "day": day(row.starts)}
    return RecordCard(title, href, datetime.combine(row.starts, time(), UTC))
