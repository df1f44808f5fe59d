"""Pages of operations: the register, one operation, its agencies, stages, planned events and notices."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manumit.areas.operations import api
from manumit.areas.operations.pages.forms import (
    AgencyForm,
    EditForm,
    EventForm,
    MoveForm,
    NoticeForm,
    RegisterForm,
)
from manumit.areas.operations.pages.results import result_table
from manumit.areas.operations.pages.tasking import timeline
from manumit.areas.operations.pages.words import (
    EVENT_LABELS,
    NOTICE_LABELS,
    STAGE_LABELS,
    THREAT_LABELS,
    label,
    tag,
)
from manumit.errors import Conflict
from manumit.platform.access import can
from manumit.platform.ui.forms import conflict_of
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, Filter, build_table

_EDITED = ("name", "threat_area", "countries", "joint_team", "sole_reason", "welfare_plan")


def _url(operation_id: UUID) -> str:
    return reverse("operations:operation_page", kwargs={"operation_id": operation_id})


@page("operations.read_operation")
def operation_list(request: PageRequest) -> HttpResponse:
    """Show the register."""
    columns = [
        Column("name", _("Operation"), sort="name", header=True, href=lambda row: _url(row.id)),
        Column("stage", _("Stage"), lambda row: tag(STAGE_LABELS, row.stage), sort="stage"),
        Column("lead", _("Lead"), sort="lead"),
        Column("threat_area", _("Threat area"), lambda row: label(THREAT_LABELS, row.threat_area), sort="threat_area"),
        Column("countries", _("Countries"), lambda row: ", ".join(row.countries)),
        Column("joint_team", _("Joint team"), sort="joint_team"),
        Column("registered_at", _("Registered"), sort="registered_at"),
    ]
    stages = tuple((key, label(STAGE_LABELS, key)) for key in STAGE_LABELS)
    table = build_table(
        request.GET,
        api.list_operations(by=request.actor),
        columns,
        [Filter("stage", _("Stage"), lambda rows, wanted: [row for row in rows if row.stage == wanted], stages)],
        caption=_("Operations"),
        empty=_("An operation stands here when it is registered for an adopted request."),
    )
    return render(request, "operations/operation_list.html", {"table": table})


@page("operations.read_operation")
def operation_page(request: PageRequest, operation_id: UUID) -> HttpResponse:
    """Show one operation."""
    found = api.open_operation(by=request.actor, at=request.at, operation_id=operation_id)
    row = found.row
    facts = [
        (_("Stage"), label(STAGE_LABELS, row.stage)),
        (_("Lead"), row.lead),
        (_("Threat area"), label(THREAT_LABELS, row.threat_area)),
        (_("Countries"), ", ".join(row.countries)),
        (_("Joint team"), _("Yes") if row.joint_team else _("No")),
        (_("Welfare plan"), found.welfare_plan),
        (_("De-brief note"), found.debrief_note),
    ]
    part = found.takes_part
    context = {
        "found": found,
        "facts": facts,
        "steps": timeline(found.steps),
        "results": result_table(found.results, caption=_("Results")),
        "shared": result_table(found.shared, caption=_("Results of others in which it had a part")),
        "planned": [(each, label(EVENT_LABELS, each.kind)) for each in found.planned],
        "notices": [(each, label(NOTICE_LABELS, each.outcome)) for each in found.notices],
        "may": {
            name: part and can(request.actor, f"operations.{name}")
            for name in ("edit_operation", "move_operation", "record_result", "plan_event", "give_notice")
        },
    }
    return render(request, "operations/operation_page.html", context)


@page("operations.register_operation", drafts=True)
def operation_new(request: PageRequest, tasking_request_id: UUID) -> HttpResponse:
    """Register the operation that an adopted request leads to."""
    asked = api.open_request(by=request.actor, at=request.at, request_id=tasking_request_id)
    form = build_form(request, RegisterForm, bodies=api.organisation_choices())
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        made = attempt(
            form,
            lambda: api.register_operation(
                by=request.actor,
                at=request.at,
                request_id=tasking_request_id,
                name=typed["name"],
                agencies=tuple(UUID(each) for each in typed["agencies"]),
                threat_area=typed["threat_area"],
                country_codes=typed["countries"],
                joint_team=typed["joint_team"],
                sole_reason=typed["sole_reason"],
            ),
        )
        if made is not None:
            return redirect("operations:operation_page", operation_id=made)
    back = reverse("operations:request_page", kwargs={"tasking_request_id": tasking_request_id})
    context = {
        "form": form,
        "heading": _("Register an operation"),
        "back": back,
        "lead": asked.row.title,
        "draft": True,
    }
    return render(request, "operations/form.html", context)


@page("operations.edit_operation", drafts=True)
def operation_edit(request: PageRequest, operation_id: UUID) -> HttpResponse:
    """Change an operation; two who edit at once see both versions."""
    found = api.open_operation(by=request.actor, at=request.at, operation_id=operation_id)
    now = _standing(found)
    form = build_form(request, EditForm, initial={**now, "version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: _edit(request, operation_id, form))
        except Conflict:
            typed = conflict_of(
                form, current=now, version=found.version, action=request.path, keep_href=_url(operation_id)
            )
            return render(request, "manumit/conflict.html", {"conflict": typed}, status=409)
        if done:
            messages.success(request, _("The operation is changed."))
            return redirect(_url(operation_id))
    return _form(request, form, _("Change the operation"), found, draft=True)


def _standing(found: api.OperationView) -> dict[str, object]:
    return {
        "name": found.row.name,
        "threat_area": found.row.threat_area,
        "countries": ", ".join(found.row.countries),
        "joint_team": found.row.joint_team,
        "sole_reason": found.sole_reason,
        "welfare_plan": found.welfare_plan,
    }


def _edit(request: PageRequest, operation_id: UUID, form: EditForm) -> bool:
    typed = form.cleaned_data
    api.edit_operation(
        by=request.actor,
        at=request.at,
        operation_id=operation_id,
        expected=form.expected_version,
        name=typed["name"],
        threat_area=typed["threat_area"],
        country_codes=typed["countries"],
        joint_team=typed["joint_team"],
        sole_reason=typed["sole_reason"],
        welfare_plan=typed["welfare_plan"],
    )
    return True


@page("operations.move_operation", drafts=True)
def operation_move(request: PageRequest, operation_id: UUID) -> HttpResponse:
    """Bring an operation to another stage."""
    found = api.open_operation(by=request.actor, at=request.at, operation_id=operation_id)
    form = build_form(request, MoveForm, stages=tuple(dict.fromkeys(move.stage for move in found.moves)))
    return _post(
        request,
        form,
        found,
        heading=_("Next stage"),
        act=lambda typed: api.move_operation(by=request.actor, at=request.at, operation_id=operation_id, **typed),
        moves=[(label(STAGE_LABELS, move.stage), move.refusals) for move in found.moves],
    )


@page("operations.edit_operation")
def agency_add(request: PageRequest, operation_id: UUID) -> HttpResponse:
    """Let another agency take part."""
    found = api.open_operation(by=request.actor, at=request.at, operation_id=operation_id)
    form = build_form(request, AgencyForm, bodies=api.organisation_choices())
    return _post(
        request,
        form,
        found,
        heading=_("Add an agency"),
        act=lambda typed: api.add_agency(
            by=request.actor, at=request.at, operation_id=operation_id, organisation_id=UUID(typed["organisation"])
        ),
    )


@require_POST
@page("operations.edit_operation")
def agency_end(request: PageRequest, operation_id: UUID, organisation_id: UUID) -> HttpResponse:
    """End an agency's part today."""
    api.end_agency(by=request.actor, at=request.at, operation_id=operation_id, organisation_id=organisation_id)
    messages.success(request, _("The agency takes part no longer."))
    return redirect(_url(operation_id))


