"""States and moves of a referral, and the guards of each move: pure functions over a frozen context.

The states follow section 6.1 of the reference on referrals; the guards are its G1 to G4, G6, G7 and G11.
"""

from dataclasses import dataclass
from datetime import date, datetime

from manumit.areas.referrals.rules.words import CHILD_BANDS
from manumit.kernel.duties import ConflictDeclaration, Involvement, reasons_not_independent
from manumit.kernel.workflow import Guard, Move, State, Workflow


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContext:
    """What the guards look at. A service fills what its move needs; what is left out counts as not done.

    Args:
        actor_id: who makes the move.
        at: when.
        day: the London day of `at`.
        age_band: of the person.
        responder_designated: whether the referrer's organisation is a first responder for such a person on the day.
        responder_trained: whether the referrer's training is not known to have run out.
        consent_live: whether the person's informed consent stands.
        local_authority_told: whether a contact at the local authority is recorded.
        author_id: who proposed the decision in hand.
        earlier_reviewers: who has already given an opinion on it.
        of_authority: whether the actor's organisation is the authority to which the case is allocated.
        standard: the standard of proof that is quoted.
        reasons: the reasons given.
        evidence: the evidence cited.
        involvements: parts that anybody played in the life of the person.
        conflicts: conflicts of interest that anybody declared about the person.
        outcome: of the decision in hand.
        recovery_ends: first day after the recovery period.
        person_asks: whether the person asked for the decision before that day.
        consulted: kinds of bodies that were asked.
        unanswered: kinds that have neither answered nor been asked twice.
        police_reference: reference of the report of a missing person.
        exit_ends: last day of support after a negative conclusive decision.
        hold_open: whether removal is held.
    """

    actor_id: str
    at: datetime
    day: date
    age_band: str = ""
    responder_designated: bool = False
    responder_trained: bool = True
    consent_live: bool = False
    local_authority_told: bool = False
    author_id: str = ""
    earlier_reviewers: tuple[str, ...] = ()
    of_authority: bool = False
    standard: str = ""
    reasons: str = ""
    evidence: tuple[str, ...] = ()
    involvements: tuple[Involvement, ...] = ()
    conflicts: tuple[ConflictDeclaration, ...] = ()
    outcome: str = ""
    recovery_ends: date | None = None
    person_asks: bool = False
    consulted: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()
    police_reference: str = ""
    exit_ends: date | None = None
    hold_open: bool = False


def _designated(case: CaseContext) -> str | None:
    if case.responder_designated:
        return None
    return "Your organisation is not a first responder for this person on this day. Refer through one that is."


def _trained(case: CaseContext) -> str | None:
    return (
        None
        if case.responder_trained
        else "Your training as a first responder has run out. Ask a trained colleague to send it."
    )


def _adult_agrees(case: CaseContext) -> str | None:
    if case.age_band in CHILD_BANDS or case.consent_live:
        return None
    return "An adult is referred only with informed consent: record in which language it was explained, by whom, and the answer."


def _child_is_safe(case: CaseContext) -> str | None:
    if case.age_band not in CHILD_BANDS or case.local_authority_told:
        return None
    return "Contact the local authority to safeguard the child first, and record whom you spoke to."


def _adult(case: CaseContext) -> str | None:
    return "A child is referred and never only notified." if case.age_band in CHILD_BANDS else None


def _of_authority(case: CaseContext) -> str | None:
    return None if case.of_authority else "Another competent authority decides this case by the rule of its day."


def _author_is_free(case: CaseContext) -> str | None:
    reasons = reasons_not_independent(
        case.actor_id, author_id="", involvements=case.involvements, conflicts=case.conflicts, at=case.at
    )
    return "You have a conflict about this person. Somebody else must decide." if reasons else None


def _standard_quoted(case: CaseContext) -> str | None:
    return None if case.standard.strip() else "Quote the standard of proof that was in force."


def _reasons_given(case: CaseContext) -> str | None:
    return None if case.reasons.strip() else "Give the reasons."


def _evidence_cited(case: CaseContext) -> str | None:
    return None if any(item.strip() for item in case.evidence) else "Cite the evidence that the decision rests on."


