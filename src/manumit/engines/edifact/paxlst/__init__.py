"""Passenger and crew lists (PAXLST): reading in full, and writing in the dialects of carriers."""

from manumit.engines.edifact.paxlst.draft import Dialect, PassengerListDraft, split_parts
from manumit.engines.edifact.paxlst.model import (
    Address,
    BirthPlace,
    Contact,
    ContactNumber,
    Count,
    Document,
    Leg,
    Part,
    Party,
    PassengerList,
    Reference,
    Traveller,
)
from manumit.engines.edifact.paxlst.reader import read_message, read_paxlst
from manumit.engines.edifact.paxlst.writer import write_paxlst

__all__ = [
    "Address",
    "BirthPlace",
    "Contact",
    "ContactNumber",
    "Count",
    "Dialect",
    "Document",
    "Leg",
    "Part",
    "Party",
    "PassengerList",
    "PassengerListDraft",
    "Reference",
    "Traveller",
    "read_message",
    "read_paxlst",
    "split_parts",
    "write_paxlst",
]
