"""Writes of the care room: one function a move, each with its permission, its rules and one audit entry."""

from manumit.areas.care.services.episodes import (
    accept_offer,
    decline_offer,
    end_support,
    expire_offers,
    move,
    offer_place,
    open_episode,
)
from manumit.areas.care.services.estate import add_place, add_provider, add_tariff, open_address, record_inspection
from manumit.areas.care.services.journey import close_incident, record_consent, record_incident, write_plan

__all__ = [
    "accept_offer",
    "add_place",
    "add_provider",
    "add_tariff",
    "close_incident",
    "decline_offer",
    "end_support",
    "expire_offers",
    "move",
    "offer_place",
    "open_address",
    "open_episode",
    "record_consent",
    "record_incident",
    "record_inspection",
    "write_plan",
]
