"""The thread app."""

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """Holds the links of the golden thread."""

    name = "manumit.platform.thread"
    label = "thread"
