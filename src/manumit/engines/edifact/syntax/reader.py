"""Reading interchanges out of whatever arrives: Type-B text, mail, wrapped lines, wrong counts, missing ends."""

import re
from dataclasses import replace
from functools import lru_cache

from manumit.engines.edifact.problems import Problem, Severity
from manumit.engines.edifact.syntax.assemble import Assembler
from manumit.engines.edifact.syntax.locate import find_next, find_start, settle_separators
from manumit.engines.edifact.syntax.model import Interchange
from manumit.engines.edifact.syntax.scan import Scanner
from manumit.engines.edifact.syntax.tokens import Cutter
from manumit.errors import MessageError

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1b\x7f]")
_LINE = re.compile(r"[\r\n\x03\x0c]")
_UNZ_REACH = 80
_LEAD_REACH = 12


def decode(data: str | bytes) -> tuple[str, str]:
    """Decode as UTF-8, else as Latin-1.

    Returns:
        The text and the character set: `utf-8`, `latin-1`, or `text` for what was no bytes.
    """
    if isinstance(data, str):
        return data, "text"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def read_interchange(data: str | bytes) -> Interchange:
    """Read the first interchange; what follows it stays in `after`.

    Args:
        data: the message as received.

    Raises:
        MessageError: there is no UNB, UNG or UNH, or the separators cannot be told.
    """
    source, charset = decode(data)
    interchange, following = _read_at(source, charset, 0)
    return replace(interchange, after=interchange.after + source[following:])


def read_interchanges(data: str | bytes) -> tuple[Interchange, ...]:
    """Read every interchange of a text, at least one.

    Args:
        data: the messages as received.

    Raises:
        MessageError: there is no UNB, UNG or UNH at all, or the separators cannot be told.
    """
    source, charset = decode(data)
    found: list[Interchange] = []
    position = 0
    while not found or position < len(source):
        try:
            interchange, position = _read_at(source, charset, position)
        except MessageError:
            if not found:
                raise
            found[-1] = replace(found[-1], after=found[-1].after + source[position:])
            break
        found.append(interchange)
    return tuple(found)


def _read_at(source: str, charset: str, position: int) -> tuple[Interchange, int]:
    start = find_start(source, position)
    if start is None:
        raise MessageError("This text holds no UN/EDIFACT interchange: no UNB or UNH.", segment=0, offset=position)
    first, body, marks = start
    following = find_next(source, body + len("UNB"))
    separators, problems = settle_separators(source, body, marks)
    cutter = Cutter(separators, source[body:following])
    marked = cutter.mark(source[body:following])
    end, closed = _find_end(marked, separators.element, separators.terminator)
    scanner = Scanner(cutter, source)
    scanner.scan(marked[:end], body, closed=closed)
    notes = [
        *problems,
        *scanner.problems,
        *_dirt(source[position:following], marked[:end], separators.terminator, body),
    ]
    if charset == "latin-1":
        notes.append(Problem("charset", "The text is not UTF-8 and was read as Latin-1.", 0, 0, Severity.NOTE))
    end_of_text = scanner.rest if scanner.rest is not None else body + end
    interchange = Assembler(notes).assemble(
        scanner.segments,
        cut=scanner.cut,
        separators=separators,
        una=None if marks is None else f"UNA{marks}",
        before=source[position:first],
        after=source[end_of_text:following],
        charset=charset,
        source=source,
    )
    return interchange, following


def _dirt(text: str, marked: str, terminator: str, body: int) -> list[Problem]:
    """Note the dirt of transport that was read without doubt."""
    notes: list[Problem] = []
    if not text.isprintable() and _CONTROL.search(text):
        notes.append(Problem("control-character", "Control characters were removed.", 0, 0, Severity.NOTE))
    place = marked.find(f"{terminator} ")
    if place >= 0:
        notes.append(Problem("blank-between", "Blanks follow a terminator.", 0, body + place, Severity.NOTE))
    return notes


def _find_end(marked: str, element: str, terminator: str) -> tuple[int, bool]:
    """Where the text after UNZ begins, and whether the last segment before that is terminated."""
    after = _after_unz(marked, element, terminator)
    if after < 0:
        return len(marked), False
    close = marked.find(terminator, after, after + _UNZ_REACH)
    line = _LINE.search(marked, after)
    # A wrap inside UNZ is followed by its terminator within a few characters; a footer is not.
    if close >= 0 and (line is None or close < line.start() or close - line.end() <= len("12345678901234")):
        return close + 1, True
    return (line.start() if line else len(marked)), False


def _after_unz(marked: str, element: str, terminator: str) -> int:
    """Where the first UNZ that is a segment goes on after its tag; -1 where there is none."""
    tag = f"UNZ{element}"
    last_message = marked.rfind(f"UNT{element}")
    place = marked.find(tag)
    while place >= 0:
        # A name may end in these letters (KUNZ), so a segment must end before them, or a line and then all messages.
        lead = marked[max(0, place - _LEAD_REACH) : place]
        after = place + len(tag)
        if lead.rstrip().endswith(terminator):
            return after
        if lead.endswith(("\r", "\n")) and after > last_message and marked[after : after + 1].isdigit():
            return after
        place = marked.find(tag, after)
    if "\n" not in marked and "\r" not in marked:
        return -1
    found = _unz(element, terminator).search(marked)
    return found.end() if found else -1


@lru_cache(maxsize=32)
def _unz(element: str, terminator: str) -> re.Pattern[str]:
    line = r"[\r\n]{0,4}"
    return re.compile(rf"{re.escape(terminator)}\s{{0,9}}U{line}N{line}Z{line}{re.escape(element)}")