@page("operations.plan_event")
def event_plan(request: PageRequest, operation_id: UUID) -> HttpResponse:
    """Plan an event."""
    found = api.open_operation(by=request.actor, at=request.at, operation_id=operation_id)
    form = build_form(request, EventForm)
    return _post(
        request,
        form,
        found,
        heading=_("Plan an event"),
        act=lambda typed: api.plan_event(by=request.actor, at=request.at, operation_id=operation_id, **typed),
    )


@require_POST
@page("operations.plan_event")
def event_cancel(request: PageRequest, event_id: UUID) -> HttpResponse:
    """Cancel a planned event."""
    api.cancel_event(by=request.actor, at=request.at, event_id=event_id)
    messages.success(request, _("The event is cancelled."))
    return redirect("operations:calendar")


@page("operations.give_notice")
def notice_give(request: PageRequest, operation_id: UUID) -> HttpResponse:
    """Give a non-punishment notice."""
    found = api.open_operation(by=request.actor, at=request.at, operation_id=operation_id)
    form = build_form(request, NoticeForm)
    return _post(
        request,
        form,
        found,
        heading=_("Non-punishment notice"),
        act=lambda typed: api.give_notice(by=request.actor, at=request.at, operation_id=operation_id, **typed),
    )


def _post(
    request: PageRequest,
    form: forms.Form,
    found: api.OperationView,
    *,
    heading: str,
    act: Callable[[dict[str, Any]], object],
    moves: object = None,
) -> HttpResponse:
    def done() -> bool:
        act(form.cleaned_data)
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, done):
        messages.success(request, _("It is recorded."))
        return redirect(_url(found.row.id))
    return _form(request, form, heading, found, moves=moves)


def _form(
    request: PageRequest, form: forms.Form, heading: str, found: api.OperationView, **more: object
) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": _url(found.row.id), "lead": found.row.name, **more}
    return render(request, "operations/form.html", context)
