"""An indicator as dated, versioned data, refused where it could hit on a protected characteristic alone."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from manumit.engines.indicators.criteria import Criterion
from manumit.errors import InputError, RuleBroken

Combination = Literal["all", "any"]
Weight = Literal["strong", "medium", "weak"]

COMBINATIONS: Final[tuple[Combination, ...]] = ("all", "any")
WEIGHTS: Final[tuple[Weight, ...]] = ("strong", "medium", "weak")
_KEY: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
_TEXTS: Final = ("title", "why", "owner", "legal_basis", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorDefinition:
    """One version of one indicator. It only proposes; an officer decides.

    Args:
        key: lower-case words with hyphens, the same over all versions.
        version: 1 and up; a change is a new version.
        title: a short name.
        why: a plain sentence for the officer who meets the traveller.
        criteria: at least one.
        combine: `all` of the criteria must be met, or `any` one of them.
        weight: strong, medium or weak, as the owner grades it.
        owner: the unit that answers for it.
        legal_basis: the power it is used under.
        source: where it was learnt.
        starts: first day in force.
        ends: first day no longer in force; None while open.

    Raises:
        InputError: naming the field that is missing or wrong.
        RuleBroken: where nationality, sex or age could make a hit by themselves.
    """

    key: str
    version: int
    title: str
    why: str
    criteria: tuple[Criterion, ...]
    combine: Combination = "all"
    weight: Weight
    owner: str
    legal_basis: str
    source: str
    starts: date
    ends: date | None = None

    def __post_init__(self) -> None:
        """Refuse what is missing or wrong, naming the field."""
        if not _KEY.fullmatch(self.key):
            raise InputError("The key is lower-case words with hyphens between them.", field="key")
        if self.version < 1:
            raise InputError("Versions count from 1.", field="version")
        for name in _TEXTS:
            if not getattr(self, name).strip():
                raise InputError(f"An indicator needs its {name.replace('_', ' ')}.", field=name)
        if not self.criteria:
            raise InputError("An indicator needs at least one criterion.", field="criteria")
        if self.combine not in COMBINATIONS:
            raise InputError("combine is all or any.", field="combine")
        if self.weight not in WEIGHTS:
            raise InputError("weight is strong, medium or weak.", field="weight")
        if self.ends is not None and self.ends <= self.starts:
            raise InputError("An indicator ends after it starts.", field="ends")
        self._refuse_protected_alone()

    def _refuse_protected_alone(self) -> None:
        protected = sorted({criterion.kind for criterion in self.criteria if criterion.protected})
        if not protected:
            return
        alone = all(criterion.protected for criterion in self.criteria)
        if alone or self.combine == "any":
            raise RuleBroken(
                "Nationality, sex and age may narrow an indicator but never make a hit alone. "
                "Add a criterion of behaviour, document or booking, and combine with all.",
                code="protected-alone",
                detail={"indicator": self.key, "criteria": protected},
            )

    def in_force(self, on: date) -> bool:
        """Whether it is in force on a day (`starts` included, `ends` not)."""
        return self.starts <= on and (self.ends is None or on < self.ends)
