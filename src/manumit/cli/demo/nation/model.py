"""The values that the demo nation is made of: invented people on invented services, and what is hidden among them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from manumit.kernel.places import Carrier, Port


class Size(StrEnum):
    """How large a nation to make."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Reading(StrEnum):
    """What a careful reader should make of a message."""

    WHOLE = "whole"
    DUPLICATE = "duplicate"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Service:
    """One scheduled journey; `departs` and `arrives` are aware and carry the port's own zone."""

    key: str
    carrier: str
    number: str
    mode: str
    origin: str
    destination: str
    departs: datetime
    arrives: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """A travel document: kind (P passport, I identity card, V visa), number, issuer (alpha-3) and expiry."""

    kind: str
    number: str
    issuer: str
    expires: date


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody says that they will stay: an invented street, town and postcode (none of them exists)."""

    street: str
    town: str
    postcode: str

    def __str__(self) -> str:
        """Return the address in one line."""
        return f"{self.street}, {self.town} {self.postcode}"


@dataclass(frozen=True, slots=True)
class Traveller:
    """One invented person on one service, as the carrier could know them.

    `surname` and `given` are in the capitals that carriers send; `native_name` is how the person writes it.
    `person` is the same on every journey of one person; `role` is FL (passenger) or FM (crew); `sex` is F or M.
    """

    key: str
    person: str
    service: str
    role: str
    surname: str
    given: str
    native_name: str
    sex: str
    born: date
    nationality: str
    residence: str
    locator: str
    reference: str
    seat: str
    embarked: str
    debarked: str
    documents: tuple[Document, ...] = ()
    bag_pieces: int = 0
    bag_tag: str = ""
    phone: str = ""
    email: str = ""
    address: Address | None = None

    def age(self, day: date) -> int:
        """Return the age in whole years on `day`."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


@dataclass(frozen=True, slots=True)
class Message:
    """One carrier's message exactly as sent.

    `travellers` are the keys of those who can be read out of it; `dirt` names what was done to the clean text;
    `function` is the BGM function (empty for an original list); `part` of `parts` for lists in several messages.
    """

    key: str
    service: str
    sent_at: datetime
    raw: bytes
    dialect: str
    reading: Reading
    dirt: tuple[str, ...]
    function: str
    part: int
    parts: int
    travellers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchlistEntry:
    """A listed person: aliases in several scripts, why, for whom, and the half-open period of listing."""

    key: str
    surname: str
    given: str
    aliases: tuple[str, ...]
    born: date | None
    nationality: str
    sex: str
    documents: tuple[str, ...]
    phones: tuple[str, ...]
    reason: str
    source: str
    guidance: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class HiddenPerson:
    """Somebody of the hidden network: what they are in truth, and every journey they make in the month."""

    person: str
    part: str
    name: str
    born: date
    nationality: str
    sex: str
    journeys: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class HiddenTruth:
    """What the system should find out: who is who, what they share, and who is met at the port today.

    `pairs` join the key of an escort's journey with the key of the person escorted on it.
    """

    people: tuple[HiddenPerson, ...]
    recruitment_phone: str
    safe_address: Address
    agency_email: str
    pairs: tuple[tuple[str, str], ...]
    met_today: str
    escort_today: str
    listed_as: str
    repeat_escort: str

    def of(self, *parts: str) -> tuple[HiddenPerson, ...]:
        """Return the people who play one of `parts` (victim, recruiter, escort, exploiter, facilitator)."""
        return tuple(each for each in self.people if each.part in parts)


@dataclass(frozen=True, slots=True)
class Referral:
    """One row of referral history; ages are at exploitation, `child` decides the published column.

    Outcomes are positive, negative, suspended, withdrawn or empty where none is recorded.
    """

    key: str
    referred_on: date
    child: bool
    born: date
    sex: str
    surname: str
    given: str
    nationality: str
    exploitation: str
    responder: str
    rg_outcome: str
    rg_on: date | None
    cg_outcome: str
    cg_on: date | None


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A report from the public, in the language it was written in, with the English gist where that is another."""

    key: str
    received_at: datetime
    language: str
    place: str
    text: str
    gist: str
    danger_now: bool
    contact: str
    about_network: bool


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of care and its places: region, people it serves, beds and an invented price per day in pence."""

    key: str
    name: str
    region: str
    serves: str
    beds: int
    pence_a_day: int
    starts: date
    inspected_on: date


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, its kind (as the roles' table has it) and its dated roles as (role, starts, ends or None)."""

    key: str
    name: str
    kind: str
    country: str
    roles: tuple[tuple[str, date, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class StaffMember:
    """An invented user of the system: name, e-mail address, organisation, role and (for a port officer) port."""

    key: str
    name: str
    email: str
    organisation: str
    role: str
    port: str = ""


@dataclass(frozen=True, slots=True)
class GuidanceEntry:
    """A public document's bibliographic facts, with an abstract in our own words. `pages` is 0 where not known."""

    key: str
    title: str
    author: str
    year: int
    number: str
    pages: int
    kind: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Nation:
    """Everything the demo begins with. `today` is the last day of the month that starts on `first_day`.

    `indicators` are live from the start; `learned_indicator` is what the de-brief teaches, to be proposed.
    """

    seed: int
    size: Size
    first_day: date
    today: date
    carriers: tuple[Carrier, ...]
    ports: tuple[Port, ...]
    services: tuple[Service, ...]
    travellers: tuple[Traveller, ...]
    messages: tuple[Message, ...]
    watchlist: tuple[WatchlistEntry, ...]
    indicators: tuple[dict[str, object], ...]
    learned_indicator: dict[str, object]
    truth: HiddenTruth
    reports: tuple[PublicReport, ...]
    providers: tuple[Provider, ...]
    organisations: tuple[Organisation, ...]
    staff: tuple[StaffMember, ...]
    guidance: tuple[GuidanceEntry, ...]
