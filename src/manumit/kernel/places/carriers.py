"""Carriers by airline designator; ferry and rail operators without one have a short name of our own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from manumit.kernel.places.ports import CodeScheme, PortKind
from manumit.kernel.places.tables import normal, rows, unknown


@dataclass(frozen=True, slots=True)
class Carrier:
    """An airline, ferry or rail operator, running now or at some time since 2009.

    Args:
        code: two-character airline designator, or our own short name.
        name: trading name.
        country: three-letter code of the country it is based in.
        kind: air, sea or rail.
        scheme: who gave the code.
    """

    code: str
    name: str
    country: str
    kind: PortKind
    scheme: CodeScheme


def carrier(code: str) -> Carrier:
    """The carrier of a code, in either case.

    Raises:
        InputError: the code is not known.
    """
    found = find_carrier(code)
    if found is None:
        raise unknown("carrier", "carrier")
    return found


def find_carrier(code: str) -> Carrier | None:
    """The carrier of a code, or None."""
    return _by_code().get(normal(code))


@cache
def all_carriers() -> tuple[Carrier, ...]:
    """Every carrier, airlines first."""
    return tuple(
        Carrier(row["code"], row["name"], row["country"], PortKind(row["kind"]), CodeScheme(row["scheme"]))
        for row in rows("carriers.csv")
    )


@cache
def _by_code() -> Mapping[str, Carrier]:
    return MappingProxyType({entry.code: entry for entry in all_carriers()})
