"""Casework around the decisions: consulting, suspending, withdrawing, closing, and what the calendar brings."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from manumit.areas.referrals.events import ReferralClosed
from manumit.areas.referrals.models import AccountEntry, Consultation, Referral, RemovalAlarm
from manumit.areas.referrals.rules import CHILD_BANDS, CONSULTED, PENDING_STATES, CaseContext, exit_ends, local_day
from manumit.areas.referrals.selectors import alarms_visible_to, one_referral, visible_to
from manumit.areas.referrals.services.common import locked, make_move
from manumit.areas.referrals.services.holds import close_holds
from manumit.areas.referrals.services.letters import write_notices
from manumit.areas.referrals.services.submission import keep_consent
from manumit.errors import InputError, MoveRefused, NotFound
from manumit.kernel.actor import Actor, system
from manumit.kernel.consent import ConsentDecision, ConsentEvent, ConsentPurpose, RecipientClass
from manumit.platform.access import require
from manumit.platform.accounts.actors import accounts_with_role
from manumit.platform.audit.chain import record
from manumit.platform.events.bus import publish
from manumit.platform.mail import notify

_STATE = ["state", "changed_at", "changed_by", "next_due"]


def _taken_up(by: Actor, referral_id: UUID, permission: str) -> Referral:
    one_referral(visible_to(by), referral_id)
    referral = locked(referral_id)
    require(by, permission, referral)
    return referral


def _plain(by: Actor, at: datetime) -> CaseContext:
    return CaseContext(actor_id=by.user_id, at=at, day=local_day(at))


@transaction.atomic
def add_account(*, by: Actor, at: datetime, referral_id: UUID, text: str, happened: str = "") -> UUID:
    """Add what the person told since, so that nobody has to ask for it again.

    Raises:
        InputError: nothing is told.
        MoveRefused: the referral is a draft (change the draft) or closed.
    """
    referral = _taken_up(by, referral_id, "referrals.add_account")
    if not text.strip():
        raise InputError("Write down what the person told.", field="text")
    if referral.state in ("draft", "notified", "closed"):
        raise MoveRefused("An account can be added while a sent referral is open.")
    entry = AccountEntry.objects.create(
        referral=referral, told_at=at, happened=happened.strip(), text=text.strip(), written_by=by.user_id
    )
    record(by=by, at=at, action="referrals.add_account", record=("referral", referral.pk))
    return entry.pk


@transaction.atomic
def consult(*, by: Actor, at: datetime, referral_id: UUID, kind: str, answer: str = "") -> None:
    """Note that a body was asked (once more, where it was asked before), or what it answered.

    Args:
        by: a caseworker.
        at: now.
        referral_id: the case.
        kind: one of `CONSULTED`; the local authority only for a child.
        answer: what it answered; empty where it was asked.
    """
    referral = _taken_up(by, referral_id, "referrals.consult")
    if kind not in CONSULTED or (kind == "local_authority" and referral.age_band not in CHILD_BANDS):
        raise InputError("Choose whom you asked from the list.", field="kind")
    asked, is_new = Consultation.objects.get_or_create(
        referral=referral, kind=kind, defaults={"asked_at": at, "asked_by": by.user_id}
    )
    if answer.strip():
        asked.answered_at, asked.answer = at, answer.strip()
    elif not is_new:
        asked.times_asked += 1
    asked.save()
    record(by=by, at=at, action="referrals.consult", record=("referral", referral.pk), detail={"kind": kind})


@transaction.atomic
def ask_early(*, by: Actor, at: datetime, referral_id: UUID) -> None:
    """Note that the person asked for the conclusive decision before the end of recovery."""
    referral = _taken_up(by, referral_id, "referrals.consult")
    referral.asks_early = True
    referral.save(update_fields=["asks_early"])
    record(by=by, at=at, action="referrals.ask_early", record=("referral", referral.pk))


@transaction.atomic
def suspend_referral(*, by: Actor, at: datetime, referral_id: UUID, police_reference: str) -> None:
    """Suspend the decision on somebody who is missing, once the police know, and tell everybody concerned."""
    referral = _taken_up(by, referral_id, "referrals.suspend")
    move = "suspend_rg" if referral.state == "rg_pending" else "suspend_cg"
    context = CaseContext(actor_id=by.user_id, at=at, day=local_day(at), police_reference=police_reference)
    make_move(referral, move, by=by, at=at, context=context)
    referral.police_reference, referral.next_due = police_reference.strip(), None
    referral.save(update_fields=[*_STATE, "police_reference"])
    write_notices(referral, "suspended", at=at)
    record(by=by, at=at, action="referrals.suspend_referral", record=("referral", referral.pk))


@transaction.atomic
def resume_referral(*, by: Actor, at: datetime, referral_id: UUID) -> None:
    """Take a suspended case up again, with the clocks that it had."""
    referral = _taken_up(by, referral_id, "referrals.suspend")
    move = "resume_rg" if referral.state == "rg_suspended" else "resume_cg"
    make_move(referral, move, by=by, at=at, context=_plain(by, at))
    referral.next_due = referral.rg_due if move == "resume_rg" else referral.recovery_ends
    referral.save(update_fields=_STATE)
    record(by=by, at=at, action="referrals.resume_referral", record=("referral", referral.pk))


@transaction.atomic
def withdraw_referral(*, by: Actor, at: datetime, referral_id: UUID, reasons: str) -> None:
    """Withdraw a case at the person's wish: the consent ends, and so does the hold."""
    referral = _taken_up(by, referral_id, "referrals.suspend")
    context = CaseContext(actor_id=by.user_id, at=at, day=local_day(at), reasons=reasons)
    make_move(referral, "withdraw", by=by, at=at, context=context, reason=reasons)
    referral.next_due = None
    referral.save(update_fields=_STATE)
    keep_consent(
        referral,
        ConsentEvent(
            purpose=ConsentPurpose.REFERRAL,
            recipient_class=RecipientClass.COMPETENT_AUTHORITY,
            decision=ConsentDecision.WITHDRAWN,
            at=at,
            explained_by=by.user_id,
            language="",
            evidence=f"referral:{referral.pk}",
        ),
    )
    close_holds(referral, at=at, because="withdrawn")
    write_notices(referral, "withdrawn", at=at)
    record(by=by, at=at, action="referrals.withdraw_referral", record=("referral", referral.pk))


