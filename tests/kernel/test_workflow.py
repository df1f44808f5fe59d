"""Workflow: only declared moves, only from their sources, only when every guard agrees."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.errors import ConfigError, MoveRefused
from manumit.kernel.workflow import Guard, Move, State, Workflow
from manumit.kernel.workflow_docs import diagram_mermaid, markdown, permission_rows


@dataclass(frozen=True)
class Facts:
    has_reasons: bool = True
    is_independent: bool = True


REASONS = Guard("reasons", "reasons are given", lambda facts: None if facts.has_reasons else "Write the reasons first.")
INDEPENDENT = Guard(
    "independent",
    "reviewer is independent",
    lambda facts: None if facts.is_independent else "Somebody else must agree.",
)
STATES = (State("pending", "Waiting"), State("proposed", "Proposed"), State("made", "Decided: final", final=True))
MOVES = (
    Move("propose", "Propose", ("pending",), "proposed", "decision.propose", guards=(REASONS,)),
    Move("return", "Return", ("proposed",), "pending", "decision.review"),
    Move(
        "agree",
        "Agree",
        ("proposed",),
        "made",
        "decision.review",
        guards=(REASONS, INDEPENDENT),
        follows=("letter", "clock"),
    ),
)


def decision(states=STATES, moves=MOVES, initial="pending"):
    return Workflow("decision", states=states, moves=moves, initial=initial)


@given(st.lists(st.tuples(st.sampled_from([move.key for move in MOVES]), st.booleans(), st.booleans()), max_size=40))
def test_any_walk_stays_on_declared_moves_and_a_refusal_changes_nothing(steps):
    workflow, state = decision(), "pending"
    for key, has_reasons, is_independent in steps:
        declared = workflow.moves[key]
        facts = Facts(has_reasons, is_independent)
        may = state in declared.sources and all(guard.check(facts) is None for guard in declared.guards)
        if may:
            state = workflow.check(key, state, facts).target
        else:
            with pytest.raises(MoveRefused):
                workflow.check(key, state, facts)
        assert state in workflow.reachable()


@given(st.data())
def test_moves_from_a_state_are_exactly_those_that_check_accepts(data):
    workflow = decision()
    state = data.draw(st.sampled_from(sorted(workflow.states)))
    accepted = set()
    for key in workflow.moves:
        try:
            accepted.add(workflow.check(key, state, Facts()).key)
        except MoveRefused:
            continue
    assert accepted == {move.key for move in workflow.moves_from(state)}


def test_every_guard_that_says_no_is_in_the_message_and_the_detail():
    with pytest.raises(MoveRefused, match=r"Write the reasons first\. Somebody else must agree\.") as refused:
        decision().check("agree", "proposed", Facts(has_reasons=False, is_independent=False))
    assert refused.value.detail == {
        "workflow": "decision",
        "move": "agree",
        "state": "proposed",
        "guards": ["reasons", "independent"],
    }


def test_a_move_from_another_state_says_where_it_is_possible_and_where_the_case_is():
    with pytest.raises(MoveRefused, match="“Agree” is possible from “Proposed”; the state is now “Waiting”"):
        decision().check("agree", "pending", Facts())


def test_an_unknown_move_and_an_unknown_state_are_refused():
    with pytest.raises(MoveRefused, match="no such step"):
        decision().check("delete", "pending", Facts())
    with pytest.raises(MoveRefused, match="now “lost”"):
        decision().check("agree", "lost", Facts())


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"states": (*STATES, State("made", "Again", final=True))}, "duplicate states: made"),
        ({"moves": (*MOVES, MOVES[0])}, "duplicate moves: propose"),
        ({"initial": "nowhere"}, "unknown states: nowhere"),
        ({"moves": (*MOVES, Move("lose", "Lose", ("pending",), "lost", "x"))}, "unknown states: lost"),
        ({"moves": (*MOVES, Move("lose", "Lose", ("lost",), "made", "x"))}, "unknown states: lost"),
        ({"states": (*STATES, State("island", "Island", final=True))}, "unreachable states: island"),
        ({"moves": (*MOVES, Move("undo", "Undo", ("made",), "pending", "x"))}, "final states that a move leaves: made"),
        ({"moves": (*MOVES, Move("void", "Void", (), "made", "x"))}, "moves without sources: void"),
        ({"moves": (*MOVES, Move("free", "Free", ("pending",), "made", " "))}, "moves without permission: free"),
        (
            {
                "states": (*STATES, State("stuck", "Stuck")),
                "moves": (*MOVES, Move("stick", "Stick", ("pending",), "stuck", "x")),
            },
            "not final and that no move leaves: stuck",
        ),
    ],
)
def test_an_unsound_workflow_refuses_to_exist(change, fault):
    with pytest.raises(ConfigError, match=fault):
        decision(**change)


def test_the_permission_matrix_lists_every_move_in_words():
    rows = permission_rows(decision())
    assert [(row.move, row.permission) for row in rows] == [
        ("propose", "decision.propose"),
        ("return", "decision.review"),
        ("agree", "decision.review"),
    ]
    assert rows[2].sources == ("Proposed",)
    assert rows[2].guards == ("reasons are given", "reviewer is independent")
    assert rows[2].follows == ("letter", "clock")


def test_the_diagram_draws_every_state_and_every_move():
    assert diagram_mermaid(decision()).splitlines() == [
        "stateDiagram-v2",
        '  state "Waiting" as s0',
        '  state "Proposed" as s1',
        '  state "Decided: final" as s2',
        "  [*] --> s0",
        "  s0 --> s1: Propose",
        "  s1 --> s0: Return",
        "  s1 --> s2: Agree",
        "  s2 --> [*]",
    ]


def test_the_reference_text_holds_states_moves_and_what_follows():
    text = markdown(decision())
    assert "| Decided: final | `made` | yes |" in text
    agree = "| Agree | `agree` | Proposed | Decided: final | `decision.review` "
    assert agree + "| reasons are given; reviewer is independent | letter, clock |" in text
