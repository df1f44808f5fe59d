"""What is known of one traveller's journey: PAXLST gives most, a booking record the rest; None always means unknown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from manumit.engines.names import normalise

ContactKind = Literal["phone", "email", "agency"]
PaymentForm = Literal["cash", "card", "other"]
Payer = Literal["traveller", "third_party"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelDocument:
    """A document presented; every field may be unknown."""

    kind: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """One person on a manifest.

    Args:
        id: the caller's reference.
        surname: None where unknown, likewise every field below.
        given_names: in one text.
        birth: whole date of birth.
        sex: `F`, `M` or `X`.
        nationality: ISO 3166 alpha-3 code.
        residence: ISO 3166 alpha-3 code.
        documents: None where none was reported.
        embarked: UN/LOCODE or IATA code of the first port.
        disembarked: code of the last port.
        locator: booking reference; travellers who share it are a party.
        seat: as reported.
        bags: number of checked bags.
        phones: None unknown, an empty tuple where the sender says there is none.
        emails: likewise.
    """

    id: str
    surname: str | None = None
    given_names: str | None = None
    birth: date | None = None
    sex: str | None = None
    nationality: str | None = None
    residence: str | None = None
    documents: tuple[TravelDocument, ...] | None = None
    embarked: str | None = None
    disembarked: str | None = None
    locator: str | None = None
    seat: str | None = None
    bags: int | None = None
    phones: tuple[str, ...] | None = None
    emails: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What a booking record adds; None where it does not say."""

    payment: PaymentForm | None = None
    payer: Payer | None = None
    paid_on: date | None = None
    agency: str | None = None
    has_return: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """The journey: the day it starts, and the codes of its ports in order; None or empty where unknown."""

    departs: date | None = None
    ports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PastTrip:
    """An earlier entry of the traveller.

    Args:
        day: the day of arrival.
        children: the caller's references of the children in the party.
    """

    day: date
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedContact:
    """How many travellers outside the party gave the same contact.

    Args:
        kind: phone, email or agency.
        value: the contact as compared.
        unconnected: how many other travellers, none of the same party.
    """

    kind: ContactKind
    value: str
    unconnected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything an indicator may look at for one traveller and journey.

    Args:
        traveller: the person.
        party: the others of the same booking; None where the booking reference is unknown.
        booking: None where there is no booking record.
        journey: None where unknown.
        past_trips: earlier entries; None where history was not looked up.
        shared_contacts: contacts shared with others; None where that was not looked up.
    """

    traveller: Traveller
    party: tuple[Traveller, ...] | None = None
    booking: Booking | None = None
    journey: Journey | None = None
    past_trips: tuple[PastTrip, ...] | None = None
    shared_contacts: tuple[SharedContact, ...] | None = None


def contact_key(value: str) -> str:
    """A contact made comparable: digits of a telephone number, otherwise lower case without blanks."""
    squeezed = "".join(value.split()).casefold()
    digits = "".join(c for c in squeezed if c.isascii() and c.isdigit())
    return digits.removeprefix("00") if digits and set(squeezed) <= set("0123456789+()-./") else squeezed


def same_surname(a: str, b: str) -> bool:
    """Whether two surnames share a whole part, so that `Garcia Lopez` is family of `Garcia`."""
    return bool(set(normalise(a).split()) & set(normalise(b).split()))


def find_shared_contacts(
    travellers: Iterable[Traveller], agencies: dict[str, str] | None = None
) -> dict[str, tuple[SharedContact, ...]]:
    """For every traveller, the contacts that travellers of other parties gave too.

    Args:
        travellers: all that are to be held against each other, such as a day's manifests; without a booking
            reference each is a party of one.
        agencies: travel agency by traveller id, where booking records give it.

    Returns:
        By traveller id, contacts with the number of unconnected travellers, those shared with nobody left out.
    """
    everyone = tuple(travellers)
    holders: defaultdict[tuple[ContactKind, str], list[Traveller]] = defaultdict(list)
    for traveller in everyone:
        for key in _contacts(traveller, (agencies or {}).get(traveller.id)):
            holders[key].append(traveller)
    found: dict[str, list[SharedContact]] = {traveller.id: [] for traveller in everyone}
    for (kind, value), group in holders.items():
        sizes: defaultdict[str, int] = defaultdict(int)
        for traveller in group:
            sizes[_party(traveller)] += 1
        for traveller in group:
            if others := len(group) - sizes[_party(traveller)]:
                found[traveller.id].append(SharedContact(kind, value, others))
    return {key: tuple(sorted(contacts, key=lambda c: (c.kind, c.value))) for key, contacts in found.items()}


def _contacts(traveller: Traveller, agency: str | None) -> set[tuple[ContactKind, str]]:
    phones: set[tuple[ContactKind, str]] = {("phone", contact_key(value)) for value in traveller.phones or ()}
    emails: set[tuple[ContactKind, str]] = {("email", contact_key(value)) for value in traveller.emails or ()}
    agencies: set[tuple[ContactKind, str]] = {("agency", contact_key(agency))} if agency else set()
    return {(kind, value) for kind, value in phones | emails | agencies if value}


def _party(traveller: Traveller) -> str:
    return f"locator:{traveller.locator}" if traveller.locator else f"alone:{traveller.id}"
