"""From an account to an Actor: the roles in force on the day, and glass that is broken now."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from manumit.kernel.actor import PUBLIC, Actor
from manumit.kernel.roles import ROLES, Compartment
from manumit.platform.accounts.models import Account, BrokenGlass, Membership, OrganisationRole


def in_force(day: date) -> Q:
    """Return the condition that a dated row (half-open: `starts` to `ends`) holds on a day."""
    return Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))


def memberships_on(account_id: UUID, day: date) -> QuerySet[Membership]:
    """Return the memberships of an account that are in force, in active organisations."""
    return (
        Membership.objects.filter(in_force(day), account_id=account_id, organisation__active=True)
        .select_related("organisation")
        .order_by("organisation__name", "role")
    )


def actor_for(account: Account, *, at: datetime, organisation_id: str = "", purpose: str = "") -> Actor:
    """Return the Actor that an account is at this moment.

    Args:
        account: who signed in; a suspended account is nobody.
        at: the moment, from the edge.
        organisation_id: which of the account's organisations to act for; the first by name where not given or not held.
        purpose: why records are opened; the first role's usual purpose where not given.
    """
    if not account.is_active:
        return PUBLIC
    held = list(memberships_on(account.pk, at.date()))
    if not held:
        return Actor(user_id=str(account.pk), name=account.name)
    chosen = next((m.organisation for m in held if str(m.organisation_id) == organisation_id), held[0].organisation)
    roles = frozenset(m.role for m in held if m.organisation_id == chosen.pk)
    glass = frozenset(
        Compartment(name)
        for name in BrokenGlass.objects.filter(account=account, starts__lte=at, ends__gt=at).values_list(
            "compartment", flat=True
        )
    )
    usual = next((ROLES[key].purpose for key in sorted(roles) if key in ROLES), "")
    return Actor(
        user_id=str(account.pk),
        organisation_id=str(chosen.pk),
        roles=roles,
        purpose=purpose or usual,
        ports=frozenset(chosen.ports),
        glass=glass,
        name=account.name,
    )


def organisation_holds(organisation_id: str | UUID, role: str, *, day: date, scope: str = "") -> bool:
    """Return whether an organisation holds a role on a day; with `scope`, also where its role is limited to that scope."""
    if not organisation_id:
        return False
    rows = OrganisationRole.objects.filter(in_force(day), organisation_id=organisation_id, role=role)
    return rows.filter(Q(scope="") | Q(scope=scope)).exists()


def accounts_with_role(role: str, *, day: date) -> list[Account]:
    """Return the active accounts that hold a role on a day, for notices."""
    rows = Membership.objects.filter(in_force(day), role=role, account__is_active=True).select_related("account")
    return sorted({row.account for row in rows}, key=lambda account: str(account.pk))
