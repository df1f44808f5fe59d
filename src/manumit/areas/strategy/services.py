"""Writes of the strategy room: carry the commitments over, report progress, read the figures, keep a paper."""

from collections.abc import Callable
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from manumit.areas.border import api as border
from manumit.areas.care import api as care
from manumit.areas.intelligence import api as intelligence
from manumit.areas.library import api as library
from manumit.areas.operations import api as operations
from manumit.areas.prevention import api as prevention
from manumit.areas.referrals import api as referrals
from manumit.areas.statistics import api as statistics
from manumit.areas.strategy import selectors
from manumit.areas.strategy.models import Action, EvidenceReading, MinisterialPaper, ProgressReport
from manumit.areas.strategy.rules import STATES, Commitment, commitments
from manumit.errors import InputError
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.search.index import index

KIND = "action"
EVIDENCE: MappingProxyType[str, Callable[..., dict[str, int]]] = MappingProxyType(
    {
        "border": border.evidence,
        "referrals": referrals.evidence,
        "care": care.evidence,
        "intelligence": intelligence.evidence,
        "operations": operations.evidence,
        "prevention": prevention.evidence,
        "statistics": statistics.evidence,
        "library": library.evidence,
    }
)
"""The rooms that hold evidence: each counts its own, and tells no more than the counts."""


@transaction.atomic
def load_commitments(*, by: Actor, at: datetime) -> int:
    """Carry the project's commitments into the register, and return how many were new; again changes nothing."""
    require(by, "strategy.load_commitments")
    known = set(Action.objects.values_list("key", flat=True))
    new = [(place, one) for place, one in enumerate(commitments()) if one.id not in known]
    made = Action.objects.bulk_create(_action(place, one, at) for place, one in new)
    for row in made:
        index(kind=KIND, record_id=row.pk, title=row.commitment, text=f"{row.key} {row.owner} {row.partners}")
    record(by=by, at=at, action="strategy.load_commitments", detail={"actions": len(made)})
    return len(made)


def _action(place: int, one: Commitment, at: datetime) -> Action:
    return Action(
        key=one.id,
        position=place,
        aim=one.aim,
        chapter=one.chapter,
        commitment=one.commitment,
        owner=one.owner,
        partners=one.partners,
        due=one.due,
        due_on=one.due_on,
        kind=one.kind,
        rooms=list(one.rooms),
        evidence=one.evidence,
        document=one.document,
        paragraph=one.paragraph,
        registered_at=at,
    )


@transaction.atomic
def report_progress(*, by: Actor, at: datetime, action_id: UUID, state: str, note: str) -> UUID:
    """Add a report to an action.

    Args:
        by: a policy official.
        at: now.
        action_id: which action.
        state: key of `STATES`.
        note: what was done, in a sentence or two; no person's name.

    Raises:
        InputError: no such state, or no words.
        NotFound: no such action.
    """
    require(by, "strategy.report_progress")
    row = selectors.action(by, action_id)
    if state not in STATES:
        raise InputError(f"Choose how it stands: {', '.join(STATES)}.", field="state")
    if not note.strip():
        raise InputError("Say what was done, or why nothing was.", field="note")
    made = ProgressReport.objects.create(action=row, state=state, note=note.strip(), by_user=by.user_id, at=at)
    record(by=by, at=at, action="strategy.report_progress", record=(KIND, row.pk), detail={"state": state})
    return made.pk


@transaction.atomic
def read_evidence(*, by: Actor, at: datetime) -> UUID:
    """Ask every room for its figures and keep them with the moment."""
    require(by, "strategy.read_evidence")
    figures = {key: value for count in EVIDENCE.values() for key, value in count(at=at).items()}
    made = EvidenceReading.objects.create(at=at, figures=figures)
    record(by=by, at=at, action="strategy.read_evidence", record=("evidence_reading", made.pk))
    return made.pk


@transaction.atomic
def keep_paper(*, by: Actor, at: datetime, content: dict[str, object]) -> UUID:
    """Keep a paper as it stands now, under the next number."""
    require(by, "strategy.keep_paper")
    last = selectors.last_paper()
    number = (last.number if last else 0) + 1
    made = MinisterialPaper.objects.create(number=number, content=content, by_user=by.user_id, at=at)
    record(by=by, at=at, action="strategy.keep_paper", record=("ministerial_paper", made.pk), detail={"number": number})
    return made.pk
