"""People, objects, locations, events and organisations (POLE), how they may be linked, and what protects a victim.

Source: intelligence and operations reference, sections 7, 12.3 (victim-safe intelligence) and 14 (categories of person
kept apart; unverified as law, practised here as a rule of the house).
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from manumit.errors import InputError, RuleBroken

ENTITY_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "person": "Person",
        "object": "Object",
        "location": "Location",
        "event": "Event",
        "organisation": "Organisation",
    }
)

PERSON_CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "suspect": "Suspect",
        "convicted": "Convicted",
        "witness": "Witness",
        "victim": "May be a victim",
        "unknown": "Not known",
    }
)
"""Categories of people are kept apart; a person who may be a victim is never measured as a suspect."""

GROUP_ROLES: Mapping[str, str] = MappingProxyType(
    {"principal": "Principal", "significant": "Significant", "peripheral": "Peripheral"}
)

RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "knows": "knows",
        "related_to": "is related to",
        "works_for": "works for",
        "controls": "controls",
        "recruited": "recruited",
        "transported": "transported",
        "paid": "paid",
        "uses": "uses",
        "owns": "owns",
        "lives_at": "lives at",
        "exploits_at": "exploits people at",
        "seen_at": "was seen at",
        "took_part_in": "took part in",
        "happened_at": "happened at",
        "same_as": "may be the same as",
    }
)

_IDENTIFYING = frozenset(
    {
        "name",
        "given_names",
        "surname",
        "alias",
        "birth",
        "date_of_birth",
        "passport",
        "document",
        "document_number",
        "telephone",
        "email",
        "address",
        "photograph",
    }
)
_LONGEST_LABEL = 120
_MOST_PROPERTIES = 40


def require_entity(kind: str, label: str, category: str, properties: Mapping[str, object]) -> None:
    """Refuse an entity that is not one of the five kinds, has no label, or would put a victim's identity on the map.

    Raises:
        InputError: with field `kind`, `label`, `category` or `properties`.
        RuleBroken: identifying properties of a person who may be a victim; code `vault`.
    """
    if kind not in ENTITY_KINDS:
        raise InputError(f"Choose a kind: {', '.join(ENTITY_KINDS)}.", field="kind")
    if not label.strip() or len(label) > _LONGEST_LABEL:
        raise InputError(f"Give it a name of at most {_LONGEST_LABEL} characters.", field="label")
    if (kind == "person") != bool(category) or (category and category not in PERSON_CATEGORIES):
        raise InputError(
            "Say what a person is (suspect, witness ...); other things have no such category.", field="category"
        )
    if len(properties) > _MOST_PROPERTIES or not all(isinstance(key, str) and key.strip() for key in properties):
        raise InputError(f"Give at most {_MOST_PROPERTIES} properties, each with a name.", field="properties")
    if category == "victim" and _IDENTIFYING & {key.strip().casefold() for key in properties}:
        raise RuleBroken(
            "The identity of a person who may be a victim stays in the vault. Use the pseudonym, and leave out names, dates "
            "of birth, documents and addresses.",
            code="vault",
        )


def require_relation(relation: str, *, same: bool) -> None:
    """Refuse a link of a thing with itself, or in words that are not on the list. Raises InputError."""
    if same:
        raise InputError("Choose two different things to link.", field="to_id")
    if relation not in RELATIONS:
        raise InputError("Choose what links them from the list.", field="relation")


def require_member(kind: str, categories: Collection[str]) -> None:
    """Refuse a member that is no person or organisation, or about whom any report says that he or she may be a victim.

    Args:
        kind: of the entity.
        categories: what any report, seen or not by the one who asks, says of the person.

    Raises:
        RuleBroken: code `victim-in-group` or `member-kind`. The message does not say which report, so that it
            tells nothing of records that the asker may not see.
    """
    if kind not in {"person", "organisation"}:
        raise RuleBroken(
            "Members of a group are people and organisations. Link other things instead.", code="member-kind"
        )
    if "victim" in categories:
        raise RuleBroken(
            "One of these people may not be a member of a group: somebody who may be a victim is never counted among "
            "suspects. Take the person out; links to the group's members stay possible.",
            code="victim-in-group",
        )
