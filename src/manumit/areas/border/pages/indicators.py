"""Risk indicators: which are live, which wait for a second person, and a new proposal."""

from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.border import api
from manumit.areas.border.pages.forms import IndicatorForm, LiveFromForm, ReasonsForm, criterion_help
from manumit.areas.border.pages.presenters import REVIEW_WORDS, WEIGHT_WORDS, tag_of
from manumit.errors import RuleBroken
from manumit.platform.access import can
from manumit.platform.ui.components import Tag
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, build_table


def _state(row: api.IndicatorView) -> Tag:
    if row.live:
        return Tag(_("Live"), "green")
    return tag_of(REVIEW_WORDS, row.status)


@page("border.read_indicator")
def indicators(request: PageRequest) -> HttpResponse:
    """Show the indicators with how many hits each made."""
    rows = api.list_indicators(by=request.actor, at=request.at)
    columns = [
        Column(
            "title",
            _("Indicator"),
            sort="title",
            header=True,
            href=lambda row: reverse("border:indicator", args=[row.id]),
        ),
        Column("version", _("Version"), sort="version", numeric=True),
        Column("state", _("State"), value=_state, sort="state"),
        Column("weight", _("Weight"), value=lambda row: tag_of(WEIGHT_WORDS, row.weight)),
        Column("starts", _("Live from"), sort="starts"),
        Column("ends", _("Until"), sort="ends"),
        Column("hits", _("Hits"), sort="hits", numeric=True),
        Column("owner", _("Owner")),
    ]
    table = build_table(
        request.GET, rows, columns, caption=_("Indicators"),
        empty=_("There is no indicator yet. One is proposed by one person and approved by another."),
    )  # fmt: skip
    return render(request, "border/indicators.html", {"heading": _("Indicators"), "table": table})


@page("border.propose_indicator", drafts=True)
def propose(request: PageRequest) -> HttpResponse:
    """Propose an indicator."""
    form = build_form(request, IndicatorForm)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: api.propose_indicator(
                by=request.actor, at=request.at, definition=form.definition(), because=form.cleaned_data["because"]
            ),
        )
        if made is not None:
            notes.success(
                request, _("The indicator is proposed. Somebody else must approve it before it looks at anybody.")
            )
            return HttpResponseRedirect(reverse("border:indicator", args=[made]))
    context = {
        "heading": _("Propose an indicator"),
        "form": form,
        "cancel_href": reverse("border:indicators"),
        "help": criterion_help(),
    }
    return render(request, "border/propose.html", context)


@page("border.read_indicator")
def indicator(request: PageRequest, indicator_id: UUID) -> HttpResponse:
    """Show an indicator in words with its evidence, and take the second person's decision."""
    live_from, reasons = LiveFromForm(), ReasonsForm()
    error = ""
    if request.method == "POST":
        form: LiveFromForm | ReasonsForm
        if request.POST.get("move") == "approve":
            form = live_from = LiveFromForm(request.POST)
        else:
            form = reasons = ReasonsForm(request.POST)
        try:
            if form.is_valid() and _decide(request, indicator_id, form):
                return HttpResponseRedirect(reverse("border:indicator", args=[indicator_id]))
        except RuleBroken as refused:
            error = refused.message
    found = api.open_indicator(by=request.actor, at=request.at, indicator_id=indicator_id)
    context = {
        "indicator": found,
        "state": _state(found),
        "weight": tag_of(WEIGHT_WORDS, found.weight),
        "may_decide": can(request.actor, "border.approve_indicator") and not found.own,
        "live_from": live_from,
        "reasons": reasons,
        "error": error,
    }
    return render(request, "border/indicator.html", context, status=409 if error else 200)


def _decide(request: PageRequest, indicator_id: UUID, form: LiveFromForm | ReasonsForm) -> bool:
    move = request.POST.get("move", "")
    if isinstance(form, LiveFromForm):
        starts = form.cleaned_data["starts"]

        def approve() -> bool:
            api.approve_indicator(by=request.actor, at=request.at, indicator_id=indicator_id, starts=starts)
            return True

        return attempt(form, approve) is True
    act = api.refuse_indicator if move == "refuse" else api.withdraw_indicator
    act(by=request.actor, at=request.at, indicator_id=indicator_id, reasons=form.cleaned_data["reasons"])
    return True
