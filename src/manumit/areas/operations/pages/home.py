"""Blocks of the first pages: the tasking officer's, the financial investigator's and the prosecutor's."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.operations import api
from manumit.areas.operations.pages.words import (
    ASSET_LABELS,
    HARM_LABELS,
    RECONCILIATION_LABELS,
    REQUEST_LABELS,
    STAGE_LABELS,
    URGENCY_LABELS,
    label,
    tag,
)
from manumit.kernel.actor import Actor
from manumit.platform.ui.components import BigNumber, Block, Queue, QueueItem, Tag
from manumit.platform.ui.format import day, money

_SHOWN = 10


def _request_item(row: api.RequestRow) -> QueueItem:
    return QueueItem(
        title=row.title,
        href=reverse("operations:request_page", kwargs={"tasking_request_id": row.id}),
        age_from=row.requested_at,
        tags=(tag(URGENCY_LABELS, row.urgency), tag(REQUEST_LABELS, row.state)),
        facts=(
            (_("What is needed"), label(ASSET_LABELS, row.asset)),
            (_("Harm"), label(HARM_LABELS, row.harm)),
            (_("Asked by"), row.organisation),
        ),
    )


def _offer_item(row: api.OfferView) -> QueueItem:
    return QueueItem(
        title=_("Intelligence received: raise a request?"),
        href=f"{reverse('operations:request_new')}?offer={row.id}",
        age_from=row.received_at,
        tags=(Tag(_("Offer"), "blue"),),
    )


def inbox(actor: Actor) -> Queue:
    """Return what waits for a tasking officer: requests to decide, then offers that intelligence brought."""
    items = [*map(_request_item, api.list_to_decide(by=actor)), *map(_offer_item, api.list_offers(by=actor))]
    return Queue(
        title=_("Requests to decide"),
        items=tuple(items[:_SHOWN]),
        empty=_(
            "Requests stand here until somebody other than the requester has decided them, and intelligence sent to you."
        ),
        more_href=reverse("operations:request_list"),
        total=len(items),
    )


def clash_queue(actor: Actor, at: datetime) -> Queue:
    """Return the clashes of a lead: where and when, and nothing of the other side."""
    found = api.clashes(by=actor, at=at)
    items = tuple(
        QueueItem(
            title=_("%(name)s: another agency plans something in the same square") % {"name": clash.operation},
            href=reverse("operations:operation_page", kwargs={"operation_id": clash.operation_id}),
            due=clash.on,
            facts=((_("Grid square"), clash.cell), (_("What to do"), _("Call the watch desk before you act"))),
        )
        for clash in found
    )
    return Queue(
        title=_("Clashes"),
        items=items[:_SHOWN],
        empty=_("A clash stands here when two leads plan something for the same day and square."),
        more_href=reverse("operations:calendar"),
        total=len(items),
    )


def figures(actor: Actor, at: datetime) -> tuple[tuple[BigNumber, ...], tuple[BigNumber, ...], str]:
    """Return the figures of six months, the operations by stage, and the period in words."""
    found = api.half_year(by=actor, at=at)
    operations, results = reverse("operations:operation_list"), reverse("operations:results")
    half = (
        BigNumber(found.to_arrest_phase, _("operations to arrest phase"), f"{operations}?stage=arrest_phase"),
        BigNumber(found.groups_disrupted, _("groups disrupted"), results),
        BigNumber(found.safeguarded, _("adults safeguarded"), results),
        BigNumber(found.safeguarded_children, _("children safeguarded"), results),
        BigNumber(found.under_way, _("operations under way"), operations),
    )
    stages = tuple(
        BigNumber(found.stages.get(key, 0), label(STAGE_LABELS, key), f"{operations}?stage={key}")
        for key in STAGE_LABELS
    )
    return half, stages, _("Since %(day)s") % {"day": day(found.since)}


def inbox_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 every block is asked with the moment
    """Build the block of requests to decide."""
    queue = inbox(actor)
    return Block(title=queue.title, queue=queue)


def clash_block(actor: Actor, at: datetime) -> Block:
    """Build the block of clashes."""
    queue = clash_queue(actor, at)
    return Block(title=queue.title, queue=queue)


def figures_block(actor: Actor, at: datetime) -> Block:
    """Build the block of figures: operations by stage, and the last six months."""
    half, stages, period = figures(actor, at)
    return Block(
        title=_("Operations by stage, and this half year"),
        template="operations/parts/figures.html",
        context={"half": half, "stages": stages, "period": period},
    )


def proceeds_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 every block is asked with the moment
    """Build the financial investigator's block: by how much the ledger does not reconcile."""
    found = api.ledger(by=actor)
    rows = tuple(
        (
            label(RECONCILIATION_LABELS, each.key),
            _("Equal") if each.holds else _("Gap of %(sum)s") % {"sum": money(each.gap_pence)},
        )
        for each in found.reconciliations
    )
    context = {"rows": rows, "href": reverse("operations:ledger")}
    return Block(title=_("Proceeds of crime"), template="operations/parts/proceeds.html", context=context)


def own_cases_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 every block is asked with the moment
    """Build the prosecutor's block: the cases assigned to the own organisation."""
    rows = [row for row in api.list_operations(by=actor) if row.stage != "closed"]
    items = tuple(
        QueueItem(
            title=row.name,
            href=reverse("operations:operation_page", kwargs={"operation_id": row.id}),
            age_from=row.registered_at,
            tags=(tag(STAGE_LABELS, row.stage),),
        )
        for row in rows
    )
    queue = Queue(
        title=_("My cases"),
        items=items[:_SHOWN],
        empty=_("An operation stands here when its agencies have brought in your organisation."),
        more_href=reverse("operations:operation_list"),
        total=len(items),
    )
    return Block(title=queue.title, queue=queue)
