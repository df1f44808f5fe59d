"""What the operations room registers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manumit.areas.intelligence.api import Disseminated
from manumit.areas.operations import api
from manumit.areas.operations.pages.home import (
    clash_block,
    figures_block,
    inbox_block,
    own_cases_block,
    proceeds_block,
)
from manumit.areas.operations.pages.words import KIND_LABELS, REQUEST_LABELS, STAGE_LABELS, label
from manumit.areas.operations.rules import OPERATION, TASKING
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.platform.access import Permission
from manumit.platform.rooms import HomeBlock, Manifest, MenuItem, RecordCard, RecordKind, Subscription

_TASKING = frozenset({"tasking_officer"})
_FINANCE = frozenset({"financial_investigator"})
_PROSECUTION = frozenset({"prosecutor"})
_OFFICERS = _TASKING | _FINANCE
_ALL = _OFFICERS | _PROSECUTION


def _request_card(row: Any, _actor: Actor) -> RecordCard:
    href = reverse("operations:request_page", kwargs={"tasking_request_id": row.pk})
    return RecordCard(row.title, href, row.requested_at, label(REQUEST_LABELS, row.state))


def _operation_card(row: Any, _actor: Actor) -> RecordCard:
    href = reverse("operations:operation_page", kwargs={"operation_id": row.pk})
    return RecordCard(row.name, href, row.registered_at, label(STAGE_LABELS, row.stage))


def _result_card(row: Any, _actor: Actor) -> RecordCard:
    href = reverse("operations:result_page", kwargs={"result_id": row.pk})
    return RecordCard(label(KIND_LABELS, row.kind), href, row.recorded_at, row.operation.name)


def _offer(event: Disseminated, *, by: Actor, at: datetime) -> None:
    api.receive_offer(
        by=by,
        at=at,
        dissemination_id=UUID(event.dissemination_id),
        organisation_id=UUID(event.recipient_organisation_id),
    )


MANIFEST = Manifest(
    room="operations",
    label=_("Operations"),
    permissions=(
        Permission("operations.request_tasking", "Ask for an asset, appeal a refusal", _OFFICERS),
        Permission("operations.decide_tasking", "Adopt or refuse another person's request", _TASKING),
        Permission("operations.read_tasking", "Read tasking requests", _ALL, reads=Compartment.OPERATIONS),
        Permission(
            "operations.read_operation", "Read operations that exist for the reader", _ALL, reads=Compartment.OPERATIONS
        ),
        Permission("operations.register_operation", "Register an operation for an adopted request", _TASKING),
        Permission("operations.edit_operation", "Change an operation and its agencies", _TASKING),
        Permission("operations.move_operation", "Bring an operation to another stage", _TASKING),
        Permission("operations.plan_event", "Plan events for deconfliction", _OFFICERS),
        Permission("operations.read_calendar", "Read the calendar of own operations", _OFFICERS),
        Permission("operations.record_result", "Record, correct and share results", _ALL),
        Permission("operations.assess_disruption", "Give a panel's assessment", _TASKING),
        Permission("operations.read_results", "Read results and totals", _ALL, reads=Compartment.OPERATIONS),
        Permission("operations.record_entry", "Enter into the ledger of proceeds", _FINANCE),
        Permission("operations.read_ledger", "Read the ledger of proceeds", _OFFICERS),
        Permission("operations.give_notice", "Give a non-punishment notice", _PROSECUTION),
    ),
    menu=(
        MenuItem(_("Tasking"), "operations:request_list", "operations.read_tasking", 50),
        MenuItem(_("Operations"), "operations:operation_list", "operations.read_operation", 51),
        MenuItem(_("Results"), "operations:results", "operations.read_results", 52),
        MenuItem(_("Proceeds"), "operations:ledger", "operations.read_ledger", 53),
        MenuItem(_("Calendar"), "operations:calendar", "operations.read_calendar", 54),
    ),
    home=(
        HomeBlock(_TASKING, 10, inbox_block),
        HomeBlock(_TASKING, 20, clash_block),
        HomeBlock(_TASKING, 30, figures_block),
        HomeBlock(_FINANCE, 10, proceeds_block),
        HomeBlock(_PROSECUTION, 10, own_cases_block),
    ),
    records=(
        RecordKind("tasking_request", _("Tasking request"), api.requests_visible_to, _request_card, 15),
        RecordKind("operation", _("Operation"), api.operations_visible_to, _operation_card, 16),
        RecordKind("result", _("Result"), api.results_visible_to, _result_card, 17),
    ),
    subscriptions=(Subscription(Disseminated, _offer),),
    workflows=(TASKING, OPERATION),
)
