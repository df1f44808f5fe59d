"""One table: the chain."""

from typing import ClassVar

from django.db import models

from manumit.platform.records.privacy import PERMANENT, DataClass, Privacy


class AuditEntry(models.Model):
    """A link of the chain. `sequence` has no gaps: a missing number is a removed entry."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=PERMANENT)

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor_id = models.CharField(max_length=80, db_index=True)
    organisation_id = models.CharField(max_length=40, blank=True)
    roles = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80)
    record_kind = models.CharField(max_length=40, blank=True)
    record_id = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    key_id = models.CharField(max_length=40)
    previous = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["record_kind", "record_id"], name="audit_record_idx")]
        ordering = ["sequence"]
