"""The events app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Holds the record of published events."""

    name = "manumit.platform.events"
    label = "events"
