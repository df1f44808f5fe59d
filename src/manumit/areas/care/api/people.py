"""People in support, as the actor may see them: by pseudonym, and only those who exist for her."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, When

from manumit.areas.care import selectors
from manumit.areas.care.models import (
    FundingLine,
    Incident,
    JourneyPlan,
    Offer,
    Placement,
    SupportConsent,
    SupportEpisode,
)
from manumit.areas.care.rules import EpisodeState
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.platform.access import require
from manumit.platform.audit.chain import record

LONGEST_LIST = 200


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """A person in a list."""

    id: UUID
    pseudonym: str
    state: str
    age_band: str
    sex: str
    dependants: int
    opened_at: datetime
    bed_due: datetime
    offer_due: datetime
    recovery_ends: date | None
    plan_due: date | None
    ended_on: date | None
    provider: str
    region: str
    open_alerts: int


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer."""

    id: UUID
    episode_id: UUID
    pseudonym: str
    provider: str
    region: str
    place: str
    service: str
    state: str
    offered_at: datetime
    expires_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlacementView:
    """A time at a place: provider and region, never where it is."""

    id: UUID
    place_id: UUID
    provider: str
    region: str
    place: str
    service: str
    starts: date
    ends: date | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class FundingView:
    """A funding line that stands; open where `ends` is None."""

    id: UUID
    provider_id: UUID
    provider: str
    service: str
    starts: date
    ends: date | None
    pence_per_day: int


