"""Providers, places, tariffs and inspections; and the only way to a sealed address."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.care import selectors
from manumit.areas.care.models import Place, Provider, SafeAddress, SupportEpisode, Tariff
from manumit.areas.care.rules import Service
from manumit.areas.care.services.money import derive_lines, tariff_timeline
from manumit.errors import ConfigError, Duplicate, InputError
from manumit.kernel.actor import Actor
from manumit.kernel.places import region as region_of
from manumit.kernel.timeline import Grade
from manumit.platform.access import require
from manumit.platform.accounts.models import Organisation
from manumit.platform.audit.chain import record

MOST_BEDS = 60
_MIN_PURPOSE = 10


@dataclass(frozen=True, slots=True)
class OpenedAddress:
    """An address taken from the safe, for one reader and one purpose. `repr` shows none of it."""

    address: str
    directions: str

    def __repr__(self) -> str:
        """Nothing that could reach a log."""
        return "OpenedAddress(sealed)"


@transaction.atomic
def add_provider(*, by: Actor, at: datetime, organisation_id: UUID, inspected_until: date, serves: str = "") -> UUID:
    """Take an organisation into the contract.

    Raises:
        InputError: there is no such active organisation.
        Duplicate: it is a provider already.
    """
    require(by, "care.manage_provider")
    if not Organisation.objects.filter(pk=organisation_id, active=True).exists():
        raise InputError("Choose an organisation that is active.", field="organisation_id")
    if Provider.objects.filter(organisation_id=organisation_id).exists():
        raise Duplicate("This organisation is a provider already. Open it to change it.")
    provider = Provider.objects.create(
        organisation_id=organisation_id, inspected_until=inspected_until, serves=serves.strip(), created_at=at
    )
    record(by=by, at=at, action="care.add_provider", record=("provider", provider.pk))
    return provider.pk


@transaction.atomic
def record_inspection(
    *, by: Actor, at: datetime, provider_id: UUID, inspected_until: date, expected: int | None = None
) -> None:
    """Say up to which day (not included) a provider's inspection holds. Raises Conflict where another changed it first."""
    require(by, "care.manage_provider")
    provider = selectors.provider(by, provider_id)
    provider.inspected_until = inspected_until
    provider.save_version(expected=expected, update_fields=["inspected_until"])
    record(by=by, at=at, action="care.record_inspection", record=("provider", provider.pk))


@transaction.atomic
def add_place(
    *,
    by: Actor,
    at: datetime,
    provider_id: UUID,
    label: str,
    region: str,
    service: str,
    beds: int,
    address: str,
    serves: str = "",
    directions: str = "",
) -> UUID:
    """Add beds in a region; the address goes straight into the safe.

    Args:
        by: the contractor.
        at: now.
        provider_id: whose beds they are.
        label: a neutral word for lists, with nothing of the address in it.
        region: ITL 1 code.
        service: key of `rules.Service`.
        beds: how many.
        address: sealed; shown on its own page only.
        serves: whom the place is for.
        directions: how to arrive safely; sealed.

    Raises:
        InputError: unknown region or service, no beds, no address, or a label that repeats a part of the address.
    """
    require(by, "care.manage_provider")
    provider = selectors.provider(by, provider_id)
    if service not in set(Service):
        raise InputError("Choose one of the services of the contract.", field="service")
    if not 1 <= beds <= MOST_BEDS:
        raise InputError(f"Give a number of beds from 1 to {MOST_BEDS}.", field="beds")
    if not address.strip():
        raise InputError("Give the address. It is sealed as soon as you send it.", field="address")
    _refuse_telling_label(label, address)
    place = Place.objects.create(
        provider=provider,
        label=label.strip(),
        region=region_of(region).code,
        service=service,
        beds=beds,
        serves=serves.strip(),
    )
    SafeAddress.objects.create(place=place, address=address.strip(), directions=directions.strip())
    record(by=by, at=at, action="care.add_place", record=("place", place.pk))
    return place.pk


