"""Collecting findings while a message is read."""

from manumit.engines.edifact.problems import Problem, Severity
from manumit.engines.edifact.syntax.model import Segment


class Findings:
    """The findings and the unread segments of one message."""

    __slots__ = ("problems", "remainder")

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.remainder: list[Segment] = []

    def note(self, code: str, message: str, at: Segment, severity: Severity = Severity.WARNING) -> None:
        """Add a finding at a segment; `message` may not hold a person's data."""
        self.problems.append(Problem(code, message, at.number, at.offset, severity))

    def unread(self, code: str, message: str, at: Segment, severity: Severity = Severity.WARNING) -> None:
        """Add a finding and keep the segment of the message's head as unread."""
        self.note(code, message, at, severity)
        self.remainder.append(at)
