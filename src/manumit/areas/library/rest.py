"""The HTTP API of the library: anyone may read, a librarian may add."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema

from manumit.areas.library import api
from manumit.platform.rest import ApiRequest, open_operation, operation

router = Router(tags=["library"])


class GuidanceIn(Schema):
    """A document to catalogue; leave out what its source does not state."""

    title: str
    author: str = ""
    year: int | None = None
    number: str = ""
    publisher: str = ""
    pages: int | None = None
    language: str = "en"
    annotation: str = ""
    abstract: str = ""
    kind: str = "guidance"
    link: str = ""
    edition: str = ""
    supersedes: UUID | None = None


class GuidanceOut(Schema):
    """A catalogue entry."""

    id: UUID
    title: str
    author: str
    year: int | None
    number: str
    publisher: str
    pages: int | None
    language: str
    annotation: str
    abstract: str
    kind: str
    link: str
    edition: str
    state: str
    withdrawn_because: str
    version: int
    changed_at: datetime


class AddedOut(Schema):
    """The identifier of what was added."""

    id: UUID


def _out(entry: api.Guidance) -> GuidanceOut:
    facts = {name: getattr(entry.facts, name) for name in api.GuidanceFacts.__slots__}
    return GuidanceOut(
        id=entry.id,
        state=entry.state,
        withdrawn_because=entry.withdrawn_because,
        version=entry.version,
        changed_at=entry.changed_at,
        **facts,
    )


@router.get("/guidance", response=list[GuidanceOut], auth=None, summary="List the library, or search it")
@open_operation
def list_guidance(request: ApiRequest, q: str = "", kind: str = "", language: str = "") -> list[GuidanceOut]:
    """Return current entries; with `q`, those that hold all of its words, best first."""
    return [_out(entry) for entry in api.list_guidance(by=request.actor, words=q, kind=kind, language=language)]


@router.get("/guidance/{uuid:guidance_id}", response=GuidanceOut, auth=None, summary="Read one entry")
@open_operation
def get_guidance(request: ApiRequest, guidance_id: UUID) -> GuidanceOut:
    """Return one entry, current or withdrawn."""
    return _out(api.guidance(by=request.actor, guidance_id=guidance_id))


@router.post("/guidance", response={201: AddedOut}, summary="Catalogue a document")
@operation("library.add_guidance")
def add_guidance(request: ApiRequest, entry: GuidanceIn) -> tuple[int, AddedOut]:
    """Add an entry and return its identifier."""
    return 201, AddedOut(id=api.add_guidance(by=request.actor, at=request.at, **entry.dict()))
