"""The care app."""

from manumit.platform.rooms import RoomConfig


class CareConfig(RoomConfig):
    """Registers the room."""

    name = "manumit.areas.care"
    label = "care"
