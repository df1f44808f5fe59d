"""What the care room registers: permissions, menu, first-page blocks, kinds of record, reactions and due work."""

from django.utils.translation import gettext_lazy as _

from manumit.areas.care.api.cards import funding_card, placement_card, support_card
from manumit.areas.care.api.reactions import on_decision_released
from manumit.areas.care.pages.home import BLOCKS
from manumit.areas.care.rules import EPISODE, OFFER, TIMELINES
from manumit.areas.care.selectors import episodes_visible_to, funding_visible_to, placements_visible_to
from manumit.areas.care.services import expire_offers
from manumit.areas.referrals.api import DecisionReleased
from manumit.kernel.roles import Compartment
from manumit.platform.access import Permission
from manumit.platform.rooms import DueWork, Manifest, MenuItem, RecordKind, Subscription

_CONTRACTOR = frozenset({"prime_contractor"})
_CARE = frozenset({"prime_contractor", "support_worker"})
_FINANCE = frozenset({"prime_contractor", "financial_investigator"})

MANIFEST = Manifest(
    room="care",
    label=_("Care"),
    permissions=(
        Permission("care.open_episode", "Open support when a positive decision is released"),
        Permission("care.expire_offer", "Let offers that nobody answered run out"),
        Permission("care.read_episode", "See the people in support", _CARE, reads=Compartment.CARE),
        Permission("care.offer_place", "Offer a place", _CONTRACTOR),
        Permission("care.answer_offer", "Accept or decline an offer with the person", _CARE),
        Permission("care.move_person", "Move a person to another place", _CONTRACTOR),
        Permission("care.end_support", "End a person's support", _CARE),
        Permission("care.record_consent", "Note what a person said when asked", _CARE),
        Permission("care.write_plan", "Draw up and review a journey plan", _CARE),
        Permission("care.record_incident", "Raise an alert about a person", _CARE),
        Permission("care.close_incident", "Close an alert", _CARE),
        Permission("care.read_provider", "See providers and their places", _CARE),
        Permission("care.read_free_places", "See free places by region", _CARE),
        Permission("care.manage_provider", "Add providers and places, record inspections", _CONTRACTOR),
        Permission("care.open_address", "Open a safe address for a purpose", _CARE),
        Permission("care.manage_tariff", "Set the price of a day", _CONTRACTOR),
        Permission("care.read_statement", "See statements and tariffs", _FINANCE),
    ),
    menu=(
        MenuItem(_("People in support"), "care:episodes", "care.read_episode", 30),
        MenuItem(_("Providers"), "care:providers", "care.read_provider", 31),
        MenuItem(_("Statements"), "care:statements", "care.read_statement", 32),
        MenuItem(_("Tariffs"), "care:tariffs", "care.manage_tariff", 33),
    ),
    home=BLOCKS,
    records=(
        RecordKind("support_episode", _("Support"), episodes_visible_to, support_card, 8),
        RecordKind("placement", _("Placement"), placements_visible_to, placement_card, 9),
        RecordKind("funding_line", _("Funding line"), funding_visible_to, funding_card, 10),
    ),
    subscriptions=(Subscription(DecisionReleased, on_decision_released),),
    due=(DueWork("care.expire_offers", "Let offers that nobody answered run out", expire_offers),),
    workflows=(EPISODE, OFFER),
    timelines=TIMELINES,
)
