"""What may become of a public report, how soon somebody must read it, and how much one may send."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from manumit.kernel.timeline import Grade, Rule, Source, Timeline
from manumit.kernel.workflow import Guard, Move, State, Workflow

LONGEST = {"what": 10_000, "place": 1_000, "seen_when": 500, "about": 4_000, "contact": 500, "business": 300}
"""Characters that each answer may have; the whole account fits, a flood does not."""

LARGEST_BODY = 200_000
"""Bytes of a whole form; refused before it is read."""

BURST_WINDOW = timedelta(minutes=10)
MOST_IN_BURST = 200
"""Reports in a window, from everybody together: no address is kept, so nobody can be counted alone."""

TOKEN_LASTS = timedelta(hours=24)
TOKEN_RESTS = timedelta(seconds=2)
"""A form sent back sooner than this was not filled in by a person."""

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_LETTERS = 12
_GROUP = 4

_DESIGN = Source("Working practice proposed for this system", "", Grade.UNVERIFIED)
_STARTS = date(2011, 7, 19)

READ_DANGER_WITHIN_MINUTES = Timeline(
    "A report of danger now is read within minutes", (Rule(30, _STARTS, None, _DESIGN),), open_start=True
)
READ_WITHIN_HOURS = Timeline(
    "A public report is read within hours", (Rule(24, _STARTS, None, _DESIGN),), open_start=True
)
TIMELINES: tuple[Timeline[int], ...] = (READ_DANGER_WITHIN_MINUTES, READ_WITHIN_HOURS)


class ReportState(StrEnum):
    """Where a report stands."""

    RECEIVED = "received"
    REFERRED = "referred"
    PASSED_ON = "passed_on"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What a triage officer decides."""

    REFER = "refer"
    INTELLIGENCE = "intelligence"
    CLOSE = "close"


class ReportKind(StrEnum):
    """Who reports."""

    PUBLIC = "public"
    BUSINESS = "business"


class Urgency(StrEnum):
    """What is read first; the words sort in that order."""

    DANGER = "1-danger"
    NORMAL = "2-normal"
    SUSPECT = "3-suspect"
    """Probably sent by a machine: read last, and never dropped."""


@dataclass(frozen=True, slots=True)
class Triage:
    """What the guards look at: the reason that was given."""

    reason: str


def _reasoned(facts: Triage) -> str | None:
    return None if facts.reason.strip() else "Say why, so that it can be understood later."


REASON = Guard("reason", "A reason is given", _reasoned)

REPORT: Workflow[Triage] = Workflow(
    "public_report",
    states=(
        State(ReportState.RECEIVED, "Waits to be read"),
        State(ReportState.REFERRED, "A referral was begun", final=True),
        State(ReportState.PASSED_ON, "Passed to intelligence", final=True),
        State(ReportState.CLOSED, "Closed with a reason", final=True),
    ),
    moves=(
        Move(
            Outcome.REFER,
            "Begin a referral",
            (ReportState.RECEIVED,),
            ReportState.REFERRED,
            "prevention.triage_report",
            (REASON,),
            ("a draft referral with the account",),
        ),
        Move(
            Outcome.INTELLIGENCE,
            "Pass to intelligence",
            (ReportState.RECEIVED,),
            ReportState.PASSED_ON,
            "prevention.triage_report",
            (REASON,),
            ("an intelligence report that waits for release",),
        ),
        Move(
            Outcome.CLOSE,
            "Close with a reason",
            (ReportState.RECEIVED,),
            ReportState.CLOSED,
            "prevention.triage_report",
            (REASON,),
        ),
    ),
    initial=ReportState.RECEIVED,
)
"""From arrival to the triage officer's decision; a report that was decided stays as it is."""


def read_by(received_at: datetime, urgency: Urgency) -> datetime:
    """When somebody must have read a report."""
    day = received_at.date()
    if urgency is Urgency.DANGER:
        return received_at + timedelta(minutes=READ_DANGER_WITHIN_MINUTES.on(day))
    return received_at + timedelta(hours=READ_WITHIN_HOURS.on(day))


def code_of(nonce: str, secret: bytes) -> str:
    """The reporter's code: made from the form's own nonce, so that a form sent twice gets the same answer twice.

    Args:
        nonce: of the form that was sent; unguessable.
        secret: of the installation.

    Returns:
        Twelve letters and digits (60 bits) in groups of four, without those that look alike.
    """
    number = int.from_bytes(hmac.new(secret, f"code:{nonce}".encode(), hashlib.sha256).digest())
    letters = []
    for _ in range(_CODE_LETTERS):
        number, index = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[index])
    return "-".join("".join(letters[i : i + _GROUP]) for i in range(0, _CODE_LETTERS, _GROUP))


def normal_code(typed: str) -> str:
    """A code as it is compared: capitals, without spaces and dashes; empty where it cannot be one."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    return plain if len(plain) == _CODE_LETTERS and set(plain) <= set(_ALPHABET) else ""
