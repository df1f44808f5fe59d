"""Charts as SVG text with a table twin: no JavaScript, the same bytes for the same data, readable without colour."""

from manumit.engines.charts.bars import bar_chart, stacked_bar_chart
from manumit.engines.charts.figure import Figure, Table
from manumit.engines.charts.lines import line_chart
from manumit.engines.charts.network import DiagramLink, DiagramNode, network_diagram
from manumit.engines.charts.regions import UK_REGIONS, region_map

__all__ = [
    "UK_REGIONS",
    "DiagramLink",
    "DiagramNode",
    "Figure",
    "Table",
    "bar_chart",
    "line_chart",
    "network_diagram",
    "region_map",
    "stacked_bar_chart",
]
