"""How reports, de-briefs and disseminations move, who must be a second person, and what must hold before anything is shared.

Sources: strategy of 2011, paragraphs 53, 54, 59 and 68; intelligence and operations reference, sections 4 and 8. The moves
are the project's own design; the two-person rule is the house's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from manumit.areas.intelligence.rules.grading import scheme
from manumit.errors import RuleBroken
from manumit.kernel.consent import RecipientClass
from manumit.kernel.workflow import Guard, Move, State, Workflow

PRIORITIES: Mapping[str, str] = MappingProxyType(
    {"high": "High: threat to life or serious harm", "medium": "Medium: time matters", "low": "Low: other"}
)
FEEDBACK_OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "acted": "Acted on, with a result",
        "used": "Used, no result yet",
        "known": "Known already",
        "not_used": "Could not be used",
    }
)

_CLASS_OF_KIND: Mapping[str, RecipientClass] = MappingProxyType(
    {
        "police": RecipientClass.POLICE,
        "intelligence": RecipientClass.POLICE,
        "tasking": RecipientClass.POLICE,
        "prosecution": RecipientClass.PROSECUTION,
        "border": RecipientClass.IMMIGRATION,
        "immigration": RecipientClass.IMMIGRATION,
        "competent_authority": RecipientClass.COMPETENT_AUTHORITY,
        "contractor": RecipientClass.PRIME_CONTRACTOR,
        "provider": RecipientClass.SUPPORT_PROVIDER,
        "local_authority": RecipientClass.LOCAL_AUTHORITY,
        "guardian": RecipientClass.LOCAL_AUTHORITY,
        "health": RecipientClass.HEALTH_SERVICE,
        "overseas_post": RecipientClass.OVERSEAS_AUTHORITY,
    }
)


def recipient_class_of(organisation_kind: str) -> RecipientClass:
    """The kind of recipient that an organisation is, for consent and handling; `OTHER` where it is none of the list."""
    return _CLASS_OF_KIND.get(organisation_kind, RecipientClass.OTHER)


def reference_of(prefix: str, record_id: UUID) -> str:
    """A short reference that says nothing of number or order, such as `IR-9F3A01C2`."""
    return f"{prefix}-{record_id.hex[-8:].upper()}"


@dataclass(frozen=True, slots=True)
class DebriefFacts:
    """What the guards of a de-brief look at: how many questions have any status but “not asked”."""

    asked: int


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the guards of a report look at."""

    author_id: str
    actor_id: str
    sanitised: bool = False


@dataclass(frozen=True, slots=True)
class DisseminationFacts:
    """What the guards of a dissemination look at.

    Args:
        proposer_id: who proposed it.
        actor_id: who acts now.
        recipient: kind of recipient.
        schemes: grading scheme and handling code of each report that it rests on.
        released: whether each of those reports is released.
        sanitised: whether there is a text to send that is not the original.
        handling_condition: what the recipient must observe.
        consent_refusals: reasons why a victim's account may not go to this kind of recipient.
    """

    proposer_id: str
    actor_id: str
    recipient: RecipientClass
    schemes: tuple[tuple[str, str], ...]
    released: bool
    sanitised: bool
    handling_condition: str
    consent_refusals: tuple[str, ...] = ()


def _asked_something(facts: DebriefFacts) -> str | None:
    return None if facts.asked else "Record at least one answer, or stop the de-brief instead of finishing it."


def _second_reader(facts: ReportFacts) -> str | None:
    if facts.actor_id and facts.actor_id != facts.author_id:
        return None
    return "Somebody other than the author must release the report."


def _second_approver(facts: DisseminationFacts) -> str | None:
    if facts.actor_id and facts.actor_id != facts.proposer_id:
        return None
    return "Somebody other than the proposer must decide on the dissemination."


def _all_released(facts: DisseminationFacts) -> str | None:
    return None if facts.released else "Release every report that this rests on before it is shared."


def _has_text(facts: DisseminationFacts) -> str | None:
    return None if facts.sanitised else "Write the sanitised text first: the original never leaves the room."


def _handling_allows(facts: DisseminationFacts) -> str | None:
    for key, handling in facts.schemes:
        allowed = scheme(key).handling_code(handling).recipients
        if allowed is not None and facts.recipient not in allowed:
            return f"Handling code {handling} of {key} does not allow this kind of recipient. Ask the originator."
    return None


def _conditions_travel(facts: DisseminationFacts) -> str | None:
    conditional = any(scheme(key).handling_code(handling).needs_conditions for key, handling in facts.schemes)
    if conditional and not facts.handling_condition.strip():
        return "The report stands under conditions. State what the recipient must observe."
    return None


