"""Saving and finding drafts."""

from datetime import datetime, timedelta

from manumit.kernel.actor import Actor
from manumit.platform.drafts.models import Draft

KEPT_FOR = timedelta(days=28)
WARNED_AFTER = timedelta(days=21)
"""The live digital referral form deletes drafts at 28 days and warns at 21 (reference, referrals 4.1)."""

Values = dict[str, list[str]]


def save_draft(*, by: Actor, form: str, href: str, values: Values, at: datetime, title: str = "") -> None:
    """Keep what was typed, in place of an older draft of the same form."""
    draft = Draft.objects.filter(owner_id=by.user_id, form=form).first() or Draft(owner_id=by.user_id, form=form)
    draft.href, draft.title, draft.values, draft.saved_at = href, title, values, at
    draft.save()


def load_draft(*, by: Actor, form: str) -> Values | None:
    """Return what was typed, or None."""
    draft = Draft.objects.filter(owner_id=by.user_id, form=form).first()
    return None if draft is None else draft.values


def forget_draft(*, by: Actor, form: str) -> None:
    """Remove a draft, because it was sent or given up."""
    Draft.objects.filter(owner_id=by.user_id, form=form).delete()


def drafts_of(by: Actor) -> list[Draft]:
    """Return the person's drafts, newest first. Each lasts `KEPT_FOR` from when it was saved."""
    return list(Draft.objects.filter(owner_id=by.user_id).order_by("-saved_at"))


def expire(at: datetime) -> int:
    """Delete drafts that are older than `KEPT_FOR`; returns how many."""
    deleted, _ = Draft.objects.filter(saved_at__lt=at - KEPT_FOR).delete()
    return deleted
