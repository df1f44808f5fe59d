"""Hits at the desk: the whole queue, one hit with every reason explained, and its outcome."""

from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.border import api
from manumit.areas.border.pages.forms import OutcomeForm
from manumit.areas.border.pages.home import figures_of
from manumit.areas.border.pages.presenters import (
    KIND_WORDS,
    OUTCOME_WORDS,
    REASON_WORDS,
    hit_queue,
    hit_tags,
    local,
)
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest

_SHOWN = 100


@page("border.work_the_hub")
def hits(request: PageRequest) -> HttpResponse:
    """Show every hit without an outcome, soonest to be met first, and those closed last."""
    numbers = figures_of(request.actor, request.at)
    waiting = api.hits_to_meet(by=request.actor, at=request.at, show=_SHOWN)
    closed = api.closed_hits(by=request.actor, at=request.at, show=20)
    context = {
        "heading": _("Hits"),
        "numbers": numbers,
        "queues": [
            hit_queue(waiting, title=_("To be met"), page="border:hit", total=numbers[1].value, show=_SHOWN),
            hit_queue(closed, title=_("Closed last"), page="border:hit", show=20),
        ],
    }
    return render(request, "border/hits.html", context)


def hit_context(view: api.HitView) -> dict[str, object]:
    """Return what both pages of a hit, the desk's and the port's, show."""
    return {
        "hit": view,
        "row": view.row,
        "tags": hit_tags(view.row),
        "when": local(view.row.meet_at, view.row.zone),
        "reasons": [(REASON_WORDS.get(reason.kind, reason.kind), reason) for reason in view.reasons],
        "outcomes": [(OUTCOME_WORDS[one.kind][0], one) for one in view.outcomes],
        "kinds": KIND_WORDS,
    }


@page("border.work_the_hub")
def hit(request: PageRequest, hit_id: UUID) -> HttpResponse:
    """Open a hit: it counts as read from now on."""
    view = api.open_hit(by=request.actor, at=request.at, hit_id=hit_id)
    return render(request, "border/hit.html", hit_context(view))


@page("border.record_outcome")
def outcome(request: PageRequest, hit_id: UUID) -> HttpResponse:
    """Record what was found, from the desk."""
    view = api.open_hit(by=request.actor, at=request.at, hit_id=hit_id)
    form = build_form(request, OutcomeForm)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form, lambda: api.record_outcome(by=request.actor, at=request.at, hit_id=hit_id, **form.cleaned_data)
        )
        if done is not None:
            notes.success(request, _("The outcome is recorded."))
            return HttpResponseRedirect(reverse("border:hit", args=[hit_id]))
    return render(request, "border/outcome.html", {**hit_context(view), "form": form})
