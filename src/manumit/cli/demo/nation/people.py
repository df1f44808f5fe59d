"""The ordinary travellers of the demo nation: single people, couples, families with infants, groups and lone children."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from manumit.cli.demo.nation.model import Address, Document, Service, Traveller
from manumit.cli.demo.nation.names import CULTURES, Culture, NamePart, fold
from manumit.cli.demo.nation.rolls import DIGITS, born_at, code, rolls, weighted
from manumit.cli.demo.nation.routes import route
from manumit.kernel.places import port

ADULT = 18
LOADS = {"air": (38, 84), "sea": (40, 70), "rail": (60, 100)}
_PARTIES = {
    "one": 52.0,
    "couple": 18.0,
    "family": 16.0,
    "parent": 7.0,
    "friends": 4.0,
    "blended": 1.0,
    "lone_child": 2.0,
}
_NO_CONTACT = 0.45
_CARD_STATES = frozenset({"BGR", "CZE", "DEU", "ESP", "FRA", "GRC", "HUN", "ITA", "LTU", "POL", "ROU", "SVK"})
_VISA_STATES = frozenset(
    {"AFG", "BGD", "CHN", "ERI", "ETH", "GHA", "IND", "NGA", "PAK", "PHL", "SDN", "SYR", "THA", "VNM"}
)
_USES_CARD = 0.3
_SHOWS_VISA = 0.6
_EXPIRED = 0.005
_GIVES_PHONE = 0.9
_GIVES_ADDRESS = 0.2
_STREETS = (
    "ORCHARD ROW",
    "MILL STREET",
    "STATION ROAD",
    "CHAPEL LANE",
    "HARBOUR VIEW",
    "ELM CLOSE",
    "KINGSWAY",
    "NEW ROAD",
)
_TOWNS = (("NORTHMOOR", "NM"), ("HARBOURTON", "HQ"), ("EASTWICK", "EW"), ("THORNLEIGH", "VX"), ("AVONMERE", "AQ"))


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, whichever service they take."""

    person: str
    surname: NamePart
    given: NamePart
    culture: Culture
    sex: str
    born: date
    nationality: str
    documents: tuple[Document, ...]
    phone: str = ""
    email: str = ""


def invent(
    roll: Random,
    culture_key: str,
    day: date,
    *,
    ages: tuple[int, int],
    sex: str = "",
    surname: NamePart | None = None,
    person: str = "",
) -> Identity:
    """Invent somebody of a culture who is within `ages` (both included) on `day`; every other fact is drawn."""
    culture = CULTURES[culture_key]
    sex = sex or roll.choice("FM")
    family = surname or culture.surname(roll)
    given = culture.given(roll, sex)
    born = born_at(roll, day, *ages)
    return Identity(
        person=person or f"p-{code(roll, 10)}",
        surname=family,
        given=given,
        culture=culture,
        sex=sex,
        born=born,
        nationality=culture.nationality,
        documents=papers(roll, culture.nationality, day),
        email=_email(roll, family, given, sex) if ages[1] >= ADULT else "",
    )


def papers(roll: Random, issuer: str, day: date) -> tuple[Document, ...]:
    """Invent what somebody travels on: a passport, or an identity card where that does, and perhaps a visa.

    About one in two hundred has run out before `day`.
    """
    kind = "I" if issuer in _CARD_STATES and roll.random() < _USES_CARD else "P"
    letters = code(roll, roll.choice((1, 2)), "ABCDEFGHKLMNPRST")
    number = code(roll, 9, DIGITS) if issuer in {"GBR", "USA"} else letters + code(roll, 9 - len(letters), DIGITS)
    left = -roll.randint(5, 200) if roll.random() < _EXPIRED else roll.randint(90, 3600)
    main = Document(kind, number, issuer, day + timedelta(days=left))
    if issuer not in _VISA_STATES or roll.random() > _SHOWS_VISA:
        return (main,)
    return (main, Document("V", code(roll, 9, DIGITS), "GBR", day + timedelta(days=roll.randint(30, 700))))


def aboard(
    service: Service,
    identity: Identity,
    *,
    number: int,
    locator: str,
    seat: str,
    bags: tuple[int, str],
    contact: bool = True,
) -> Traveller:
    """Put somebody on a service as the `number`th traveller, with a seat and (pieces, first tag) of bags."""
    return Traveller(
        key=f"{service.key}/{number:03d}",
        person=identity.person,
        service=service.key,
        role="FL",
        surname=fold(identity.surname.latin(identity.sex)),
        given=fold(identity.given.latin(identity.sex)),
        native_name=identity.culture.native_name(identity.surname, identity.given, identity.sex),
        sex=identity.sex,
        born=identity.born,
        nationality=identity.nationality,
        residence=identity.nationality,
        locator=locator,
        reference=f"{service.carrier}{number:04d}",
        seat=seat,
        embarked=service.origin,
        debarked=service.destination,
        documents=identity.documents,
        bag_pieces=bags[0],
        bag_tag=bags[1],
        phone=identity.phone if contact else "",
        email=identity.email if contact else "",
    )


