"""The watchlist: who is looked for, why and for whom; each entry approved by a second person."""

from typing import ClassVar

from django.db import models

from manumit.areas.border.rules import ReviewStatus
from manumit.platform.crypto.fields import EncryptedJSONField, EncryptedTextField
from manumit.platform.records.models import AppendOnly, Versioned
from manumit.platform.records.privacy import PERMANENT, DataClass, Privacy, Retention

LISTED = Retention("border.watchlist", 5, "kept five years after the entry ends, so that its hits stay explainable")


class WatchlistEntry(Versioned):
    """One person on the list, with every name and date that is known. `births` are whole or partial dates as text."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL,
        retention=LISTED,
        personal=("sex", "nationalities"),
        sensitive=("names", "weak_names", "births", "documents", "reason", "guidance", "decision_note"),
    )

    kind = models.CharField(max_length=24)
    names = EncryptedJSONField(default=list)
    weak_names = EncryptedJSONField(default=list)
    births = EncryptedJSONField(default=list)
    documents = EncryptedJSONField(default=list)
    reason = EncryptedTextField(default="")
    guidance = EncryptedTextField(default="")
    sex = models.CharField(max_length=2, blank=True)
    nationalities = models.JSONField(default=list)
    source = models.CharField(max_length=200)
    owner = models.CharField(max_length=160)
    legal_basis = models.CharField(max_length=240)
    starts = models.DateField()
    ends = models.DateField(null=True)
    review_on = models.DateField()
    review_notice_on = models.DateField(null=True)
    status = models.CharField(max_length=12, default=ReviewStatus.PROPOSED)
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_note = EncryptedTextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["status", "-proposed_at"], name="border_entry_status_idx"),
            models.Index(fields=["status", "review_on"], name="border_entry_review_idx"),
        ]


class ListChange(AppendOnly):
    """A change of what is screened against; the last one names the version of the list."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=PERMANENT)

    entry = models.ForeignKey(WatchlistEntry, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=12)
    at = models.DateTimeField()
