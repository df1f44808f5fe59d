"""Between the care room's values and its pages: queues, tables and the map of free places."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.care import api
from manumit.areas.care.words import (
    AGE_BANDS,
    INCIDENTS,
    OFFER_STATES,
    SERVICES,
    SEXES,
    region_name,
    state_tag,
)
from manumit.engines.charts import Figure, region_map
from manumit.platform.ui.components import Queue, QueueItem, Tag
from manumit.platform.ui.tables import Column


def episode_href(row: api.EpisodeRow) -> str:
    """The page of a person."""
    return reverse("care:episode", kwargs={"support_episode_id": row.id})


def _person_tags(row: api.EpisodeRow) -> tuple[Tag, ...]:
    tags = [state_tag(row.state)]
    if row.open_alerts:
        tags.append(Tag(_("Alert"), "red"))
    return tuple(tags)


def _person_facts(row: api.EpisodeRow) -> tuple[tuple[str, str], ...]:
    who = f"{AGE_BANDS.get(row.age_band, row.age_band)}, {SEXES.get(row.sex, row.sex)}"
    facts = [(_("Who"), who), (_("Region"), region_name(row.region) or _("Not known"))]
    if row.dependants:
        facts.append((_("Children with her"), str(row.dependants)))
    return tuple(facts)


def waiting_queue(rows: Sequence[api.EpisodeRow], total: int, at: datetime) -> Queue:
    """People who wait for a bed, the most urgent first."""
    items = tuple(
        QueueItem(row.pseudonym, episode_href(row), row.bed_due, row.opened_at, _person_tags(row), _person_facts(row))
        for row in rows
    )
    late = sum(row.bed_due < at for row in rows)
    title = _("Waiting for a bed, %(late)d past the time") % {"late": late} if late else _("Waiting for a bed")
    empty = _("Nobody waits. A person appears here when a positive first decision is released and she wants support.")
    return Queue(title, items, empty, f"{reverse('care:episodes')}?state=awaiting_offer", total)


def people_queue(rows: Sequence[api.EpisodeRow], total: int) -> Queue:
    """People in support, without clocks of the bed."""
    items = tuple(
        QueueItem(row.pseudonym, episode_href(row), tags=_person_tags(row), facts=_person_facts(row)) for row in rows
    )
    empty = _("Nobody is with your provider. A person appears here when she is offered a place of yours.")
    return Queue(_("My people today"), items, empty, reverse("care:episodes"), total)


def plans_queue(plans: Sequence[api.PlanDue], total: int) -> Queue:
    """Journey plans to draw up or review."""
    items = tuple(
        QueueItem(
            plan.pseudonym,
            reverse("care:plan", kwargs={"support_episode_id": plan.episode_id}),
            plan.due,
            tags=(Tag(_("First plan"), "blue") if plan.is_first else Tag(_("Review"), "grey"),),
        )
        for plan in plans
    )
    return Queue(_("Plans due"), items, _("No plan is due this week. Plans appear here seven days ahead."), total=total)


def alerts_queue(found: Sequence[api.Alert], total: int) -> Queue:
    """Open alerts; what happened is read on the person's page."""
    items = tuple(
        QueueItem(
            alert.pseudonym,
            reverse("care:episode", kwargs={"support_episode_id": alert.episode_id}) + "#alerts",
            age_from=alert.recorded_at,
            tags=(Tag(str(INCIDENTS.get(alert.kind, alert.kind)), "red"),),
        )
        for alert in found
    )
    empty = _("No alert is open. Whoever raises one on a person's page brings it here.")
    return Queue(_("Alerts"), items, empty, reverse("care:alerts") if total > len(items) else "", total)


def free_map(free: Mapping[str, int]) -> Figure:
    """Free beds as a map of regions with its table."""
    return region_map(title=_("Free places tonight by region"), values=dict(free), measure=_("Free places"))


def person_columns() -> tuple[Column, ...]:
    """The columns of the list of people."""
    return (
        Column("pseudonym", _("Person"), sort="x", href=episode_href, header=True),
        Column("state", _("State"), value=lambda row: state_tag(row.state), sort="x"),
        Column("who", _("Who"), value=lambda row: f"{AGE_BANDS.get(row.age_band, '')}, {SEXES.get(row.sex, '')}"),
        Column("region", _("Region"), value=lambda row: region_name(row.region), sort="x"),
        Column("provider", _("Provider"), sort="x"),
        Column("opened_at", _("Since"), sort="x"),
        Column("bed_due", _("Bed due"), value=lambda row: row.bed_due if _waits(row) else None, sort="x"),
        Column("open_alerts", _("Alerts"), sort="x", numeric=True),
    )


def _waits(row: api.EpisodeRow) -> bool:
    return row.state in {api.EpisodeState.AWAITING_OFFER, api.EpisodeState.OFFERED}


def provider_columns() -> tuple[Column, ...]:
    """The columns of the list of providers."""
    return (
        Column(
            "name",
            _("Provider"),
            sort="x",
            href=lambda row: reverse("care:provider", kwargs={"provider_id": row.id}),
            header=True,
        ),
        Column("serves", _("Serves")),
        Column(
            "regions", _("Regions"), value=lambda row: ", ".join(sorted({region_name(p.region) for p in row.places}))
        ),
        Column("beds", _("Beds"), sort="x", numeric=True),
        Column("free", _("Free tonight"), sort="x", numeric=True),
        Column("inspected_until", _("Inspected until"), sort="x"),
    )


def place_columns() -> tuple[Column, ...]:
    """The columns of a provider's places."""
    return (
        Column(
            "label",
            _("Place"),
            href=lambda row: reverse("care:place", kwargs={"place_id": row.id}),
            header=True,
            sort="x",
        ),
        Column("region", _("Region"), value=lambda row: region_name(row.region), sort="x"),
        Column("service", _("Service"), value=lambda row: SERVICES.get(row.service, row.service)),
        Column("serves", _("Serves")),
        Column("beds", _("Beds"), numeric=True),
        Column("free", _("Free tonight"), numeric=True),
    )


def place_choices(places: Sequence[api.PlaceView]) -> list[tuple[str, str]]:
    """Places to choose from, by region: never more than a label says."""
    return [
        (
            str(place.id),
            _("%(region)s: %(provider)s, %(label)s (%(service)s, %(free)d free)")
            % {
                "region": region_name(place.region),
                "provider": place.provider,
                "label": place.label,
                "service": SERVICES.get(place.service, place.service),
                "free": place.free,
            },
        )
        for place in places
    ]


def offer_rows(offers: Sequence[api.OfferView]) -> list[dict[str, object]]:
    """Offers as rows of the person's page."""
    return [
        {
            "offer": offer,
            "state": OFFER_STATES.get(offer.state, offer.state),
            "region": region_name(offer.region),
            "service": SERVICES.get(offer.service, offer.service),
            "open": offer.state == api.OfferState.OPEN,
        }
        for offer in offers
    ]


def who(row: api.EpisodeRow) -> str:
    """What is known of the person without saying who she is."""
    return f"{AGE_BANDS.get(row.age_band, row.age_band)}, {SEXES.get(row.sex, row.sex)}"
