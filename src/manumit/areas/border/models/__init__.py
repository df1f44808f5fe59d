"""Tables of the border room."""

from manumit.areas.border.models.hits import Hit, HitReason, Outcome
from manumit.areas.border.models.indicators import IndicatorRecord
from manumit.areas.border.models.manifests import ContactToken, Manifest, ManifestPart, Traveller
from manumit.areas.border.models.messages import Message
from manumit.areas.border.models.watchlist import ListChange, WatchlistEntry

__all__ = [
    "ContactToken",
    "Hit",
    "HitReason",
    "IndicatorRecord",
    "ListChange",
    "Manifest",
    "ManifestPart",
    "Message",
    "Outcome",
    "Traveller",
    "WatchlistEntry",
]
