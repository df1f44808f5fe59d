"""Drafts of forms, encrypted, owned by one account."""

from typing import ClassVar

from django.db import models

from manumit.platform.crypto.fields import EncryptedJSONField
from manumit.platform.records.models import Record
from manumit.platform.records.privacy import DataClass, Privacy, Retention


class Draft(Record):
    """The fields of one form of one person. `form` names the form and, where there is one, the record it is about."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL,
        retention=Retention("drafts", 0, "deleted after 28 days, as the live referral form does"),
        sensitive=("values",),
        personal=("title",),
    )

    owner_id = models.CharField(max_length=80, db_index=True)
    form = models.CharField(max_length=160)
    title = models.CharField(max_length=120, blank=True)
    href = models.CharField(max_length=240)
    values = EncryptedJSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_id", "form"], name="draft_once")]
