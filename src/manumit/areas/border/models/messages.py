"""The register of the inbox: one row for each message that was received, however often it was sent."""

from typing import ClassVar

from django.db import models

from manumit.areas.border.rules import MessageStatus
from manumit.platform.crypto.fields import EncryptedJSONField
from manumit.platform.records.models import Record
from manumit.platform.records.privacy import DataClass, Privacy, Retention

MOVEMENT_DATA = Retention(
    "border.movement_data", 5, "five years, after which it is deleted; depersonalised earlier (period is a parameter)"
)


class Message(Record):
    """A message as received; its bytes lie sealed in the inbox under the hash of the plain text."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=MOVEMENT_DATA, sensitive=("remainder",))

    received_at = models.DateTimeField()
    stored_on = models.DateField(db_index=True)
    channel = models.CharField(max_length=12)
    carrier = models.CharField(max_length=20, blank=True)
    organisation = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    status = models.CharField(max_length=12, default=MessageStatus.RECEIVED)
    reason = models.CharField(max_length=300, blank=True)
    reason_code = models.CharField(max_length=40, blank=True)
    segment = models.PositiveIntegerField(null=True)
    offset = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=20, blank=True)
    function = models.CharField(max_length=12, blank=True)
    sender = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    problems = models.JSONField(default=list)
    problem_count = models.PositiveIntegerField(default=0)
    remainder = EncryptedJSONField(default=list)
    travellers = models.PositiveIntegerField(default=0)
    repeats = models.PositiveIntegerField(default=0)
    last_repeat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    processed_at = models.DateTimeField(null=True)
    lake_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-received_at"], name="border_msg_received_idx"),
            models.Index(fields=["status", "-received_at"], name="border_msg_status_idx"),
            models.Index(fields=["organisation", "-received_at"], name="border_msg_org_idx"),
            models.Index(fields=["lake_at"], name="border_msg_lake_idx"),
        ]
