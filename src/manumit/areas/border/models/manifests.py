"""Services and who is announced on them. Names and all that identifies are sealed; look-ups go over blinded tokens."""

from typing import ClassVar

from django.db import models

from manumit.areas.border.models.messages import MOVEMENT_DATA, Message
from manumit.areas.border.rules import ManifestStatus, TravelStatus
from manumit.platform.crypto.fields import EncryptedJSONField, EncryptedTextField
from manumit.platform.records.models import Record
from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy


class Manifest(Record):
    """One run of a service, on which all messages about it come together."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=MOVEMENT_DATA)

    service_key = models.CharField(max_length=80, unique=True)
    carrier = models.CharField(max_length=20)
    number = models.CharField(max_length=20)
    origin = models.CharField(max_length=10)
    destination = models.CharField(max_length=10)
    departs_on = models.DateField(null=True)
    departs_at = models.DateTimeField(null=True)
    arrives_at = models.DateTimeField(null=True)
    legs = models.JSONField(default=list)
    port = models.CharField(max_length=10, blank=True)
    meet_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=12, default=ManifestStatus.OPEN)
    first_received_at = models.DateTimeField()
    last_received_at = models.DateTimeField()
    declared_passengers = models.PositiveIntegerField(null=True)
    declared_crew = models.PositiveIntegerField(null=True)
    complete = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["port", "meet_at"], name="border_manifest_port_idx"),
            models.Index(fields=["carrier", "-departs_at"], name="border_manifest_carrier_idx"),
            models.Index(fields=["-departs_at"], name="border_manifest_departs_idx"),
            models.Index(fields=["meet_at"], name="border_manifest_meet_idx"),
        ]


class ManifestPart(Record):
    """What one message said of one manifest: its part of a transfer, its function and every segment that was not read."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("remainder",))

    manifest = models.ForeignKey(Manifest, on_delete=models.PROTECT, related_name="parts")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveIntegerField()
    document_code = models.CharField(max_length=12, blank=True)
    function = models.CharField(max_length=12, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    access_reference = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField(null=True)
    last = models.BooleanField(default=False)
    travellers = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    remainder = EncryptedJSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "position"], name="border_part_once")]


class Traveller(Record):
    """One person announced on one service. Children and infants are travellers like everybody else.

    `person_key` is a blinded token of name and birth, the same on every journey; `party_key` one of service and booking.
    `details` holds birth, documents, contacts, address, references and unread segments.
    """

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.PERSONAL,
        retention=WITH_PARENT,
        sensitive=("surname", "given_names", "details"),
        official=("manifest", "message", "role", "kind", "status", "problem_count"),
    )

    manifest = models.ForeignKey(Manifest, null=True, on_delete=models.PROTECT, related_name="travellers")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    last_message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    slot = models.CharField(max_length=70)
    person_key = models.CharField(max_length=32, db_index=True)
    reference_key = models.CharField(max_length=32, blank=True)
    party_key = models.CharField(max_length=32, db_index=True)
    surname = EncryptedTextField(default="")
    given_names = EncryptedTextField(default="")
    details = EncryptedJSONField(default=dict)
    role = models.CharField(max_length=6)
    kind = models.CharField(max_length=12)
    sex = models.CharField(max_length=2, blank=True)
    nationality = models.CharField(max_length=10, blank=True)
    seat = models.CharField(max_length=12, blank=True)
    bags = models.PositiveSmallIntegerField(null=True)
    is_child = models.BooleanField(null=True)
    is_infant = models.BooleanField(default=False)
    status = models.CharField(max_length=12, default=TravelStatus.EXPECTED)
    problem_count = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["manifest", "slot"], condition=models.Q(manifest__isnull=False), name="border_traveller_once"
            ),
            models.UniqueConstraint(
                fields=["message", "slot"], condition=models.Q(manifest__isnull=True), name="border_stray_once"
            ),
        ]
        indexes = [models.Index(fields=["manifest", "position"], name="border_traveller_list_idx")]


class ContactToken(Record):
    """A blinded telephone number or address for mail, to find who else gave it."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.PERSONAL, retention=WITH_PARENT)

    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    token = models.CharField(max_length=32)
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["token", "day"], name="border_contact_token_idx")]
        constraints = [models.UniqueConstraint(fields=["traveller", "kind", "token"], name="border_contact_once")]
