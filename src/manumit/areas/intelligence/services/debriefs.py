"""De-briefs: begun by a person, answered in any order, paused and stopped at the person's wish, asked once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from manumit.areas.intelligence import rules
from manumit.areas.intelligence.models import Claim, Debrief, DebriefConsent
from manumit.areas.intelligence.selectors import current_claims, visible_debriefs
from manumit.areas.intelligence.services.finding import found
from manumit.areas.intelligence.services.notices import tell_supervisors
from manumit.errors import Duplicate, InputError
from manumit.kernel.actor import Actor
from manumit.kernel.consent import ConsentDecision, ConsentEvent, ConsentPurpose, RecipientClass
from manumit.platform.access import require
from manumit.platform.accounts.models import Account
from manumit.platform.audit.chain import record
from manumit.platform.thread.links import Ref, link

_PSEUDONYM = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{2,59}")
"""No spaces: a name in full does not pass for a pseudonym."""
KINDS = ("victim", "trafficker")
LEGAL_STATUSES = {
    "intelligence": "A conversation for intelligence, not for evidence",
    "evidence": "A recorded interview for evidence",
    "caution": "An interview under caution",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to write.

    Args:
        question: key of the question.
        status: `answered`, `unknown`, `declined` or `not_asked`.
        text: the answer, in the person's words as far as possible; only with `answered`.
        confidence: how far the interviewer relies on it: low, moderate or high.
        reason: why a question is put again that was answered or declined before.
    """

    question: str
    status: str
    text: str = ""
    confidence: str = "moderate"
    reason: str = ""


def _trained(by: Actor, day: date) -> bool:
    if by.is_system or not by.user_id:
        return False
    until = Account.objects.filter(pk=by.user_id).values_list("trained_until", flat=True).first()
    return until is not None and until >= day


@transaction.atomic
def start_debrief(
    *,
    by: Actor,
    at: datetime,
    subject_pseudonym: str,
    kind: str,
    earlier: Ref | None = None,
    language: str = "en",
    interpreter: str = "",
    legal_status: str = "intelligence",
    welfare_checked: bool = False,
    welfare_note: str = "",
) -> UUID:
    """Begin a de-brief of a person known by a pseudonym.

    Args:
        by: the interviewer; whether trained is taken from the account.
        at: aware instant.
        subject_pseudonym: never a name; the identity stays with the room that holds it.
        kind: `victim` or `trafficker`.
        earlier: the record that led here, such as a referral.
        language: language spoken (BCP 47 tag).
        interpreter: reference of the interpreter; empty where none was needed.
        legal_status: key of `LEGAL_STATUSES`; keeps evidence apart from intelligence.
        welfare_checked: whether it was asked how the person is before the conversation.
        welfare_note: what was found.

    Raises:
        InputError: an unknown kind or status, or a pseudonym that is none.
        Duplicate: a de-brief of this person is open; `detail` has its identifier.
    """
    require(by, "intelligence.debrief")
    pseudonym = subject_pseudonym.strip()
    _check_start(pseudonym, kind, legal_status)
    going = Debrief.objects.filter(subject_pseudonym=pseudonym, state__in=("open", "paused")).first()
    if going is not None:
        raise Duplicate(
            "A de-brief of this person is already open. Go on with that one.", detail={"debrief_id": str(going.pk)}
        )
    debrief = Debrief.objects.create(
        subject_pseudonym=pseudonym,
        kind=kind,
        legal_status=legal_status,
        organisation_id=by.organisation_id or None,
        interviewer_id=by.user_id,
        interviewer_trained=_trained(by, at.date()),
        language=language.strip() or "en",
        interpreter=interpreter.strip(),
        welfare_checked=welfare_checked,
        welfare_note=welfare_note.strip(),
        started_at=at,
    )
    if earlier is not None:
        link(earlier=earlier, later=Ref("debrief", debrief.pk), relation="led to", at=at)
    record(by=by, at=at, action="intelligence.start_debrief", record=("debrief", debrief.pk), detail={"kind": kind})
    return debrief.pk


