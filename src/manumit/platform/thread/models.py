"""Links between records of any rooms: an earlier one led to a later one."""

from typing import ClassVar

from django.db import models

from manumit.platform.records.models import AppendOnly
from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy


class ThreadLink(AppendOnly):
    """An earlier record led to a later one. Never shown by itself: only between two records that the reader may see."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT)

    at = models.DateTimeField()
    earlier_kind = models.CharField(max_length=40)
    earlier_id = models.UUIDField()
    later_kind = models.CharField(max_length=40)
    later_id = models.UUIDField()
    relation = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["earlier_kind", "earlier_id", "later_kind", "later_id"], name="thread_link_once"
            )
        ]
        indexes = [models.Index(fields=["later_kind", "later_id"], name="thread_later_idx")]
