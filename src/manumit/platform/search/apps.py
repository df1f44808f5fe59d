"""The search app."""

from manumit.platform.rooms import RoomConfig


class SearchConfig(RoomConfig):
    """Registers the search page."""

    name = "manumit.platform.search"
    label = "search"