def _check_start(pseudonym: str, kind: str, legal_status: str) -> None:
    if kind not in KINDS:
        raise InputError("Say whether the person may be a victim or is suspected of trafficking.", field="kind")
    if legal_status not in LEGAL_STATUSES:
        raise InputError("Say what kind of conversation this is.", field="legal_status")
    if not _PSEUDONYM.fullmatch(pseudonym):
        raise InputError(
            "Give the pseudonym of the person: 3 to 60 letters, digits and hyphens.", field="subject_pseudonym"
        )


@transaction.atomic
def record_answers(
    *, by: Actor, at: datetime, debrief_id: UUID, answers: Sequence[Answer], expected: int | None = None
) -> int:
    """Write answers to an open de-brief, all or none; what stands already as it is sent is left out.

    Where somebody is said to be in danger now, every supervisor is told at once.

    Args:
        by: who asks.
        at: aware instant.
        debrief_id: of an open de-brief.
        answers: in any order.
        expected: the version of the de-brief that was read, where a page was open for a while.

    Returns:
        How many claims were written.

    Raises:
        InputError: an answer is malformed.
        RuleBroken: a closed question is put again without a reason; code `asked-once`.
        Conflict: somebody else answered meanwhile.
        MoveRefused: the de-brief is paused, finished or stopped.
    """
    require(by, "intelligence.debrief")
    debrief = found(visible_debriefs(by), debrief_id)
    rules.DEBRIEF_WORKFLOW.check("answer", debrief.state, rules.DebriefFacts(asked=0))
    written = _claims(debrief, answers, by, at)
    debrief.save_version(expected=expected, update_fields=[])
    Claim.objects.bulk_create(written)
    if any(claim.question == rules.DANGER and claim.status == "answered" for claim in written):
        tell_supervisors(day=at.date(), href=reverse("intelligence:debrief", args=[debrief.pk]))
    record(
        by=by,
        at=at,
        action="intelligence.record_answers",
        record=("debrief", debrief.pk),
        detail={"questions": [claim.question for claim in written]},
    )
    return len(written)


def _claims(debrief: Debrief, answers: Sequence[Answer], by: Actor, at: datetime) -> list[Claim]:
    """Make a claim of each answer that says something new. Raises InputError, RuleBroken."""
    standing = current_claims(debrief.subject_pseudonym)
    ledger = [rules.EarlierAnswer(key, claim.status, str(claim.debrief_id)) for key, claim in standing.items()]
    number = debrief.claims.count()
    made = []
    for each in answers:
        rules.check_answer(each.question, status=each.status, text=each.text, confidence=each.confidence)
        if _says_the_same(standing.get(each.question), each):
            continue
        rules.require_reason_to_ask_again(each.question, ledger, each.reason)
        number += 1
        claim = Claim(
            debrief=debrief,
            number=number,
            question=each.question,
            status=each.status,
            text=each.text.strip(),
            confidence=each.confidence,
            asked_again_because=each.reason.strip(),
            by_user=by.user_id,
            at=at,
        )
        made.append(claim)
    return made


def _says_the_same(stands: Claim | None, sent: Answer) -> bool:
    if stands is None:
        return sent.status == "not_asked"
    return (stands.status, stands.text, stands.confidence) == (sent.status, sent.text.strip(), sent.confidence)


def answer(
    *,
    by: Actor,
    at: datetime,
    debrief_id: UUID,
    question: str,
    status: str,
    text: str = "",
    confidence: str = "moderate",
    reason: str = "",
) -> int:
    """Write one answer; see `record_answers`."""
    one = Answer(question, status, text, confidence, reason)
    return record_answers(by=by, at=at, debrief_id=debrief_id, answers=(one,))


