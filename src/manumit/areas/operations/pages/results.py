"""Pages of results: recording, correcting, sharing, assessing, and the report of a period with its CSV."""

import csv
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.operations import api
from manumit.areas.operations.pages.forms import (
    CorrectForm,
    PanelForm,
    PeriodForm,
    ReasonForm,
    ResultForm,
    ShareForm,
)
from manumit.areas.operations.pages.words import KIND_LABELS, LEVEL_LABELS, STEP_LABELS, label
from manumit.engines.charts import bar_chart
from manumit.errors import NotFound
from manumit.platform.access import can
from manumit.platform.ui.components import TimelineItem
from manumit.platform.ui.format import money
from manumit.platform.ui.forms import PARTS
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, TablePage, build_table

_HALF = timedelta(days=182)
_ROWS = 500


def _result_url(result_id: UUID) -> str:
    return reverse("operations:result_page", kwargs={"result_id": result_id})


def _operation_url(operation_id: UUID) -> str:
    return reverse("operations:operation_page", kwargs={"operation_id": operation_id})


def result_table(rows: tuple[api.ResultRow, ...], *, caption: str) -> TablePage:
    """Return results as one long table: its links would lose the period of the report."""
    columns = [
        Column(
            "kind", _("Result"), lambda r: label(KIND_LABELS, r.kind), header=True, href=lambda r: _result_url(r.id)
        ),
        Column("on", _("Day")),
        Column("operation", _("Operation"), href=lambda r: _operation_url(r.operation_id)),
        Column("level", _("Level"), lambda r: label(LEVEL_LABELS, r.level)),
        Column("amount", _("Amount"), lambda r: money(r.amount_pence) if r.amount_pence else None, numeric=True),
    ]
    return build_table(
        {},
        rows,
        columns,
        page_size=_ROWS,
        caption=caption,
        empty=_("A result stands here when it is recorded for an operation."),
    )


@page("operations.record_result", drafts=True)
def result_new(request: PageRequest, operation_id: UUID) -> HttpResponse:
    """Record a result."""
    found = api.open_operation(by=request.actor, at=request.at, operation_id=operation_id)
    form = build_form(request, ResultForm, today=request.at.date())
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: api.record_result(by=request.actor, at=request.at, operation_id=operation_id, **form.cleaned_data),
        )
        if made is not None:
            return redirect(_result_url(made))
    context = {
        "form": form,
        "heading": _("Record a result"),
        "back": _operation_url(operation_id),
        "lead": found.row.name,
        "draft": True,
    }
    return render(request, "operations/form.html", context)


@page("operations.read_results")
def result_page(request: PageRequest, result_id: UUID) -> HttpResponse:
    """Show a result with its corrections."""
    found = api.open_result(by=request.actor, at=request.at, result_id=result_id)
    row = found.row
    facts = [
        {"key": _("Operation"), "value": row.operation, "href": _operation_url(row.operation_id)},
        (_("Day"), row.on.isoformat()),
        (_("Amount"), money(row.amount_pence) if row.amount_pence else ""),
        (_("Level (self-assessed)"), label(LEVEL_LABELS, row.level)),
        (_("Note"), found.note),
        (_("Recorded by"), found.recorded_by),
        (_("Shared with"), ", ".join(found.shares)),
    ]
    context = {
        "found": found,
        "title": label(KIND_LABELS, row.kind),
        "facts": facts,
        "history": [TimelineItem(s.at, label(STEP_LABELS, s.what), s.by, s.text) for s in found.history],
        "panels": [TimelineItem(s.at, s.what, s.by, s.text) for s in found.assessments],
        "may_correct": found.stands and found.takes_part and can(request.actor, "operations.record_result"),
        "may_assess": found.stands
        and row.kind == "group_disrupted"
        and can(request.actor, "operations.assess_disruption"),
    }
    return render(request, "operations/result_page.html", context)


@page("operations.record_result")
def result_correct(request: PageRequest, result_id: UUID) -> HttpResponse:
    """Replace a result by a corrected entry."""
    found = api.open_result(by=request.actor, at=request.at, result_id=result_id)
    row = found.row
    initial = {"kind": row.kind, "on": row.on, "level": row.level}
    if row.amount_pence:
        initial["amount_pence"] = f"{row.amount_pence // 100}.{row.amount_pence % 100:02d}"
    form = build_form(request, CorrectForm, today=request.at.date(), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: api.correct_result(by=request.actor, at=request.at, result_id=result_id, **form.cleaned_data),
        )
        if made is not None:
            return redirect(_result_url(made))
    return _form(request, form, _("Correct a result"), found)


