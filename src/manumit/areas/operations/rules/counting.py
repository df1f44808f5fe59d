"""Results: their kinds, what makes one acceptable, and totals in which each person and each thing counts once.

The kinds are those of the reference (arrests, charges, convictions, people safeguarded with children apart, groups
disrupted, assets). The levels of disruption are unverified labels, and each is assessed by the lead and by a panel.
A total is as at an instant: what was recorded later, or corrected later, does not change it.
"""

import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from manumit.errors import InputError

RESULT_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "arrest": "Arrest",
        "charge": "Charge",
        "conviction": "Conviction",
        "safeguarded": "Adult safeguarded",
        "safeguarded_child": "Child safeguarded",
        "group_disrupted": "Group disrupted",
        "asset_restrained": "Asset restrained",
        "asset_seized": "Asset seized",
        "asset_confiscated": "Asset confiscated",
    }
)
ASSET_KINDS = frozenset({"asset_restrained", "asset_seized", "asset_confiscated"})
LEVELS: Mapping[str, str] = MappingProxyType({"major": "Major", "moderate": "Moderate", "minor": "Minor"})
"""Unverified labels: no public definition of a disruption's level exists, so they are shown as self-assessed."""

EARLIEST = date(1990, 1, 1)
MOST_PENCE = 10_000_000_000_00
_SHORTEST_KEY = 4


@dataclass(frozen=True, slots=True)
class CountedResult:
    """One recorded result, as counting sees it.

    Args:
        kind: a key of `RESULT_KINDS`.
        counted_key: blinded identity of the person or thing; the same key and kind count once.
        on: the day on which it happened.
        recorded_at: when it was recorded.
        amount_pence: for assets; 0 otherwise.
        superseded_at: when a correction replaced it; None while it stands.
        withdrawn: whether this entry says that the result fell away.
        level: for disrupted groups, the panel's level or else the lead's own; empty where not assessed.
    """

    kind: str
    counted_key: str
    on: date
    recorded_at: datetime
    amount_pence: int = 0
    superseded_at: datetime | None = None
    withdrawn: bool = False
    level: str = ""

    def stands(self, at: datetime) -> bool:
        """Return whether the entry was recorded, and neither corrected nor withdrawn, at an instant."""
        replaced = self.superseded_at is not None and self.superseded_at <= at
        return self.recorded_at <= at and not replaced and not self.withdrawn


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures of a period as they were known at an instant, each person and thing once.

    Args:
        since: first day of the period.
        until: the day after the last.
        at: the instant of knowledge.
        counts: number by kind; every kind is there.
        pence: value by kind of asset.
        levels: disrupted groups by level; the empty level holds those not assessed.
    """

    since: date
    until: date
    at: datetime
    counts: Mapping[str, int]
    pence: Mapping[str, int]
    levels: Mapping[str, int]


def natural_key(reference: str) -> str:
    """Return the plain form of a custody reference, a pseudonym or an order number, so that typing does not split it.

    Raises:
        InputError: fewer than four letters or digits, which would join people who are not one.
    """
    folded = unicodedata.normalize("NFKC", reference).casefold()
    plain = "".join(character for character in folded if character.isalnum())
    if len(plain) < _SHORTEST_KEY:
        raise InputError(
            "Give the reference that identifies this person or thing: a custody reference, a pseudonym or an order number.",
            field="counted_key",
        )
    return plain


def check_result(*, kind: str, on: date, today: date, amount_pence: int, level: str = "") -> None:
    """Refuse a result that cannot be counted.

    Raises:
        InputError: naming the field: an unknown kind or level, a day in the future or long past, a sum that is
            missing, negative, absurd, or given where nothing is worth money.
    """
    if kind not in RESULT_KINDS:
        raise InputError(f"Choose one of these kinds: {', '.join(RESULT_KINDS)}.", field="kind")
    if on > today:
        raise InputError("The day is in the future. Record a result when it has happened.", field="on")
    if on < EARLIEST:
        raise InputError("The day is too long ago. Check the year.", field="on")
    if kind in ASSET_KINDS and not 0 < amount_pence <= MOST_PENCE:
        raise InputError("Give the value as an amount above £0.", field="amount_pence")
    if kind not in ASSET_KINDS and amount_pence != 0:
        raise InputError("Only assets have a value. Leave the amount empty.", field="amount_pence")
    if level and (level not in LEVELS or kind != "group_disrupted"):
        raise InputError("Only a disrupted group has a level: major, moderate or minor.", field="level")


def _order(result: CountedResult) -> tuple[object, ...]:
    return (result.on, result.recorded_at, -result.amount_pence, result.level)


def first_counted(results: Iterable[CountedResult], *, at: datetime) -> tuple[CountedResult, ...]:
    """Return one standing entry for each kind and key, the earliest, whatever the order in which they come."""
    chosen: dict[tuple[str, str], CountedResult] = {}
    for result in sorted((each for each in results if each.stands(at)), key=_order):
        chosen.setdefault((result.kind, result.counted_key), result)
    return tuple(chosen.values())


def totals(results: Iterable[CountedResult], *, since: date, until: date, at: datetime) -> Totals:
    """Count results of a half-open period as they were known at an instant.

    Args:
        results: entries in any order, corrections and duplicates included.
        since: first day.
        until: the day after the last.
        at: the instant of knowledge.
    """
    inside = [each for each in first_counted(results, at=at) if since <= each.on < until]
    counts = dict.fromkeys(RESULT_KINDS, 0)
    pence = dict.fromkeys(sorted(ASSET_KINDS), 0)
    levels = dict.fromkeys((*LEVELS, ""), 0)
    for result in inside:
        counts[result.kind] += 1
        if result.kind in ASSET_KINDS:
            pence[result.kind] += result.amount_pence
        if result.kind == "group_disrupted":
            levels[result.level] += 1
    return Totals(since, until, at, MappingProxyType(counts), MappingProxyType(pence), MappingProxyType(levels))


def six_months_before(day: date) -> date:
    """Return the same day six months earlier, or the last day of that month where it has no such day."""
    year, month = (day.year, day.month - 6) if day.month > 6 else (day.year - 1, day.month + 6)  # noqa: PLR2004 half a year
    return date(year, month, min(day.day, monthrange(year, month)[1]))
