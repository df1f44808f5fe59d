"""The rules of the strategy room: aims, commitments, how an action stands, which figures speak for it, and the gaps."""

from manumit.areas.strategy.rules.commitments import (
    KINDS,
    ROOMS,
    Commitment,
    commitments,
    due_day,
    read_commitments,
)
from manumit.areas.strategy.rules.figures import FIGURES_OF, Moved, figures_of, most_moved
from manumit.areas.strategy.rules.standing import (
    NEXT_PAPER_AFTER,
    SILENT_AFTER,
    STATES,
    Standing,
    next_paper_on,
    standing,
)
from manumit.areas.strategy.rules.texts import AIMS, GAPS, Aim, Gap

__all__ = [
    "AIMS",
    "FIGURES_OF",
    "GAPS",
    "KINDS",
    "NEXT_PAPER_AFTER",
    "ROOMS",
    "SILENT_AFTER",
    "STATES",
    "Aim",
    "Commitment",
    "Gap",
    "Moved",
    "Standing",
    "commitments",
    "due_day",
    "figures_of",
    "most_moved",
    "next_paper_on",
    "read_commitments",
    "standing",
]
