"""The strategy app."""

from manumit.platform.rooms import RoomConfig


class StrategyConfig(RoomConfig):
    """Registers the room."""

    name = "manumit.areas.strategy"
    label = "strategy"
