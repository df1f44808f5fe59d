"""States and moves as data: what may follow what, who may do it, what must hold first and what follows from it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from manumit.errors import ConfigError, MoveRefused

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class State:
    """Where a case can stand; nothing leaves a final one."""

    key: str
    label: str
    final: bool = False


@dataclass(frozen=True)
class Guard(Generic[C]):
    """A named condition of a move.

    Args:
        key: stable word, for logs and documentation.
        label: the condition in words, as it stands in the documentation.
        check: pure function of the room's context; None where the condition holds, otherwise a sentence that says
            what to do about it, without any person's data.
    """

    key: str
    label: str
    check: Callable[[C], str | None]


@dataclass(frozen=True)
class Move(Generic[C]):
    """A step from one of its sources to its target.

    Args:
        key: stable word; one service function stands for each.
        label: what a person reads on the button.
        sources: keys of the states it may start from.
        target: key of the state it leads to; may be a source, for a step that changes no state.
        permission: name of the permission that the actor must hold; checked at the door, not here.
        guards: conditions, all of which must hold.
        follows: names of what happens next: events, letters, clocks.
    """

    key: str
    label: str
    sources: tuple[str, ...]
    target: str
    permission: str
    guards: tuple[Guard[C], ...] = ()
    follows: tuple[str, ...] = ()


class Workflow(Generic[C]):
    """A closed set of states and the moves between them; refuses to exist unless it is sound.

    Args:
        key: stable word for the kind of case.
        states: every state.
        moves: every move; `C` is the context that their guards look at.
        initial: key of the state in which a case begins.

    Raises:
        ConfigError: a duplicate key, an unknown or unreachable state, a move out of a final state, a state that is
            neither final nor left by any move, or a move without sources or permission.
    """

    __slots__ = ("initial", "key", "moves", "states")

    def __init__(self, key: str, *, states: Iterable[State], moves: Iterable[Move[C]], initial: str) -> None:
        listed_states, listed_moves = tuple(states), tuple(moves)
        self.key = key
        self.initial = initial
        _refuse(key, "duplicate states", _repeated(state.key for state in listed_states))
        _refuse(key, "duplicate moves", _repeated(move.key for move in listed_moves))
        self.states: Mapping[str, State] = MappingProxyType({state.key: state for state in listed_states})
        self.moves: Mapping[str, Move[C]] = MappingProxyType({move.key: move for move in listed_moves})
        self._validate()

    def _validate(self) -> None:
        moves = self.moves.values()
        named = {self.initial}.union(*(move.sources for move in moves), (move.target for move in moves))
        left = {source for move in moves for source in move.sources}
        final = {state.key for state in self.states.values() if state.final}
        _refuse(self.key, "unknown states", named - set(self.states))
        _refuse(self.key, "moves without sources", (move.key for move in moves if not move.sources))
        _refuse(self.key, "moves without permission", (move.key for move in moves if not move.permission.strip()))
        _refuse(self.key, "unreachable states", set(self.states) - self.reachable())
        _refuse(self.key, "final states that a move leaves", left & final)
        _refuse(self.key, "states that are not final and that no move leaves", set(self.states) - left - final)

    def reachable(self) -> frozenset[str]:
        """Keys of the states that some sequence of moves can reach from the initial one, which is included."""
        seen: set[str] = set()
        waiting = [self.initial]
        while waiting:
            state = waiting.pop()
            if state not in seen:
                seen.add(state)
                waiting.extend(move.target for move in self.moves_from(state))
        return frozenset(seen)

    def moves_from(self, state: str) -> tuple[Move[C], ...]:
        """Moves that may start from a state, in the order in which they were declared; guards are not asked."""
        return tuple(move for move in self.moves.values() if state in move.sources)

    def refusals(self, move_key: str, state: str, context: C) -> Mapping[str, str]:
        """Reasons of every guard that says no, by guard; empty where the move may be made.

        Raises:
            MoveRefused: there is no such move, or it does not start from this state.
        """
        move = self._move_from(move_key, state)
        reasons = ((guard.key, guard.check(context)) for guard in move.guards)
        return {key: reason for key, reason in reasons if reason is not None}

    def check(self, move_key: str, state: str, context: C) -> Move[C]:
        """The move, if it may be made from this state in this context.

        Raises:
            MoveRefused: no such move, not from this state, or guards said no: the message gives all their reasons.
        """
        refused = self.refusals(move_key, state, context)
        if refused:
            raise MoveRefused(
                " ".join(refused.values()),
                detail={"workflow": self.key, "move": move_key, "state": state, "guards": list(refused)},
            )
        return self.moves[move_key]

    def _move_from(self, move_key: str, state: str) -> Move[C]:
        move = self.moves.get(move_key)
        detail: dict[str, object] = {"workflow": self.key, "move": move_key, "state": state}
        if move is None:
            raise MoveRefused("There is no such step. Go back and choose one that is offered.", detail=detail)
        if state not in move.sources:
            allowed = ", ".join(f"“{self.states[source].label}”" for source in move.sources)
            now = self.states[state].label if state in self.states else state
            raise MoveRefused(f"“{move.label}” is possible from {allowed}; the state is now “{now}”.", detail=detail)
        return move

    def __repr__(self) -> str:
        """Key and size, for a debugger."""
        return f"Workflow({self.key!r}, {len(self.states)} states, {len(self.moves)} moves)"


def _repeated(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def _refuse(workflow: str, fault: str, keys: Iterable[str]) -> None:
    if found := sorted(keys):
        raise ConfigError(f"The workflow “{workflow}” has {fault}: {', '.join(found)}.")
