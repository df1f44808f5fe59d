"""Removal holds: opened and closed by rule, asked about by immigration, and an alarm where somebody tries to remove."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from manumit.areas.referrals.models import HoldQuestion, Referral, RemovalAlarm, RemovalHold
from manumit.areas.referrals.rules import HoldAnswer, local_day
from manumit.areas.referrals.services.common import random_code, token_of
from manumit.errors import InputError, RuleBroken
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.accounts.actors import accounts_with_role
from manumit.platform.audit.chain import record
from manumit.platform.mail import notify


def open_hold(referral: Referral, *, at: datetime, because: str) -> RemovalHold:
    """Hold the person's removal; a hold that is already open stays as it is."""
    standing = RemovalHold.objects.filter(referral=referral, closed_at=None).first()
    if standing is not None:
        return standing
    return RemovalHold.objects.create(
        referral=referral,
        reference=f"RH-{random_code(4, 4)}",
        token=referral.person.immigration_token,
        opened_at=at,
        opened_because=because,
    )


def close_holds(referral: Referral, *, at: datetime, because: str) -> None:
    """End every open hold of a referral."""
    RemovalHold.objects.filter(referral=referral, closed_at=None).update(closed_at=at, closed_because=because)


def _open_hold_of(reference: str) -> RemovalHold | None:
    live = RemovalHold.objects.filter(closed_at=None)
    token = token_of(reference)
    return live.filter(token=token).first() or live.filter(reference=reference.strip().upper()).first()


def _ask(by: Actor, at: datetime, reference: str, *, attempt: bool) -> tuple[HoldQuestion, RemovalHold | None]:
    if not reference.strip():
        raise InputError("Give the reference of the person.", field="reference")
    hold = _open_hold_of(reference)
    question = HoldQuestion.objects.create(
        reference=f"HQ-{random_code(4, 4)}",
        token=token_of(reference),
        asked_by=by.user_id,
        at=at,
        held=hold is not None,
        attempt=attempt,
    )
    return question, hold


@transaction.atomic
def removal_hold(*, by: Actor, at: datetime, reference: str) -> HoldAnswer:
    """Answer whether the removal of a person is held: yes or no, with the reference of the answer, and nothing else.

    An unknown reference is answered like that of a person who may be removed.

    Args:
        by: an immigration official or system.
        at: now.
        reference: immigration's own reference of the person, or that of a hold.
    """
    require(by, "referrals.ask_hold")
    question, hold = _ask(by, at, reference, attempt=False)
    record(by=by, at=at, action="referrals.ask_hold", record=("hold_question", question.pk))
    return HoldAnswer(hold is not None, question.reference)


def attempt_removal(*, by: Actor, at: datetime, reference: str) -> HoldAnswer:
    """Register that a removal is to be carried out; while it is held, refuse it and raise an alarm that stays.

    Raises:
        RuleBroken: removal is held; code `removal-held`.
    """
    require(by, "referrals.ask_hold")
    # its own transaction: the refusal that follows must not undo the alarm
    with transaction.atomic():
        question, hold = _ask(by, at, reference, attempt=True)
        if hold is not None:
            RemovalAlarm.objects.create(hold=hold, question=question, at=at, raised_by=by.user_id)
            for account in accounts_with_role("caseworker", day=local_day(at)):
                notify(to=account.email, template="task", href=reverse("referrals:queue"))
        record(by=by, at=at, action="referrals.attempt_removal", record=("hold_question", question.pk))
    if hold is not None:
        raise RuleBroken(
            "The removal of this person is held. Stop it now. The competent authority has been told.",
            code="removal-held",
            detail={"reference": question.reference},
        )
    return HoldAnswer(held=False, reference=question.reference)
