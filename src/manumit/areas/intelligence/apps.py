"""The intelligence app."""

from manumit.platform.rooms import RoomConfig


class IntelligenceConfig(RoomConfig):
    """Registers the room."""

    name = "manumit.areas.intelligence"
    label = "intelligence"
