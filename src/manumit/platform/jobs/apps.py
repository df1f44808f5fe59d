"""The jobs app."""

from manumit.platform.rooms import RoomConfig


class JobsConfig(RoomConfig):
    """Registers the dead-letter page."""

    name = "manumit.platform.jobs"
    label = "jobs"
