"""The HTTP API of the care room: free places by region, offers, moves and statements. No address ever leaves by it."""

from datetime import date
from uuid import UUID

from ninja import Router, Schema, Status

from manumit.areas.care import api
from manumit.kernel.places import region
from manumit.platform.rest import ApiRequest, operation

router = Router(tags=["care"])


class FreePlaces(Schema):
    """Beds free on a night in one region."""

    region: str
    name: str
    free: int


class OfferIn(Schema):
    """A place for a person who waits."""

    support_episode_id: UUID
    place_id: UUID


class AcceptIn(Schema):
    """The person's acceptance."""

    moved_in: date
    language: str = ""
    evidence: str = ""


class MoveIn(Schema):
    """A move; the person's agreement must be on record."""

    support_episode_id: UUID
    place_id: UUID
    on: date


class Made(Schema):
    """The identifier of what was made."""

    id: UUID


class LineOut(Schema):
    """Days of one person, by pseudonym; `ends` is the first day not charged."""

    pseudonym: str
    service: str
    starts: date
    ends: date
    days: int
    pence_per_day: int
    pence: int


class StatementOut(Schema):
    """A provider's statement."""

    provider_id: UUID
    provider: str
    first: date
    last: date
    charged_until: date
    lines: list[LineOut]
    total_pence: int


@router.get("/free-places", response=list[FreePlaces], summary="Beds free tonight, by region")
@operation("care.read_free_places")
def free_places(request: ApiRequest) -> list[FreePlaces]:
    """Say how many beds are free tonight in each region."""
    found = api.free_places(by=request.actor, on=request.at.date())
    return [FreePlaces(region=code, name=region(code).name, free=free) for code, free in found.items()]


@router.post("/offers", response={201: Made}, summary="Offer a place to a person who waits")
@operation("care.offer_place")
def offer(request: ApiRequest, body: OfferIn) -> Status[Made]:
    """Offer a place."""
    made = api.offer_place(by=request.actor, at=request.at, episode_id=body.support_episode_id, place_id=body.place_id)
    return Status(201, Made(id=made))


@router.post("/offers/{offer_id}/accept", response={201: Made}, summary="Accept an offer with the person")
@operation("care.answer_offer")
def accept(request: ApiRequest, offer_id: UUID, body: AcceptIn) -> Status[Made]:
    """Accept an offer; the answer names the placement."""
    made = api.accept_offer(
        by=request.actor,
        at=request.at,
        offer_id=offer_id,
        moved_in=body.moved_in,
        language=body.language,
        evidence=body.evidence,
    )
    return Status(201, Made(id=made))


@router.post("/moves", response={201: Made}, summary="Move a person who agreed to it")
@operation("care.move_person")
def move(request: ApiRequest, body: MoveIn) -> Status[Made]:
    """Move a person; the answer names the new placement."""
    made = api.move(
        by=request.actor, at=request.at, episode_id=body.support_episode_id, place_id=body.place_id, on=body.on
    )
    return Status(201, Made(id=made))


@router.get("/statements/{provider_id}", response=StatementOut, summary="A provider's statement, by pseudonym")
@operation("care.read_statement")
def statement(request: ApiRequest, provider_id: UUID, first: date, last: date) -> StatementOut:
    """Draw up the statement of the days from `first` to `last`, both included."""
    found = api.statement(by=request.actor, at=request.at, provider_id=provider_id, first=first, last=last)
    lines = [
        LineOut(
            pseudonym=line.pseudonym,
            service=line.service,
            starts=line.starts,
            ends=line.ends,
            days=line.days,
            pence_per_day=line.pence_per_day,
            pence=line.pence,
        )
        for line in found.lines
    ]
    return StatementOut(
        provider_id=found.provider_id,
        provider=found.provider,
        first=found.first,
        last=found.last,
        charged_until=found.charged_until,
        lines=lines,
        total_pence=found.total_pence,
    )
