"""The HTTP API of the strategy room."""

from datetime import date, datetime
from uuid import UUID

from ninja import Router, Schema

from manumit.areas.strategy import api
from manumit.platform.rest import ApiRequest, operation

router = Router(tags=["strategy"])


class ActionOut(Schema):
    """An action of the register with how it stands."""

    id: UUID
    key: str
    aim: str
    chapter: str
    commitment: str
    owner: str
    partners: str
    due: str
    due_on: date | None
    kind: str
    rooms: list[str]
    evidence: str
    document: str
    paragraph: str
    state: str
    note: str
    last_at: datetime
    standing: str


class ReportIn(Schema):
    """How an action stands, and what was done."""

    state: str
    note: str


class ReportOut(Schema):
    """The identifier of a report."""

    id: UUID


class FiguresOut(Schema):
    """The figures of the house as last read."""

    at: datetime | None
    values: dict[str, int]


@router.get("/actions", response=list[ActionOut], summary="List the actions")
@operation("strategy.read_action")
def list_actions(request: ApiRequest, aim: str = "") -> list[ActionOut]:
    """Return the register in the order of the texts, all or of one aim."""
    return [_out(one) for one in api.list_actions(by=request.actor, at=request.at, aim=aim)]


@router.get("/actions/{uuid:action_id}", response=ActionOut, summary="Read one action")
@operation("strategy.read_action")
def get_action(request: ApiRequest, action_id: UUID) -> ActionOut:
    """Return one action with how it stands."""
    return _out(api.action(by=request.actor, at=request.at, action_id=action_id))


def _out(one: api.ActionView) -> ActionOut:
    fields = {name: getattr(one, name) for name in ActionOut.model_fields if name not in {"rooms", "standing"}}
    return ActionOut(rooms=list(one.rooms), standing=one.standing.value, **fields)


@router.post("/actions/{uuid:action_id}/reports", response={201: ReportOut}, summary="Report progress")
@operation("strategy.report_progress")
def report_progress(request: ApiRequest, action_id: UUID, report: ReportIn) -> tuple[int, ReportOut]:
    """Add a report; what was reported before stays."""
    made = api.report_progress(
        by=request.actor, at=request.at, action_id=action_id, state=report.state, note=report.note
    )
    return 201, ReportOut(id=made)


@router.get("/figures", response=FiguresOut, summary="Read the figures of the house")
@operation("strategy.read_action")
def get_figures(request: ApiRequest) -> FiguresOut:
    """Return every figure as last read."""
    found = api.figures(by=request.actor)
    return FiguresOut(at=found.at, values=dict(found.values))
