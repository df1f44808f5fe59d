"""Tables of the prevention room. What the public says is sealed; no address of a computer and no session is kept."""

from typing import ClassVar

from django.db import models

from manumit.platform.crypto.fields import EncryptedTextField
from manumit.platform.records.models import AppendOnly, Record, Versioned
from manumit.platform.records.privacy import PERMANENT, WITH_PARENT, DataClass, Privacy, Retention

REPORT = Retention("prevention.public_report", 7, "a report may matter to an investigation that begins years later")


class PublicReport(Record):
    """What somebody saw, in her own words."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL,
        retention=REPORT,
        personal=("business", "place", "seen_when"),
        sensitive=("what", "about", "contact", "contact_how", "code_digest"),
    )

    reference = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=12)
    channel = models.CharField(max_length=8)
    received_at = models.DateTimeField()
    language = models.CharField(max_length=12)
    danger_now = models.BooleanField()
    urgency = models.CharField(max_length=12)
    read_by = models.DateTimeField()
    state = models.CharField(max_length=12)
    code_digest = models.CharField(max_length=64, unique=True)
    what = EncryptedTextField()
    place = EncryptedTextField(blank=True, default="")
    seen_when = EncryptedTextField(blank=True, default="")
    about = EncryptedTextField(blank=True, default="")
    business = EncryptedTextField(blank=True, default="")
    contact = EncryptedTextField(blank=True, default="")
    contact_how = EncryptedTextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["state", "urgency", "read_by"], name="report_queue_idx"),
            models.Index(fields=["received_at"], name="report_burst_idx"),
        ]


class TriageOutcome(AppendOnly):
    """What a triage officer decided about a report, and what it led to."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("reason",))

    report = models.OneToOneField(PublicReport, on_delete=models.PROTECT, related_name="triage")
    outcome = models.CharField(max_length=16)
    reason = EncryptedTextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    led_to_kind = models.CharField(max_length=40, blank=True)
    led_to_id = models.UUIDField(null=True)


class Campaign(Versioned):
    """A campaign that raises awareness: for whom, in which language, from when to when, and how many it reached."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.PUBLIC, retention=PERMANENT)

    name = models.CharField(max_length=120, unique=True)
    audience = models.CharField(max_length=160)
    language = models.CharField(max_length=40)
    place = models.CharField(max_length=80, blank=True)
    partners = models.CharField(max_length=200, blank=True)
    starts = models.DateField(db_index=True)
    ends = models.DateField(null=True)
    reach = models.PositiveIntegerField(null=True)
    reach_source = models.CharField(max_length=200, blank=True)
