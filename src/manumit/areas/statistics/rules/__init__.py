"""The rules of the statistics room: what is counted, what may be shown, and who may publish."""

from manumit.areas.statistics.rules.published import PUBLISHED, Comparison, PublishedFigures, compare
from manumit.areas.statistics.rules.release import WORKFLOW, ReleaseCase, forbid_linked
from manumit.areas.statistics.rules.sheets import csv_text
from manumit.areas.statistics.rules.suppression import (
    HIDDEN,
    SMALL_COUNT_THRESHOLD,
    ShownGrid,
    disclosed_cells,
    hidden_places,
    suppress,
)
from manumit.areas.statistics.rules.tables import (
    DEFINITIONS,
    Counted,
    Definition,
    Grid,
    SourceRow,
    count,
    definition,
    inputs_hash,
)

__all__ = [
    "DEFINITIONS",
    "HIDDEN",
    "PUBLISHED",
    "SMALL_COUNT_THRESHOLD",
    "WORKFLOW",
    "Comparison",
    "Counted",
    "Definition",
    "Grid",
    "PublishedFigures",
    "ReleaseCase",
    "ShownGrid",
    "SourceRow",
    "compare",
    "count",
    "csv_text",
    "definition",
    "disclosed_cells",
    "forbid_linked",
    "hidden_places",
    "inputs_hash",
    "suppress",
]
