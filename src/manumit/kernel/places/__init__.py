"""Countries, ports, carriers and regions as reference data."""

from manumit.kernel.places.carriers import Carrier, all_carriers, carrier, find_carrier
from manumit.kernel.places.countries import Country, CountryKind, all_countries, country, find_country
from manumit.kernel.places.ports import CodeScheme, Port, PortKind, all_ports, find_port, port, ports_of_entry, to_utc
from manumit.kernel.places.regions import HomeNation, Region, all_regions, find_region, region

__all__ = [
    "Carrier",
    "CodeScheme",
    "Country",
    "CountryKind",
    "HomeNation",
    "Port",
    "PortKind",
    "Region",
    "all_carriers",
    "all_countries",
    "all_ports",
    "all_regions",
    "carrier",
    "country",
    "find_carrier",
    "find_country",
    "find_port",
    "find_region",
    "port",
    "ports_of_entry",
    "region",
    "to_utc",
]
