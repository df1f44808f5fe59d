"""The statistics app."""

from manumit.platform.rooms import RoomConfig


class StatisticsConfig(RoomConfig):
    """Registers the room."""

    name = "manumit.areas.statistics"
    label = "statistics"
