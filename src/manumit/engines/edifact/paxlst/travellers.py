"""One traveller: NAD and the segments of its group, in any order."""

from collections.abc import Callable
from datetime import date
from typing import Any

from manumit.engines.edifact.paxlst.bags import expand_tags, read_pieces, read_weight
from manumit.engines.edifact.paxlst.dates import DEFAULT_RULES, read_birth
from manumit.engines.edifact.paxlst.documents import DocumentReader
from manumit.engines.edifact.paxlst.findings import Findings
from manumit.engines.edifact.paxlst.model import BirthPlace, ContactNumber, Document, Reference, Traveller
from manumit.engines.edifact.paxlst.names import read_name
from manumit.engines.edifact.problems import Severity
from manumit.engines.edifact.syntax.model import Segment

ROLES = frozenset({"FL", "FM", "DDU", "DDT"})
_PLACES = {"22": "clearance_port", "174": "residence", "178": "embark", "179": "debark"}
_REFERENCES = {"AVF": "locator", "ABO": "unique_ref", "SEA": "seat"}
_KNOWN_REFERENCES = {"AEA", "CR", "YZY"}
_SEXES = {"M", "F", "X", "U"}
_VERIFIED = {"173": True, "174": False}
_TEXT = 3  # C108, the free text of FTX
_YEAR_DAYS = 365.25
Memory = dict[str, tuple[str, object]]