@page("operations.record_result")
def result_withdraw(request: PageRequest, result_id: UUID) -> HttpResponse:
    """Say that a result fell away."""
    found = api.open_result(by=request.actor, at=request.at, result_id=result_id)
    form = build_form(request, ReasonForm)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["reasons"]
        made = attempt(
            form, lambda: api.withdraw_result(by=request.actor, at=request.at, result_id=result_id, note=note)
        )
        if made is not None:
            return redirect(_result_url(made))
    return _form(request, form, _("Withdraw a result"), found)


@page("operations.record_result")
def result_share(request: PageRequest, result_id: UUID) -> HttpResponse:
    """Agree that another operation had a part in a result."""
    found = api.open_result(by=request.actor, at=request.at, result_id=result_id)
    rows = api.list_operations(by=request.actor)
    choices = tuple((str(row.id), row.name) for row in rows if row.id != found.row.operation_id)
    form = build_form(request, ShareForm, operations=choices)
    if request.method == "POST" and form.is_valid():
        other = UUID(form.cleaned_data["operation"])

        def share() -> bool:
            api.share_result(by=request.actor, at=request.at, result_id=result_id, operation_id=other)
            return True

        if attempt(form, share):
            messages.success(request, _("The share is agreed. The result still counts once."))
            return redirect(_result_url(result_id))
    return _form(request, form, _("Share a result"), found)


@page("operations.assess_disruption")
def result_assess(request: PageRequest, result_id: UUID) -> HttpResponse:
    """Give the panel's level of a disruption."""
    found = api.open_result(by=request.actor, at=request.at, result_id=result_id)
    form = build_form(request, PanelForm)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data

        def assess() -> bool:
            api.assess_disruption(by=request.actor, at=request.at, result_id=result_id, **typed)
            return True

        if attempt(form, assess):
            return redirect(_result_url(result_id))
    return _form(request, form, _("The panel's assessment"), found)


def _form(request: PageRequest, form: object, heading: str, found: api.ResultView) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": _result_url(found.row.id), "lead": found.row.operation}
    return render(request, "operations/form.html", context)


def _period(request: PageRequest) -> tuple[PeriodForm, date, date]:
    """Read the period of the report; the last half year where none or a wrong one was asked for."""
    today = request.at.date()
    since, until = today - _HALF, today + timedelta(days=1)
    if not any(name.startswith(("since", "last_day")) for name in request.GET):
        return PeriodForm(initial={"since": since, "last_day": today}), since, until
    form = PeriodForm(request.GET)
    if form.is_valid():
        first, last = form.cleaned_data["since"], min(form.cleaned_data["last_day"], today)
        if first <= last:
            return form, first, last + timedelta(days=1)
        form.add_error("last_day", _("The last day must not be before the first, nor the first in the future"))
    return form, since, until


def _query(since: date, until: date) -> str:
    last = until - timedelta(days=1)
    days = (("since", since), ("last_day", last))
    return urlencode({f"{name}-{part}": getattr(day, part) for name, day in days for part in PARTS})


@page("operations.read_results")
def results(request: PageRequest) -> HttpResponse:
    """Show the results of a period: totals counted once, a chart with its table, and the rows behind it."""
    form, since, until = _period(request)
    found = api.totals_for(by=request.actor, at=request.at, since=since, until=until)
    figure = bar_chart(
        title=_("Results, each person and thing once"),
        values=[(label(KIND_LABELS, kind), count) for kind, count in found.counts.items()],
        category=_("Result"),
        measure=_("Number"),
    )
    context = {
        "form": form,
        "csv_href": f"{reverse('operations:results_csv')}?{_query(since, until)}",
        "since": since,
        "last_day": until - timedelta(days=1),
        "figure": figure,
        "pence": [(label(KIND_LABELS, kind), money(value)) for kind, value in found.pence.items()],
        "levels": [(label(LEVEL_LABELS, key) or _("Not assessed"), str(value)) for key, value in found.levels.items()],
        "table": result_table(api.list_results(by=request.actor, since=since, until=until), caption=_("Results")),
    }
    return render(request, "operations/results.html", context)


@page("operations.read_results")
def results_csv(request: PageRequest) -> HttpResponse:
    """Send the totals of a period as CSV: kind, number, pence. Raises NotFound for a period that cannot be read."""
    form, since, until = _period(request)
    if form.is_bound and not form.is_valid():
        raise NotFound("There is no such period.")
    found = api.totals_for(by=request.actor, at=request.at, since=since, until=until)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="results-{since}-{until}.csv"'
    writer = csv.writer(response)
    writer.writerow(["kind", "since", "last_day", "count", "pence"])
    for kind, count in found.counts.items():
        writer.writerow([kind, since, until - timedelta(days=1), count, found.pence.get(kind, "")])
    return response