@dataclass(frozen=True, slots=True)
class PlanView:
    """The journey plan, with the version that an edit must give back."""

    needs: Mapping[str, str]
    goals: str
    dependants_needs: str
    first_drawn_on: date
    reviewed_on: date
    review_due: date
    changed_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that happened to a person and that somebody must act on. `repr` keeps the account to itself."""

    id: UUID
    episode_id: UUID
    pseudonym: str
    kind: str
    happened_at: datetime
    recorded_at: datetime
    closed_at: datetime | None
    account: str
    done: str

    def __repr__(self) -> str:
        """Kind and identifier only."""
        return f"Alert({self.kind}, {self.id})"


@dataclass(frozen=True, slots=True)
class ConsentView:
    """What the person said when asked."""

    purpose: str
    decision: str
    at: datetime
    language: str
    interpreter: str


@dataclass(frozen=True, slots=True)
class EpisodeView:
    """All that the page of one person shows."""

    row: EpisodeRow
    version: int
    languages: tuple[str, ...]
    end_reason: str
    move_on_plan: str
    plan: PlanView | None
    offers: tuple[OfferView, ...]
    placements: tuple[PlacementView, ...]
    funding: tuple[FundingView, ...]
    shows_funding: bool
    consents: tuple[ConsentView, ...]
    alerts: tuple[Alert, ...]


def episodes(*, by: Actor, state: str = "") -> tuple[tuple[EpisodeRow, ...], int]:
    """The people who exist for the actor, by what breaks first: beds, then plans, then those whose support has ended.

    Returns:
        At most 200 rows, and how many there are in all.
    """
    require(by, "care.read_episode")
    found = selectors.episodes_visible_to(by)
    if state in set(EpisodeState):
        found = found.filter(state=state)
    order = Case(
        When(state=EpisodeState.AWAITING_OFFER, then=0),
        When(state=EpisodeState.OFFERED, then=1),
        When(state=EpisodeState.IN_SERVICE, then=2),
        default=3,
        output_field=IntegerField(),
    )
    return rows_of(found.order_by(order, "bed_due", "pk")[:LONGEST_LIST]), found.count()


def rows_of(found: object) -> tuple[EpisodeRow, ...]:
    """Turn episodes into rows with two more queries, however many they are."""
    listed: list[SupportEpisode] = list(found)  # type: ignore[call-overload] # a queryset or a list of episodes
    ids = [row.pk for row in listed]
    homes = {
        placed.episode_id: placed
        for placed in Placement.objects.filter(episode__in=ids, ends__isnull=True).select_related(
            "place__provider__organisation"
        )
    }
    counted = (
        Incident.objects.filter(episode__in=ids, closed_at__isnull=True).values_list("episode").annotate(n=Count("pk"))
    )
    open_alerts = dict(counted)
    return tuple(_row(row, homes.get(row.pk), open_alerts.get(row.pk, 0)) for row in listed)


def _row(episode: SupportEpisode, home: Placement | None, open_alerts: int) -> EpisodeRow:
    return EpisodeRow(
        id=episode.pk,
        pseudonym=episode.pseudonym,
        state=episode.state,
        age_band=episode.age_band,
        sex=episode.sex,
        dependants=episode.dependants,
        opened_at=episode.opened_at,
        bed_due=episode.bed_due,
        offer_due=episode.offer_due,
        recovery_ends=episode.recovery_ends,
        plan_due=episode.plan_due,
        ended_on=episode.ended_on,
        provider=home.place.provider.organisation.name if home else "",
        region=home.place.region if home else episode.region,
        open_alerts=open_alerts,
    )


def read_episode(*, by: Actor, at: datetime, episode_id: UUID) -> EpisodeView:
    """Open the page of one person; the reading is audited. Raises NotFound where she does not exist for the actor."""
    require(by, "care.read_episode")
    episode = selectors.episode(by, episode_id)
    record(by=by, at=at, action="care.open_support_episode", record=("support_episode", episode.pk))
    offers = selectors.offers_visible_to(by).filter(episode=episode).order_by("-offered_at")
    placed = selectors.placements_visible_to(by).filter(episode=episode).select_related("place__provider__organisation")
    funded = selectors.funding_visible_to(by).filter(episode=episode).select_related("provider__organisation")
    incidents = selectors.incidents_visible_to(by).filter(episode=episode).order_by("-recorded_at")
    plan = JourneyPlan.objects.filter(episode=episode).first()
    return EpisodeView(
        row=rows_of([episode])[0],
        version=episode.version,
        languages=tuple(episode.languages),
        end_reason=episode.end_reason,
        move_on_plan=episode.move_on_plan,
        plan=_plan(plan) if plan else None,
        offers=tuple(_offer(row) for row in offers),
        placements=tuple(_placement(row) for row in placed.order_by("starts", "recorded_at")),
        funding=tuple(_funding(row) for row in funded.order_by("starts")),
        shows_funding=by.is_system or by.opens(Compartment.FINANCE),
        consents=tuple(_consent(row) for row in SupportConsent.objects.filter(episode=episode).order_by("-at")),
        alerts=tuple(_alert(row) for row in incidents),
    )


def _plan(plan: JourneyPlan) -> PlanView:
    return PlanView(
        plan.needs,
        plan.goals,
        plan.dependants_needs,
        plan.first_drawn_on,
        plan.reviewed_on,
        plan.review_due,
        plan.changed_at,
        plan.version,
    )


def _offer(offer: Offer) -> OfferView:
    return OfferView(
        id=offer.pk,
        episode_id=offer.episode_id,
        pseudonym=offer.episode.pseudonym,
        provider=offer.place.provider.organisation.name,
        region=offer.place.region,
        place=offer.place.label,
        service=offer.place.service,
        state=offer.state,
        offered_at=offer.offered_at,
        expires_at=offer.expires_at,
        answered_at=offer.answered_at,
    )


def _placement(row: Placement) -> PlacementView:
    return PlacementView(
        row.pk,
        row.place_id,
        row.place.provider.organisation.name,
        row.place.region,
        row.place.label,
        row.place.service,
        row.starts,
        row.ends,
        row.recorded_at,
    )


def _funding(row: FundingLine) -> FundingView:
    name = row.provider.organisation.name
    return FundingView(row.pk, row.provider_id, name, row.service, row.starts, row.ends, row.pence_per_day)


def _consent(row: SupportConsent) -> ConsentView:
    return ConsentView(row.purpose, row.decision, row.at, row.language, row.interpreter)


def _alert(row: Incident, *, with_account: bool = True) -> Alert:
    account, done = (row.account, row.done) if with_account else ("", "")
    return Alert(
        row.pk,
        row.episode_id,
        row.episode.pseudonym,
        row.kind,
        row.happened_at,
        row.recorded_at,
        row.closed_at,
        account,
        done,
    )


def alerts(*, by: Actor, limit: int = 20) -> tuple[tuple[Alert, ...], int]:
    """Alerts that nobody closed, oldest first, without their accounts; and how many there are in all."""
    require(by, "care.read_episode")
    found = selectors.incidents_visible_to(by).filter(Q(closed_at__isnull=True))
    rows = found.defer("account", "done").order_by("recorded_at", "pk")[:limit]
    return tuple(_alert(row, with_account=False) for row in rows), found.count()


def offer_view(*, by: Actor, offer_id: UUID) -> OfferView:
    """One offer. Raises NotFound where it does not exist for the actor."""
    require(by, "care.answer_offer")
    return _offer(selectors.offer(by, offer_id))


def episode_of_incident(*, by: Actor, incident_id: UUID) -> UUID:
    """The episode that an alert is about. Raises NotFound where it does not exist for the actor."""
    require(by, "care.close_incident")
    found = selectors.incidents_visible_to(by).filter(pk=incident_id).values_list("episode_id", flat=True).first()
    if found is None:
        raise NotFound(selectors.GONE)
    return found


def episode_of_placement(*, by: Actor, placement_id: UUID) -> UUID:
    """The episode that a placement belongs to. Raises NotFound where it does not exist for the actor."""
    require(by, "care.read_episode")
    found = selectors.placements_visible_to(by).filter(pk=placement_id).values_list("episode_id", flat=True).first()
    if found is None:
        raise NotFound(selectors.GONE)
    return found


def funding_line(*, by: Actor, funding_line_id: UUID) -> FundingView:
    """One funding line that stands. Raises NotFound where finance is not open to the actor or a later version replaced it."""
    require(by, "care.read_statement")
    rows = selectors.funding_visible_to(by).select_related("provider__organisation")
    found = rows.filter(pk=funding_line_id).first()
    if found is None:
        raise NotFound(selectors.GONE)
    return _funding(found)
