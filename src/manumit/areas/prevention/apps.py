"""The prevention app."""

from manumit.platform.rooms import RoomConfig


class PreventionConfig(RoomConfig):
    """Registers the room."""

    name = "manumit.areas.prevention"
    label = "prevention"
