"""Pages of people, objects, locations, events and organisations, their links, and the drawing of the network."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.intelligence import api, rules
from manumit.areas.intelligence.pages.forms import Choice, EntityForm, LinkForm
from manumit.platform.ui.forms import GovForm
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, build_table


@page("intelligence.read_network")
def entity_list(request: PageRequest) -> HttpResponse:
    """Show the entities that rest on reports which the actor may see."""
    kind = request.GET.get("kind", "")
    columns = (
        Column("label", _("Name"), href=lambda row: reverse("intelligence:entity", args=[row.id]), header=True),
        Column("kind_label", _("Kind"), value=lambda row: _(row.kind_label)),
        Column("category", _("Person"), value=lambda row: _category(row.category)),
    )
    empty = _("Nothing is on the map yet. People, objects, locations and events are added from a report.")
    rows = api.list_entities(by=request.actor, kind=kind)
    context = {
        "title": _("People and places"),
        "table": build_table(request.GET, rows, columns, caption=_("People, objects, locations, events"), empty=empty),
        "kinds": [(key, _(label)) for key, label in rules.ENTITY_KINDS.items()],
        "kind": kind,
    }
    return render(request, "intelligence/entities.html", context)


def _category(key: str) -> str:
    return _(rules.PERSON_CATEGORIES[key]) if key in rules.PERSON_CATEGORIES else ""


@page("intelligence.read_network")
def show(request: PageRequest, entity_id: UUID) -> HttpResponse:
    """Show one entity: what each report says, and its neighbours."""
    view = api.open_entity(by=request.actor, at=request.at, entity_id=entity_id)
    context = {"title": view.row.label, "view": view, "categories": rules.PERSON_CATEGORIES}
    return render(request, "intelligence/entity.html", context)


class PathForm(GovForm):
    """Two ends of a path."""

    from_id = forms.TypedChoiceField(coerce=UUID)
    to_id = forms.TypedChoiceField(coerce=UUID)

    def __init__(self, *args: object, entities: list[Choice], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from_id", _("From")), ("to_id", _("To"))):
            field = self.fields[name]
            field.label = label
            if isinstance(field, forms.ChoiceField):
                field.choices = entities


@page("intelligence.read_network")
def drawing(request: PageRequest) -> HttpResponse:
    """Draw the network, and find the fewest links between two entities where asked."""
    view = api.open_network(by=request.actor, at=request.at, title=_("The network that you may see"))
    form = PathForm(request.GET or None, entities=_choices(request))
    path: tuple[api.EntityRow, ...] | None = None
    if form.is_bound and form.is_valid():
        ends = form.cleaned_data
        path = attempt(
            form,
            lambda: api.shortest_path(by=request.actor, at=request.at, from_id=ends["from_id"], to_id=ends["to_id"]),
        )
    context = {"title": _("Network"), "view": view, "form": form, "path": path, "asked": form.is_bound}
    return render(request, "intelligence/network.html", context)


def _choices(request: PageRequest) -> list[Choice]:
    return [(str(row.id), f"{row.label} ({_(row.kind_label)})") for row in api.entity_choices(by=request.actor)]


@page("intelligence.link_entities", drafts=True)
def add(request: PageRequest, intelligence_report_id: UUID) -> HttpResponse:
    """Add an entity that a report names."""
    view = api.open_report(by=request.actor, at=request.at, report_id=intelligence_report_id)
    form = build_form(request, EntityForm)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data

        def act() -> UUID:
            return api.add_entity(by=request.actor, at=request.at, report_id=view.row.id, **facts)

        if attempt(form, act) is not None:
            messages.success(request, _("It is on the map."))
            return redirect("intelligence:report", intelligence_report_id)
    context = {"title": _("Add what the report names"), "view": view, "form": form, "submit_label": _("Add")}
    return render(request, "intelligence/second_person.html", context)


@page("intelligence.link_entities")
def link(request: PageRequest, intelligence_report_id: UUID) -> HttpResponse:
    """Link two entities by what a report says."""
    view = api.open_report(by=request.actor, at=request.at, report_id=intelligence_report_id)
    form = build_form(request, LinkForm, entities=_choices(request))
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data

        def act() -> UUID:
            return api.link_entities(by=request.actor, at=request.at, report_id=view.row.id, **facts)

        if attempt(form, act) is not None:
            messages.success(request, _("The link is on the map."))
            return redirect("intelligence:report", intelligence_report_id)
    context = {"title": _("Link what the report shows"), "view": view, "form": form, "submit_label": _("Link")}
    return render(request, "intelligence/second_person.html", context)
