"""The hidden network of the demo nation: who recruits, escorts, exploits and helps, whom they bring, and what they share."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from manumit.cli.demo.nation.model import Address, HiddenPerson, HiddenTruth, Service, Traveller
from manumit.cli.demo.nation.names import CULTURES, NamePart
from manumit.cli.demo.nation.people import Identity, aboard, bags, invent, seat
from manumit.cli.demo.nation.rolls import code, rolls
from manumit.cli.demo.nation.services import MONTH, REPEAT_DAYS, service_key

RECRUITMENT_PHONE = "+447700900917"
"""The number that victims are given to call on arrival (of the range that Ofcom keeps for fiction)."""

SAFE_ADDRESS = Address("FLAT 9 114 TANNERY LANE", "NORTHMOOR", "NM3 0ZZ")
"""An address that does not exist (no NM postcode does): where several of them say that they will stay."""

AGENCY_EMAIL = "bookings.brightway@example.org"
"""The address that paid for journeys of people who do not know each other."""

ESCORT_TODAY = "escort-festus"
ESCORT_REPEAT = "escort-marian"
MET_TODAY = "victim-blessing"


@dataclass(frozen=True, slots=True)
class Part:
    """A part in the network: the culture that names the person, the ages between, and what is known in truth."""

    person: str
    part: str
    culture: str
    sex: str
    ages: tuple[int, int]
    note: str
    surname: str = ""
    given: str = ""
    shares_phone: bool = False


CAST: tuple[Part, ...] = (
    Part("recruiter-patience", "recruiter", "edo", "F", (44, 49), "Recruits young women with the promise of salon work; never travels.",
         "Ehigie", "Patience"),
    Part(ESCORT_TODAY, "escort", "edo", "M", (38, 41), "Brings women on the Lagos service and holds their passports.", "Osaro", "Festus"),
    Part(ESCORT_REPEAT, "escort", "romanian", "M", (35, 39), "Enters again and again, each time with a different child.", "Văduva", "Marian"),
    Part("exploiter-darius", "exploiter", "lithuanian", "M", (46, 50), "Runs the packing yard and the house on Tannery Lane.",
         "Stankevičius", "Darius"),
    Part("facilitator-lan", "facilitator", "vietnamese", "F", (33, 36), "Rents the addresses and pays for tickets.", "Bùi", "Bích Ngọc"),
    Part(MET_TODAY, "victim", "edo", "F", (23, 24), "Believes that she will work in a salon; owes a debt; is met at the port today.",
         "Iyamu", "Blessing", shares_phone=True),
    Part("victim-tuan", "victim", "vietnamese", "M", (16, 16), "Sixteen; travels alone on a borrowed story; taken to tend plants.",
         "Phan", "Tuấn Anh", shares_phone=True),
    Part("victim-zuzana", "victim", "slovak", "F", (20, 22), "A mother with an infant; promised a kitchen job and a room.",
         "Oláh", "Zuzana", shares_phone=True),
    Part("victim-infant", "victim", "slovak", "F", (0, 0), "Her daughter, under one.", "Oláh", "Ivana"),
    Part("victim-saulius", "victim", "lithuanian", "M", (40, 44), "Packs by night; wages and papers are kept from him.",
         "Petrauskas", "Saulius", shares_phone=True),
    Part("victim-denisa", "victim", "romanian", "F", (13, 14), "Brought by the repeating escort; not his child.", "Lupu", "Denisa"),
    Part("victim-florin", "victim", "romanian", "M", (10, 11), "Brought by the repeating escort; not his child.", "Stoica", "Florin"),
    Part("victim-alina", "victim", "romanian", "F", (12, 13), "Brought by the repeating escort; nobody has found her yet.", "Ciobanu", "Alina"),
    Part("victim-ioana", "victim", "romanian", "F", (8, 9), "Brought by the repeating escort; nobody has found her yet.", "Rusu", "Ioana"),
    Part("victim-vasile", "victim", "romanian", "M", (13, 14), "Brought by the repeating escort today; may still be met.",
         "Munteanu", "Vasile"),
    Part("victim-oksana", "victim", "ukrainian", "F", (26, 29), "Takes the train today, promised care work; gives the same telephone number.",
         "Savchuk", "Oksana", shares_phone=True),
)  # fmt: skip

CHILDREN_OF_REPEAT_ESCORT = ("victim-denisa", "victim-florin", "victim-alina", "victim-ioana", "victim-vasile")
"""Whom he brings, in the order of his journeys."""


@dataclass(frozen=True, slots=True)
class Network:
    """The network's journeys by service key, and the truth about them."""

    travellers: dict[str, tuple[Traveller, ...]]
    truth: HiddenTruth