def _move(*, by: Actor, at: datetime, debrief_id: UUID, move: str) -> Debrief:
    require(by, "intelligence.debrief")
    debrief = found(visible_debriefs(by), debrief_id)
    asked = debrief.claims.exclude(status="not_asked").values("question").distinct().count()
    made = rules.DEBRIEF_WORKFLOW.check(move, debrief.state, rules.DebriefFacts(asked=asked))
    debrief.state = made.target
    if rules.DEBRIEF_WORKFLOW.states[made.target].final:
        debrief.ended_at = at
    debrief.save_version(update_fields=["state", "ended_at"])
    return debrief


@transaction.atomic
def pause_debrief(*, by: Actor, at: datetime, debrief_id: UUID) -> None:
    """Pause: a break, or another day."""
    _move(by=by, at=at, debrief_id=debrief_id, move="pause")
    record(by=by, at=at, action="intelligence.pause_debrief", record=("debrief", debrief_id))


@transaction.atomic
def resume_debrief(*, by: Actor, at: datetime, debrief_id: UUID) -> None:
    """Go on after a pause."""
    _move(by=by, at=at, debrief_id=debrief_id, move="resume")
    record(by=by, at=at, action="intelligence.resume_debrief", record=("debrief", debrief_id))


@transaction.atomic
def finish_debrief(*, by: Actor, at: datetime, debrief_id: UUID) -> None:
    """Finish. Raises MoveRefused where nothing was asked."""
    _move(by=by, at=at, debrief_id=debrief_id, move="finish")
    record(by=by, at=at, action="intelligence.finish_debrief", record=("debrief", debrief_id))


@transaction.atomic
def stop_debrief(*, by: Actor, at: datetime, debrief_id: UUID) -> None:
    """Stop for good, because the person wishes so; no reason is asked of the person."""
    _move(by=by, at=at, debrief_id=debrief_id, move="stop")
    record(by=by, at=at, action="intelligence.stop_debrief", record=("debrief", debrief_id))


@transaction.atomic
def check_welfare(*, by: Actor, at: datetime, debrief_id: UUID, note: str, expected: int | None = None) -> None:
    """Note how the person is, before or during the conversation. Raises InputError without a note."""
    require(by, "intelligence.debrief")
    debrief = found(visible_debriefs(by), debrief_id)
    if not note.strip():
        raise InputError("Write how the person is and what was done.", field="note")
    debrief.welfare_checked, debrief.welfare_note = True, note.strip()
    debrief.save_version(expected=expected, update_fields=["welfare_checked", "welfare_note"])
    record(by=by, at=at, action="intelligence.check_welfare", record=("debrief", debrief.pk))


@transaction.atomic
def record_consent(
    *,
    by: Actor,
    at: datetime,
    debrief_id: UUID,
    recipient_class: str,
    decision: str,
    language: str,
    evidence: str,
    interpreter: str = "",
) -> None:
    """Note what the person said to sharing with one kind of recipient: given, refused or withdrawn.

    Raises:
        InputError: an unknown kind of recipient or decision, or consent without language or evidence.
    """
    require(by, "intelligence.debrief")
    debrief = found(visible_debriefs(by), debrief_id)
    try:
        asked, said = RecipientClass(recipient_class), ConsentDecision(decision)
    except ValueError as error:
        raise InputError("Choose who would receive it, and what the person said.", field="recipient_class") from error
    event = ConsentEvent(
        purpose=ConsentPurpose.INTELLIGENCE,
        recipient_class=asked,
        decision=said,
        at=at,
        explained_by=by.user_id,
        language=language,
        evidence=evidence,
        interpreter=interpreter,
    )
    DebriefConsent.objects.create(
        debrief=debrief,
        recipient_class=event.recipient_class.value,
        decision=event.decision.value,
        language=event.language,
        interpreter=event.interpreter,
        explained_by=event.explained_by,
        evidence=event.evidence,
        at=at,
    )
    record(
        by=by,
        at=at,
        action="intelligence.record_consent",
        record=("debrief", debrief.pk),
        detail={"asked": asked.value},
    )
