"""The closed list of criteria: each a small typed value that says true, false or unknown of the facts."""

from typing import Final

from manumit.engines.indicators.criteria.base import Criterion, Finding, age_on, all_of, any_of
from manumit.engines.indicators.criteria.contacts import ContactKnown, ContactShared
from manumit.engines.indicators.criteria.journey import (
    BagsAtMost,
    DocumentIssuedWithin,
    EmbarkedAt,
    LateCashByThirdParty,
    NoReturnLeg,
    RouteThrough,
    TripsWithDifferentChildren,
)
from manumit.engines.indicators.criteria.party import AdultWithUnrelatedChild, ChildWithoutRelatedAdult
from manumit.engines.indicators.criteria.protected import AgeBetween, NationalityIn, SexIs

CRITERION_KINDS: Final[dict[str, type[Criterion]]] = {
    cls.kind: cls
    for cls in (
        AdultWithUnrelatedChild,
        ChildWithoutRelatedAdult,
        ContactShared,
        ContactKnown,
        LateCashByThirdParty,
        TripsWithDifferentChildren,
        EmbarkedAt,
        RouteThrough,
        DocumentIssuedWithin,
        NoReturnLeg,
        BagsAtMost,
        NationalityIn,
        SexIs,
        AgeBetween,
    )
}
"""Every criterion there is, by its kind in data. What is not here cannot be asked."""

__all__ = [
    "CRITERION_KINDS",
    "AdultWithUnrelatedChild",
    "AgeBetween",
    "BagsAtMost",
    "ChildWithoutRelatedAdult",
    "ContactKnown",
    "ContactShared",
    "Criterion",
    "DocumentIssuedWithin",
    "EmbarkedAt",
    "Finding",
    "LateCashByThirdParty",
    "NationalityIn",
    "NoReturnLeg",
    "RouteThrough",
    "SexIs",
    "TripsWithDifferentChildren",
    "age_on",
    "all_of",
    "any_of",
]
