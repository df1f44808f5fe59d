"""What the operations room tells the other rooms: identifiers only."""

from dataclasses import dataclass

from manumit.platform.events.bus import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskingDecided(Event):
    """A tasking request was adopted, refused or upheld on appeal. Not published for a restricted one."""

    tasking_request_id: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRecorded(Event):
    """A result was recorded or corrected. Not published for a restricted operation."""

    operation_id: str
    result_id: str
    kind: str