def _independent(case: CaseContext) -> str | None:
    reasons = reasons_not_independent(
        case.actor_id, author_id=case.author_id, involvements=case.involvements, conflicts=case.conflicts, at=case.at
    )
    return " ".join((*reasons, "Somebody else must review it.")) if reasons else None


def _third_person(case: CaseContext) -> str | None:
    if case.actor_id not in case.earlier_reviewers:
        return None
    return "You have already given your opinion. A third person must decide."


def _recovery_over(case: CaseContext) -> str | None:
    if case.recovery_ends is None or case.day >= case.recovery_ends:
        return None
    if case.outcome == "positive" and case.person_asks:
        return None
    return "The recovery period is not over. Only a positive decision that the person asked for may come earlier."


def required_consultations(age_band: str) -> frozenset[str]:
    """Return who must be asked before a negative conclusive decision."""
    asked = {"support_provider", "police", "first_responder"}
    return frozenset(asked | {"local_authority"} if age_band in CHILD_BANDS else asked)


def _consulted(case: CaseContext) -> str | None:
    if case.outcome != "negative":
        return None
    missing = (required_consultations(case.age_band) - case.consulted) | case.unanswered
    if not missing:
        return None
    named = ", ".join(sorted(missing)).replace("_", " ")
    return f"Before a negative decision ask, and ask again where nobody answers: {named}."


def _missing_reported(case: CaseContext) -> str | None:
    if case.police_reference.strip():
        return None
    return "Report the missing person to the police and record their reference first."


def _exit_over(case: CaseContext) -> str | None:
    if case.exit_ends is None or case.day > case.exit_ends:
        return None
    return "Support after the negative decision is not over; until then removal stays held."


DESIGNATED = Guard("G1-designated", "The organisation is a first responder for such a person on the day", _designated)
TRAINED = Guard("G1-trained", "The referrer's training has not run out", _trained)
CONSENT = Guard("G1-consent", "An adult's informed consent is live", _adult_agrees)
SAFEGUARDED = Guard("G1-child", "The local authority safeguards the child", _child_is_safe)
ADULT = Guard("G1-adult", "Only an adult is notified without identity", _adult)
AUTHORITY = Guard("G2", "The author decides for the authority to which the case is allocated", _of_authority)
FREE = Guard("G3-conflict", "The author has no conflict about the person", _author_is_free)
STANDARD = Guard("G3-standard", "The standard of proof in force is quoted", _standard_quoted)
REASONS = Guard("G3-reasons", "Reasons are given", _reasons_given)
EVIDENCE = Guard("G3-evidence", "Evidence is cited", _evidence_cited)
INDEPENDENT = Guard(
    "G4", "The reviewer is independent of the author and of every asylum or immigration decision", _independent
)
THIRD = Guard("G4-third", "Nobody gives two opinions on one decision", _third_person)
CONSULTED = Guard("G5", "Before a negative conclusive decision everybody concerned was asked", _consulted)
RECOVERY = Guard("G6", "Recovery is over, or the person asked for a positive decision", _recovery_over)
EXIT = Guard("G7", "After a negative decision removal stays held until support has ended", _exit_over)
MISSING = Guard("G11", "The police know that the person is missing", _missing_reported)

STATES: tuple[State, ...] = (
    State("draft", "Draft"),
    State("notified", "Notified without identity", final=True),
    State("expired", "Draft that was never sent, emptied", final=True),
    State("rg_pending", "Waiting for a reasonable-grounds decision"),
    State("rg_proposed", "Reasonable grounds: waiting for the second decision-maker"),
    State("rg_review", "Reasonable grounds: waiting for a third decision-maker"),
    State("rg_suspended", "Suspended before reasonable grounds"),
    State("rg_negative", "Reasonable grounds: negative"),
    State("recovery", "Recovery period"),
    State("cg_pending", "Waiting for a conclusive decision"),
    State("cg_proposed", "Conclusive grounds: waiting for the second decision-maker"),
    State("cg_review", "Conclusive grounds: waiting for a third decision-maker"),
    State("cg_suspended", "Suspended before conclusive grounds"),
    State("cg_positive", "Conclusive grounds: positive"),
    State("cg_negative", "Conclusive grounds: negative"),
    State("withdrawn", "Withdrawn"),
    State("closed", "Closed", final=True),
)

