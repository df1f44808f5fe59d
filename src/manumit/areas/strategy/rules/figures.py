"""Which figures of the house speak for which commitment, and which of them moved most."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_MANY = 6
_TABLE: tuple[tuple[str, str], ...] = (
    ("S2-6a", "statistics.published statistics.tables referrals.sent"),
    ("S2-16b", "care.placed care.plans"),
    ("S2-17d", "intelligence.reports intelligence.groups intelligence.links"),
    ("S2-19c", "prevention.businesses"),
    ("S2-20a", "prevention.reports prevention.referred prevention.passed_on"),
    ("S2-23b", "referrals.removals_held referrals.positive_by_two"),
    ("S2-23c", "referrals.removals_held"),
    ("S2-24a", "referrals.sent referrals.decided_by_two care.episodes"),
    ("S2-24b", "care.plans care.placed"),
    ("S2-24c", "referrals.sent referrals.notified"),
    ("S2-27e", "referrals.decided_by_two"),
    ("S2-28b", "referrals.children"),
    ("S2-32a", "referrals.decided_by_two referrals.positive_by_two"),
    ("S2-33a", "care.episodes care.waiting care.placed_in_time"),
    ("S2-35b", "care.providers"),
    ("S2-36a", "care.placed care.providers"),
    ("S2-36c", "care.placed care.moves"),
    ("S2-37b", "care.episodes care.moves care.ended"),
    ("S2-38a", "referrals.children care.placed"),
    ("S2-39a", "prevention.campaigns prevention.reached"),
    ("S2-43a", "intelligence.reports intelligence.reports_released"),
    ("S2-43c", "intelligence.groups intelligence.links"),
    ("S2-53a", "intelligence.debriefs intelligence.debriefs_finished"),
    ("S2-53b", "intelligence.debriefs_finished intelligence.reports_released"),
    ("S2-58a", "intelligence.disseminations intelligence.disseminations_with_feedback"),
    ("S2-61a", "operations.joint_teams"),
    ("S2-65b", "border.child_concerns border.referrals"),
    ("S2-66b", "border.hits border.hits_open border.outcomes"),
    ("S2-67b", "border.indicators_live"),
    ("S2-68b", "border.potential_victims border.referrals"),
    ("S2-68c", "intelligence.disseminations"),
    ("S2-69a", "border.watchlist_live border.suspected_traffickers"),
    ("S2-74d", "border.indicators_live border.hits"),
    ("S2-75a", "border.hits border.outcomes border.travellers"),
    ("S2-75b", "border.manifests border.carriers border.travellers"),
    ("S2-81a", "operations.arrests operations.groups_disrupted operations.assets_restrained_pence"),
)
FIGURES_OF: Mapping[str, tuple[str, ...]] = MappingProxyType({key: tuple(names.split()) for key, names in _TABLE})
"""Figures (keys of the rooms' `evidence`) by commitment, where one figure says more than the rest of its room."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure then and now."""

    key: str
    before: int
    now: int

    @property
    def change(self) -> int:
        """How much more, or less."""
        return self.now - self.before


def figures_of(key: str, rooms: tuple[str, ...], figures: Mapping[str, int]) -> dict[str, int]:
    """Return the figures that speak for an action: those named for it, else the first ones of its rooms."""
    named = [name for name in FIGURES_OF.get(key, ()) if name in figures]
    if not named:
        named = [name for room in rooms for name in figures if name.startswith(f"{room}.")][:_MANY]
    return {name: figures[name] for name in named}


def most_moved(before: Mapping[str, int], now: Mapping[str, int], *, most: int = 5) -> tuple[Moved, ...]:
    """Return the figures that changed most against their size before, largest change first."""
    moved = [Moved(key, before[key], now[key]) for key in now if key in before and before[key] != now[key]]
    moved.sort(key=lambda one: (-abs(one.change) / max(one.before, 1), one.key))
    return tuple(moved[:most])
