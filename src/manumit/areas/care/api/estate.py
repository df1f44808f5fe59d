"""Providers, places and tariffs, as the actor may see them; no address is ever among them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from manumit.areas.care import selectors
from manumit.areas.care.models import Place, Provider, Tariff
from manumit.areas.care.services.money import tariff_timeline
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.kernel.timeline import RuleRow
from manumit.platform.access import require
from manumit.platform.accounts.models import Organisation


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Beds in a region."""

    id: UUID
    provider_id: UUID
    provider: str
    label: str
    region: str
    service: str
    serves: str
    beds: int
    free: int
    inspected_until: date


@dataclass(frozen=True, slots=True)
class ProviderView:
    """A provider with its places."""

    id: UUID
    name: str
    serves: str
    inspected_until: date
    active: bool
    version: int
    places: tuple[PlaceView, ...]

    @property
    def beds(self) -> int:
        """All beds."""
        return sum(place.beds for place in self.places)

    @property
    def free(self) -> int:
        """Beds that are free on the day that was asked for."""
        return sum(place.free for place in self.places)


@dataclass(frozen=True, slots=True)
class TariffView:
    """A tariff as a dated rule with its source and grade."""

    service: str
    pence_per_day: int
    row: RuleRow


def _places(rows: list[Place], on: date) -> tuple[PlaceView, ...]:
    taken = selectors.taken_beds([row.pk for row in rows], on)
    return tuple(
        PlaceView(
            id=row.pk,
            provider_id=row.provider_id,
            provider=row.provider.organisation.name,
            label=row.label,
            region=row.region,
            service=row.service,
            serves=row.serves or row.provider.serves,
            beds=row.beds,
            free=max(row.beds - taken[row.pk], 0),
            inspected_until=row.provider.inspected_until,
        )
        for row in rows
    )


def _provider(row: Provider, places: tuple[PlaceView, ...]) -> ProviderView:
    own = tuple(place for place in places if place.provider_id == row.pk)
    return ProviderView(row.pk, row.organisation.name, row.serves, row.inspected_until, row.active, row.version, own)


def providers(*, by: Actor, on: date) -> tuple[ProviderView, ...]:
    """The providers that exist for the actor, by name, with the beds free on a night."""
    require(by, "care.read_provider")
    rows = list(selectors.providers_visible_to(by).order_by("organisation__name"))
    places = _places(list(selectors.places_visible_to(by).order_by("region", "label")), on)
    return tuple(_provider(row, places) for row in rows)


def provider_view(*, by: Actor, provider_id: UUID, on: date) -> ProviderView:
    """One provider. Raises NotFound where it does not exist for the actor."""
    require(by, "care.read_provider")
    row = selectors.provider(by, provider_id)
    found = selectors.places_visible_to(by).filter(provider=row).order_by("region", "label")
    return _provider(row, _places(list(found), on))


def place_view(*, by: Actor, place_id: UUID, on: date) -> PlaceView:
    """One place, without its address. Raises NotFound where it does not exist for the actor."""
    require(by, "care.read_provider")
    return _places([selectors.place(by, place_id)], on)[0]


def places_with_beds(*, by: Actor, on: date) -> tuple[PlaceView, ...]:
    """Open places of inspected providers with a bed free on a night, for an offer or a move."""
    require(by, "care.read_provider")
    rows = selectors.places_visible_to(by).filter(open=True, provider__active=True, provider__inspected_until__gt=on)
    found = _places(list(rows.order_by("region", "provider__organisation__name", "label")), on)
    return tuple(place for place in found if place.free > 0)


def statement_providers(*, by: Actor) -> tuple[tuple[UUID, str], ...]:
    """Identifier and name of every provider, for those who open finance; nothing else of them."""
    require(by, "care.read_statement")
    if not (by.is_system or by.opens(Compartment.FINANCE)):
        raise NotFound(selectors.GONE)
    return tuple(Provider.objects.order_by("organisation__name").values_list("pk", "organisation__name"))


def organisations_without_provider(*, by: Actor) -> tuple[tuple[str, str], ...]:
    """Active organisations of the kind `provider` that are not in the contract yet, as pairs of identifier and name."""
    require(by, "care.manage_provider")
    taken = Provider.objects.values("organisation_id")
    found = Organisation.objects.filter(kind="provider", active=True).exclude(pk__in=taken).order_by("name")
    return tuple((str(row.pk), row.name) for row in found[:200])


def tariffs(*, by: Actor) -> tuple[TariffView, ...]:
    """Every tariff with its days, source and grade. Raises NotFound for those who do not open finance."""
    require(by, "care.read_statement")
    if not (by.is_system or by.opens(Compartment.FINANCE)):
        raise NotFound(selectors.GONE)
    by_service: dict[str, list[Tariff]] = {}
    for row in selectors.tariffs_visible_to(by):
        by_service.setdefault(row.service, []).append(row)
    timelines = {service: tariff_timeline(service, own) for service, own in by_service.items()}
    return tuple(
        TariffView(service, rule.value, described)
        for service, timeline in timelines.items()
        for rule, described in zip(timeline, timeline.describe(), strict=True)
    )
