"""Builders that tests share: organisations, accounts, actors and signed-in clients."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.test import Client
from django.utils import timezone

from manumit.kernel.actor import Actor, system
from manumit.kernel.roles import ROLES
from manumit.platform.accounts.actors import actor_for
from manumit.platform.accounts.models import Account, Membership, Organisation, OrganisationRole

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
LONG_AGO = date(2009, 4, 1)
SYSTEM = system("test")


@dataclass
class People:
    """Makes organisations and people on demand; the same words give the same ones again."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def organisation(self, kind: str, name: str = "", *, roles: tuple[str, ...] = (), **fields: object) -> Organisation:
        name = name or f"The {kind}"
        if name not in self.organisations:
            made = Organisation.objects.create(name=name, kind=kind, **fields)
            for role in roles:
                OrganisationRole.objects.create(organisation=made, role=role, starts=LONG_AGO, source="test")
            self.organisations[name] = made
        return self.organisations[name]

    def account(self, role: str, name: str = "", *, organisation: Organisation | None = None) -> Account:
        name = name or f"a {role}"
        if name not in self.accounts:
            kind = min(ROLES[role].organisation_kinds)
            home = organisation or self.organisation(kind)
            made = Account.objects.create_user(
                f"{name.replace(' ', '.')}@example.org", "a long enough password", name=name, created_at=AT
            )
            Membership.objects.create(account=made, organisation=home, role=role, starts=LONG_AGO, granted_by="test")
            self.accounts[name] = made
        return self.accounts[name]

    def actor(self, role: str, name: str = "", *, organisation: Organisation | None = None, at: datetime = AT) -> Actor:
        return actor_for(self.account(role, name, organisation=organisation), at=at)

    def client(self, role: str, name: str = "", *, organisation: Organisation | None = None) -> Client:
        """Return a signed-in browser. Pages read the real clock; rules with dates should be given ones that hold today."""
        client = Client()
        client.force_login(
            self.account(role, name, organisation=organisation),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        return client


def today() -> date:
    """Return the real day, for tests that go through pages."""
    return timezone.now().date()
