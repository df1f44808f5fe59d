"""The library app."""

from manumit.platform.rooms import RoomConfig


class LibraryConfig(RoomConfig):
    """Registers the room."""

    name = "manumit.areas.library"
    label = "library"
