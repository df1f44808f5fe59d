"""Accounts: who may sign in, with which dated roles; suspending, restoring and helping after a lost second factor."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.errors import NotFound
from manumit.kernel.roles import ROLES
from manumit.platform.accounts import services
from manumit.platform.accounts.actors import in_force
from manumit.platform.accounts.models import Account, ApiToken, Membership, Organisation
from manumit.platform.accounts.sessions import clear_second_factors
from manumit.platform.ui.components import Tag
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, Filter, TablePage, build_table
from manumit.site.pages.account_forms import AccountForm, EndRoleForm, GrantRoleForm, role_choices

_MANAGE = "accounts.manage_account"


@page(_MANAGE)
def account_list(request: PageRequest) -> HttpResponse:
    """List the accounts by state and role."""
    return render(request, "site/list.html", {"title": _("Accounts"), "table": _table(request), **_new_account()})


def _new_account() -> dict[str, str]:
    return {"new_href": reverse("accounts:account"), "new_label": _("Add an account")}


def _table(request: PageRequest) -> TablePage:
    def by_state(rows: QuerySet[Account], wanted: str) -> QuerySet[Account]:
        return rows.filter(is_active=wanted == "active")

    def by_role(rows: QuerySet[Account], wanted: str) -> QuerySet[Account]:
        held = Membership.objects.filter(in_force(request.at.date()), role=wanted).values("account_id")
        return rows.filter(pk__in=held)

    def roles(account: Account) -> str:
        day = request.at.date()
        live = [m for m in account.memberships.all() if m.starts <= day and (m.ends is None or m.ends > day)]
        return ", ".join(sorted({ROLES[m.role].label for m in live if m.role in ROLES}))

    columns = [
        Column(
            "name", _("Name"), sort="name", header=True, href=lambda a: reverse("accounts:account_page", args=[a.pk])
        ),
        Column("roles", _("Roles today"), value=roles),
        Column("created_at", _("Since"), sort="created_at"),
        Column("state", _("State"), value=_state),
    ]
    states = (("active", _("Active")), ("suspended", _("Suspended")))
    filters = [Filter("state", _("State"), by_state, states), Filter("role", _("Role"), by_role, tuple(role_choices()))]
    rows = Account.objects.prefetch_related("memberships").order_by("name")
    empty = _("Accounts stand here when an administrator adds them.")
    return build_table(request.GET, rows, columns, filters, caption=_("Accounts"), empty=empty)


def _state(account: Account) -> Tag:
    return Tag(_("Active"), "green") if account.is_active else Tag(_("Suspended"), "red")


@page(_MANAGE)
def new_account(request: PageRequest) -> HttpResponse:
    """Add an account without a role or a password; the person chooses one through the forgotten-password page."""
    form = build_form(request, AccountForm)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.create_account(by=request.actor, at=request.at, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("The account was added. Give it a role."))
            return HttpResponseRedirect(reverse("accounts:account_page", args=[made.pk]))
    context = {
        "title": _("Add an account"),
        "form": form,
        "submit": _("Add the account"),
        "cancel_href": reverse("accounts:accounts"),
        "lead": _("The person chooses a password through “I forgot my password” on the sign-in page."),
    }
    return render(request, "site/form.html", context)


@page(_MANAGE)
def account_page(request: PageRequest, account_id: UUID) -> HttpResponse:
    """Show one account: its roles, tokens and second factor, with a form that gives a role."""
    account = _account(account_id)
    organisations = Organisation.objects.filter(active=True).order_by("name")
    form = build_form(request, GrantRoleForm, organisations=organisations, initial={"starts": request.at.date()})
    if request.method == "POST" and form.is_valid() and _granted(request, form, account_id):
        messages.success(request, _("The role was given."))
        return HttpResponseRedirect(request.path)
    context = {
        "title": account.name,
        "held": account,
        "form": form,
        "memberships": _memberships(account, request),
        "tokens": ApiToken.objects.filter(account=account, revoked_at__isnull=True, expires_at__gt=request.at),
        "factor": Authenticator.objects.filter(user_id=account.pk)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .exists(),
        "own": request.actor.user_id == str(account.pk),
    }
    return render(request, "site/account.html", context)


def _account(account_id: UUID) -> Account:
    found = Account.objects.filter(pk=account_id).first()
    if found is None:
        raise NotFound("There is no such account.")
    return found


def _granted(request: PageRequest, form: GrantRoleForm, account_id: UUID) -> bool:
    values = form.cleaned_data
    made = attempt(
        form,
        lambda: services.grant_role(
            by=request.actor,
            at=request.at,
            account_id=account_id,
            organisation_id=UUID(values["organisation"]),
            role_key=values["role"],
            starts=values["starts"],
            ends=values["ends"],
        ),
    )
    return made is not None


def _memberships(account: Account, request: PageRequest) -> list[dict[str, Any]]:
    rows = account.memberships.select_related("organisation").order_by("-starts")
    day = request.at.date()
    return [
        {
            "row": row,
            "label": ROLES[row.role].label if row.role in ROLES else row.role,
            "open": row.ends is None or row.ends > day,
        }
        for row in rows
    ]


@page(_MANAGE)
def end_role(request: PageRequest, membership_id: UUID) -> HttpResponse:
    """Ask for the day on which a role ends, and end it."""
    membership = Membership.objects.filter(pk=membership_id).first()
    if membership is None:
        raise NotFound("There is no such role.")
    form = build_form(request, EndRoleForm, initial={"ends": request.at.date()})
    back = reverse("accounts:account_page", args=[membership.account_id])
    if request.method == "POST" and form.is_valid():
        ends = form.cleaned_data["ends"]

        def act() -> bool:
            services.end_role(by=request.actor, at=request.at, membership_id=membership_id, ends=ends)
            return True

        if attempt(form, act):
            messages.success(request, _("The end of the role was noted."))
            return HttpResponseRedirect(back)
    context = {"title": _("End a role"), "form": form, "submit": _("End the role"), "cancel_href": back, "lead": ""}
    return render(request, "site/form.html", context)


@page(_MANAGE)
def suspend(request: PageRequest, account_id: UUID) -> HttpResponse:
    """Suspend the account by POST, or restore it where the form says `active`."""
    active = request.POST.get("active") == "yes"
    if request.method == "POST":
        services.suspend_account(by=request.actor, at=request.at, account_id=account_id, active=active)
        messages.success(request, _("The account was restored.") if active else _("The account was suspended."))
    return HttpResponseRedirect(reverse("accounts:account_page", args=[account_id]))


@page(_MANAGE)
def clear_factors(request: PageRequest, account_id: UUID) -> HttpResponse:
    """Remove, by POST, the second factors of a person who lost them."""
    if request.method == "POST":
        clear_second_factors(by=request.actor, at=request.at, account_id=account_id)
        messages.success(request, _("The second factor was removed. The person sets up a new one at the next sign-in."))
    return HttpResponseRedirect(reverse("accounts:account_page", args=[account_id]))
