"""Legs of a journey from TDT, LOC and DTM, whichever way a carrier lays them out."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from manumit.engines.edifact.paxlst.dates import read_moment
from manumit.engines.edifact.paxlst.findings import Findings
from manumit.engines.edifact.paxlst.model import Leg
from manumit.engines.edifact.problems import Severity
from manumit.engines.edifact.syntax.model import Segment

_STOPS = {"125", "87", "92"}
_FLIGHT = re.compile(r"([A-Z0-9]{2}|[A-Z]{3})\s*0*(\d{1,5}[A-Z]?)\Z")


@dataclass(slots=True)
class _Stop:
    qualifier: str
    place: str | None
    segment: Segment
    departs: datetime | None = None
    arrives: datetime | None = None


@dataclass(slots=True)
class _Transport:
    segment: Segment
    stops: list[_Stop] = field(default_factory=list)


def read_identifier(identifier: str, carrier: str) -> tuple[str | None, str | None]:
    """Tell carrier and number from what TDT says.

    Args:
        identifier: 8028 as sent.
        carrier: C040, or empty.

    Returns:
        The carrier code or None, and the number without leading zeros (the identifier itself where it has none).
    """
    text = identifier.replace(" ", "").upper()
    if carrier and text.startswith(carrier):
        digits = re.fullmatch(r"0*(\d{1,5}[A-Z]?)", text[len(carrier) :])
        if digits:
            return carrier, digits[1]
    bare = re.fullmatch(r"0*(\d{1,5})", text)
    if bare:
        return carrier or None, bare[1]
    found = _FLIGHT.match(text)
    if found and not found[1].isdigit():
        return found[1], found[2]
    return carrier or None, identifier or None


class LegReader:
    """Reads the journey of one message."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._transports: list[_Transport] = []
        self.final_destination: str | None = None

    @property
    def begun(self) -> bool:
        """Whether a TDT was seen."""
        return bool(self._transports)

    @property
    def first_departure(self) -> datetime | None:
        """The first departure seen so far."""
        return next((s.departs for t in self._transports for s in t.stops if s.departs is not None), None)

    def transport(self, segment: Segment) -> None:
        """Take a TDT."""
        self._transports.append(_Transport(segment))

    def place(self, segment: Segment) -> None:
        """Take a LOC that stands with the journey."""
        qualifier, place = segment.value(0), segment.value(1) or None
        if qualifier in _STOPS and self._transports:
            self._transports[-1].stops.append(_Stop(qualifier, place, segment))
            if place is None:
                self._findings.note("place-missing", "A place of the journey is empty.", segment)
        elif qualifier == "130" and self.final_destination is None:
            self.final_destination = place
        else:
            self._findings.unread("loc-unknown", f"LOC qualifier {qualifier[:3]} is not read here.", segment)

    def time(self, segment: Segment) -> None:
        """Take a DTM that stands with the journey."""
        qualifier, text, form = segment.value(0), segment.value(0, 1), segment.value(0, 2)
        stops = self._transports[-1].stops if self._transports else []
        if qualifier not in {"189", "232"} or not stops:
            self._findings.unread("dtm-unknown", f"DTM qualifier {qualifier[:3]} is not read here.", segment)
            return
        moment = read_moment(text, form)
        if moment is None:
            self._findings.unread("time-invalid", "A scheduled time is no time.", segment)
        elif segment.elements[0][1] != text:
            self._findings.note("blank-in-value", "A value begins or ends with a blank.", segment, Severity.NOTE)
        if qualifier == "189":
            stops[-1].departs = moment
        else:
            stops[-1].arrives = moment

    def legs(self) -> tuple[Leg, ...]:
        """The legs in the order sent."""
        return tuple(leg for transport in self._transports for leg in self._legs_of(transport))

    def _legs_of(self, transport: _Transport) -> list[Leg]:
        segment = transport.segment
        identifier, declared = segment.value(1), segment.value(4)
        carrier, number = read_identifier(identifier, declared)
        if declared and carrier != declared:
            self._findings.note("carrier-differs", "The carrier differs from the flight identifier.", segment)
        pairs = self._pairs(transport.stops)
        if not pairs:
            self._findings.note("no-places", "A transport (TDT) has no places.", segment)
            pairs = [(None, None)]
        mode, vessel = segment.value(2) or None, ":".join(segment.elements[7]) if len(segment.elements) > 7 else None  # noqa: PLR2004 - element 8 of TDT is C222
        return [
            Leg(
                carrier,
                number,
                origin.place if origin else None,
                target.place if target else None,
                origin.departs if origin else None,
                target.arrives if target else None,
                identifier or None,
                segment.value(0) or "20",
                mode,
                vessel or None,
            )
            for origin, target in pairs
        ]

    def _pairs(self, stops: list[_Stop]) -> list[tuple[_Stop | None, _Stop | None]]:
        pairs: list[tuple[_Stop | None, _Stop | None]] = []
        origin: _Stop | None = None
        chained = False
        for stop in stops:
            if origin is None:
                origin, chained = stop, False
                continue
            first, second = origin, stop
            if first.arrives and not first.departs and second.departs and not second.arrives and not chained:
                first, second = second, first
            pairs.append((first, second))
            # A stop with both times ends one leg and begins the next.
            chained = stop.arrives is not None and stop.departs is not None
            origin = stop if chained else None
        if origin is not None and not chained:
            self._findings.note("leg-incomplete", "A leg of the journey has only one place.", origin.segment)
            pairs.append((None, origin) if origin.qualifier == "87" else (origin, None))
        return pairs