@transaction.atomic
def close_referral(*, by: Actor, at: datetime, referral_id: UUID) -> None:
    """Close a decided case. After a negative conclusive decision that takes until support has ended; the hold ends then."""
    referral = _taken_up(by, referral_id, "referrals.suspend")
    negative = referral.state == "cg_negative" and referral.cg_on is not None
    last_day = exit_ends(referral.cg_on, referral.nation) if negative and referral.cg_on else None
    context = CaseContext(actor_id=by.user_id, at=at, day=local_day(at), exit_ends=last_day)
    make_move(referral, "close", by=by, at=at, context=context)
    referral.save(update_fields=_STATE)
    if negative:
        close_holds(referral, at=at, because="cg_negative")
    record(by=by, at=at, action="referrals.close_referral", record=("referral", referral.pk))
    publish(ReferralClosed(referral_id=str(referral.pk)), by=by, at=at)


@transaction.atomic
def deal_with_alarm(*, by: Actor, at: datetime, alarm_id: UUID) -> None:
    """Note that an attempted removal was stopped and dealt with. Raises NotFound."""
    require(by, "referrals.suspend")
    alarm: RemovalAlarm | None = alarms_visible_to(by).filter(pk=alarm_id).first()
    if alarm is None:
        raise NotFound("There is no such alarm, or you may not see it.")
    alarm.dealt_with_at, alarm.dealt_with_by = at, by.user_id
    alarm.save(update_fields=["dealt_with_at", "dealt_with_by"])
    record(by=by, at=at, action="referrals.deal_with_alarm", record=("removal_alarm", alarm.pk))


def end_recoveries(at: datetime) -> int:
    """Move every case whose recovery period is over to the conclusive decision; returns how many."""
    by = system("clocks")
    over = Referral.objects.filter(state="recovery", recovery_ends__lte=local_day(at)).values_list("pk", flat=True)
    moved = 0
    for referral_id in list(over):
        moved += _end_recovery(by, at, referral_id)
    return moved


@transaction.atomic
def tell_of_clocks(at: datetime) -> int:
    """Tell caseworkers once of every date that is near or past; returns of how many cases."""
    limit = local_day(at) + timedelta(days=1)
    near = Referral.objects.filter(state__in=PENDING_STATES, next_due__lte=limit)
    told = near.exclude(warned_for=F("next_due")).update(warned_for=F("next_due"))
    if told:
        for account in accounts_with_role("caseworker", day=local_day(at)):
            notify(to=account.email, template="clock", href=reverse("referrals:queue"))
        record(by=system("clocks"), at=at, action="referrals.tell_of_clocks", detail={"cases": told})
    return told


@transaction.atomic
def _end_recovery(by: Actor, at: datetime, referral_id: UUID) -> int:
    referral = locked(referral_id)
    if referral.state != "recovery":
        return 0
    context = CaseContext(actor_id=by.user_id, at=at, day=local_day(at), recovery_ends=referral.recovery_ends)
    make_move(referral, "end_recovery", by=by, at=at, context=context)
    referral.save(update_fields=_STATE)
    record(by=by, at=at, action="referrals.end_recovery", record=("referral", referral.pk))
    return 1
