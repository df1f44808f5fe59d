"""Tables of the library: the entry as it stands, and every earlier state of it."""

from typing import ClassVar

from django.db import models

from manumit.platform.records.models import AppendOnly, Versioned
from manumit.platform.records.privacy import PERMANENT, DataClass, Privacy


class GuidanceItem(Versioned):
    """A catalogue entry as it stands. Public, but for who catalogued it."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.PUBLIC, retention=PERMANENT, official=("added_by", "changed_by")
    )

    title = models.CharField(max_length=300)
    author = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, db_index=True)
    number = models.CharField(max_length=80, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    pages = models.PositiveSmallIntegerField(null=True)
    language = models.CharField(max_length=8, default="en")
    annotation = models.TextField(blank=True)
    abstract = models.TextField(blank=True)
    kind = models.CharField(max_length=24, db_index=True)
    link = models.CharField(max_length=500, blank=True)
    edition = models.CharField(max_length=80, blank=True)
    file_id = models.UUIDField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    state = models.CharField(max_length=12, default="current", db_index=True)
    withdrawn_because = models.TextField(blank=True)
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    changed_at = models.DateTimeField(db_index=True)


class GuidanceState(AppendOnly):
    """What an entry said from one moment on; written with every change."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.PUBLIC, retention=PERMANENT, official=("by_user",))

    item = models.ForeignKey(GuidanceItem, on_delete=models.PROTECT, related_name="states")
    number = models.PositiveIntegerField()
    facts = models.JSONField()
    change = models.CharField(max_length=24)
    by_user = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "number"], name="guidance_state_once"),)
