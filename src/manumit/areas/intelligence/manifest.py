"""What the intelligence room registers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manumit.areas.intelligence import api, rules
from manumit.areas.intelligence.pages import home
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.platform.access import Permission
from manumit.platform.rooms import Manifest, MenuItem, RecordCard, RecordKind

_ANALYSTS = frozenset({"intelligence_officer", "intelligence_supervisor"})
_SUPERVISORS = frozenset({"intelligence_supervisor"})
_WRITERS = _ANALYSTS | {"liaison_officer"}
_READS = Compartment.INTELLIGENCE

_PERMISSIONS = (
    Permission("intelligence.read_report", "Read reports, by handling and marking", _WRITERS, reads=_READS),
    Permission("intelligence.write_report", "Write and submit reports", _WRITERS),
    Permission(
        "intelligence.file_report",
        "File a finished report, also from another room",
        _WRITERS | {"triage_officer", "targeting_analyst", "targeting_supervisor", "port_officer"},
    ),
    Permission("intelligence.release_report", "Release, return and sanitise reports of others", _SUPERVISORS),
    Permission("intelligence.read_debrief", "Read de-briefs", _ANALYSTS, reads=_READS),
    Permission("intelligence.debrief", "Hold de-briefs and record consent", _ANALYSTS),
    Permission("intelligence.read_network", "Read entities, links and groups", _ANALYSTS, reads=_READS),
    Permission("intelligence.link_entities", "Add entities, mentions and links", _ANALYSTS),
    Permission("intelligence.form_group", "Form and score groups", _ANALYSTS),
    Permission("intelligence.propose_indicator", "Propose a risk indicator from a de-brief", _ANALYSTS),
    Permission("intelligence.disseminate", "Propose a dissemination", _ANALYSTS),
    Permission("intelligence.approve_dissemination", "Approve, refuse and recall disseminations", _SUPERVISORS),
    Permission(
        "intelligence.read_dissemination",
        "Read what was sent to the own organisation, and for analysts what was sent out",
        frozenset(api.RECIPIENT_ROLES),
        reads=_READS,
    ),
    Permission(
        "intelligence.receive_dissemination",
        "Acknowledge and give feedback on what was sent to the own organisation",
        frozenset(api.RECIPIENT_ROLES),
    ),
)


def _debrief_card(row: Any, _actor: Actor) -> RecordCard:
    view = api.debrief_row(row)
    return RecordCard(view.reference, reverse("intelligence:debrief", args=[row.pk]), row.started_at, view.state_label)


def _report_card(row: Any, _actor: Actor) -> RecordCard:
    view = api.report_row(row)
    return RecordCard(view.reference, reverse("intelligence:report", args=[row.pk]), row.created_at, view.title)


def _group_card(row: Any, _actor: Actor) -> RecordCard:
    view = api.group_row(row)
    return RecordCard(view.reference, reverse("intelligence:group", args=[row.pk]), row.created_at, view.name)


def _dissemination_card(row: Any, _actor: Actor) -> RecordCard:
    view = api.dissemination_row(row)
    href = reverse("intelligence:dissemination", args=[row.pk])
    return RecordCard(view.reference, href, row.sent_at or row.proposed_at, f"{view.recipient}: {_(view.state_label)}")


def _disseminations(actor: Actor) -> Any:
    return api.visible_disseminations(actor).select_related("recipient")


MANIFEST = Manifest(
    room="intelligence",
    label=_("Intelligence"),
    permissions=_PERMISSIONS,
    menu=(
        MenuItem(_("Reports"), "intelligence:reports", "intelligence.read_report", 40),
        MenuItem(_("Release"), "intelligence:release_queue", "intelligence.release_report", 41),
        MenuItem(_("De-briefs"), "intelligence:debriefs", "intelligence.read_debrief", 42),
        MenuItem(_("People and places"), "intelligence:entities", "intelligence.read_network", 43),
        MenuItem(_("Groups"), "intelligence:groups", "intelligence.read_network", 44),
        MenuItem(_("Disseminations"), "intelligence:disseminations", "intelligence.read_dissemination", 45),
    ),
    home=home.BLOCKS,
    records=(
        RecordKind("debrief", _("De-brief"), api.visible_debriefs, _debrief_card, 11),
        RecordKind("intelligence_report", _("Intelligence report"), api.visible_reports, _report_card, 12),
        RecordKind("group", _("Group"), api.visible_groups, _group_card, 13),
        RecordKind("dissemination", _("Dissemination"), _disseminations, _dissemination_card, 14),
    ),
    workflows=(rules.DEBRIEF_WORKFLOW, rules.REPORT_WORKFLOW, rules.DISSEMINATION_WORKFLOW),
    timelines=(rules.GRADING_IN_FORCE, rules.MARKING_IN_FORCE),
)
