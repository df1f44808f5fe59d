"""The HTTP API of the prevention room: anyone may report; a triage officer sees what waits."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status
from pydantic import Field

from manumit.areas.prevention import api
from manumit.platform.rest import ApiRequest, open_operation, operation

router = Router(tags=["prevention"])


class ReportIn(Schema):
    """What was seen. Only `what` is asked for; no name is."""

    what: str = Field(min_length=1, max_length=api.LONGEST["what"])
    place: str = Field("", max_length=api.LONGEST["place"])
    seen_when: str = Field("", max_length=api.LONGEST["seen_when"])
    about: str = Field("", max_length=api.LONGEST["about"])
    contact: str = Field("", max_length=api.LONGEST["contact"])
    contact_how: str = Field("", max_length=api.LONGEST["contact"])
    danger_now: bool = False
    language: str = Field("en", max_length=12)
    business: str = Field("", max_length=api.LONGEST["business"])


class ReportOut(Schema):
    """The code with which the reporter can ask what became of it."""

    code: str


class WaitingOut(Schema):
    """A report that waits; what was said is read on its page, where the reading is recorded."""

    public_report_id: UUID
    reference: str
    kind: str
    language: str
    danger_now: bool
    received_at: datetime
    read_by: datetime


@router.post("/reports", auth=None, response={201: ReportOut}, summary="Report what you saw, without a name")
@open_operation
def report(request: ApiRequest, body: ReportIn) -> Status[ReportOut]:
    """Take a report from anyone."""
    receipt = api.submit_public_report(
        at=request.at,
        channel="api",
        kind=api.ReportKind.BUSINESS if body.business.strip() else api.ReportKind.PUBLIC,
        **body.model_dump(),
    )
    return Status(201, ReportOut(code=receipt.code))


@router.get("/reports", response=list[WaitingOut], summary="Reports that wait to be read, danger first")
@operation("prevention.read_queue")
def waiting(request: ApiRequest) -> list[WaitingOut]:
    """List what waits, at most 200."""
    rows, _total = api.triage_queue(by=request.actor)
    return [
        WaitingOut(
            public_report_id=row.id,
            reference=row.reference,
            kind=row.kind,
            language=row.language,
            danger_now=row.danger_now,
            received_at=row.received_at,
            read_by=row.read_by,
        )
        for row in rows
    ]
