"""Tables of the care room. People stand here by pseudonym only; where they sleep lies in the safe, under its own key."""

from typing import ClassVar

from django.db import models

from manumit.platform.crypto.fields import EncryptedJSONField, EncryptedTextField
from manumit.platform.records.models import AppendOnly, Record, Versioned
from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy, Retention

SUPPORT = Retention("care.support_episode", 7, "support must be accountable after it ends; a court may ask for it")
MONEY = Retention("care.funding_line", 7, "public money is accounted for six years after the year it was spent in")
CONTRACT = Retention("care.provider", 7, "who was contracted and inspected must stay known as long as the money")


class Provider(Versioned):
    """An organisation that gives support, with the day up to which its inspection holds."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=CONTRACT)

    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    serves = models.CharField(max_length=80, blank=True)
    inspected_until = models.DateField()
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()


class Place(Versioned):
    """Beds of a provider in a region. The label is a neutral word; the address is a `SafeAddress`."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=CONTRACT)

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="places")
    label = models.CharField(max_length=40)
    region = models.CharField(max_length=8, db_index=True)
    service = models.CharField(max_length=24)
    serves = models.CharField(max_length=80, blank=True)
    beds = models.PositiveSmallIntegerField()
    open = models.BooleanField(default=True)


class SafeAddress(Record):
    """Where a place is. In a table of its own, so that no list and no search ever loads it."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("address", "directions")
    )

    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="sealed")
    address = EncryptedTextField(ring="safe")
    directions = EncryptedTextField(ring="safe", blank=True, default="")


class Tariff(AppendOnly):
    """What a day of a service costs from a day on, and who said so."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=MONEY)

    service = models.CharField(max_length=24, db_index=True)
    pence_per_day = models.PositiveIntegerField()
    starts = models.DateField()
    ends = models.DateField(null=True)
    source = models.CharField(max_length=200)
    grade = models.CharField(max_length=12)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "starts"], name="tariff_once_a_day")]


class SupportEpisode(Versioned):
    """One person's support, from a positive decision to the end. No name and no birth date stand here."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL,
        retention=SUPPORT,
        personal=("pseudonym", "sex", "age_band", "languages", "dependants"),
        sensitive=("move_on_plan",),
    )

    referral_id = models.UUIDField(unique=True)
    pseudonym = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=20, db_index=True)
    age_band = models.CharField(max_length=10)
    sex = models.CharField(max_length=1, blank=True)
    region = models.CharField(max_length=40, blank=True)
    languages = models.JSONField(default=list)
    dependants = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    bed_due = models.DateTimeField(db_index=True)
    offer_due = models.DateTimeField()
    recovery_ends = models.DateField(null=True)
    plan_due = models.DateField(null=True, db_index=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=24, blank=True)
    move_on_plan = EncryptedTextField(blank=True, default="")
    funding_generation = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state", "bed_due"], name="episode_waiting_idx")]


class Offer(Versioned):
    """A place offered to a person, answered once."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT)

    episode = models.ForeignKey(SupportEpisode, on_delete=models.PROTECT, related_name="offers")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=12)
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=80)
    expires_at = models.DateTimeField(db_index=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)


class Placement(Record):
    """A person at a place, from a day up to, and not including, another."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT)

    episode = models.ForeignKey(SupportEpisode, on_delete=models.PROTECT, related_name="placements")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="placements")
    starts = models.DateField()
    ends = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["place", "ends"], name="placement_place_idx")]
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=models.Q(ends__isnull=True), name="placement_one_open_each"
            )
        ]


class SupportConsent(AppendOnly):
    """What the person said when she was asked about her support: given, refused or withdrawn."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("evidence", "capacity_note")
    )

    episode = models.ForeignKey(SupportEpisode, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=24)
    recipient_class = models.CharField(max_length=24)
    decision = models.CharField(max_length=12)
    at = models.DateTimeField()
    explained_by = models.CharField(max_length=80)
    language = models.CharField(max_length=20)
    interpreter = models.CharField(max_length=80, blank=True)
    scope = models.CharField(max_length=80, blank=True)
    evidence = EncryptedTextField()
    capacity_note = EncryptedTextField(blank=True, default="")


class JourneyPlan(Versioned):
    """What a person needs, by the strategy's headings, and what she wants to reach."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("needs", "goals", "dependants_needs")
    )

    episode = models.OneToOneField(SupportEpisode, on_delete=models.PROTECT, related_name="plan")
    needs = EncryptedJSONField()
    goals = EncryptedTextField(blank=True, default="")
    dependants_needs = EncryptedTextField(blank=True, default="")
    first_drawn_on = models.DateField()
    reviewed_on = models.DateField()
    review_due = models.DateField(db_index=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)


class Incident(Record):
    """Something that happened and that somebody must act on; it stays, and is closed with what was done."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("account", "done")
    )

    episode = models.ForeignKey(SupportEpisode, on_delete=models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=24)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    account = EncryptedTextField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, blank=True)
    done = EncryptedTextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["closed_at", "recorded_at"], name="incident_open_idx")]


class FundingLine(AppendOnly):
    """Days charged for one person at one price. A change writes the next version; the earlier lines stay."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=MONEY, personal=("pseudonym",))

    episode = models.ForeignKey(SupportEpisode, on_delete=models.PROTECT, related_name="funding_lines")
    pseudonym = models.CharField(max_length=40)
    generation = models.PositiveIntegerField()
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="funding_lines")
    service = models.CharField(max_length=24)
    starts = models.DateField()
    ends = models.DateField(null=True)
    pence_per_day = models.PositiveIntegerField()
    derived_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["provider", "starts"], name="funding_provider_idx")]
