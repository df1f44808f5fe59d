"""Proposing a decision and reviewing it: two different people, the second independent (strategy, paragraph 32)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.referrals.models import Decision, Referral, Review
from manumit.areas.referrals.rules import (
    OUTCOMES,
    STAGE_PREFIX,
    STANDARD_OF_PROOF,
    CaseContext,
    local_day,
    policy_on,
)
from manumit.areas.referrals.selectors import live_decision, one_referral, open_to_decide
from manumit.areas.referrals.services.common import conflicts_of, involvements_of, locked, make_move, tell
from manumit.areas.referrals.services.releasing import release
from manumit.errors import InputError, MoveRefused, NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.duties import require_independent, require_second_person
from manumit.platform.access import require
from manumit.platform.accounts.actors import organisation_holds
from manumit.platform.accounts.models import OrganisationRole
from manumit.platform.audit.chain import record
from manumit.platform.thread.links import Ref, link


@transaction.atomic
def propose_decision(
    *, by: Actor, at: datetime, referral_id: UUID, stage: str, outcome: str, reasons: str, evidence: tuple[str, ...]
) -> UUID:
    """Propose a decision. Nothing follows from it until a second person agrees.

    Args:
        by: a caseworker of the competent authority of the case.
        at: now; the standard of proof of its day is quoted and kept.
        referral_id: the case.
        stage: `reasonable_grounds` or `conclusive_grounds`.
        outcome: `positive` or `negative`.
        reasons: the minute.
        evidence: what the decision rests on, piece by piece.

    Raises:
        SeparationOfDuties: the author has a conflict about the person.
        MoveRefused: the case is not at this stage, or a guard says no.
    """
    one_referral(open_to_decide(by), referral_id)
    referral = locked(referral_id)
    require(by, "referrals.propose_decision", referral)
    if stage not in STAGE_PREFIX:
        raise InputError("Choose reasonable or conclusive grounds.", field="stage")
    if outcome not in OUTCOMES:
        raise InputError("Choose a positive or a negative decision.", field="outcome")
    day = local_day(at)
    standard = STANDARD_OF_PROOF[stage].on(day)
    context = _context(referral, by=by, at=at, standard=standard, reasons=reasons, evidence=evidence, outcome=outcome)
    require_independent(by.user_id, author_id="", involvements=context.involvements, conflicts=context.conflicts, at=at)
    make_move(referral, f"propose_{STAGE_PREFIX[stage]}", by=by, at=at, context=context)
    decision = Decision.objects.create(
        referral=referral,
        stage=stage,
        outcome=outcome,
        reasons=reasons.strip(),
        evidence=[item.strip() for item in evidence if item.strip()],
        standard=standard,
        policy=policy_on(day, authority=referral.authority).frozen(),
        authority=referral.authority,
        author_id=by.user_id,
        at=at,
    )
    referral.save(update_fields=["state", "changed_at", "changed_by"])
    link(earlier=Ref("referral", referral.pk), later=Ref("decision", decision.pk), relation="led to", at=at)
    record(by=by, at=at, action="referrals.propose_decision", record=("decision", decision.pk), detail={"stage": stage})
    return decision.pk


@transaction.atomic
def agree_decision(*, by: Actor, at: datetime, decision_id: UUID) -> None:
    """Agree a proposal; only now it is released, and what follows from it begins.

    Raises:
        SeparationOfDuties: the reviewer wrote it, gave an opinion on it before, or is not independent of the person.
        MoveRefused: it no longer waits, or a guard says no.
    """
    decision, referral = _waiting(by, decision_id)
    _review(decision, referral, by=by, at=at, verdict="agree")
    release(decision, referral, by=by, at=at)
    record(by=by, at=at, action="referrals.agree_decision", record=("decision", decision.pk))


@transaction.atomic
def return_decision(*, by: Actor, at: datetime, decision_id: UUID, reasons: str) -> None:
    """Give a proposal back with reasons; the case waits for a new one. Errors as for `agree_decision`."""
    decision, referral = _waiting(by, decision_id)
    _review(decision, referral, by=by, at=at, verdict="return", reasons=reasons)
    referral.save(update_fields=["state", "changed_at", "changed_by"])
    tell(decision.author_id, template="feedback", referral_id=referral.pk)
    record(by=by, at=at, action="referrals.return_decision", record=("decision", decision.pk))


@transaction.atomic
def disagree_with_decision(*, by: Actor, at: datetime, decision_id: UUID, reasons: str) -> None:
    """Disagree with a proposal, which then goes to a third person. Errors as for `agree_decision`."""
    decision, referral = _waiting(by, decision_id)
    _review(decision, referral, by=by, at=at, verdict="disagree", reasons=reasons)
    referral.save(update_fields=["state", "changed_at", "changed_by"])
    record(by=by, at=at, action="referrals.disagree_with_decision", record=("decision", decision.pk))


def _waiting(by: Actor, decision_id: UUID) -> tuple[Decision, Referral]:
    seen = open_to_decide(by).values("pk")
    decision = Decision.objects.filter(pk=decision_id, referral__in=seen).first()
    if decision is None:
        raise NotFound("There is no such decision, or you may not see it.")
    referral = locked(decision.referral_id)
    require(by, "referrals.review_decision", referral)
    live = live_decision(referral)
    if live is None or live.pk != decision.pk:
        raise MoveRefused("This proposal no longer waits for an opinion. Open the case to see what was decided.")
    return decision, referral


def _review(
    decision: Decision, referral: Referral, *, by: Actor, at: datetime, verdict: str, reasons: str = ""
) -> None:
    earlier = tuple(Review.objects.filter(decision=decision).values_list("reviewer_id", flat=True))
    context = _context(
        referral, by=by, at=at, author_id=decision.author_id, earlier=earlier, reasons=reasons, outcome=decision.outcome
    )
    require_second_person(decision.author_id, by.user_id, "a decision on a person")
    require_independent(
        by.user_id, author_id=decision.author_id, involvements=context.involvements, conflicts=context.conflicts, at=at
    )
    prefix = STAGE_PREFIX[decision.stage]
    move = f"agree_{prefix}_{decision.outcome}" if verdict == "agree" else f"{verdict}_{prefix}"
    make_move(referral, move, by=by, at=at, context=context)
    Review.objects.create(decision=decision, verdict=verdict, reasons=reasons.strip(), reviewer_id=by.user_id, at=at)


def _context(
    referral: Referral,
    *,
    by: Actor,
    at: datetime,
    outcome: str,
    standard: str = "",
    reasons: str = "",
    evidence: tuple[str, ...] = (),
    author_id: str = "",
    earlier: tuple[str, ...] = (),
) -> CaseContext:
    involvements = involvements_of(referral)
    asked = list(referral.consultations.all())
    return CaseContext(
        actor_id=by.user_id,
        at=at,
        day=local_day(at),
        age_band=referral.age_band,
        author_id=author_id,
        earlier_reviewers=earlier,
        of_authority=_of_authority(by, referral, at),
        standard=standard,
        reasons=reasons,
        evidence=evidence,
        involvements=involvements,
        conflicts=conflicts_of(involvements),
        outcome=outcome,
        recovery_ends=referral.recovery_ends,
        person_asks=referral.asks_early,
        consulted=frozenset(row.kind for row in asked),
        unanswered=frozenset(row.kind for row in asked if row.answered_at is None and row.times_asked < _CHASED),
    )


_CHASED = 2
"""How often a body is asked before its silence may stand (reference, guard G5)."""


def _of_authority(by: Actor, referral: Referral, at: datetime) -> bool:
    """Return whether the actor decides for the authority of the case; an authority without designation takes every case."""
    if not by.organisation_id:
        return False
    if not OrganisationRole.objects.filter(organisation_id=by.organisation_id, role="competent_authority").exists():
        return True
    return organisation_holds(by.organisation_id, "competent_authority", day=local_day(at), scope=referral.authority)
