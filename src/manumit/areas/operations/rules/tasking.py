"""Tasking requests: asked, adopted or refused with reasons, appealed once; decided by somebody other than the requester.

The strategy asks for national tasking (paragraphs 17, 67 and 82) and gives no rule of priority, so the words below are
parameters of this project (unverified) and no score decides anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from manumit.errors import MoveRefused
from manumit.kernel.workflow import Guard, Move, State, Workflow

ASSETS: Mapping[str, str] = MappingProxyType(
    {
        "surveillance": "Surveillance team",
        "investigators": "Investigators",
        "financial": "Financial investigators",
        "liaison": "Overseas liaison",
        "victim_care": "Reception and care of potential victims",
        "forensic": "Forensic and digital examination",
        "search": "Search or visit team",
        "tactical_advice": "Tactical advice",
    }
)
URGENCIES: Mapping[str, str] = MappingProxyType({"high": "High", "medium": "Medium", "low": "Low"})
HARMS: Mapping[str, str] = MappingProxyType(
    {"life": "Threat to life", "serious": "Serious harm", "significant": "Significant harm", "other": "Other harm"}
)


@dataclass(frozen=True, slots=True)
class TaskingFacts:
    """What the guards of a tasking request look at.

    Args:
        reasons: whether reasons were written.
        independent: whether the actor is neither the requester nor somebody who has decided the request before.
    """

    reasons: bool = False
    independent: bool = False


def _reasons(facts: TaskingFacts) -> str | None:
    return None if facts.reasons else "Write the reasons. The requester has a right to know them."


def _independent(facts: TaskingFacts) -> str | None:
    if facts.independent:
        return None
    return "It takes a second person: somebody who neither asked for this nor decided it before must decide."


REASONS = Guard("reasons", "Reasons are written down", _reasons)
INDEPENDENT = Guard("independent", "The decider is neither the requester nor an earlier decider", _independent)
_BOTH = (REASONS, INDEPENDENT)

TASKING: Workflow[TaskingFacts] = Workflow(
    "tasking_request",
    states=(
        State("asked", "Asked"),
        State("adopted", "Adopted", final=True),
        State("refused", "Refused"),
        State("appealed", "Appealed"),
        State("upheld", "Refusal upheld", final=True),
    ),
    moves=(
        Move("adopt", "Adopt", ("asked",), "adopted", "operations.decide_tasking", _BOTH, ("operation",)),
        Move("refuse", "Refuse", ("asked",), "refused", "operations.decide_tasking", _BOTH),
        Move("appeal", "Appeal", ("refused",), "appealed", "operations.request_tasking", (REASONS,)),
        Move("allow", "Adopt on appeal", ("appealed",), "adopted", "operations.decide_tasking", _BOTH, ("operation",)),
        Move("uphold", "Uphold the refusal", ("appealed",), "upheld", "operations.decide_tasking", _BOTH),
    ),
    initial="asked",
)

_DECISIONS: Mapping[tuple[str, bool], str] = MappingProxyType(
    {("asked", True): "adopt", ("asked", False): "refuse", ("appealed", True): "allow", ("appealed", False): "uphold"}
)


def decision_move(state: str, *, adopted: bool) -> str:
    """Return the key of the move that a decision makes from a state. Raises MoveRefused where none is waited for."""
    found = _DECISIONS.get((state, adopted))
    if found is None:
        raise MoveRefused("This request does not wait for a decision.", detail={"state": state})
    return found
