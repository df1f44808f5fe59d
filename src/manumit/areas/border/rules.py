"""States, moves, outcomes and dated parameters of the border room; pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from manumit.errors import InputError
from manumit.kernel.places import find_port
from manumit.kernel.timeline import Grade, Rule, Source, Timeline
from manumit.kernel.workflow import Guard, Move, State, Workflow

MAX_MESSAGE_BYTES: Final = 20 * 1024 * 1024
MOST_ATTEMPTS: Final = 3
CHILD_UNDER: Final = 18
INFANT_UNDER: Final = 2
WEIGHTS: Final = ("strong", "medium", "weak")

_HOUSE = Source(
    "Operating parameter of this installation", "", Grade.UNVERIFIED, "to be set by the owner of the targeting hub"
)
_OPENING = date(2009, 1, 1)

UNREAD_HOURS: Final = Timeline(
    "border.unread_hours",
    (Rule(4, _OPENING, None, _HOUSE, "hours after which an unread hit is brought to the supervisor"),),
)
SCREENING_THRESHOLD: Final = Timeline(
    "border.screening_threshold",
    (Rule(0.8, _OPENING, None, _HOUSE, "least score at which an entry of the watchlist makes a hit"),),
)
SILENT_HOURS: Final = Timeline(
    "border.silent_hours",
    (Rule(36, _OPENING, None, _HOUSE, "hours without a message after which a carrier is shown as silent"),),
)
SHARED_CONTACT_DAYS: Final = Timeline(
    "border.shared_contact_days",
    (Rule(90, _OPENING, None, _HOUSE, "how far back a shared telephone number or address is looked for"),),
)
COVERAGE_TARGET: Final[Timeline[float | None]] = Timeline(
    "border.coverage_target",
    (
        Rule(None, _OPENING, date(2010, 12, 1), Source("National Audit Office, HC 608 (7 December 2015)", "", Grade.SOURCE)),
        Rule(0.95, date(2010, 12, 1), date(2011, 7, 19),
             Source("National Audit Office, HC 608 (7 December 2015)", "", Grade.SOURCE, "95% of passengers by December 2010")),
        Rule(0.90, date(2011, 7, 19), None,
             Source("Human Trafficking: The Government’s Strategy (July 2011)", "paragraph 75, box", Grade.SEED,
                    "over 90% of movements by the end of the Parliament")),
    ),
)  # fmt: skip
TIMELINES: Final = (UNREAD_HOURS, SCREENING_THRESHOLD, SILENT_HOURS, SHARED_CONTACT_DAYS, COVERAGE_TARGET)


class MessageStatus(StrEnum):
    """Where a message stands. Nothing leaves the register."""

    RECEIVED = "received"
    PARSED = "parsed"
    QUARANTINED = "quarantined"


class TravelStatus(StrEnum):
    """Whether a traveller of a manifest travels, as far as the carrier has said."""

    EXPECTED = "expected"
    BOARDED = "boarded"
    NOT_BOARDED = "not_boarded"
    CANCELLED = "cancelled"


class ManifestStatus(StrEnum):
    """Where a service stands."""

    OPEN = "open"
    CLOSED = "closed_out"
    CANCELLED = "cancelled"


class ReviewStatus(StrEnum):
    """Where a proposal that needs a second person stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ListKind(StrEnum):
    """Why somebody is on the watchlist. The last three are looked for to protect them, and are never shown as suspects."""

    SUSPECTED_TRAFFICKER = "suspected_trafficker"
    CONVICTED_TRAFFICKER = "convicted_trafficker"
    FACILITATOR = "facilitator"
    PERSON_AT_RISK = "person_at_risk"
    MISSING_CHILD = "missing_child"
    IDENTIFIED_VICTIM = "identified_victim"

    @property
    def protects(self) -> bool:
        """Whether the person is looked for to keep her safe."""
        return self in {ListKind.PERSON_AT_RISK, ListKind.MISSING_CHILD, ListKind.IDENTIFIED_VICTIM}


class FunctionEffect(StrEnum):
    """What the function of a message (BGM 1004) does to its manifest."""

    LIST = "list"
    CANCEL_TRAVELLERS = "cancel_travellers"
    CLOSE = "close"
    CLOSE_NOT_ON_BOARD = "close_not_on_board"
    CLOSE_ON_BOARD = "close_on_board"
    CANCEL_SERVICE = "cancel_service"


_EFFECTS: Final = MappingProxyType(
    {
        "XR": FunctionEffect.CANCEL_TRAVELLERS,
        "RP": FunctionEffect.CANCEL_TRAVELLERS,
        "CL": FunctionEffect.CLOSE,
        "CLNB": FunctionEffect.CLOSE_NOT_ON_BOARD,
        "CLOB": FunctionEffect.CLOSE_ON_BOARD,
        "XF": FunctionEffect.CANCEL_SERVICE,
    }
)


def effect_of(function: str) -> FunctionEffect:
    """Return what a message's function does; an absent or unknown one is an ordinary list (guide v6.0, appendix)."""
    return _EFFECTS.get(function.strip().upper(), FunctionEffect.LIST)


@dataclass(frozen=True, slots=True)
class OutcomeKind:
    """What an officer can report of a hit.

    Args:
        key: stable word.
        label: what she taps.
        guidance: what follows, in one sentence.
        leads_to_referral: whether the hit stays open until a referral is started.
        needs_note: whether it must be explained.
    """

    key: str
    label: str
    guidance: str
    leads_to_referral: bool = False
    needs_note: bool = False


