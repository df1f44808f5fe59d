"""Pages of reports: the list, writing, one report, the release queue, and what a second person does with it."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manumit.areas.intelligence import api, rules
from manumit.areas.intelligence.pages.forms import EditReportForm, ReportForm, TextForm
from manumit.errors import Conflict
from manumit.platform.thread.links import Ref
from manumit.platform.ui.forms import conflict_of
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, TablePage, build_table


def _table(request: PageRequest, rows: Sequence[api.ReportRow], caption: str, empty: str) -> TablePage:
    columns = (
        Column(
            "reference", _("Reference"), href=lambda row: reverse("intelligence:report", args=[row.id]), header=True
        ),
        Column("title", _("Title")),
        Column("grade", _("Grade")),
        Column("marking", _("Marking")),
        Column("state", _("State"), value=lambda row: _(row.state_label)),
        Column("created_at", _("Written")),
    )
    return build_table(request.GET, rows, columns, caption=caption, empty=empty)


@page("intelligence.read_report")
def report_list(request: PageRequest) -> HttpResponse:
    """Show the reports that the actor may see, newest first; of one state where asked."""
    state = request.GET.get("state", "")
    empty = _("No report that you may see is here. Reports appear when they are filed.")
    table = _table(request, api.list_reports(by=request.actor, state=state), _("Reports"), empty)
    context = {
        "title": _("Reports"),
        "table": table,
        "states": [(key, _(one.label)) for key, one in rules.REPORT_WORKFLOW.states.items()],
        "state": state,
    }
    return render(request, "intelligence/reports.html", context)


@page("intelligence.read_report")
@require_POST
def seen(request: PageRequest) -> HttpResponse:
    """Mark all that came in until now as seen."""
    api.mark_seen(by=request.actor, at=request.at)
    return redirect("home")


@page("intelligence.release_report")
def release_queue(request: PageRequest) -> HttpResponse:
    """Show what waits for a second person; the actor's own work is absent."""
    empty = _("Nothing waits. Reports of others come here when they are submitted; your own never do.")
    context = {
        "title": _("Waiting for release"),
        "table": _table(request, api.reports_to_release(by=request.actor), _("Reports that wait for release"), empty),
        "proposals": api.disseminations_to_approve(by=request.actor)[:50],
    }
    return render(request, "intelligence/release_queue.html", context)


def _schemes(request: PageRequest) -> dict[str, object]:
    day = request.at.date()
    asked = request.POST.get("scheme", "") or request.GET.get("scheme", "")
    key = asked if asked in rules.SCHEMES else rules.GRADING_IN_FORCE.on(day)
    return {"scheme": rules.scheme(key), "marking_scheme": rules.marking_scheme(rules.MARKING_IN_FORCE.on(day))}


def _earlier(form: ReportForm) -> Ref | None:
    kind, record_id = form.cleaned_data["earlier_kind"], form.cleaned_data["earlier_id"]
    return Ref(kind, record_id) if kind and record_id else None


@page("intelligence.write_report", drafts=True)
def new(request: PageRequest) -> HttpResponse:
    """Write a report: submit it, or keep it as a draft."""
    options = _schemes(request)
    initial = {name: request.GET.get(name, "") for name in ("earlier_kind", "earlier_id")}
    form = build_form(request, ReportForm, initial=initial, **options)
    if request.method == "POST" and form.is_valid():
        report_id = attempt(form, lambda: _write(request, form))
        if report_id is not None:
            return redirect("intelligence:report", report_id)
    context = {"title": _("Write a report"), "form": form, **options, "schemes": rules.SCHEMES}
    return render(request, "intelligence/report_form.html", context)


def _write(request: PageRequest, form: ReportForm) -> UUID:
    report_id = api.draft_report(by=request.actor, at=request.at, contents=form.contents(), earlier=_earlier(form))
    if "_keep" not in request.POST:
        api.submit_report(by=request.actor, at=request.at, report_id=report_id)
    return report_id


