"""The stages of an operation, and what must hold before each of them.

The words are those of the reference register: proposed, adopted, development, executive action (arrest phase),
prosecution, closed. That potential victims are planned for before the arrest phase follows the strategy's aim of
effective support (paragraph 20); that a de-brief closes an operation follows paragraph 59.
"""

from dataclasses import dataclass

from manumit.errors import MoveRefused
from manumit.kernel.workflow import Guard, Move, State, Workflow


@dataclass(frozen=True, slots=True)
class OperationFacts:
    """What the guards of an operation look at.

    Args:
        lead: whether an agency leads.
        partners: how many other agencies take part now.
        sole_reason: whether a reason is written why one agency acts alone.
        welfare_plan: whether the plan for potential victims is recorded.
        debrief: whether the de-brief note is written.
    """

    lead: bool = False
    partners: int = 0
    sole_reason: bool = False
    welfare_plan: bool = False
    debrief: bool = False


def _lead(facts: OperationFacts) -> str | None:
    return None if facts.lead else "Name the agency that leads."


def _partner(facts: OperationFacts) -> str | None:
    if facts.partners > 0 or facts.sole_reason:
        return None
    return "Add a partner agency, or write why one agency acts alone."


def _welfare(facts: OperationFacts) -> str | None:
    if facts.welfare_plan:
        return None
    return "Record the welfare plan first: who receives potential victims, where, and who explains the referral."


def _debrief(facts: OperationFacts) -> str | None:
    return None if facts.debrief else "Write the de-brief note first: what was learnt, and for whom."


LEAD = Guard("lead", "An agency leads", _lead)
PARTNER = Guard("partner", "A partner agency takes part, or there is a reason why none does", _partner)
WELFARE = Guard("welfare_plan", "A welfare plan for potential victims is recorded", _welfare)
DEBRIEF = Guard("debrief", "A de-brief note is written", _debrief)
_MOVE = "operations.move_operation"

OPERATION: Workflow[OperationFacts] = Workflow(
    "operation",
    states=(
        State("proposed", "Proposed"),
        State("adopted", "Adopted"),
        State("development", "Development"),
        State("arrest_phase", "Executive action (arrest phase)"),
        State("prosecution", "Prosecution"),
        State("closed", "Closed", final=True),
    ),
    moves=(
        Move("adopt", "Adopt", ("proposed",), "adopted", _MOVE, (LEAD, PARTNER)),
        Move("develop", "Start development", ("adopted",), "development", _MOVE, (LEAD, PARTNER)),
        Move("execute", "Start the arrest phase", ("development",), "arrest_phase", _MOVE, (LEAD, PARTNER, WELFARE)),
        Move("prosecute", "Hand to prosecution", ("arrest_phase",), "prosecution", _MOVE, (LEAD,)),
        Move("close", "Close", ("adopted", "development", "arrest_phase", "prosecution"), "closed", _MOVE, (DEBRIEF,)),
        Move("withdraw", "Withdraw", ("proposed",), "closed", _MOVE, (DEBRIEF,)),
    ),
    initial="proposed",
)
STAGES: tuple[str, ...] = tuple(OPERATION.states)


def move_to(state: str, target: str) -> str:
    """Return the key of the move that leads from a stage to another. Raises MoveRefused where there is none."""
    found = next((move.key for move in OPERATION.moves_from(state) if move.target == target), None)
    if found is None:
        ahead = ", ".join(OPERATION.states[move.target].label for move in OPERATION.moves_from(state))
        raise MoveRefused(
            f"An operation at this stage can go to: {ahead or 'nowhere, it is closed'}.",
            detail={"stage": state, "asked": target},
        )
    return found
