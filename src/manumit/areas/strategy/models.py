"""Tables of the strategy room: the register of actions, reports that only grow, readings of evidence, and papers."""

from typing import ClassVar

from django.db import models

from manumit.platform.records.models import AppendOnly, Record
from manumit.platform.records.privacy import PERMANENT, DataClass, Privacy


class Action(Record):
    """A commitment of the register, as carried from the texts. How it stands is in its reports."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=PERMANENT)

    key = models.CharField(max_length=24, unique=True)
    position = models.PositiveIntegerField(db_index=True)
    aim = models.CharField(max_length=40, db_index=True)
    chapter = models.CharField(max_length=40)
    commitment = models.TextField()
    owner = models.CharField(max_length=120)
    partners = models.CharField(max_length=200, blank=True)
    due = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True)
    kind = models.CharField(max_length=24)
    rooms = models.JSONField()
    evidence = models.TextField(blank=True)
    document = models.CharField(max_length=8)
    paragraph = models.CharField(max_length=80)
    registered_at = models.DateTimeField()


class ProgressReport(AppendOnly):
    """What somebody reported of an action. The last one holds."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=PERMANENT)

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=16)
    note = models.TextField()
    by_user = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)


class EvidenceReading(AppendOnly):
    """The figures of every room at one moment: counts only, nobody's data."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=PERMANENT)

    at = models.DateTimeField(db_index=True)
    figures = models.JSONField()


class MinisterialPaper(AppendOnly):
    """A paper as it went to the ministerial group; the register moves on, the paper does not."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=PERMANENT)

    number = models.PositiveIntegerField(unique=True)
    content = models.JSONField()
    by_user = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)
