"""Risk indicators on travel data: dated, versioned data over a closed list of criteria; a person decides on every hit."""

from manumit.engines.indicators.criteria import CRITERION_KINDS, Criterion
from manumit.engines.indicators.definition import Combination, IndicatorDefinition, Weight
from manumit.engines.indicators.evaluation import IndicatorHit, evaluate, evaluate_many
from manumit.engines.indicators.facts import (
    Booking,
    Facts,
    Journey,
    PastTrip,
    SharedContact,
    TravelDocument,
    Traveller,
    find_shared_contacts,
)
from manumit.engines.indicators.reading import definition_from_dict, definition_to_dict

__all__ = [
    "CRITERION_KINDS",
    "Booking",
    "Combination",
    "Criterion",
    "Facts",
    "IndicatorDefinition",
    "IndicatorHit",
    "Journey",
    "PastTrip",
    "SharedContact",
    "TravelDocument",
    "Traveller",
    "Weight",
    "definition_from_dict",
    "definition_to_dict",
    "evaluate",
    "evaluate_many",
    "find_shared_contacts",
]
