"""Risk indicators as versioned data; each version goes live only when a second person has approved it."""

from typing import ClassVar

from django.db import models

from manumit.areas.border.rules import ReviewStatus
from manumit.platform.crypto.fields import EncryptedJSONField, EncryptedTextField
from manumit.platform.records.models import Record
from manumit.platform.records.privacy import DataClass, Privacy, Retention

INDICATOR = Retention("border.indicator", 5, "kept five years after it ends, so that its hits stay explainable")


class IndicatorRecord(Record):
    """One version of one indicator. The definition is sealed, because it may name a telephone number of a network."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=INDICATOR, sensitive=("definition", "because", "decision_note")
    )

    key = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    weight = models.CharField(max_length=8)
    owner = models.CharField(max_length=160)
    definition = EncryptedJSONField(default=dict)
    because = EncryptedTextField(default="")
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    status = models.CharField(max_length=12, default=ReviewStatus.PROPOSED)
    proposed_by = models.CharField(max_length=80)
    proposed_organisation = models.CharField(max_length=40, blank=True)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_note = EncryptedTextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="border_indicator_version_once")]
        indexes = [models.Index(fields=["status", "starts"], name="border_indicator_status_idx")]
