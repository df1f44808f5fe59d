"""What the first pages answer: who waits for a bed, where beds are free, what is due, what was spent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from manumit.areas.care import selectors
from manumit.areas.care.api.people import EpisodeRow, rows_of
from manumit.areas.care.rules import ANNUAL_CAP_PENCE, EpisodeState, contract_year
from manumit.kernel.actor import Actor
from manumit.kernel.places import all_regions
from manumit.kernel.timeline import Source
from manumit.platform.access import require

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Spending:
    """Money spent in the contract year so far, against its budget.

    Args:
        starts: the first day of the year.
        ends: the first day of the next.
        spent_pence: for nights that have passed.
        cap_pence: the budget of the year.
        source: where the budget comes from, with its grade.
    """

    starts: date
    ends: date
    spent_pence: int
    cap_pence: int
    source: Source

    @property
    def percent(self) -> int:
        """The part that is spent, rounded down."""
        return self.spent_pence * 100 // self.cap_pence


@dataclass(frozen=True, slots=True)
class PlanDue:
    """A journey plan that must be drawn up or reviewed by a day."""

    episode_id: UUID
    pseudonym: str
    due: date
    is_first: bool


@dataclass(frozen=True, slots=True)
class ContractDesk:
    """What is due on the contractor's first page, and what the year has cost."""

    exits_due: int
    plans_late: int
    open_alerts: int
    moves_this_week: int
    spending: Spending


def free_places(*, by: Actor, on: date) -> dict[str, int]:
    """Beds free on a night by ITL 1 region, in places that are open and inspected; every region has a figure."""
    require(by, "care.read_free_places")
    rows = list(
        selectors.places_visible_to(by)
        .filter(open=True, provider__active=True, provider__inspected_until__gt=on)
        .values_list("pk", "region", "beds")
    )
    taken = selectors.taken_beds([pk for pk, _region, _beds in rows], on)
    free = dict.fromkeys((region.code for region in all_regions()), 0)
    for pk, region, beds in rows:
        free[region] = free.get(region, 0) + max(beds - taken[pk], 0)
    return free


def spending(*, by: Actor, on: date) -> Spending:
    """What the contract year has cost up to a day (not included)."""
    require(by, "care.read_statement")
    starts, ends = contract_year(on)
    lines = (
        selectors.funding_visible_to(by)
        .filter(Q(ends__isnull=True) | Q(ends__gt=starts), starts__lt=on)
        .values_list("starts", "ends", "pence_per_day")
    )
    spent = sum((min(end or on, on) - max(start, starts)).days * pence for start, end, pence in lines)
    rule = ANNUAL_CAP_PENCE.rule_on(on)
    return Spending(starts, ends, spent, rule.value, rule.source)


def waiting(*, by: Actor, limit: int = 10) -> tuple[tuple[EpisodeRow, ...], int]:
    """People who wait for a bed, by the hour at which they must have one; and how many in all."""
    require(by, "care.offer_place")
    found = selectors.episodes_visible_to(by).filter(state__in=(EpisodeState.AWAITING_OFFER, EpisodeState.OFFERED))
    return rows_of(found.order_by("bed_due", "pk")[:limit]), found.count()


def contract_desk(*, by: Actor, at: datetime) -> ContractDesk:
    """Count what is due, and what was spent."""
    require(by, "care.offer_place")
    today = at.date()
    everyone = selectors.episodes_visible_to(by)
    placed = everyone.filter(state=EpisodeState.IN_SERVICE)
    no_plan = Q(plan__isnull=True, plan_due__lt=today)
    recent = selectors.placements_visible_to(by).filter(starts__gte=today - SOON)
    return ContractDesk(
        exits_due=placed.filter(recovery_ends__lte=today + SOON).count(),
        plans_late=placed.filter(no_plan | Q(plan__review_due__lt=today)).count(),
        open_alerts=selectors.incidents_visible_to(by).filter(closed_at__isnull=True).count(),
        moves_this_week=recent.count(),
        spending=spending(by=by, on=today),
    )


def own_people(*, by: Actor, limit: int = 20) -> tuple[tuple[EpisodeRow, ...], int]:
    """The people in service who exist for the actor, and how many there are in all."""
    require(by, "care.read_episode")
    found = selectors.episodes_visible_to(by).exclude(state=EpisodeState.ENDED)
    return rows_of(found.order_by("plan_due", "pk")[:limit]), found.count()


def plans_due(*, by: Actor, on: date, limit: int = 20) -> tuple[tuple[PlanDue, ...], int]:
    """Plans to draw up or to review within a week, or late already, the most urgent first; and how many in all."""
    require(by, "care.read_episode")
    until = on + SOON
    placed = selectors.episodes_visible_to(by).filter(state=EpisodeState.IN_SERVICE)
    new = placed.filter(plan__isnull=True, plan_due__lte=until).values_list("pk", "pseudonym", "plan_due")
    old = placed.filter(plan__review_due__lte=until).values_list("pk", "pseudonym", "plan__review_due")
    found = [PlanDue(pk, name, due, True) for pk, name, due in new if due]
    found += [PlanDue(pk, name, due, False) for pk, name, due in old if due]
    found.sort(key=lambda plan: (plan.due, plan.pseudonym))
    return tuple(found[:limit]), len(found)
