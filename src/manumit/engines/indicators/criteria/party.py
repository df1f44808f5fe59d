"""Criteria on who travels with whom, with surnames and ages taken together; neither tells alone."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from manumit.engines.indicators.criteria.base import Criterion, Finding, age_on, travel_day
from manumit.engines.indicators.facts import Facts, Traveller, same_surname

_ADULT_FROM: Final = 18


def _is_child(person: Traveller, day: date) -> Finding:
    return None if person.birth is None else age_on(person.birth, day) < _ADULT_FROM


def _related(a: Traveller, b: Traveller) -> Finding:
    return None if not a.surname or not b.surname else same_surname(a.surname, b.surname)


@dataclass(frozen=True, slots=True)
class AdultWithUnrelatedChild(Criterion):
    """An adult whose party holds a child of another surname, and no other adult of the child's surname."""

    kind: ClassVar[str] = "adult_with_unrelated_child"

    def find(self, facts: Facts, on: date, /) -> Finding:
        """Unknown without the party, or without the births and surnames that decide."""
        day = travel_day(facts, on)
        adult = _is_child(facts.traveller, day)
        if adult or facts.party is None:
            return None if facts.party is None and not adult else False
        children = [(person, _is_child(person, day)) for person in facts.party]
        findings = [
            self._unrelated(facts, child, day) if is_child else None
            for child, is_child in children
            if is_child is not False
        ]
        if adult is None or (None in findings and True not in findings):
            return None
        return True in findings

    def _unrelated(self, facts: Facts, child: Traveller, day: date) -> Finding:
        grown = [p for p in (facts.traveller, *(facts.party or ())) if p is not child and _is_child(p, day) is not True]
        relations = [_related(child, person) for person in grown]
        if True in relations:
            return False
        return None if None in relations else True

    def reason(self) -> str:
        """See the base."""
        return "An adult travels with a child of another surname, and no adult of the child's surname is in the party."


@dataclass(frozen=True, slots=True)
class ChildWithoutRelatedAdult(Criterion):
    """A child in whose party no adult has the child's surname."""

    kind: ClassVar[str] = "child_without_related_adult"

    def find(self, facts: Facts, on: date, /) -> Finding:
        """Unknown without the child's birth, the party, or the surnames that decide."""
        day = travel_day(facts, on)
        child = _is_child(facts.traveller, day)
        if child is False:
            return False
        if child is None or facts.party is None:
            return None
        relations = [_related(facts.traveller, person) for person in facts.party if _is_child(person, day) is not True]
        if True in relations:
            return False
        return None if None in relations else True

    def reason(self) -> str:
        """See the base."""
        return "A child travels and no adult of the same surname is in the party."