def load(seed: int, service: Service, aside: int, phones: Iterator[str]) -> Iterator[Traveller]:
    """Yield the ordinary travellers of a service, numbered from `aside` + 1 on (the first are the storyline's).

    Each `phones` number goes to one traveller at most; when they run out, nobody else gives one.
    """
    roll = rolls(seed, "load", service.key)
    run = route(service.carrier, service.number)
    shares = {name: float(share) for name, share in run.cultures}
    wanted = aside + roll.randint(*LOADS[service.mode])
    number = aside
    while number < wanted:
        locator = code(roll, 6)
        for identity in party(roll, weighted(roll, shares), service.departs.date()):
            number += 1
            found = _seated(roll, service, identity, number, locator)
            yield replace(found, phone=next(phones, "")) if found.email and roll.random() < _GIVES_PHONE else found
    for _ in range(roll.randint(2, 4) if service.mode == "air" else 0):
        number += 1
        identity = invent(roll, run.cultures[0][0], service.departs.date(), ages=(24, 58))
        crew = _seated(roll, service, identity, number, code(roll, 6))
        yield replace(crew, role="FM", seat="", locator="", bag_pieces=0, bag_tag="", email="", address=None)


def party(roll: Random, culture: str, day: date) -> list[Identity]:
    """Invent a party that travels on one booking."""
    kind = weighted(roll, _PARTIES)
    if kind == "one":
        return [invent(roll, culture, day, ages=(18, 79))]
    if kind == "lone_child":
        return [invent(roll, culture, day, ages=(9, 17))]
    if kind == "blended":
        return [invent(roll, culture, day, ages=(25, 60)), invent(roll, culture, day, ages=(4, 16))]
    if kind == "friends":
        return [invent(roll, culture, day, ages=(18, 35)) for _ in range(roll.randint(2, 4))]
    surname = CULTURES[culture].surname(roll)
    parents = [invent(roll, culture, day, ages=(26, 45), sex="F", surname=surname)]
    if kind != "parent":
        parents.append(invent(roll, culture, day, ages=(28, 52), sex="M", surname=surname))
    if kind == "couple":
        return parents
    children = [invent(roll, culture, day, ages=(0, 15), surname=surname) for _ in range(roll.randint(1, 3))]
    if roll.random() < 0.35:  # noqa: PLR2004 - about a third of families bring an infant
        children.append(invent(roll, culture, day, ages=(0, 1), surname=surname))
    return parents + children


def bags(roll: Random, service: Service, number: int) -> tuple[int, str]:
    """Draw how many bags somebody checks in, and the first of their consecutive tags."""
    pieces = roll.choices((0, 1, 2, 3), weights=(40, 42, 15, 3))[0] if service.mode == "air" else 0
    return pieces, f"{service.carrier}{number * 8 + roll.randrange(4):06d}" if pieces else ""


def seat(service: Service, number: int) -> str:
    """Return the seat of the `number`th traveller; empty on ferries, where nobody has one."""
    return "" if service.mode == "sea" else f"{5 + (number - 1) // 6}{'ABCDEF'[(number - 1) % 6]}"


def _seated(roll: Random, service: Service, identity: Identity, number: int, locator: str) -> Traveller:
    infant = identity.born > service.departs.date() - timedelta(days=730)
    found = aboard(
        service,
        _resident(roll, service, identity),
        number=number,
        locator=locator,
        seat="" if infant else seat(service, number),
        bags=(0, "") if infant else bags(roll, service, number),
        contact=roll.random() > _NO_CONTACT,
    )
    return replace(found, address=_address(roll)) if roll.random() < _GIVES_ADDRESS else found


def _address(roll: Random) -> Address:
    town, area = roll.choice(_TOWNS)
    return Address(f"{roll.randint(1, 190)} {roll.choice(_STREETS)}", town, f"{area}{roll.randint(1, 9)} 0ZZ")


def _resident(roll: Random, service: Service, identity: Identity) -> Identity:
    """Let a few people hold the passport of the country they leave, so that names and nationalities are not one."""
    country = port(service.origin).country
    if identity.nationality == country or roll.random() > 0.08:  # noqa: PLR2004 - a share, told here
        return identity
    return replace(identity, nationality=country, documents=papers(roll, country, service.departs.date()))


def _email(roll: Random, surname: NamePart, given: NamePart, sex: str) -> str:
    name = f"{fold(given.latin(sex))}.{fold(surname.latin(sex))}".lower().replace(" ", "").replace("'", "")
    return f"{name}{roll.randrange(1_000_000):06d}@example.org"
