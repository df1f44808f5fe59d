"""The accounts app."""

from manumit.platform.rooms import RoomConfig


class AccountsConfig(RoomConfig):
    """Registers the pages of accounts and oversight, and the audit of sign-in."""

    name = "manumit.platform.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Register the manifest and listen to sign-in."""
        super().ready()
        from manumit.platform.accounts.signals import connect

        connect()
