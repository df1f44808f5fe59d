"""The border app."""

from manumit.platform.rooms import RoomConfig


class BorderConfig(RoomConfig):
    """Registers the room."""

    name = "manumit.areas.border"
    label = "border"
