"""The month's messages: for each service a list in its carrier's dialect, then crew, changes, cancellations and close-out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from random import Random

from manumit.cli.demo.nation.dialects import DIALECTS, CarrierDialect
from manumit.cli.demo.nation.dirt import soil
from manumit.cli.demo.nation.drafting import draft
from manumit.cli.demo.nation.model import Message, Reading, Service, Traveller
from manumit.cli.demo.nation.rolls import rolls
from manumit.engines.edifact.paxlst import Dialect, PassengerListDraft, split_parts, write_paxlst

PARTS_EVERY = 6
CHANGES_EVERY = 5
CANCELLATIONS_EVERY = 7
CLOSE_OUT_EVERY = 2
PART_SIZE = 25
LIST_BEFORE = timedelta(hours=3)
CHANGE_BEFORE = timedelta(hours=1, minutes=10)
CLOSE_AFTER = timedelta(minutes=15)


class Fate(StrEnum):
    """What goes wrong with a service's list on the way."""

    NOTHING = "nothing"
    CUT_SHORT = "cut-short"
    SENT_TWICE = "sent-twice"


@dataclass(frozen=True, slots=True)
class Aboard:
    """A service, its place in the month, everybody on it, and the keys of those of the hidden network (`story`)."""

    service: Service
    place: int
    travellers: tuple[Traveller, ...]
    story: frozenset[str]
    fate: Fate = Fate.NOTHING


def messages_of(seed: int, found: Aboard) -> Iterator[Message]:
    """Yield every message of one service in the order sent."""
    sender = _Sender(found, DIALECTS[found.place % len(DIALECTS)], rolls(seed, "messages", found.service.key))
    passengers = tuple(each for each in found.travellers if each.role == "FL")
    crew = tuple(each for each in found.travellers if each.role == "FM")
    listed_at = found.service.departs.astimezone(UTC) - LIST_BEFORE
    yield from _lists(sender, found, passengers, listed_at)
    if crew:
        yield from sender.send(crew, at=listed_at + timedelta(minutes=25), code="250")
    plain = tuple(each for each in passengers if each.key not in found.story)
    changed_at = found.service.departs.astimezone(UTC) - CHANGE_BEFORE
    leaving: tuple[Traveller, ...] = ()
    if found.place % CANCELLATIONS_EVERY == 3:  # noqa: PLR2004 - any remainder does; each kind has its own
        leaving = plain[-2:]
        yield from sender.send(leaving, at=changed_at, function="XR")
    elif found.place % CHANGES_EVERY == 1:
        yield from sender.send(plain[:1], at=changed_at, function="CP")
    if found.place % CLOSE_OUT_EVERY == 0:
        stayed = tuple(each for each in passengers if each not in leaving)
        closed_at = found.service.departs.astimezone(UTC) + CLOSE_AFTER
        yield from sender.send(stayed, at=closed_at, code="266", function="CLOB")
        if leaving:
            yield from sender.send(leaving, at=closed_at, code="266", function="CLNB")


def _lists(sender: "_Sender", found: Aboard, passengers: tuple[Traveller, ...], at: datetime) -> Iterator[Message]:
    if found.fate is Fate.CUT_SHORT:
        yield sender.send_cut_short(passengers, at=at)
        yield from sender.send(passengers, at=at + timedelta(minutes=40))
        return
    if found.fate is Fate.NOTHING and found.place % PARTS_EVERY == 2:  # noqa: PLR2004 - as above
        yield from sender.send(passengers, at=at, part_size=PART_SIZE)
        return
    sent = tuple(sender.send(passengers, at=at))
    yield from sent
    if found.fate is Fate.SENT_TWICE:
        original = sent[0]
        again = replace(
            original, key=f"{original.key}-again", sent_at=at + timedelta(minutes=12), reading=Reading.DUPLICATE
        )
        yield again


class _Sender:
    """One carrier's system: keeps its dialect, numbers its interchanges and soils what it sends."""

    def __init__(self, found: Aboard, dialect: CarrierDialect, roll: Random) -> None:
        self.service, self.place, self.dialect, self.roll = found.service, found.place, dialect, roll
        self.sent = 0

    def send(
        self,
        travellers: tuple[Traveller, ...],
        *,
        at: datetime,
        code: str = "745",
        function: str | None = None,
        part_size: int = 0,
    ) -> Iterator[Message]:
        whole = self._draft(travellers, at, code, function)
        parts = split_parts(whole, size=part_size) if part_size else (whole,)
        keys = [each.key for each in travellers]
        size = part_size or len(keys)
        written = []
        for place, each in enumerate(parts):
            raw = self._raw(each, frozenset(self.dialect.dirt))
            named = tuple(keys[place * size : (place + 1) * size])
            # The later half of a list in parts overtakes the earlier one on the way.
            written.append(
                self._message(
                    raw, at + timedelta(minutes=(place * 7) % 9), function or "", place + 1, len(parts), named
                )
            )
        yield from sorted(written, key=lambda each: (each.sent_at, each.key))

    def send_cut_short(self, travellers: tuple[Traveller, ...], *, at: datetime) -> Message:
        whole = self._draft(travellers, at, "745", None)
        raw = self._raw(
            whole, frozenset({*self.dialect.dirt, "cut-short"}) - {"no-last-terminator", "mail-footer", "telex-footer"}
        )
        text = raw.decode(self.dialect.charset)
        mark = f"{self.dialect.separators.element}ABO{self.dialect.separators.component}"
        whole_ones = "".join(text.split()).count("".join(mark.split())) - 1
        message = self._message(raw, at, "", 1, 1, tuple(each.key for each in travellers[:whole_ones]))
        return replace(message, reading=Reading.BROKEN, dirt=(*message.dirt, "cut-short"))

    def _draft(
        self, travellers: tuple[Traveller, ...], at: datetime, code: str, function: str | None
    ) -> PassengerListDraft:
        self.sent += 1
        control = f"{self.service.departs:%y%m%d}{self.place:03d}{self.sent:02d}"
        return draft(self.service, travellers, self.dialect, at=at, control=control, code=code, function=function)

    def _raw(self, each: PassengerListDraft, dirt: frozenset[str]) -> bytes:
        layout = Dialect(una=self.dialect.una, group=self.dialect.group)
        text = write_paxlst(each, separators=self.dialect.separators, dialect=layout)
        return soil(text, dirt, self.dialect.separators, self.roll).encode(self.dialect.charset)

    def _message(
        self, raw: bytes, at: datetime, function: str, part: int, parts: int, named: tuple[str, ...]
    ) -> Message:
        number = f"{self.sent}" if parts == 1 else f"{self.sent}.{part}"
        return Message(
            key=f"m-{self.service.key}-{number}",
            service=self.service.key,
            sent_at=at,
            raw=raw,
            dialect=self.dialect.name,
            reading=Reading.WHOLE,
            dirt=self.dialect.dirt,
            function=function,
            part=part,
            parts=parts,
            travellers=named,
        )
