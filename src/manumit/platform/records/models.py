"""Base models: an identifier made in Python, declared privacy, optimistic versions, and rows that only grow."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from manumit.errors import Conflict, RuleBroken
from manumit.platform.records.identifiers import new_id
from manumit.platform.records.privacy import Privacy


class Record(models.Model):
    """Base of every table. `privacy` is required of each concrete model (house test)."""

    privacy: ClassVar[Privacy]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class Versioned(Record):
    """A row that people edit: each change raises `version`, and a change made on an old version is a conflict."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def save_version(self, *, expected: int | None = None, update_fields: Iterable[str] | None = None) -> None:
        """Store the row if nobody changed it since `expected` (the version that was read, where not given).

        Raises:
            Conflict: somebody else changed it first; `detail` has both version numbers.
        """
        read = self.version if expected is None else expected
        rows = type(self)._default_manager
        taken = rows.filter(pk=self.pk, version=read).update(version=read + 1)
        if not taken:
            found = rows.filter(pk=self.pk).values_list("version", flat=True).first()
            raise Conflict(
                "Somebody else changed this while you were working. Compare the two versions.",
                detail={"expected": read, "found": found},
            )
        self.version = read + 1
        fields = None if update_fields is None else [*update_fields, "version"]
        self.save(update_fields=fields)


class AppendOnly(Record):
    """A fact or an event: written once, never changed, never deleted (the database's triggers say the same)."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; refuse anything else. Raises RuleBroken."""
        if not self._state.adding:
            raise RuleBroken(
                "This record can only be added to. Write a new entry that corrects it.", code="append-only"
            )
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ARG002 Django's signature
        """Refuse. Raises RuleBroken."""
        raise RuleBroken("This record is kept. It cannot be deleted.", code="append-only")