OUTCOMES: Final = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            OutcomeKind("potential_victim", "May be a victim", "Start a referral now. What you know is carried over.", leads_to_referral=True),
            OutcomeKind("child_concern", "Concern for a child", "Bring the safeguarding team. Start a referral; no consent is needed for a child.", leads_to_referral=True),
            OutcomeKind("suspected_trafficker", "May be a trafficker", "Hand over to the police. Keep everybody who travels with this person apart and safe."),
            OutcomeKind("no_concern", "Spoken to, no concern", "Nothing more to do. The hit is closed."),
            OutcomeKind("not_this_person", "Not the person looked for", "The match is remembered as false."),
            OutcomeKind("not_found", "Not found", "The hub is told, so that somebody else can look."),
            OutcomeKind("did_not_travel", "Did not travel", "The hub is told."),
            OutcomeKind("other", "Something else", "Say what happened.", needs_note=True),
        )
    }
)  # fmt: skip


def outcome_kind(key: str) -> OutcomeKind:
    """Return one kind of outcome. Raises InputError."""
    found = OUTCOMES.get(key)
    if found is None:
        raise InputError("Choose what happened.", field="outcome")
    return found


@dataclass(frozen=True, slots=True)
class HitContext:
    """What the guards of a hit's moves look at."""

    outcome: str = ""
    note: str = ""


def _explained(context: HitContext) -> str | None:
    kind = OUTCOMES.get(context.outcome)
    return "Say what happened in a few words." if kind and kind.needs_note and not context.note.strip() else None


def _has_outcome(context: HitContext) -> str | None:
    return None if context.outcome in OUTCOMES else "A hit is closed only by an outcome. Record what happened."


_EXPLAINED: Guard[HitContext] = Guard("explained", "an outcome that needs words has them", _explained)
_OUTCOME: Guard[HitContext] = Guard("outcome", "an outcome was recorded", _has_outcome)

HIT: Final[Workflow[HitContext]] = Workflow(
    "border.hit",
    states=(
        State("open", "Not read yet"),
        State("read", "Read"),
        State("met", "Met, referral to start"),
        State("closed", "Closed", final=True),
    ),
    moves=(
        Move("read_hit", "Open", ("open", "read"), "read", "border.read_hit"),
        Move("meet", "Record outcome, referral follows", ("open", "read", "met"), "met", "border.record_outcome", (_OUTCOME, _EXPLAINED)),
        Move("close", "Record outcome and close", ("open", "read", "met"), "closed", "border.record_outcome", (_OUTCOME, _EXPLAINED)),
        Move("start_referral", "Start a referral", ("met",), "closed", "border.start_referral", (_OUTCOME,), ("referral draft",)),
    ),
    initial="open",
)  # fmt: skip

REVIEW: Final[Workflow[None]] = Workflow(
    "border.second_person",
    states=(
        State("proposed", "Waits for a second person"),
        State("approved", "Approved"),
        State("refused", "Refused", final=True),
        State("withdrawn", "Withdrawn", final=True),
    ),
    moves=(
        Move("approve", "Approve", ("proposed",), "approved", "border.approve_watchlist_entry", follows=("rescreening of who is still to arrive",)),
        Move("refuse", "Refuse", ("proposed",), "refused", "border.approve_watchlist_entry"),
        Move("withdraw", "Withdraw", ("approved",), "withdrawn", "border.approve_watchlist_entry"),
    ),
    initial="proposed",
)  # fmt: skip


def service_key(carrier: str, number: str, departs_on: date | None, origin: str) -> str:
    """Return the business key of a service: carrier, number, local day of departure and place of departure."""
    return "/".join((carrier.upper(), number.upper(), departs_on.isoformat() if departs_on else "", origin.upper()))


def age_on(birth: date, day: date) -> int:
    """Return the age in whole years on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where and when travellers of a service can be met; `at` is None where no time is known."""

    port: str
    at: datetime | None


def meeting_of(legs: tuple[tuple[str, str, datetime | None, datetime | None], ...]) -> Meeting:
    """Return where the travellers of a service meet the border.

    A juxtaposed control meets them before departure; otherwise the first port of entry on the way in; on the way out
    the port that they leave.

    Args:
        legs: origin, destination, departure and arrival as instants, in order of travel.
    """
    for origin, destination, departs, arrives in legs:
        start, end = find_port(origin), find_port(destination)
        if start is not None and start.is_juxtaposed and end is not None and end.is_port_of_entry:
            return Meeting(origin, departs)
        if end is not None and end.is_port_of_entry and not (start is not None and start.is_port_of_entry):
            return Meeting(destination, arrives or departs)
    for origin, _destination, departs, _arrives in legs:
        start = find_port(origin)
        if start is not None and start.is_port_of_entry:
            return Meeting(origin, departs)
    if not legs:
        return Meeting("", None)
    return Meeting(legs[-1][1], legs[-1][3] or legs[-1][2])


def is_late(received: datetime, departs: datetime | None) -> bool:
    """Return whether a message came after the departure that it announces."""
    return departs is not None and received > departs


def unread_since(at: datetime) -> datetime:
    """Return the moment before which a hit that nobody has read is brought to the supervisor."""
    return at - timedelta(hours=UNREAD_HOURS.on(at.date()))
