"""The operations app."""

from manumit.platform.rooms import RoomConfig


class OperationsConfig(RoomConfig):
    """Registers the room."""

    name = "manumit.areas.operations"
    label = "operations"
