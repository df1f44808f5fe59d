"""People, objects, locations, events and organisations; links between them; groups and their scores.

An entity has no text of its own: what is known of it stands in mentions, each of which rests on one report, so that who
may not see a report cannot see what it said.
"""

from typing import ClassVar

from django.db import models

from manumit.areas.intelligence.models.keeping import INTELLIGENCE
from manumit.areas.intelligence.models.reports import IntelligenceReport
from manumit.platform.crypto.fields import EncryptedJSONField, EncryptedTextField
from manumit.platform.records.models import AppendOnly, Versioned
from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy


class Entity(AppendOnly):
    """A thing in the world; everything that is said of it is a mention."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=INTELLIGENCE)

    kind = models.CharField(max_length=12, db_index=True)
    created_at = models.DateTimeField()


class Mention(AppendOnly):
    """What one report says of an entity."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("label", "properties", "category")
    )

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="mentions")
    report = models.ForeignKey(IntelligenceReport, on_delete=models.PROTECT, related_name="mentions")
    label = EncryptedTextField()
    category = models.CharField(max_length=12, blank=True)
    properties = EncryptedJSONField(default=dict)
    by_user = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["entity", "at"], name="mention_entity_idx"),)


class EntityLink(AppendOnly):
    """What one report says links two entities; graded as the report is."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("relation",))

    source = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="links_in")
    relation = models.CharField(max_length=24)
    report = models.ForeignKey(IntelligenceReport, on_delete=models.PROTECT, related_name="links")
    by_user = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["source", "target", "relation", "report"], name="link_once_a_report"),
        )


class Group(Versioned):
    """People and organisations that act together; rests on reports, and exists for those who may see all of them."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=INTELLIGENCE, sensitive=("name",))

    name = EncryptedTextField()
    state = models.CharField(max_length=12, default="active")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", null=True)
    by_user = models.CharField(max_length=80)
    created_at = models.DateTimeField(db_index=True)


class GroupEvidence(AppendOnly):
    """A report on which a group rests."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT)

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="evidence")
    report = models.ForeignKey(IntelligenceReport, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["group", "report"], name="group_report_once"),)


class GroupMember(AppendOnly):
    """A member of a group. Never somebody who may be a victim."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("role",))

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["group", "entity"], name="group_member_once"),)


class GroupScore(AppendOnly):
    """One scoring of a group by one person on the project's own open scorecard; the latest counts, all stay."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("answers",))

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="scores")
    answers = EncryptedJSONField()
    label = models.CharField(max_length=120)
    low = models.FloatField()
    mid = models.FloatField()
    high = models.FloatField()
    by_user = models.CharField(max_length=80)
    at = models.DateTimeField()
