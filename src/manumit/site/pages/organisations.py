"""Organisations: the bodies that take part, and what each is designated as, with the source of the designation."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.errors import NotFound
from manumit.platform.accounts import services
from manumit.platform.accounts.models import Organisation
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, Filter, build_table
from manumit.site.pages.account_forms import OrganisationForm, OrganisationRoleForm, kind_choices

_MANAGE = "accounts.manage_organisation"


def _by_kind(rows: QuerySet[Organisation], wanted: str) -> QuerySet[Organisation]:
    return rows.filter(kind=wanted)


@page(_MANAGE)
def organisation_list(request: PageRequest) -> HttpResponse:
    """List the organisations by kind."""
    columns = [
        Column(
            "name",
            _("Name"),
            sort="name",
            header=True,
            href=lambda one: reverse("accounts:organisation_page", args=[one.pk]),
        ),
        Column("kind", _("Kind"), sort="kind", value=lambda one: one.kind.replace("_", " ")),
        Column("region", _("Region"), sort="region"),
        Column("code", _("Code"), sort="code"),
        Column("roles", _("Designated as"), value=lambda one: ", ".join(sorted({r.role for r in one.roles.all()}))),
    ]
    table = build_table(
        request.GET,
        Organisation.objects.prefetch_related("roles").order_by("name"),
        columns,
        [Filter("kind", _("Kind"), _by_kind, tuple(kind_choices()))],
        caption=_("Organisations"),
        empty=_("Organisations stand here when an administrator adds them."),
    )
    new = {"new_href": reverse("accounts:organisation"), "new_label": _("Add an organisation")}
    return render(request, "site/list.html", {"title": _("Organisations"), "table": table, **new})


@page(_MANAGE)
def new_organisation(request: PageRequest) -> HttpResponse:
    """Add an organisation."""
    form = build_form(request, OrganisationForm)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.create_organisation(by=request.actor, at=request.at, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("The organisation was added."))
            return HttpResponseRedirect(reverse("accounts:organisation_page", args=[made.pk]))
    context = {
        "title": _("Add an organisation"),
        "form": form,
        "submit": _("Add the organisation"),
        "cancel_href": reverse("accounts:organisations"),
        "lead": "",
    }
    return render(request, "site/form.html", context)


@page(_MANAGE)
def organisation_page(request: PageRequest, organisation_id: UUID) -> HttpResponse:
    """Show one organisation with its dated designations, and a form that adds one."""
    found = Organisation.objects.filter(pk=organisation_id).first()
    if found is None:
        raise NotFound("There is no such organisation.")
    form = build_form(request, OrganisationRoleForm, initial={"starts": request.at.date()})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        made = attempt(
            form,
            lambda: services.grant_organisation_role(
                by=request.actor,
                at=request.at,
                organisation_id=organisation_id,
                role_key=values.pop("role"),
                **values,
            ),
        )
        if made is not None:
            messages.success(request, _("The designation was noted."))
            return HttpResponseRedirect(request.path)
    context = {
        "title": found.name,
        "organisation": found,
        "roles": found.roles.order_by("-starts"),
        "people": found.memberships.select_related("account").order_by("account__name")[:200],
        "form": form,
    }
    return render(request, "site/organisation.html", context)
