"""Hits: somebody to look for. None can be deleted or closed without an outcome; the database itself refuses both."""

from typing import ClassVar

from django.db import models

from manumit.areas.border.models.indicators import IndicatorRecord
from manumit.areas.border.models.manifests import Manifest, Traveller
from manumit.areas.border.models.watchlist import WatchlistEntry
from manumit.platform.crypto.fields import EncryptedJSONField, EncryptedTextField
from manumit.platform.records.models import AppendOnly, Record
from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy, Retention

HIT = Retention("border.hit", 5, "five years with its outcome, so that lists and indicators can be judged by it")


class Hit(Record):
    """One traveller on one journey whom somebody should look at, with all reasons; at most one is open at a time."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=HIT)

    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="hits")
    manifest = models.ForeignKey(Manifest, null=True, on_delete=models.PROTECT, related_name="hits")
    kind = models.CharField(max_length=12)
    weight = models.CharField(max_length=8)
    score = models.FloatField(null=True)
    protects = models.BooleanField(default=False)
    port = models.CharField(max_length=10, blank=True)
    onward_port = models.CharField(max_length=10, blank=True)
    meet_at = models.DateTimeField()
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=8, default="open")
    read_by = models.CharField(max_length=80, blank=True)
    read_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=24, blank=True)
    closed_at = models.DateTimeField(null=True)
    notified_at = models.DateTimeField(null=True)
    referral_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=("met", "closed")) | ~models.Q(outcome=""),
                name="border_hit_needs_outcome",
            ),
            models.UniqueConstraint(
                fields=["traveller"], condition=~models.Q(state="closed"), name="border_hit_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "meet_at"], name="border_hit_queue_idx"),
            models.Index(fields=["port", "state", "meet_at"], name="border_hit_port_idx"),
            models.Index(fields=["onward_port", "state", "meet_at"], name="border_hit_onward_idx"),
            models.Index(fields=["state", "raised_at"], name="border_hit_age_idx"),
        ]


class HitReason(AppendOnly):
    """One reason of a hit: an entry of the watchlist or an indicator, with the part that each feature played."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("why", "parts", "guidance")
    )

    hit = models.ForeignKey(Hit, on_delete=models.PROTECT, related_name="reasons")
    kind = models.CharField(max_length=12)
    entry = models.ForeignKey(WatchlistEntry, null=True, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(IndicatorRecord, null=True, on_delete=models.PROTECT, related_name="reasons")
    title = models.CharField(max_length=200)
    weight = models.CharField(max_length=8)
    score = models.FloatField(null=True)
    protects = models.BooleanField(default=False)
    why = EncryptedTextField(default="")
    guidance = EncryptedTextField(default="")
    parts = EncryptedJSONField(default=list)
    added_at = models.DateTimeField()


class Outcome(AppendOnly):
    """What an officer found. A correction is a further outcome; the last one holds."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=HIT, sensitive=("note",))

    hit = models.ForeignKey(Hit, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=24)
    note = EncryptedTextField(default="")
    reference = models.CharField(max_length=60, blank=True)
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["hit", "recorded_at"], name="border_outcome_hit_idx")]
