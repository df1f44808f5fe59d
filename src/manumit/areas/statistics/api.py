"""The door of the statistics room: plain values in and out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from manumit.areas.statistics import selectors, services
from manumit.areas.statistics.models import Release, StatisticalTable
from manumit.areas.statistics.rules import (
    DEFINITIONS,
    PUBLISHED,
    SMALL_COUNT_THRESHOLD,
    WORKFLOW,
    Comparison,
    Definition,
    Grid,
    PublishedFigures,
    compare,
    csv_text,
    definition,
)
from manumit.areas.statistics.rules.release import PROPOSED, PUBLISHED_STATE
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record

__all__ = [
    "DEFINITIONS",
    "SMALL_COUNT_THRESHOLD",
    "WORKFLOW",
    "Comparison",
    "Definition",
    "Grid",
    "PublishedComparison",
    "PublishedFigures",
    "PublishedTable",
    "ReleaseView",
    "Revision",
    "Table",
    "build_table",
    "comparisons",
    "country_ranking",
    "csv_text",
    "evidence",
    "list_tables",
    "propose_release",
    "published_table",
    "published_tables",
    "read_table",
    "release_of",
    "releases_waiting",
    "return_release",
    "revisions",
    "sign_release",
    "time_to_decision",
    "visible_to",
]

Shown = int | str | None
"""A figure that may be published: a count, `<5`, `[c]`, or None where no total is shown."""

visible_to = selectors.visible_to
propose_release = services.propose_release
sign_release = services.sign_release
return_release = services.return_release


@dataclass(frozen=True, slots=True)
class Table:
    """A counted table with its full counts, for those who work with figures."""

    id: UUID
    definition: Definition
    since: date
    until: date
    vintage: int
    grid: Grid
    medians: Mapping[str, int]
    inputs: int
    inputs_hash: str
    built_by: str
    built_at: datetime


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """A release as those inside the room see it."""

    id: UUID
    table_id: UUID
    definition: Definition
    since: date
    until: date
    vintage: int
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table as anyone sees it; `superseded` where a later vintage is published."""

    table_id: UUID
    definition: Definition
    since: date
    until: date
    vintage: int
    built_at: datetime
    published_at: datetime
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    total: Shown
    medians: Mapping[str, int]
    threshold: int
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """What the last vintage of a table changed against the one before it."""

    table_id: UUID
    definition: Definition
    since: date
    until: date
    vintage: int
    before: int
    now: int
    changed_cells: int


@dataclass(frozen=True, slots=True)
class PublishedComparison:
    """Figures published elsewhere beside the last vintage of ours; no lines where ours is not counted yet."""

    published: PublishedFigures
    table_id: UUID | None
    lines: tuple[Comparison, ...]

    @property
    def differing(self) -> int:
        """How many figures differ."""
        return sum(not line.equal for line in self.lines)


def _table(row: StatisticalTable) -> Table:
    return Table(
        id=row.pk,
        definition=definition(row.key),
        since=row.since,
        until=row.until,
        vintage=row.vintage,
        grid=services.grid_of(row),
        medians=dict(row.medians),
        inputs=row.inputs,
        inputs_hash=row.inputs_hash,
        built_by=row.built_by,
        built_at=row.built_at,
    )


def build_table(
    *, by: Actor, at: datetime, key: str = "referrals_by_exploitation_and_age", since: date, until: date
) -> Table:
    """Count a table over [since, until) and keep it as a new vintage. Raises InputError, AccessRefused."""
    made = services.build_table(by=by, at=at, key=key, since=since, until=until)
    return _table(selectors.table(by, made))


def country_ranking(*, by: Actor, at: datetime, since: date, until: date) -> Table:
    """Count referrals by nationality, largest first; arguments as for `build_table`."""
    return build_table(by=by, at=at, key="country_ranking", since=since, until=until)


def time_to_decision(*, by: Actor, at: datetime, since: date, until: date) -> Table:
    """Count decisions by time from referral; arguments as for `build_table`."""
    return build_table(by=by, at=at, key="time_to_decision", since=since, until=until)


def read_table(*, by: Actor, at: datetime, table_id: UUID) -> Table:
    """Open a table with its full counts; the read is audited, as small counts stand in it. Raises NotFound."""
    row = selectors.table(by, table_id)
    record(by=by, at=at, action="statistics.open_table", record=(services.KIND, row.pk))
    return _table(row)


def list_tables(*, by: Actor, limit: int = 200) -> list[Table]:
    """Return the newest tables first."""
    require(by, "statistics.read_table")
    return [_table(row) for row in selectors.counts_visible_to(by).order_by("-built_at", "-id")[:limit]]


