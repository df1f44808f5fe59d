"""Compartments, the walls between them, and the roles that open them.

The walls follow the strategy's demand that the person who reviews a victim's case has no part in her immigration
case (paragraph 32), widened to every record: nobody's roles together may open both sides of a wall.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from manumit.errors import InputError, SeparationOfDuties


class Compartment(StrEnum):
    """Where a record lies. A role opens some compartments; what lies in the others does not exist for it."""

    IDENTIFICATION = "identification"
    CARE = "care"
    IMMIGRATION = "immigration"
    CHILD = "child"
    BORDER = "border"
    INTELLIGENCE = "intelligence"
    OPERATIONS = "operations"
    FINANCE = "finance"
    STATISTICS = "statistics"
    SAFE = "safe"
    PREVENTION = "prevention"
    STRATEGY = "strategy"
    OVERSIGHT = "oversight"
    ACCOUNTS = "accounts"
    PUBLIC = "public"


WALLS: tuple[frozenset[Compartment], ...] = (
    frozenset({Compartment.CARE, Compartment.IMMIGRATION}),
    frozenset({Compartment.IDENTIFICATION, Compartment.IMMIGRATION}),
    frozenset({Compartment.CHILD, Compartment.IMMIGRATION}),
)
"""Pairs that no single person may open together. Identification and child join care: people.md, immigration official."""


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of user: what it opens, where such people work, and what it may never do (shown on the role's page)."""

    key: str
    label: str
    organisation_kinds: frozenset[str]
    opens: frozenset[Compartment]
    purpose: str
    may_never: str = ""


def _role(key: str, label: str, kinds: str, opens: str, purpose: str, may_never: str = "") -> tuple[str, Role]:
    compartments = frozenset({*(Compartment(name) for name in opens.split()), Compartment.PUBLIC})
    return key, Role(key, label, frozenset(kinds.split()), compartments, purpose, may_never)


ROLES: MappingProxyType[str, Role] = MappingProxyType(
    dict(
        (
            _role("first_responder", "First responder", "police local_authority border health ngo", "", "refer",
                  "see decisions' minutes, care or intelligence"),
            _role("caseworker", "Caseworker", "competent_authority", "identification", "decide",
                  "agree an own proposal; hold any immigration role on the person"),
            _role("reviewer", "Reviewer", "competent_authority", "identification", "review",
                  "review an own or conflicted case; author a decision"),
            _role("quality_lead", "Quality lead", "competent_authority", "identification", "audit-decisions",
                  "score own work"),
            _role("immigration_official", "Immigration official", "immigration", "immigration", "removal-check",
                  "open care, identification or child records"),
            _role("prime_contractor", "Prime contractor", "contractor", "care finance safe", "arrange-care",
                  "open intelligence or immigration records"),
            _role("support_worker", "Support worker", "provider", "care safe", "support",
                  "see another provider's people"),
            _role("local_authority", "Local authority or guardian", "local_authority guardian", "child", "safeguard-child"),
            _role("targeting_analyst", "Targeting analyst", "border", "border", "target",
                  "act alone on a list entry or an indicator"),
            _role("targeting_supervisor", "Targeting supervisor", "border", "border", "target", "approve own proposals"),
            _role("port_officer", "Port officer", "border", "border", "meet-traveller", "search freely"),
            _role("carrier", "Carrier", "carrier", "", "send-passenger-data", "see any hit or reason"),
            _role("intelligence_officer", "Intelligence officer", "intelligence police", "intelligence", "develop-intelligence",
                  "see the vault's identities without a purpose"),
            _role("intelligence_supervisor", "Intelligence supervisor", "intelligence police", "intelligence",
                  "release-intelligence", "release own products"),
            _role("liaison_officer", "Liaison officer", "overseas_post", "intelligence", "liaise", "see what was not sent to the post"),
            _role("tasking_officer", "Tasking officer", "tasking police", "operations", "task"),
            _role("financial_investigator", "Financial investigator", "tasking police", "operations finance", "recover-assets"),
            _role("prosecutor", "Prosecutor", "prosecution", "operations", "prosecute"),
            _role("triage_officer", "Triage officer", "prevention police", "prevention", "triage"),
            _role("policy_official", "Policy official", "ministry", "strategy statistics", "policy", "open any person's record"),
            _role("statistician", "Statistician", "ministry", "statistics", "statistics", "see identities"),
            _role("chief_statistician", "Chief statistician", "ministry", "statistics", "statistics", "sign an own proposal"),
            _role("librarian", "Librarian", "ministry", "", "catalogue"),
            _role("data_guardian", "Data guardian", "ministry oversight", "oversight", "oversight", "change any record"),
            _role("administrator", "Administrator", "platform", "accounts", "administer", "grant to self; open any compartment"),
            _role("person", "The person herself", "person", "", "own-records"),
        )
    )
)  # fmt: skip


def role(key: str) -> Role:
    """Return the role called `key`. Raises InputError where there is none."""
    found = ROLES.get(key)
    if found is None:
        raise InputError(f"There is no role called “{key}”. Choose one of: {', '.join(sorted(ROLES))}.", field="role")
    return found


def compartments_of(keys: Iterable[str]) -> frozenset[Compartment]:
    """Return every compartment that the roles open together; unknown roles open nothing."""
    opened: set[Compartment] = {Compartment.PUBLIC}
    for key in keys:
        if key in ROLES:
            opened |= ROLES[key].opens
    return frozenset(opened)


def breached_wall(compartments: Iterable[Compartment]) -> frozenset[Compartment] | None:
    """Return the first wall of which both sides are open, or None."""
    opened = frozenset(compartments)
    return next((wall for wall in WALLS if wall <= opened), None)


def require_no_breach(keys: Iterable[str]) -> None:
    """Refuse a set of roles that opens both sides of a wall. Raises SeparationOfDuties, naming the wall."""
    wall = breached_wall(compartments_of(keys))
    if wall is not None:
        sides = " and ".join(sorted(side.value for side in wall))
        raise SeparationOfDuties(
            f"Nobody may open both {sides} records. End one of the roles before you give the other.", code="wall"
        )
