"""Writing a passenger list in any of the dialects that carriers use."""

from collections.abc import Iterator
from datetime import date, datetime

from manumit.engines.edifact.paxlst.draft import PLAIN, Dialect, PassengerListDraft
from manumit.engines.edifact.paxlst.model import Contact, Document, Leg, Party, Traveller
from manumit.engines.edifact.syntax.model import DEFAULT_SEPARATORS, Separators
from manumit.engines.edifact.syntax.writer import Elements, write_segments
from manumit.errors import InputError

_LINE_END = "\r\n"
Pair = tuple[str, Elements]


def write_paxlst(
    draft: PassengerListDraft, *, separators: Separators = DEFAULT_SEPARATORS, dialect: Dialect = PLAIN
) -> str:
    """Write one message as an interchange of its own.

    Args:
        draft: the list.
        separators: the marks to use.
        dialect: how the text is laid out.

    Raises:
        InputError: the list has no leg, a value cannot be written, or the dialect cannot be read back.
    """
    if not draft.legs:
        raise InputError("Give the list at least one leg.", field="legs")
    if separators != DEFAULT_SEPARATORS and not dialect.una:
        raise InputError("Separators other than the default need a UNA.", field="dialect")
    text = write_segments(_interchange(draft, dialect), separators=separators)
    if dialect.una:
        text = separators.una + text
    return _laid_out(text, separators, dialect)


def _laid_out(text: str, separators: Separators, dialect: Dialect) -> str:
    if dialect.line_ends:
        text = _end_lines(text, separators)
    if dialect.wrap is not None:
        if dialect.wrap < 1:
            raise InputError("Wrap at one column at least.", field="wrap")
        text = _LINE_END.join(text[start : start + dialect.wrap] for start in range(0, len(text), dialect.wrap))
    if dialect.heading is not None:
        text = f"{dialect.heading}{_LINE_END}{text}"
    if dialect.footer is not None:
        text = f"{text}{_LINE_END}{_LINE_END}{dialect.footer}{_LINE_END}"
    return text


def _end_lines(text: str, separators: Separators) -> str:
    released = separators.release + separators.terminator
    lead = len(separators.una) if text.startswith("UNA") else 0
    head, body = text[:lead], text[lead:]
    pieces = body.split(separators.terminator)
    lines = [f"{piece}{separators.terminator}" for piece in pieces[:-1]]
    ends = ["" if f"{piece}{separators.terminator}".endswith(released) else _LINE_END for piece in pieces[:-1]]
    return head + "".join(line + end for line, end in zip(lines, ends, strict=True))


def _interchange(draft: PassengerListDraft, dialect: Dialect) -> list[Pair]:
    stamp = (f"{draft.prepared:%y%m%d}", f"{draft.prepared:%H%M}")
    sender, recipient = _party(draft.sender), _party(draft.recipient)
    reference = (draft.control_reference,)
    application: Elements = ((), (draft.application,)) if draft.application else ()
    header: Elements = (("UNOA", "4"), sender, recipient, stamp, reference, *application)
    message = list(_message(draft, dialect))
    written: list[Pair] = [("UNB", _trimmed(header))]
    if dialect.group:
        group: Elements = (("PAXLST",), sender, recipient, stamp, ("1",), ("UN",), ("D", draft.directory))
        written.append(("UNG", group))
    written += message
    written.append(("UNT", ((str(len(message) + 1),), (draft.message_reference,))))
    if dialect.group:
        written.append(("UNE", (("1",), ("1",))))
    written.append(("UNZ", (("1",), reference)))
    return written


def _party(party: Party) -> tuple[str, ...]:
    return (party.identifier, party.qualifier) if party.qualifier else (party.identifier,)


def _trimmed(elements: Elements) -> Elements:
    """Write an empty tuple as one empty component, and drop blank elements at the end."""
    kept = list(elements)
    while kept and not any(kept[-1]):
        kept.pop()
    return tuple(element or ("",) for element in kept)


def _message(draft: PassengerListDraft, dialect: Dialect) -> Iterator[Pair]:
    part: tuple[str, ...] = ()
    if draft.part is not None:
        mark = ("F",) if draft.part.last else (("C",) if draft.part.first else ())
        part = (f"{draft.part.number:02d}", *mark)
    identifier = ("PAXLST", "D", draft.directory, "UN", "IATA")
    yield "UNH", _trimmed(((draft.message_reference,), identifier, (draft.access_reference or "",), part))
    yield "BGM", _trimmed(((draft.document_code,), (draft.function or "",)))
    if draft.transaction is not None:
        revision = ("", "", draft.revision) if draft.revision else ()
        yield "RFF", (("TN", draft.transaction, *revision),)
    if draft.contact is not None:
        yield from _contact(draft.contact)
    yield from _legs(draft, dialect)
    for traveller in draft.travellers:
        yield from _traveller(traveller)
    crew = sum(1 for traveller in draft.travellers if traveller.role in {"FM", "DDT"})
    passengers = len(draft.travellers) - crew
    qualifier, present = ("41", crew) if crew and not passengers else ("42", passengers)
    yield "CNT", ((qualifier, str(draft.total if draft.total is not None else present)),)


