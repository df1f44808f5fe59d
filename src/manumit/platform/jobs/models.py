"""What failed for good and waits for a person."""

from typing import ClassVar

from django.db import models

from manumit.platform.records.models import Record
from manumit.platform.records.privacy import DataClass, Privacy, Retention


class DeadLetter(Record):
    """A job that failed on every attempt: its name, arguments and the kind of error, never the error's text."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=Retention("jobs.dead_letter", 1, "operations must see what failed")
    )

    at = models.DateTimeField(db_index=True)
    job = models.CharField(max_length=80)
    attempts = models.PositiveIntegerField()
    arguments = models.JSONField(default=dict)
    error = models.CharField(max_length=80)
    replayed_at = models.DateTimeField(null=True)
