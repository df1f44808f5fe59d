"""Watchlist screening: who on a list may this traveller be, with every part of the score explained."""

from manumit.engines.screening.births import PartialDate
from manumit.engines.screening.index import ScreeningIndex
from manumit.engines.screening.scoring import DEFAULT_THRESHOLD
from manumit.engines.screening.values import Document, Match, MatchPart, TravellerFacts, WatchlistEntry

__all__ = [
    "DEFAULT_THRESHOLD",
    "Document",
    "Match",
    "MatchPart",
    "PartialDate",
    "ScreeningIndex",
    "TravellerFacts",
    "WatchlistEntry",
]
