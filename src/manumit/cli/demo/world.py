"""What the story is played in, and how a carrier's message reaches the intake."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from manumit.areas.border import api as border
from manumit.cli.demo.nation import Nation
from manumit.cli.demo.nation.model import Message
from manumit.cli.demo.peopling import Staff
from manumit.kernel.actor import system


@dataclass(frozen=True, slots=True)
class World:
    """The nation of the demonstration, the earlier one of the story, its staff, and the moment it stands at."""

    nation: Nation
    story: Nation
    staff: Staff
    stands_at: datetime
    places: tuple[UUID, ...]
    providers: tuple[UUID, ...]


def send(message: Message, *, latest: datetime | None = None) -> border.Receipt:
    """Hand one carrier's message to the intake at the moment at which it was sent, or at the latest at another."""
    at = message.sent_at if latest is None else min(message.sent_at, latest)
    return border.receive_message(by=system("intake"), at=at, body=message.raw, channel="folder")
