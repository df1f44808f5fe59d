"""The HTTP API of the operations room."""

from datetime import date, timedelta
from uuid import UUID

from ninja import Field, Router, Schema

from manumit.areas.operations import api
from manumit.platform.rest import ApiRequest, operation
from manumit.platform.thread.links import Ref

router = Router(tags=["operations"])


class Made(Schema):
    """What was made."""

    id: UUID


class TaskingIn(Schema):
    """A request for an asset."""

    title: str
    asset: str
    urgency: str
    harm: str
    because: str
    dissemination_id: UUID | None = None
    restricted: bool = False


class DecisionIn(Schema):
    """A decision on a request."""

    adopted: bool
    reasons: str


class OperationIn(Schema):
    """An operation for an adopted request."""

    request_id: UUID
    name: str
    agencies: list[UUID] = Field(default_factory=list)
    lead: UUID | None = None
    threat_area: str = ""
    countries: list[str] = Field(default_factory=list)
    joint_team: bool = False
    sole_reason: str = ""


class OperationOut(Schema):
    """An operation of the register."""

    id: UUID
    name: str
    stage: str
    lead: str
    threat_area: str
    countries: list[str]
    joint_team: bool
    restricted: bool


class StageIn(Schema):
    """The stage to come to, with what its guards ask for."""

    stage: str
    note: str = ""
    welfare_plan: str = ""
    debrief: str = ""


class ResultIn(Schema):
    """A result, with the reference that identifies the person or thing."""

    kind: str
    on: date
    counted_key: str
    amount_pence: int = 0
    note: str = ""
    level: str = ""


class TotalsOut(Schema):
    """Results of a period, each person and thing once, as known now."""

    since: date
    last_day: date
    counts: dict[str, int]
    pence: dict[str, int]
    levels: dict[str, int]


@router.post("/tasking-requests", response={201: Made}, summary="Ask for an asset or a capability")
@operation("operations.request_tasking")
def request_tasking(request: ApiRequest, body: TaskingIn) -> tuple[int, Made]:
    """Ask for an asset or a capability; the request belongs to the caller's organisation."""
    source = Ref("dissemination", body.dissemination_id) if body.dissemination_id else None
    made = api.request_tasking(
        by=request.actor,
        at=request.at,
        title=body.title,
        asset=body.asset,
        urgency=body.urgency,
        harm=body.harm,
        because=body.because,
        dissemination=source,
        restricted=body.restricted,
    )
    return 201, Made(id=made)


@router.post("/tasking-requests/{uuid:tasking_request_id}/decision", response={204: None}, summary="Decide a request")
@operation("operations.decide_tasking")
def decide_tasking(request: ApiRequest, tasking_request_id: UUID, body: DecisionIn) -> tuple[int, None]:
    """Adopt or refuse a request with reasons; the requester may not."""
    api.decide_tasking(
        by=request.actor, at=request.at, request_id=tasking_request_id, adopted=body.adopted, reasons=body.reasons
    )
    return 204, None


@router.get("/operations", response=list[OperationOut], summary="Operations that exist for the caller")
@operation("operations.read_operation")
def operations(request: ApiRequest) -> list[OperationOut]:
    """List the operations that exist for the caller, newest first."""
    return [
        OperationOut(
            id=row.id,
            name=row.name,
            stage=row.stage,
            lead=row.lead,
            threat_area=row.threat_area,
            countries=list(row.countries),
            joint_team=row.joint_team,
            restricted=row.restricted,
        )
        for row in api.list_operations(by=request.actor)
    ]


@router.post("/operations", response={201: Made}, summary="Register an operation for an adopted request")
@operation("operations.register_operation")
def register_operation(request: ApiRequest, body: OperationIn) -> tuple[int, Made]:
    """Register an operation; it begins as proposed."""
    made = api.register_operation(
        by=request.actor,
        at=request.at,
        request_id=body.request_id,
        name=body.name,
        agencies=tuple(body.agencies),
        lead=body.lead,
        threat_area=body.threat_area,
        country_codes=tuple(body.countries),
        joint_team=body.joint_team,
        sole_reason=body.sole_reason,
    )
    return 201, Made(id=made)


@router.post("/operations/{uuid:operation_id}/stage", response={204: None}, summary="Bring an operation to a stage")
@operation("operations.move_operation")
def move_operation(request: ApiRequest, operation_id: UUID, body: StageIn) -> tuple[int, None]:
    """Bring an operation to another stage; the answer names every guard that says no."""
    api.move_operation(
        by=request.actor,
        at=request.at,
        operation_id=operation_id,
        stage=body.stage,
        note=body.note,
        welfare_plan=body.welfare_plan,
        debrief=body.debrief,
    )
    return 204, None


@router.post("/operations/{uuid:operation_id}/results", response={201: Made}, summary="Record a result, counted once")
@operation("operations.record_result")
def record_result(request: ApiRequest, operation_id: UUID, body: ResultIn) -> tuple[int, Made]:
    """Record a result; the same person or thing counts once in each kind (409 where it is counted already)."""
    made = api.record_result(
        by=request.actor,
        at=request.at,
        operation_id=operation_id,
        kind=body.kind,
        on=body.on,
        counted_key=body.counted_key,
        amount_pence=body.amount_pence,
        note=body.note,
        level=body.level,
    )
    return 201, Made(id=made)


@router.get("/results", response=TotalsOut, summary="Totals of a period")
@operation("operations.read_results")
def results(request: ApiRequest, since: date, last_day: date) -> TotalsOut:
    """Count the results of a period, both days included, over the operations that exist for the caller."""
    until = min(last_day, date.max - timedelta(days=1)) + timedelta(days=1)
    found = api.totals_for(by=request.actor, at=request.at, since=since, until=until)
    levels = {key or "not_assessed": value for key, value in found.levels.items()}
    return TotalsOut(since=since, last_day=last_day, counts=dict(found.counts), pence=dict(found.pence), levels=levels)
