"""A list to write and a message to read, for the tests of passenger lists."""

from datetime import date, datetime

from manumit.engines.edifact import (
    Address,
    BirthPlace,
    Contact,
    ContactNumber,
    Document,
    Leg,
    Party,
    PassengerListDraft,
    Reference,
    Traveller,
    read_paxlst,
)

RECEIVED = date(2026, 11, 22)
LEG = Leg(
    "ZZ",
    "123",
    "HAN",
    "LHR",
    datetime.fromisoformat("2026-11-21T09:00"),
    datetime.fromisoformat("2026-11-21T17:00"),
    "ZZ123",
)
ANN = Traveller(
    "FL",
    "O'NEIL",
    ("ANN", "MARIA"),
    Address("1 HIGH STREET", "LEEDS", "YORKS", "LS1 1AA", "GBR"),
    "F",
    date(1991, 1, 3),
    nationality="GBR",
    residence="VNM",
    embark="HAN",
    debark="LHR",
    clearance_port="LHR",
    birth_place=BirthPlace("VNM", "HANOI"),
    locator="A00000",
    unique_ref="ZZ1",
    seat="12B",
    bags_declared=2,
    bag_weight_kg=31.5,
    bag_tags=("ZZ1", "ZZ2"),
    verified=True,
    contacts=(ContactNumber("TE", "44 20"),),
    documents=(
        Document("P", "C1", "GBR", date(2031, 1, 31), date(2021, 2, 1), verified=False),
        Document("V", "V9", None, date(2027, 5, 1)),
    ),
    references=(Reference("YZY", "784283"),),
)
CREW = Traveller("FM", "SMITH", ("JO",), crew_position="CR2")
DRAFT = PassengerListDraft(
    sender=Party("ZZAIR", "ZZ"),
    recipient=Party("UKBF"),
    prepared=datetime.fromisoformat("2026-11-21T08:00"),
    control_reference="77",
    legs=(LEG,),
    travellers=(ANN, CREW),
    transaction="T1",
    revision="2",
    access_reference="ZZ123/261121/0900",
    contact=Contact("DAVIDSON/ROBERT", None, (ContactNumber("TE", "202 628"),)),
)


def message(
    *travellers, head="TDT+20+ZZ123+++ZZ'LOC+125+HAN'DTM+189:2611210900:201'LOC+87+LHR'DTM+232:2611211700:201'"
):
    body = "".join(travellers)
    return (
        f"UNB+UNOA:4+A+B+261121:0800+1'UNH+M1+PAXLST:D:15B:UN:IATA'BGM+745'{head}{body}"
        f"CNT+42:{body.count('NAD+')}'UNT+{4 + head.count(chr(39)) + body.count(chr(39))}+M1'UNZ+1+1'"
    )


def read_one(text):
    [found] = read_paxlst(text, received=RECEIVED)
    return found


def codes(found):
    return {problem.code for problem in found.problems}
