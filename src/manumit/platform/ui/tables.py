"""Tables with filters, sorting and pages, from a queryset or a list; what the address bar says is never trusted."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from manumit.platform.ui import format as fmt
from manumit.platform.ui.components import Tag

Rows = QuerySet[Any] | Sequence[Any]

PAGES_AROUND = 2
"""How many page links stand on either side of the current one."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Args:
        key: its name in the address bar, and the attribute (or dict key) it shows where `value` is not given.
        label: the heading, already translated or lazy.
        value: reads the cell from a row; a date, datetime, number, Tag or text.
        sort: the ORM path to order by; for lists any text makes it sortable by its value. Empty: not sortable.
        numeric: right-aligned.
        href: the link of the cell, from a row; an empty text makes none.
        header: the cell heads its row (`th scope=row`).
    """

    key: str
    label: object
    value: Callable[[Any], object] | None = None
    sort: str = ""
    numeric: bool = False
    href: Callable[[Any], str] | None = None
    header: bool = False

    def read(self, row: object) -> object:
        """Take this column's value from a row."""
        if self.value is not None:
            return self.value(row)
        return row.get(self.key) if isinstance(row, Mapping) else getattr(row, self.key)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter above a table.

    Args:
        key: its name in the address bar.
        label: shown beside it.
        apply: narrows the rows by a value that was accepted.
        choices: pairs of value and label; empty makes it a text input. They may not cost a query.
    """

    key: str
    label: object
    apply: Callable[[Any, str], Any]
    choices: tuple[tuple[str, object], ...] = ()

    def accept(self, asked: str) -> str:
        """Keep a value that is offered (or any text, for a text filter); everything else means no filter."""
        asked = asked.replace("\x00", "").strip()
        if not self.choices:
            return asked[:200]
        return asked if asked in {value for value, _label in self.choices} else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stands on the page."""

    text: str
    numeric: bool = False
    href: str = ""
    tag: Tag | None = None
    header: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A column's heading, with the link that sorts by it and the way it is sorted now."""

    label: object
    numeric: bool
    href: str = ""
    direction: str = "none"


@dataclass(frozen=True, slots=True)
class FilterView:
    """A filter with the value that is set."""

    key: str
    label: object
    choices: tuple[tuple[str, object], ...]
    value: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page; a number of 0 is a gap."""

    number: int
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page of a table, ready for `m.table`.

    Args:
        caption: says what the rows are.
        headers: one for each column.
        rows: the cells of this page.
        filters: with the values that are set.
        total: rows on all pages.
        first: number of the first row on this page, counted from 1; 0 where there is none.
        last: number of the last.
        pages: links to pages; empty where there is only one.
        previous: the page before, or nothing.
        following: the page after, or nothing.
        sort: the order asked for, kept when filters are sent.
        empty: what would be here and how it gets here.
        filtered: whether a filter is set, so that an empty table can say so.
        clear_href: the table without filters.
    """

    caption: object
    headers: tuple[Header, ...]
    rows: tuple[tuple[Cell, ...], ...]
    filters: tuple[FilterView, ...]
    total: int
    first: int
    last: int
    pages: tuple[PageLink, ...]
    previous: str
    following: str
    sort: str
    empty: object
    filtered: bool
    clear_href: str


def query_with(query: Mapping[str, str], **changes: object) -> str:
    """Write a query string with some keys changed; an empty value removes its key."""
    merged = {key: value for key, value in query.items() if value} | {key: str(value) for key, value in changes.items()}
    kept = {key: value for key, value in merged.items() if value}
    return f"?{urlencode(kept)}" if kept else "?"


