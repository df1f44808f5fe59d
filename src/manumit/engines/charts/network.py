"""Diagrams of who is linked with whom: groups on arcs of a circle, laid out without chance, so that it prints alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from manumit.engines.charts.figure import EMPTY, Figure, Table, empty_figure, frame
from manumit.engines.charts.marks import SHAPES, mark
from manumit.engines.charts.svg import colour, element, escape, label

_MIDDLE: Final = 320
_LEGEND_STEP: Final = 22
_SMALL: Final = 12
_RING: Final = 40
_NONE: Final = "no group"


@dataclass(frozen=True, slots=True)
class DiagramNode:
    """A mark.

    Args:
        id: unique in the diagram.
        label: written beside it.
        group: its kind, shown by shape, hue and place; empty for none.
    """

    id: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class DiagramLink:
    """A line between two marks.

    Args:
        source: a node's id.
        target: a node's id.
        label: what links them; stands in the table and in the line's title.
    """

    source: str
    target: str
    label: str = ""


def network_diagram(*, title: str, nodes: Sequence[DiagramNode], links: Sequence[DiagramLink]) -> Figure:
    """A diagram of nodes on circles, those of one group side by side.

    Up to forty nodes share a circle; more go on further circles inside. The layout depends on the input alone.

    Args:
        title: of the diagram.
        nodes: where two share an id, the first counts.
        links: one whose end is no node is not drawn, and the table says so.

    Returns:
        The figure; its table holds every link, and every node that has none.
    """
    held = {node.id: node for node in reversed(nodes)}
    kept = sorted(held.values(), key=lambda node: (node.group, node.label, node.id))
    table = _table(kept, links, held)
    if not kept:
        return empty_figure(kind="network", title=title, table=table, message=EMPTY)
    groups = sorted({node.group for node in kept})
    places = _places(kept)
    body = [_line(link, places, held) for link in links if link.source in held and link.target in held]
    body += [_node(node, places[node.id], groups.index(node.group)) for node in kept]
    body += _legend(groups)
    drawn = sum(1 for link in links if link.source in held and link.target in held)
    summary = f"{len(kept)} {'node' if len(kept) == 1 else 'nodes'} and {drawn} {'link' if drawn == 1 else 'links'}."
    if groups != [""]:
        summary += f" Groups: {', '.join(group or _NONE for group in groups)}."
    return frame(
        kind="network",
        title=title,
        summary=summary,
        table=table,
        body=body,
        height=2 * _MIDDLE + len(groups) * _LEGEND_STEP + 12,
    )


def _table(kept: Sequence[DiagramNode], links: Sequence[DiagramLink], held: dict[str, DiagramNode]) -> Table:
    rows = [(_name(link.source, held), link.label, _name(link.target, held)) for link in links]
    linked = {end for link in links for end in (link.source, link.target)}
    rows += [(node.label, "no link", "") for node in kept if node.id not in linked]
    return Table(("From", "Link", "To"), tuple(rows))


def _name(node_id: str, held: dict[str, DiagramNode]) -> str:
    return held[node_id].label if node_id in held else f"{node_id} (not in the diagram)"


def _places(kept: Sequence[DiagramNode]) -> dict[str, tuple[float, float]]:
    if len(kept) == 1:
        return {kept[0].id: (_MIDDLE, _MIDDLE)}
    rings = [kept[start : start + _RING] for start in range(0, len(kept), _RING)]
    out: dict[str, tuple[float, float]] = {}
    for number, ring in enumerate(rings):
        radius = 220 * (1 - number / len(rings))
        for place, node in enumerate(ring):
            angle = 2 * pi * place / len(ring) - pi / 2
            out[node.id] = (_MIDDLE + radius * cos(angle), _MIDDLE + radius * sin(angle))
    return out


def _line(link: DiagramLink, places: dict[str, tuple[float, float]], held: dict[str, DiagramNode]) -> str:
    (x1, y1), (x2, y2) = places[link.source], places[link.target]
    words = " ".join(part for part in (held[link.source].label, link.label, held[link.target].label) if part)
    title = f"<title>{escape(words)}</title>"
    return element(
        "line", title, x1=x1, y1=y1, x2=x2, y2=y2, stroke="currentColor", stroke_opacity=0.5, class_="chart-link"
    )


def _node(node: DiagramNode, place: tuple[float, float], group: int) -> str:
    x, y = place
    outward = x - _MIDDLE
    anchor = "middle" if abs(outward) < _SMALL else "start" if outward > 0 else "end"
    dx = 0 if anchor == "middle" else _SMALL + 2 if outward > 0 else -_SMALL - 2
    dy = 5 if dx else (-_SMALL - 4 if y < _MIDDLE else _SMALL + 14)
    return element(
        "g",
        f"<title>{escape(node.label)}</title>"
        + mark(group, x, y, 9, colour(group))
        + label(x + dx, y + dy, node.label, anchor=anchor, longest=12),
    )


def _legend(groups: Sequence[str]) -> list[str]:
    if groups == [""]:
        return []
    out: list[str] = []
    for index, group in enumerate(groups):
        y = 2 * _MIDDLE + index * _LEGEND_STEP
        out.append(mark(index, 24, y, 8, colour(index)))
        out.append(label(40, y + 5, f"{group or _NONE} ({SHAPES[index % len(SHAPES)]})", longest=60))
    return out
