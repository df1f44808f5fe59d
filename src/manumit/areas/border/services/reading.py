"""From bytes to passenger lists: what was read, what was not, and whether a person must look at the whole."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from manumit.engines.edifact import PassengerList, Problem, Segment, read_interchanges, read_message
from manumit.errors import MessageError

KEPT_PROBLEMS = 500
_FATAL = "fatal"
_OF_THE_WHOLE = ("unt-", "une-", "unz-", "no-", "cnt-", "count-", "text-", "stray", "truncated")
_CODES = frozenset({"745", "250", "266", "336", "655"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a message is in quarantine, and where reading stopped; holds no person's data."""

    code: str
    message: str
    segment: int | None
    offset: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message turned out to hold.

    Args:
        lists: every passenger list, the broken ones too: their readable travellers stand.
        fault: the first reason for quarantine; None where the message was read whole.
        problems: every finding, as plain data.
        remainder: segments that stand in no list.
        kind: the types of message found.
        sender: identifier of the sender.
    """

    lists: tuple[PassengerList, ...]
    fault: Fault | None
    problems: tuple[dict[str, object], ...]
    remainder: tuple[dict[str, object], ...]
    kind: str
    sender: str


def read_body(body: bytes, *, received: date) -> Reading:
    """Read everything that can be read; nothing in the bytes raises.

    Args:
        body: as received.
        received: the day, which no birth may follow.
    """
    try:
        interchanges = read_interchanges(body)
    except MessageError as error:
        return Reading((), Fault(error.code, error.message, error.segment, error.offset), (), (), "", "")
    lists: list[PassengerList] = []
    kinds: list[str] = []
    problems: dict[Problem, None] = {}
    strays: list[Segment] = []
    fault: Fault | None = None
    for interchange in interchanges:
        strays += interchange.stray
        for group in interchange.groups:
            for message in group.messages:
                kinds.append(message.type.upper() or "PAXLST")
                if not _is_list(message.type.upper(), message.segments):
                    strays += message.segments
                    fault = fault or _not_read(message.type, message.header)
                    continue
                found = read_message(message, interchange=interchange, group=group, received=received)
                lists.append(found)
                problems |= dict.fromkeys(found.problems)
                fault = fault or _fatal(found)
        problems |= dict.fromkeys(interchange.problems)
    if not kinds:
        fault = Fault("no-message", "The interchange holds no message.", 1, 0)
    fault = fault or next((_fault(one) for one in problems if one.severity == _FATAL), None)
    sender = next((one.sender.identifier for one in lists if one.sender), "")
    return Reading(
        tuple(lists), fault, tuple(map(problem_as_data, problems)), tuple(map(segment_as_data, strays)),
        " ".join(dict.fromkeys(kinds))[:20], sender[:40],
    )  # fmt: skip


def _is_list(kind: str, segments: tuple[Segment, ...]) -> bool:
    return kind == "PAXLST" or (not kind and any(s.tag == "BGM" and s.value(0) in _CODES for s in segments[:4]))


def _not_read(kind: str, header: Segment) -> Fault:
    named = kind if kind.isalnum() and kind.isascii() else "this type"
    return Fault("type-not-read", f"Messages of {named[:6]} are kept, but not read.", header.number, header.offset)


def _fault(problem: Problem) -> Fault:
    return Fault(problem.code, problem.message, problem.segment or None, problem.offset)


def _fatal(found: PassengerList) -> Fault | None:
    return next((_fault(problem) for problem in found.fatal), None)


def problem_as_data(problem: Problem) -> dict[str, object]:
    """Return a finding as it is stored and shown."""
    return {
        "code": problem.code,
        "message": problem.message,
        "segment": problem.segment,
        "offset": problem.offset,
        "severity": problem.severity.value,
    }


def segment_as_data(segment: Segment) -> dict[str, object]:
    """Return an unread segment with its place."""
    return {"segment": segment.number, "offset": segment.offset, "raw": segment.raw}


def problems_per_traveller(found: PassengerList) -> list[int]:
    """Return how many findings lie in the segments of each traveller, in their order."""
    starts = [traveller.segment for traveller in found.travellers]
    counts = [0] * len(starts)
    for problem in found.problems:
        place = bisect_right(starts, problem.segment) - 1
        if place >= 0 and not problem.code.startswith(_OF_THE_WHOLE):
            counts[place] += 1
    return counts
