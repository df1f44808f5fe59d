"""The accounts app."""

from manumit.platform.rooms import RoomConfig


class AccountsConfig(RoomConfig):
    """Registers the pages of accounts and oversight."""

    name = "manumit.platform.accounts"
    label = "accounts"
