"""Lists, queues and the page of the law."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manumit.areas.referrals import api
from manumit.areas.referrals.pages.presenters import draft_item, grade_tag, letter_item, review_item, row_item
from manumit.areas.referrals.rules import OUTCOMES, STAGES, VERDICTS, law_rows
from manumit.platform.ui.components import Queue, QueueItem
from manumit.platform.ui.pages import page, public_page
from manumit.platform.ui.request import PageRequest


def page_number(request: PageRequest) -> int:
    """Return the page that the address asks for, or the first."""
    asked = request.GET.get("page", "1")
    return int(asked[:6]) if asked.isascii() and asked.isdigit() else 1


def _queue(title: str, found: api.RowPage, empty: str, items: tuple[QueueItem, ...]) -> Queue:
    return Queue(title, items, empty, total=found.total)


@page("referrals.list_own")
def mine(request: PageRequest) -> HttpResponse:
    """List the drafts, the referrals and the letters of the reader's organisation."""
    by = request.actor
    drafts, sent = api.my_drafts(by=by), api.my_referrals(by=by, page=page_number(request))
    letters = tuple(letter_item(letter) for letter in api.letters_to(by=by, size=10))
    queues = (
        _queue(
            _("Drafts"),
            drafts,
            _("Drafts stand here until you send them. They last 28 days."),
            tuple(draft_item(row, request.at) for row in drafts.rows),
        ),
        _queue(
            _("Sent"),
            sent,
            _("Referrals that your organisation sent stand here, with the next date that matters."),
            tuple(row_item(row) for row in sent.rows),
        ),
        Queue(_("Letters to us"), letters, _("Letters about decisions stand here.")),
    )
    return render(request, "referrals/mine.html", {"queues": queues, "found": sent})


@page("referrals.work_queue")
def queue(request: PageRequest) -> HttpResponse:
    """List the cases by what breaks first, with attempted removals above them."""
    found = api.case_queue(by=request.actor, page=page_number(request))
    empty = _("Cases stand here when they are sent. The one whose clock ends first comes first.")
    queues = (_queue(_("Cases by what breaks first"), found, empty, tuple(row_item(row) for row in found.rows)),)
    context = {"heading": _("Cases"), "queues": queues, "found": found, "alarms": api.open_alarms(by=request.actor)}
    return render(request, "referrals/queue.html", context)


@page("referrals.review_decision")
def reviews(request: PageRequest) -> HttpResponse:
    """List what waits for the reader's agreement."""
    found = api.review_queue(by=request.actor, page=page_number(request))
    empty = _("Proposals stand here when a colleague makes them.")
    queues = (_queue(_("Waiting for your agreement"), found, empty, tuple(review_item(row) for row in found.rows)),)
    context: dict[str, object] = {"heading": _("To review"), "queues": queues, "found": found, "alarms": []}
    return render(request, "referrals/queue.html", context)


@page("referrals.quality")
def decisions(request: PageRequest) -> HttpResponse:
    """List the newest decisions and how reviewers met them."""
    rows = [
        (row, _(STAGES[row.stage]), _(OUTCOMES[row.outcome]), ", ".join(_(VERDICTS[v]) for v in row.verdicts))
        for row in api.recent_decisions(by=request.actor)
    ]
    return render(request, "referrals/decisions.html", {"rows": rows})


@public_page
def law(request: PageRequest) -> HttpResponse:
    """Show every dated rule with its source and how well it is evidenced."""
    rows = [(row, grade_tag(row.grade)) for row in law_rows()]
    names = dict.fromkeys(row.timeline for row, _tag in rows)
    timelines = [(name, [pair for pair in rows if pair[0].timeline == name]) for name in names]
    return render(request, "referrals/law.html", {"timelines": timelines})
