"""What was published, kept for replay and for the reader who asks what followed from what."""

from typing import ClassVar

from django.db import models

from manumit.platform.records.models import AppendOnly
from manumit.platform.records.privacy import DataClass, Privacy, Retention


class EventRecord(AppendOnly):
    """One published event: identifiers only."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=Retention("events", 6, "shows what followed from what, for audits")
    )

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=80, db_index=True)
    payload = models.JSONField()
    actor_id = models.CharField(max_length=80)