def build_table(
    request_get: QueryDict | Mapping[str, str],
    rows: Rows,
    columns: Sequence[Column],
    filters: Sequence[Filter] = (),
    *,
    page_size: int = 25,
    caption: object = "",
    default_sort: str = "",
    empty: object = "",
) -> TablePage:
    """Filter, sort and cut rows into a page, with two queries at most for a queryset (a count and a slice).

    A page, an order or a filter that does not exist never raises: the nearest page, the default order and no
    filter stand in.

    Args:
        request_get: `request.GET`; `page`, `sort` (a column's key, `-` before it for descending) and the filters' keys.
        rows: everything the reader may see, in its default order where `default_sort` is empty.
        columns: in the order of the page.
        filters: in the order of the page.
        page_size: rows on a page.
        caption: says what the rows are.
        default_sort: a column's key, with `-` for descending.
        empty: what would be here and how it gets here.
    """
    values = {one.key: one.accept(str(request_get.get(one.key, ""))) for one in filters}
    for one in filters:
        if values[one.key]:
            rows = one.apply(rows, values[one.key])
    sort = _accepted_sort(str(request_get.get("sort", "")), columns) or _accepted_sort(default_sort, columns)
    query = {**values, "sort": sort if sort != default_sort else ""}
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    last_page = max(1, math.ceil(total / page_size))
    page = _page_number(str(request_get.get("page", "1")), last_page)
    start = (page - 1) * page_size
    shown = list(_sorted(rows, sort, columns)[start : start + page_size]) if total else []
    return TablePage(
        caption=caption,
        headers=tuple(_header(column, sort, query) for column in columns),
        rows=tuple(tuple(_cell(column, row) for column in columns) for row in shown),
        filters=tuple(FilterView(one.key, one.label, one.choices, values[one.key]) for one in filters),
        total=total,
        first=start + 1 if shown else 0,
        last=start + len(shown),
        pages=_page_links(page, last_page, query),
        previous=query_with(query, page=page - 1) if page > 1 else "",
        following=query_with(query, page=page + 1) if page < last_page else "",
        sort=query["sort"],
        empty=empty,
        filtered=any(values.values()),
        clear_href=query_with({"sort": query["sort"]}),
    )


def _accepted_sort(asked: str, columns: Sequence[Column]) -> str:
    return asked if any(column.sort and column.key == asked.removeprefix("-") for column in columns) else ""


def _sorted(rows: Rows, sort: str, columns: Sequence[Column]) -> Rows:
    if not sort:
        return rows
    column = next(column for column in columns if column.key == sort.removeprefix("-"))
    descending = sort.startswith("-")
    if isinstance(rows, QuerySet):
        sign = "-" if descending else ""
        # the primary key settles ties, else a row can stand on two pages or on none
        return rows.order_by(f"{sign}{column.sort}", f"{sign}pk")
    known = sorted(
        (row for row in rows if column.read(row) is not None),
        key=lambda r: _orderable(column.read(r)),
        reverse=descending,
    )
    return [*known, *(row for row in rows if column.read(row) is None)]


def _orderable(value: object) -> Any:
    if isinstance(value, Tag):
        return value.text.casefold()
    return value.casefold() if isinstance(value, str) else value


def _page_number(asked: str, last: int) -> int:
    if not (asked.isascii() and asked.isdigit()):
        return 1
    # an absurdly long number is the last page, and is never turned into an int
    return last if len(asked) > len(str(last)) else min(max(int(asked), 1), last)


def _header(column: Column, sort: str, query: Mapping[str, str]) -> Header:
    if not column.sort:
        return Header(column.label, column.numeric)
    here = sort.removeprefix("-") == column.key
    ascending = here and not sort.startswith("-")
    direction = "none" if not here else "ascending" if ascending else "descending"
    target = f"-{column.key}" if ascending else column.key
    return Header(column.label, column.numeric, query_with(query, sort=target), direction)


def _cell(column: Column, row: object) -> Cell:
    value = column.read(row)
    tag = value if isinstance(value, Tag) else None
    href = column.href(row) if column.href else ""
    return Cell(_written(value), column.numeric, href, tag, column.header)


def _yes_or_no(value: object) -> str:
    return _("Yes") if value else _("No")


# a bool is an int and a datetime is a date, so the narrower kind stands first
_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Tag, lambda tag: str(tag.text)),
    (bool, _yes_or_no),
    (datetime, fmt.moment),
    (date, fmt.day),
    (int, fmt.number),
    (float, fmt.number),
)


def _written(value: object) -> str:
    if value is None or value == "":
        return fmt.NOTHING
    return next((write(value) for kind, write in _WRITERS if isinstance(value, kind)), str(value))


def _page_links(page: int, last: int, query: Mapping[str, str]) -> tuple[PageLink, ...]:
    if last == 1:
        return ()
    near = {1, last, *range(max(1, page - PAGES_AROUND), min(last, page + PAGES_AROUND) + 1)}
    links: list[PageLink] = []
    before = 0
    for number in sorted(near):
        if number > before + 1:
            links.append(PageLink(0))
        links.append(PageLink(number, query_with(query, page=number), current=number == page))
        before = number
    return tuple(links)