def _consent_lives(facts: DisseminationFacts) -> str | None:
    return " ".join(facts.consent_refusals) or None


_ASKED = Guard("asked", "At least one question was put", _asked_something)
_READER = Guard("second-reader", "The one who releases is not the author", _second_reader)
_APPROVER = Guard("second-approver", "The one who decides is not the proposer", _second_approver)
_SHARING: tuple[Guard[DisseminationFacts], ...] = (
    Guard("released", "Every report it rests on is released", _all_released),
    Guard("sanitised", "There is a sanitised text", _has_text),
    Guard("handling", "The handling code allows the kind of recipient", _handling_allows),
    Guard("conditions", "Conditions of handling are stated", _conditions_travel),
    Guard("consent", "A victim's consent covers the kind of recipient", _consent_lives),
)

DEBRIEF_WORKFLOW: Workflow[DebriefFacts] = Workflow(
    "debrief",
    states=(
        State("open", "Open"),
        State("paused", "Paused"),
        State("finished", "Finished", final=True),
        State("stopped", "Stopped at the person's wish", final=True),
    ),
    moves=(
        Move("answer", "Record an answer", ("open",), "open", "intelligence.debrief"),
        Move("pause", "Pause", ("open",), "paused", "intelligence.debrief"),
        Move("resume", "Go on", ("paused",), "open", "intelligence.debrief"),
        Move("finish", "Finish", ("open", "paused"), "finished", "intelligence.debrief", (_ASKED,)),
        Move("stop", "Stop for good", ("open", "paused"), "stopped", "intelligence.debrief"),
    ),
    initial="open",
)

REPORT_WORKFLOW: Workflow[ReportFacts] = Workflow(
    "intelligence_report",
    states=(
        State("draft", "Draft"),
        State("submitted", "Waiting for release"),
        State("released", "Released"),
        State("disseminated", "Disseminated"),
    ),
    moves=(
        Move("submit", "Submit for release", ("draft",), "submitted", "intelligence.file_report"),
        Move("return", "Return to the author", ("submitted",), "draft", "intelligence.release_report", (_READER,)),
        Move("release", "Release", ("submitted",), "released", "intelligence.release_report", (_READER,)),
        Move(
            "sanitise", "Write a sanitised text", ("released",), "released", "intelligence.release_report", (_READER,)
        ),
        Move(
            "sanitise_again",
            "Write a new sanitised text",
            ("disseminated",),
            "disseminated",
            "intelligence.release_report",
            (_READER,),
        ),
        Move("share", "Share", ("released", "disseminated"), "disseminated", "intelligence.approve_dissemination"),
    ),
    initial="draft",
)

DISSEMINATION_WORKFLOW: Workflow[DisseminationFacts] = Workflow(
    "dissemination",
    states=(
        State("proposed", "Waiting for approval"),
        State("sent", "Sent, not acknowledged"),
        State("acknowledged", "Acknowledged"),
        State("answered", "Feedback given"),
        State("refused", "Not approved", final=True),
        State("recalled", "Recalled", final=True),
    ),
    moves=(
        Move(
            "approve",
            "Approve and send",
            ("proposed",),
            "sent",
            "intelligence.approve_dissemination",
            (_APPROVER, *_SHARING),
            ("Disseminated",),
        ),
        Move("refuse", "Do not approve", ("proposed",), "refused", "intelligence.approve_dissemination", (_APPROVER,)),
        Move("acknowledge", "Acknowledge", ("sent",), "acknowledged", "intelligence.receive_dissemination"),
        Move("answer", "Give feedback", ("acknowledged", "answered"), "answered", "intelligence.receive_dissemination"),
        Move(
            "recall", "Recall", ("sent", "acknowledged", "answered"), "recalled", "intelligence.approve_dissemination"
        ),
    ),
    initial="proposed",
)


def sharing_refusals(facts: DisseminationFacts) -> tuple[str, ...]:
    """Why something may not even be proposed for sharing: the same conditions as at approval, but for the second person."""
    return tuple(reason for guard in _SHARING if (reason := guard.check(facts)) is not None)


def require_clean(text: str, never: Iterable[str]) -> None:
    """Refuse a sanitised text that still holds what must not leave the room.

    Args:
        text: what would be sent.
        never: references of the source, pseudonyms and labels of people who may be victims.

    Raises:
        RuleBroken: one of them stands in the text, whatever its case; code `not-sanitised`. It is not repeated.
    """
    spoken = text.casefold()
    if any(word.strip() and word.strip().casefold() in spoken for word in never):
        raise RuleBroken(
            "The sanitised text still names the source or a person who may be a victim. Take the reference out.",
            code="not-sanitised",
        )
