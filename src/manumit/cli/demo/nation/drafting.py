"""From the demo's travellers to the drafts of their carriers' lists."""

from datetime import UTC, datetime

from manumit.cli.demo.nation.dialects import CarrierDialect
from manumit.cli.demo.nation.model import Service, Traveller
from manumit.cli.demo.nation.names import fold
from manumit.engines.edifact import paxlst

AUTHORITY = paxlst.Party("GBAPIS", "ZZ")
_MODES = {"sea": "1", "rail": "2", "air": "4"}


def draft(
    service: Service,
    travellers: tuple[Traveller, ...],
    dialect: CarrierDialect,
    *,
    at: datetime,
    control: str,
    code: str = "745",
    function: str | None = None,
    revision: int | None = None,
    total: int | None = None,
) -> paxlst.PassengerListDraft:
    """Draft a list of a service as its carrier's system would, at an instant."""
    stamp = f"{service.carrier}{service.number}/{service.departs:%y%m%d}/{service.departs:%H%M}"
    return paxlst.PassengerListDraft(
        sender=paxlst.Party(f"{service.carrier}APIS", "ZZ"),
        recipient=AUTHORITY,
        prepared=at.astimezone(UTC).replace(tzinfo=None),
        control_reference=control,
        legs=(_leg(service),),
        travellers=tuple(_person(each, dialect) for each in travellers),
        message_reference=f"PAX{control[-6:]}",
        directory=dialect.directory,
        document_code=code,
        function=function,
        transaction=control,
        revision=None if revision is None else f"{revision}",
        access_reference=stamp,
        part=paxlst.Part(1, first=True, last=True),
        contact=paxlst.Contact(
            name=f"{service.carrier} HELP DESK",
            numbers=(paxlst.ContactNumber("TE", "020-7946-0999"), paxlst.ContactNumber("EM", "APIS.DESK@EXAMPLE.ORG")),
        ),
        application=dialect.application,
        total=total,
    )


def accented(traveller: Traveller, charset: str) -> tuple[str, str]:
    """Return (surname, given) in capitals with the accents of the native Latin spelling, as far as `charset` has them."""
    words = traveller.native_name.split()
    return _spelt(words, traveller.surname, charset), _spelt(words, traveller.given, charset)


def _spelt(words: list[str], plain: str, charset: str) -> str:
    length = len(plain.split())
    for start in range(len(words) - length + 1):
        found = " ".join(words[start : start + length])
        if fold(found) == plain and _fits(found.upper(), charset):
            return found.upper()
    return plain


def _fits(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _leg(service: Service) -> paxlst.Leg:
    return paxlst.Leg(
        carrier=service.carrier,
        number=service.number,
        origin=service.origin,
        destination=service.destination,
        departs=service.departs.replace(tzinfo=None),
        arrives=service.arrives.replace(tzinfo=None),
        mode=None if service.mode == "air" else _MODES[service.mode],
    )


def _person(traveller: Traveller, dialect: CarrierDialect) -> paxlst.Traveller:
    surname, given = accented(traveller, dialect.charset) if dialect.accents else (traveller.surname, traveller.given)
    address = traveller.address
    return paxlst.Traveller(
        role=traveller.role,
        surname=surname,
        given=tuple(given.split()) if dialect.split_given else (given,),
        address=paxlst.Address(address.street, address.town, None, address.postcode, "GBR") if address else None,
        sex=traveller.sex,
        birth=traveller.born,
        nationality=traveller.nationality,
        residence=traveller.residence,
        embark=traveller.embarked,
        debark=traveller.debarked,
        clearance_port=traveller.debarked,
        locator=traveller.locator or None,
        unique_ref=traveller.reference,
        seat=traveller.seat or None,
        bags_declared=traveller.bag_pieces if traveller.role == "FL" else None,
        bag_tags=_tags(traveller),
        contacts=_contacts(traveller),
        crew_position="CR2" if traveller.role == "FM" else None,
        documents=tuple(
            paxlst.Document(type=each.kind, number=each.number, issuer=each.issuer, expires=each.expires)
            for each in traveller.documents
        ),
    )


def _tags(traveller: Traveller) -> tuple[str, ...]:
    if not traveller.bag_tag:
        return ()
    stem, first = traveller.bag_tag[:-6], int(traveller.bag_tag[-6:])
    return tuple(f"{stem}{first + place:06d}" for place in range(traveller.bag_pieces))


def _contacts(traveller: Traveller) -> tuple[paxlst.ContactNumber, ...]:
    numbers = [paxlst.ContactNumber("TE", traveller.phone)] if traveller.phone else []
    if traveller.email:
        numbers.append(paxlst.ContactNumber("EM", traveller.email.upper()))
    return tuple(numbers)
