"""What the border room shows: values, already permitted, with times as instants and the zone of the port beside them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message of the register with its data-quality report; `manifests` is empty for a carrier."""

    id: UUID
    received_at: datetime
    channel: str
    carrier: str
    status: str
    reason: str
    segment: int | None
    offset: int | None
    kind: str
    function: str
    reference: str
    sender: str
    sha256: str
    size: int
    travellers: int
    problem_count: int
    problems: tuple[dict[str, object], ...]
    remainder: tuple[dict[str, object], ...]
    repeats: int
    last_repeat_at: datetime | None
    manifests: tuple["ManifestBrief", ...] = ()
    unattached: tuple["TravellerRow", ...] = ()


@dataclass(frozen=True, slots=True)
class ManifestBrief:
    """A service in one line. `departs` and `arrives` are instants; the zones are those of their ports."""

    id: UUID
    service: str
    origin: str
    destination: str
    departs_on: date | None
    departs_at: datetime | None
    departs_zone: str
    arrives_at: datetime | None
    arrives_zone: str
    status: str
    complete: bool


@dataclass(frozen=True, slots=True)
class TravellerRow:
    """A traveller in the dense table of a manifest."""

    id: UUID
    surname: str
    given_names: str
    birth: date | None
    age: int | None
    is_child: bool | None
    is_infant: bool
    sex: str
    nationality: str
    kind: str
    status: str
    documents: str
    locator: str
    seat: str
    bags: int | None
    problem_count: int
    unread: tuple[dict[str, object], ...]
    hit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PartView:
    """What one message contributed to a manifest."""

    message_id: UUID
    received_at: datetime
    document_code: str
    function: str
    reference: str
    number: int | None
    last: bool
    travellers: int
    status: str
    problem_count: int
    remainder: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class ManifestView:
    """A service with everybody announced on it, and everything that was not read."""

    brief: ManifestBrief
    legs: tuple[dict[str, object], ...]
    port: str
    meet_at: datetime | None
    declared_passengers: int | None
    declared_crew: int | None
    late: bool
    parts: tuple[PartView, ...]
    travellers: tuple[TravellerRow, ...]
    problems: tuple[dict[str, object], ...]

    @property
    def passengers(self) -> int:
        """How many of the people present are not crew."""
        return sum(1 for row in self.travellers if row.kind != "crew")

    @property
    def children(self) -> int:
        """How many are under 18, infants included."""
        return sum(1 for row in self.travellers if row.is_child)

    @property
    def unknown_age(self) -> int:
        """How many came without a whole date of birth."""
        return sum(1 for row in self.travellers if row.is_child is None)


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why somebody is looked for. `parts` is empty for a port officer, who needs the sentence and no more."""

    kind: str
    title: str
    why: str
    guidance: str
    weight: str
    score: float | None
    protects: bool
    added_at: datetime
    parts: tuple[dict[str, object], ...] = ()
    entry_id: UUID | None = None
    indicator_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What an officer found."""

    id: UUID
    kind: str
    note: str
    reference: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class HitRow:
    """A hit in a queue, with the name, because somebody must be found in a queue of people."""

    id: UUID
    name: str
    service: str
    origin: str
    port: str
    port_name: str
    zone: str
    meet_at: datetime
    raised_at: datetime
    state: str
    kind: str
    weight: str
    score: float | None
    protects: bool
    is_child: bool | None
    travel_status: str
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody on the same booking."""

    name: str
    age: int | None
    is_child: bool | None
    seat: str


@dataclass(frozen=True, slots=True)
class HitView:
    """One hit: who, why, where and when, what was found. `documents` and `locator` are empty for a port officer."""

    row: HitRow
    age: int | None
    sex: str
    nationality: str
    seat: str
    bags: int | None
    documents: tuple[str, ...]
    locator: str
    companions: tuple[Companion, ...]
    manifest_id: UUID | None
    message_id: UUID
    reasons: tuple[ReasonView, ...]
    outcomes: tuple[OutcomeView, ...]
    read_by: str
    read_at: datetime | None
    closed_at: datetime | None
    referral_id: UUID | None
    full: bool

    @property
    def has_child(self) -> bool:
        """Whether the person, or anybody in the party, is a child."""
        return bool(self.row.is_child) or any(other.is_child for other in self.companions)


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of the watchlist."""

    id: UUID
    kind: str
    names: tuple[str, ...]
    weak_names: tuple[str, ...]
    births: tuple[str, ...]
    documents: tuple[str, ...]
    nationalities: tuple[str, ...]
    sex: str
    reason: str
    guidance: str
    source: str
    owner: str
    legal_basis: str
    starts: date
    ends: date | None
    review_on: date
    status: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision_note: str
    version: int
    own: bool


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """A version of an indicator; `words` says its criteria as sentences, `hits` how many people met it so far."""

    id: UUID
    key: str
    version: int
    title: str
    why: str
    weight: str
    owner: str
    legal_basis: str
    source: str
    combine: str
    words: tuple[str, ...]
    because: str
    starts: date | None
    ends: date | None
    status: str
    live: bool
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision_note: str
    hits: int
    own: bool
