"""The HTTP API of the border room: carriers send and ask after their messages; the hub and the ports work with hits."""

from datetime import date, datetime
from uuid import UUID

from ninja import Router, Schema, Status

from manumit.areas.border import api
from manumit.platform.rest import ApiRequest, operation

router = Router(tags=["border"])


class ReceiptOut(Schema):
    """What a carrier is told of a message; nothing of whom it led to."""

    message_id: UUID
    status: str
    duplicate_of: UUID | None
    travellers: int
    problems: int


class ProblemOut(Schema):
    """One finding, with its place in the message."""

    code: str
    message: str
    segment: int
    offset: int
    severity: str


class MessageOut(Schema):
    """Where a message stands, and what was found wrong with it."""

    message_id: UUID
    received_at: datetime
    status: str
    reason: str
    segment: int | None
    offset: int | None
    reference: str
    function: str
    travellers: int
    sha256: str
    repeats: int
    problems: list[ProblemOut]


class HitOut(Schema):
    """Somebody to look for."""

    id: UUID
    name: str
    service: str
    origin: str
    port: str
    meet_at: datetime
    zone: str
    raised_at: datetime
    state: str
    kind: str
    weight: str
    protects: bool
    is_child: bool | None
    travel_status: str
    why: str


class OutcomeIn(Schema):
    """What an officer found."""

    outcome: str
    note: str = ""
    reference: str = ""


class Made(Schema):
    """The identifier of what was made."""

    id: UUID


class EntryIn(Schema):
    """A proposed entry of the watchlist; dates of birth as YYYY, YYYY-MM or YYYY-MM-DD."""

    kind: str
    names: tuple[str, ...]
    reason: str
    source: str
    owner: str
    legal_basis: str
    review_on: date
    starts: date | None = None
    ends: date | None = None
    aliases: tuple[str, ...] = ()
    weak_names: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    sex: str = ""
    documents: tuple[str, ...] = ()
    guidance: str = ""


class IndicatorIn(Schema):
    """A proposed indicator: its definition as data, and the evidence for it."""

    definition: dict[str, object]
    because: str


class StartsIn(Schema):
    """From when an indicator is live."""

    starts: date


@router.post(
    "/messages",
    response={200: ReceiptOut, 202: ReceiptOut},
    summary="Send a message: the interchange is the body, in any content type",
)
@operation("border.send_message")
def send_message(request: ApiRequest) -> Status[ReceiptOut]:
    """Keep a message and read it; 202 for a new one, 200 for one that came before, with the same receipt."""
    receipt = api.receive_message(by=request.actor, at=request.at, body=request.body, channel="http")
    answer = ReceiptOut(
        message_id=receipt.message_id, status=receipt.status, duplicate_of=receipt.duplicate_of,
        travellers=receipt.travellers, problems=receipt.problems,
    )  # fmt: skip
    return Status(200 if receipt.status == "duplicate" else 202, answer)


@router.get("/messages/{uuid:message_id}", response=MessageOut, summary="Where an own message stands")
@operation("border.read_message")
def message_status(request: ApiRequest, message_id: UUID) -> MessageOut:
    """Return the state of a message and its findings."""
    found = api.message_status(by=request.actor, message_id=message_id)
    return MessageOut(
        message_id=found.id, received_at=found.received_at, status=found.status, reason=found.reason, segment=found.segment,
        offset=found.offset, reference=found.reference, function=found.function, travellers=found.travellers,
        sha256=found.sha256, repeats=found.repeats, problems=[ProblemOut.model_validate(one) for one in found.problems],
    )  # fmt: skip


@router.get("/hits", response=list[HitOut], summary="Who is to be met, soonest first")
@operation("border.read_hit")
def hits(request: ApiRequest, port: str = "") -> list[api.HitRow]:
    """Return the hits without an outcome that the caller may see."""
    return list(api.hits_to_meet(by=request.actor, at=request.at, port=port))


@router.post("/hits/{uuid:hit_id}/outcomes", response={201: Made}, summary="Record what was found")
@operation("border.record_outcome")
def record_outcome(request: ApiRequest, hit_id: UUID, body: OutcomeIn) -> Status[Made]:
    """Record an outcome; a possible victim keeps the hit in sight until the referral is started."""
    made = api.record_outcome(
        by=request.actor, at=request.at, hit_id=hit_id, outcome=body.outcome, note=body.note, reference=body.reference
    )
    return Status(201, Made(id=made))


@router.post("/hits/{uuid:hit_id}/referral", response={201: Made}, summary="Start the referral of a person met")
@operation("border.start_referral")
def start_referral(request: ApiRequest, hit_id: UUID) -> Status[Made]:
    """Start a draft with the facts carried over."""
    return Status(201, Made(id=api.start_referral_from_hit(by=request.actor, at=request.at, hit_id=hit_id)))


@router.post("/watchlist", response={201: Made}, summary="Propose an entry of the watchlist")
@operation("border.propose_watchlist_entry")
def propose_entry(request: ApiRequest, body: EntryIn) -> Status[Made]:
    """Propose an entry; somebody else must approve it."""
    return Status(201, Made(id=api.add_watchlist_entry(by=request.actor, at=request.at, **body.model_dump())))


@router.post("/watchlist/{uuid:entry_id}/approval", response={204: None}, summary="Approve an entry of somebody else")
@operation("border.approve_watchlist_entry")
def approve_entry(request: ApiRequest, entry_id: UUID) -> Status[None]:
    """Put an entry on the list."""
    api.approve_watchlist_entry(by=request.actor, at=request.at, entry_id=entry_id)
    return Status(204, None)


@router.post("/indicators", response={201: Made}, summary="Propose an indicator")
@operation("border.propose_indicator")
def propose_indicator(request: ApiRequest, body: IndicatorIn) -> Status[Made]:
    """Propose a version of an indicator; somebody else must approve it."""
    made = api.propose_indicator(by=request.actor, at=request.at, definition=body.definition, because=body.because)
    return Status(201, Made(id=made))


@router.post(
    "/indicators/{uuid:indicator_id}/approval",
    response={204: None},
    summary="Let an indicator of somebody else go live",
)
@operation("border.approve_indicator")
def approve_indicator(request: ApiRequest, indicator_id: UUID, body: StartsIn) -> Status[None]:
    """Set the date from which an indicator is live."""
    api.approve_indicator(by=request.actor, at=request.at, indicator_id=indicator_id, starts=body.starts)
    return Status(204, None)
