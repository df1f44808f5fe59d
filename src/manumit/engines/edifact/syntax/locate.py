"""Where an interchange begins in dirty text, and which separators its body really uses."""

import re
from dataclasses import replace

from manumit.engines.edifact.problems import Problem, Severity
from manumit.engines.edifact.syntax.model import DEFAULT_SEPARATORS, Separators
from manumit.errors import MessageError

_B = r"[\r\n]{0,4}"
# A service string may be one character short, and blanks or line ends may follow it.
_UNA = re.compile(rf"U{_B}N{_B}A(?P<marks>[^A-Za-z0-9]{{4,20}})(?=U{_B}N{_B}[BGH])")
_MARK = r"(?:[^A-Za-z0-9\s]|[\x1c-\x1f])"
_UNB = re.compile(rf"U{_B}N{_B}B(?={_MARK}{_B}[A-Z])")
_SURE_UNB = re.compile(rf"(?<![A-Z0-9])U{_B}N{_B}B{_B}{_MARK}{_B}(?:[A-Z]{_B}){{4}}{_MARK}{_B}\d")
_INNER = re.compile(rf"U{_B}N{_B}(?:G(?={_MARK})|H(?={_MARK}{_B}[\w-]))")
_HEAD = re.compile(rf"UNB(?P<element>{_MARK})[A-Z]{{4}}(?P<component>{_MARK})\d")
_LOOK = 4_000
_WINDOW = 40
_UNA_MARKS = 6


def _compact(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


def find_next(text: str, position: int) -> int:
    """Offset of the next interchange that begins for certain, its UNA included; the text's length where there is none."""
    body = _SURE_UNB.search(text, position)
    if body is None:
        return len(text)
    window = max(position, body.start() - _WINDOW)
    una = next((found for found in _UNA.finditer(text, window, body.end()) if found.end() == body.start()), None)
    return una.start() if una else body.start()


def find_start(text: str, position: int) -> tuple[int, int, str | None] | None:
    """Find the next interchange.

    Args:
        text: the decoded raw text.
        position: where to begin to look.

    Returns:
        Offset of the start (the UNA if there is one), offset of the first segment and the marks of the UNA or None;
        None where there is none.
    """
    body = _SURE_UNB.search(text, position) or _UNB.search(text, position) or _INNER.search(text, position)
    if body is None:
        return None
    window = max(position, body.start() - _WINDOW)
    una = next((found for found in _UNA.finditer(text, window, body.end()) if found.end() == body.start()), None)
    if una is not None:
        return una.start(), body.start(), _marks(una["marks"])
    return body.start(), body.start(), None


def _marks(text: str) -> str:
    """Take the six marks of a service string; fewer where the sixth would be a mere blank."""
    marks = _compact(text)[:_UNA_MARKS]
    return marks if marks[-1] != " " else marks.rstrip()


def settle_separators(text: str, start: int, marks: str | None) -> tuple[Separators, tuple[Problem, ...]]:
    """Decide which separators the body uses: those declared, unless the first segments prove otherwise.

    Args:
        text: the decoded raw text.
        start: offset of the first segment.
        marks: what the UNA declares, or None.

    Raises:
        MessageError: neither the declaration nor the body shows a usable set.
    """
    declared = Separators.from_una(marks) if marks is not None and len(marks) == _UNA_MARKS else None
    base = declared if declared is not None else _from_short(marks)
    actual = _from_body(_compact(text[start : start + _LOOK]), base)
    if not actual.usable:
        raise MessageError(
            "The separators cannot be told; ask the carrier for the message again.", segment=1, offset=start
        )
    if marks is None and actual == DEFAULT_SEPARATORS:
        return actual, ()
    if declared is not None and actual == declared:
        return actual, ()
    problem = Problem(
        "una", "The service string (UNA) is absent, short or differs from the marks in use.", 1, start, Severity.WARNING
    )
    return actual, (problem,)


def _from_short(marks: str | None) -> Separators:
    """Take what a short service string offers: its first two marks and its last."""
    if marks is None:
        return DEFAULT_SEPARATORS
    release = next((mark for mark in marks[2:-1] if mark in "?\\"), DEFAULT_SEPARATORS.release)
    return replace(
        DEFAULT_SEPARATORS, component=marks[0], element=marks[1], release=release, terminator=marks.rstrip()[-1]
    )


def _from_body(body: str, base: Separators) -> Separators:
    head = _HEAD.match(body)
    if head is not None:
        base = replace(base, element=head["element"], component=head["component"])
    element = body[3:4]
    inner = re.search(rf"({_MARK}|[\x1c-\x1f])[\s\x00-\x1b]*UN[GH]{re.escape(element)}", body[3:])
    if inner is not None and inner[1] != base.terminator and inner[1] != element:
        base = replace(base, terminator=inner[1])
    if base.release in {base.element, base.component, base.terminator}:
        base = replace(base, release=" ")
    return base
