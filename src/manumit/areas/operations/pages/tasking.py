"""Pages of tasking: the desk, requests, decisions and appeals."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manumit.areas.operations import api
from manumit.areas.operations.pages.forms import DecisionForm, ReasonForm, RequestForm
from manumit.areas.operations.pages.home import clash_queue, figures, inbox
from manumit.areas.operations.pages.words import (
    ASSET_LABELS,
    HARM_LABELS,
    REQUEST_LABELS,
    URGENCY_LABELS,
    label,
    tag,
)
from manumit.platform.access import can
from manumit.platform.thread.links import Ref
from manumit.platform.ui.components import TimelineItem
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, Filter, build_table


def timeline(steps: tuple[api.StepView, ...]) -> list[TimelineItem]:
    """Return steps as the timeline macro wants them."""
    return [TimelineItem(step.at, step.what, step.by, step.text) for step in steps]


@page("operations.read_operation")
def desk(request: PageRequest) -> HttpResponse:
    """Show what waits, what clashes, and the figures."""
    half, stages, period = figures(request.actor, request.at)
    deciding = can(request.actor, "operations.decide_tasking")
    context = {
        "inbox": inbox(request.actor) if deciding else None,
        "clashes": clash_queue(request.actor, request.at) if deciding else None,
        "data": {"half": half, "stages": stages, "period": period},
        "may_request": can(request.actor, "operations.request_tasking"),
    }
    return render(request, "operations/desk.html", context)


@page("operations.read_tasking")
def request_list(request: PageRequest) -> HttpResponse:
    """List the requests that exist for the reader."""
    columns = [
        Column("title", _("Request"), sort="title", header=True, href=_request_url),
        Column("asset", _("What is needed"), lambda row: label(ASSET_LABELS, row.asset), sort="asset"),
        Column("urgency", _("Urgency"), lambda row: tag(URGENCY_LABELS, row.urgency), sort="urgency"),
        Column("state", _("State"), lambda row: tag(REQUEST_LABELS, row.state), sort="state"),
        Column("organisation", _("Asked by"), sort="organisation"),
        Column("requested_at", _("Asked"), sort="requested_at"),
    ]
    states = tuple((key, label(REQUEST_LABELS, key)) for key in REQUEST_LABELS)
    table = build_table(
        request.GET,
        api.list_requests(by=request.actor),
        columns,
        [Filter("state", _("State"), lambda rows, wanted: [row for row in rows if row.state == wanted], states)],
        caption=_("Tasking requests"),
        empty=_("A request stands here when somebody asks for an asset."),
    )
    context = {"table": table, "may_request": can(request.actor, "operations.request_tasking")}
    return render(request, "operations/request_list.html", context)


def _request_url(row: api.RequestRow) -> str:
    return reverse("operations:request_page", kwargs={"tasking_request_id": row.id})


def _offer(request: PageRequest) -> api.OfferView | None:
    wanted = request.GET.get("offer", "")
    return next((each for each in api.list_offers(by=request.actor) if str(each.id) == wanted), None)


@page("operations.request_tasking", drafts=True)
def request_new(request: PageRequest) -> HttpResponse:
    """Ask for an asset; with `offer`, for what intelligence brought."""
    offer = _offer(request)
    form = build_form(request, RequestForm)
    if request.method == "POST" and form.is_valid():
        source = Ref("dissemination", offer.dissemination_id) if offer else None
        made = attempt(
            form,
            lambda: api.request_tasking(by=request.actor, at=request.at, dissemination=source, **form.cleaned_data),
        )
        if made is not None:
            return redirect("operations:request_page", tasking_request_id=made)
    return render(request, "operations/request_new.html", {"form": form, "offer": offer})


@require_POST
@page("operations.request_tasking")
def offer_dismiss(request: PageRequest, offer_id: UUID) -> HttpResponse:
    """Take an offer out of the inbox."""
    api.dismiss_offer(by=request.actor, at=request.at, offer_id=offer_id)
    messages.success(request, _("The offer is out of your inbox. The intelligence itself stays where it was."))
    return redirect("operations:desk")


@page("operations.read_tasking")
def request_page(request: PageRequest, tasking_request_id: UUID) -> HttpResponse:
    """Show a request with its decisions."""
    found = api.open_request(by=request.actor, at=request.at, request_id=tasking_request_id)
    row = found.row
    facts = [
        (_("State"), label(REQUEST_LABELS, row.state)),
        (_("What is needed"), label(ASSET_LABELS, row.asset)),
        (_("Urgency"), label(URGENCY_LABELS, row.urgency)),
        (_("Harm"), label(HARM_LABELS, row.harm)),
        (_("Asked by"), f"{found.requested_by}, {row.organisation}" if found.requested_by else row.organisation),
        (_("Why"), found.because),
    ]
    context = {"found": found, "facts": facts, "steps": timeline(found.steps)}
    return render(request, "operations/request_page.html", context)


@page("operations.decide_tasking", drafts=True)
def request_decide(request: PageRequest, tasking_request_id: UUID) -> HttpResponse:
    """Adopt or refuse a request, with reasons."""
    found = api.open_request(by=request.actor, at=request.at, request_id=tasking_request_id)
    form = build_form(request, DecisionForm)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form,
            lambda: (
                api.decide_tasking(by=request.actor, at=request.at, request_id=tasking_request_id, **form.cleaned_data)
                or True
            ),
        )
        if done:
            return redirect("operations:request_page", tasking_request_id=tasking_request_id)
    return _form_page(request, form, heading=_("Decide a request"), back=_request_url(found.row), lead=found.row.title)


@page("operations.request_tasking")
def request_appeal(request: PageRequest, tasking_request_id: UUID) -> HttpResponse:
    """Appeal a refusal."""
    found = api.open_request(by=request.actor, at=request.at, request_id=tasking_request_id)
    form = build_form(request, ReasonForm)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form,
            lambda: (
                api.appeal_tasking(
                    by=request.actor, at=request.at, request_id=tasking_request_id, reasons=form.cleaned_data["reasons"]
                )
                or True
            ),
        )
        if done:
            return redirect("operations:request_page", tasking_request_id=tasking_request_id)
    return _form_page(
        request, form, heading=_("Appeal the refusal"), back=_request_url(found.row), lead=found.row.title
    )


def _form_page(request: PageRequest, form: object, *, heading: str, back: str, lead: str) -> HttpResponse:
    return render(request, "operations/form.html", {"form": form, "heading": heading, "back": back, "lead": lead})
