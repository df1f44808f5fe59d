"""Reads the CSV tables beside this file, and says plainly when a code is not in one."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from io import StringIO

from manumit.errors import InputError


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of this package, by column name."""
    return iter(csv.DictReader(StringIO(files(__package__).joinpath(name).read_text(encoding="utf-8"))))


def normal(code: str) -> str:
    """A code as it stands in the tables: capitals, without blanks and without the filler of a machine-readable zone."""
    return code.strip().rstrip("<").upper()


def unknown(what: str, field: str) -> InputError:
    """The error for a code that is in no table; the code itself stays out, it may be anything that was typed."""
    return InputError(f"This {what} code is not known. Check it, or have it added to the reference data.", field=field)
