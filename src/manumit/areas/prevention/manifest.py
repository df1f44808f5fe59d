"""What the prevention room registers."""

from django.utils.translation import gettext_lazy as _

from manumit.areas.prevention.api import report_card
from manumit.areas.prevention.pages.home import BLOCKS
from manumit.areas.prevention.rules import REPORT, TIMELINES
from manumit.areas.prevention.selectors import reports_visible_to
from manumit.kernel.roles import ROLES, Compartment
from manumit.platform.access import Permission
from manumit.platform.rooms import Manifest, MenuItem, RecordKind

_TRIAGE = frozenset({"triage_officer"})

MANIFEST = Manifest(
    room="prevention",
    label=_("Prevention"),
    permissions=(
        Permission("prevention.submit_report", "Report what one saw, with or without a name", public=True),
        Permission("prevention.read_queue", "See the queue of public reports", _TRIAGE),
        Permission("prevention.open_report", "Read a public report", _TRIAGE, reads=Compartment.PREVENTION),
        Permission("prevention.triage_report", "Decide what becomes of a public report", _TRIAGE),
        Permission("prevention.read_campaign", "See the campaigns", frozenset(ROLES)),
        Permission("prevention.manage_campaign", "Add campaigns and their reach", _TRIAGE | {"policy_official"}),
    ),
    menu=(
        MenuItem(_("Public reports"), "prevention:queue", "prevention.read_queue", 60),
        MenuItem(_("Campaigns"), "prevention:campaigns", "prevention.manage_campaign", 61),
    ),
    home=BLOCKS,
    records=(RecordKind("public_report", _("Public report"), reports_visible_to, report_card, 4),),
    workflows=(REPORT,),
    timelines=TIMELINES,
)
