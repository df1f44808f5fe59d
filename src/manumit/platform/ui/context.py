"""What every page is given by the kit: navigation, account, banners."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.kernel.actor import PUBLIC, Actor
from manumit.kernel.roles import ROLES
from manumit.platform.access import can
from manumit.platform.accounts.models import Organisation
from manumit.platform.ui.components import Account, NavItem
from manumit.platform.ui.nav import navigation


def page_context(request: HttpRequest) -> dict[str, object]:
    """Return the context variables that `manumit/layout.html` expects."""
    actor: Actor = getattr(request, "actor", PUBLIC)
    context: dict[str, object] = {
        "actor": actor,
        "at": getattr(request, "at", None),
        "demo": settings.MANUMIT_PROFILE == "demo",
        "emergency_number": settings.MANUMIT_EMERGENCY_NUMBER,
        "quick_exit_url": settings.MANUMIT_QUICK_EXIT_URL,
        "messages": get_messages(request),
        "sign_in_url": settings.LOGIN_URL,
        "nav": [],
        "account": None,
        "glass": sorted(compartment.value for compartment in actor.glass),
    }
    if not actor.is_public:
        context["nav"] = navigation(actor, request.path)
        context["account"] = _account(actor)
    return context


def _own_links(actor: Actor) -> Iterator[NavItem]:
    if can(actor, "accounts.use"):
        yield NavItem(_("Organisation and purpose"), reverse("accounts:purpose"))
        yield NavItem(_("Tokens for machines"), reverse("accounts:tokens"))
    yield NavItem(_("Second factor"), reverse("mfa_index"))
    if can(actor, "accounts.break_glass"):
        yield NavItem(_("Break the glass"), reverse("accounts:break_glass"))


def _account(actor: Actor) -> Account:
    organisation = Organisation.objects.filter(pk=actor.organisation_id).first() if actor.organisation_id else None
    roles = ", ".join(ROLES[key].label for key in sorted(actor.roles) if key in ROLES)
    return Account(
        name=actor.name,
        organisation=organisation.name if organisation else "",
        role=roles,
        sessions_url=reverse("usersessions_list"),
        sign_out_url=reverse("account_logout"),
        links=tuple(_own_links(actor)),
    )
