"""Who acts: the one value that every read and every write is given, so that none can forget to ask."""

from dataclasses import dataclass, field

from manumit.kernel.roles import Compartment, breached_wall, compartments_of


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a service at one moment, with the roles in force and the reason for acting.

    Args:
        user_id: identifier of the account; `system:<name>` for the house's own work, empty for the public.
        organisation_id: the organisation in whose name the actor acts; empty where there is none.
        roles: keys of the roles in force now.
        purpose: why records are opened; goes into every audit entry.
        ports: codes of the ports at which a port officer works.
        glass: compartments opened by breaking the glass, for a limited time.
        name: for the actor's own page only; never logged.
    """

    user_id: str
    organisation_id: str = ""
    roles: frozenset[str] = frozenset()
    purpose: str = ""
    ports: frozenset[str] = frozenset()
    glass: frozenset[Compartment] = frozenset()
    name: str = field(default="", repr=False)

    @property
    def compartments(self) -> frozenset[Compartment]:
        """Return what the actor opens now. Glass that would breach a wall opens nothing."""
        own = compartments_of(self.roles)
        if breached_wall(own) is not None:
            return frozenset({Compartment.PUBLIC})
        widened = own | self.glass
        return own if breached_wall(widened) is not None else widened

    @property
    def is_public(self) -> bool:
        """Return whether nobody is signed in."""
        return not self.user_id

    @property
    def is_system(self) -> bool:
        """Return whether the house itself acts (a scheduled job, an intake)."""
        return self.user_id.startswith("system:")

    def opens(self, compartment: Compartment) -> bool:
        """Return whether records of this compartment exist for the actor."""
        return compartment in self.compartments

    def has(self, *roles: str) -> bool:
        """Return whether the actor holds any of these roles."""
        return not self.roles.isdisjoint(roles)


PUBLIC = Actor(user_id="", purpose="public")
"""Anyone: not signed in, opens what is public and may report."""


def system(name: str) -> Actor:
    """Return the actor under which the house itself does scheduled or received work, such as `system:intake`."""
    return Actor(user_id=f"system:{name}", purpose=name)
