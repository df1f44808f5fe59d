"""Finding one row among those that exist for the actor."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from manumit.errors import NotFound

M = TypeVar("M", bound=Model)


def found(rows: QuerySet[M], record_id: UUID) -> M:
    """Return the row. Raises NotFound where it is not among those that the actor may see."""
    row = rows.filter(pk=record_id).first()
    if row is None:
        raise NotFound("There is no such record, or you may not see it.")
    return row
