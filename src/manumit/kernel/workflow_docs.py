"""Pages drawn from a workflow's own data: diagram, permission matrix and reference text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from manumit.kernel.workflow import Workflow

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """One move as a row of the permission matrix; states, guards by their labels."""

    workflow: str
    move: str
    label: str
    permission: str
    sources: tuple[str, ...]
    target: str
    guards: tuple[str, ...]
    follows: tuple[str, ...]


def permission_rows(workflow: Workflow[C]) -> tuple[PermissionRow, ...]:
    """Every move with who may make it, in the order of declaration."""
    states = workflow.states
    return tuple(
        PermissionRow(
            workflow=workflow.key,
            move=move.key,
            label=move.label,
            permission=move.permission,
            sources=tuple(states[source].label for source in move.sources),
            target=states[move.target].label,
            guards=tuple(guard.label for guard in move.guards),
            follows=move.follows,
        )
        for move in workflow.moves.values()
    )


def diagram_mermaid(workflow: Workflow[C]) -> str:
    """The states and moves as a Mermaid state diagram."""
    names = {key: f"s{number}" for number, key in enumerate(workflow.states)}
    lines = ["stateDiagram-v2"]
    lines += [f'  state "{_quoted(state.label)}" as {names[key]}' for key, state in workflow.states.items()]
    lines += [f"  [*] --> {names[workflow.initial]}"]
    lines += [
        f"  {names[source]} --> {names[move.target]}: {_after_colon(move.label)}"
        for move in workflow.moves.values()
        for source in move.sources
    ]
    lines += [f"  {names[key]} --> [*]" for key, state in workflow.states.items() if state.final]
    return "\n".join(lines) + "\n"


def markdown(workflow: Workflow[C]) -> str:
    """The workflow as a section of the reference: diagram, states and moves."""
    states = _table(
        ("State", "Key", "Final"),
        ((state.label, f"`{state.key}`", "yes" if state.final else "") for state in workflow.states.values()),
    )
    moves = _table(
        ("Move", "Key", "From", "To", "Permission", "Only if", "What follows"),
        (
            (
                row.label,
                f"`{row.move}`",
                ", ".join(row.sources),
                row.target,
                f"`{row.permission}`",
                "; ".join(row.guards),
                ", ".join(row.follows),
            )
            for row in permission_rows(workflow)
        ),
    )
    return f"## {workflow.key}\n\n```mermaid\n{diagram_mermaid(workflow)}```\n\n{states}\n\n{moves}\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _quoted(label: str) -> str:
    return label.replace('"', "'")


def _after_colon(label: str) -> str:
    return label.replace(":", " -").replace(";", ",")
