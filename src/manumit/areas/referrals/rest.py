"""The HTTP API of the referrals room."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Router, Schema, Status

from manumit.areas.referrals import api
from manumit.platform.rest import ApiRequest, operation

router = Router(tags=["referrals"])


class SignIn(Schema):
    """An indicator that was seen, and why."""

    key: str
    reason: str = ""


class FactsIn(Schema):
    """What a referrer knows of a person who may be a victim."""

    age_band: str = Field(description="adult, child or unsure")
    given_names: str = ""
    surname: str = ""
    aliases: list[str] = Field(default_factory=list)
    birth: date | None = None
    sex: str = Field("", description="F, M, X or empty")
    nationalities: list[str] = Field(default_factory=list, description="three-letter codes")
    languages: list[str] = Field(default_factory=list)
    exploitation: list[str] = Field(default_factory=list)
    account: str = ""
    indicators: list[SignIn] = Field(default_factory=list)
    place_found: str = ""
    region: str = ""
    found_on: date | None = None
    source: str = ""
    local_authority_contact: str = ""
    local_authority_id: str = ""
    wants_support: bool | None = None
    dependants: int = 0
    language_explained: str = ""
    interpreter: str = ""
    explained_by: str = ""
    safe_contact: str = ""
    immigration_reference: str = ""
    immigration_issue: bool = False
    enforcement_case: bool = False
    nation: str = "england"

    def to_facts(self) -> api.ReferralFacts:
        """Return the facts. Raises InputError with the field that is wrong."""
        given = self.dict(exclude={"indicators"})
        lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
        return api.ReferralFacts(
            **{**given, **lists},
            indicators=tuple(sign.key for sign in self.indicators),
            reasons=tuple((sign.key, sign.reason) for sign in self.indicators),
        )


class MadeOut(Schema):
    """The identifier of what was made."""

    id: UUID


class SubmitIn(Schema):
    """What an adult said; not looked at for a child."""

    consent: bool | None = None


class SubmittedOut(Schema):
    """What the referrer is told."""

    referral_id: UUID
    reference: str
    pseudonym: str
    notification_id: UUID | None


class StatusOut(Schema):
    """How a referral stands, as the reader may know it."""

    id: UUID
    reference: str
    pseudonym: str
    state: str
    rg_due: date | None
    recovery_ends: date | None
    received_at: datetime | None


class RowOut(Schema):
    """A line of a queue."""

    id: UUID
    reference: str
    pseudonym: str
    state: str
    due: date | None
    decision_id: UUID | None


class QueueOut(Schema):
    """A page of a queue."""

    rows: list[RowOut]
    total: int
    page: int
    pages: int


class ProposeIn(Schema):
    """A proposal."""

    stage: str = Field(description="reasonable_grounds or conclusive_grounds")
    outcome: str = Field(description="positive or negative")
    reasons: str
    evidence: list[str]


class ReasonsIn(Schema):
    """Reasons."""

    reasons: str


class HoldOut(Schema):
    """Whether removal is held, and the reference of this answer. Nothing else, on purpose."""

    held: bool
    reference: str


class ReferenceIn(Schema):
    """The reference of a person."""

    reference: str


class NotificationOut(Schema):
    """A notification without identity."""

    id: UUID
    reference: str
    on: date
    sex: str
    nationality: str
    exploitation: list[str]
    region: str
    under_duty: bool


@router.post("/referrals", response={201: MadeOut}, summary="Begin a referral")
@operation("referrals.start_referral")
def start(request: ApiRequest, facts: FactsIn) -> Status[MadeOut]:
    """Begin a draft with what is known."""
    made = api.start_referral(by=request.actor, at=request.at, facts=facts.to_facts())
    return Status(201, MadeOut(id=made))


@router.post("/referrals/{uuid:referral_id}/submit", response=SubmittedOut, summary="Send a referral")
@operation("referrals.refer")
def submit(request: ApiRequest, referral_id: UUID, answer: SubmitIn) -> api.SubmittedReferral:
    """Send a draft; an adult who does not agree becomes a notification without identity."""
    return api.submit_referral(by=request.actor, at=request.at, referral_id=referral_id, consent=answer.consent)


@router.get("/referrals/{uuid:referral_id}", response=StatusOut, summary="How a referral stands")
@operation("referrals.open_referral")
def status(request: ApiRequest, referral_id: UUID) -> api.ReferralView:
    """Return the state and the dates that matter; the read is audited."""
    return api.open_referral(by=request.actor, at=request.at, referral_id=referral_id)


@router.get("/cases", response=QueueOut, summary="Cases to decide")
@operation("referrals.work_queue")
def cases(request: ApiRequest, page: int = 1) -> api.RowPage:
    """Return the cases to decide, what breaks first at the top."""
    return api.case_queue(by=request.actor, page=page)


@router.get("/reviews", response=QueueOut, summary="Proposals to review")
@operation("referrals.review_decision")
def reviews(request: ApiRequest, page: int = 1) -> api.RowPage:
    """Return the proposals that wait for the caller; what is conflicted is absent."""
    return api.review_queue(by=request.actor, page=page)


@router.post("/referrals/{uuid:referral_id}/decisions", response={201: MadeOut}, summary="Propose a decision")
@operation("referrals.propose_decision")
def propose(request: ApiRequest, referral_id: UUID, proposal: ProposeIn) -> Status[MadeOut]:
    """Propose; nothing follows before a second person agrees."""
    made = api.propose_decision(
        by=request.actor,
        at=request.at,
        referral_id=referral_id,
        stage=proposal.stage,
        outcome=proposal.outcome,
        reasons=proposal.reasons,
        evidence=tuple(proposal.evidence),
    )
    return Status(201, MadeOut(id=made))


@router.post("/decisions/{uuid:decision_id}/agree", response={204: None}, summary="Agree a decision")
@operation("referrals.review_decision")
def agree(request: ApiRequest, decision_id: UUID) -> Status[None]:
    """Agree; only now it is released."""
    api.agree_decision(by=request.actor, at=request.at, decision_id=decision_id)
    return Status(204, None)


@router.post("/decisions/{uuid:decision_id}/return", response={204: None}, summary="Return a decision")
@operation("referrals.review_decision")
def give_back(request: ApiRequest, decision_id: UUID, why: ReasonsIn) -> Status[None]:
    """Return a proposal with reasons."""
    api.return_decision(by=request.actor, at=request.at, decision_id=decision_id, reasons=why.reasons)
    return Status(204, None)


@router.post("/decisions/{uuid:decision_id}/disagree", response={204: None}, summary="Disagree with a decision")
@operation("referrals.review_decision")
def disagree(request: ApiRequest, decision_id: UUID, why: ReasonsIn) -> Status[None]:
    """Disagree; a third person decides."""
    api.disagree_with_decision(by=request.actor, at=request.at, decision_id=decision_id, reasons=why.reasons)
    return Status(204, None)


@router.get("/hold", response=HoldOut, summary="May this person be removed?")
@operation("referrals.ask_hold")
def hold(request: ApiRequest, reference: str) -> api.HoldAnswer:
    """Answer yes or no, with a reference. `reference` is an opaque key, never a name."""
    return api.removal_hold(by=request.actor, at=request.at, reference=reference)


@router.post("/hold/attempts", response=HoldOut, summary="Register a removal that is to be carried out")
@operation("referrals.ask_hold")
def attempt(request: ApiRequest, person: ReferenceIn) -> api.HoldAnswer:
    """Refused with an alarm while removal is held."""
    return api.attempt_removal(by=request.actor, at=request.at, reference=person.reference)


@router.get(
    "/notifications/{uuid:notification_id}", response=NotificationOut, summary="A notification without identity"
)
@operation("referrals.open_notification")
def notification(request: ApiRequest, notification_id: UUID) -> api.NotificationView:
    """Return a notification, which says nothing of who it was."""
    return api.open_notification(by=request.actor, notification_id=notification_id)
