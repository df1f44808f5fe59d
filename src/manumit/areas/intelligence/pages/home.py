"""Blocks of the first pages: what came in, own drafts and feedback, what waits for a second person, what was sent to us."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.intelligence import api
from manumit.kernel.actor import Actor
from manumit.platform.rooms import HomeBlock
from manumit.platform.ui.components import Block, Queue, QueueItem, Tag

_SHOWN = 6
_TASKED = frozenset({"tasking_officer"})
"""What is sent to them stands in the inbox of tasking already; their first page has room for three blocks."""
_ANALYSTS = frozenset({"intelligence_officer", "intelligence_supervisor"})


def report_item(row: api.ReportRow) -> QueueItem:
    """Present a report in a queue."""
    tags = (Tag(_("High priority"), "red"),) if row.priority == "high" else ()
    return QueueItem(
        title=f"{row.reference} · {row.title}",
        href=reverse("intelligence:report", args=[row.id]),
        age_from=row.released_at or row.submitted_at or row.created_at,
        tags=tags,
        facts=((_("Grade"), row.grade), (_("Marking"), row.marking)),
    )


def dissemination_item(row: api.DisseminationRow) -> QueueItem:
    """Present a dissemination in a queue."""
    return QueueItem(
        title=f"{row.reference} · {row.title}",
        href=reverse("intelligence:dissemination", args=[row.id]),
        age_from=row.sent_at or row.proposed_at,
        tags=(Tag(_(row.state_label), "blue"),),
        facts=((_("Recipient"), row.recipient),),
    )


def _came_in(by: Actor, _at: datetime) -> Block:
    rows = api.reports_that_came_in(by=by)
    title = _("What came in since you looked")
    items = tuple(report_item(row) for row in rows[:_SHOWN])
    empty = _("Nothing new. Reports that are released, and that you may see, stand here until you mark them as seen.")
    return Block(title, queue=Queue(title, items, empty, reverse("intelligence:reports"), len(rows)))


def _mine(by: Actor, _at: datetime) -> Block:
    drafts, feedback = api.own_drafts(by=by), api.feedback_on_mine(by=by)
    title = _("My drafts, and feedback on what I sent")
    items = tuple(
        [report_item(row) for row in drafts[:_SHOWN]] + [dissemination_item(row) for row in feedback[:_SHOWN]]
    )
    empty = _("No draft is open, and no feedback has come.")
    return Block(title, queue=Queue(title, items, empty, reverse("intelligence:reports"), len(drafts) + len(feedback)))


def _to_release(by: Actor, _at: datetime) -> Block:
    reports, proposals = api.reports_to_release(by=by), api.disseminations_to_approve(by=by)
    title = _("Waiting for a second person")
    items = tuple(
        [report_item(row) for row in reports[:_SHOWN]] + [dissemination_item(row) for row in proposals[:_SHOWN]]
    )
    empty = _("Nothing waits. Reports and disseminations of others come here; your own never do.")
    total = len(reports) + len(proposals)
    return Block(title, queue=Queue(title, items, empty, reverse("intelligence:release_queue"), total))


def _received(by: Actor, _at: datetime) -> Block | None:
    rows = api.received(by=by, state="sent")
    if not rows and not by.has("liaison_officer"):
        return None
    title = _("Sent to us, not acknowledged")
    items = tuple(dissemination_item(row) for row in rows[:_SHOWN])
    empty = _("Nothing waits for you. What is sent to your organisation stands here until it is acknowledged.")
    return Block(title, queue=Queue(title, items, empty, reverse("intelligence:received"), len(rows)))


BLOCKS = (
    HomeBlock(frozenset({"intelligence_supervisor"}), 10, _to_release),
    HomeBlock(_ANALYSTS, 20, _came_in),
    HomeBlock(_ANALYSTS, 30, _mine),
    HomeBlock(frozenset(api.RECIPIENT_ROLES) - _ANALYSTS - _TASKED, 40, _received),
)
