"""The ledger of proceeds: double entry, each entry with its counting basis, and how far the stages do not reconcile.

Published figures for one year differ because some count what was awarded and others what was paid from sums collected
(parliamentary questions 39098 and 7204). So an amount always says on which basis it counts, and a gap is shown, never
spread.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from manumit.errors import InputError


@dataclass(frozen=True, slots=True)
class LedgerStage:
    """A kind of entry: the account it raises, the one it lowers, and the basis on which it counts."""

    label: str
    debit: str
    credit: str
    basis: str


LEDGER_STAGES: Mapping[str, LedgerStage] = MappingProxyType(
    {
        "restrained": LedgerStage("Restrained", "restrained", "suspects", "imposed"),
        "released": LedgerStage("Restraint ended", "suspects", "restrained", "imposed"),
        "confiscated": LedgerStage("Confiscation ordered", "owed", "orders", "imposed"),
        "compensation_awarded": LedgerStage("Compensation awarded", "compensation_due", "awards", "awarded"),
        "collected": LedgerStage("Collected", "collected", "owed", "collected"),
        "compensated": LedgerStage("Compensation paid", "compensation_paid", "collected", "paid"),
        "shared": LedgerStage("Share paid out", "shares_paid", "collected", "paid"),
    }
)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """An amount that moves from one account to another on a day."""

    stage: str
    on: date
    amount_pence: int
    debit: str
    credit: str

    @classmethod
    def of(cls, stage: str, on: date, amount_pence: int) -> "LedgerEntry":
        """Return the entry of a stage. Raises InputError for an unknown stage or an amount that is not above 0."""
        found = LEDGER_STAGES.get(stage)
        if found is None:
            raise InputError(f"Choose one of these stages: {', '.join(LEDGER_STAGES)}.", field="stage")
        if amount_pence <= 0:
            raise InputError(
                "Give an amount above £0. A mistake is reversed, not entered as a negative.", field="amount_pence"
            )
        return cls(stage, on, amount_pence, found.debit, found.credit)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Two stages side by side.

    Args:
        key: stable word.
        label: what is compared.
        expected_pence: the earlier stage.
        found_pence: the later stage.
    """

    key: str
    label: str
    expected_pence: int
    found_pence: int

    @property
    def gap_pence(self) -> int:
        """Return by how much the later stage falls short of the earlier one; negative where it exceeds it."""
        return self.expected_pence - self.found_pence

    @property
    def holds(self) -> bool:
        """Return whether the two are equal."""
        return self.gap_pence == 0


def reversed_entry(entry: LedgerEntry) -> LedgerEntry:
    """Return the entry that takes back another: the same amount, the other way."""
    return replace(entry, debit=entry.credit, credit=entry.debit)


def balances(entries: Iterable[LedgerEntry]) -> Mapping[str, int]:
    """Return the balance in pence of every account; they sum to 0 because every entry has two sides."""
    found: Counter[str] = Counter()
    for entry in entries:
        found[entry.debit] += entry.amount_pence
        found[entry.credit] -= entry.amount_pence
    return MappingProxyType(dict(found))


def _by_stage(entries: Iterable[LedgerEntry]) -> Counter[str]:
    found: Counter[str] = Counter()
    for entry in entries:
        sign = 1 if entry.debit == LEDGER_STAGES[entry.stage].debit else -1
        found[entry.stage] += sign * entry.amount_pence
    return found


def reconcile(entries: Iterable[LedgerEntry]) -> tuple[Reconciliation, ...]:
    """Set each stage beside the one that should follow from it.

    Returns:
        Ordered against collected, collected against paid out, and compensation awarded against compensation paid; the
        last two figures count on different bases and are never added to each other.
    """
    sums = _by_stage(entries)
    return (
        Reconciliation("collection", "Ordered and collected", sums["confiscated"], sums["collected"]),
        Reconciliation(
            "distribution", "Collected and paid out", sums["collected"], sums["compensated"] + sums["shared"]
        ),
        Reconciliation(
            "compensation", "Compensation awarded and paid", sums["compensation_awarded"], sums["compensated"]
        ),
    )
