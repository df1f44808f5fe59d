"""Pure measures on a network; roles that are left out (victims, by default none) take no part in any of them."""

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from manumit.errors import InputError

_SMALL: Final = 2_000


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the network.

    Args:
        id: unique.
        role: such as `suspect`, `victim`, `place`; empty where none is given.
    """

    id: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link, without direction.

    Args:
        source: a node's id.
        target: a node's id.
    """

    source: str
    target: str


def connected_components(
    nodes: Iterable[Node], links: Iterable[Link], *, leave_out: Collection[str] = ()
) -> list[frozenset[str]]:
    """The parts of the network that hang together.

    Args:
        nodes: all of them.
        links: those whose end is not among the nodes are passed over.
        leave_out: roles whose nodes, and links through them, do not count.

    Returns:
        Sets of ids, largest first, then by the smallest id.
    """
    around = _neighbours(nodes, links, leave_out)
    seen: set[str] = set()
    found: list[frozenset[str]] = []
    for start in around:
        if start in seen:
            continue
        part = frozenset(_distances(around, start))
        seen |= part
        found.append(part)
    return sorted(found, key=lambda part: (-len(part), min(part)))


def degree(nodes: Iterable[Node], links: Iterable[Link], *, leave_out: Collection[str] = ()) -> dict[str, int]:
    """How many different nodes each node is linked with.

    Args:
        nodes: all of them.
        links: repeated links count once, a link of a node with itself not at all.
        leave_out: roles that take no part: for a measure of suspects pass `{"victim"}`, so that nobody looks
            important for having exploited people around them, and no victim is ranked.

    Returns:
        By id, in order of id.
    """
    return {node: len(others) for node, others in _neighbours(nodes, links, leave_out).items()}


def shortest_path(
    nodes: Iterable[Node], links: Iterable[Link], source: str, target: str, *, leave_out: Collection[str] = ()
) -> tuple[str, ...] | None:
    """The fewest steps between two nodes, by breadth-first search.

    Args:
        nodes: all of them.
        links: between them.
        source: id of the first.
        target: id of the last.
        leave_out: roles that the path may not touch.

    Returns:
        Ids from source to target, the first in order of id among paths of one length; None where there is none.

    Raises:
        InputError: where an end is not in the network or has a role that is left out.
    """
    around = _neighbours(nodes, links, leave_out)
    for name, end in (("source", source), ("target", target)):
        if end not in around:
            raise InputError("That node is not in this network.", field=name)
    far = _distances(around, target)
    if source not in far:
        return None
    path = [source]
    while path[-1] != target:
        path.append(next(node for node in sorted(around[path[-1]]) if far[node] == far[path[-1]] - 1))
    return tuple(path)


def betweenness(nodes: Iterable[Node], links: Iterable[Link], *, leave_out: Collection[str] = ()) -> dict[str, float]:
    """How often each node lies on shortest paths between others (Brandes 2001), as a share from 0 to 1.

    Args:
        nodes: at most 2,000 that count.
        links: between them.
        leave_out: roles that take no part, as for `degree`.

    Returns:
        By id, in order of id.

    Raises:
        InputError: for a larger network.
    """
    around = _neighbours(nodes, links, leave_out)
    if len(around) > _SMALL:
        raise InputError(f"Betweenness is for networks of at most {_SMALL:,} nodes; take one component.", field="nodes")
    total = dict.fromkeys(around, 0.0)
    for source in around:
        _accumulate(around, source, total)
    pairs = (len(around) - 1) * (len(around) - 2)
    return {node: value / pairs if pairs > 0 else 0.0 for node, value in total.items()}


def _neighbours(nodes: Iterable[Node], links: Iterable[Link], leave_out: Collection[str]) -> dict[str, set[str]]:
    around: dict[str, set[str]] = {node: set() for node in sorted({n.id for n in nodes if n.role not in leave_out})}
    for link in links:
        if link.source in around and link.target in around and link.source != link.target:
            around[link.source].add(link.target)
            around[link.target].add(link.source)
    return around


def _distances(around: dict[str, set[str]], start: str) -> dict[str, int]:
    far = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in around[node]:
            if other not in far:
                far[other] = far[node] + 1
                queue.append(other)
    return far


def _accumulate(around: dict[str, set[str]], source: str, total: dict[str, float]) -> None:
    """One source's share of Brandes' sums."""
    far = _distances(around, source)
    order = sorted(far, key=lambda node: (far[node], node))
    paths = dict.fromkeys(order, 0.0)
    paths[source] = 1.0
    for node in order[1:]:
        paths[node] = sum(paths[before] for before in around[node] if far[before] == far[node] - 1)
    share = dict.fromkeys(order, 0.0)
    for node in reversed(order[1:]):
        for before in around[node]:
            if far[before] == far[node] - 1:
                share[before] += paths[before] / paths[node] * (1 + share[node])
        total[node] += share[node]
