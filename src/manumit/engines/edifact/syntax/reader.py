"""Reading interchanges out of whatever arrives: Type-B text, mail, wrapped lines, wrong counts, missing ends."""

import re
from dataclasses import replace
from functools import lru_cache

from manumit.engines.edifact.problems import Problem, Severity
from manumit.engines.edifact.syntax.assemble import Assembler
from manumit.engines.edifact.syntax.locate import find_next, find_start, settle_separators
from manumit.engines.edifact.syntax.model import Interchange, Segment
from manumit.engines.edifact.syntax.resync import resynchronise
from manumit.engines.edifact.syntax.tokens import Cutter, Piece
from manumit.errors import MessageError

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1b\x7f]")
_MOST_JOINS = 4
_TRAILERS = {"UNT", "UNE", "UNZ"}
_UNZ_REACH = 80


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
    notes = list(problems)
    cutter = Cutter(separators, source[body:following])
    marked = cutter.mark(source[body:following])
    end, closed = _find_end(marked, separators.element, separators.terminator)
    pieces = cutter.pieces(marked[:end], body)
    if closed:
        pieces.pop()
    pieces, missing = resynchronise(cutter, pieces, source)
    notes += [
        Problem("terminator-missing", "A terminator is missing before this segment.", 0, piece.offset) for piece in missing
    ]
    notes += _dirt(source[position:following], marked[:end], pieces, separators.terminator, body)
    segments, cut, rest = _to_segments(cutter, pieces, source, notes, closed=closed)
    end_of_text = rest if rest is not None else body + end
    if charset == "latin-1":
        notes.append(Problem("charset", "The text is not UTF-8 and was read as Latin-1.", 0, 0, Severity.NOTE))
    interchange = Assembler(notes).assemble(
        segments, cut=cut, separators=separators, una=None if marks is None else f"UNA{marks}",
        before=source[position:first], after=source[end_of_text:following], charset=charset, source=source,
    )
    return interchange, following


def _dirt(text: str, marked: str, pieces: list[Piece], terminator: str, body: int) -> list[Problem]:
    """Note the dirt of transport that was read without doubt."""
    notes: list[Problem] = []
    wrapped = next((piece for piece in pieces if piece.noisy), None)
    if wrapped is not None:
        notes.append(Problem("wrapped", "Line ends inside segments were removed.", 0, wrapped.offset, Severity.NOTE))
    if not text.isprintable() and _CONTROL.search(text):
        notes.append(Problem("control-character", "Control characters were removed.", 0, 0, Severity.NOTE))
    if f"{terminator} " in marked:
        place = body + marked.index(f"{terminator} ")
        notes.append(Problem("blank-between", "Blanks follow a terminator.", 0, place, Severity.NOTE))
    return notes


def _find_end(marked: str, element: str, terminator: str) -> tuple[int, bool]:
    """Where the text after UNZ begins, and whether the last segment before that is terminated."""
    found = _unz(element, terminator).search(marked)
    if found is None:
        return len(marked), False
    close = marked.find(terminator, found.end(), found.end() + _UNZ_REACH)
    line = re.compile(r"[\r\n\x03\x0c]").search(marked, found.end())
    # A wrap inside UNZ is followed by its terminator within a few characters; a footer is not.
    if close >= 0 and (line is None or close < line.start() or close - line.end() <= len("12345678901234")):
        return close + 1, True
    return (line.start() if line else len(marked)), False


@lru_cache(maxsize=32)
def _unz(element: str, terminator: str) -> re.Pattern[str]:
    line = r"[\r\n]{0,4}"
    return re.compile(
        rf"(?:{re.escape(terminator)}\s{{0,9}}|[\r\n])U{line}N{line}Z{line}{re.escape(element)}[ \r\n]{{0,4}}\d{{0,6}}"
        rf"|UNZ{re.escape(element)}\d{{1,6}}{re.escape(element)}"
    )


def _to_segments(
    cutter: Cutter, pieces: list[Piece], source: str, notes: list[Problem], *, closed: bool
) -> tuple[list[Segment], Segment | None, int | None]:
    """Turn pieces into segments; gives also the one that the end of the text cuts, and where a footer begins."""
    cut: Piece | None = None
    rest: int | None = None
    if not closed and pieces:
        last = pieces.pop()
        if last.text[:3] in _TRAILERS and _is_tagged(last.text, cutter):
            pieces.append(last)
            notes.append(Problem("terminator-missing", "The last segment has no terminator.", 0, last.offset))
        elif last.text and not _is_tagged(last.text, cutter) and _after_line_end(last, source):
            rest = last.offset
        elif last.text:
            cut = last
    segments: list[Segment] = []
    for piece in _rejoin(cutter, pieces, notes):
        segments.append(_segment(cutter, piece, source, len(segments) + 1))
    cut_segment = _segment(cutter, cut, source, len(segments) + 1) if cut is not None else None
    return segments, cut_segment, rest


def _after_line_end(piece: Piece, source: str) -> bool:
    return piece.offset > 0 and source[piece.offset - 1] in "\r\n\x03\x0c"


def _is_tagged(text: str, cutter: Cutter) -> bool:
    tag, mark = text[:3], text[3:4]
    if not (tag.isascii() and tag.isalnum() and tag.isupper() and tag[0].isalpha()):
        return False
    marks = cutter.separators
    return len(tag) == len("UNB") and (mark in {marks.element, marks.component} or not text[3:].strip())


def _rejoin(cutter: Cutter, pieces: list[Piece], notes: list[Problem]) -> list[Piece]:
    """Give back to a value what an unreleased terminator cut off, as in O'NEIL; drop blank pieces."""
    whole: list[Piece] = []
    joins = 0
    for piece in pieces:
        text = piece.text
        # Written out for speed: almost every piece is a tag and an element separator.
        if text[3:4] == cutter.separators.element and text[:3].isupper():
            whole.append(piece)
            joins = 0
        elif not text:
            continue
        elif _is_tagged(text, cutter) or not whole or piece.offset != whole[-1].end + 1 or joins >= _MOST_JOINS:
            whole.append(piece)
            joins = 0
        else:
            joins += 1
            before = whole[-1]
            whole[-1] = Piece(cutter.join([before.text, text]), before.offset, piece.end, before.noisy or piece.noisy)
            notes.append(
                Problem("terminator-unreleased", "A terminator inside a value is not released.", 0, before.offset)
            )
    return whole


def _segment(cutter: Cutter, piece: Piece, source: str, number: int) -> Segment:
    text, offset, end, _ = piece
    raw = text if end - offset == len(text) and text.isascii() else source[offset:end]
    if text[3:4] == cutter.separators.element and _is_tag(text[:3]):
        return Segment(text[:3], cutter.elements(text[4:]), number, offset, raw)
    if _is_tagged(text, cutter):
        # A tag followed by a component separator repeats or nests (ISO 9735); what follows the first element is kept.
        head, _, tail = text.partition(cutter.separators.element)
        elements = cutter.elements(tail) if tail or text != head else ()
        return Segment(head[:3], elements, number, offset, raw)
    return Segment("", ((cutter.plain(text),),), number, offset, raw)


@lru_cache(maxsize=4096)
def _is_tag(text: str) -> bool:
    return len(text) == len("UNB") and text.isascii() and text.isalnum() and text.isupper() and text[0].isalpha()