def hide(seed: int, first_day: date) -> dict[str, Identity]:
    """Invent the cast of the network; keys are the parts' persons. Their names are fixed, all else is drawn."""
    day = first_day + timedelta(days=MONTH - 1)
    return {each.person: _identity(seed, each, day) for each in CAST}


def plant(seed: int, first_day: date, services: dict[str, Service]) -> Network:
    """Put the network on its services and write down the truth. Needs every service of the storyline."""
    cast = hide(seed, first_day)
    journeys = _Journeys(rolls(seed, "network", "journeys"), first_day, services, cast)
    for child, offset in zip(CHILDREN_OF_REPEAT_ESCORT, REPEAT_DAYS, strict=True):
        journeys.together("W6", "3003", offset, (ESCORT_REPEAT, child))
    journeys.together("BA", "74", MONTH - 1, (ESCORT_TODAY, MET_TODAY))
    journeys.together("VN", "55", 23, ("victim-tuan",))
    journeys.together("POFERRIES", "17", 21, ("victim-zuzana", "victim-infant"))
    journeys.together("FR", "2871", 11, ("exploiter-darius",))
    journeys.together("FR", "2871", 11, ("victim-saulius",))
    journeys.together("9F", "9031", MONTH - 1, ("victim-oksana",))
    journeys.together("FR", "2316", 16, ("facilitator-lan",))
    aboard_by_service = {key: tuple(found) for key, found in journeys.aboard.items()}
    return Network(aboard_by_service, _truth(cast, aboard_by_service))


class _Journeys:
    """Books people of the cast onto services, one booking a call."""

    def __init__(self, roll: Random, first_day: date, services: dict[str, Service], cast: dict[str, Identity]) -> None:
        self.roll, self.first_day, self.services, self.cast = roll, first_day, services, cast
        self.aboard: dict[str, list[Traveller]] = {}

    def together(self, carrier: str, number: str, offset: int, people: tuple[str, ...]) -> None:
        service = self.services[service_key(carrier, number, self.first_day + timedelta(days=offset))]
        taken = self.aboard.setdefault(service.key, [])
        locator = code(self.roll, 6)
        for person in people:
            place = len(taken) + 1
            light = bags(self.roll, service, place) if person in {ESCORT_TODAY, ESCORT_REPEAT} else (0, "")
            chair = "" if person == "victim-infant" else seat(service, place)
            found = aboard(service, self.cast[person], number=place, locator=locator, seat=chair, bags=light)
            taken.append(replace(found, address=SAFE_ADDRESS) if found.phone == RECRUITMENT_PHONE else found)


def _identity(seed: int, part: Part, day: date) -> Identity:
    roll = rolls(seed, "network", part.person)
    drawn = invent(roll, part.culture, day, ages=part.ages, sex=part.sex, person=part.person)
    culture = CULTURES[part.culture]
    child = part.part == "victim" and not part.shares_phone
    return replace(
        drawn,
        surname=_named(culture.surnames, part.surname),
        given=_named((*culture.women, *culture.men), part.given),
        phone="" if child else RECRUITMENT_PHONE if part.shares_phone else drawn.phone,
        email=AGENCY_EMAIL if part.shares_phone else "",
    )


def _named(table: tuple[NamePart, ...], name: str) -> NamePart:
    return next(each for each in table if name in {each.male, each.female})


def _truth(cast: dict[str, Identity], by_service: dict[str, tuple[Traveller, ...]]) -> HiddenTruth:
    everyone = [each for found in by_service.values() for each in found]
    people = tuple(
        HiddenPerson(
            person=part.person,
            part=part.part,
            name=identity.culture.native_name(identity.surname, identity.given, identity.sex),
            born=identity.born,
            nationality=identity.nationality,
            sex=identity.sex,
            journeys=tuple(each.key for each in everyone if each.person == part.person),
            note=part.note,
        )
        for part, identity in zip(CAST, cast.values(), strict=True)
    )
    return HiddenTruth(
        people=people,
        recruitment_phone=RECRUITMENT_PHONE,
        safe_address=SAFE_ADDRESS,
        agency_email=AGENCY_EMAIL,
        pairs=_pairs(everyone),
        met_today=next(each.key for each in everyone if each.person == MET_TODAY),
        escort_today=next(each.key for each in everyone if each.person == ESCORT_TODAY),
        listed_as="w-001",
        repeat_escort=ESCORT_REPEAT,
    )


def _pairs(everyone: list[Traveller]) -> tuple[tuple[str, str], ...]:
    escorts = [each for each in everyone if each.person in {ESCORT_TODAY, ESCORT_REPEAT}]
    return tuple(
        (escort.key, other.key)
        for escort in escorts
        for other in everyone
        if other.service == escort.service and other.locator == escort.locator and other.person != escort.person
    )
