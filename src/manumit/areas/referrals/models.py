"""Tables of the referrals room: people under a pseudonym, referrals, decisions by two people, holds and notifications."""

from typing import ClassVar

from django.db import models

from manumit.platform.crypto.fields import EncryptedJSONField, EncryptedTextField
from manumit.platform.records.models import AppendOnly, Record, Versioned
from manumit.platform.records.privacy import PERMANENT, WITH_PARENT, DataClass, Privacy, Retention

CASE = Retention("referrals.case", 6, "decisions may be challenged in court; the period is a parameter to be confirmed")
ORGANISATION = "accounts.Organisation"


class Person(Record):
    """Somebody who may be a victim. Every page shows the pseudonym; the name is opened only where it is needed."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.SENSITIVE,
        retention=CASE,
        official=("pseudonym",),
        personal=("sex", "nationality", "nationalities", "languages"),
    )

    pseudonym = models.CharField(max_length=12, unique=True)
    given_names = EncryptedTextField(default="")
    surname = EncryptedTextField(default="")
    aliases = EncryptedJSONField(default=list)
    birth = EncryptedTextField(default="")
    safe_contact = EncryptedTextField(default="")
    sex = models.CharField(max_length=1, blank=True)
    nationality = models.CharField(max_length=3, blank=True)
    nationalities = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    dependants = models.PositiveSmallIntegerField(default=0)
    immigration_reference = EncryptedTextField(default="")
    immigration_token = models.CharField(max_length=64, blank=True, db_index=True)


class Referral(Versioned):
    """One person brought to the mechanism. `state` repeats the last `StatusChange`, so that queues can be sorted by it.

    Outcomes and their days are written when a second person has agreed, never before: figures read them.
    """

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL,
        retention=CASE,
        sensitive=("account", "place_found", "local_authority_contact", "source", "consent_draft", "police_reference"),
        personal=("exploitation", "age_band", "age_group", "found_on", "policy"),
    )

    reference = models.CharField(max_length=20, unique=True, null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    responder_name = models.CharField(max_length=160, blank=True)
    sector = models.CharField(max_length=40, blank=True)
    nation = models.CharField(max_length=24, default="england")
    region = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16, default="draft")
    age_band = models.CharField(max_length=8)
    age_group = models.CharField(max_length=8)
    exploitation = models.JSONField(default=list)
    account = EncryptedTextField(default="")
    place_found = EncryptedTextField(default="")
    source = EncryptedTextField(default="")
    found_on = models.DateField(null=True)
    local_authority_contact = EncryptedTextField(default="")
    local_authority = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    wants_support = models.BooleanField(null=True)
    immigration_issue = models.BooleanField(default=False)
    enforcement_case = models.BooleanField(default=False)
    consent_draft = EncryptedJSONField(default=dict)
    authority = models.CharField(max_length=12, blank=True)
    policy = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    received_at = models.DateTimeField(null=True)
    referred_on = models.DateField(null=True)
    rg_due = models.DateField(null=True)
    recovery_ends = models.DateField(null=True)
    next_due = models.DateField(null=True)
    warned_for = models.DateField(null=True)
    rg_outcome = models.CharField(max_length=12, blank=True)
    rg_on = models.DateField(null=True)
    cg_outcome = models.CharField(max_length=12, blank=True)
    cg_on = models.DateField(null=True)
    asks_early = models.BooleanField(default=False)
    police_reference = EncryptedTextField(default="")
    historic = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_due", "id"], name="referral_queue_idx"),
            models.Index(fields=["organisation", "-created_at"], name="referral_owner_idx"),
            models.Index(fields=["local_authority", "-created_at"], name="referral_child_idx"),
            models.Index(fields=["referred_on"], name="referral_day_idx"),
            models.Index(fields=["created_by", "-created_at"], name="referral_author_idx"),
        ]


class StatusChange(AppendOnly):
    """A move of the workflow: from where to where, who, when, and why where a reason was given."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("reason",))

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="changes")
    move = models.CharField(max_length=24)
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16)
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=80)
    reason = EncryptedTextField(default="")


class SignSeen(Record):
    """An indicator that the referrer saw, and why it is thought to be one. It proves nothing and scores nothing."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.SENSITIVE, retention=WITH_PARENT, personal=("key",))

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="signs")
    key = models.CharField(max_length=40)
    reason = EncryptedTextField(default="")


class AccountEntry(AppendOnly):
    """A part of what the person told: when it was told, when it happened where that is known, and who wrote it down."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.SENSITIVE, retention=WITH_PARENT, official=("told_at", "written_by")
    )

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="account_entries")
    told_at = models.DateTimeField()
    happened = EncryptedTextField(default="")
    text = EncryptedTextField()
    written_by = models.CharField(max_length=80)


