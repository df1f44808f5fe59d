"""What the care room does when another room's event arrives."""

from datetime import datetime
from uuid import UUID

from manumit.areas.care.services import open_episode
from manumit.areas.referrals.api import DecisionReleased, support_facts
from manumit.kernel.actor import Actor, system
from manumit.platform.thread.links import Ref


def on_decision_released(event: DecisionReleased, *, by: Actor, at: datetime) -> None:  # noqa: ARG001 - the house opens support, not whoever released
    """Open support after a positive first decision, where the person is an adult who does not refuse it.

    Children are safeguarded by their local authority (the contract is for adults, strategy, paragraph 33); whoever
    may be a child is treated as one.
    """
    if (event.stage, event.outcome) != ("reasonable_grounds", "positive"):
        return
    facts = support_facts(UUID(event.referral_id))
    if facts.age_band != "adult" or facts.wants_support is False:
        return
    open_episode(
        by=system("care"),
        at=at,
        referral_id=facts.referral_id,
        pseudonym=facts.pseudonym,
        age_band=facts.age_band,
        sex=facts.sex,
        region=facts.region,
        languages=tuple(facts.languages),
        dependants=facts.dependants,
        recovery_ends=facts.recovery_ends,
        earlier=Ref("decision", UUID(event.decision_id)),
    )
