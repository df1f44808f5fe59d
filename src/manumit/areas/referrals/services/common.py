"""What every service of the room needs: references, tokens, the facts that guards look at, and the move itself."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from manumit.areas.referrals.models import Involvement, ReferenceCounter, Referral, StatusChange
from manumit.areas.referrals.rules import WORKFLOW, CaseContext
from manumit.errors import NotFound
from manumit.kernel import duties
from manumit.kernel.actor import Actor
from manumit.platform.accounts.models import Account
from manumit.platform.crypto.keys import keyring
from manumit.platform.mail import notify

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No letter or digit that can be taken for another on paper or by telephone."""


def random_code(*lengths: int) -> str:
    """Return random groups such as `7K4F-2`; drawn, never derived from a person."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(length)) for length in lengths)


def take_references(prefix: str, year: int, count: int = 1) -> list[str]:
    """Return the next references of a year, such as `NRM-2026-00001`, in the caller's transaction."""
    series = f"{prefix}-{year}"
    ReferenceCounter.objects.get_or_create(series=series)
    ReferenceCounter.objects.filter(series=series).update(last=F("last") + count)
    last = ReferenceCounter.objects.get(series=series).last
    return [f"{series}-{number:05d}" for number in range(last - count + 1, last + 1)]


def token_of(reference: str) -> str:
    """Return the keyed hash under which a reference of immigration is found again; empty for an empty one."""
    plain = "".join(reference.split()).casefold()
    if not plain:
        return ""
    ring = keyring("search")
    return ring.mac(f"immigration:{plain}".encode(), key_id=ring.keys[-1][0])


def involvements_of(referral: Referral) -> tuple[duties.Involvement, ...]:
    """Return the parts that anybody played in the life of the person of a referral."""
    person = referral.person
    rows = Involvement.objects.filter(person=person)
    if person.immigration_token:
        rows = rows | Involvement.objects.filter(subject_token=person.immigration_token)
    return tuple(
        duties.Involvement(row.account_id, duties.RolePlayed(row.role_played), str(person.pk), row.at) for row in rows
    )


def conflicts_of(involvements: tuple[duties.Involvement, ...]) -> tuple[duties.ConflictDeclaration, ...]:
    """Return the conflicts that were declared: of the parts played, those that bar only because they were declared."""
    return tuple(
        duties.ConflictDeclaration(fact.user_id, fact.role_played, fact.subject, fact.at)
        for fact in involvements
        if fact.role_played is duties.RolePlayed.OTHER
    )


def make_move(
    referral: Referral, move_key: str, *, by: Actor, at: datetime, context: CaseContext, reason: str = ""
) -> None:
    """Check a move, write its row and carry the state over to the referral, which the caller saves.

    Raises:
        MoveRefused: the workflow or a guard says no.
    """
    move = WORKFLOW.check(move_key, referral.state, context)
    StatusChange.objects.create(
        referral=referral,
        move=move.key,
        from_state=referral.state,
        to_state=move.target,
        at=at,
        actor_id=by.user_id,
        reason=reason,
    )
    referral.state = move.target
    referral.changed_at, referral.changed_by = at, by.user_id


def locked(referral_id: UUID) -> Referral:
    """Return the referral with its person, locked against a second writer. Raises NotFound."""
    found = Referral.objects.select_for_update(of=("self",)).select_related("person").filter(pk=referral_id).first()
    if found is None:
        raise NotFound("There is no such referral, or you may not see it.")
    return found


def forget_person(referral: Referral) -> None:
    """Empty a draft of everything that says who it is about, and store it; the row stays, because rows do."""
    person = referral.person
    person.given_names = person.surname = person.birth = person.safe_contact = ""
    person.aliases, person.nationalities, person.languages, person.dependants = [], [], [], 0
    person.sex = person.nationality = person.immigration_reference = person.immigration_token = ""
    person.save()
    referral.account = referral.place_found = referral.source = referral.local_authority_contact = referral.region = ""
    referral.found_on, referral.consent_draft, referral.exploitation = None, {}, []
    referral.version += 1
    referral.save()
    referral.signs.all().delete()


def tell(account_id: str, *, template: str, referral_id: UUID) -> None:
    """Send a notice without any content to an account, where it is one and active."""
    account = Account.objects.filter(pk__in=_uuids(account_id), is_active=True).first()
    if account is not None:
        notify(
            to=account.email, template=template, href=reverse("referrals:referral", kwargs={"referral_id": referral_id})
        )


def _uuids(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []
