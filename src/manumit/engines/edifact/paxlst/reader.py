"""Reading passenger lists (PAXLST) out of an interchange."""

from bisect import bisect_right
from datetime import date, datetime

from manumit.engines.edifact.paxlst.checks import check_legs, check_shared_documents, check_traveller
from manumit.engines.edifact.paxlst.dates import read_moment, read_prepared, reference_day
from manumit.engines.edifact.paxlst.findings import Findings
from manumit.engines.edifact.paxlst.legs import LegReader
from manumit.engines.edifact.paxlst.model import (
    Contact,
    ContactNumber,
    Count,
    Leg,
    Part,
    Party,
    PassengerList,
    Traveller,
)
from manumit.engines.edifact.paxlst.travellers import ROLES, Memory, TravellerReader
from manumit.engines.edifact.problems import Problem, Severity
from manumit.engines.edifact.syntax.assemble import declared_count
from manumit.engines.edifact.syntax.model import Group, Interchange, Message, Segment
from manumit.engines.edifact.syntax.reader import read_interchanges
from manumit.errors import MessageError

TYPE = "PAXLST"
_CODES = frozenset({"745", "250", "266", "336", "655"})
_TAIL = frozenset({"CNT", "AUT", "UNT"})


def read_paxlst(data: str | bytes, *, received: date) -> list[PassengerList]:
    """Read every PAXLST message of a text.

    Args:
        data: the text as received.
        received: the day it was received, which no birth may follow.

    Returns:
        One list for each UNH of type PAXLST. Look at `fatal` of each before it is used without a person.

    Raises:
        MessageError: there is no interchange, or it holds no PAXLST message.
    """
    found: list[PassengerList] = []
    for interchange in read_interchanges(data):
        problems = problems_by_message(interchange)
        for group in interchange.groups:
            found += [
                _ListReader(message, interchange, group, received, problems).read()
                for message in group.messages
                if _is_paxlst(message)
            ]
    if not found:
        raise MessageError("This interchange holds no passenger list (PAXLST).", segment=0, offset=0, code="not-paxlst")
    return found


def _is_paxlst(message: Message) -> bool:
    if message.type.upper() == TYPE:
        return True
    return not message.type and any(s.tag == "BGM" and s.value(0) in _CODES for s in message.segments[:4])


def read_message(message: Message, *, interchange: Interchange, group: Group, received: date) -> PassengerList:
    """Read one PAXLST message of an interchange that was read before.

    Args:
        message: the message.
        interchange: where it stands.
        group: its functional group.
        received: the day it was received.
    """
    return _ListReader(message, interchange, group, received, problems_by_message(interchange)).read()


def problems_by_message(interchange: Interchange) -> dict[int, list[Problem]]:
    """Sort the syntax findings by the message that they are about.

    Args:
        interchange: as read.

    Returns:
        Findings by the number of the message's UNH; those about the envelope under 0.
    """
    messages = interchange.messages
    sorted_out = {message.header.number: list(message.problems) for message in messages}
    claimed = {problem for problems in sorted_out.values() for problem in problems}
    starts = [message.header.number for message in messages]
    sorted_out[0] = []
    for problem in interchange.problems:
        if problem in claimed:
            continue
        index = bisect_right(starts, problem.segment) - 1
        inside = index >= 0 and problem.segment <= messages[index].segments[-1].number
        sorted_out[starts[index] if inside else 0].append(problem)
    return sorted_out


def _party(segment: Segment | None, element: int) -> Party | None:
    if segment is None or not segment.value(element):
        return None
    return Party(segment.value(element), segment.value(element, 1) or None)


class _ListReader:
    def __init__(
        self,
        message: Message,
        interchange: Interchange,
        group: Group,
        received: date,
        syntax_problems: dict[int, list[Problem]],
    ) -> None:
        self._message = message
        self._syntax_problems = syntax_problems
        self._interchange = interchange
        self._group = group
        self._received = received
        self._findings = Findings()
        self._legs = LegReader(self._findings)
        self._values: dict[str, str | None] = {}
        self._contact: Contact | None = None
        self._counts: list[Count] = []
        self._effective: datetime | None = None
        self._travellers: list[Traveller] = []
        header = interchange.header
        self._prepared = read_prepared(header.value(3), header.value(3, 1)) if header else None

    def read(self) -> PassengerList:
        findings = self._findings
        self._walk()
        legs = self._legs.legs()
        if not legs:
            findings.note("no-leg", "The message has no flight leg (TDT).", self._message.header, Severity.FATAL)
        part = self._part()
        self._check_counts(part)
        self._check_whole(legs)
        header, trailer = self._interchange.header, self._message.trailer
        if self._message.cut is not None:
            findings.remainder.append(self._message.cut)
        value = self._values.get
        return PassengerList(
            message_reference=self._message.reference,
            version=self._message.version,
            document_code=value("document_code"),
            function=value("function"),
            transaction=value("transaction"),
            revision=value("revision"),
            access_reference=self._message.access_reference,
            part=part,
            contact=self._contact,
            sender=_party(header, 1),
            recipient=_party(header, 2),
            group_sender=_party(self._group.header, 1),
            group_recipient=_party(self._group.header, 2),
            control_reference=(header.value(4) or None) if header else None,
            application=(header.value(6) or None) if header else None,
            prepared=self._prepared,
            legs=legs,
            final_destination=self._legs.final_destination,
            effective=self._effective,
            travellers=tuple(self._travellers),
            counts=tuple(self._counts),
            segments=len(self._message.segments),
            segments_declared=declared_count(trailer) if trailer else None,
            remainder=tuple(findings.remainder),
            problems=self._problems(),
            separators_una=self._interchange.separators.una,
        )

    def _check_whole(self, legs: tuple[Leg, ...]) -> None:
        problems = self._findings.problems
        for traveller in self._travellers:
            problems.extend(check_traveller(traveller))
        problems.extend(check_shared_documents(self._travellers))
        problems.extend(check_legs(legs, self._message.header.number, self._message.header.offset))

    def _problems(self) -> tuple[Problem, ...]:
        """The message's findings and those of the envelope, but not those of other messages."""
        syntax = [*self._syntax_problems[0], *self._syntax_problems[self._message.header.number]]
        return tuple(sorted([*syntax, *self._findings.problems], key=lambda problem: problem.segment))

    def _walk(self) -> None:
        reader: TravellerReader | None = None
        memory: Memory = {}
        day = journey = self._received
        for segment in self._message.segments[1:]:
            tag = segment.tag
            if tag == "NAD":
                if not self._is_person(segment):
                    self._sender(segment)
                    continue
                if reader is None:
                    day, journey = self._days()
                else:
                    self._travellers.append(reader.finish())
                reader = TravellerReader(segment, day=day, journey=journey, findings=self._findings, memory=memory)
            elif tag in _TAIL:
                self._tail(segment)
            elif reader is None or tag == "TDT":
                self._head(segment)
            else:
                reader.take(segment)
        if reader is not None:
            self._travellers.append(reader.finish())

    def _is_person(self, segment: Segment) -> bool:
        role = segment.value(0)
        if role in ROLES:
            return True
        return role != "MS" and self._legs.begun

    def _days(self) -> tuple[date, date]:
        departs = self._legs.first_departure
        day = reference_day(self._received, self._prepared, departs)
        return day, departs.date() if departs else day

    def _head(self, segment: Segment) -> None:
        tag = segment.tag
        if tag == "TDT":
            self._legs.transport(segment)
        elif tag == "LOC":
            self._legs.place(segment)
        elif tag == "DTM" and segment.value(0) == "554":
            self._effective = read_moment(segment.value(0, 1), segment.value(0, 2))
        elif tag == "DTM":
            self._legs.time(segment)
        elif tag == "BGM":
            self._begin(segment)
        elif tag == "RFF" and segment.value(0) == "TN":
            self._values["transaction"] = segment.value(0, 1) or None
            self._values["revision"] = segment.value(0, 4) or None
        elif tag == "COM":
            self._numbers(segment)
        else:
            self._findings.unread("segment-unknown", "A segment of the message's head is not read.", segment)

    def _begin(self, segment: Segment) -> None:
        self._values["document_code"] = segment.value(0) or None
        self._values["function"] = segment.value(1) or None
        if segment.value(0) not in _CODES:
            self._findings.note("bgm-unknown", "The document code (BGM) is not known.", segment)

    def _sender(self, segment: Segment) -> None:
        if segment.value(0) != "MS" or self._contact is not None:
            self._findings.unread("nad-unknown", "A party of the message's head is not read.", segment)
            return
        names = [part.strip() for part in segment.elements[3]] if len(segment.elements) > 3 else []  # noqa: PLR2004 - C080
        self._contact = Contact("/".join(part for part in names if part) or None, segment.value(1) or None)

    def _numbers(self, segment: Segment) -> None:
        before = self._contact or Contact()
        numbers = [
            ContactNumber(element[-1].strip(), ":".join(element[:-1]).strip())
            for element in segment.elements
            if len(element) > 1
        ]
        self._contact = Contact(before.name, before.identifier, (*before.numbers, *numbers))
        if len(numbers) < len(segment.elements):
            self._findings.unread("com-unknown", "A contact number has no kind.", segment)

    def _tail(self, segment: Segment) -> None:
        if segment.tag == "AUT":
            self._findings.remainder.append(segment)
        elif segment.tag == "CNT":
            qualifier, text = segment.value(0), segment.value(0, 1)
            if not text and segment.value(1):
                text = segment.value(1)
                self._findings.note("cnt-form", "A control total (CNT) is written with an element separator.", segment)
            value = int(text) if text.isascii() and text.isdigit() and len(text) <= len("999999") else None
            self._counts.append(Count(qualifier, value, segment.raw))
            if qualifier not in {"41", "42"}:
                self._findings.note("cnt-unknown", "A control total (CNT) has an unknown qualifier.", segment)

    def _part(self) -> Part | None:
        header = self._message.header
        number, mark = header.value(3), header.value(3, 1).upper()
        if not number:
            return None
        if not (number.isascii() and number.isdigit() and len(number) <= len("9999")):
            self._findings.note("part-unknown", "The part of the transfer (S010) is no number.", header)
            return None
        if int(number) == 1 and not mark:
            self._findings.note("part-mark", "The first part of the transfer is not marked (S010).", header)
        return Part(int(number), first=int(number) == 1 or mark == "C", last=mark == "F")

    def _check_counts(self, part: Part | None) -> None:
        crew = sum(1 for traveller in self._travellers if traveller.role in {"FM", "DDT"})
        present = {"41": crew, "42": len(self._travellers) - crew}
        for count in self._counts:
            if count.qualifier in present and count.value != present[count.qualifier]:
                said = "no number" if count.value is None else f"{count.value}"
                whole = " (one part of a transfer)" if part and not (part.first and part.last) else ""
                message = f"CNT declares {said}, the message has {present[count.qualifier]}{whole}."
                self._findings.note("count-differs", message, self._message.trailer or self._message.header)
