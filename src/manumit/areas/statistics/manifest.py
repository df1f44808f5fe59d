"""What the statistics room registers."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manumit.areas.statistics import api
from manumit.areas.statistics.models import StatisticalTable
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.platform.access import Permission, can
from manumit.platform.rooms import HomeBlock, Manifest, MenuItem, RecordCard, RecordKind
from manumit.platform.ui.components import BigNumber, Block, Queue, QueueItem, Tag
from manumit.platform.ui.format import day

STATISTICIANS = frozenset({"statistician", "chief_statistician"})
READERS = STATISTICIANS | {"policy_official"}


def _card(row: StatisticalTable, actor: Actor) -> RecordCard:
    inside = can(actor, "statistics.read_table")
    name = "statistics:table" if inside else "statistics:published_table"
    title = f"{_(api.DEFINITIONS[row.key].title)}, {day(row.since)} – {day(row.until)}"
    href = reverse(name, kwargs={"statistical_table_id": row.pk})
    return RecordCard(title, href, row.built_at, str(_("Vintage %(n)d") % {"n": row.vintage}))


def _due(actor: Actor, at: datetime) -> Block | None:
    del at
    waiting = api.releases_waiting(by=actor)
    items = tuple(
        QueueItem(
            title=f"{_(one.definition.title)}, {day(one.since)} – {day(one.until)}",
            href=reverse("statistics:table", kwargs={"statistical_table_id": one.table_id}),
            age_from=one.proposed_at,
            tags=(Tag(str(_("Your own proposal")), "grey"),) if one.proposed_by == actor.user_id else (),
        )
        for one in waiting
    )
    empty = str(_("No release waits for a signature. Propose one from the page of a table."))
    more = reverse("statistics:tables")
    return Block(str(_("Releases due")), queue=Queue(str(_("Releases due")), items, empty, more))


def _revised(actor: Actor, at: datetime) -> Block | None:
    del at
    found = [one for one in api.revisions(by=actor) if one.changed_cells]
    numbers = tuple(
        BigNumber(
            one.changed_cells,
            str(_("cells changed: %(table)s, vintage %(n)d") % {"table": _(one.definition.title), "n": one.vintage}),
            reverse("statistics:table", kwargs={"statistical_table_id": one.table_id}),
            "amber",
        )
        for one in found[:4]
    )
    if not numbers:
        numbers = (BigNumber(0, str(_("tables changed against their last vintage")), reverse("statistics:tables")),)
    return Block(str(_("Revisions against the last vintage")), numbers=numbers)


MANIFEST = Manifest(
    room="statistics",
    label=_("Statistics"),
    permissions=(
        Permission("statistics.read_table", "Read a table with its full counts", READERS, reads=Compartment.STATISTICS),
        Permission("statistics.build_table", "Count a table as a new vintage", STATISTICIANS),
        Permission("statistics.propose_release", "Propose to publish a table", STATISTICIANS),
        Permission(
            "statistics.sign_release", "Sign or return a release", frozenset({"chief_statistician"}), system=False
        ),
        Permission("statistics.read_published", "Read published tables", public=True),
    ),
    menu=(
        MenuItem(_("Tables"), "statistics:tables", "statistics.read_table", order=60),
        MenuItem(_("Published figures"), "statistics:published", "statistics.read_published", order=91),
    ),
    home=(HomeBlock(STATISTICIANS, 10, _due), HomeBlock(STATISTICIANS, 20, _revised)),
    records=(RecordKind("statistical_table", _("Table"), api.visible_to, _card, 18),),
    workflows=(api.WORKFLOW,),
)
