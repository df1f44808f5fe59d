"""What the border room registers."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manumit.areas.border import tasks
from manumit.areas.border.api import alert_reviews, alert_unread, recover_inbox
from manumit.areas.border.models import Hit, IndicatorRecord, Message, Outcome
from manumit.areas.border.models import Manifest as Service
from manumit.areas.border.pages import home
from manumit.areas.border.rules import HIT, OUTCOMES, REVIEW, TIMELINES
from manumit.areas.border.selectors import visibility
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.platform.access import Permission
from manumit.platform.rooms import DueWork, HomeBlock, Manifest, MenuItem, RecordCard, RecordKind

_ANALYST = frozenset({"targeting_analyst"})
_DESK = frozenset({"targeting_analyst", "targeting_supervisor"})
_SUPERVISOR = frozenset({"targeting_supervisor"})
_OFFICER = frozenset({"port_officer"})
_PROPOSERS = _DESK | {"intelligence_officer", "intelligence_supervisor"}

PERMISSIONS = (
    Permission("border.send_message", "Send passenger data", frozenset({"carrier"})),
    Permission("border.read_message", "See messages and their findings", _DESK | {"carrier"}, reads=Compartment.BORDER),
    Permission("border.replay_message", "Read a quarantined message again", _DESK),
    Permission("border.read_own_quality", "See the data quality of own messages", frozenset({"carrier"})),
    Permission("border.read_manifest", "Open a manifest", _DESK, reads=Compartment.BORDER),
    Permission("border.read_coverage", "See coverage and timeliness by carrier", _DESK, reads=Compartment.BORDER),
    Permission("border.work_the_hub", "See the targeting hub", _DESK, reads=Compartment.BORDER),
    Permission("border.read_hit", "Open a hit", _DESK | _OFFICER, reads=Compartment.BORDER),
    Permission("border.meet_travellers", "See who is to be met at the own port", _OFFICER),
    Permission("border.record_outcome", "Record what was found", _DESK | _OFFICER),
    Permission("border.start_referral", "Start a referral from a hit", _OFFICER),
    Permission("border.rescreen", "Screen again", _SUPERVISOR),
    Permission("border.read_watchlist", "See the watchlist", _DESK, reads=Compartment.BORDER),
    Permission("border.propose_watchlist_entry", "Propose an entry on the watchlist", _DESK),
    Permission("border.approve_watchlist_entry", "Approve, refuse or withdraw an entry of somebody else", _SUPERVISOR),
    Permission("border.read_indicator", "See indicators", _PROPOSERS, reads=Compartment.BORDER),
    Permission("border.propose_indicator", "Propose an indicator", _PROPOSERS),
    Permission("border.approve_indicator", "Let an indicator of somebody else go live", _SUPERVISOR),
)


def _message_card(row: Message, _actor: Actor) -> RecordCard:
    title = f"{row.carrier} {row.reference}".strip() or row.sha256[:12]
    return RecordCard(title, reverse("border:message", args=[row.pk]), row.received_at, row.status)


def _manifest_card(row: Service, _actor: Actor) -> RecordCard:
    title = f"{row.carrier}{row.number} {row.origin}–{row.destination}"
    return RecordCard(title, reverse("border:manifest", args=[row.pk]), row.departs_at or row.first_received_at)


def _hit_href(hit_id: object, actor: Actor) -> str:
    name = "border:hit" if visibility.at_the_desk(actor) else "border:meet"
    return reverse(name, args=[hit_id])


def _hit_card(row: Hit, actor: Actor) -> RecordCard:
    label = HIT.states[row.state].label
    return RecordCard(f"{row.port} {row.meet_at:%d.%m.%Y}".strip(), _hit_href(row.pk, actor), row.raised_at, label)


def _outcome_card(row: Outcome, actor: Actor) -> RecordCard:
    return RecordCard(OUTCOMES[row.kind].label, _hit_href(row.hit_id, actor), row.recorded_at)


def _indicator_card(row: IndicatorRecord, _actor: Actor) -> RecordCard:
    return RecordCard(
        row.title, reverse("border:indicator", args=[row.pk]), row.decided_at or row.proposed_at, row.status
    )


MANIFEST = Manifest(
    room="border",
    label=_("Border"),
    permissions=PERMISSIONS,
    menu=(
        MenuItem(_("Targeting hub"), "border:hub", "border.work_the_hub", 20),
        MenuItem(_("Hits"), "border:hits", "border.work_the_hub", 21),
        MenuItem(_("Manifests"), "border:manifests", "border.read_manifest", 22),
        MenuItem(_("Messages"), "border:messages", "border.read_coverage", 23),
        MenuItem(_("Coverage"), "border:coverage", "border.read_coverage", 24),
        MenuItem(_("Watchlist"), "border:watchlist", "border.read_watchlist", 25),
        MenuItem(_("Indicators"), "border:indicators", "border.read_indicator", 26),
        MenuItem(_("Arrivals"), "border:port", "border.meet_travellers", 20),
        MenuItem(_("Your messages"), "border:carrier", "border.read_own_quality", 20),
    ),
    home=(
        HomeBlock(_DESK, 10, home.hits_block),
        HomeBlock(_DESK, 11, home.unread_block),
        HomeBlock(_DESK, 12, home.carriers_block),
        HomeBlock(_OFFICER, 10, home.port_block),
        HomeBlock(frozenset({"carrier"}), 10, home.carrier_block),
    ),
    records=(
        RecordKind("message", _("Message"), visibility.visible_messages, _message_card, 1),
        RecordKind("manifest", _("Manifest"), visibility.visible_manifests, _manifest_card, 2),
        RecordKind("hit", _("Hit"), visibility.visible_hits, _hit_card, 3),
        RecordKind("outcome", _("Outcome"), visibility.visible_outcomes, _outcome_card, 4),
        RecordKind("indicator", _("Indicator"), visibility.visible_indicators, _indicator_card, 20),
    ),
    due=(
        DueWork("border.recover_inbox", "Register what a crash left in the inbox", recover_inbox),
        DueWork("border.rescreen_upcoming", "Screen again who is still to arrive", tasks.rescreen_daily),
        DueWork("border.unread_hits", "Tell of hits that nobody has read", alert_unread),
        DueWork("border.watchlist_reviews", "Tell of entries whose review is due", alert_reviews),
    ),
    workflows=(HIT, REVIEW),
    timelines=TIMELINES,
)
