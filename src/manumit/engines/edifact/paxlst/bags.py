"""Baggage of a traveller: pieces, weights and ranges of tags."""

import re

_POUND_KG = 0.45359237
_TO_KG = {"KGM": 1.0, "KG": 1.0, "": 1.0, "LBR": _POUND_KG, "LB": _POUND_KG, "LBS": _POUND_KG}
_MOST_TAGS = 999
_TAIL = re.compile(r"(.*?)(\d+)\Z", re.DOTALL)


def expand_tags(tag: str, count: str) -> tuple[str, ...] | None:
    """Expand a range: `count` consecutive tags from `tag` on.

    Args:
        tag: the first tag; `NULL` or nothing means that there are none.
        count: how many, empty for one.

    Returns:
        The tags; None where the count is no plausible number or the tag has no number to count on.
    """
    if tag in {"", "NULL"}:
        return ()
    if not count or count == "1":
        return (tag,)
    if not (count.isascii() and count.isdigit()) or int(count[:4]) > _MOST_TAGS:
        return None
    if count.strip("0") == "":
        return ()
    tail = _TAIL.match(tag)
    if tail is None or not tail[2].isascii():
        return None
    width = len(tail[2])
    first = int(tail[2])
    return tuple(f"{tail[1]}{first + step:0{width}d}" for step in range(int(count)))


def read_pieces(text: str) -> int | None:
    """A number of pieces, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("999") else None


def read_weight(text: str, unit: str) -> float | None:
    """A weight in kilograms, rounded to a gram; None where the number or the unit is not known."""
    factor = _TO_KG.get(unit.upper())
    if factor is None or not re.fullmatch(r"\d{1,6}(?:[.,]\d{1,4})?", text, re.ASCII):
        return None
    return round(float(text.replace(",", ".")) * factor, 3)
