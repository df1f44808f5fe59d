"""Rules of the operations room: tasking, stages, counting once, the ledger of proceeds, clashes. Pure."""

from manumit.areas.operations.rules.clashes import Clash, PlannedFact, clashes_of, read_cell
from manumit.areas.operations.rules.counting import (
    ASSET_KINDS,
    LEVELS,
    RESULT_KINDS,
    CountedResult,
    Totals,
    check_result,
    first_counted,
    natural_key,
    six_months_before,
    totals,
)
from manumit.areas.operations.rules.ledger import (
    LEDGER_STAGES,
    LedgerEntry,
    LedgerStage,
    Reconciliation,
    balances,
    reconcile,
    reversed_entry,
)
from manumit.areas.operations.rules.stages import OPERATION, STAGES, OperationFacts, move_to
from manumit.areas.operations.rules.tasking import (
    ASSETS,
    HARMS,
    TASKING,
    URGENCIES,
    TaskingFacts,
    decision_move,
)

__all__ = [
    "ASSETS",
    "ASSET_KINDS",
    "HARMS",
    "LEDGER_STAGES",
    "LEVELS",
    "OPERATION",
    "RESULT_KINDS",
    "STAGES",
    "TASKING",
    "URGENCIES",
    "Clash",
    "CountedResult",
    "LedgerEntry",
    "LedgerStage",
    "OperationFacts",
    "PlannedFact",
    "Reconciliation",
    "TaskingFacts",
    "Totals",
    "balances",
    "check_result",
    "clashes_of",
    "decision_move",
    "first_counted",
    "move_to",
    "natural_key",
    "read_cell",
    "reconcile",
    "reversed_entry",
    "six_months_before",
    "totals",
]
