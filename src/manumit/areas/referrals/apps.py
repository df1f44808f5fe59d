"""The referrals app."""

from manumit.platform.rooms import RoomConfig


class ReferralsConfig(RoomConfig):
    """Registers the room."""

    name = "manumit.areas.referrals"
    label = "referrals"
