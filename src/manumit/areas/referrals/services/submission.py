"""Sending a referral, or notifying without identity where an adult does not agree."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.referrals.events import ReferralSubmitted
from manumit.areas.referrals.models import AccountEntry, ConsentRecord, Notification, Referral
from manumit.areas.referrals.rules import (
    CHILD_BANDS,
    HOLD_OPENS_AT,
    CaseContext,
    SubmittedReferral,
    allocate_authority,
    local_day,
    policy_on,
    rg_due,
)
from manumit.areas.referrals.rules.law import DUTY_TO_NOTIFY
from manumit.areas.referrals.selectors import one_referral, visible_to
from manumit.areas.referrals.services.common import forget_person, locked, make_move, take_references
from manumit.areas.referrals.services.holds import open_hold
from manumit.errors import InputError
from manumit.kernel.actor import Actor
from manumit.kernel.consent import ConsentDecision, ConsentEvent, ConsentPurpose, RecipientClass, standing
from manumit.platform.access import require
from manumit.platform.accounts.actors import organisation_holds
from manumit.platform.accounts.models import Account
from manumit.platform.audit.chain import record
from manumit.platform.events.bus import publish
from manumit.platform.search.index import index

_WHERE_ASKED = {"language": "language_explained", "explained_by": "explained_by"}


@transaction.atomic
def submit_referral(*, by: Actor, at: datetime, referral_id: UUID, consent: bool | None) -> SubmittedReferral:
    """Send a draft to the competent authority; an adult who does not agree becomes a notification without identity.

    Args:
        by: of the organisation that refers.
        at: now; the day decides which rules hold.
        referral_id: the draft.
        consent: what an adult said, after it was explained; not looked at for a child or where the age is not certain.

    Raises:
        MoveRefused: a guard says no: designation, training, consent, or the local authority of a child.
        InputError: consent was given, but not recorded in which language it was explained.
        PolicyGap: no rule is in force on the day.
    """
    one_referral(visible_to(by), referral_id)
    referral = locked(referral_id)
    require(by, "referrals.refer", referral)
    adult = referral.age_band not in CHILD_BANDS
    if adult and consent is False:
        return _notify(referral, by=by, at=at)
    consent_live = _record_consent(referral, by=by, at=at) if adult and consent else False
    day = local_day(at)
    make_move(referral, "submit", by=by, at=at, context=_context(referral, by=by, at=at, consent_live=consent_live))
    _receive(referral, at=at, day=day)
    referral.version += 1
    referral.save()
    if referral.account.strip():
        AccountEntry.objects.create(referral=referral, told_at=at, text=referral.account, written_by=by.user_id)
    if HOLD_OPENS_AT.on(day) == "referral":
        open_hold(referral, at=at, because="referral")
    _index(referral)
    record(by=by, at=at, action="referrals.submit_referral", record=("referral", referral.pk))
    publish(ReferralSubmitted(referral_id=str(referral.pk)), by=by, at=at)
    return SubmittedReferral(referral.pk, referral.reference or "", referral.person.pseudonym)


def _context(referral: Referral, *, by: Actor, at: datetime, consent_live: bool = False) -> CaseContext:
    day = local_day(at)
    scope = "child" if referral.age_band in CHILD_BANDS else "adult"
    return CaseContext(
        actor_id=by.user_id,
        at=at,
        day=day,
        age_band=referral.age_band,
        responder_designated=organisation_holds(
            referral.organisation_id or "", "first_responder", day=day, scope=scope
        ),
        responder_trained=_trained(by, day),
        consent_live=consent_live,
        local_authority_told=bool(referral.local_authority_contact.strip()),
    )


def _trained(by: Actor, day: date) -> bool:
    """Return False only where training is known to have run out: whether others were trained is not recorded yet."""
    if by.is_system:
        return True
    until = Account.objects.filter(pk=by.user_id).values_list("trained_until", flat=True).first()
    return until is None or until >= day


def _receive(referral: Referral, *, at: datetime, day: date) -> None:
    referral.reference = take_references("NRM", day.year)[0]
    referral.received_at, referral.referred_on = at, day
    referral.authority = allocate_authority(
        day,
        nationalities=tuple(referral.person.nationalities),
        immigration_issue=referral.immigration_issue,
        enforcement_case=referral.enforcement_case,
    )
    due = rg_due(at, referral.nation)
    referral.rg_due = referral.next_due = due.day
    referral.policy = policy_on(day, authority=referral.authority).frozen() | {"rg_due_provisional": due.provisional}


def _record_consent(referral: Referral, *, by: Actor, at: datetime) -> bool:
    asked = referral.consent_draft
    try:
        event = ConsentEvent(
            purpose=ConsentPurpose.REFERRAL,
            recipient_class=RecipientClass.COMPETENT_AUTHORITY,
            decision=ConsentDecision.GIVEN,
            at=at,
            explained_by=str(asked.get("explained_by", "")).strip() or by.user_id,
            language=str(asked.get("language", "")),
            interpreter=str(asked.get("interpreter", "")),
            evidence=f"referral:{referral.pk}",
        )
    except InputError as error:
        raise InputError(error.message, field=_WHERE_ASKED.get(error.field or "", error.field)) from error
    keep_consent(referral, event)
    return standing([event], event.purpose, event.recipient_class, at).is_live


def keep_consent(referral: Referral, event: ConsentEvent) -> None:
    """Store one answer of the person."""
    ConsentRecord.objects.create(
        person=referral.person,
        purpose=event.purpose.value,
        recipient_class=event.recipient_class.value,
        decision=event.decision.value,
        at=event.at,
        language=event.language,
        explained_by=event.explained_by,
        interpreter=event.interpreter,
        evidence=event.evidence,
    )


def _notify(referral: Referral, *, by: Actor, at: datetime) -> SubmittedReferral:
    """Keep what may be kept without identity, and empty the draft of everything that says who it was."""
    day = local_day(at)
    make_move(referral, "notify", by=by, at=at, context=_context(referral, by=by, at=at))
    notification = Notification.objects.create(
        reference=take_references("DTN", day.year)[0],
        organisation=referral.organisation,
        sector=referral.sector,
        on=day,
        sex=referral.person.sex,
        nationality=referral.person.nationality,
        exploitation=referral.exploitation,
        region=referral.region,
        under_duty=DUTY_TO_NOTIFY.on(day),
    )
    forget_person(referral)
    # the record names the notification alone: an entry with both would join a person's draft to it for ever
    record(by=by, at=at, action="referrals.notify_without_identity", record=("notification", notification.pk))
    return SubmittedReferral(referral.pk, notification.reference, "", notification.pk)


def _index(referral: Referral) -> None:
    person = referral.person
    names = " ".join((person.given_names, person.surname, *person.aliases))
    index(kind="referral", record_id=referral.pk, title=f"{referral.reference} {person.pseudonym}", text=names)
