"""De-briefs as pages see them: stage by stage, with coverage and what was told before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from manumit.areas.intelligence import rules, selectors
from manumit.areas.intelligence.api.lazy import Rows, names_of
from manumit.areas.intelligence.models import Claim, Debrief, DebriefConsent
from manumit.areas.intelligence.services.debriefs import LEGAL_STATUSES
from manumit.areas.intelligence.services.finding import found
from manumit.kernel.actor import Actor
from manumit.platform.access import can, require
from manumit.platform.audit.chain import record


@dataclass(frozen=True, slots=True)
class DebriefRow:
    """A de-brief in a list."""

    id: UUID
    reference: str
    pseudonym: str
    kind: str
    state: str
    state_label: str
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """One question with what stands for it now.

    Args:
        question: as data.
        status: `not_asked` where nothing stands.
        text: the answer.
        confidence: of the interviewer.
        at: when it was told.
        earlier: whether it was told in another de-brief.
        closed: whether asking again needs a reason.
        history: how many claims there are for it in this de-brief.
    """

    question: rules.Question
    status: str
    text: str
    confidence: str
    at: datetime | None
    earlier: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer about sharing."""

    recipient_class: str
    decision: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DebriefView:
    """A de-brief in full.

    Args:
        row: as in a list.
        legal_status: in words.
        organisation: that holds it.
        interviewer: name.
        trained: whether the interviewer was trained on the day.
        language: spoken.
        interpreter: reference.
        welfare_checked: whether it was asked how the person is.
        welfare_note: what was found.
        coverage: one row a stage.
        told: every question in order.
        consents: latest answer for each kind of recipient.
        report_ids: reports written from it that the actor may see.
        moves: keys of the moves that the actor may make now.
        version: for the forms.
    """

    row: DebriefRow
    legal_status: str
    organisation: str
    interviewer: str
    trained: bool
    language: str
    interpreter: str
    welfare_checked: bool
    welfare_note: str
    coverage: tuple[rules.Coverage, ...]
    told: tuple[Told, ...]
    consents: tuple[Consent, ...]
    report_ids: tuple[UUID, ...]
    moves: frozenset[str]
    version: int

    def stage(self, key: str) -> tuple[Told, ...]:
        """The questions of one stage."""
        return tuple(one for one in self.told if one.question.stage == key)


def debrief_row(debrief: Debrief) -> DebriefRow:
    """Present one de-brief in a list."""
    return DebriefRow(
        id=debrief.pk,
        reference=rules.reference_of("DB", debrief.pk),
        pseudonym=debrief.subject_pseudonym,
        kind=debrief.kind,
        state=debrief.state,
        state_label=rules.DEBRIEF_WORKFLOW.states[debrief.state].label,
        started_at=debrief.started_at,
    )


def list_debriefs(*, by: Actor, state: str = "") -> Sequence[DebriefRow]:
    """De-briefs that the actor may see, newest first; of one state where given."""
    require(by, "intelligence.read_debrief")
    rows = selectors.visible_debriefs(by).order_by("-started_at", "-pk")
    if state in rules.DEBRIEF_WORKFLOW.states:
        rows = rows.filter(state=state)
    return Rows(rows, debrief_row)


def open_debrief(*, by: Actor, at: datetime, debrief_id: UUID) -> DebriefView:
    """Open one de-brief; the reading is audited. Raises NotFound."""
    require(by, "intelligence.read_debrief")
    debrief = found(selectors.visible_debriefs(by).select_related("organisation"), debrief_id)
    record(by=by, at=at, action="intelligence.open_debrief", record=("debrief", debrief.pk))
    standing = selectors.current_claims(debrief.subject_pseudonym)
    ledger = [rules.EarlierAnswer(key, claim.status, str(claim.debrief_id)) for key, claim in standing.items()]
    closed = rules.closed_questions(ledger)
    offered = rules.DEBRIEF_WORKFLOW.moves_from(debrief.state)
    reports = selectors.visible_reports(by).filter(debrief=debrief).order_by("created_at", "pk")
    return DebriefView(
        row=debrief_row(debrief),
        legal_status=LEGAL_STATUSES[debrief.legal_status],
        organisation=debrief.organisation.name if debrief.organisation else "",
        interviewer=names_of([debrief.interviewer_id]).get(debrief.interviewer_id, ""),
        trained=debrief.interviewer_trained,
        language=debrief.language,
        interpreter=debrief.interpreter,
        welfare_checked=debrief.welfare_checked,
        welfare_note=debrief.welfare_note,
        coverage=rules.coverage({key: claim.status for key, claim in standing.items()}),
        told=tuple(_told(each, standing.get(each.key), debrief, closed) for each in rules.QUESTIONS),
        consents=_consents(debrief),
        report_ids=tuple(reports.values_list("pk", flat=True)[:20]),
        moves=frozenset(move.key for move in offered if can(by, move.permission)),
        version=debrief.version,
    )


def _told(question: rules.Question, claim: Claim | None, debrief: Debrief, closed: frozenset[str]) -> Told:
    if claim is None:
        return Told(question, "not_asked", "", "moderate", None, earlier=False, closed=False)
    return Told(
        question,
        claim.status,
        claim.text,
        claim.confidence,
        claim.at,
        earlier=claim.debrief_id != debrief.pk,
        closed=question.key in closed,
    )


def _consents(debrief: Debrief) -> tuple[Consent, ...]:
    rows = DebriefConsent.objects.filter(debrief__subject_pseudonym=debrief.subject_pseudonym).order_by("at", "pk")
    latest = {row.recipient_class: Consent(row.recipient_class, row.decision, row.at) for row in rows}
    return tuple(latest[key] for key in sorted(latest))
