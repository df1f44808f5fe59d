"""Comma-separated files that a spreadsheet cannot mistake for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> object:
    """Return a value as it may stand in a sheet: text that a spreadsheet would run gets an apostrophe in front."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_DANGEROUS):
        return f"'{value}"
    return "" if value is None else value


def csv_text(lines: Iterable[Sequence[object]]) -> str:
    """Write lines as CSV (RFC 4180), every text made safe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([safe_cell(value) for value in line] for line in lines)
    return out.getvalue()
