"""Figures of the border room, without a person in them."""

from datetime import datetime

from django.db.models import Count, Q

from manumit.areas.border.models import Hit, IndicatorRecord, Manifest, Message, Outcome, Traveller, WatchlistEntry
from manumit.areas.border.rules import ReviewStatus
from manumit.areas.border.selectors import queues
from manumit.kernel.actor import Actor
from manumit.platform.access import require


def hit_figures(*, by: Actor) -> queues.HitFigures:
    """Return unread, open and to-refer counts over the hits that the actor may see."""
    require(by, "border.read_hit")
    return queues.hit_figures(by)


def carrier_figures(*, by: Actor, at: datetime) -> list[queues.CarrierFigures]:
    """Return a month of messages by carrier; a carrier sees its own."""
    require(by, "border.read_message")
    return queues.carrier_figures(by, at=at)


def message_counts(*, by: Actor) -> dict[str, int]:
    """Return how many messages stand where."""
    require(by, "border.read_message")
    return queues.message_counts(by)


def evidence(*, at: datetime) -> dict[str, int]:
    """Return counts for the strategy's actions up to a moment; no person can be told from them.

    Args:
        at: nothing later counts.
    """
    hits = Hit.objects.filter(raised_at__lte=at).aggregate(
        raised=Count("pk"), open=Count("pk", filter=~Q(state="closed")), unread=Count("pk", filter=Q(state="open"))
    )
    outcomes = Outcome.objects.filter(recorded_at__lte=at).aggregate(
        all=Count("pk"),
        victims=Count("pk", filter=Q(kind="potential_victim")),
        children=Count("pk", filter=Q(kind="child_concern")),
        traffickers=Count("pk", filter=Q(kind="suspected_trafficker")),
    )
    day = at.date()
    live = Q(status=ReviewStatus.APPROVED, starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))
    return {
        "border.messages": Message.objects.filter(received_at__lte=at).count(),
        "border.messages_quarantined": Message.objects.filter(received_at__lte=at, status="quarantined").count(),
        "border.manifests": Manifest.objects.filter(first_received_at__lte=at).count(),
        "border.travellers": Traveller.objects.filter(message__received_at__lte=at).count(),
        "border.carriers": Manifest.objects.filter(first_received_at__lte=at).values("carrier").distinct().count(),
        "border.hits": hits["raised"],
        "border.hits_open": hits["open"],
        "border.hits_unread": hits["unread"],
        "border.outcomes": outcomes["all"],
        "border.potential_victims": outcomes["victims"],
        "border.child_concerns": outcomes["children"],
        "border.suspected_traffickers": outcomes["traffickers"],
        "border.referrals": Hit.objects.filter(referral_id__isnull=False, closed_at__lte=at).count(),
        "border.watchlist_live": WatchlistEntry.objects.filter(live).count(),
        "border.indicators_live": IndicatorRecord.objects.filter(live).count(),
    }