def _contact(contact: Contact) -> Iterator[Pair]:
    names = tuple(contact.name.split("/")) if contact.name else ()
    yield "NAD", _trimmed((("MS",), (contact.identifier or "",), (), names))
    if contact.numbers:
        yield "COM", tuple((number.number, number.kind) for number in contact.numbers)


def _legs(draft: PassengerListDraft, dialect: Dialect) -> Iterator[Pair]:
    legs = draft.legs
    shared = dialect.one_transport and len({(leg.carrier, leg.number) for leg in legs}) == 1
    for index, leg in enumerate(legs):
        if index == 0 or not shared:
            yield "TDT", _transport(leg)
        last = index == len(legs) - 1
        # The last leg is the one that crosses the border; the others are en route (92).
        yield from _stop("125" if last else "92", leg.origin, "189", leg.departs)
        yield from _stop("87" if last else "92", leg.destination, "232", leg.arrives)
    if draft.final_destination is not None:
        yield "LOC", (("130",), (draft.final_destination,))


def _transport(leg: Leg) -> Elements:
    identifier = leg.identifier or f"{leg.carrier or ''}{leg.number or ''}"
    vessel = tuple(leg.vessel.split(":")) if leg.vessel else ()
    return _trimmed(((leg.stage,), (identifier,), (leg.mode or "",), (), (leg.carrier or "",), (), (), vessel))


def _stop(place_code: str, place: str | None, time_code: str, moment: datetime | None) -> Iterator[Pair]:
    if place is None:
        return
    yield "LOC", ((place_code,), (place,))
    if moment is not None:
        yield "DTM", ((time_code, f"{moment:%y%m%d%H%M}", "201"),)


def _traveller(traveller: Traveller) -> Iterator[Pair]:
    yield "NAD", _name(traveller)
    if traveller.sex is not None:
        yield "ATT", (("2",), ("",), (traveller.sex,))
    if traveller.birth is not None:
        yield "DTM", (("329", _short(traveller.birth)),)
    yield from _bags(traveller)
    if traveller.verified is not None:
        yield "GEI", (("4",), ("173" if traveller.verified else "174",))
    yield from _places(traveller)
    if traveller.contacts:
        yield "COM", tuple((contact.number, contact.kind) for contact in traveller.contacts)
    if traveller.crew_position is not None:
        yield "EMP", (("1",), (traveller.crew_position, "110", "111"))
    if traveller.nationality is not None:
        yield "NAT", (("2",), (traveller.nationality,))
    yield from _references(traveller)
    for document in traveller.documents:
        yield from _document(document)


def _places(traveller: Traveller) -> Iterator[Pair]:
    places = (
        ("22", traveller.clearance_port),
        ("174", traveller.residence),
        ("178", traveller.embark),
        ("179", traveller.debark),
    )
    for code, place in places:
        if place is not None:
            yield "LOC", ((code,), (place,))
    if traveller.birth_place is not None:
        text = traveller.birth_place.text
        code = traveller.birth_place.code or ""
        yield "LOC", (("180",), (code, "", "", text) if text else (code,))


def _short(day: date) -> str:
    return f"{day:%y%m%d}"


def _name(traveller: Traveller) -> Elements:
    address = traveller.address
    parts: Elements = ()
    if address is not None:
        region = ("", "", "", address.region) if address.region else ()
        street, city, post, country = (
            (value,) if value else () for value in (address.street, address.city, address.postcode, address.country)
        )
        parts = (street, city, region, post, country)
    return _trimmed(((traveller.role,), (), (), (traveller.surname or "", *traveller.given), *parts))


def _bags(traveller: Traveller) -> Iterator[Pair]:
    if traveller.bags_declared is not None:
        yield "MEA", (("CT",), ("",), ("", str(traveller.bags_declared)))
    if traveller.bag_weight_kg is not None:
        yield "MEA", (("WT",), ("",), ("KGM", f"{traveller.bag_weight_kg:.3f}".rstrip("0").rstrip(".")))
    for tag in traveller.bag_tags:
        yield "FTX", (("BAG",), ("",), ("",), (tag,))


def _references(traveller: Traveller) -> Iterator[Pair]:
    own = (("AVF", traveller.locator), ("ABO", traveller.unique_ref), ("SEA", traveller.seat))
    for qualifier, value in (*own, *((ref.qualifier, ref.value) for ref in traveller.references)):
        if value:
            yield "RFF", ((qualifier, value),)


def _document(document: Document) -> Iterator[Pair]:
    yield "DOC", (((document.type, "110", "111") if document.type else ("",)), (document.number,))
    if document.expires is not None:
        yield "DTM", (("36", _short(document.expires)),)
    if document.issued is not None:
        yield "DTM", (("182", _short(document.issued)),)
    if document.verified is not None:
        yield "GEI", (("4",), ("173" if document.verified else "174",))
    for reference in document.references:
        yield "RFF", ((reference.qualifier, reference.value),)
    if document.issuer is not None:
        yield "LOC", (("91",), (document.issuer,))
