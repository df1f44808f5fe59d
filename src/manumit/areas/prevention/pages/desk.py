"""The triage officer's pages and the register of campaigns."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.prevention import api
from manumit.areas.prevention.pages import forms
from manumit.areas.prevention.pages.home import queue_of_reports
from manumit.areas.prevention.pages.public import language_name
from manumit.areas.prevention.words import OUTCOMES, STATES, urgency_tags
from manumit.platform.access import can
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, build_table


@page("prevention.read_queue")
def queue(request: PageRequest) -> HttpResponse:
    """Show the reports that wait, danger first."""
    asked = request.GET.get("state", "")
    state = asked if asked in STATES else api.ReportState.RECEIVED.value
    rows, total = api.triage_queue(by=request.actor, state=state)
    shown = queue_of_reports(rows, total, str(STATES[state]))
    links = [(str(label), f"?state={key}", key == state) for key, label in STATES.items()]
    return render(request, "prevention/queue.html", {"queue": shown, "links": links})


@page("prevention.open_report")
def report_page(request: PageRequest, public_report_id: UUID) -> HttpResponse:
    """Show one report; what was said is behind a click. Decide what becomes of it."""
    view = api.open_report(by=request.actor, at=request.at, report_id=public_report_id)
    may_triage = can(request.actor, "prevention.triage_report") and view.row.state == api.ReportState.RECEIVED
    responders = api.first_responders(by=request.actor, on=request.at.date()) if may_triage else ()
    form = build_form(request, forms.TriageForm, responders=responders)

    def act() -> bool:
        data = form.cleaned_data
        api.triage_report(
            by=request.actor,
            at=request.at,
            report_id=public_report_id,
            outcome=data["outcome"],
            reason=data["reason"],
            for_organisation_id=data["for_organisation_id"] if data["outcome"] == api.Outcome.REFER else "",
        )
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        return HttpResponseRedirect(reverse("prevention:queue"))
    context = {
        "view": view,
        "form": form,
        "may_triage": may_triage,
        "tags": urgency_tags(view.row.urgency, view.row.kind),
        "state": STATES.get(view.row.state, view.row.state),
        "written_in": language_name(view.row.language),
        "outcome": OUTCOMES.get(view.outcome, ""),
        "back_href": reverse("prevention:queue"),
    }
    return render(request, "prevention/report_page.html", context)


@page("prevention.read_campaign")
def campaigns(request: PageRequest) -> HttpResponse:
    """List the campaigns."""
    may_add = can(request.actor, "prevention.manage_campaign")
    columns = (
        Column("name", _("Campaign"), sort="x", header=True, href=_reach_href if may_add else None),
        Column("audience", _("For whom")),
        Column("language", _("Language"), sort="x"),
        Column("place", _("Place"), sort="x"),
        Column("partners", _("Partners")),
        Column("starts", _("Starts"), sort="x"),
        Column("ends", _("Ends"), sort="x"),
        Column("reach", _("People reached"), sort="x", numeric=True),
        Column("reach_source", _("Measured by")),
    )
    table = build_table(
        request.GET,
        api.campaigns(by=request.actor),
        columns,
        caption=_("Campaigns"),
        empty=_("No campaign yet. Add one with its audience, language and days."),
    )
    return render(request, "prevention/campaigns.html", {"table": table, "may_add": may_add})


def _reach_href(row: api.CampaignView) -> str:
    return reverse("prevention:reach", kwargs={"campaign_id": row.id})


@page("prevention.manage_campaign")
def add_campaign(request: PageRequest) -> HttpResponse:
    """Add a campaign."""
    form = build_form(request, forms.CampaignForm)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: api.add_campaign(by=request.actor, at=request.at, **form.cleaned_data)) is not None
    ):
        return HttpResponseRedirect(reverse("prevention:campaigns"))
    return _form(request, form, _("Add a campaign"))


@page("prevention.manage_campaign")
def reach(request: PageRequest, campaign_id: UUID) -> HttpResponse:
    """Say how many people a campaign reached."""
    found = api.campaign(by=request.actor, campaign_id=campaign_id)
    form = build_form(
        request,
        forms.ReachForm,
        initial={"reach": found.reach, "reach_source": found.reach_source, "version": found.version},
    )

    def act() -> bool:
        api.record_reach(
            by=request.actor,
            at=request.at,
            campaign_id=campaign_id,
            reach=form.cleaned_data["reach"],
            reach_source=form.cleaned_data["reach_source"],
            expected=form.expected_version,
        )
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        return HttpResponseRedirect(reverse("prevention:campaigns"))
    return _form(request, form, _("Reach of %(name)s") % {"name": found.name})


def _form(request: PageRequest, form: object, heading: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back_href": reverse("prevention:campaigns")}
    return render(request, "prevention/form.html", context)
