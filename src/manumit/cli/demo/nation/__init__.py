"""The demo nation: a plausible month of journeys, people and papers, made from a seed, with a hidden network in it.

Nobody in it is real. Names come from tables of common names, telephone numbers from the ranges that Ofcom keeps for
fiction, addresses for mail from domains that are reserved for examples. Nothing here knows Django, a clock or a disc.
"""

from manumit.cli.demo.nation.history import bulk_referrals, history_referrals
from manumit.cli.demo.nation.making import Loaded, assemble, generate, generate_services
from manumit.cli.demo.nation.model import (
    Address,
    Document,
    GuidanceEntry,
    HiddenPerson,
    HiddenTruth,
    Message,
    Nation,
    Organisation,
    Provider,
    PublicReport,
    Reading,
    Referral,
    Service,
    Size,
    StaffMember,
    Traveller,
    WatchlistEntry,
)
from manumit.cli.demo.nation.movements import movement_batches
from manumit.cli.demo.nation.services import LARGE_MOVEMENTS, LARGE_REFERRALS, MONTH

__all__ = [
    "LARGE_MOVEMENTS",
    "LARGE_REFERRALS",
    "MONTH",
    "Address",
    "Document",
    "GuidanceEntry",
    "HiddenPerson",
    "HiddenTruth",
    "Loaded",
    "Message",
    "Nation",
    "Organisation",
    "Provider",
    "PublicReport",
    "Reading",
    "Referral",
    "Service",
    "Size",
    "StaffMember",
    "Traveller",
    "WatchlistEntry",
    "assemble",
    "bulk_referrals",
    "generate",
    "generate_services",
    "history_referrals",
    "movement_batches",
]
