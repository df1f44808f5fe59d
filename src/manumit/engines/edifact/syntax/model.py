"""The parts of a UN/EDIFACT interchange (ISO 9735): separators, segments, messages, groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

from manumit.engines.edifact.problems import Problem
from manumit.errors import InputError


@dataclass(frozen=True, slots=True)
class Separators:
    """The service characters that a `UNA` declares, each one character.

    Args:
        component: between the components of an element.
        element: between the elements of a segment.
        decimal: the decimal mark.
        release: makes the next character plain; a blank means that there is none.
        repetition: the repetition separator of syntax version 4; a blank means reserved.
        terminator: ends a segment.
    """

    component: str = ":"
    element: str = "+"
    decimal: str = "."
    release: str = "?"
    repetition: str = " "
    terminator: str = "'"

    @classmethod
    def from_una(cls, una: str) -> Self:
        """Read the six characters that follow `UNA`."""
        return cls(*una)

    @property
    def una(self) -> str:
        """The service string advice, `UNA` and six characters."""
        marks = self.component + self.element + self.decimal + self.release + self.repetition + self.terminator
        return f"UNA{marks}"

    @property
    def usable(self) -> bool:
        """Whether the four marks that split text are single, distinct, printable marks that no tag could hold."""
        marks = [self.component, self.element, self.terminator]
        if self.release != " ":
            marks.append(self.release)
        return len(set(marks)) == len(marks) and all(_is_mark(mark) for mark in marks)

    def check(self) -> None:
        """Refuse a set that could not be read back.

        Raises:
            InputError: two of the marks are the same, or one is a letter, a digit, a blank or a line end.
        """
        if not self.usable:
            raise InputError(
                "Choose distinct separators that are neither letters, digits nor blanks.", field="separators"
            )


def _is_mark(text: str) -> bool:
    if len(text) != 1:
        return False
    # Syntax level B uses the information separators IS1 to IS4, which Python counts as white space.
    return text in "\x1c\x1d\x1e\x1f" or not (text.isalnum() or text.isspace() or ord(text) < ord(" "))


DEFAULT_SEPARATORS = Separators()


class Segment(NamedTuple):
    """One segment, with its place in the raw text.

    Args:
        tag: the three-letter tag; empty for text that is no segment.
        elements: the elements after the tag, each a tuple of its components, released but not trimmed.
        number: its number in the interchange, from 1.
        offset: its first character in the decoded raw text, from 0.
        raw: the text as it stands there, without the terminator.
    """

    tag: str
    elements: tuple[tuple[str, ...], ...]
    number: int = 0
    offset: int = 0
    raw: str = ""

    def value(self, element: int, component: int = 0) -> str:
        """The trimmed component, or an empty text where it is absent; both are counted from 0 after the tag."""
        if element < len(self.elements) and component < len(self.elements[element]):
            return self.elements[element][component].strip()
        return ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message, from `UNH` to `UNT`.

    Args:
        header: its `UNH`.
        segments: every complete segment from `UNH` to `UNT`, both included.
        trailer: its `UNT`, or None where it is missing.
        cut: the last segment where the text ends inside it; its content cannot be trusted.
        problems: findings about the syntax of this message.
    """

    header: Segment
    segments: tuple[Segment, ...]
    trailer: Segment | None = None
    cut: Segment | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def reference(self) -> str:
        """The message reference number (0062)."""
        return self.header.value(0)

    @property
    def type(self) -> str:
        """The message type (0065), such as `PAXLST`."""
        return self.header.value(1)

    @property
    def version(self) -> str:
        """Directory version and release, such as `D:15B`."""
        return ":".join(part for part in (self.header.value(1, 1), self.header.value(1, 2)) if part)

    @property
    def access_reference(self) -> str | None:
        """The common access reference (0068), which joins the parts of a transfer."""
        return self.header.value(2) or None


@dataclass(frozen=True, slots=True)
class Group:
    """A functional group; `header` and `trailer` are None for messages that stand in no group."""

    header: Segment | None
    messages: tuple[Message, ...]
    trailer: Segment | None = None


@dataclass(frozen=True, slots=True)
class Interchange:
    """One interchange as received.

    Args:
        separators: the marks that its text uses.
        una: the `UNA` as sent, or None.
        header: its `UNB`, or None where it is missing.
        groups: the functional groups in order; messages outside any group stand in groups without header.
        trailer: its `UNZ`, or None.
        stray: segments that stand in no message.
        before: what was cut before the start, such as a Type-B heading.
        after: what was cut after the end, such as a mail footer.
        charset: the character set that the bytes were read with.
        source: the decoded raw text that all offsets count in.
        problems: findings, including those of the messages.
    """

    separators: Separators
    una: str | None
    header: Segment | None
    groups: tuple[Group, ...]
    trailer: Segment | None
    stray: tuple[Segment, ...]
    before: str
    after: str
    charset: str
    source: str
    problems: tuple[Problem, ...]

    @property
    def messages(self) -> tuple[Message, ...]:
        """Every message of every group, in order."""
        return tuple(message for group in self.groups for message in group.messages)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Every segment in order, envelope and strays included."""
        return tuple(sorted(self._all_segments(), key=lambda segment: segment.number))

    def _all_segments(self) -> Iterator[Segment]:
        if self.header:
            yield self.header
        for group in self.groups:
            if group.header:
                yield group.header
            for message in group.messages:
                yield from message.segments
                if message.cut:
                    yield message.cut
            if group.trailer:
                yield group.trailer
        yield from self.stray
        if self.trailer:
            yield self.trailer
