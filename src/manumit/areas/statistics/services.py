"""Writes of the statistics room: count a table, propose to publish it, sign or return it."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from manumit.areas.referrals import api as referrals
from manumit.areas.statistics import selectors
from manumit.areas.statistics.models import Release, StatisticalTable
from manumit.areas.statistics.rules import (
    WORKFLOW,
    Grid,
    ReleaseCase,
    count,
    definition,
    forbid_linked,
    hidden_places,
    inputs_hash,
    suppress,
)
from manumit.areas.statistics.rules.release import PUBLISHED_STATE
from manumit.areas.statistics.rules.suppression import TOTAL, Place
from manumit.errors import NotFound, RuleBroken
from manumit.kernel.actor import Actor
from manumit.kernel.duties import require_second_person
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.search.index import index

KIND = "statistical_table"


def grid_of(row: StatisticalTable) -> Grid:
    """Return the counts of a stored table."""
    return Grid(tuple(row.row_keys), tuple(row.column_keys), tuple(tuple(line) for line in row.cells))


@transaction.atomic
def build_table(*, by: Actor, at: datetime, key: str, since: date, until: date) -> UUID:
    """Count a table over the de-identified referrals of a period and keep it as a new vintage.

    Args:
        by: a statistician.
        at: now; goes into the vintage.
        key: which table.
        since: first day of the period.
        until: first day that no longer counts.

    Raises:
        InputError: no such table, or an empty period.
    """
    require(by, "statistics.build_table")
    table = definition(key)
    rows = referrals.statistical_rows(by=by, since=since, until=until) if since < until else []
    counted = count(key, rows, since=since, until=until)
    last = selectors.vintages(key, since, until).aggregate(last=Max("vintage"))["last"] or 0
    made = StatisticalTable.objects.create(
        key=key,
        since=since,
        until=until,
        vintage=last + 1,
        row_keys=list(counted.grid.rows),
        column_keys=list(counted.grid.columns),
        cells=[list(line) for line in counted.grid.cells],
        medians=dict(counted.medians),
        inputs=len(rows),
        inputs_hash=inputs_hash(rows),
        built_by=by.user_id,
        built_at=at,
    )
    index(kind=KIND, record_id=made.pk, title=table.title, text=f"{since.year} {until.year} {table.counted}")
    detail: dict[str, object] = {"table": key, "since": str(since), "until": str(until), "vintage": made.vintage}
    record(by=by, at=at, action="statistics.build_table", record=(KIND, made.pk), detail=detail)
    return made.pk


def _kept_hidden(row: StatisticalTable) -> set[Place]:
    """Return where earlier editions of the same table and period hid a figure, as places of this vintage."""
    rows = {key: place for place, key in enumerate(row.row_keys)} | {"": TOTAL}
    columns = {key: place for place, key in enumerate(row.column_keys)} | {"": TOTAL}
    places: set[Place] = set()
    earlier = Release.objects.filter(
        state=PUBLISHED_STATE, table__key=row.key, table__since=row.since, table__until=row.until
    )
    for release in earlier:
        hidden = [(str(one[0]), str(one[1])) for one in release.shown["hidden"]]
        places |= {(rows[line], columns[column]) for line, column in hidden if line in rows and column in columns}
    return places


def shown_of(row: StatisticalTable) -> dict[str, object]:
    """Return what a release of this table would show, small counts hidden; medians of few are left out."""
    table, grid = definition(row.key), grid_of(row)
    shown = suppress(grid, row_totals=table.row_totals, keep_hidden=_kept_hidden(row))
    names = (*grid.rows, ""), (*grid.columns, "")
    figures = dict(zip(grid.columns, shown.column_totals, strict=True))
    medians = {column: days for column, days in row.medians.items() if isinstance(figures.get(column), int)}
    hidden = [[names[0][line], names[1][column]] for line, column in sorted(hidden_places(shown))]
    return {**asdict(shown), "medians": medians, "hidden": hidden}


@transaction.atomic
def propose_release(*, by: Actor, at: datetime, table_id: UUID) -> UUID:
    """Propose to publish a vintage; what would be shown is frozen now.

    Raises:
        RuleBroken: it is already proposed or published, or a linked table is published for the same period.
        NotFound: no such table.
    """
    require(by, "statistics.propose_release")
    row = selectors.table(by, table_id)
    if selectors.live_release(row) is not None:
        raise RuleBroken("This table is already proposed or published.", code="already-proposed")
    live = Release.objects.exclude(state="returned").values_list("table__key", "table__since", "table__until")
    forbid_linked(row.key, row.since, row.until, live)
    made = Release.objects.create(table=row, shown=shown_of(row), proposed_by=by.user_id, proposed_at=at)
    record(by=by, at=at, action="statistics.propose_release", record=(KIND, row.pk))
    return made.pk


def _waiting(by: Actor, release_id: UUID) -> Release:
    found = selectors.releases_visible_to(by).filter(pk=release_id).first()
    if found is None:
        raise NotFound(selectors.GONE)
    return found


@transaction.atomic
def sign_release(*, by: Actor, at: datetime, release_id: UUID) -> None:
    """Sign and publish.

    Raises:
        SeparationOfDuties: the signer proposed it.
        MoveRefused: it does not wait for a signature.
    """
    require(by, "statistics.sign_release")
    release = _waiting(by, release_id)
    require_second_person(release.proposed_by, by.user_id, "the publication of a table")
    move = WORKFLOW.check("sign", release.state, ReleaseCase(release.proposed_by, by.user_id))
    release.state, release.decided_by, release.decided_at = move.target, by.user_id, at
    release.save_version(update_fields=("state", "decided_by", "decided_at"))
    record(by=by, at=at, action="statistics.sign_release", record=(KIND, release.table_id))


@transaction.atomic
def return_release(*, by: Actor, at: datetime, release_id: UUID, reason: str) -> None:
    """Return a proposal with the reason. Raises MoveRefused."""
    require(by, "statistics.sign_release")
    release = _waiting(by, release_id)
    move = WORKFLOW.check("return", release.state, ReleaseCase(release.proposed_by, by.user_id, reason))
    release.state, release.reason = move.target, reason.strip()
    release.decided_by, release.decided_at = by.user_id, at
    release.save_version(update_fields=("state", "decided_by", "decided_at", "reason"))
    record(by=by, at=at, action="statistics.return_release", record=(KIND, release.table_id))
