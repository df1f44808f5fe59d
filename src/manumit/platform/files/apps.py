"""The files app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Holds the register of stored files."""

    name = "manumit.platform.files"
    label = "files"
