"""Countries by ISO 3166 code, and the codes that ICAO Doc 9303 adds for travel documents; names follow Unicode CLDR."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from manumit.kernel.places.tables import normal, rows, unknown


class CountryKind(StrEnum):
    """What a code stands for."""

    COUNTRY = "country"
    NATIONALITY_CLASS = "nationality-class"
    """A class of British nationality with a code of its own in travel documents."""
    STATUS = "status"
    """Stateless, refugee or unspecified: no country at all."""
    ORGANISATION = "organisation"
    """A body that issues travel documents."""
    SPECIMEN = "specimen"
    FORMER = "former"
    """Withdrawn, but found in older documents and records."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country, or what stands in its place in a travel document.

    Args:
        alpha3: three-letter code of ISO 3166-1 or ICAO Doc 9303.
        alpha2: two-letter code of ISO 3166-1; empty where there is none.
        name: English name.
        kind: what the code stands for.
        belongs_to: three-letter code of the country that it is a part or an older code of; empty if none.
    """

    alpha3: str
    alpha2: str
    name: str
    kind: CountryKind
    belongs_to: str


def country(code: str) -> Country:
    """The country of a two- or three-letter code, in either case, with or without filler (`D<<` is Germany).

    Raises:
        InputError: the code is not known.
    """
    found = find_country(code)
    if found is None:
        raise unknown("country", "country")
    return found


def find_country(code: str) -> Country | None:
    """The country of a code as for `country`, or None."""
    return _by_code().get(normal(code))


@cache
def all_countries() -> tuple[Country, ...]:
    """Every country that exists now, by name: the choice of a form."""
    return tuple(entry for entry in _all() if entry.kind is CountryKind.COUNTRY)


@cache
def _all() -> tuple[Country, ...]:
    return tuple(
        Country(row["alpha3"], row["alpha2"], row["name"], CountryKind(row["kind"]), row["belongs_to"])
        for row in rows("countries.csv")
    )


@cache
def _by_code() -> Mapping[str, Country]:
    codes = {entry.alpha3: entry for entry in _all()}
    codes.update((entry.alpha2, entry) for entry in _all() if entry.alpha2)
    codes["D"] = codes["DEU"]  # the one-letter code of ICAO Doc 9303
    return MappingProxyType(codes)
