"""The twelve regions of the United Kingdom (ITL 1 codes with the codes of the Office for National Statistics)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from manumit.kernel.places.tables import normal, rows, unknown


class HomeNation(StrEnum):
    """One of the four countries of the United Kingdom; `kernel.calendars.calendar_for` accepts each."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the United Kingdom: the finest place of a safe house that is ever shown.

    Args:
        code: ITL 1 code, such as `TLI`.
        gss: nine-character code of the Office for National Statistics.
        name: English name.
        nation: the country it lies in.
    """

    code: str
    gss: str
    name: str
    nation: HomeNation


def region(code: str) -> Region:
    """The region of an ITL 1 or GSS code.

    Raises:
        InputError: the code is not known.
    """
    found = find_region(code)
    if found is None:
        raise unknown("region", "region")
    return found


def find_region(code: str) -> Region | None:
    """The region of an ITL 1 or GSS code, or None."""
    return _by_code().get(normal(code))


@cache
def all_regions() -> tuple[Region, ...]:
    """All twelve, in the official order."""
    return tuple(Region(row["code"], row["gss"], row["name"], HomeNation(row["nation"])) for row in rows("regions.csv"))


@cache
def _by_code() -> Mapping[str, Region]:
    return MappingProxyType({code: entry for entry in all_regions() for code in (entry.code, entry.gss)})
