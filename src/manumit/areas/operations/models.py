"""Tables of the operations room. Decisions, stage changes, results and ledger entries are only ever added to."""

from typing import ClassVar

from django.db import models

from manumit.platform.crypto.fields import EncryptedTextField
from manumit.platform.records.models import AppendOnly, Record, Versioned
from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy, Retention

OPERATIONS = Retention(
    "operations.review",
    10,
    "an operation must be accountable, and may be disclosed in court, after it ends; the period is a parameter (unverified)",
)


class TaskingOffer(Record):
    """Intelligence that was sent to an organisation with a tasking officer, and that may become a request."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=OPERATIONS)

    dissemination_id = models.UUIDField(unique=True)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "received_at"], name="offer_inbox_idx")]


class TaskingRequest(Versioned):
    """An asset or capability asked for, with what it would prevent."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=OPERATIONS, sensitive=("title", "because")
    )

    title = EncryptedTextField()
    asset = models.CharField(max_length=24)
    urgency = models.CharField(max_length=10)
    harm = models.CharField(max_length=16)
    because = EncryptedTextField()
    state = models.CharField(max_length=12, db_index=True, default="asked")
    restricted = models.BooleanField(default=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    requested_by = models.CharField(max_length=80)
    requested_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state", "requested_at"], name="tasking_queue_idx")]


class TaskingDecision(AppendOnly):
    """One step of a request: adopted, refused, appealed, allowed or upheld, by whom and why."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("reasons",))

    request = models.ForeignKey(TaskingRequest, on_delete=models.PROTECT, related_name="decisions")
    move = models.CharField(max_length=10)
    reasons = EncryptedTextField()
    decided_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField()


class Operation(Versioned):
    """What agencies do together under one name, from proposal to closure."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL,
        retention=OPERATIONS,
        sensitive=("welfare_plan", "debrief_note", "sole_reason"),
    )

    request = models.OneToOneField(TaskingRequest, on_delete=models.PROTECT, related_name="operation")
    name = models.CharField(max_length=60, db_index=True)
    lead = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    threat_area = models.CharField(max_length=24, blank=True)
    stage = models.CharField(max_length=16, db_index=True, default="proposed")
    group_ids = models.JSONField(default=list)
    countries = models.JSONField(default=list)
    joint_team = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False, db_index=True)
    sole_reason = EncryptedTextField(blank=True, default="")
    welfare_plan = EncryptedTextField(blank=True, default="")
    debrief_note = EncryptedTextField(blank=True, default="")
    registered_by = models.CharField(max_length=80)
    registered_at = models.DateTimeField(db_index=True)


class OperationAgency(Record):
    """An agency takes part in an operation, from a day up to, and not including, another."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT)

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="agencies")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "ends"], name="agency_visible_idx")]
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "organisation"],
                condition=models.Q(ends__isnull=True),
                name="agency_once_at_a_time",
            )
        ]


class StageChange(AppendOnly):
    """An operation came to a stage."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("note",))

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=16)
    note = EncryptedTextField(blank=True, default="")
    at = models.DateTimeField()
    by_user = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["stage", "at"], name="stage_period_idx")]


class Result(AppendOnly):
    """Something achieved, on a day. A correction is a new row that names the one it replaces."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=OPERATIONS, personal=("counted_key",), sensitive=("note",)
    )

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="results")
    kind = models.CharField(max_length=20)
    on = models.DateField(db_index=True)
    counted_key = models.CharField(max_length=64, db_index=True)
    amount_pence = models.BigIntegerField(default=0)
    level = models.CharField(max_length=10, blank=True)
    note = EncryptedTextField(blank=True, default="")
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    withdrawn = models.BooleanField(default=False)
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "on"], name="result_period_idx")]


class CountClaim(Record):
    """Which result holds the count of a person or thing, by kind. The database refuses a second within a scope.

    The scope is empty for operations that are open to the room, and the operation itself for a restricted one, so that
    a refusal never tells an outsider that a restricted operation exists.
    """

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, personal=("counted_key",))

    kind = models.CharField(max_length=20)
    counted_key = models.CharField(max_length=64)
    scope = models.CharField(max_length=36, blank=True)
    result = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="claim")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "counted_key", "scope"], name="result_counted_once")]


class ResultShare(AppendOnly):
    """A second operation had a part in a result: a link, not a second count."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT)

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="shares")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="shared_results")
    agreed_by = models.CharField(max_length=80)
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["result", "operation"], name="result_shared_once")]


class PanelAssessment(AppendOnly):
    """What a panel, not the lead alone, says of the level of a group's disruption."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("reasons",))

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="assessments")
    level = models.CharField(max_length=10)
    reasons = EncryptedTextField()
    assessed_by = models.CharField(max_length=80)
    assessed_at = models.DateTimeField()


class AssetEntry(AppendOnly):
    """An amount that moves from one account of the ledger of proceeds to another."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=OPERATIONS, sensitive=("note",))

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="asset_entries")
    stage = models.CharField(max_length=24)
    basis = models.CharField(max_length=12)
    debit = models.CharField(max_length=24)
    credit = models.CharField(max_length=24)
    amount_pence = models.BigIntegerField()
    on = models.DateField(db_index=True)
    note = EncryptedTextField(blank=True, default="")
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_pence__gt=0), name="asset_entry_above_zero"),
        ]


class NonPunishmentNotice(AppendOnly):
    """A prosecutor's note that a suspect may be a victim who was made to offend, and what follows for the case."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=OPERATIONS, sensitive=("pseudonym", "offence", "reasons")
    )

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="notices")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    pseudonym = EncryptedTextField()
    offence = EncryptedTextField()
    outcome = models.CharField(max_length=16)
    reasons = EncryptedTextField()
    given_by = models.CharField(max_length=80)
    given_at = models.DateTimeField()


class PlannedEvent(Record):
    """Something planned for a day in a square of about one kilometre, for deconfliction."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("note",))

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="planned")
    on = models.DateField()
    cell = models.CharField(max_length=8)
    kind = models.CharField(max_length=16)
    note = EncryptedTextField(blank=True, default="")
    planned_by = models.CharField(max_length=80)
    planned_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["on", "cell"], name="planned_clash_idx")]
