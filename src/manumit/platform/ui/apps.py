"""The page kit as an app, for its templates and static files."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Holds templates and static files."""

    name = "manumit.platform.ui"
    label = "ui"
