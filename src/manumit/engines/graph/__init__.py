"""Networks of people, objects, places and events: measures on them, and our own open scorecard for groups."""

from manumit.engines.graph.groups import (
    GROUP_SCORECARD_LABEL,
    SCORECARD,
    Attribute,
    GroupScore,
    Interval,
    PartScore,
    score_group,
)
from manumit.engines.graph.measures import Link, Node, betweenness, connected_components, degree, shortest_path

__all__ = [
    "GROUP_SCORECARD_LABEL",
    "SCORECARD",
    "Attribute",
    "GroupScore",
    "Interval",
    "Link",
    "Node",
    "PartScore",
    "betweenness",
    "connected_components",
    "degree",
    "score_group",
    "shortest_path",
]
