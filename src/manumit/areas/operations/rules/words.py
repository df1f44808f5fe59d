"""Words of the room that are parameters of this project: threat areas, roles of agencies, planned events, notices."""

from collections.abc import Mapping
from types import MappingProxyType

THREAT_AREAS: Mapping[str, str] = MappingProxyType(
    {
        "sexual": "Sexual exploitation",
        "labour": "Forced labour",
        "servitude": "Domestic servitude",
        "children": "Trafficking of children",
        "criminal": "Forced criminality",
        "movement": "Movement and documents",
        "money": "Money",
    }
)
AGENCY_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "lead": "Lead",
        "coordinator": "Co-ordinator",
        "partner": "Partner",
        "prosecution": "Prosecution",
        "overseas": "Post abroad",
    }
)
EVENT_KINDS: Mapping[str, str] = MappingProxyType(
    {"arrest": "Arrests", "visit": "Visit", "search": "Search", "observation": "Observation", "meeting": "Meeting"}
)
NOTICE_OUTCOMES: Mapping[str, str] = MappingProxyType(
    {"not_prosecuted": "Not prosecuted", "discontinued": "Discontinued", "proceeds": "Prosecution proceeds"}
)
KINDS_OF_ROLE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "prosecutor": frozenset({"charge", "conviction"}),
        "financial_investigator": frozenset({"asset_restrained", "asset_seized", "asset_confiscated"}),
    }
)
"""Kinds of result that a role alone may record; a tasking officer records every kind."""


def role_of(kind: str, *, lead: bool, coordinator: bool) -> str:
    """Return the part that an organisation of a kind plays in an operation."""
    if lead:
        return "lead"
    if kind == "prosecution":
        return "prosecution"
    if kind == "overseas_post":
        return "overseas"
    return "coordinator" if coordinator else "partner"
