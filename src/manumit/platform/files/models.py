"""What is kept of a file besides its encrypted bytes."""

from typing import ClassVar

from django.db import models

from manumit.platform.crypto.fields import EncryptedTextField
from manumit.platform.records.models import AppendOnly
from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy


class StoredFile(AppendOnly):
    """A file of a record. The bytes lie under `MANUMIT_HOME/files`, named by this row's identifier."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("name",), official=("sha256",)
    )

    record_kind = models.CharField(max_length=40)
    record_id = models.UUIDField(db_index=True)
    name = EncryptedTextField()
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=80)
