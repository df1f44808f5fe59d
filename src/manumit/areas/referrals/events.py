"""What other rooms may react to: identifiers only."""

from dataclasses import dataclass

from manumit.platform.events.bus import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralSubmitted(Event):
    """A referral was sent to the competent authority."""

    referral_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionReleased(Event):
    """A second person agreed a decision, and it was released."""

    referral_id: str
    decision_id: str
    stage: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralClosed(Event):
    """A case was closed."""

    referral_id: str
