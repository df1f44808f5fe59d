"""Graded reports: the original under lock, the sanitised text by version, and every step."""

from typing import ClassVar

from django.db import models

from manumit.areas.intelligence.models.debriefs import Debrief
from manumit.areas.intelligence.models.keeping import INTELLIGENCE
from manumit.platform.crypto.fields import EncryptedTextField
from manumit.platform.records.models import AppendOnly, Record, Versioned
from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy


class IntelligenceReport(Versioned):
    """One report from one source, in the native codes of its scheme."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL,
        retention=INTELLIGENCE,
        sensitive=("title", "body", "conditions", "source_reference", "databases_searched"),
    )

    title = EncryptedTextField()
    body = EncryptedTextField()
    source_reference = EncryptedTextField(blank=True, default="")
    databases_searched = EncryptedTextField(blank=True, default="")
    scheme = models.CharField(max_length=12)
    source_grade = models.CharField(max_length=4)
    information_grade = models.CharField(max_length=4)
    handling = models.CharField(max_length=4)
    conditions = EncryptedTextField(blank=True, default="")
    marking_scheme = models.CharField(max_length=12)
    marking = models.CharField(max_length=40)
    walled = models.BooleanField(db_index=True)
    priority = models.CharField(max_length=8)
    state = models.CharField(max_length=12, default="draft")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", null=True)
    author_id = models.CharField(max_length=80, db_index=True)
    debrief = models.ForeignKey(Debrief, on_delete=models.PROTECT, related_name="reports", null=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True, db_index=True)
    released_by = models.CharField(max_length=80, blank=True)
    review_on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["state", "created_at"], name="report_state_idx"),)


class SanitisedText(AppendOnly):
    """What may leave the room, by version. The original stays beside it and is never sent."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("text",))

    report = models.ForeignKey(IntelligenceReport, on_delete=models.PROTECT, related_name="sanitised_texts")
    number = models.PositiveIntegerField()
    text = EncryptedTextField()
    by_user = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "number"], name="sanitised_number_once"),)


class ReportStep(AppendOnly):
    """One move of a report: who, when, and a note where one was written."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("note",))

    report = models.ForeignKey(IntelligenceReport, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20)
    note = EncryptedTextField(blank=True, default="")
    by_user = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)


class LastLook(Record):
    """Up to when a person has seen what came in; she moves the mark herself."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT)

    user_id = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()
