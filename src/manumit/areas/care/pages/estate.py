"""Pages of providers and places. An address is shown on its own page only, after a purpose was given."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.care import api
from manumit.areas.care.pages import forms, presenters
from manumit.areas.care.words import SERVICES, region_name
from manumit.platform.access import can
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import build_table


@page("care.read_provider")
def providers(request: PageRequest) -> HttpResponse:
    """List the providers that exist for the reader."""
    rows = api.providers(by=request.actor, on=request.at.date())
    table = build_table(
        request.GET,
        rows,
        presenters.provider_columns(),
        caption=_("Providers"),
        empty=_("No provider yet. The contractor adds organisations to the contract."),
    )
    may_add = can(request.actor, "care.manage_provider")
    return render(request, "care/providers.html", {"table": table, "may_add": may_add})


@page("care.read_free_places")
def free_places(request: PageRequest) -> HttpResponse:
    """Show tonight's free places on a map of regions."""
    figure = presenters.free_map(api.free_places(by=request.actor, on=request.at.date()))
    return render(request, "care/free_places.html", {"figure": figure})


@page("care.read_provider")
def provider(request: PageRequest, provider_id: UUID) -> HttpResponse:
    """Show one provider with its places."""
    view = api.provider_view(by=request.actor, provider_id=provider_id, on=request.at.date())
    table = build_table(
        request.GET,
        view.places,
        presenters.place_columns(),
        caption=_("Places"),
        empty=_("No place yet. The contractor adds beds by region."),
    )
    context = {
        "view": view,
        "table": table,
        "may_manage": can(request.actor, "care.manage_provider"),
        "may_see_money": can(request.actor, "care.read_statement"),
    }
    return render(request, "care/provider.html", context)


@page("care.manage_provider")
def add_provider(request: PageRequest) -> HttpResponse:
    """Take an organisation into the contract."""
    organisations = api.organisations_without_provider(by=request.actor)
    form = build_form(request, forms.ProviderForm, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form,
            lambda: api.add_provider(
                by=request.actor,
                at=request.at,
                organisation_id=UUID(data["organisation_id"]),
                inspected_until=data["inspected_until"],
                serves=data["serves"],
            ),
        )
        if made:
            return HttpResponseRedirect(reverse("care:provider", kwargs={"provider_id": made}))
    context = {
        "form": form,
        "heading": _("Add a provider"),
        "submit_label": _("Add"),
        "back_href": reverse("care:providers"),
    }
    return render(request, "care/form.html", context)


@page("care.manage_provider")
def inspection(request: PageRequest, provider_id: UUID) -> HttpResponse:
    """Record an inspection of a provider."""
    view = api.provider_view(by=request.actor, provider_id=provider_id, on=request.at.date())
    form = build_form(
        request, forms.InspectionForm, initial={"inspected_until": view.inspected_until, "version": view.version}
    )
    home = reverse("care:provider", kwargs={"provider_id": provider_id})

    def act() -> bool:
        api.record_inspection(
            by=request.actor,
            at=request.at,
            provider_id=provider_id,
            inspected_until=form.cleaned_data["inspected_until"],
            expected=form.expected_version,
        )
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        return HttpResponseRedirect(home)
    context = {
        "form": form,
        "heading": _("Inspection of %(provider)s") % {"provider": view.name},
        "submit_label": _("Record"),
        "back_href": home,
    }
    return render(request, "care/form.html", context)


@page("care.manage_provider")
def add_place(request: PageRequest, provider_id: UUID) -> HttpResponse:
    """Add beds of a provider; the address goes into the safe."""
    view = api.provider_view(by=request.actor, provider_id=provider_id, on=request.at.date())
    form = build_form(request, forms.PlaceForm)
    home = reverse("care:provider", kwargs={"provider_id": provider_id})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda: api.add_place(by=request.actor, at=request.at, provider_id=provider_id, **form.cleaned_data),
        )
        is not None
    ):
        return HttpResponseRedirect(home)
    context = {
        "form": form,
        "heading": _("Add a place of %(provider)s") % {"provider": view.name},
        "submit_label": _("Add"),
        "back_href": home,
    }
    return render(request, "care/form.html", context)


@page("care.read_provider")
def place(request: PageRequest, place_id: UUID) -> HttpResponse:
    """Show one place: region and beds; the address is opened on a page of its own."""
    view = api.place_view(by=request.actor, place_id=place_id, on=request.at.date())
    context = {
        "view": view,
        "region": region_name(view.region),
        "service": SERVICES.get(view.service, view.service),
        "may_open": can(request.actor, "care.open_address"),
    }
    return render(request, "care/place.html", context)


@page("care.open_address")
def address(request: PageRequest, place_id: UUID) -> HttpResponse:
    """Open a sealed address for a purpose. It is in the answer to a POST only, so no address bar leads back to it."""
    view = api.place_view(by=request.actor, place_id=place_id, on=request.at.date())
    form = build_form(request, forms.AddressForm)
    opened = None
    if request.method == "POST" and form.is_valid():
        opened = attempt(
            form,
            lambda: api.open_address(
                by=request.actor, at=request.at, place_id=place_id, purpose=form.cleaned_data["purpose"]
            ),
        )
    back = reverse("care:place", kwargs={"place_id": place_id})
    return render(request, "care/address.html", {"view": view, "form": form, "opened": opened, "back_href": back})
