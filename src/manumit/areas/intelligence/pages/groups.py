"""Pages of groups and their scores."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.intelligence import api
from manumit.areas.intelligence.pages.forms import Choice, GroupForm
from manumit.engines.graph import SCORECARD
from manumit.platform.ui.forms import GovForm
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, build_table

_OFFERED = 200
_HIGHEST = 4


@page("intelligence.read_network")
def group_list(request: PageRequest) -> HttpResponse:
    """Show the groups that the actor may see."""
    columns = (
        Column("reference", _("Reference"), href=lambda row: reverse("intelligence:group", args=[row.id]), header=True),
        Column("name", _("Name")),
        Column("created_at", _("Formed")),
    )
    empty = _("No group that you may see has been formed. One is formed from people and the reports about them.")
    rows = api.list_groups(by=request.actor)
    table = build_table(request.GET, rows, columns, caption=_("Groups"), empty=empty)
    return render(request, "intelligence/groups.html", {"title": _("Groups"), "table": table})


@page("intelligence.form_group", drafts=True)
def form_new(request: PageRequest) -> HttpResponse:
    """Form a group."""
    rows = api.entity_choices(by=request.actor, kinds=("person", "organisation"), most=_OFFERED)
    members: list[Choice] = [(str(row.id), row.label) for row in rows if row.category != "victim"]
    reports: list[Choice] = [
        (str(row.id), f"{row.reference} {row.title}")
        for row in api.list_reports(by=request.actor)[:_OFFERED]
        if row.state != "draft"
    ]
    form = build_form(request, GroupForm, members=members, reports=reports)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        group_id = attempt(form, lambda: api.form_group(by=request.actor, at=request.at, **facts))
        if group_id is not None:
            return redirect("intelligence:group", group_id)
    return render(request, "intelligence/group_form.html", {"title": _("Form a group"), "form": form})


@page("intelligence.read_network")
def show(request: PageRequest, group_id: UUID) -> HttpResponse:
    """Show one group with its score and what the score rests on."""
    view = api.open_group(by=request.actor, at=request.at, group_id=group_id)
    return render(request, "intelligence/group.html", {"title": view.row.name, "view": view})


class ScoreForm(GovForm):
    """The open scorecard: each attribute 0 to 4, or not known."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for attribute in SCORECARD:
            low, high = (_(level) for level in attribute.levels)
            self.fields[attribute.key] = forms.TypedChoiceField(
                label=_(attribute.title),
                help_text=_("0: %(low)s; 4: %(high)s") % {"low": low, "high": high},
                choices=[("", _("Not known")), *((str(each), str(each)) for each in range(_HIGHEST + 1))],
                coerce=int,
                empty_value=None,
                required=False,
            )


@page("intelligence.form_group", drafts=True)
def score(request: PageRequest, group_id: UUID) -> HttpResponse:
    """Score a group on the project's own open scorecard."""
    view = api.open_group(by=request.actor, at=request.at, group_id=group_id)
    form = build_form(request, ScoreForm)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data

        def act() -> object:
            return api.score_group(by=request.actor, at=request.at, group_id=group_id, answers=answers)

        if attempt(form, act) is not None:
            return redirect("intelligence:group", group_id)
    return render(request, "intelligence/score.html", {"title": _("Score the group"), "view": view, "form": form})
