"""Putting segments into messages, messages into groups, and checking what the trailers say."""

from bisect import bisect_right
from dataclasses import replace

from manumit.engines.edifact.problems import Problem, Severity
from manumit.engines.edifact.syntax.model import Group, Interchange, Message, Segment, Separators


def declared_count(trailer: Segment) -> int | None:
    """The number that UNT, UNE or UNZ declares, or None where it is no number."""
    text = trailer.value(0)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("1234567") else None


def _numbered(problems: list[Problem], segments: list[Segment]) -> tuple[Problem, ...]:
    """Give each finding that only knows its offset the number of the segment there."""
    starts = [segment.offset for segment in segments]
    return tuple(
        problem
        if problem.segment or not problem.offset
        else replace(problem, segment=bisect_right(starts, problem.offset))
        for problem in problems
    )


_MOST_STRAY_NOTES = 100


class Assembler:
    """Builds one interchange from its segments."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._header: Segment | None = None
        self._trailer: Segment | None = None
        self._groups: list[Group] = []
        self._stray: list[Segment] = []
        self._group_header: Segment | None = None
        self._messages: list[Message] = []
        self._open: list[Segment] | None = None

    def assemble(
        self,
        segments: list[Segment],
        *,
        cut: Segment | None,
        separators: Separators,
        una: str | None,
        before: str,
        after: str,
        charset: str,
        source: str,
    ) -> Interchange:
        """Walk the segments once."""
        for segment in segments:
            if segment.tag[:2] == "UN" and segment.tag in self._ENVELOPE:
                self._envelope(segment)
            elif self._open is not None:
                self._open.append(segment)
            else:
                self._keep_stray(segment)
        self._close_at_end(cut)
        self._close_group(None)
        self._check_interchange(before, after)
        return Interchange(
            separators=separators,
            una=una,
            header=self._header,
            groups=tuple(self._groups),
            trailer=self._trailer,
            stray=tuple(self._stray),
            before=before,
            after=after,
            charset=charset,
            source=source,
            problems=_numbered(self._problems, segments),
        )

    _ENVELOPE = frozenset({"UNB", "UNG", "UNH", "UNT", "UNE", "UNZ"})

    def _note(self, code: str, message: str, at: Segment | None, severity: Severity = Severity.WARNING) -> Problem:
        problem = Problem(code, message, at.number if at else 0, at.offset if at else 0, severity)
        self._problems.append(problem)
        return problem

    def _envelope(self, segment: Segment) -> None:
        tag = segment.tag
        if tag == "UNT":
            self._close_message(segment)
            return
        if self._open is not None:
            problem = self._note("no-unt", "The message has no UNT.", segment)
            self._finish(None, None, (problem,))
        if tag == "UNH":
            self._open = [segment]
        elif tag == "UNG":
            self._close_group(None)
            self._group_header = segment
        elif tag == "UNE":
            self._close_group(segment)
        elif tag == "UNB" and self._header is None:
            self._header = segment
        elif tag == "UNZ" and self._trailer is None:
            self._close_group(None)
            self._trailer = segment
        else:
            self._keep_stray(segment)

    def _keep_stray(self, segment: Segment) -> None:
        self._stray.append(segment)
        if len(self._stray) <= _MOST_STRAY_NOTES:
            self._note("stray", "This text stands in no message.", segment)

    def _close_message(self, trailer: Segment) -> None:
        if self._open is None:
            self._keep_stray(trailer)
            return
        header = self._open[0]
        self._open.append(trailer)
        found: list[Problem] = []
        declared, actual = declared_count(trailer), len(self._open)
        if declared != actual:
            said = "no number" if declared is None else f"{declared}"
            found.append(self._note("unt-count", f"UNT declares {said}, the message has {actual} segments.", trailer))
        if trailer.value(1) != header.value(0):
            found.append(self._note("unt-reference", "UNT repeats another reference than UNH.", trailer))
        self._finish(trailer, None, tuple(found))

    def _close_at_end(self, cut: Segment | None) -> None:
        if self._open is None:
            if cut is not None:
                self._keep_stray(cut)
            return
        at = cut if cut is not None else self._open[-1]
        problem = self._note("truncated", "The text ends inside the message: UNT is missing.", at, Severity.FATAL)
        self._finish(None, cut, (problem,))

    def _finish(self, trailer: Segment | None, cut: Segment | None, problems: tuple[Problem, ...]) -> None:
        if self._open is not None:
            self._messages.append(Message(self._open[0], tuple(self._open), trailer, cut, problems))
        self._open = None

    def _close_group(self, trailer: Segment | None) -> None:
        if trailer is not None:
            if self._group_header is None:
                self._keep_stray(trailer)
                trailer = None
            else:
                self._check_group(self._group_header, trailer)
        elif self._group_header is not None:
            self._note("no-une", "The functional group has no UNE.", self._group_header)
        if self._messages or self._group_header is not None:
            self._groups.append(Group(self._group_header, tuple(self._messages), trailer))
        self._messages = []
        self._group_header = None

    def _check_group(self, header: Segment, trailer: Segment) -> None:
        declared, actual = declared_count(trailer), len(self._messages)
        if declared != actual:
            self._note("une-count", f"UNE declares another number of messages than the {actual} present.", trailer)
        if trailer.value(1) != header.value(4):
            self._note("une-reference", "UNE repeats another reference than UNG.", trailer)

    def _check_interchange(self, before: str, after: str) -> None:
        if self._header is None:
            self._note("no-unb", "The interchange has no UNB.", None)
        if self._trailer is None:
            self._note("no-unz", "The interchange has no UNZ.", None)
        else:
            self._check_trailer(self._trailer)
        if before.strip():
            self._note("text-before", "Text before the interchange was cut and kept.", None, Severity.NOTE)
        if after.strip():
            self._note("text-after", "Text after the interchange was cut and kept.", None, Severity.NOTE)

    def _check_trailer(self, trailer: Segment) -> None:
        grouped = sum(1 for group in self._groups if group.header is not None)
        actual = grouped or sum(len(group.messages) for group in self._groups)
        if declared_count(trailer) != actual:
            self._note("unz-count", f"UNZ declares another number than the {actual} present.", trailer)
        if self._header is not None and trailer.value(1) != self._header.value(4):
            self._note("unz-reference", "UNZ repeats another reference than UNB.", trailer)
