"""From text to segments in one pass; a segment that repeats (and most do) is split only once."""

from manumit.engines.edifact.problems import Problem, Severity
from manumit.engines.edifact.syntax.model import Segment
from manumit.engines.edifact.syntax.resync import cut_apart, may_hold_more
from manumit.engines.edifact.syntax.tokens import Cutter, Piece, is_tag

_MOST_JOINS = 4
_MOST_NOTES = 100
_TRAILERS = {"UNT", "UNE", "UNZ"}
_Known = tuple[str, tuple[tuple[str, ...], ...], int, str]


class Scanner:
    """Turns the text of one interchange into segments.

    Args:
        cutter: made for the text's separators.
        source: the decoded raw text, in which offsets count.

    Attributes:
        segments: those read so far.
        problems: findings, each with its offset; their segment is numbered later.
        cut: the last segment where the text ends inside it.
        rest: where a footer begins that follows the last terminator, or None.
    """

    def __init__(self, cutter: Cutter, source: str) -> None:
        self.segments: list[Segment] = []
        self.problems: list[Problem] = []
        self.cut: Segment | None = None
        self.rest: int | None = None
        self._cutter = cutter
        self._element = cutter.separators.element
        self._source = source
        self._known: dict[str, _Known] = {}
        self._wrapped = False
        # The marked text of the last segment that was not split from memory, its place and how often it was mended.
        self._last = ("", -1, 0)

    def scan(self, marked: str, base: int, *, closed: bool) -> None:
        """Read all of it.

        Args:
            marked: the text, released characters marked.
            base: where it begins in the raw text.
            closed: whether its last segment is terminated.
        """
        separators = self._cutter.separators
        parts = marked.split(separators.terminator)
        tail = parts.pop()
        position = base
        known, segments, new = self._known.get, self.segments, tuple.__new__
        for part in parts:
            hit = known(part) or self._quick(part)
            if hit is None:
                self._first_time(part, position)
            else:
                tag, elements, lead, text = hit
                segments.append(new(Segment, (tag, elements, len(segments) + 1, position + lead, text)))
            position += len(part) + 1
        if not closed:
            self._unclosed(self._cutter.piece(tail, position))

    def _note(self, code: str, message: str, offset: int, severity: Severity = Severity.WARNING) -> None:
        if len(self.problems) < _MOST_NOTES:
            self.problems.append(Problem(code, message, 0, offset, severity))

    def _quick(self, part: str) -> _Known | None:
        """Split a segment that shows no sign of dirt, and remember it; None where there is a doubt."""
        element = self._element
        # Marks of released characters and control characters are not printable.
        if part[3:4] != element or not part.isprintable() or not is_tag(part[:3]):
            return None
        fields = part.split(element)
        if may_hold_more(fields):
            return None
        hit = (fields[0], self._cutter.elements(fields[1:]), 0, part)
        self._known[part] = hit
        return hit

    def _first_time(self, part: str, position: int) -> None:
        cutter = self._cutter
        piece = cutter.piece(part, position)
        text = piece.text
        if not text:
            return
        if piece.noisy and not self._wrapped:
            self._wrapped = True
            self._note("wrapped", "Line ends inside segments were removed.", piece.offset, Severity.NOTE)
        if not cutter.is_tagged(text):
            self._untagged(piece)
            return
        fields = text.split(cutter.separators.element)
        if may_hold_more(fields):
            pieces = cut_apart(cutter.separators, piece, self._source)
            if len(pieces) > 1:
                self._several(pieces)
                return
        segment = self._segment(piece, fields)
        self.segments.append(segment)
        if not piece.noisy and not cutter.holds_marks(text):
            self._known[part] = (segment.tag, segment.elements, piece.offset - position, segment.raw)
        else:
            self._last = (text, len(self.segments), 0)

    def _several(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            self.segments.append(self._segment(piece, piece.text.split(self._cutter.separators.element)))
            self._last = (piece.text, len(self.segments), 0)
            if piece is not pieces[0]:
                self._note("terminator-missing", "A terminator is missing before this segment.", piece.offset)

    def _untagged(self, piece: Piece) -> None:
        """Give back to a value what an unreleased terminator cut off, as in O'NEIL; else keep the text as it is."""
        before = self.segments[-1] if self.segments else None
        text, place, joins = self._last
        if place != len(self.segments):
            text, joins = (before.raw if before else ""), 0
        if before is None or joins >= _MOST_JOINS or piece.offset != before.offset + len(before.raw) + 1:
            self.segments.append(self._segment(piece, []))
            self._last = (piece.text, len(self.segments), _MOST_JOINS)
            return
        whole = Piece(self._cutter.join([text, piece.text]), before.offset, piece.end, noisy=True)
        self.segments[-1] = self._segment(whole, whole.text.split(self._cutter.separators.element), before.number)
        self._last = (whole.text, len(self.segments), joins + 1)
        self._note("terminator-unreleased", "A terminator inside a value is not released.", before.offset)

    def _unclosed(self, piece: Piece) -> None:
        """Deal with what follows the last terminator: a trailer, a footer, or a segment that the end cuts."""
        if not piece.text:
            return
        fields = piece.text.split(self._cutter.separators.element)
        tagged = self._cutter.is_tagged(piece.text)
        if tagged and piece.text[:3] in _TRAILERS:
            self.segments.append(self._segment(piece, fields))
            self._note("terminator-missing", "The last segment has no terminator.", piece.offset)
        elif not tagged and piece.offset > 0 and self._source[piece.offset - 1] in "\r\n\x03\x0c":
            self.rest = piece.offset
        else:
            self.cut = self._segment(piece, fields)

    def _segment(self, piece: Piece, fields: list[str], number: int = 0) -> Segment:
        cutter = self._cutter
        text, offset, end, noisy = piece
        raw = self._source[offset:end] if noisy or cutter.holds_marks(text) else text
        number = number or len(self.segments) + 1
        if not cutter.is_tagged(text):
            return Segment("", ((cutter.plain(text),),), number, offset, raw)
        # A component separator after the tag repeats or nests (ISO 9735): the tag is what stands before it.
        return Segment(text[:3], cutter.elements(fields[1:]), number, offset, raw)
