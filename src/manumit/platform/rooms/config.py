"""Base of every room's AppConfig: registers the room's manifest once the models are loaded."""

from importlib import import_module

from django.apps import AppConfig

from manumit.platform.rooms.registry import register


class RoomConfig(AppConfig):
    """Finds `manifest.MANIFEST` beside the app and registers it."""

    def ready(self) -> None:
        """Register the manifest."""
        register(import_module(f"{self.name}.manifest").MANIFEST)
