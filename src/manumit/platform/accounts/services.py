"""Writes on accounts and organisations. Each checks its permission, keeps the walls and writes one audit entry."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from manumit.errors import InputError, NotFound, RuleBroken, SeparationOfDuties
from manumit.kernel.actor import Actor, system
from manumit.kernel.roles import Compartment, breached_wall, compartments_of, require_no_breach, role
from manumit.platform.access import require
from manumit.platform.accounts.actors import accounts_with_role
from manumit.platform.accounts.models import Account, ApiToken, BrokenGlass, Membership, Organisation, OrganisationRole
from manumit.platform.audit.chain import record
from manumit.platform.mail import notify

GLASS_LASTS = timedelta(minutes=60)
TOKEN_LASTS = timedelta(days=365)
_MIN_REASON = 20


@transaction.atomic
def create_organisation(
    *,
    by: Actor,
    at: datetime,
    name: str,
    kind: str,
    nation: str = "",
    region: str = "",
    code: str = "",
    ports: tuple[str, ...] = (),
) -> Organisation:
    """Add an organisation. Raises InputError when the name is taken."""
    require(by, "accounts.manage_organisation")
    if Organisation.objects.filter(name=name).exists():
        raise InputError("An organisation of this name exists already.", field="name")
    organisation = Organisation.objects.create(
        name=name, kind=kind, nation=nation, region=region, code=code, ports=list(ports)
    )
    record(by=by, at=at, action="accounts.create_organisation", record=("organisation", organisation.pk))
    return organisation


@transaction.atomic
def grant_organisation_role(
    *,
    by: Actor,
    at: datetime,
    organisation_id: UUID,
    role_key: str,
    starts: date,
    source: str,
    ends: date | None = None,
    scope: str = "",
) -> OrganisationRole:
    """Say what an organisation is from a day on, with the source of the designation."""
    require(by, "accounts.manage_organisation")
    if not source.strip():
        raise InputError("Say which law or decision designates the organisation.", field="source")
    if ends is not None and ends <= starts:
        raise InputError("The role must end after it starts.", field="ends")
    granted = OrganisationRole.objects.create(
        organisation_id=organisation_id, role=role_key, scope=scope, starts=starts, ends=ends, source=source
    )
    record(
        by=by,
        at=at,
        action="accounts.grant_organisation_role",
        record=("organisation", organisation_id),
        detail={"role": role_key},
    )
    return granted


@transaction.atomic
def create_account(*, by: Actor, at: datetime, email: str, name: str, password: str | None = None) -> Account:
    """Add an account without any role. Raises InputError when the address is taken."""
    require(by, "accounts.manage_account")
    if Account.objects.filter(email=email.casefold()).exists():
        raise InputError("There is an account with this e-mail address already.", field="email")
    account = Account.objects.create_user(email, password, name=name, created_at=at)
    record(by=by, at=at, action="accounts.create_account", record=("account", account.pk))
    return account


@transaction.atomic
def grant_role(
    *,
    by: Actor,
    at: datetime,
    account_id: UUID,
    organisation_id: UUID,
    role_key: str,
    starts: date,
    ends: date | None = None,
) -> Membership:
    """Give a person a role in an organisation.

    Raises:
        SeparationOfDuties: to oneself, or when the roles together would open both sides of a wall at any time.
        InputError: the organisation is not of a kind that has this role.
    """
    require(by, "accounts.manage_account")
    if by.user_id == str(account_id):
        raise SeparationOfDuties("You cannot give a role to yourself. Ask another administrator.", code="self-grant")
    wanted = role(role_key)
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound("There is no such organisation.")
    if organisation.kind not in wanted.organisation_kinds:
        raise InputError(f"“{wanted.label}” is not a role of this kind of organisation.", field="role")
    overlapping = Membership.objects.filter(Q(ends__isnull=True) | Q(ends__gt=starts), account_id=account_id)
    if ends is not None:
        overlapping = overlapping.filter(starts__lt=ends)
    require_no_breach([*overlapping.values_list("role", flat=True), role_key])
    membership = Membership.objects.create(
        account_id=account_id,
        organisation_id=organisation_id,
        role=role_key,
        starts=starts,
        ends=ends,
        granted_by=by.user_id,
    )
    record(by=by, at=at, action="accounts.grant_role", record=("account", account_id), detail={"role": role_key})
    return membership


@transaction.atomic
def end_role(*, by: Actor, at: datetime, membership_id: UUID, ends: date) -> None:
    """End a role on a day. Raises NotFound, or InputError when it would end before it starts."""
    require(by, "accounts.manage_account")
    membership = Membership.objects.select_for_update().filter(pk=membership_id).first()
    if membership is None:
        raise NotFound("There is no such role.")
    if ends < membership.starts:
        raise InputError("The role cannot end before it starts.", field="ends")
    membership.ends = ends
    membership.save(update_fields=["ends"])
    record(
        by=by,
        at=at,
        action="accounts.end_role",
        record=("account", membership.account_id),
        detail={"role": membership.role},
    )


@transaction.atomic
def suspend_account(*, by: Actor, at: datetime, account_id: UUID, active: bool = False) -> None:
    """Suspend an account at once (its tokens stop too), or restore it. Raises NotFound, SeparationOfDuties."""
    require(by, "accounts.manage_account")
    if by.user_id == str(account_id):
        raise SeparationOfDuties("You cannot suspend or restore yourself.", code="self-grant")
    if not Account.objects.filter(pk=account_id).update(is_active=active):
        raise NotFound("There is no such account.")
    action = "accounts.restore_account" if active else "accounts.suspend_account"
    record(by=by, at=at, action=action, record=("account", account_id))


def digest_of(token: str) -> str:
    """Return the stored form of a token. Tokens are 256 random bits, so a plain hash suffices."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_token(*, by: Actor, at: datetime, account_id: UUID, label: str) -> str:
    """Make a token for a machine and return it, the only time it can be read. Own tokens, or an administrator's act."""
    if by.user_id != str(account_id):
        require(by, "accounts.manage_account")
    token = f"mnm_{secrets.token_urlsafe(32)}"
    made = ApiToken.objects.create(
        account_id=account_id, label=label, digest=digest_of(token), created_at=at, expires_at=at + TOKEN_LASTS
    )
    record(by=by, at=at, action="accounts.issue_token", record=("token", made.pk))
    return token


