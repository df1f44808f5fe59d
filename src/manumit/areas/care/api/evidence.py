"""What the care room can show for the strategy's actions: counts, without any person."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q

from manumit.areas.care.api.desk import spending
from manumit.areas.care.models import JourneyPlan, Offer, Placement, Provider, SupportEpisode
from manumit.areas.care.rules import BED_WITHIN_HOURS, EpisodeState
from manumit.kernel.actor import system


def evidence(*, at: datetime) -> dict[str, int]:
    """Counts up to now: people supported, in time and late, providers inspected, and money spent in the contract year."""
    counts = SupportEpisode.objects.filter(opened_at__lte=at).aggregate(
        opened=Count("pk"),
        waiting=Count("pk", filter=Q(state__in=(EpisodeState.AWAITING_OFFER, EpisodeState.OFFERED))),
        in_service=Count("pk", filter=Q(state=EpisodeState.IN_SERVICE)),
        ended=Count("pk", filter=Q(state=EpisodeState.ENDED)),
    )
    placed = SupportEpisode.objects.annotate(first=Min("placements__recorded_at")).filter(first__isnull=False)
    window = timedelta(hours=BED_WITHIN_HOURS.on(at.date()))
    in_time = placed.filter(first__lte=F("opened_at") + window).count()
    providers = Provider.objects.filter(active=True)
    return {
        "care.episodes": counts["opened"],
        "care.waiting": counts["waiting"],
        "care.in_service": counts["in_service"],
        "care.ended": counts["ended"],
        "care.placed": placed.count(),
        "care.placed_in_time": in_time,
        "care.offers": Offer.objects.filter(offered_at__lte=at).count(),
        "care.moves": max(Placement.objects.count() - placed.count(), 0),
        "care.plans": JourneyPlan.objects.count(),
        "care.providers": providers.count(),
        "care.providers_inspected": providers.filter(inspected_until__gt=at.date()).count(),
        "care.pence_this_year": spending(by=system("evidence"), on=at.date()).spent_pence,
    }
