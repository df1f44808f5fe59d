"""What the referrals room registers."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manumit.areas.referrals import tasks
from manumit.areas.referrals.pages import home
from manumit.areas.referrals.rules import OUTCOMES, STAGES, TIMELINES, WORKFLOW
from manumit.areas.referrals.selectors import decisions_visible_to, visible_to
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.platform.access import Permission
from manumit.platform.rooms import DueWork, HomeBlock, Manifest, MenuItem, RecordCard, RecordKind

if TYPE_CHECKING:
    from manumit.areas.referrals.models import Decision, Referral

_STARTS = frozenset({"first_responder", "port_officer", "triage_officer"})
_REFERS = frozenset({"first_responder", "port_officer"})
_DECIDES = frozenset({"caseworker", "reviewer", "quality_lead"})
_CASEWORK = frozenset({"caseworker"})
_REVIEWS = frozenset({"reviewer"})
_QUALITY = frozenset({"quality_lead"})
_IMMIGRATION = frozenset({"immigration_official"})
_CHILD = frozenset({"local_authority"})
_NOBODY: frozenset[str] = frozenset()

PERMISSIONS = (
    Permission("referrals.start_referral", "Begin a referral", _STARTS),
    Permission("referrals.refer", "Complete and send a referral, or notify without identity", _REFERS),
    Permission("referrals.list_own", "See the list of the own organisation’s referrals", _STARTS),
    Permission(
        "referrals.open_referral",
        "Open a referral that one may see",
        _STARTS | _DECIDES,
        reads=Compartment.IDENTIFICATION,
    ),
    Permission("referrals.add_evidence", "Add evidence to a referral", _REFERS | _CASEWORK),
    Permission("referrals.add_account", "Add what the person told since", _REFERS | _CASEWORK),
    Permission("referrals.open_letter", "Open a letter addressed to one", _REFERS | _DECIDES | _CHILD),
    Permission("referrals.open_notification", "Open a notification without identity", _REFERS | _DECIDES),
    Permission("referrals.work_queue", "See the queue of cases to decide", _CASEWORK),
    Permission("referrals.propose_decision", "Propose a decision", _CASEWORK),
    Permission("referrals.consult", "Consult before a decision", _CASEWORK),
    Permission("referrals.suspend", "Suspend, take up again, withdraw and close a case", _CASEWORK),
    Permission("referrals.review_decision", "Agree, return or disagree with a decision", _REVIEWS),
    Permission(
        "referrals.open_decision", "Open a decision with its minute", _DECIDES, reads=Compartment.IDENTIFICATION
    ),
    Permission("referrals.quality", "See how decisions fare", _QUALITY),
    Permission("referrals.declare_involvement", "Declare a part played in a person’s life", _DECIDES | _IMMIGRATION),
    Permission("referrals.ask_hold", "Ask whether a removal is held", _IMMIGRATION),
    Permission("referrals.open_child", "Open the referral of a child of one’s own", _CHILD),
    Permission("referrals.read_law", "Read the dated rules", public=True),
    Permission("referrals.load_history", "Load past referrals", _NOBODY),
    Permission("referrals.run_clocks", "Do what the calendar brings", _NOBODY),
)


def _referral_card(referral: Any, actor: Actor) -> RecordCard:
    row: Referral = referral
    page = "referrals:child" if actor.has("local_authority") and not actor.has(*_STARTS) else "referrals:referral"
    return RecordCard(
        title=row.reference or _("Draft"),
        href=reverse(page, kwargs={"referral_id": row.pk}),
        at=row.received_at or row.created_at,
        note=_("A person who may be a victim was referred."),
    )


def _decision_card(decision: Any, actor: Actor) -> RecordCard:  # noqa: ARG001 - the shape of every card
    row: Decision = decision
    return RecordCard(
        title=f"{_(STAGES[row.stage])}: {_(OUTCOMES[row.outcome])}",
        href=reverse("referrals:decision", kwargs={"decision_id": row.pk}),
        at=row.at,
    )


MANIFEST = Manifest(
    room="referrals",
    label=gettext_lazy("Referrals"),
    permissions=PERMISSIONS,
    menu=(
        MenuItem(gettext_lazy("My referrals"), "referrals:mine", "referrals.list_own", 10),
        MenuItem(gettext_lazy("Cases"), "referrals:queue", "referrals.work_queue", 10),
        MenuItem(gettext_lazy("To review"), "referrals:reviews", "referrals.review_decision", 11),
        MenuItem(gettext_lazy("Decisions"), "referrals:decisions", "referrals.quality", 12),
        MenuItem(gettext_lazy("Children"), "referrals:children", "referrals.open_child", 10),
        MenuItem(gettext_lazy("Removal holds"), "referrals:hold", "referrals.ask_hold", 10),
        MenuItem(gettext_lazy("Declare a part played"), "referrals:declare", "referrals.declare_involvement", 60),
    ),
    home=(
        HomeBlock(frozenset({"first_responder"}), 10, home.start_block),
        HomeBlock(frozenset({"first_responder"}), 11, home.drafts_block),
        HomeBlock(frozenset({"first_responder"}), 12, home.mine_block),
        HomeBlock(_CASEWORK, 10, home.queue_block),
        HomeBlock(_CASEWORK, 11, home.consulted_block),
        HomeBlock(_CASEWORK, 12, home.returned_block),
        HomeBlock(_REVIEWS, 10, home.review_block),
        HomeBlock(_QUALITY, 10, home.quality_block),
        HomeBlock(_IMMIGRATION, 10, home.hold_block),
        HomeBlock(_CHILD, 10, home.children_block),
        HomeBlock(_CHILD, 11, home.letters_block),
    ),
    records=(
        RecordKind("referral", gettext_lazy("Referral"), visible_to, _referral_card, 5),
        RecordKind("decision", gettext_lazy("Decision"), decisions_visible_to, _decision_card, 6),
    ),
    due=(
        DueWork(
            "referrals.end_recovery",
            "Move cases whose recovery period is over to the conclusive decision",
            tasks.end_recoveries,
        ),
        DueWork("referrals.clocks", "Tell caseworkers of decisions that are due", tasks.tell_of_clocks),
        DueWork("referrals.drafts", "Empty drafts that nobody came back to for 28 days", tasks.expire_drafts),
    ),
    workflows=(WORKFLOW,),
    timelines=TIMELINES,
)
