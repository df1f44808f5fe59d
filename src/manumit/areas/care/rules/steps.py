"""Steps of a person's support and of an offer, with the guards of a transfer and of an exit."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from manumit.kernel.workflow import Guard, Move, State, Workflow


class EpisodeState(StrEnum):
    """Where a person's support stands."""

    AWAITING_OFFER = "awaiting_offer"
    OFFERED = "offered"
    IN_SERVICE = "in_service"
    ENDED = "ended"


class OfferState(StrEnum):
    """Where an offer stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


class Service(StrEnum):
    """Kinds of service that have a tariff of their own."""

    SAFE_HOUSE = "safe_house"
    SELF_CONTAINED = "self_contained"
    OUTREACH = "outreach"


class Need(StrEnum):
    """Headings of need: the kinds of support that the strategy names (paragraph 24)."""

    ACCOMMODATION = "accommodation"
    ADVICE = "advice"
    MEDICAL_CARE = "medical_care"
    TRAINING_EDUCATION = "training_education"
    TRANSLATION = "translation"
    PSYCHOLOGICAL_HELP = "psychological_help"
    MATERIAL_HELP = "material_help"


class ExitReason(StrEnum):
    """Why support ended."""

    MOVED_ON = "moved_on"
    OWN_CHOICE = "own_choice"
    RETURNED_HOME = "returned_home"
    NEGATIVE_DECISION = "negative_decision"
    MISSING = "missing"
    DIED = "died"


class IncidentKind(StrEnum):
    """What happened that somebody must act on."""

    MISSING = "missing"
    SELF_HARM = "self_harm"
    CONTACT_BY_EXPLOITER = "contact_by_exploiter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards look at.

    Args:
        on: the day of the step.
        consented: whether consent to this transfer is live.
        inspected_until: up to which day (not included) the receiving provider's inspection holds.
        free: beds free at the receiving place on the day.
        same_place: whether the person is there already.
        assessed: whether needs were assessed (a journey plan stands).
        move_on_plan: what was arranged for the time after.
        recovery_ends: the day on which the recovery period ends, where it is known.
        reason: why support ends.
        destitution_checked: whether somebody made sure that the person is not left without means.
    """

    on: date
    consented: bool = False
    inspected_until: date | None = None
    free: int = 0
    same_place: bool = False
    assessed: bool = False
    move_on_plan: bool = False
    recovery_ends: date | None = None
    reason: str = ""
    destitution_checked: bool = False


_ENDS_EARLY = frozenset({ExitReason.OWN_CHOICE, ExitReason.RETURNED_HOME, ExitReason.MISSING, ExitReason.DIED})
_NO_PLAN = frozenset({ExitReason.MISSING, ExitReason.DIED})


def _consented(facts: Facts) -> str | None:
    if facts.consented:
        return None
    return "The person has not agreed to this transfer. Explain it and record the answer first."


def _inspected(facts: Facts) -> str | None:
    if facts.inspected_until is not None and facts.on < facts.inspected_until:
        return None
    return "The provider's inspection is not in date on that day. Choose another place or have it inspected."


def _free(facts: Facts) -> str | None:
    return None if facts.free > 0 else "There is no free bed at this place on that day. Choose another place."


def _elsewhere(facts: Facts) -> str | None:
    return "The person is at this place already. Choose another place." if facts.same_place else None


def _assessed(facts: Facts) -> str | None:
    if facts.assessed or facts.reason in _NO_PLAN:
        return None
    return "Needs were not assessed. Draw up the journey plan first."


def _planned(facts: Facts) -> str | None:
    if facts.move_on_plan or facts.reason in _NO_PLAN:
        return None
    return "Say what was arranged for the time after support."


def _not_before_minimum(facts: Facts) -> str | None:
    if facts.recovery_ends is None or facts.on >= facts.recovery_ends or facts.reason in _ENDS_EARLY:
        return None
    return f"Support may not end before the recovery period does, on {facts.recovery_ends.isoformat()}."


def _not_destitute(facts: Facts) -> str | None:
    if facts.destitution_checked or facts.reason in _NO_PLAN:
        return None
    return "Check that the person is not left without means, and say so."


CONSENTED = Guard("consent", "The person agrees to this transfer", _consented)
INSPECTED = Guard("inspection", "The receiving provider was inspected and is in date", _inspected)
FREE = Guard("free", "A bed is free on the day", _free)
ELSEWHERE = Guard("elsewhere", "The person is not there already", _elsewhere)
ASSESSED = Guard("needs", "Needs were assessed", _assessed)
PLANNED = Guard("move-on", "There is a plan for the time after", _planned)
MINIMUM = Guard("minimum", "Not before the recovery period ends, unless the person chooses", _not_before_minimum)
MEANS = Guard("means", "The person is not left without means", _not_destitute)

EPISODE: Workflow[Facts] = Workflow(
    "support_episode",
    states=(
        State(EpisodeState.AWAITING_OFFER, "Waits for an offer"),
        State(EpisodeState.OFFERED, "Offer made"),
        State(EpisodeState.IN_SERVICE, "In service"),
        State(EpisodeState.ENDED, "Support has ended", final=True),
    ),
    moves=(
        Move(
            "offer",
            "Offer a place",
            (EpisodeState.AWAITING_OFFER,),
            EpisodeState.OFFERED,
            "care.offer_place",
            (INSPECTED, FREE),
        ),
        Move(
            "accept",
            "Accept the offer",
            (EpisodeState.OFFERED,),
            EpisodeState.IN_SERVICE,
            "care.answer_offer",
            (CONSENTED, INSPECTED, FREE),
            ("placement", "funding line", "plan due in 5 days"),
        ),
        Move(
            "decline",
            "Decline the offer",
            (EpisodeState.OFFERED,),
            EpisodeState.AWAITING_OFFER,
            "care.answer_offer",
        ),
        Move("expire", "Offer ran out", (EpisodeState.OFFERED,), EpisodeState.AWAITING_OFFER, "care.expire_offer"),
        Move(
            "move",
            "Move to another place",
            (EpisodeState.IN_SERVICE,),
            EpisodeState.IN_SERVICE,
            "care.move_person",
            (ELSEWHERE, CONSENTED, INSPECTED, FREE),
            ("funding line closed and opened on the same day",),
        ),
        Move(
            "end",
            "End support",
            (EpisodeState.IN_SERVICE,),
            EpisodeState.ENDED,
            "care.end_support",
            (ASSESSED, PLANNED, MINIMUM, MEANS),
            ("funding line closed",),
        ),
        Move(
            "close",
            "Close without support",
            (EpisodeState.AWAITING_OFFER, EpisodeState.OFFERED),
            EpisodeState.ENDED,
            "care.end_support",
        ),
    ),
    initial=EpisodeState.AWAITING_OFFER,
)
"""From a positive reasonable-grounds decision to the end of support."""

OFFER: Workflow[Facts] = Workflow(
    "care_offer",
    states=(
        State(OfferState.OPEN, "Waits for an answer"),
        State(OfferState.ACCEPTED, "Accepted", final=True),
        State(OfferState.DECLINED, "Declined", final=True),
        State(OfferState.EXPIRED, "Ran out", final=True),
    ),
    moves=(
        Move("accept", "Accept", (OfferState.OPEN,), OfferState.ACCEPTED, "care.answer_offer"),
        Move("decline", "Decline", (OfferState.OPEN,), OfferState.DECLINED, "care.answer_offer"),
        Move("expire", "Run out", (OfferState.OPEN,), OfferState.EXPIRED, "care.expire_offer"),
    ),
    initial=OfferState.OPEN,
)
"""An offer is answered once."""