def _release(row: Release) -> ReleaseView:
    return ReleaseView(
        id=row.pk,
        table_id=row.table_id,
        definition=definition(row.table.key),
        since=row.table.since,
        until=row.table.until,
        vintage=row.table.vintage,
        state=row.state,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        decided_at=row.decided_at,
        reason=row.reason,
    )


def releases_waiting(*, by: Actor) -> list[ReleaseView]:
    """Return the releases that wait for a signature, oldest first."""
    rows = selectors.releases_visible_to(by).filter(state=PROPOSED).order_by("proposed_at")
    return [_release(row) for row in rows[:100]]


def release_of(*, by: Actor, table_id: UUID) -> ReleaseView | None:
    """Return the last release of a table, whatever its state."""
    row = selectors.releases_visible_to(by).filter(table=table_id).order_by("-proposed_at").first()
    return _release(row) if row else None


def _published(row: Release, *, superseded: bool) -> PublishedTable:
    shown, table = row.shown, row.table
    return PublishedTable(
        table_id=table.pk,
        definition=definition(table.key),
        since=table.since,
        until=table.until,
        vintage=table.vintage,
        built_at=table.built_at,
        published_at=row.decided_at or row.proposed_at,
        rows=tuple(shown["rows"]),
        columns=tuple(shown["columns"]),
        cells=tuple(tuple(line) for line in shown["cells"]),
        row_totals=tuple(shown["row_totals"]),
        column_totals=tuple(shown["column_totals"]),
        total=shown["total"],
        medians=dict(shown["medians"]),
        threshold=int(shown["threshold"]),
        superseded=superseded,
    )


def published_tables() -> list[PublishedTable]:
    """Return every published table, last signed first; earlier vintages say that they are superseded."""
    rows = list(Release.objects.select_related("table").filter(state=PUBLISHED_STATE).order_by("-decided_at")[:500])
    newest: dict[tuple[str, date, date], int] = {}
    for row in rows:
        place = (row.table.key, row.table.since, row.table.until)
        newest[place] = max(newest.get(place, 0), row.table.vintage)
    return [
        _published(row, superseded=row.table.vintage < newest[row.table.key, row.table.since, row.table.until])
        for row in rows
    ]


def published_table(table_id: UUID) -> PublishedTable:
    """Return one published table. Raises NotFound for one that is not signed."""
    row = selectors.published_release(table_id)
    later = Release.objects.filter(
        state=PUBLISHED_STATE,
        table__key=row.table.key,
        table__since=row.table.since,
        table__until=row.table.until,
        table__vintage__gt=row.table.vintage,
    )
    return _published(row, superseded=later.exists())


def revisions(*, by: Actor) -> list[Revision]:
    """Return, for each table counted more than once, what its last vintage changed; newest first."""
    require(by, "statistics.read_table")
    pairs: dict[tuple[str, date, date], list[StatisticalTable]] = {}
    for row in selectors.counts_visible_to(by).order_by("-built_at", "-vintage")[:200]:
        held = pairs.setdefault((row.key, row.since, row.until), [])
        if len(held) <= 1:
            held.append(row)
    return [_revision(*held) for held in pairs.values() if len(held) > 1]


def _revision(now: StatisticalTable, before: StatisticalTable) -> Revision:
    new, old = services.grid_of(now), services.grid_of(before)
    places = {(row, column) for grid in (new, old) for row in grid.rows for column in grid.columns}
    changed = sum(new.cell(*place) != old.cell(*place) for place in places)
    return Revision(now.pk, definition(now.key), now.since, now.until, now.vintage, old.total(), new.total(), changed)


def comparisons(*, by: Actor) -> list[PublishedComparison]:
    """Set figures that were published elsewhere beside the last vintage of ours for the same period."""
    require(by, "statistics.read_table")
    found = []
    for figures in PUBLISHED:
        row = selectors.vintages(figures.table, figures.since, figures.until).last()
        lines = compare(figures, services.grid_of(row)) if row else ()
        found.append(PublishedComparison(figures, row.pk if row else None, lines))
    return found


def evidence(*, at: datetime) -> dict[str, int]:
    """Count the room's work for the strategy's register."""
    tables, releases = StatisticalTable.objects.filter(built_at__lte=at), Release.objects.filter(proposed_at__lte=at)
    return {
        "statistics.tables": tables.count(),
        "statistics.published": releases.filter(state=PUBLISHED_STATE, decided_at__lte=at).count(),
        "statistics.waiting": releases.filter(state=PROPOSED).count(),
    }
