"""Figures that were published before this system stood, as facts with their source, to be set beside ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from manumit.areas.statistics.rules.tables import Grid


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """A published table.

    Args:
        key: its name here.
        table: key of the table of ours that counts the same.
        since: first day of its period.
        until: first day after its period.
        citation: where it stands.
        figures: count by (row, column); a column of `total` stands for all columns together.
    """

    key: str
    table: str
    since: date
    until: date
    citation: str
    figures: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One published figure beside ours."""

    row: str
    column: str
    published: int
    ours: int

    @property
    def equal(self) -> bool:
        """Whether the two agree."""
        return self.published == self.ours


_STRATEGY = {
    ("sexual", "child"): 99,
    ("labour", "child"): 98,
    ("domestic_servitude", "child"): 44,
    ("unspecified", "child"): 81,
    ("sexual", "adult"): 438,
    ("labour", "adult"): 267,
    ("domestic_servitude", "adult"): 175,
    ("unspecified", "adult"): 52,
    ("total", "child"): 322,
    ("total", "adult"): 932,
    ("total", "total"): 1254,
}
_TIMES = {
    ("days_0_7", "conclusive_grounds"): 0,
    ("days_8_45", "conclusive_grounds"): 24,
    ("days_46_92", "conclusive_grounds"): 65,
    ("days_93_182", "conclusive_grounds"): 39,
    ("days_over_182", "conclusive_grounds"): 4,
    ("total", "conclusive_grounds"): 132,
}
_APRIL_2009, _YEAR_2010, _YEAR_2011 = date(2009, 4, 1), date(2010, 1, 1), date(2011, 1, 1)

PUBLISHED: tuple[PublishedFigures, ...] = (
    PublishedFigures(
        "strategy_2011",
        "referrals_by_exploitation_and_age",
        _APRIL_2009,
        _YEAR_2011,
        "Human Trafficking: The Government's Strategy (2011), paragraph 6, table",
        MappingProxyType(_STRATEGY),
    ),
    PublishedFigures(
        "hansard_march_2010",
        "time_to_decision",
        _APRIL_2009,
        _YEAR_2010,
        "House of Commons, answer on conclusive decisions, 4 March 2010",
        MappingProxyType(_TIMES),
    ),
    PublishedFigures(
        "hansard_january_2010",
        "referrals_by_first_responder",
        _APRIL_2009,
        _YEAR_2010,
        "House of Commons, answer on referrals, 14 January 2010 (total only: names of bodies differ)",
        MappingProxyType({("total", "total"): 527}),
    ),
)


def compare(published: PublishedFigures, grid: Grid) -> tuple[Comparison, ...]:
    """Set every published figure beside ours, and every cell of ours that the published table does not have."""
    across = dict(zip(grid.columns, grid.column_totals(), strict=True)) | {"total": grid.total()}
    down = dict(zip(grid.rows, grid.row_totals(), strict=True))

    def ours(row: str, column: str) -> int:
        if row == "total":
            return across.get(column, 0)
        return down.get(row, 0) if column == "total" else grid.cell(row, column)

    lines = [Comparison(row, column, figure, ours(row, column)) for (row, column), figure in published.figures.items()]
    detailed = {row for row, _ in published.figures} != {"total"}
    extra = sorted(set(grid.rows) - {row for row, _ in published.figures}) if detailed else []
    columns = {column for _, column in published.figures}
    lines += [
        Comparison(row, column, 0, grid.cell(row, column))
        for row in extra
        for column in grid.columns
        if column in columns
    ]
    return tuple(lines)
