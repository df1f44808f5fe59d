"""The triage officer's first page: what must be read now."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.prevention import api
from manumit.areas.prevention.words import LANGUAGES, urgency_tags
from manumit.kernel.actor import Actor
from manumit.platform.rooms import HomeBlock
from manumit.platform.ui.components import Block, Queue, QueueItem

_NAMES = dict(LANGUAGES)


def queue_of_reports(rows: Sequence[api.QueueRow], total: int, title: str, more_href: str = "") -> Queue:
    """Reports as a queue: reference, clock and language; what was said is on the report's own page."""
    items = tuple(
        QueueItem(
            row.reference,
            reverse("prevention:report_page", kwargs={"public_report_id": row.id}),
            row.read_by if row.state == api.ReportState.RECEIVED else None,
            row.received_at,
            urgency_tags(row.urgency, row.kind),
            ((_("Language"), _NAMES.get(row.language, row.language)),),
        )
        for row in rows
    )
    empty = _("No report is here. Whoever sees something reports it on the public page, and it arrives here at once.")
    return Queue(title, items, empty, more_href, total)


def triage_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - the shape of every block
    """Reports that wait to be read, danger first."""
    rows, total = api.triage_queue(by=actor, limit=10)
    queue = queue_of_reports(rows, total, _("Reports to read"), reverse("prevention:queue"))
    return Block(queue.title, queue=queue)


BLOCKS = (HomeBlock(frozenset({"triage_officer"}), 10, triage_block),)
