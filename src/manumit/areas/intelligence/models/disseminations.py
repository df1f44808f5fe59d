"""What was sent to whom, on which legal basis, under which condition, and what came back."""

from typing import ClassVar

from django.db import models

from manumit.areas.intelligence.models.keeping import INTELLIGENCE
from manumit.areas.intelligence.models.network import Group
from manumit.areas.intelligence.models.reports import IntelligenceReport, SanitisedText
from manumit.platform.crypto.fields import EncryptedTextField
from manumit.platform.records.models import AppendOnly, Versioned
from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy


class Dissemination(Versioned):
    """One product for one recipient: of a report (a version of its sanitised text) or of a group (a frozen text)."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL,
        retention=INTELLIGENCE,
        sensitive=("title", "text", "legal_basis", "handling_condition"),
    )

    report = models.ForeignKey(IntelligenceReport, on_delete=models.PROTECT, related_name="disseminations", null=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="disseminations", null=True)
    sanitised = models.ForeignKey(SanitisedText, on_delete=models.PROTECT, related_name="+", null=True)
    recipient = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    recipient_class = models.CharField(max_length=24)
    title = EncryptedTextField()
    text = EncryptedTextField()
    legal_basis = EncryptedTextField()
    handling_condition = EncryptedTextField()
    state = models.CharField(max_length=12, default="proposed")
    proposed_by = models.CharField(max_length=80, db_index=True)
    proposed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(report__isnull=False, group__isnull=True)
                | models.Q(report__isnull=True, group__isnull=False),
                name="dissemination_of_one_thing",
            ),
        )
        indexes = (
            models.Index(fields=["recipient", "state", "sent_at"], name="dissemination_inbox_idx"),
            models.Index(fields=["state", "proposed_at"], name="dissemination_queue_idx"),
        )


class DisseminationStep(AppendOnly):
    """One move of a dissemination: approval, acknowledgement, feedback, recall."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("note",))

    dissemination = models.ForeignKey(Dissemination, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20)
    outcome = models.CharField(max_length=12, blank=True)
    note = EncryptedTextField(blank=True, default="")
    by_user = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)
