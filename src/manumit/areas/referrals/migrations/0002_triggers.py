"""What must stay, stays: decisions, reviews, status changes and notifications are never changed, referrals never deleted."""

from typing import ClassVar

from django.db import migrations

from manumit.platform.records.triggers import refuse

_DECISION = ("referral_id", "stage", "outcome", "standard", "policy", "authority", "author_id", "at", "historic")
_REVIEW = ("decision_id", "verdict", "reviewer_id", "at")
_CHANGE = ("referral_id", "move", "from_state", "to_state", "at", "actor_id")
_INVOLVEMENT = ("person_id", "subject_token", "account_id", "role_played", "at")
_LETTER = ("referral_id", "template", "addressee", "organisation_id", "at")
_CONSENT = ("person_id", "purpose", "recipient_class", "decision", "at")


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies: ClassVar = [("referrals", "0001_initial")]
    operations: ClassVar = [
        *refuse("referrals_decision", of=_DECISION),
        *refuse("referrals_review", of=_REVIEW),
        *refuse("referrals_statuschange", of=_CHANGE),
        *refuse("referrals_notification"),
        *refuse("referrals_involvement", of=_INVOLVEMENT),
        *refuse("referrals_letter", of=_LETTER),
        *refuse("referrals_consentrecord", of=_CONSENT),
        *refuse("referrals_holdquestion"),
        *refuse("referrals_referral", update=False),
        *refuse("referrals_person", update=False),
        *refuse("referrals_removalhold", update=False),
        *refuse("referrals_removalalarm", update=False),
    ]