class TravellerReader:
    """Reads one traveller; what cannot be read becomes a finding and stays in the remainder.

    Args:
        segment: the NAD.
        day: the day against which the century of a birth is resolved.
        journey: the day of the journey, against which expiries are.
        findings: of the message.
        memory: of the message: what segments say that were read before, for most of them repeat.
    """

    __slots__ = (
        "_contacts",
        "_day",
        "_document",
        "_documents",
        "_findings",
        "_journey",
        "_memory",
        "_references",
        "_remainder",
        "_tags",
        "_values",
    )

    def __init__(self, segment: Segment, *, day: date, journey: date, findings: Findings, memory: Memory) -> None:
        self._findings = findings
        self._memory = memory
        self._day = day
        self._journey = journey
        self._remainder: list[Segment] = []
        self._tags: list[str] = []
        self._contacts: list[ContactNumber] = []
        self._references: list[Reference] = []
        self._documents: list[Document] = []
        self._document: DocumentReader | None = None
        role = segment.value(0)
        surname, given, address = read_name(segment, findings)
        if surname is None and not given:
            self._remainder.append(segment)
        if role not in ROLES:
            findings.note("role-unknown", "The role of a person is not known; the person is kept.", segment)
        self._values: dict[str, Any] = {
            "role": role,
            "surname": surname,
            "given": given,
            "address": address,
            "segment": segment.number,
            "offset": segment.offset,
        }

    def take(self, segment: Segment) -> None:
        """Take one segment of the group."""
        known = self._memory.get(segment.raw)
        if known is not None:
            self._put(known[0], known[1], segment)
            return
        handler = _HANDLERS.get(segment.tag)
        if handler is None or not segment.elements:
            self._keep(segment, "segment-unknown", "A segment is not read here.")
        else:
            handler(self, segment)

    def finish(self) -> Traveller:
        """The traveller as far as read."""
        self._close_document()
        values = self._values
        birth = values.get("birth")
        if birth is not None and (self._day - birth).days > DEFAULT_RULES.oldest_age * _YEAR_DAYS:
            self._note_age()
        return Traveller(
            bag_tags=tuple(self._tags),
            contacts=tuple(self._contacts),
            documents=tuple(self._documents),
            references=tuple(self._references),
            remainder=tuple(self._remainder),
            **values,
        )

    def _note_age(self) -> None:
        at = Segment("NAD", (), self._values["segment"], self._values["offset"])
        self._findings.note("age", "A traveller would be older than any person is likely to be.", at)

    def _keep(self, segment: Segment, code: str, message: str) -> None:
        self._findings.note(code, message, segment)
        self._remainder.append(segment)

    def _set(self, name: str, value: object, segment: Segment) -> None:
        """Set what a segment says by itself, whatever stands around it, and remember it for the next traveller."""
        if value != "":
            self._memory[segment.raw] = (name, value)
            self._put(name, value, segment)

    def _put(self, name: str, value: object, segment: Segment) -> None:
        if self._values.setdefault(name, value) != value:
            self._keep(segment, "repeated", "A traveller's value is sent twice and differs; the first is read.")

    def _close_document(self) -> None:
        if self._document is None:
            return
        document = self._document.finish()
        if document is not None:
            self._documents.append(document)
        self._remainder.extend(self._document.unread)
        self._document = None

    def _doc(self, segment: Segment) -> None:
        self._close_document()
        self._document = DocumentReader(segment, self._journey, self._findings)

    def _att(self, segment: Segment) -> None:
        sex = segment.value(2).upper()
        if segment.elements[0][0] == "2" and (sex in _SEXES or not sex):
            self._set("sex", sex, segment)
        else:
            self._keep(segment, "att-unknown", "An attribute (ATT) is not known.")

    def _dtm(self, segment: Segment) -> None:
        element = segment.elements[0]
        qualifier = element[0].strip()
        if qualifier == "329":
            text = element[1].strip() if len(element) > 1 else ""
            form = element[2].strip() if len(element) > 2 else ""  # noqa: PLR2004 - the format code is the third component
            self._birth(segment, text, form)
        elif qualifier in {"36", "182"} and self._document is not None:
            self._document.take_date(segment, qualifier)
        else:
            self._keep(segment, "dtm-unknown", "A date (DTM) is not read here.")

    def _birth(self, segment: Segment, text: str, form: str) -> None:
        if not text:
            return
        self._values.setdefault("birth_raw", text)
        birth = read_birth(text, form, self._day)
        if birth is None:
            self._keep(segment, "birth-invalid", "A date of birth is partial, in the future or no date.")
        else:
            self._put("birth", birth, segment)

    def _mea(self, segment: Segment) -> None:
        kind = segment.value(0)
        if kind == "CT":
            text = segment.value(2, 1) or segment.value(2)
            pieces = read_pieces(text)
            if pieces is not None:
                self._set("bags_declared", pieces, segment)
                return
        elif kind == "WT":
            text = segment.value(2, 1)
            weight = read_weight(text, segment.value(2)) if text else read_weight(segment.value(2), "")
            if weight is not None:
                self._set("bag_weight_kg", weight, segment)
                return
        self._keep(segment, "mea-unknown", "A measure (MEA) cannot be read.")

    def _gei(self, segment: Segment) -> None:
        if self._document is not None and segment.value(0) == "4":
            self._document.take_verified(segment)
            return
        verified = _VERIFIED.get(segment.value(1))
        if segment.value(0) == "4" and verified is not None:
            self._put("verified", verified, segment)
        else:
            self._keep(segment, "gei-unknown", "A verification code is not known.")

    def _ftx(self, segment: Segment) -> None:
        if segment.value(0) != "BAG":
            self._remainder.append(segment)
            return
        for element in segment.elements[_TEXT:]:
            first, *more = (part.strip() for part in element)
            tags = expand_tags(first, more[0] if more else "")
            if tags is None or len(more) > 1:
                self._keep(segment, "bag-tags", "A range of bag tags cannot be expanded.")
                tags = (first,) if tags is None else tags
            self._tags.extend(tags)

    def _loc(self, segment: Segment) -> None:
        elements = segment.elements
        qualifier = elements[0][0].strip()
        name = _PLACES.get(qualifier)
        if name is not None:
            self._set(name, elements[1][0].strip() if len(elements) > 1 else "", segment)
        elif qualifier == "91" and self._document is not None:
            self._document.take_issuer(segment)
        elif qualifier == "180":
            place = BirthPlace(segment.value(1) or None, segment.value(1, 3) or None)
            if place.code or place.text:
                self._set("birth_place", place, segment)
        else:
            self._keep(segment, "loc-unknown", "A place (LOC) is not read here.")

    def _com(self, segment: Segment) -> None:
        for element in segment.elements:
            *number, kind = element if len(element) > 1 else (element[0], "")
            text = ":".join(number).strip()
            if text:
                self._contacts.append(ContactNumber(kind.strip(), text))

    def _emp(self, segment: Segment) -> None:
        if segment.value(0) == "1":
            self._set("crew_position", segment.value(1), segment)
        else:
            self._keep(segment, "emp-unknown", "An employment (EMP) is not known.")

    def _nat(self, segment: Segment) -> None:
        elements = segment.elements
        if elements[0][0] == "2" and len(elements) > 1:
            self._set("nationality", elements[1][0].strip(), segment)
        else:
            self._keep(segment, "nat-unknown", "A nationality (NAT) cannot be read.")

    def _rff(self, segment: Segment) -> None:
        element = segment.elements[0]
        qualifier = element[0].strip()
        value = element[1].strip() if len(element) > 1 else ""
        name = _REFERENCES.get(qualifier)
        if name == "seat":
            self._set(name, value.lstrip("0"), segment)
        elif name is not None:
            self._set(name, value, segment)
        elif value and self._document is not None and qualifier not in _KNOWN_REFERENCES:
            self._document.take_reference(segment, Reference(qualifier, value))
        elif value:
            self._references.append(Reference(qualifier, value))
            if qualifier not in _KNOWN_REFERENCES:
                self._findings.note(
                    "rff-unknown", "A reference is not in the guide's list; it is kept.", segment, Severity.NOTE
                )
            elif qualifier == "YZY":
                self._findings.note(
                    "rff-ticket", "A ticket number is outside the guide's list; it is kept.", segment, Severity.NOTE
                )


_HANDLERS: dict[str, Callable[[TravellerReader, Segment], None]] = {
    "ATT": TravellerReader._att,  # noqa: SLF001 - the table belongs to the class
    "COM": TravellerReader._com,  # noqa: SLF001
    "DOC": TravellerReader._doc,  # noqa: SLF001
    "DTM": TravellerReader._dtm,  # noqa: SLF001
    "EMP": TravellerReader._emp,  # noqa: SLF001
    "FTX": TravellerReader._ftx,  # noqa: SLF001
    "GEI": TravellerReader._gei,  # noqa: SLF001
    "LOC": TravellerReader._loc,  # noqa: SLF001
    "MEA": TravellerReader._mea,  # noqa: SLF001
    "NAT": TravellerReader._nat,  # noqa: SLF001
    "RFF": TravellerReader._rff,  # noqa: SLF001
}
