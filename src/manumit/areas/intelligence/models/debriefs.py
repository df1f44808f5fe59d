"""De-briefs, the claims made in them, and consent to share."""

from typing import ClassVar

from django.db import models

from manumit.areas.intelligence.models.keeping import INTELLIGENCE
from manumit.platform.crypto.fields import EncryptedTextField
from manumit.platform.records.models import AppendOnly, Versioned
from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy


class Debrief(Versioned):
    """One conversation with a person who is known here by a pseudonym only."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL,
        retention=INTELLIGENCE,
        personal=("subject_pseudonym",),
        sensitive=("welfare_note", "collection_note"),
    )

    subject_pseudonym = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default="open")
    legal_status = models.CharField(max_length=20)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", null=True)
    interviewer_id = models.CharField(max_length=80)
    interviewer_trained = models.BooleanField()
    language = models.CharField(max_length=35)
    interpreter = models.CharField(max_length=80, blank=True)
    welfare_checked = models.BooleanField(default=False)
    welfare_note = EncryptedTextField(blank=True, default="")
    collection_note = EncryptedTextField(blank=True, default="")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["state", "started_at"], name="debrief_state_idx"),)


class Claim(AppendOnly):
    """One answer to one question. A later one follows it; the latest counts."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("text", "asked_again_because")
    )

    debrief = models.ForeignKey(Debrief, on_delete=models.PROTECT, related_name="claims")
    number = models.PositiveIntegerField()
    question = models.CharField(max_length=40)
    status = models.CharField(max_length=12)
    text = EncryptedTextField(blank=True, default="")
    confidence = models.CharField(max_length=12)
    asked_again_because = EncryptedTextField(blank=True, default="")
    by_user = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["debrief", "number"], name="claim_number_once"),)
        indexes = (models.Index(fields=["debrief", "question", "number"], name="claim_question_idx"),)


class DebriefConsent(AppendOnly):
    """What the person agreed to, refused or withdrew, for one kind of recipient."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("decision", "evidence", "interpreter")
    )

    debrief = models.ForeignKey(Debrief, on_delete=models.PROTECT, related_name="consents")
    recipient_class = models.CharField(max_length=24)
    decision = models.CharField(max_length=12)
    language = models.CharField(max_length=35)
    interpreter = models.CharField(max_length=80, blank=True)
    explained_by = models.CharField(max_length=80)
    evidence = models.CharField(max_length=120)
    at = models.DateTimeField()