@page("intelligence.write_report", drafts=True)
def edit(request: PageRequest, intelligence_report_id: UUID) -> HttpResponse:
    """Change an own draft; what somebody else changed meanwhile is shown beside it."""
    view = api.open_report(by=request.actor, at=request.at, report_id=intelligence_report_id)
    marking_scheme = rules.marking_scheme(rules.MARKING_IN_FORCE.on(request.at.date()))
    options = {"scheme": rules.scheme(view.scheme), "marking_scheme": marking_scheme}
    stands = {name: getattr(view.contents, name) for name in view.contents.__slots__}
    form = build_form(request, EditReportForm, initial={**stands, "version": view.version}, **options)
    here = reverse("intelligence:report", args=[intelligence_report_id])
    if request.method == "POST" and form.is_valid():
        try:
            saved = attempt(form, lambda: _save(request, intelligence_report_id, form))
        except Conflict:
            conflict = conflict_of(form, current=stands, version=view.version, action=request.path, keep_href=here)
            return render(request, "manumit/conflict.html", {"conflict": conflict}, status=409)
        if saved:
            return redirect(here)
    context = {"title": _("Change the draft"), "form": form, **options, "schemes": {}, "back_href": here}
    return render(request, "intelligence/report_form.html", context)


def _save(request: PageRequest, report_id: UUID, form: EditReportForm) -> bool:
    api.edit_draft(
        by=request.actor, at=request.at, report_id=report_id, contents=form.contents(), expected=form.expected_version
    )
    if "_keep" not in request.POST:
        api.submit_report(by=request.actor, at=request.at, report_id=report_id)
    return True


@page("intelligence.read_report")
def show(request: PageRequest, intelligence_report_id: UUID) -> HttpResponse:
    """Show one report."""
    view = api.open_report(by=request.actor, at=request.at, report_id=intelligence_report_id)
    context = {
        "title": view.row.reference,
        "view": view,
        "categories": rules.PERSON_CATEGORIES,
        "priorities": rules.PRIORITIES,
        "may_link": request.actor.has("intelligence_officer", "intelligence_supervisor") and view.row.state != "draft",
    }
    return render(request, "intelligence/report.html", context)


@page("intelligence.write_report")
@require_POST
def submit(request: PageRequest, intelligence_report_id: UUID) -> HttpResponse:
    """Hand an own draft to the supervisors."""
    api.submit_report(by=request.actor, at=request.at, report_id=intelligence_report_id)
    messages.success(request, _("The report waits for release by a second person."))
    return redirect("intelligence:report", intelligence_report_id)


@page("intelligence.release_report", drafts=True)
def release(request: PageRequest, intelligence_report_id: UUID) -> HttpResponse:
    """Read, sanitise and release a report of somebody else."""
    view = api.open_report(by=request.actor, at=request.at, report_id=intelligence_report_id)
    label = _("Text that may leave the room (leave it empty to release the report inside the room only)")
    form = build_form(request, TextForm, name="sanitised_text", label=label, required=False)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["sanitised_text"]

        def act() -> bool:
            api.release_report(by=request.actor, at=request.at, report_id=view.row.id, sanitised_text=text)
            return True

        if attempt(form, act):
            return redirect("intelligence:report", intelligence_report_id)
    return _second_person(request, view, form, _("Release the report"), _("Release"))


@page("intelligence.release_report")
def give_back(request: PageRequest, intelligence_report_id: UUID) -> HttpResponse:
    """Give a report back to its author."""
    view = api.open_report(by=request.actor, at=request.at, report_id=intelligence_report_id)
    form = build_form(request, TextForm, name="reasons", label=_("What should the author change?"))
    if request.method == "POST" and form.is_valid():
        reasons = form.cleaned_data["reasons"]

        def act() -> bool:
            api.return_report(by=request.actor, at=request.at, report_id=view.row.id, reasons=reasons)
            return True

        if attempt(form, act):
            return redirect("intelligence:release_queue")
    return _second_person(request, view, form, _("Return the report"), _("Return to the author"))


@page("intelligence.release_report", drafts=True)
def sanitise(request: PageRequest, intelligence_report_id: UUID) -> HttpResponse:
    """Write a new sanitised text of a released report."""
    view = api.open_report(by=request.actor, at=request.at, report_id=intelligence_report_id)
    form = build_form(request, TextForm, name="text", label=_("Text that may leave the room"))
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]

        def act() -> int:
            return api.sanitise_report(by=request.actor, at=request.at, report_id=view.row.id, text=text)

        if attempt(form, act) is not None:
            return redirect("intelligence:report", intelligence_report_id)
    return _second_person(request, view, form, _("Write a sanitised text"), _("Keep this version"))


def _second_person(
    request: PageRequest, view: api.ReportView, form: TextForm, title: str, submit_label: str
) -> HttpResponse:
    context = {"title": title, "view": view, "form": form, "submit_label": submit_label}
    return render(request, "intelligence/second_person.html", context)
