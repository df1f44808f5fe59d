"""Declaring a part that somebody played in the life of a person: it bars them from deciding on that person for good."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.referrals.models import Involvement
from manumit.areas.referrals.rules import ROLES_PLAYED
from manumit.areas.referrals.selectors import one_referral, open_to_decide
from manumit.areas.referrals.services.common import token_of
from manumit.errors import AccessRefused, InputError
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record


@transaction.atomic
def declare_involvement(
    *, by: Actor, at: datetime, account_id: UUID | str, referral_id: UUID, role_played: str
) -> UUID:
    """Note that an account played a part: asylum, immigration, family or other.

    Args:
        by: the account itself, or a colleague who opens identification records.
        at: now.
        account_id: who played it.
        referral_id: a referral of the person.
        role_played: one of `ROLES_PLAYED`.
    """
    require(by, "referrals.declare_involvement")
    _known(role_played)
    referral = one_referral(open_to_decide(by), referral_id)
    declared = Involvement.objects.create(
        person_id=referral.person_id, account_id=str(account_id), role_played=role_played, at=at, declared_by=by.user_id
    )
    record(by=by, at=at, action="referrals.declare_involvement", record=("involvement", declared.pk))
    return declared.pk


@transaction.atomic
def declare_by_reference(*, by: Actor, at: datetime, reference: str, role_played: str) -> UUID:
    """Note one's own part by immigration's reference of the person, known here or not: the answer is the same.

    Who declares so opens no record; the declaration meets the person when a referral carries the same reference.
    """
    require(by, "referrals.declare_involvement")
    if by.is_system:
        raise AccessRefused("Only a person can declare a part that was played.")
    _known(role_played)
    token = token_of(reference)
    if not token:
        raise InputError("Give the reference under which immigration knows the person.", field="reference")
    declared = Involvement.objects.create(
        subject_token=token, account_id=by.user_id, role_played=role_played, at=at, declared_by=by.user_id
    )
    record(by=by, at=at, action="referrals.declare_involvement", record=("involvement", declared.pk))
    return declared.pk


def _known(role_played: str) -> None:
    if role_played not in ROLES_PLAYED:
        raise InputError("Choose the part from the list.", field="role_played")
