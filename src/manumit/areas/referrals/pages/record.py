"""The page of a referral, and what is added to it."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from manumit.areas.referrals import api
from manumit.areas.referrals.pages import presenters
from manumit.areas.referrals.pages.forms import AccountForm, ConsultForm, DeclareForm, EvidenceForm, StatusForm
from manumit.areas.referrals.rules import ADDRESSEES, CONSULTED, LETTERS, WORKFLOW
from manumit.platform.access import can
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest

F = TypeVar("F", bound=forms.Form)


def _here(referral_id: UUID) -> str:
    return reverse("referrals:referral", kwargs={"referral_id": referral_id})


@page("referrals.open_referral")
def referral(request: PageRequest, referral_id: UUID) -> HttpResponse:
    """Show a referral as the reader may see it."""
    view = api.open_referral(by=request.actor, at=request.at, referral_id=referral_id)
    return render(request, "referrals/referral.html", record_context(request, view))


def record_context(request: PageRequest, view: api.ReferralView) -> dict[str, object]:
    """Return what the page of a referral shows."""
    by = request.actor
    movable = {move.key for move in WORKFLOW.moves_from(view.state)} if view.state in WORKFLOW.states else set()
    return {
        "view": view,
        "rows": presenters.summary_rows(view),
        "person": presenters.person_rows(view),
        "clocks": presenters.clock_rows(view),
        "told": presenters.account_items(view),
        "changes": presenters.change_items(view),
        "decisions": [(one, presenters.decision_title(one), presenters.decision_tag(one)) for one in view.decisions],
        "letters": [presenters.letter_item(one) for one in view.letters],
        "consulted": [(_(CONSULTED[one.kind]), one) for one in view.consultations],
        "state": presenters.state_tag(view.state, view.state_label),
        "may_add": can(by, "referrals.add_account") and view.state not in ("draft", "notified", "expired", "closed"),
        "may_work": can(by, "referrals.propose_decision"),
        "may_declare": can(by, "referrals.declare_involvement"),
        "may_draft": can(by, "referrals.refer") and view.state == "draft",
        "may_propose_rg": "propose_rg" in movable,
        "may_propose_cg": "propose_cg" in movable,
        "evidence_form": EvidenceForm(),
    }


def _done(made: object) -> bool:  # noqa: ARG001 - what was made is not shown; that it was made is
    return True


def _form_page(
    request: PageRequest,
    referral_id: UUID,
    form_class: type[F],
    title: str,
    act: Callable[[F], object],
    done: str,
    text: str = "",
) -> HttpResponse:
    """Show a form about a referral that the reader may see, and do what it asks."""
    view = api.open_referral(by=request.actor, at=request.at, referral_id=referral_id)
    form = build_form(request, form_class)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _done(act(form))):
        messages.success(request, done)
        return HttpResponseRedirect(_here(referral_id))
    context = {"form": form, "view": view, "heading": title, "text": text, "cancel_href": _here(referral_id)}
    return render(request, "referrals/form.html", context, status=422 if form.errors else 200)


@page("referrals.add_account")
def account(request: PageRequest, referral_id: UUID) -> HttpResponse:
    """Add what the person told since."""
    return _form_page(
        request,
        referral_id,
        AccountForm,
        _("Add to the account"),
        lambda form: api.add_account(by=request.actor, at=request.at, referral_id=referral_id, **form.cleaned_data),
        _("The account was added to."),
        _("Look first at what was told already, so that nobody is asked twice."),
    )


@page("referrals.add_evidence")
def evidence(request: PageRequest, referral_id: UUID) -> HttpResponse:
    """Add an evidence file."""
    return _form_page(
        request,
        referral_id,
        EvidenceForm,
        _("Add evidence"),
        lambda form: _store(request, referral_id, form),
        _("The file was added."),
    )


def _store(request: PageRequest, referral_id: UUID, form: EvidenceForm) -> UUID:
    sent = form.cleaned_data["file"]
    return api.add_evidence(by=request.actor, at=request.at, referral_id=referral_id, name=sent.name, body=sent.read())


@page("referrals.open_referral")
def evidence_file(request: PageRequest, referral_id: UUID, file_id: UUID) -> HttpResponse:
    """Send an evidence file to be kept, never shown inside the page."""
    name, content_type, body = api.open_evidence(
        by=request.actor, at=request.at, referral_id=referral_id, file_id=file_id
    )
    header = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(body, content_type=content_type, headers={"Content-Disposition": header})


@page("referrals.consult")
def consult(request: PageRequest, referral_id: UUID) -> HttpResponse:
    """Note whom one asked, and what was answered."""
    return _form_page(
        request,
        referral_id,
        ConsultForm,
        _("Consult"),
        lambda form: api.consult(by=request.actor, at=request.at, referral_id=referral_id, **form.cleaned_data),
        _("The consultation was noted."),
        _("Before a negative conclusive decision everybody concerned is asked, and asked again where nobody answers."),
    )


@page("referrals.suspend")
def status(request: PageRequest, referral_id: UUID) -> HttpResponse:
    """Suspend, take up again, withdraw or close a case, or note that the person asks early."""
    return _form_page(
        request,
        referral_id,
        StatusForm,
        _("Change the case"),
        lambda form: _change(request, referral_id, form),
        _("The case was changed."),
    )


def _change(request: PageRequest, referral_id: UUID, form: StatusForm) -> None:
    said, by, at = form.cleaned_data, request.actor, request.at
    if said["action"] == "suspend":
        api.suspend_referral(by=by, at=at, referral_id=referral_id, police_reference=said["police_reference"])
    elif said["action"] == "withdraw":
        api.withdraw_referral(by=by, at=at, referral_id=referral_id, reasons=said["reasons"])
    else:
        moves = {"early": api.ask_early, "resume": api.resume_referral, "close": api.close_referral}
        moves[said["action"]](by=by, at=at, referral_id=referral_id)


@page("referrals.declare_involvement")
def declare(request: PageRequest, referral_id: UUID) -> HttpResponse:
    """Declare one's own part in the life of this person; the case disappears for the declarer."""
    view = api.open_referral(by=request.actor, at=request.at, referral_id=referral_id)
    form = build_form(request, DeclareForm)
    if request.method == "POST" and form.is_valid():
        played = form.cleaned_data["role_played"]
        api.declare_involvement(
            by=request.actor,
            at=request.at,
            account_id=request.actor.user_id,
            referral_id=referral_id,
            role_played=played,
        )
        messages.success(request, _("Thank you. You will not be asked about this person again."))
        return HttpResponseRedirect(reverse("home"))
    context = {
        "form": form,
        "view": view,
        "heading": _("Declare a part you played"),
        "text": _(
            "Whoever played a part in an asylum or immigration decision on a person never decides whether that person is a victim."
        ),
        "cancel_href": _here(referral_id),
    }
    return render(request, "referrals/form.html", context, status=422 if form.errors else 200)


@page("referrals.open_letter")
def letter(request: PageRequest, letter_id: UUID) -> HttpResponse:
    """Show a letter so that it can be printed."""
    view = api.open_letter(by=request.actor, at=request.at, letter_id=letter_id)
    context = {"letter": view, "what": _(LETTERS[view.template]), "addressee": _(ADDRESSEES[view.addressee])}
    return render(request, "referrals/letter.html", context)
