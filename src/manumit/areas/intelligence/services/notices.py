"""Notices that something waits: no notice says what, or about whom."""

from datetime import date
from uuid import UUID

from django.urls import reverse

from manumit.areas.intelligence.selectors import RECIPIENT_ROLES
from manumit.platform.accounts.actors import accounts_with_role, in_force
from manumit.platform.accounts.models import Account, Membership
from manumit.platform.mail import notify


def tell_supervisors(*, day: date, href: str) -> None:
    """Tell every supervisor that something waits."""
    for account in accounts_with_role("intelligence_supervisor", day=day):
        notify(to=account.email, template="task", href=href)


def tell_recipients(*, organisation_id: UUID, dissemination_id: UUID, day: date) -> None:
    """Tell those who may read what was sent to their organisation that something came."""
    rows = Membership.objects.filter(
        in_force(day), organisation_id=organisation_id, role__in=RECIPIENT_ROLES, account__is_active=True
    )
    href = reverse("intelligence:dissemination", args=[dissemination_id])
    for email in rows.order_by("account__email").values_list("account__email", flat=True).distinct():
        notify(to=email, template="task", href=href)


def tell_proposer(*, user_id: str, dissemination_id: UUID) -> None:
    """Tell who proposed a dissemination that feedback came."""
    if user_id.startswith("system:"):
        return
    href = reverse("intelligence:dissemination", args=[dissemination_id])
    for email in Account.objects.filter(pk=user_id, is_active=True).values_list("email", flat=True):
        notify(to=email, template="feedback", href=href)
