"""Networks: components, degree, paths, betweenness, with victims left out where suspects are measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.engines.graph import Link, Node, betweenness, connected_components, degree, shortest_path
from manumit.errors import InputError

NODES = [
    Node("boss", "suspect"),
    Node("driver", "suspect"),
    Node("v1", "victim"),
    Node("v2", "victim"),
    Node("flat", "place"),
]
LINKS = [
    Link("boss", "driver"),
    Link("boss", "v1"),
    Link("boss", "v2"),
    Link("v1", "flat"),
    Link("v1", "boss"),
    Link("boss", "boss"),
]
SUSPECTS = {"victim"}


def test_victims_are_neither_ranked_nor_make_anyone_else_rank():
    assert degree(NODES, LINKS) == {"boss": 3, "driver": 1, "flat": 1, "v1": 2, "v2": 1}
    assert degree(NODES, LINKS, leave_out=SUSPECTS) == {"boss": 1, "driver": 1, "flat": 0}
    assert "v1" not in betweenness(NODES, LINKS, leave_out=SUSPECTS)


def test_components_come_largest_first():
    nodes = [*NODES, Node("alone")]
    assert connected_components(nodes, LINKS) == [
        frozenset({"boss", "driver", "v1", "v2", "flat"}),
        frozenset({"alone"}),
    ]
    assert frozenset({"flat"}) in connected_components(nodes, LINKS, leave_out=SUSPECTS)


def test_the_shortest_path_goes_through_whom_it_may():
    assert shortest_path(NODES, LINKS, "driver", "flat") == ("driver", "boss", "v1", "flat")
    assert shortest_path(NODES, LINKS, "driver", "flat", leave_out=SUSPECTS) is None
    assert shortest_path(NODES, LINKS, "boss", "boss") == ("boss",)


@pytest.mark.parametrize(("source", "target", "field"), [("nobody", "boss", "source"), ("boss", "v1", "target")])
def test_an_end_outside_the_network_is_refused(source, target, field):
    with pytest.raises(InputError) as refused:
        shortest_path(NODES, LINKS, source, target, leave_out=SUSPECTS)
    assert refused.value.field == field


def test_betweenness_of_a_star_and_a_chain():
    star = [Link("m", x) for x in "abcd"]
    assert betweenness([Node(x) for x in "mabcd"], star) == {"a": 0, "b": 0, "c": 0, "d": 0, "m": 1}
    chain = betweenness([Node(x) for x in "abcd"], [Link("a", "b"), Link("b", "c"), Link("c", "d")])
    assert chain["b"] == chain["c"] == pytest.approx(2 / 3)


def test_betweenness_refuses_a_network_that_is_too_large():
    with pytest.raises(InputError):
        betweenness([Node(str(i)) for i in range(2_001)], [])


def test_links_to_nobody_and_empty_networks_are_harmless():
    assert degree([Node("a")], [Link("a", "ghost")]) == {"a": 0}
    assert connected_components([], []) == []
    assert betweenness([], []) == {}


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20))
def test_components_part_the_nodes_and_a_path_exists_just_within_one(pairs):
    nodes = [Node(str(i)) for i in range(9)]
    links = [Link(str(a), str(b)) for a, b in pairs]
    parts = connected_components(nodes, links)
    assert sorted(x for part in parts for x in part) == [str(i) for i in range(9)]
    together = next(part for part in parts if "0" in part)
    for i in range(9):
        path = shortest_path(nodes, links, "0", str(i))
        assert (path is not None) == (str(i) in together)
        back = shortest_path(nodes, links, str(i), "0")
        assert (path and len(path)) == (back and len(back))
