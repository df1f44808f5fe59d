"""Pages of the ledger of proceeds and of the calendar of planned events."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.operations import api
from manumit.areas.operations.pages.forms import EntryForm, ReasonForm
from manumit.areas.operations.pages.home import clash_queue
from manumit.areas.operations.pages.words import (
    ACCOUNT_LABELS,
    BASIS_LABELS,
    EVENT_LABELS,
    LEDGER_LABELS,
    RECONCILIATION_LABELS,
    label,
)
from manumit.platform.access import can
from manumit.platform.ui.format import money
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, build_table


@page("operations.read_ledger")
def ledger(request: PageRequest) -> HttpResponse:
    """Show the ledger, its balances, and by how much its stages do not reconcile."""
    found = api.ledger(by=request.actor)
    columns = [
        Column("on", _("Day"), sort="on", header=True),
        Column("stage", _("Entry"), lambda row: label(LEDGER_LABELS, row.stage), href=_reverse_url),
        Column("operation", _("Operation"), sort="operation"),
        Column("basis", _("Counted as"), lambda row: label(BASIS_LABELS, row.basis)),
        Column("debit", _("To"), lambda row: label(ACCOUNT_LABELS, row.debit)),
        Column("credit", _("From"), lambda row: label(ACCOUNT_LABELS, row.credit)),
        Column("amount", _("Amount"), lambda row: money(row.amount_pence), numeric=True),
    ]
    context = {
        "table": build_table(
            request.GET, found.rows, columns, caption=_("Entries"), empty=_("An entry stands here when it is recorded.")
        ),
        "checks": [
            (
                label(RECONCILIATION_LABELS, each.key),
                money(each.expected_pence),
                money(each.found_pence),
                _("Equal") if each.holds else _("Gap of %(sum)s") % {"sum": money(each.gap_pence)},
            )
            for each in found.reconciliations
        ],
        "balances": [(label(ACCOUNT_LABELS, key), money(value)) for key, value in sorted(found.balances.items())],
        "may_record": can(request.actor, "operations.record_entry"),
    }
    return render(request, "operations/ledger.html", context)


def _reverse_url(row: api.LedgerRow) -> str:
    return reverse("operations:entry_reverse", kwargs={"entry_id": row.id}) if row.may_reverse else ""


@page("operations.record_entry", drafts=True)
def entry_new(request: PageRequest) -> HttpResponse:
    """Enter an amount into the ledger."""
    choices = tuple((str(row.id), row.name) for row in api.list_operations(by=request.actor))
    form = build_form(request, EntryForm, today=request.at.date(), operations=choices)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        operation_id = UUID(typed.pop("operation"))
        made = attempt(
            form, lambda: api.record_entry(by=request.actor, at=request.at, operation_id=operation_id, **typed)
        )
        if made is not None:
            messages.success(request, _("The entry is in the ledger."))
            return redirect("operations:ledger")
    return _form(request, form, _("Enter an amount"))


@page("operations.record_entry")
def entry_reverse(request: PageRequest, entry_id: UUID) -> HttpResponse:
    """Take back an entry by its opposite."""
    form = build_form(request, ReasonForm)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["reasons"]
        made = attempt(form, lambda: api.reverse_entry(by=request.actor, at=request.at, entry_id=entry_id, note=note))
        if made is not None:
            messages.success(request, _("The entry is taken back. Both stay in the ledger."))
            return redirect("operations:ledger")
    return _form(request, form, _("Take back an entry"))


def _form(request: PageRequest, form: object, heading: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": reverse("operations:ledger"), "lead": _("Proceeds of crime")}
    return render(request, "operations/form.html", context)


@page("operations.read_calendar")
def calendar(request: PageRequest) -> HttpResponse:
    """Show the coming events of own operations by day, and the clashes of those that the reader's agency leads."""
    days: dict[object, list[tuple[api.EventView, str]]] = {}
    for event in api.planned(by=request.actor, at=request.at):
        days.setdefault(event.on, []).append((event, label(EVENT_LABELS, event.kind)))
    context = {"days": days.items(), "clashes": clash_queue(request.actor, request.at)}
    return render(request, "operations/calendar.html", context)
