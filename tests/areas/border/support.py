"""Messages and people that the border's tests share."""
# ruff: noqa: DTZ001 - carriers give times by the port's own clock

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from manumit.areas.border import api
from manumit.engines.edifact import (
    ContactNumber,
    Document,
    Leg,
    Part,
    Party,
    PassengerListDraft,
    Traveller,
    write_paxlst,
)
from manumit.kernel.actor import system

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
TODAY = AT.date()
DAY = date(2026, 11, 22)
INTAKE = system("intake")
LEG = Leg("ZZ", "123", "LOS", "LHR", datetime(2026, 11, 22, 8, 30), datetime(2026, 11, 22, 15, 5))


def adult(surname="OKORO", given="GRACE", birth=date(1990, 3, 4), **fields):
    fields = {"sex": "F", "nationality": "NGA", "locator": "ABC123", "seat": "12A", **fields}
    return Traveller("FL", surname, (given,), birth=birth, **fields)


def child(surname="EZE", given="AMAKA", birth=date(2015, 6, 1), **fields):
    return adult(surname, given, birth, **fields)


def list_of(*travellers, **fields):
    """A PAXLST interchange as bytes."""
    fields = {
        "sender": Party("ZZAIR"),
        "recipient": Party("UKBAOP"),
        "prepared": datetime(2026, 11, 21, 9, 0),
        "control_reference": "1",
        "legs": (LEG,),
        "transaction": "TN1",
        **fields,
    }
    return write_paxlst(PassengerListDraft(travellers=tuple(travellers), **fields)).encode()


def receive(*travellers, by=INTAKE, at=AT, channel="http", **fields):
    return api.receive_message(by=by, at=at, body=list_of(*travellers, **fields), channel=channel)


def crowd(count, **fields):
    return [
        adult(
            f"NAME{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}{chr(65 + n // 676)}",
            "PAT",
            date(1970, 1, 1) + timedelta(days=n),
            locator=f"L{n:05d}",
            unique_ref=f"U{n}",
            documents=(Document("P", f"N{n:07d}", "NGA"),),
            **fields,
        )
        for n in range(count)
    ]


def entry(by, **fields):
    fields = {
        "kind": "suspected_trafficker",
        "names": ("FESTUS OSARO",),
        "births": ("1975-05-05",),
        "nationalities": ("NGA",),
        "sex": "M",
        "reason": "Named by two survivors.",
        "source": "UK Human Trafficking Centre",
        "owner": "UKHTC",
        "legal_basis": "parameter",
        "review_on": date(2027, 3, 1),
        **fields,
    }
    return api.add_watchlist_entry(by=by, at=fields.pop("at", AT), **fields)


def listed_person(birth=date(1975, 5, 5), **fields):
    return adult("OSARO", "FESTUS", birth, sex="M", **fields)


def definition(**fields):
    return {
        "key": "adult-with-unrelated-child",
        "version": 1,
        "title": "Adult and child who do not share a name",
        "why": "An adult travels with a child who does not seem to be family.",
        "criteria": [{"kind": "adult_with_unrelated_child"}],
        "combine": "all",
        "weight": "medium",
        "owner": "NBTC",
        "legal_basis": "parameter",
        "source": "Operation Golf",
        "starts": "2026-01-01",
        "ends": "2027-06-01",
        **fields,
    }


def live_entry(people, **fields):
    made = entry(people.actor("targeting_analyst"), **fields)
    api.approve_watchlist_entry(by=people.actor("targeting_supervisor"), at=AT, entry_id=made)
    return made


def live_indicator(people, starts=TODAY, at=AT, **fields):
    made = api.propose_indicator(
        by=people.actor("targeting_analyst"), at=at, definition=definition(**fields), because="It was seen before."
    )
    api.approve_indicator(by=people.actor("targeting_supervisor"), at=at, indicator_id=made, starts=starts)
    return made


def officer(people, *ports, name=""):
    home = people.organisation("border", f"Border {'-'.join(ports)}", roles=("first_responder",), ports=list(ports))
    return people.actor("port_officer", name or f"officer at {'-'.join(ports)}", organisation=home)


def numbered(number, first, last):
    return Part(number, first=first, last=last)


__all__ = ["AT", "DAY", "INTAKE", "LEG", "ContactNumber", "Document", "replace"]