def _refuse_telling_label(label: str, address: str) -> None:
    if not label.strip():
        raise InputError("Give the place a neutral word, such as “House 3”.", field="label")
    telling = {word for word in _words(address) if len(word) > 3} & set(_words(label))  # noqa: PLR2004 - "the", "and", "st"
    if telling - {"house", "flat", "road", "street", "place", "room"}:
        raise InputError("The label repeats a part of the address. Choose a neutral word.", field="label")


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()


@transaction.atomic
def open_address(*, by: Actor, at: datetime, place_id: UUID, purpose: str) -> OpenedAddress:
    """Take an address from the safe, and note who did and why.

    Raises:
        InputError: the purpose is not said in a few words.
        NotFound: the place does not exist for the actor.
    """
    require(by, "care.open_address")
    place = selectors.place(by, place_id)
    said = " ".join(purpose.split())
    if len(said) < _MIN_PURPOSE:
        raise InputError("Say in a few words what you need the address for.", field="purpose")
    sealed = SafeAddress.objects.get(place=place)
    # the purpose is free text that may name a person, so the chain keeps only that one was given
    record(
        by=by,
        at=at,
        action="care.open_address",
        record=("place", place.pk),
        detail={"purpose_words": len(said.split())},
    )
    return OpenedAddress(sealed.address, sealed.directions)


@transaction.atomic
def add_tariff(
    *,
    by: Actor,
    at: datetime,
    service: str,
    pence_per_day: int,
    starts: date,
    ends: date | None = None,
    source: str,
    grade: str = Grade.UNVERIFIED,
) -> UUID:
    """Add the price of a service from a day on, and price anew every stay that it touches.

    Args:
        by: the contractor.
        at: now.
        service: key of `rules.Service`.
        pence_per_day: whole pence.
        starts: the first day it holds; an earlier tariff that is open ends there.
        ends: the first day it no longer holds.
        source: who set it, and where that stands.
        grade: evidence grade of the source.

    Raises:
        InputError: unknown service, no source, an empty period, a gap to another tariff, or a second one of that day.
    """
    require(by, "care.manage_tariff")
    _check_tariff(service, pence_per_day, starts, source)
    tariff = Tariff(
        service=service,
        pence_per_day=pence_per_day,
        starts=starts,
        ends=ends,
        source=source.strip(),
        grade=Grade(grade),
        added_at=at,
        added_by=by.user_id,
    )
    try:
        tariff_timeline(service, [*Tariff.objects.filter(service=service), tariff])
    except ConfigError as error:
        raise InputError(
            "The days of this tariff do not fit the others: there would be days without a price. Check both days.",
            field="starts",
        ) from error
    tariff.save()
    repriced = _reprice(service, starts, at)
    record(
        by=by,
        at=at,
        action="care.add_tariff",
        record=("tariff", tariff.pk),
        detail={"service": service, "episodes_repriced": repriced},
    )
    return tariff.pk


def _check_tariff(service: str, pence_per_day: int, starts: date, source: str) -> None:
    if service not in set(Service):
        raise InputError("Choose one of the services of the contract.", field="service")
    if pence_per_day <= 0:
        raise InputError("Give the price of a day in whole pence, more than 0.", field="pence_per_day")
    if not source.strip():
        raise InputError("Say who set this price and where it is written.", field="source")
    if Tariff.objects.filter(service=service, starts=starts).exists():
        raise InputError("There is a tariff from this day already. Choose another day.", field="starts")


def _reprice(service: str, starts: date, at: datetime) -> int:
    touched = SupportEpisode.objects.filter(placements__place__service=service).exclude(ended_on__lte=starts).distinct()
    count = 0
    for episode in touched:
        if derive_lines(episode, at=at):
            episode.save_version(update_fields=["funding_generation"])
            count += 1
    return count
