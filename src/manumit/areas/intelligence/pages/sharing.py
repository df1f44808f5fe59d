"""Pages of disseminations: proposing, approving, acknowledging, feedback and recall."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manumit.areas.intelligence import api
from manumit.areas.intelligence.pages.forms import FeedbackForm, ShareForm, TextForm
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, TablePage, build_table


def _table(request: PageRequest, rows: Sequence[api.DisseminationRow], caption: str, empty: str) -> TablePage:
    columns = (
        Column(
            "reference",
            _("Reference"),
            href=lambda row: reverse("intelligence:dissemination", args=[row.id]),
            header=True,
        ),
        Column("title", _("Product")),
        Column("recipient", _("Recipient")),
        Column("state", _("State"), value=lambda row: _(row.state_label)),
        Column("sent_at", _("Sent")),
    )
    return build_table(request.GET, rows, columns, caption=caption, empty=empty)


@page("intelligence.read_dissemination")
def dissemination_list(request: PageRequest) -> HttpResponse:
    """Show the disseminations that the actor may see."""
    empty = _(
        "Nothing that you may see has been shared. A dissemination is proposed from a released report or a group."
    )
    rows = api.list_disseminations(by=request.actor, state=request.GET.get("state", ""))
    context = {"title": _("Disseminations"), "table": _table(request, rows, _("Disseminations"), empty)}
    return render(request, "intelligence/disseminations.html", context)


@page("intelligence.read_dissemination")
def received(request: PageRequest) -> HttpResponse:
    """Show what was sent to the actor's organisation."""
    empty = _("Nothing has been sent to your organisation.")
    rows = api.received(by=request.actor)
    context = {"title": _("Sent to us"), "table": _table(request, rows, _("Sent to us"), empty)}
    return render(request, "intelligence/disseminations.html", context)


@page("intelligence.read_dissemination")
def show(request: PageRequest, dissemination_id: UUID) -> HttpResponse:
    """Show one dissemination."""
    view = api.open_dissemination(by=request.actor, at=request.at, dissemination_id=dissemination_id)
    return render(request, "intelligence/dissemination.html", {"title": view.row.reference, "view": view})


@page("intelligence.disseminate", drafts=True)
def share_report(request: PageRequest, intelligence_report_id: UUID) -> HttpResponse:
    """Propose to send a report."""
    view = api.open_report(by=request.actor, at=request.at, report_id=intelligence_report_id)
    latest = view.versions[-1].text if view.versions else ""
    back = reverse("intelligence:report", args=[intelligence_report_id])
    return _share(request, report_id=view.row.id, group_id=None, subject=view.row.reference, text=latest, back=back)


@page("intelligence.disseminate", drafts=True)
def share_group(request: PageRequest, group_id: UUID) -> HttpResponse:
    """Propose to send a group."""
    view = api.open_group(by=request.actor, at=request.at, group_id=group_id)
    back = reverse("intelligence:group", args=[group_id])
    text = _("Name, members and score of the group as they stand now.")
    return _share(request, report_id=None, group_id=view.row.id, subject=view.row.reference, text=text, back=back)


def _share(
    request: PageRequest, *, report_id: UUID | None, group_id: UUID | None, subject: str, text: str, back: str
) -> HttpResponse:
    form = build_form(request, ShareForm, recipients=api.recipient_choices(by=request.actor))
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data

        def act() -> UUID:
            return api.disseminate(by=request.actor, at=request.at, report_id=report_id, group_id=group_id, **facts)

        made = attempt(form, act)
        if made is not None:
            messages.success(request, _("Proposed. Somebody else must approve it before it is sent."))
            return redirect("intelligence:dissemination", made)
    context = {"title": _("Share"), "form": form, "subject": subject, "text": text, "back_href": back}
    return render(request, "intelligence/share.html", context)


@page("intelligence.approve_dissemination")
@require_POST
def approve(request: PageRequest, dissemination_id: UUID) -> HttpResponse:
    """Approve and send what somebody else proposed."""
    api.approve_dissemination(by=request.actor, at=request.at, dissemination_id=dissemination_id)
    messages.success(request, _("Sent. The recipient may read it from now on."))
    return redirect("intelligence:dissemination", dissemination_id)


@page("intelligence.approve_dissemination")
def refuse(request: PageRequest, dissemination_id: UUID) -> HttpResponse:
    """Do not approve, with reasons."""
    return _with_reasons(request, dissemination_id, recalled=False)


@page("intelligence.approve_dissemination")
def recall(request: PageRequest, dissemination_id: UUID) -> HttpResponse:
    """Recall what was sent, with reasons that the recipient reads."""
    return _with_reasons(request, dissemination_id, recalled=True)


def _with_reasons(request: PageRequest, dissemination_id: UUID, *, recalled: bool) -> HttpResponse:
    view = api.open_dissemination(by=request.actor, at=request.at, dissemination_id=dissemination_id)
    label = _("Why is it recalled? The recipient reads this.") if recalled else _("Why is it not approved?")
    form = build_form(request, TextForm, name="reasons", label=label)
    if request.method == "POST" and form.is_valid():
        reasons = form.cleaned_data["reasons"]
        service = api.recall_dissemination if recalled else api.refuse_dissemination

        def act() -> bool:
            service(by=request.actor, at=request.at, dissemination_id=dissemination_id, reasons=reasons)
            return True

        if attempt(form, act):
            return redirect("intelligence:dissemination", dissemination_id)
    title = _("Recall") if recalled else _("Do not approve")
    context = {"title": title, "view": view, "form": form, "submit_label": title}
    return render(request, "intelligence/dissemination_form.html", context)


@page("intelligence.receive_dissemination")
@require_POST
def acknowledge(request: PageRequest, dissemination_id: UUID) -> HttpResponse:
    """Acknowledge what was sent to the own organisation."""
    api.acknowledge_dissemination(by=request.actor, at=request.at, dissemination_id=dissemination_id)
    return redirect("intelligence:dissemination", dissemination_id)


@page("intelligence.receive_dissemination", drafts=True)
def feedback(request: PageRequest, dissemination_id: UUID) -> HttpResponse:
    """Say what was done with it."""
    view = api.open_dissemination(by=request.actor, at=request.at, dissemination_id=dissemination_id)
    form = build_form(request, FeedbackForm)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data

        def act() -> bool:
            api.give_feedback(by=request.actor, at=request.at, dissemination_id=dissemination_id, **facts)
            return True

        if attempt(form, act):
            return redirect("intelligence:dissemination", dissemination_id)
    context = {"title": _("Feedback"), "view": view, "form": form, "submit_label": _("Send the feedback")}
    return render(request, "intelligence/dissemination_form.html", context)
