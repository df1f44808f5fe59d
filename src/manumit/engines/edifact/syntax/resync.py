"""Finding segments whose terminator is missing, by known tags in the shapes that they must have."""

import re
from functools import lru_cache

from manumit.engines.edifact.syntax.model import Separators
from manumit.engines.edifact.syntax.tokens import Piece

# What must follow each tag before a cut inside a value is believed; "+" and ":" stand for the separators in use.
_SHAPES = {
    "ATT": r"2\+",
    "BGM": r"\d{3}(?:\+|$)",
    "CNT": r"\d{1,2}[:+]\d",
    "COM": r"[^+]{3,}:(?:TE|FX|EM)",
    "DAT": r"\d{1,3}:\d{6}",
    "DOC": r"[A-Z]{1,2}(?::\d{3}:\w{3})?\+\w",
    "DTM": r"\d{1,3}:[ \d]",
    "EBD": r"\w{3}:",
    "EMP": r"1\+",
    "EQN": r"\d+$",
    "ERC": r"\w{2,3}$",
    "ERP": r"[12]$",
    "FTI": r"\w{2}:",
    "FTX": r"[A-Z]{3}\+",
    "GEI": r"4\+17\d",
    "IFT": r"4:\d",
    "LOC": r"\d{1,3}\+",
    "MEA": r"(?:CT|WT)\+",
    "MSG": r"\+?:\d\d",
    "NAD": r"(?:FL|FM|DDU|DDT|MS)\+",
    "NAT": r"2\+",
    "RCI": r"\w{2}:\w{5}",
    "RFF": r"(?:TN|AVF|ABO|SEA|AEA|CR|YZY|AF):",
    "RPI": r"\d+\+[A-Z]{2}",
    "SSR": r"[A-Z]{4}:",
    "TDT": r"(?:20|34)\+",
    "TVL": r"\d{6}:",
    "UNE": r"\d+\+",
    "UNH": r"\w+\+[A-Z]{6}:",
    "UNT": r"\d+\+",
    "UNZ": r"\d+\+",
}

_TAGS = frozenset(_SHAPES)
_FEWEST = 2  # the tag itself, and an element that ends in the next tag, are followed by another


@lru_cache(maxsize=32)
def _pattern(element: str, component: str) -> re.Pattern[str]:
    shapes = "|".join(
        f"{tag}{re.escape(element)}{_with_marks(shape, element, component)}" for tag, shape in _SHAPES.items()
    )
    before = re.escape(element + component)
    return re.compile(rf"(?<=[^{before}])[ ]*(?={shapes})")


def _with_marks(shape: str, element: str, component: str) -> str:
    return (
        shape.replace(r"\+", "\x01")
        .replace("[:+]", "[\x01\x02]")
        .replace("[^+]", "[^\x01]")
        .replace("(?:", "\x03")
        .replace(":", "\x02")
        .replace("\x03", "(?:")
        .replace("\x01", re.escape(element))
        .replace("\x02", re.escape(component))
    )


def may_hold_more(parts: list[str]) -> bool:
    """Whether a segment, split at its element separators, could hold a second tag: a quick test before `cut_apart`."""
    return len(parts) > _FEWEST and not _TAGS.isdisjoint([part[-3:] for part in parts[:-1] if len(part) > len("TAG")])


def cut_apart(separators: Separators, piece: Piece, raw: str) -> list[Piece]:
    """Cut a piece that may hold more than one segment.

    Args:
        separators: the marks in use.
        piece: text between two terminators.
        raw: the decoded raw text.

    Returns:
        The piece itself, or its parts; each but the first begins where a terminator is missing.
    """
    pattern = _pattern(separators.element, separators.component)
    starts = sorted({0, *(found.end() for found in pattern.finditer(piece.text))})
    if len(starts) == 1:
        return [piece]
    offsets = [_raw_offset(piece, start, raw) for start in starts]
    ends = [*offsets[1:], piece.end]
    bounds = [*starts[1:], len(piece.text)]
    return [
        Piece(piece.text[start:bound], offset, end, piece.noisy)
        for start, bound, offset, end in zip(starts, bounds, offsets, ends, strict=True)
    ]


def _raw_offset(piece: Piece, start: int, raw: str) -> int:
    if not piece.noisy:
        return piece.offset + start
    kept = 0
    for offset in range(piece.offset, piece.end):
        if not _is_noise(raw[offset]):
            if kept == start:
                return offset
            kept += 1
    return piece.end


def _is_noise(char: str) -> bool:
    return char == "\x7f" or (char < "\x1c" and char != "\t")
