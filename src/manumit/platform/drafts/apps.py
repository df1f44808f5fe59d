"""The drafts app."""

from manumit.platform.rooms import RoomConfig


class DraftsConfig(RoomConfig):
    """Registers the expiry of drafts."""

    name = "manumit.platform.drafts"
    label = "drafts"
