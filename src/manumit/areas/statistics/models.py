"""Tables of the statistics room: counted tables as frozen vintages, and the releases that publish them."""

from typing import ClassVar

from django.db import models

from manumit.platform.records.models import AppendOnly, Versioned
from manumit.platform.records.privacy import PERMANENT, DataClass, Privacy


class StatisticalTable(AppendOnly):
    """A table as it was counted at one moment. A later count is a new vintage; this one stays as it is."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=PERMANENT, sensitive=("cells", "medians")
    )

    key = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField()
    vintage = models.PositiveIntegerField()
    row_keys = models.JSONField()
    column_keys = models.JSONField()
    cells = models.JSONField()
    medians = models.JSONField(default=dict)
    inputs = models.PositiveIntegerField()
    inputs_hash = models.CharField(max_length=64)
    built_by = models.CharField(max_length=80)
    built_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["key", "since", "until", "vintage"], name="statistical_vintage_once"),
        )


class Release(Versioned):
    """The publication of a vintage: what is shown is frozen when it is proposed, and signed by a second person."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=PERMANENT, public=("shown",))

    table = models.ForeignKey(StatisticalTable, on_delete=models.PROTECT, related_name="releases")
    state = models.CharField(max_length=12, default="proposed", db_index=True)
    shown = models.JSONField()
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, db_index=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["table"],
                condition=models.Q(state__in=("proposed", "published")),
                name="release_one_live",
            ),
        )
