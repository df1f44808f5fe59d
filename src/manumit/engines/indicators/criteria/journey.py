"""Criteria on the ticket, the route, the document, the bags and earlier entries."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from manumit.engines.indicators.criteria.base import (
    Criterion,
    Finding,
    all_of,
    any_of,
    require_least,
    require_some,
    travel_day,
)
from manumit.engines.indicators.facts import Facts


@dataclass(frozen=True, slots=True)
class LateCashByThirdParty(Criterion):
    """Paid in cash, by somebody else, shortly before departure.

    Args:
        within_days: at most so many days before departure.
    """

    kind: ClassVar[str] = "late_cash_by_third_party"
    within_days: int

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        require_least("within_days", self.within_days, 0)

    def find(self, facts: Facts, _on: date, /) -> Finding:
        """Unknown unless form of payment, payer, day of payment and day of departure are all known or one is against it."""
        booking = facts.booking
        if booking is None:
            return None
        departs = facts.journey.departs if facts.journey else None
        late = (
            None
            if booking.paid_on is None or departs is None
            else 0 <= (departs - booking.paid_on).days <= self.within_days
        )
        cash = None if booking.payment is None else booking.payment == "cash"
        other = None if booking.payer is None else booking.payer == "third_party"
        return all_of((late, cash, other))

    def reason(self) -> str:
        """See the base."""
        return f"The ticket was paid in cash by a third party, {self.within_days} days or fewer before departure."


@dataclass(frozen=True, slots=True)
class TripsWithDifferentChildren(Criterion):
    """Repeated entries with children who are not the same each time.

    Args:
        trips_at_least: entries with a child, the history's.
        within_days: before the day of travel.
        children_at_least: different children over those entries.
    """

    kind: ClassVar[str] = "trips_with_different_children"
    trips_at_least: int
    within_days: int
    children_at_least: int

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        require_least("trips_at_least", self.trips_at_least, 1)
        require_least("within_days", self.within_days, 1)
        require_least("children_at_least", self.children_at_least, 2)

    def find(self, facts: Facts, on: date, /) -> Finding:
        """Unknown where history was not looked up."""
        if facts.past_trips is None:
            return None
        day = travel_day(facts, on)
        trips = [t for t in facts.past_trips if day - timedelta(days=self.within_days) <= t.day <= day and t.children]
        children = {child for trip in trips for child in trip.children}
        return len(trips) >= self.trips_at_least and len(children) >= self.children_at_least

    def reason(self) -> str:
        """See the base."""
        return (
            f"At least {self.trips_at_least} entries within {self.within_days} days, "
            f"with at least {self.children_at_least} different children."
        )


@dataclass(frozen=True, slots=True)
class EmbarkedAt(Criterion):
    """The first port of the journey is one of these.

    Args:
        ports: port codes.
    """

    kind: ClassVar[str] = "embarked_at"
    ports: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        require_some("ports", self.ports)

    def find(self, facts: Facts, _on: date, /) -> Finding:
        """Unknown where the port of embarkation is."""
        port = facts.traveller.embarked
        return None if not port else port.strip().upper() in {code.strip().upper() for code in self.ports}

    def reason(self) -> str:
        """See the base."""
        return f"The journey began at {' or '.join(self.ports)}."


@dataclass(frozen=True, slots=True)
class RouteThrough(Criterion):
    """The route touches these ports, in this order.

    Args:
        ports: port codes in order; others may lie between.
    """

    kind: ClassVar[str] = "route_through"
    ports: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        require_some("ports", self.ports)

    def find(self, facts: Facts, _on: date, /) -> Finding:
        """Unknown where the route is."""
        if facts.journey is None or not facts.journey.ports:
            return None
        route = iter(code.strip().upper() for code in facts.journey.ports)
        return all(code.strip().upper() in route for code in self.ports)

    def reason(self) -> str:
        """See the base."""
        return f"The route passes through {', then '.join(self.ports)}."


@dataclass(frozen=True, slots=True)
class DocumentIssuedWithin(Criterion):
    """A document issued shortly before travel.

    Args:
        days: at most so many days before the day of travel.
    """

    kind: ClassVar[str] = "document_issued_within"
    days: int

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        require_least("days", self.days, 0)

    def find(self, facts: Facts, _on: date, /) -> Finding:
        """Unknown without the day of departure, or where a day of issue is unknown and no other document decides."""
        documents = facts.traveller.documents
        day = facts.journey.departs if facts.journey else None
        if not documents or day is None:
            return None
        return any_of(None if d.issued is None else 0 <= (day - d.issued).days <= self.days for d in documents)

    def reason(self) -> str:
        """See the base."""
        return f"A travel document was issued {self.days} days or fewer before travel."


@dataclass(frozen=True, slots=True)
class NoReturnLeg(Criterion):
    """The booking has no return leg."""

    kind: ClassVar[str] = "no_return_leg"

    def find(self, facts: Facts, _on: date, /) -> Finding:
        """Unknown without a booking record that says."""
        return None if facts.booking is None or facts.booking.has_return is None else not facts.booking.has_return

    def reason(self) -> str:
        """See the base."""
        return "The booking has no return leg."


@dataclass(frozen=True, slots=True)
class BagsAtMost(Criterion):
    """Few checked bags.

    Args:
        bags: at most so many.
    """

    kind: ClassVar[str] = "bags_at_most"
    bags: int

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        require_least("bags", self.bags, 0)

    def find(self, facts: Facts, _on: date, /) -> Finding:
        """Unknown where bags were not reported."""
        return None if facts.traveller.bags is None else facts.traveller.bags <= self.bags

    def reason(self) -> str:
        """See the base."""
        return f"{self.bags} checked bags or fewer." if self.bags else "No checked bag."