@transaction.atomic
def revoke_token(*, by: Actor, at: datetime, token_id: UUID) -> None:
    """Stop a token at once. Raises NotFound for somebody else's token, unless an administrator asks."""
    token = ApiToken.objects.filter(pk=token_id, revoked_at__isnull=True).first()
    if token is None or (by.user_id != str(token.account_id) and "administrator" not in by.roles):
        raise NotFound("There is no such token.")
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    record(by=by, at=at, action="accounts.revoke_token", record=("token", token.pk))


@transaction.atomic
def break_glass(*, by: Actor, at: datetime, compartment: Compartment, reason: str) -> BrokenGlass:
    """Open a compartment that the actor's roles do not open, for `GLASS_LASTS`, and tell every data guardian.

    Raises:
        InputError: no proper reason.
        SeparationOfDuties: it would breach a wall; no emergency does.
        RuleBroken: the compartment is open to the actor already.
    """
    require(by, "accounts.break_glass")
    if len(reason.strip()) < _MIN_REASON:
        raise InputError("Say in a sentence why you must see these records now.", field="reason")
    own = compartments_of(by.roles)
    if compartment in own:
        raise RuleBroken("These records are open to you already.")
    if breached_wall(own | by.glass | {compartment}) is not None:
        raise SeparationOfDuties(
            "No emergency opens both sides of this wall. Ask a colleague on the other side.", code="wall"
        )
    glass = BrokenGlass.objects.create(
        account_id=by.user_id, compartment=compartment.value, reason=reason, starts=at, ends=at + GLASS_LASTS
    )
    record(
        by=by,
        at=at,
        action="accounts.break_glass",
        record=("broken_glass", glass.pk),
        detail={"compartment": compartment.value},
    )
    for guardian in accounts_with_role("data_guardian", day=at.date()):
        notify(to=guardian.email, template="broken_glass", href="/administration/glass/")
    return glass


@transaction.atomic
def review_glass(*, by: Actor, at: datetime, glass_id: UUID, justified: bool, note: str) -> None:
    """A data guardian's finding on an exceptional access. Raises NotFound, SeparationOfDuties for one's own."""
    require(by, "accounts.review_glass")
    glass = BrokenGlass.objects.filter(pk=glass_id).first()
    if glass is None:
        raise NotFound("There is no such access.")
    if str(glass.account_id) == by.user_id:
        raise SeparationOfDuties("You cannot review your own access.", code="self-review")
    glass.reviewed_by, glass.reviewed_at, glass.justified, glass.review_note = by.user_id, at, justified, note
    glass.save()
    record(
        by=by, at=at, action="accounts.review_glass", record=("broken_glass", glass.pk), detail={"justified": justified}
    )


@transaction.atomic
def create_first_administrator(*, at: datetime, email: str, name: str, organisation: str, password: str) -> Account:
    """Make the account from which all others come.

    Raises:
        RuleBroken: there is an administrator already; administrators make the next ones.
        InputError: the password is too weak.
    """
    if Membership.objects.filter(role="administrator").exists():
        raise RuleBroken("There is an administrator already. Ask that person to create the account.")
    by = system("command")
    try:
        validate_password(password)
    except ValidationError as error:
        raise InputError(" ".join(error.messages), field="password") from error
    home = create_organisation(by=by, at=at, name=organisation, kind="platform")
    made = create_account(by=by, at=at, email=email, name=name, password=password)
    grant_role(by=by, at=at, account_id=made.pk, organisation_id=home.pk, role_key="administrator", starts=at.date())
    return made
