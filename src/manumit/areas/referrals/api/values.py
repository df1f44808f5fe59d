"""Views of the room's records: what a page or the HTTP API is given, already cut to what the reader may see."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from manumit.areas.referrals.rules import ReferralFacts


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A line of a list or queue: no name, the pseudonym only."""

    id: UUID
    reference: str
    pseudonym: str
    state: str
    state_label: str
    age_band: str
    due: date | None
    since: datetime
    decision_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RowPage:
    """Some rows, and how many there are in all for this reader."""

    rows: tuple[ReferralRow, ...]
    total: int
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A step that was taken; `actor` is empty where the reader may not know who took it."""

    at: datetime
    label: str
    actor: str = ""


@dataclass(frozen=True, slots=True)
class AccountView:
    """A part of what the person told."""

    told_at: datetime
    happened: str
    text: str


@dataclass(frozen=True, slots=True)
class SignView:
    """An indicator that was seen, with the reason."""

    group: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConsentView:
    """An answer of the person about the use of her information."""

    at: datetime
    purpose: str
    decision: str
    language: str
    interpreter: str


@dataclass(frozen=True, slots=True)
class FileView:
    """An evidence file."""

    id: UUID
    name: str
    size: int
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter; `body` is filled only where it was opened."""

    id: UUID
    referral_id: UUID
    reference: str
    template: str
    addressee: str
    at: datetime
    body: str = ""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The opinion of a reviewer."""

    verdict: str
    reasons: str
    reviewer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with its minute, for decision-makers only.

    Args:
        id: the decision.
        referral_id: its case.
        reference: of the case.
        pseudonym: of the person.
        stage: `reasonable_grounds` or `conclusive_grounds`.
        outcome: `positive` or `negative`.
        reasons: the minute.
        evidence: what it rests on.
        standard: the standard of proof of its day.
        author: who proposed it.
        at: when.
        status: `waiting`, `agree`, `return`, or `historic`.
        reviews: opinions, oldest first.
        policy: the rules of its day, frozen.
    """

    id: UUID
    referral_id: UUID
    reference: str
    pseudonym: str
    stage: str
    outcome: str
    reasons: str
    evidence: tuple[str, ...]
    standard: str
    author: str
    at: datetime
    status: str
    reviews: tuple[ReviewView, ...]
    policy: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConsultationView:
    """A body that was asked, and what it answered."""

    kind: str
    asked_at: datetime
    times_asked: int
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class ReferralView:
    """A referral as one reader may see it.

    Args:
        id: the referral.
        reference: its public reference; empty for a draft.
        pseudonym: of the person.
        state: key of the state as the reader may know it.
        state_label: in words.
        version: of the draft, against silent overwriting.
        facts: what the referrer gave.
        responder: name of the organisation that referred.
        authority: name of the competent authority.
        received_at: when it was sent.
        rg_due: when the first decision is due.
        rg_due_provisional: whether bank holidays of a year that is not published yet were left out.
        recovery_ends: first day after the recovery period.
        recovery_days: its length under the rule of the day.
        band: ageing band of a case without conclusive decision.
        removal_held: whether removal is held; None where the reader may not know.
        asks_early: whether the person asked for an early conclusive decision.
        account: parts of what the person told.
        signs: indicators with reasons.
        changes: steps taken.
        files: evidence.
        letters: letters that the reader may open.
        consents: answers about the use of her information.
        decisions: decisions, for decision-makers; the newest first.
        consultations: bodies asked, for decision-makers.
        missing_consultations: whom a negative conclusive decision still waits for.
    """

    id: UUID
    reference: str
    pseudonym: str
    state: str
    state_label: str
    version: int
    facts: ReferralFacts
    responder: str
    authority: str
    received_at: datetime | None
    rg_due: date | None
    rg_due_provisional: bool
    recovery_ends: date | None
    recovery_days: int | None
    band: str
    removal_held: bool | None
    asks_early: bool
    account: tuple[AccountView, ...]
    signs: tuple[SignView, ...]
    changes: tuple[ChangeView, ...]
    files: tuple[FileView, ...]
    letters: tuple[LetterView, ...]
    consents: tuple[ConsentView, ...]
    decisions: tuple[DecisionView, ...]
    consultations: tuple[ConsultationView, ...]
    missing_consultations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotificationView:
    """A notification without identity."""

    id: UUID
    reference: str
    on: date
    sex: str
    nationality: str
    exploitation: tuple[str, ...]
    region: str
    under_duty: bool


@dataclass(frozen=True, slots=True)
class AlarmView:
    """An attempted removal that was refused."""

    id: UUID
    referral_id: UUID
    reference: str
    pseudonym: str
    at: datetime