_PROPOSING = (AUTHORITY, FREE, STANDARD, REASONS, EVIDENCE)
_REVIEWING = (INDEPENDENT, THIRD)
_PROPOSE, _REVIEW = "referrals.propose_decision", "referrals.review_decision"


def _stage_moves(
    stage: str,
    name: str,
    pending: tuple[str, ...],
    positive: str,
    follows: tuple[str, ...],
    extra: tuple[Guard[CaseContext], ...],
) -> tuple[Move[CaseContext], ...]:
    proposed, review, back = f"{stage}_proposed", f"{stage}_review", f"{stage}_pending"
    waiting = (proposed, review)
    return (
        Move(f"propose_{stage}", f"Propose: {name}", pending, proposed, _PROPOSE, (*_PROPOSING, *extra)),
        Move(
            f"agree_{stage}_positive",
            f"Agree: {name}, positive",
            waiting,
            positive,
            _REVIEW,
            (*_REVIEWING, *extra),
            follows,
        ),
        Move(
            f"agree_{stage}_negative",
            f"Agree: {name}, negative",
            waiting,
            f"{stage}_negative",
            _REVIEW,
            (*_REVIEWING, *extra),
            ("DecisionReleased", "letter"),
        ),
        Move(f"return_{stage}", f"Return with reasons: {name}", waiting, back, _REVIEW, (*_REVIEWING, REASONS)),
        Move(f"disagree_{stage}", f"Disagree: {name}", (proposed,), review, _REVIEW, (*_REVIEWING, REASONS)),
    )


MOVES: tuple[Move[CaseContext], ...] = (
    Move("submit", "Send the referral", ("draft",), "rg_pending", "referrals.refer", (DESIGNATED, TRAINED, CONSENT, SAFEGUARDED), ("ReferralSubmitted", "clock")),
    Move("notify", "Notify without identity", ("draft",), "notified", "referrals.refer", (DESIGNATED, TRAINED, ADULT)),
    Move("expire", "Empty a draft that nobody came back to", ("draft",), "expired", "referrals.run_clocks"),
    *_stage_moves("rg", "reasonable grounds", ("rg_pending",), "recovery", ("DecisionReleased", "recovery", "hold", "letter"), ()),
    *_stage_moves("cg", "conclusive grounds", ("recovery", "cg_pending"), "cg_positive", ("DecisionReleased", "letter"), (RECOVERY, CONSULTED)),
    Move("end_recovery", "The recovery period ends", ("recovery",), "cg_pending", "referrals.run_clocks", (RECOVERY,)),
    Move("suspend_rg", "Suspend", ("rg_pending",), "rg_suspended", "referrals.suspend", (MISSING,), ("letter",)),
    Move("suspend_cg", "Suspend", ("recovery", "cg_pending"), "cg_suspended", "referrals.suspend", (MISSING,), ("letter",)),
    Move("resume_rg", "Take up again", ("rg_suspended",), "rg_pending", "referrals.suspend"),
    Move("resume_cg", "Take up again", ("cg_suspended",), "cg_pending", "referrals.suspend"),
    Move(
        "withdraw",
        "Withdraw at the person's wish",
        ("rg_pending", "rg_suspended", "recovery", "cg_pending", "cg_suspended"),
        "withdrawn",
        "referrals.suspend",
        (REASONS,),
        ("letter",),
    ),
    Move(
        "close",
        "Close",
        ("rg_negative", "cg_positive", "cg_negative", "withdrawn"),
        "closed",
        "referrals.suspend",
        (EXIT,),
        ("ReferralClosed",),
    ),
)  # fmt: skip

WORKFLOW: Workflow[CaseContext] = Workflow("referral", states=STATES, moves=MOVES, initial="draft")

STAGE_PREFIX = {"reasonable_grounds": "rg", "conclusive_grounds": "cg"}
PENDING_STATES = ("rg_pending", "recovery", "cg_pending")
"""What a caseworker can decide now."""
REVIEW_STATES = ("rg_proposed", "rg_review", "cg_proposed", "cg_review")
"""What waits for another pair of eyes."""
NEVER_SENT = ("draft", "notified", "expired")
"""What no decision-maker ever sees."""
OPEN_STATES = tuple(key for key, state in WORKFLOW.states.items() if not state.final and key != "draft")


def label_of(state: str) -> str:
    """Return the words for a state."""
    return WORKFLOW.states[state].label
