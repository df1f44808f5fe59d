"""The project's own open scorecard for organised crime groups: not the official formula, which is not public.

What is not known widens the result to an interval instead of counting as nothing (reference: intelligence and
operations, section 6; the official national scores were found inconsistently applied, and their weights are secret).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from manumit.errors import InputError

Part = Literal["intent", "capability", "harm"]
Band = Literal["low", "medium", "high"]

PARTS: Final[tuple[Part, ...]] = ("intent", "capability", "harm")
GROUP_SCORECARD_LABEL: Final = "Manumit open scorecard, version 1: the project's own, not an official score"
_HIGHEST: Final = 4
_MEDIUM_FROM: Final = 100 / 3
_HIGH_FROM: Final = 200 / 3


@dataclass(frozen=True, slots=True)
class Attribute:
    """One question of the scorecard.

    Args:
        key: stable word.
        part: intent (and criminality), capability or harm.
        title: the question in short.
        levels: what 0 and what 4 mean, in words.
        weight: within its part.
    """

    key: str
    part: Part
    title: str
    levels: tuple[str, str]
    weight: int = 1


SCORECARD: Final = (
    Attribute("exploitation", "intent", "Involvement in exploitation", ("none known", "continuous, several kinds"), 2),
    Attribute("recruitment", "intent", "Recruitment of new victims", ("none known", "organised and continuing"), 2),
    Attribute("other_crime", "intent", "Other serious crime", ("none known", "several kinds, continuing")),
    Attribute("violence", "intent", "Readiness to use violence or threats", ("never known", "routine")),
    Attribute("reach", "capability", "Geographical reach", ("one town", "several countries")),
    Attribute(
        "structure", "capability", "Structure and roles", ("loose acquaintance", "fixed roles, replaceable members")
    ),
    Attribute("documents", "capability", "Access to false documents or visas", ("none known", "own supply")),
    Attribute("money", "capability", "Money and laundering", ("hand to mouth", "companies and accounts abroad"), 2),
    Attribute("counter_measures", "capability", "Awareness of enforcement", ("none", "trained and equipped")),
    Attribute("corruption", "capability", "Corrupt access", ("none known", "officials or professionals")),
    Attribute("victims", "harm", "Number of people exploited", ("none known", "more than fifty"), 2),
    Attribute("severity", "harm", "Severity for each person", ("minor", "life-threatening or lasting"), 2),
    Attribute("children", "harm", "Children exploited", ("none known", "mainly children"), 2),
    Attribute("community", "harm", "Harm to community and economy", ("none seen", "widespread")),
)
"""The questions, each answered 0 to 4 or not at all."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A score from 0 to 100 that is known only within bounds.

    Args:
        low: if everything unknown were at its lowest.
        mid: if everything unknown were in the middle; a way of ordering, not an estimate.
        high: if everything unknown were at its highest.
    """

    low: float
    mid: float
    high: float

    @property
    def bands(self) -> tuple[Band, Band, Band]:
        """The bands of low, mid and high."""
        return _band(self.low), _band(self.mid), _band(self.high)

    @property
    def band(self) -> Band:
        """The band of the middle."""
        return _band(self.mid)


@dataclass(frozen=True, slots=True)
class PartScore:
    """One part of the score.

    Args:
        part: intent, capability or harm.
        interval: 0 to 100.
        known: keys that were answered.
        unknown: keys that were not, which make the interval wide.
        explanation: sentences, one for each attribute.
    """

    part: Part
    interval: Interval
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A group's score.

    Args:
        label: says whose scorecard it is; to be shown wherever the score is.
        overall: the mean of the three parts.
        parts: intent, capability, harm.
    """

    label: str
    overall: Interval
    parts: tuple[PartScore, ...]


def score_group(answers: Mapping[str, int | None]) -> GroupScore:
    """Score a group from what is known of it. Victims are never members, and no attribute counts them as such.

    Args:
        answers: by attribute key, 0 to 4; None or absent where it is not known.

    Returns:
        The score with its bounds and its explanation.

    Raises:
        InputError: for a key the scorecard does not have, or a value outside 0 to 4; `field` is the key.
    """
    keys = {attribute.key for attribute in SCORECARD}
    for key, value in answers.items():
        if key not in keys:
            raise InputError("The scorecard has no such attribute.", field=key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _HIGHEST):
            raise InputError(
                f"An attribute is scored in whole numbers from 0 to {_HIGHEST}, or left unknown.", field=key
            )
    parts = tuple(_part(part, answers) for part in PARTS)
    lows, mids, highs = zip(*((p.interval.low, p.interval.mid, p.interval.high) for p in parts), strict=True)
    return GroupScore(GROUP_SCORECARD_LABEL, Interval(_mean(lows), _mean(mids), _mean(highs)), parts)


def _part(part: Part, answers: Mapping[str, int | None]) -> PartScore:
    attributes = [attribute for attribute in SCORECARD if attribute.part == part]
    most = sum(attribute.weight for attribute in attributes) * _HIGHEST
    scored = [(attribute, answers.get(attribute.key)) for attribute in attributes]
    low = sum(a.weight * (0 if value is None else value) for a, value in scored)
    spread = sum(a.weight * _HIGHEST for a, value in scored if value is None)
    interval = Interval(*(round(100 * x / most, 1) for x in (low, low + spread / 2, low + spread)))
    known = tuple(a.key for a, value in scored if value is not None)
    unknown = tuple(a.key for a, value in scored if value is None)
    return PartScore(part, interval, known, unknown, tuple(_in_words(a, value) for a, value in scored))


def _in_words(attribute: Attribute, value: int | None) -> str:
    if value is None:
        return f"{attribute.title}: unknown, anything from 0 to {_HIGHEST}."
    low, high = attribute.levels
    return f"{attribute.title}: {value} of {_HIGHEST} (0 is {low}; {_HIGHEST} is {high}), weight {attribute.weight}."


def _mean(values: tuple[float, ...]) -> float:
    return round(sum(values) / len(values), 1)


def _band(score: float) -> Band:
    if score < _MEDIUM_FROM:
        return "low"
    return "medium" if score < _HIGH_FROM else "high"
