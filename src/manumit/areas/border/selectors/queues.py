"""The queues of the hub and of a port, and the figures above them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Min, Prefetch, Q, QuerySet, Sum

from manumit.areas.border.models import Hit, HitReason, Manifest
from manumit.areas.border.rules import SILENT_HOURS, MessageStatus
from manumit.areas.border.selectors.visibility import visible_hits, visible_manifests, visible_messages
from manumit.kernel.actor import Actor

_COVERAGE_DAYS = 31


def hit_queue(actor: Actor, *, port: str = "", closed: bool = False) -> QuerySet[Hit]:
    """Return hits in the order in which people can be met, soonest first, with everything a queue shows."""
    rows = visible_hits(actor).select_related("traveller", "manifest")
    rows = rows.filter(state="closed") if closed else rows.exclude(state="closed")
    if port:
        rows = rows.filter(Q(port=port) | Q(onward_port=port))
    reasons = Prefetch("reasons", queryset=HitReason.objects.order_by("-kind", "weight", "added_at"))
    return rows.prefetch_related(reasons).order_by("-closed_at" if closed else "meet_at", "raised_at", "id")


@dataclass(frozen=True, slots=True)
class HitFigures:
    """What the hub sees in large figures: unread hits, since when the oldest waits, open ones, and referrals to start."""

    unread: int
    oldest_unread: datetime | None
    open: int
    to_refer: int


def hit_figures(actor: Actor) -> HitFigures:
    """Return the figures over the hits that the actor may see, in one query."""
    found = visible_hits(actor).aggregate(
        unread=Count("pk", filter=Q(state="open")),
        oldest=Min("raised_at", filter=Q(state="open")),
        open=Count("pk", filter=~Q(state="closed")),
        to_refer=Count("pk", filter=Q(state="met")),
    )
    return HitFigures(found["unread"], found["oldest"], found["open"], found["to_refer"])


@dataclass(frozen=True, slots=True)
class CarrierFigures:
    """What one carrier sent in a month, for its data-quality report and the hub's coverage page.

    Args:
        carrier: its code.
        messages: received.
        quarantined: of them, in quarantine.
        services: runs of services announced.
        late: of them, first announced after departure.
        incomplete: of them, with parts that never came.
        travellers: listed.
        problems: findings in all messages.
        last_at: when the last message came.
        silent: whether nothing came for longer than the parameter allows.
    """

    carrier: str
    messages: int
    quarantined: int
    services: int
    late: int
    incomplete: int
    travellers: int
    problems: int
    last_at: datetime | None
    silent: bool

    @property
    def timely(self) -> float | None:
        """Share of services that were announced before departure; None where none was."""
        return (self.services - self.late) / self.services if self.services else None


def carrier_figures(actor: Actor, *, at: datetime) -> list[CarrierFigures]:
    """Return the last month by carrier, in two queries; a carrier sees only its own messages, and no services."""
    since = at - timedelta(days=_COVERAGE_DAYS)
    messages = (
        visible_messages(actor)
        .filter(received_at__gte=since, received_at__lte=at)
        .values("carrier")
        .annotate(
            n=Count("pk"),
            quarantined=Count("pk", filter=Q(status=MessageStatus.QUARANTINED)),
            last=Max("received_at"),
            people=Sum("travellers"),
            findings=Sum("problem_count"),
        )
    )
    services = {
        row["carrier"]: row
        for row in visible_manifests(actor)
        .filter(first_received_at__gte=since, first_received_at__lte=at)
        .values("carrier")
        .annotate(
            n=Count("pk"),
            late=Count("pk", filter=Q(departs_at__isnull=False, first_received_at__gt=F("departs_at"))),
            incomplete=Count("pk", filter=Q(complete=False)),
        )
    }
    silent_before = at - timedelta(hours=SILENT_HOURS.on(at.date()))
    none = {"n": 0, "late": 0, "incomplete": 0}
    return [
        CarrierFigures(
            row["carrier"], row["n"], row["quarantined"],
            services.get(row["carrier"], none)["n"], services.get(row["carrier"], none)["late"],
            services.get(row["carrier"], none)["incomplete"],
            row["people"], row["findings"], row["last"], row["last"] < silent_before,
        )
        for row in messages.order_by("carrier")
    ]  # fmt: skip


def late_manifests(actor: Actor, *, at: datetime) -> QuerySet[Manifest]:
    """Return the services of the last two days that were announced after departure or lack a part."""
    since = at - timedelta(days=2)
    late = Q(departs_at__isnull=False, first_received_at__gt=F("departs_at")) | Q(complete=False)
    return visible_manifests(actor).filter(late, first_received_at__gte=since).order_by("-first_received_at")


def message_counts(actor: Actor) -> dict[str, int]:
    """Return how many messages stand in each status, and how many came more than once."""
    found = visible_messages(actor).aggregate(
        all=Count("pk"),
        parsed=Count("pk", filter=Q(status=MessageStatus.PARSED)),
        quarantined=Count("pk", filter=Q(status=MessageStatus.QUARANTINED)),
        waiting=Count("pk", filter=Q(status=MessageStatus.RECEIVED)),
        repeated=Count("pk", filter=Q(repeats__gt=0)),
    )
    return {key: int(value) for key, value in found.items()}
