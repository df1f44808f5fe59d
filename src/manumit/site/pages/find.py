"""Search and the thread: both show only what the room of each record would show."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manumit.platform.audit.chain import record
from manumit.platform.search.index import search
from manumit.platform.thread.links import Ref, ThreadCard, thread_of
from manumit.platform.ui.components import Card, CardPlace
from manumit.platform.ui.pages import page
from manumit.platform.ui.request import PageRequest


@page("search.search")
def search_page(request: PageRequest) -> HttpResponse:
    """Search what the actor may see. The words searched for are sent by POST, so that no name stands in an address."""
    query = request.POST.get("q", "")[:200] if request.method == "POST" else ""
    found = None
    if query.strip():
        number = request.POST.get("page", "1")
        found = search(request.actor, query, page=int(number) if number.isdecimal() else 1)
        record(by=request.actor, at=request.at, action="search.search", detail={"results": found.total})
    return render(request, "site/search.html", {"title": _("Search"), "found": found, "query": query})


@page("thread.read")
def thread_page(request: PageRequest, kind: str, record_id: UUID) -> HttpResponse:
    """Show the steps before and after a record that the reader may see."""
    thread = thread_of(request.actor, Ref(kind, record_id))
    record(by=request.actor, at=request.at, action="thread.open_thread", record=(kind, record_id))
    cards = [*_cards(thread.before, "before"), *_cards((thread.here,), "here"), *_cards(thread.after, "after")]
    return render(request, "site/thread.html", {"title": _("Thread"), "cards": cards})


def _cards(steps: tuple[ThreadCard, ...], place: CardPlace) -> list[Card]:
    return [Card(step.label, step.card.title, step.card.href, step.card.at, step.card.note, place) for step in steps]
