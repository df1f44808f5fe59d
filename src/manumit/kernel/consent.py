"""Consent as events: what a person agreed to, refused or withdrew, for which purpose and which kind of recipient."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from manumit.errors import InputError, RuleBroken


class ConsentPurpose(StrEnum):
    """What a person is asked to agree to; each is asked, and may be refused, alone."""

    REFERRAL = "referral"
    """Entry into the National Referral Mechanism; an adult's decision."""
    SUPPORT = "support"
    """Arranging and giving accommodation and support."""
    SUPPORT_TRANSFER = "support-transfer"
    """Moving support, and its records, to another provider."""
    INVESTIGATION = "investigation"
    """Use in the investigation and prosecution of the people who exploited them."""
    INTELLIGENCE = "intelligence"
    """Use of what they told as intelligence about a network."""
    HEALTH_CARE = "health-care"
    """Medical and psychological treatment."""
    LEGAL_ADVICE = "legal-advice"
    """Instruction of a legal representative."""
    VOLUNTARY_RETURN = "voluntary-return"
    """Arranging a return that the person chose."""
    RESEARCH = "research"
    """Study and publication without identity."""


class RecipientClass(StrEnum):
    """Who would receive the information."""

    COMPETENT_AUTHORITY = "competent-authority"
    PRIME_CONTRACTOR = "prime-contractor"
    SUPPORT_PROVIDER = "support-provider"
    LOCAL_AUTHORITY = "local-authority"
    POLICE = "police"
    PROSECUTION = "prosecution"
    IMMIGRATION = "immigration"
    HEALTH_SERVICE = "health-service"
    LEGAL_REPRESENTATIVE = "legal-representative"
    OVERSEAS_AUTHORITY = "overseas-authority"
    RESEARCHER = "researcher"
    OTHER = "other"


class ConsentDecision(StrEnum):
    """What the person said."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ConsentState(StrEnum):
    """How consent stands at an instant; only `LIVE` allows anything."""

    LIVE = "live"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NEVER_ASKED = "never-asked"


_STATE_AFTER = {
    ConsentDecision.GIVEN: ConsentState.LIVE,
    ConsentDecision.REFUSED: ConsentState.REFUSED,
    ConsentDecision.WITHDRAWN: ConsentState.WITHDRAWN,
}


_STRENGTH = {ConsentDecision.GIVEN: 0, ConsentDecision.REFUSED: 1, ConsentDecision.WITHDRAWN: 2}
"""Which of several answers at one instant decides: the one that protects the person most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEvent:
    """One answer of a person to one question; never changed, only followed by another.

    Args:
        purpose: what was asked.
        recipient_class: who would receive the information.
        decision: what the person said.
        scope: what is covered, in words the person was given; empty for the whole purpose.
        language: language in which it was explained (BCP 47 tag).
        interpreter: reference of the interpreter; empty where none was needed.
        explained_by: identifier of the user who explained it.
        capacity_note: doubts about capacity and what was done about them; empty where there were none.
        at: aware instant of the answer.
        evidence: reference of the signed form, recording or note.

    Raises:
        InputError: the instant has no time zone, or consent is given without language, explanation or evidence.
    """

    purpose: ConsentPurpose
    recipient_class: RecipientClass
    decision: ConsentDecision
    at: datetime
    explained_by: str
    language: str
    evidence: str
    scope: str = ""
    interpreter: str = ""
    capacity_note: str = ""

    def __post_init__(self) -> None:
        """Refuse an event that could not be relied upon later."""
        if self.at.tzinfo is None:
            raise InputError("Give the instant of the consent with its time zone.", field="at")
        if self.decision is not ConsentDecision.GIVEN:
            return
        for field in ("language", "explained_by", "evidence"):
            if not getattr(self, field).strip():
                raise InputError(
                    "Consent counts only if it is recorded in which language it was explained, by whom, and on what "
                    "evidence. Complete the record.",
                    field=field,
                )


@dataclass(frozen=True, slots=True)
class ConsentStanding:
    """How consent stands for a purpose and a kind of recipient; `event` decided it, None where nobody asked."""

    state: ConsentState
    event: ConsentEvent | None = None

    @property
    def is_live(self) -> bool:
        """Whether the sharing may happen."""
        return self.state is ConsentState.LIVE


def standing(
    events: Iterable[ConsentEvent], purpose: ConsentPurpose, recipient_class: RecipientClass, at: datetime
) -> ConsentStanding:
    """How a person's consent stands at an instant.

    Only events of the same purpose and kind of recipient count, so a refusal of one never blocks another. The latest
    decides; a refusal or withdrawal holds from its very instant, also against consent given at that instant.

    Args:
        events: the person's events in any order.
        purpose: what the information is wanted for.
        recipient_class: who would receive it.
        at: aware instant that is asked about; later events are not looked at.
    """
    asked = [
        event
        for event in events
        if event.purpose is purpose and event.recipient_class is recipient_class and event.at <= at
    ]
    if not asked:
        return ConsentStanding(ConsentState.NEVER_ASKED)
    latest = max(asked, key=lambda event: (event.at, _STRENGTH[event.decision]))
    return ConsentStanding(_STATE_AFTER[latest.decision], latest)


def require_consent(
    events: Iterable[ConsentEvent], purpose: ConsentPurpose, recipient_class: RecipientClass, at: datetime
) -> ConsentEvent:
    """The event that allows the sharing.

    Raises:
        RuleBroken: consent is not live; code `consent`, and the message says what to do.
    """
    found = standing(events, purpose, recipient_class, at)
    if found.event is None or not found.is_live:
        advice = {
            ConsentState.NEVER_ASKED: "The person has not been asked. Explain and record the answer first.",
            ConsentState.REFUSED: "The person refused this. Do not share; other purposes are not affected.",
            ConsentState.WITHDRAWN: "The person withdrew this consent. Do not share anything further.",
        }[found.state]
        raise RuleBroken(
            advice,
            code="consent",
            detail={"purpose": purpose.value, "recipient_class": recipient_class.value, "state": found.state.value},
        )
    return found.event
