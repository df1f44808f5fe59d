"""Indicators in force on a day, held against the facts of travellers; what is unknown never makes a hit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from manumit.engines.indicators.criteria import all_of, any_of
from manumit.engines.indicators.definition import IndicatorDefinition, Weight
from manumit.engines.indicators.facts import Facts


@dataclass(frozen=True, slots=True)
class IndicatorHit:
    """An indicator that a traveller meets.

    Args:
        key: of the indicator.
        version: the version that was in force.
        title: its short name.
        why: its sentence for the officer.
        weight: strong, medium or weak.
        reasons: the criteria that were met, in words, without a person's data.
    """

    key: str
    version: int
    title: str
    why: str
    weight: Weight
    reasons: tuple[str, ...]


def evaluate(definitions: Iterable[IndicatorDefinition], facts: Facts, on: date) -> list[IndicatorHit]:
    """The indicators that a traveller meets on a day.

    Of several versions of one indicator in force, only the highest is used. A criterion whose facts are unknown is
    neither met nor unmet: an `all` indicator with one does not hit, an `any` indicator hits only on one that is met.

    Args:
        definitions: any number, in force or not.
        facts: of one traveller and journey.
        on: the day.

    Returns:
        Hits in order of key.
    """
    return [hit for definition in _in_force(definitions, on) if (hit := _hit(definition, facts, on))]


def evaluate_many(
    definitions: Iterable[IndicatorDefinition], many: Iterable[Facts], on: date
) -> list[list[IndicatorHit]]:
    """As `evaluate`, for many travellers: one list for each, in their order."""
    live = _in_force(definitions, on)
    return [[hit for definition in live if (hit := _hit(definition, facts, on))] for facts in many]


def _in_force(definitions: Iterable[IndicatorDefinition], on: date) -> list[IndicatorDefinition]:
    latest: dict[str, IndicatorDefinition] = {}
    for definition in definitions:
        held = latest.get(definition.key)
        if definition.in_force(on) and (held is None or held.version < definition.version):
            latest[definition.key] = definition
    return [latest[key] for key in sorted(latest)]


def _hit(definition: IndicatorDefinition, facts: Facts, on: date) -> IndicatorHit | None:
    findings = [(criterion, criterion.find(facts, on)) for criterion in definition.criteria]
    combined = (all_of if definition.combine == "all" else any_of)(finding for _, finding in findings)
    if combined is not True:
        return None
    reasons = tuple(criterion.reason() for criterion, finding in findings if finding)
    return IndicatorHit(
        definition.key, definition.version, definition.title, definition.why, definition.weight, reasons
    )
