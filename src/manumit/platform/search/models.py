"""The index: one row a word of a record, the word as a keyed hash."""

from typing import ClassVar

from django.db import models

from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy


class Posting(models.Model):
    """A word of a record. `token` is 63 bits of the word's HMAC; `weight` counts more for titles."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, personal=("token",))

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    record_id = models.UUIDField()
    token = models.BigIntegerField()
    weight = models.FloatField(default=1.0)

    class Meta:
        indexes = [
            models.Index(fields=["token", "kind", "record_id"], name="search_token_idx"),
            models.Index(fields=["kind", "record_id"], name="search_record_idx"),
        ]
