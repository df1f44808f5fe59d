"""Presenters: from counted and published tables to figures, table twins and lines of a sheet, in the reader's words."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from manumit.areas.statistics import api
from manumit.engines.charts import Figure, Table, bar_chart, stacked_bar_chart
from manumit.errors import InputError
from manumit.kernel.places import find_country
from manumit.platform.ui.format import day, number

MOST_BARS = 20
"""A chart shows this many rows; the table under it shows all."""


def words() -> dict[str, str]:
    """Return the labels of the keys that stand in rows and columns."""
    return {
        "child": _("Children"),
        "adult": _("Adults"),
        "sexual": _("Sexual exploitation"),
        "labour": _("Labour exploitation"),
        "domestic_servitude": _("Domestic servitude"),
        "criminal": _("Forced crime"),
        "organ_removal": _("Removal of organs"),
        "unspecified": _("Unspecified"),
        "several": _("Several types"),
        "not_given": _("Not given"),
        "days_0_7": _("0 to 7 days"),
        "days_8_45": _("8 to 45 days"),
        "days_46_92": _("46 days to 3 months"),
        "days_93_182": _("3 to 6 months"),
        "days_over_182": _("Over 6 months"),
        "out_of_order": _("Dates out of order"),
        "reasonable_grounds": _("Reasonable grounds"),
        "conclusive_grounds": _("Conclusive grounds"),
        "total": _("Total"),
    }


def label(key: str) -> str:
    """Return the words of a key: a known word, a country's name, or the text itself."""
    known = words().get(key)
    if known is not None:
        return known
    return " / ".join(_country(part) for part in key.split(";"))


def _country(code: str) -> str:
    try:
        found = find_country(code)
    except InputError:
        return code
    return found.name if found else code


def period(since: date, until: date) -> str:
    """Write a half-open period with its last day."""
    return f"{day(since)} – {day(until - timedelta(days=1))}"


def _written(value: api.Shown) -> str:
    return number(value) if isinstance(value, int) else value or ""


def _share(value: api.Shown, total: api.Shown) -> str:
    if not isinstance(value, int) or not isinstance(total, int) or not total:
        return ""
    return f"{value / total:.1%}"


def full(table: api.Table) -> api.PublishedTable:
    """Return a counted table in the shape of a published one, nothing hidden; for those inside the room."""
    grid, shown = table.grid, table.definition.row_totals
    return api.PublishedTable(
        table_id=table.id,
        definition=table.definition,
        since=table.since,
        until=table.until,
        vintage=table.vintage,
        built_at=table.built_at,
        published_at=table.built_at,
        rows=grid.rows,
        columns=grid.columns,
        cells=grid.cells,
        row_totals=grid.row_totals() if shown else (None,) * len(grid.rows),
        column_totals=grid.column_totals(),
        total=grid.total() if shown else None,
        medians=table.medians,
        threshold=api.SMALL_COUNT_THRESHOLD,
    )


def lines(table: api.PublishedTable) -> tuple[tuple[str, ...], list[tuple[api.Shown, ...]]]:
    """Return headings and lines with totals; a ranking has shares of the total beside it."""
    with_total = table.definition.row_totals
    ranked = table.definition.by_size
    headers = [label_of(table.definition.category), *(label(key) for key in table.columns)]
    headers += [_("Total")] if with_total else []
    headers += [_("Share")] if ranked else []
    out: list[tuple[api.Shown, ...]] = []
    for key, cells, total in zip(table.rows, table.cells, table.row_totals, strict=True):
        out.append(_line(label(key), cells, total, table, ranked=ranked))
    out.append(_line(_("Total"), table.column_totals, table.total, table, ranked=ranked))
    if table.medians:
        medians = tuple(table.medians.get(column, "") for column in table.columns)
        out.append((_("Median in days"), *medians))
    return tuple(headers), out


def label_of(text: str) -> str:
    """Return a text of a definition in the reader's language."""
    return _(text)


def _line(
    name: str, cells: Sequence[api.Shown], total: api.Shown, table: api.PublishedTable, *, ranked: bool
) -> tuple[api.Shown, ...]:
    tail: tuple[api.Shown, ...] = (total,) if table.definition.row_totals else ()
    share: tuple[api.Shown, ...] = (_share(total, table.total),) if ranked else ()
    return (name, *cells, *tail, *share)


def text_lines(table: api.PublishedTable) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return headings and lines as text for a page."""
    headers, found = lines(table)
    return headers, [tuple(_written(cell) for cell in line) for line in found]


def figure(table: api.PublishedTable) -> Figure:
    """Draw a table: stacked by column where every figure is shown, else one bar a row with the hidden ones unknown."""
    title = f"{label_of(table.definition.title)}, {period(table.since, table.until)}"
    rows, cells = table.rows[:MOST_BARS], table.cells[:MOST_BARS]
    category = label_of(table.definition.category)
    if all(isinstance(cell, int) for line in cells for cell in line):
        series = {label(key): _column(cells, place) for place, key in enumerate(table.columns)}
        drawn = stacked_bar_chart(
            title=title, categories=[label(key) for key in rows], series=series, category=category
        )
    else:
        totals = [value if isinstance(value, int) else None for value in table.row_totals[:MOST_BARS]]
        values = [(label(key), value) for key, value in zip(rows, totals, strict=True)]
        drawn = bar_chart(title=title, values=values, category=category, measure=_("Number"))
    headers, twin = text_lines(table)
    return Figure(drawn.svg, Table(headers, tuple(twin)), drawn.title, drawn.summary)


def _column(cells: Iterable[Sequence[api.Shown]], place: int) -> list[float]:
    return [float(value) for line in cells if isinstance(value := line[place], int)]


def sheet(table: api.PublishedTable) -> str:
    """Write a published table as a CSV file with its definition above it."""
    headers, found = lines(table)
    definition = table.definition
    return api.csv_text(
        [
            (label_of(definition.title),),
            (_("Period"), period(table.since, table.until)),
            (_("Counted"), label_of(definition.counted)),
            (_("Age"), label_of(definition.age_basis)),
            (_("Vintage"), table.vintage, day(table.built_at)),
            (_("Hidden figures"), hidden_note(table.threshold)),
            (),
            headers,
            *found,
        ]
    )


def hidden_note(threshold: int) -> str:
    """Say how small counts are hidden."""
    return _(
        "Counts from 1 to %(most)d are shown as <%(threshold)d, and [c] stands where another figure would betray one. "
        "The threshold is a choice of this publisher, not law."
    ) % {"most": threshold - 1, "threshold": threshold}
