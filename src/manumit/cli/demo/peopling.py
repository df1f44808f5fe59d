"""Putting the nation's organisations and staff into the accounts, through the services that an administrator uses."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password

from manumit.cli.demo.nation import Nation
from manumit.kernel.actor import Actor, system
from manumit.kernel.roles import ROLES
from manumit.platform.accounts.actors import actor_for
from manumit.platform.accounts.models import Account
from manumit.platform.accounts.services import create_account, create_organisation, grant_organisation_role, grant_role

FIRST_DAY = date(2009, 4, 1)
SOURCE = "Demonstration: designations as the strategy of 2011 and Hansard of 14 January 2010 name them"
AUTHORITIES = {"ukhtc-ca": "ukhtc", "ukba-ca": "ukba"}
TRAINED_UNTIL = date(2012, 10, 18)


@dataclass(frozen=True, slots=True)
class Staff:
    """The nation's staff as actors at one moment, by their keys (`caseworker`, `caseworker-2`, ...)."""

    accounts: dict[str, Account]
    organisations: dict[str, UUID]
    at: datetime

    def actor(self, key: str, *, at: datetime | None = None) -> Actor:
        """Return a member of staff as an actor."""
        return actor_for(self.accounts[key], at=at or self.at)


def people(nation: Nation, *, at: datetime, password: str) -> Staff:
    """Create every organisation with its dated roles and every account with its role; all share one password."""
    by = system("demo")
    organisations: dict[str, UUID] = {}
    for each in nation.organisations:
        code = each.key.removeprefix("carrier-").upper() if each.kind == "carrier" else ""
        made = create_organisation(by=by, at=at, name=each.name, kind=each.kind, nation="england", code=code)
        organisations[each.key] = made.pk
        for role, starts, ends in each.roles:
            grant_organisation_role(
                by=by,
                at=at,
                organisation_id=made.pk,
                role_key=role,
                starts=starts,
                ends=ends,
                source=SOURCE,
                scope=AUTHORITIES.get(each.key, "") if role == "competent_authority" else "",
            )
    desks = _desks(nation, organisations, by=by, at=at)
    hashed = make_password(password)
    accounts: dict[str, Account] = {}
    for member in nation.staff:
        account = create_account(by=by, at=at, email=member.email, name=member.name)
        account.password, account.trained_until = hashed, TRAINED_UNTIL
        account.save(update_fields=["password", "trained_until"])
        home = desks.get((member.organisation, member.port), organisations[member.organisation])
        grant_role(by=by, at=at, account_id=account.pk, organisation_id=home, role_key=member.role, starts=FIRST_DAY)
        accounts[member.key] = account
    return Staff(accounts, organisations, at)


def _desks(nation: Nation, organisations: dict[str, UUID], *, by: Actor, at: datetime) -> dict[tuple[str, str], UUID]:
    """Give each port its own desk, a first responder itself, so that an officer sees the hits of that port alone."""
    desks: dict[tuple[str, str], UUID] = {}
    for member in nation.staff:
        if not member.port or (member.organisation, member.port) in desks:
            continue
        name = next(each.name for each in nation.organisations if each.key == member.organisation)
        desk = create_organisation(
            by=by, at=at, name=f"{name}, {member.port}", kind="border", nation="england", ports=(member.port,)
        )
        grant_organisation_role(
            by=by, at=at, organisation_id=desk.pk, role_key="first_responder", starts=FIRST_DAY, source=SOURCE
        )
        desks[member.organisation, member.port] = desk.pk
        organisations[f"{member.organisation}-{member.port}"] = desk.pk
    return desks


def sign_in_list(nation: Nation) -> dict[str, str]:
    """Return the first account of each role: label to e-mail address."""
    found: dict[str, str] = {}
    for member in nation.staff:
        found.setdefault(ROLES[member.role].label, member.email)
    return found
