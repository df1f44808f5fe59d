"""Rows that are read and presented only when a page of them is shown."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar, overload
from uuid import UUID

from django.db.models import QuerySet

from manumit.platform.accounts.models import Account

R = TypeVar("R")


class Rows(Sequence[R], Generic[R]):
    """A queryset as a sequence of plain values: counting costs one query, a slice costs one query.

    Args:
        rows: what the actor may see, in its order.
        present: turns one row into a plain value.
        present_all: turns the rows of a page into plain values at once, where one by one would cost a query each;
            used in place of `present`.
    """

    def __init__(
        self,
        rows: QuerySet[Any],
        present: Callable[[Any], R] | None = None,
        *,
        present_all: Callable[[list[Any]], list[R]] | None = None,
    ) -> None:
        self._rows = rows
        self._present_all = present_all or (lambda page: [present(row) for row in page] if present is not None else [])

    def __len__(self) -> int:
        """How many there are, by one query."""
        return self._rows.count()

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> list[R]: ...
    def __getitem__(self, index: int | slice) -> R | list[R]:
        """One value, or those of a slice."""
        if isinstance(index, slice):
            return self._present_all(list(self._rows[index]))
        return self._present_all([self._rows[index]])[0]


def names_of(user_ids: Iterable[str]) -> dict[str, str]:
    """Names of the members of staff behind identifiers, by one query; a service of the house has its own word."""
    wanted = {each for each in user_ids if each and not each.startswith("system:")}
    ids = {each for each in wanted if _is_uuid(each)}
    return {str(account.pk): account.name for account in Account.objects.filter(pk__in=ids)} if ids else {}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
