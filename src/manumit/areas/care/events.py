"""What the care room tells the other rooms: identifiers only."""

from dataclasses import dataclass

from manumit.platform.events.bus import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportOpened(Event):
    """A person waits for a place."""

    support_episode_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlaced(Event):
    """A person came to a place, for the first time or by a move."""

    support_episode_id: str
    placement_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportEnded(Event):
    """A person's support ended."""

    support_episode_id: str
