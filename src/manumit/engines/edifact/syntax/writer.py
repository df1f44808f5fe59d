"""Writing segments so that they read back equal, with any separators."""

import re
from collections.abc import Iterable

from manumit.engines.edifact.syntax.model import DEFAULT_SEPARATORS, Interchange, Segment, Separators
from manumit.errors import InputError

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TAG = re.compile(r"[A-Z][A-Z0-9]{2}\Z")
Elements = tuple[tuple[str, ...], ...]


def write_segments(
    segments: Iterable[Segment | tuple[str, Elements]], *, separators: Separators = DEFAULT_SEPARATORS
) -> str:
    """Write segments, each with its terminator, without UNA.

    Args:
        segments: segments, or pairs of tag and elements.
        separators: the marks to use.

    Raises:
        InputError: a tag is not three capital letters or digits, a value holds a control character, a value needs a
            release character where there is none, or the separators cannot be read back.
    """
    separators.check()
    release = _releaser(separators)
    written: list[str] = []
    for segment in segments:
        tag, elements = segment[0], segment[1]
        if not _TAG.match(tag):
            raise InputError("A tag has three characters: capital letters and digits.", field="tag")
        parts = [tag, *(separators.component.join([release(value) for value in element]) for element in elements)]
        written.append(separators.element.join(parts) + separators.terminator)
    return "".join(written)


def write_interchange(interchange: Interchange, *, separators: Separators | None = None, una: bool = True) -> str:
    """Write an interchange that was read or made, without the text cut before and after it.

    Args:
        interchange: its segments are written in their order.
        separators: other marks than it was read with.
        una: write the UNA. It is always written where the separators are not the default.

    Raises:
        InputError: as `write_segments`.
    """
    marks = separators if separators is not None else interchange.separators
    body = write_segments([segment for segment in interchange.segments if segment.tag], separators=marks)
    return (marks.una if una or marks != DEFAULT_SEPARATORS else "") + body


class _Releaser:
    def __init__(self, separators: Separators) -> None:
        marks = {separators.component, separators.element, separators.terminator, separators.release}
        if separators.repetition != " ":
            marks.add(separators.repetition)
        self._release = separators.release
        marks.discard(" ")
        self._marks = re.compile("[" + re.escape("".join(sorted(marks))) + "]")

    def __call__(self, value: str) -> str:
        if value.isalnum():
            return value
        if _CONTROL.search(value):
            raise InputError("A value may not hold line ends or control characters.", field="value")
        if self._release != " ":
            return self._marks.sub(lambda found: self._release + found[0], value)
        if self._marks.search(value):
            raise InputError("A value holds a separator and there is no release character.", field="value")
        return value


def _releaser(separators: Separators) -> _Releaser:
    return _Releaser(separators)
