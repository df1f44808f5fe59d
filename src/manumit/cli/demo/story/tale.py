"""The story as it goes: who tells it, and the days on which it happens."""

from collections.abc import Callable
from datetime import UTC, datetime

from manumit.cli.demo.world import World

YEAR = 2011


def moment(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment of the story's year, in UTC."""
    return datetime(YEAR, month, day, hour, minute, tzinfo=UTC)


class Tale:
    """The story as it goes: what has happened so far, by identifier, and the lines that tell it."""

    def __init__(self, world: World, say: Callable[[str], None]) -> None:
        self.world = world
        self.staff = world.staff
        self.say = say
        self.lines: list[str] = []

    def tell(self, line: str) -> None:
        """Tell the next line, now that it has happened."""
        self.lines.append(f"{len(self.lines) + 1:>2}. {line}")
        self.say(self.lines[-1])
