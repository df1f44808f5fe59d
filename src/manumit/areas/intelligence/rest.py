"""The HTTP API of the intelligence room."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Router, Schema, Status
from pydantic import Field

from manumit.areas.intelligence import api
from manumit.platform.rest import ApiRequest, operation
from manumit.platform.thread.links import Ref

router = Router(tags=["intelligence"])
_MOST = 100


class Made(Schema):
    """The identifier of what was made."""

    id: UUID


class RefIn(Schema):
    """The record that led here."""

    kind: str = Field(max_length=40, pattern=r"^[a-z_]+$")
    id: UUID


class ReportIn(Schema):
    """A finished report in the native codes of its scheme."""

    title: str = Field(max_length=160)
    body: str = Field(max_length=40_000)
    source_grade: str = Field(max_length=4)
    information_grade: str = Field(max_length=4)
    handling: str = Field(max_length=4)
    conditions: str = Field("", max_length=1_000)
    scheme: str = Field("3x5x2", max_length=12)
    marking: str = Field("", max_length=40)
    source_reference: str = Field("", max_length=60)
    databases_searched: str = Field("", max_length=400)
    priority: Literal["high", "medium", "low"] = "low"
    earlier: RefIn | None = None


class ReportOut(Schema):
    """A report in a list: never its original text."""

    id: UUID
    reference: str
    title: str
    state: str
    grade: str
    marking: str
    priority: str
    created_at: datetime
    released_at: datetime | None


class EntityIn(Schema):
    """What a report names."""

    kind: Literal["person", "object", "location", "event", "organisation"]
    label: str = Field(max_length=120)
    category: str = Field("", max_length=12)
    properties: dict[str, str] = Field(default_factory=dict, max_length=40)
    report_id: UUID


class EntityOut(Schema):
    """An entity under its first visible name."""

    id: UUID
    kind: str
    label: str
    category: str


class LinkIn(Schema):
    """A link that a report shows."""

    from_id: UUID
    to_id: UUID
    relation: str = Field(max_length=24)
    report_id: UUID


class NeighbourOut(Schema):
    """What an entity is linked with."""

    entity: EntityOut
    relation: str
    forward: bool
    report_id: UUID
    grade: str


class DisseminationIn(Schema):
    """A proposal to share one report or one group."""

    report_id: UUID | None = None
    group_id: UUID | None = None
    recipient_organisation_id: UUID
    legal_basis: str = Field(max_length=1_000)
    handling_condition: str = Field(max_length=1_000)


class DisseminationOut(Schema):
    """A dissemination in a list."""

    id: UUID
    reference: str
    title: str
    recipient: str
    state: str
    sent_at: datetime | None


class ProductOut(DisseminationOut):
    """A dissemination with its text, for those it was sent to and for analysts."""

    text: str
    legal_basis: str
    handling_condition: str


class FeedbackIn(Schema):
    """What became of what was sent."""

    outcome: Literal["acted", "used", "known", "not_used"]
    note: str = Field(max_length=2_000)


@router.post("/reports", response={201: Made}, summary="File a finished report")
@operation("intelligence.file_report")
def file_report(request: ApiRequest, report: ReportIn) -> Status[Made]:
    """Hand a report to the supervisors."""
    facts = report.model_dump(exclude={"earlier"})
    earlier = Ref(report.earlier.kind, report.earlier.id) if report.earlier else None
    return Status(201, Made(id=api.file_report(by=request.actor, at=request.at, earlier=earlier, **facts)))


@router.get("/reports", response=list[ReportOut], summary="List reports that you may see, newest first")
@operation("intelligence.read_report")
def list_reports(request: ApiRequest, state: str = "", offset: int = 0) -> list[api.ReportRow]:
    """At most 100 from `offset`."""
    start = max(0, offset)
    return list(api.list_reports(by=request.actor, state=state)[start : start + _MOST])


@router.get("/entities", response=list[EntityOut], summary="List entities that you may see, newest first")
@operation("intelligence.read_network")
def list_entities(request: ApiRequest, kind: str = "", offset: int = 0) -> list[api.EntityRow]:
    """At most 100 from `offset`."""
    start = max(0, offset)
    return list(api.list_entities(by=request.actor, kind=kind)[start : start + _MOST])


@router.post("/entities", response={201: Made}, summary="Add what a report names")
@operation("intelligence.link_entities")
def add_entity(request: ApiRequest, entity: EntityIn) -> Status[Made]:
    """Put a person, object, location, event or organisation on the map."""
    return Status(201, Made(id=api.add_entity(by=request.actor, at=request.at, **entity.model_dump())))


@router.get(
    "/entities/{uuid:entity_id}/neighbours", response=list[NeighbourOut], summary="What an entity is linked with"
)
@operation("intelligence.read_network")
def neighbours(request: ApiRequest, entity_id: UUID) -> list[object]:
    """Links that you may see; the reading is audited."""
    return list(api.open_entity(by=request.actor, at=request.at, entity_id=entity_id).neighbours)


@router.post("/links", response={201: Made}, summary="Link two entities by what a report shows")
@operation("intelligence.link_entities")
def link_entities(request: ApiRequest, link: LinkIn) -> Status[Made]:
    """Both ends and the report must be visible to you."""
    return Status(201, Made(id=api.link_entities(by=request.actor, at=request.at, **link.model_dump())))


@router.post("/disseminations", response={201: Made}, summary="Propose a dissemination")
@operation("intelligence.disseminate")
def disseminate(request: ApiRequest, dissemination: DisseminationIn) -> Status[Made]:
    """Somebody else approves it."""
    return Status(201, Made(id=api.disseminate(by=request.actor, at=request.at, **dissemination.model_dump())))


@router.get("/disseminations", response=list[DisseminationOut], summary="List disseminations that you may see")
@operation("intelligence.read_dissemination")
def list_disseminations(request: ApiRequest, state: str = "", offset: int = 0) -> list[api.DisseminationRow]:
    """At most 100 from `offset`."""
    start = max(0, offset)
    return list(api.list_disseminations(by=request.actor, state=state)[start : start + _MOST])


@router.get("/disseminations/{uuid:dissemination_id}", response=ProductOut, summary="Read one dissemination")
@operation("intelligence.read_dissemination")
def read_dissemination(request: ApiRequest, dissemination_id: UUID) -> ProductOut:
    """The reading is audited."""
    view = api.open_dissemination(by=request.actor, at=request.at, dissemination_id=dissemination_id)
    row = view.row
    return ProductOut(
        id=row.id,
        reference=row.reference,
        title=row.title,
        recipient=row.recipient,
        state=row.state,
        sent_at=row.sent_at,
        text=view.text,
        legal_basis=view.legal_basis,
        handling_condition=view.handling_condition,
    )


@router.post("/disseminations/{uuid:dissemination_id}/acknowledge", response={204: None}, summary="Acknowledge")
@operation("intelligence.receive_dissemination")
def acknowledge(request: ApiRequest, dissemination_id: UUID) -> Status[None]:
    """For the recipient."""
    api.acknowledge_dissemination(by=request.actor, at=request.at, dissemination_id=dissemination_id)
    return Status(204, None)


@router.post("/disseminations/{uuid:dissemination_id}/feedback", response={204: None}, summary="Give feedback")
@operation("intelligence.receive_dissemination")
def give_feedback(request: ApiRequest, dissemination_id: UUID, feedback: FeedbackIn) -> Status[None]:
    """For the recipient, after acknowledging."""
    api.give_feedback(by=request.actor, at=request.at, dissemination_id=dissemination_id, **feedback.model_dump())
    return Status(204, None)
