"""Signing in as any of the demonstration's invented people. Outside the demo profile there is no such page."""

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.utils import perform_login
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manumit.errors import NotFound
from manumit.kernel.roles import ROLES
from manumit.platform.accounts.actors import in_force
from manumit.platform.accounts.models import Account, Membership
from manumit.platform.rooms import manifests
from manumit.platform.ui.pages import public_page
from manumit.platform.ui.request import PageRequest

_DOMAIN = "@demo.manumit.example"
_ROOMS = {
    "border": "targeting_analyst targeting_supervisor port_officer carrier",
    "referrals": "first_responder caseworker reviewer quality_lead immigration_official person",
    "care": "prime_contractor support_worker local_authority",
    "intelligence": "intelligence_officer intelligence_supervisor liaison_officer",
    "operations": "tasking_officer financial_investigator prosecutor",
    "prevention": "triage_officer",
    "statistics": "statistician chief_statistician",
    "strategy": "policy_official",
    "library": "librarian",
    "accounts": "data_guardian administrator",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """One person whom a visitor may sign in as."""

    account_id: str
    name: str
    role: str
    organisation: str


@public_page
def demo_sign_in(request: PageRequest) -> HttpResponse:
    """List the invented people by room; a POST signs in as one of them, through every stage of the usual sign-in."""
    if settings.MANUMIT_PROFILE != "demo":
        raise NotFound("There is no such page.")
    held = Membership.objects.filter(
        in_force(request.at.date()), account__email__endswith=_DOMAIN, account__is_active=True
    ).select_related("account", "organisation")
    if request.method == "POST":
        return _sign_in(request, held)
    return render(request, "site/demo_sign_in.html", {"title": _("Sign in as …"), "groups": _groups(held)})


def _sign_in(request: PageRequest, held: Iterable[Membership]) -> HttpResponse:
    wanted = request.POST.get("account", "")
    account: Account | None = next((one.account for one in held if str(one.account_id) == wanted), None)
    if account is None:
        raise NotFound("There is no such person in the demonstration.")
    if request.user.is_authenticated and request.user.pk != account.pk:
        request.session.flush()
    response: HttpResponse = perform_login(request, account, email_verification="none", redirect_url="/")
    return response


def _groups(held: Iterable[Membership]) -> list[tuple[str, list[Stand]]]:
    labels = {manifest.room: str(manifest.label) for manifest in manifests()}
    by_role: dict[str, list[Stand]] = {}
    for one in held:
        label = ROLES[one.role].label if one.role in ROLES else one.role
        by_role.setdefault(one.role, []).append(
            Stand(str(one.account_id), one.account.name, label, one.organisation.name)
        )
    groups = [
        (labels.get(room, room), [stand for role in roles.split() for stand in _by_name(by_role.get(role, []))])
        for room, roles in _ROOMS.items()
    ]
    return [(label, stands) for label, stands in groups if stands]


def _by_name(stands: list[Stand]) -> list[Stand]:
    return sorted(stands, key=lambda stand: (stand.organisation, stand.name))
