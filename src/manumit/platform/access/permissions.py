"""The register of permissions and the only two questions that code may ask of it: `can` and `require`."""

from collections.abc import Callable
from dataclasses import dataclass

from rules.predicates import predicate
from rules.rulesets import RuleSet

from manumit.errors import AccessRefused, ConfigError, NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import ROLES, Compartment

Predicate = Callable[[Actor, object], bool]


@dataclass(frozen=True, slots=True)
class Permission:
    """What a person may do, and who.

    Args:
        name: `room.verb_object`.
        label: what it allows, in plain words, for the permission matrix.
        roles: role keys that hold it; empty means nobody.
        reads: compartment that broken glass must open for this permission to be held without the role; None where
            breaking the glass gives nothing (every write).
        public: whether anyone may, signed in or not.
        when: further condition over the actor and the object, tested only where an object is given.
        system: whether the house's own jobs may.
    """

    name: str
    label: str
    roles: frozenset[str] = frozenset()
    reads: Compartment | None = None
    public: bool = False
    when: Predicate | None = None
    system: bool = True

    def held_by(self, actor: Actor) -> bool:
        """Return whether the actor holds the permission at all, before any object is looked at."""
        if self.public or (actor.is_system and self.system):
            return True
        if not actor.user_id:
            return False
        return actor.has(*self.roles) or (
            self.reads is not None and self.reads in actor.glass and actor.opens(self.reads)
        )


_rules = RuleSet()
_permissions: dict[str, Permission] = {}


def register_permission(entry: Permission) -> None:
    """Add a permission. Raises ConfigError for an unknown role or for a second, different one of the same name."""
    unknown = entry.roles - ROLES.keys()
    if unknown:
        raise ConfigError(f"Permission {entry.name} names unknown roles: {', '.join(sorted(unknown))}.")
    known = _permissions.get(entry.name)
    if known is not None:
        if known == entry:
            return
        raise ConfigError(f"Permission {entry.name} is registered twice.")
    _permissions[entry.name] = entry

    def check(actor: Actor, thing: object) -> bool:
        return entry.held_by(actor) and (thing is None or entry.when is None or entry.when(actor, thing))

    _rules.add_rule(entry.name, predicate(check, name=entry.name))


def all_permissions() -> tuple[Permission, ...]:
    """Return every registered permission, by name."""
    return tuple(_permissions[name] for name in sorted(_permissions))


def permission(name: str) -> Permission:
    """Return one permission. Raises ConfigError where no room registered it."""
    found = _permissions.get(name)
    if found is None:
        raise ConfigError(f"No room registered the permission {name}.")
    return found


def can(actor: Actor, name: str, thing: object = None) -> bool:
    """Return whether the actor may; False for a permission that nobody registered."""
    return bool(_rules.rule_exists(name) and _rules.test_rule(name, actor, thing))


def require(actor: Actor, name: str, thing: object = None) -> None:
    """Refuse unless the actor may.

    Raises:
        AccessRefused: the actor does not hold the permission.
        NotFound: the actor holds it, but not for this object: what may not be seen does not exist.
    """
    if can(actor, name, thing):
        return
    if thing is not None and can(actor, name):
        raise NotFound("There is no such record, or you may not see it.")
    raise AccessRefused(
        "Your role does not allow this. Ask your administrator if you think that it should.", code="refused"
    )
