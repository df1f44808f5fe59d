"""What follows when a second person has agreed: recovery, removal hold, letters, the event. Called by nothing else."""

from datetime import datetime

from manumit.areas.referrals.events import DecisionReleased
from manumit.areas.referrals.models import Decision, Referral
from manumit.areas.referrals.rules import STAGE_PREFIX, local_day, recovery_ends
from manumit.areas.referrals.services.common import tell
from manumit.areas.referrals.services.holds import close_holds, open_hold
from manumit.areas.referrals.services.letters import write_decision_letters
from manumit.kernel.actor import Actor
from manumit.platform.events.bus import publish

_SAVED = [
    "state", "changed_at", "changed_by", "rg_outcome", "rg_on", "cg_outcome", "cg_on", "recovery_ends", "next_due"
]  # fmt: skip


def release(decision: Decision, referral: Referral, *, by: Actor, at: datetime) -> None:
    """Write the outcome where figures read it, start what it starts, send the letters and tell the other rooms."""
    day = local_day(at)
    referral.next_due = None
    if decision.stage == "reasonable_grounds":
        referral.rg_outcome, referral.rg_on = decision.outcome, day
        if decision.outcome == "positive":
            referral.recovery_ends = referral.next_due = recovery_ends(day)
            open_hold(referral, at=at, because="reasonable_grounds")
        else:
            close_holds(referral, at=at, because="rg_negative")
    else:
        referral.cg_outcome, referral.cg_on = decision.outcome, day
    referral.save(update_fields=_SAVED)
    write_decision_letters(decision, referral, at=at, template=f"{STAGE_PREFIX[decision.stage]}_{decision.outcome}")
    tell(referral.created_by, template="decision", referral_id=referral.pk)
    publish(
        DecisionReleased(
            referral_id=str(referral.pk), decision_id=str(decision.pk), stage=decision.stage, outcome=decision.outcome
        ),
        by=by,
        at=at,
    )
