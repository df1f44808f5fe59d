"""The HTTP API of the statistics room: counting inside it, published tables for anyone."""

from datetime import date, datetime
from uuid import UUID

from ninja import Router, Schema

from manumit.areas.statistics import api
from manumit.errors import NotFound
from manumit.platform.rest import ApiRequest, open_operation, operation

router = Router(tags=["statistics"])


class BuildIn(Schema):
    """Which table to count; `until` is the first day that no longer counts."""

    key: str = "referrals_by_exploitation_and_age"
    since: date
    until: date


class TableOut(Schema):
    """A counted table with its full counts."""

    id: UUID
    key: str
    title: str
    since: date
    until: date
    vintage: int
    rows: list[str]
    columns: list[str]
    cells: list[list[int]]
    row_totals: list[int]
    column_totals: list[int]
    total: int
    medians: dict[str, int]
    inputs: int
    inputs_hash: str
    built_at: datetime


class PublishedOut(Schema):
    """A published table: counts, or `<5` and `[c]` where a count is hidden."""

    id: UUID
    key: str
    title: str
    counted: str
    age_basis: str
    since: date
    until: date
    vintage: int
    published_at: datetime
    superseded: bool
    rows: list[str]
    columns: list[str]
    cells: list[list[int | str | None]]
    row_totals: list[int | str | None]
    column_totals: list[int | str | None]
    total: int | str | None
    medians: dict[str, int]
    threshold: int


class ProposedOut(Schema):
    """The identifier of a proposed release."""

    id: UUID


class SignedOut(Schema):
    """The state of a release after the step."""

    id: UUID
    state: str


class ReturnIn(Schema):
    """Why a proposal is returned."""

    reason: str


def _out(table: api.Table) -> TableOut:
    return TableOut(
        id=table.id,
        key=table.definition.key,
        title=table.definition.title,
        since=table.since,
        until=table.until,
        vintage=table.vintage,
        rows=list(table.grid.rows),
        columns=list(table.grid.columns),
        cells=[list(line) for line in table.grid.cells],
        row_totals=list(table.grid.row_totals()),
        column_totals=list(table.grid.column_totals()),
        total=table.grid.total(),
        medians=dict(table.medians),
        inputs=table.inputs,
        inputs_hash=table.inputs_hash,
        built_at=table.built_at,
    )


def _published(table: api.PublishedTable) -> PublishedOut:
    return PublishedOut(
        id=table.table_id,
        key=table.definition.key,
        title=table.definition.title,
        counted=table.definition.counted,
        age_basis=table.definition.age_basis,
        since=table.since,
        until=table.until,
        vintage=table.vintage,
        published_at=table.published_at,
        superseded=table.superseded,
        rows=list(table.rows),
        columns=list(table.columns),
        cells=[list(line) for line in table.cells],
        row_totals=list(table.row_totals),
        column_totals=list(table.column_totals),
        total=table.total,
        medians=dict(table.medians),
        threshold=table.threshold,
    )


@router.post("/tables", response={201: TableOut}, summary="Count a table as a new vintage")
@operation("statistics.build_table")
def build_table(request: ApiRequest, asked: BuildIn) -> tuple[int, TableOut]:
    """Count over the de-identified referrals of the period."""
    table = api.build_table(by=request.actor, at=request.at, key=asked.key, since=asked.since, until=asked.until)
    return 201, _out(table)


@router.get("/tables/{uuid:statistical_table_id}", response=TableOut, summary="Read a table with its full counts")
@operation("statistics.read_table")
def get_table(request: ApiRequest, statistical_table_id: UUID) -> TableOut:
    """Return one vintage; the read is audited."""
    return _out(api.read_table(by=request.actor, at=request.at, table_id=statistical_table_id))


@router.post(
    "/tables/{uuid:statistical_table_id}/release", response={201: ProposedOut}, summary="Propose to publish a table"
)
@operation("statistics.propose_release")
def propose_release(request: ApiRequest, statistical_table_id: UUID) -> tuple[int, ProposedOut]:
    """Freeze what would be shown and wait for the chief statistician."""
    made = api.propose_release(by=request.actor, at=request.at, table_id=statistical_table_id)
    return 201, ProposedOut(id=made)


def _waiting(request: ApiRequest, table_id: UUID) -> UUID:
    release = api.release_of(by=request.actor, table_id=table_id)
    if release is None:
        raise NotFound("No release of this table was proposed.")
    return release.id


@router.post("/tables/{uuid:statistical_table_id}/sign", response=SignedOut, summary="Sign the release of a table")
@operation("statistics.sign_release")
def sign_release(request: ApiRequest, statistical_table_id: UUID) -> SignedOut:
    """Publish; refused to whoever proposed it."""
    release_id = _waiting(request, statistical_table_id)
    api.sign_release(by=request.actor, at=request.at, release_id=release_id)
    return SignedOut(id=release_id, state="published")


@router.post("/tables/{uuid:statistical_table_id}/return", response=SignedOut, summary="Return the release of a table")
@operation("statistics.sign_release")
def return_release(request: ApiRequest, statistical_table_id: UUID, asked: ReturnIn) -> SignedOut:
    """Send a proposal back with a reason."""
    release_id = _waiting(request, statistical_table_id)
    api.return_release(by=request.actor, at=request.at, release_id=release_id, reason=asked.reason)
    return SignedOut(id=release_id, state="returned")


@router.get("/published", response=list[PublishedOut], auth=None, summary="List published tables")
@open_operation
def list_published(request: ApiRequest) -> list[PublishedOut]:  # noqa: ARG001 ninja's signature
    """Return every published table, last signed first."""
    return [_published(table) for table in api.published_tables()]
