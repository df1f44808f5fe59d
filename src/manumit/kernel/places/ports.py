"""Airports, seaports and stations that traffic into the United Kingdom uses, with their time zones and positions.

Codes, zones and positions of airports follow the airportsdata tables of September 2026 (MIT licence), mended where they
were wrong; positions of seaports and stations are approximate and serve maps only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from manumit.errors import InputError
from manumit.kernel.places.regions import HomeNation
from manumit.kernel.places.tables import normal, rows, unknown


class PortKind(StrEnum):
    """How people travel through it."""

    AIR = "air"
    SEA = "sea"
    RAIL = "rail"


class CodeScheme(StrEnum):
    """Who gave a code."""

    IATA = "iata"
    LOCODE = "locode"
    """Last three letters of the UN/LOCODE."""
    HOUSE = "house"
    """Our own, where no public code is established."""


@dataclass(frozen=True, slots=True)
class Port:
    """A place where a journey begins or ends.

    Args:
        code: three-letter code, unique in the table.
        name: English name.
        city: city it serves.
        country: three-letter country code.
        time_zone: IANA name.
        latitude: degrees north, WGS 84, to about 100 metres.
        longitude: degrees east.
        kind: air, sea or rail.
        scheme: who gave the code.
        nation: which of the four countries it lies in; None outside the United Kingdom.
        is_port_of_entry: whether people are examined there for entry into the United Kingdom.
        is_juxtaposed: whether that happens abroad, before departure.
    """

    code: str
    name: str
    city: str
    country: str
    time_zone: str
    latitude: float
    longitude: float
    kind: PortKind
    scheme: CodeScheme
    nation: HomeNation | None
    is_port_of_entry: bool
    is_juxtaposed: bool

    @property
    def zone(self) -> ZoneInfo:
        """The time zone, for showing an instant as the port's clock does."""
        return ZoneInfo(self.time_zone)


def port(code: str) -> Port:
    """The port of a three-letter code, in either case.

    Raises:
        InputError: the code is not known.
    """
    found = find_port(code)
    if found is None:
        raise unknown("port", "port")
    return found


def find_port(code: str) -> Port | None:
    """The port of a code, or None."""
    return _by_code().get(normal(code))


def to_utc(port_code: str, local: datetime) -> datetime:
    """The instant of a time that a carrier gave by the port's own clock.

    The hour that occurs twice when clocks go back is taken the first time; the hour that does not occur when they go
    forward is read by the clock before the change. Both are then never later than what was meant.

    Args:
        port_code: where the clock hangs.
        local: naive local time.

    Raises:
        InputError: the port is not known, or the time already has a zone.
    """
    if local.tzinfo is not None:
        raise InputError("This time already has a zone: give the local time alone.", field="local")
    return local.replace(tzinfo=port(port_code).zone, fold=0).astimezone(UTC)


@cache
def all_ports() -> tuple[Port, ...]:
    """Every port, those of the United Kingdom's airports first."""
    return tuple(_read(row) for row in rows("ports.csv"))


@cache
def ports_of_entry() -> tuple[Port, ...]:
    """Ports where people are examined for entry, the juxtaposed controls in France, Belgium and the Netherlands too."""
    return tuple(entry for entry in all_ports() if entry.is_port_of_entry)


def _read(row: Mapping[str, str]) -> Port:
    return Port(
        code=row["code"],
        name=row["name"],
        city=row["city"],
        country=row["country"],
        time_zone=row["time_zone"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        kind=PortKind(row["kind"]),
        scheme=CodeScheme(row["scheme"]),
        nation=HomeNation(row["nation"]) if row["nation"] else None,
        is_port_of_entry=row["port_of_entry"] == "yes",
        is_juxtaposed=row["juxtaposed"] == "yes",
    )


@cache
def _by_code() -> Mapping[str, Port]:
    return MappingProxyType({entry.code: entry for entry in all_ports()})