class ConsentRecord(AppendOnly):
    """One answer of the person about one use of her information, as the kernel's consent events have it."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.PERSONAL, retention=WITH_PARENT, sensitive=("explained_by", "interpreter", "capacity_note")
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=24)
    recipient_class = models.CharField(max_length=32)
    decision = models.CharField(max_length=12)
    at = models.DateTimeField()
    language = models.CharField(max_length=35, blank=True)
    explained_by = EncryptedTextField(default="")
    interpreter = EncryptedTextField(default="")
    evidence = models.CharField(max_length=120, blank=True)
    capacity_note = EncryptedTextField(default="")


class Involvement(AppendOnly):
    """A part that an account played in the life of a person, declared by itself or by a colleague. It never lapses.

    Who opens no identification record names the person by the immigration reference: then only its token is kept.
    """

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.PERSONAL, retention=CASE)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="involvements")
    subject_token = models.CharField(max_length=64, blank=True, db_index=True)
    account_id = models.CharField(max_length=80, db_index=True)
    role_played = models.CharField(max_length=12)
    at = models.DateTimeField()
    declared_by = models.CharField(max_length=80)


class Decision(AppendOnly):
    """A proposal on one stage, with the standard of proof and the policy of its day frozen. Released only by a `Review`."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=CASE, sensitive=("reasons", "evidence"))

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="decisions")
    stage = models.CharField(max_length=20)
    outcome = models.CharField(max_length=12)
    reasons = EncryptedTextField()
    evidence = EncryptedJSONField(default=list)
    standard = models.TextField()
    policy = models.JSONField(default=dict)
    authority = models.CharField(max_length=12, blank=True)
    author_id = models.CharField(max_length=80)
    at = models.DateTimeField()
    historic = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["referral", "-at"], name="decision_case_idx"),
            models.Index(fields=["author_id", "-at"], name="decision_author_idx"),
            models.Index(fields=["historic", "-at"], name="decision_recent_idx"),
        ]


class Review(AppendOnly):
    """The opinion of somebody other than the author: agree, return with reasons, or disagree to a third person."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=CASE, sensitive=("reasons",))

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=12)
    reasons = EncryptedTextField(default="")
    reviewer_id = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["reviewer_id", "-at"], name="review_reviewer_idx")]
        constraints = [
            models.UniqueConstraint(fields=["decision", "reviewer_id"], name="one_opinion_a_reviewer"),
            models.UniqueConstraint(fields=["decision"], condition=models.Q(verdict="agree"), name="agreed_once"),
        ]


class Consultation(Record):
    """A body asked before a negative conclusive decision: when, how often, and what it answered."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("answer",))

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="consultations")
    kind = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    times_asked = models.PositiveSmallIntegerField(default=1)
    answered_at = models.DateTimeField(null=True)
    answer = EncryptedTextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["referral", "kind"], name="one_consultation_a_kind")]


class RemovalHold(Record):
    """While it is open the person may not be removed. Immigration asks by token and is told yes or no."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=CASE, personal=("token",))

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="holds")
    reference = models.CharField(max_length=20, unique=True)
    token = models.CharField(max_length=64, blank=True, db_index=True)
    opened_at = models.DateTimeField()
    opened_because = models.CharField(max_length=24)
    closed_at = models.DateTimeField(null=True, db_index=True)
    closed_because = models.CharField(max_length=24, blank=True)


class HoldQuestion(AppendOnly):
    """A question whether a person may be removed (or an attempt to), and the answer that was given."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=CASE, personal=("token",))

    reference = models.CharField(max_length=20, unique=True)
    token = models.CharField(max_length=64)
    asked_by = models.CharField(max_length=80)
    at = models.DateTimeField()
    held = models.BooleanField()
    attempt = models.BooleanField(default=False)


class RemovalAlarm(Record):
    """Somebody tried to remove a person whose removal is held. Stays open until a caseworker has dealt with it."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=CASE)

    hold = models.ForeignKey(RemovalHold, on_delete=models.PROTECT, related_name="alarms")
    question = models.ForeignKey(HoldQuestion, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)
    raised_by = models.CharField(max_length=80)
    dealt_with_at = models.DateTimeField(null=True)
    dealt_with_by = models.CharField(max_length=80, blank=True)


class Letter(AppendOnly):
    """A letter as it was written. There is no addressee that is a child; a positive minute is never in it."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=CASE, sensitive=("body",))

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="letters")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="letters")
    template = models.CharField(max_length=24)
    addressee = models.CharField(max_length=20)
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=20, default="system")
    body = EncryptedTextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at"], name="letter_reader_idx")]


class Notification(AppendOnly):
    """An adult who did not agree, notified under the duty to notify. No column can say who it was, and none links to it."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=PERMANENT)

    reference = models.CharField(max_length=20, unique=True)
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    sector = models.CharField(max_length=40, blank=True)
    on = models.DateField(db_index=True)
    sex = models.CharField(max_length=1, blank=True)
    nationality = models.CharField(max_length=3, blank=True)
    exploitation = models.JSONField(default=list)
    region = models.CharField(max_length=40, blank=True)
    under_duty = models.BooleanField(default=True)


class ReferenceCounter(models.Model):
    """The last number that was given in a year, so that references follow one another without a gap."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=PERMANENT)

    series = models.CharField(max_length=12, primary_key=True)
    last = models.PositiveIntegerField(default=0)
