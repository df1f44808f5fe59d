"""The watchlist: what is on it, what waits for a second person, and a new proposal."""

from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.border import api
from manumit.areas.border.pages.forms import EntryForm, ReasonsForm
from manumit.areas.border.pages.presenters import LIST_WORDS, REVIEW_WORDS, tag_of
from manumit.errors import RuleBroken
from manumit.platform.access import can
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, Filter, build_table


@page("border.read_watchlist")
def watchlist(request: PageRequest) -> HttpResponse:
    """Show the entries, those that wait for a second person first."""
    rows = api.list_watchlist(by=request.actor, at=request.at)
    columns = [
        Column("name", _("Name"), value=lambda row: row.names[0] if row.names else _("Document only"), header=True,
               sort="name", href=lambda row: reverse("border:entry", args=[row.id])),
        Column("kind", _("Why"), value=lambda row: str(LIST_WORDS[row.kind]), sort="kind"),
        Column("status", _("State"), value=lambda row: tag_of(REVIEW_WORDS, row.status), sort="status"),
        Column("owner", _("Owner"), sort="owner"),
        Column("source", _("Source")),
        Column("review_on", _("Review by"), sort="review_on"),
    ]  # fmt: skip
    filters = [
        Filter("status", _("State"), lambda found, value: [row for row in found if row.status == value],
               tuple((key, words[0]) for key, words in REVIEW_WORDS.items())),
        Filter("kind", _("Why"), lambda found, value: [row for row in found if row.kind == value], tuple(LIST_WORDS.items())),
    ]  # fmt: skip
    table = build_table(
        request.GET, rows, columns, filters, caption=_("Entries"),
        empty=_("The watchlist is empty. An entry is proposed by one person and approved by another."),
    )  # fmt: skip
    return render(request, "border/watchlist.html", {"heading": _("Watchlist"), "table": table})


@page("border.propose_watchlist_entry", drafts=True)
def propose(request: PageRequest) -> HttpResponse:
    """Propose an entry."""
    form = build_form(request, EntryForm)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: api.add_watchlist_entry(by=request.actor, at=request.at, **form.proposal()))
        if made is not None:
            notes.success(request, _("The entry is proposed. Somebody else must approve it before it screens anybody."))
            return HttpResponseRedirect(reverse("border:entry", args=[made]))
    context = {"heading": _("Propose an entry"), "form": form, "cancel_href": reverse("border:watchlist"), "help": ()}
    return render(request, "border/propose.html", context)


@page("border.read_watchlist")
def entry(request: PageRequest, entry_id: UUID) -> HttpResponse:
    """Show an entry, and take the second person's decision."""
    form = ReasonsForm()
    error = ""
    if request.method == "POST":
        form = ReasonsForm(request.POST)
        try:
            if _decide(request, entry_id, form):
                return HttpResponseRedirect(reverse("border:entry", args=[entry_id]))
        except RuleBroken as refused:
            error = refused.message
    found = api.open_watchlist_entry(by=request.actor, at=request.at, entry_id=entry_id)
    context = {
        "entry": found,
        "kind": LIST_WORDS[found.kind],
        "state": tag_of(REVIEW_WORDS, found.status),
        "may_decide": can(request.actor, "border.approve_watchlist_entry") and not found.own,
        "form": form,
        "error": error,
    }
    return render(request, "border/entry.html", context, status=409 if error else 200)


def _decide(request: PageRequest, entry_id: UUID, form: ReasonsForm) -> bool:
    move = request.POST.get("move", "")
    if move == "approve":
        api.approve_watchlist_entry(by=request.actor, at=request.at, entry_id=entry_id)
        return True
    if not form.is_valid():
        return False
    act = api.refuse_watchlist_entry if move == "refuse" else api.withdraw_watchlist_entry
    act(by=request.actor, at=request.at, entry_id=entry_id, reasons=form.cleaned_data["reasons"])
    return True
