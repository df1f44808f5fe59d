"""What the room shows: plain values, already permitted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from manumit.areas.operations.rules import Reconciliation


@dataclass(frozen=True, slots=True)
class OfferView:
    """Intelligence that came to the organisation and may become a request."""

    id: UUID
    dissemination_id: UUID
    received_at: datetime


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a request or of an operation."""

    at: datetime
    what: str
    by: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A tasking request in a list; `harm`, `urgency`, `asset` and `state` are keys."""

    id: UUID
    title: str
    asset: str
    urgency: str
    harm: str
    state: str
    organisation: str
    requested_at: datetime
    restricted: bool


@dataclass(frozen=True, slots=True)
class RequestView:
    """A tasking request on its page.

    Args:
        row: as in a list.
        because: why it is needed.
        requested_by: the requester's name.
        steps: decisions and appeals, in order.
        operation_id: the operation that it led to, if any.
        may_decide: whether the reader may decide it now.
        may_appeal: whether the reader may appeal it now.
        may_register: whether the reader may register an operation for it now.
        own: whether the reader asked for it, and so must leave the decision to somebody else.
    """

    row: RequestRow
    because: str
    requested_by: str
    steps: tuple[StepView, ...]
    operation_id: UUID | None
    may_decide: bool
    may_appeal: bool
    may_register: bool
    own: bool


@dataclass(frozen=True, slots=True)
class OperationRow:
    """An operation in the register; `stage` and `threat_area` are keys."""

    id: UUID
    name: str
    stage: str
    lead: str
    threat_area: str
    countries: tuple[str, ...]
    joint_team: bool
    restricted: bool
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency's part in an operation."""

    id: UUID
    name: str
    role: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result that stands."""

    id: UUID
    operation_id: UUID
    operation: str
    kind: str
    on: date
    amount_pence: int
    level: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class EventView:
    """A planned event of an own operation."""

    id: UUID
    operation_id: UUID
    operation: str
    on: date
    cell: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A non-punishment notice."""

    pseudonym: str
    offence: str
    outcome: str
    reasons: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class NextMove:
    """A stage that may follow, with what stands in the way."""

    stage: str
    label: str
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation on its page.

    Args:
        row: as in the register.
        version: for the edit form.
        sole_reason: why one agency acts alone.
        welfare_plan: the plan for potential victims.
        debrief_note: what was learnt.
        agencies: those that take or took part.
        steps: the stages it came to.
        results: those that stand.
        shared: results of other operations in which it had a part.
        planned: coming events, where the reader's organisation takes part.
        notices: where the reader is a prosecutor.
        moves: what may follow.
        takes_part: whether the reader's organisation takes part.
    """

    row: OperationRow
    version: int
    sole_reason: str
    welfare_plan: str
    debrief_note: str
    agencies: tuple[AgencyView, ...]
    steps: tuple[StepView, ...]
    results: tuple[ResultRow, ...]
    shared: tuple[ResultRow, ...]
    planned: tuple[EventView, ...]
    notices: tuple[NoticeView, ...]
    moves: tuple[NextMove, ...]
    takes_part: bool


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result on its page.

    Args:
        row: the entry.
        note: what was written.
        recorded_by: the recorder's name.
        stands: whether it was neither corrected nor withdrawn.
        withdrawn: whether the entry says that the result fell away.
        latest_id: the last entry of the chain.
        history: every entry of the chain, the first one first.
        shares: names of operations that had a part.
        assessments: what panels said.
        takes_part: whether the reader's organisation takes part in its operation.
    """

    row: ResultRow
    note: str
    recorded_by: str
    stands: bool
    withdrawn: bool
    latest_id: UUID
    history: tuple[StepView, ...]
    shares: tuple[str, ...]
    assessments: tuple[StepView, ...]
    takes_part: bool


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An entry of the ledger."""

    id: UUID
    operation_id: UUID
    operation: str
    stage: str
    basis: str
    debit: str
    credit: str
    amount_pence: int
    on: date
    may_reverse: bool


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger of proceeds with its balances and with what does not reconcile."""

    rows: tuple[LedgerRow, ...]
    balances: Mapping[str, int]
    reconciliations: tuple[Reconciliation, ...]


@dataclass(frozen=True, slots=True)
class ClashView:
    """An own event that meets another lead's; nothing of the other side."""

    operation_id: UUID
    operation: str
    on: date
    cell: str


@dataclass(frozen=True, slots=True)
class HalfYear:
    """The figures of six months, in the manner of the Reflex answer of 2003.

    Args:
        since: first day.
        until: the day after the last.
        to_arrest_phase: operations that came to the arrest phase.
        groups_disrupted: groups, each once.
        safeguarded: adults.
        safeguarded_children: children.
        under_way: operations adopted and not closed.
        stages: operations by stage now.
    """

    since: date
    until: date
    to_arrest_phase: int
    groups_disrupted: int
    safeguarded: int
    safeguarded_children: int
    under_way: int
    stages: Mapping[str, int]
