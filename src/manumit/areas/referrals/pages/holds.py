"""What immigration may ask: whether a removal is held. Yes or no, and a reference."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.referrals import api
from manumit.areas.referrals.pages.forms import DeclareByReferenceForm, ReferenceForm
from manumit.errors import RuleBroken
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest


@page("referrals.ask_hold")
def hold(request: PageRequest) -> HttpResponse:
    """Ask whether the removal of a person is held."""
    form = build_form(request, ReferenceForm)
    answer = None
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"]
        answer = attempt(form, lambda: api.removal_hold(by=request.actor, at=request.at, reference=reference))
    return render(request, "referrals/hold.html", {"form": form, "answer": answer}, status=422 if form.errors else 200)


@page("referrals.ask_hold")
def attempt_page(request: PageRequest) -> HttpResponse:
    """Register that a removal is to be carried out; refused, with an alarm, while it is held."""
    form = build_form(request, ReferenceForm)
    answer, refused = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            answer = api.attempt_removal(by=request.actor, at=request.at, reference=form.cleaned_data["reference"])
        except RuleBroken as error:
            refused = _(error.message)
    status = 422 if form.errors or refused else 200
    return render(
        request, "referrals/attempt.html", {"form": form, "answer": answer, "refused": refused}, status=status
    )


@page("referrals.suspend")
def alarm(request: PageRequest, alarm_id: UUID) -> HttpResponse:
    """Note that an attempted removal was stopped."""
    if request.method == "POST":
        api.deal_with_alarm(by=request.actor, at=request.at, alarm_id=alarm_id)
        messages.success(request, _("The alarm was dealt with."))
        return HttpResponseRedirect(reverse("referrals:queue"))
    found = next((one for one in api.open_alarms(by=request.actor) if one.id == alarm_id), None)
    context = {
        "heading": _("Attempted removal"),
        "text": _("Somebody tried to remove this person while removal is held. Make sure that it was stopped."),
        "facts": [(_("Reference"), found.reference), (_("Pseudonym"), found.pseudonym)] if found else [],
        "action": request.path,
        "confirm_label": _("It was stopped"),
        "cancel_href": reverse("referrals:queue"),
    }
    return render(request, "manumit/confirm.html", context)


@page("referrals.declare_involvement")
def declare(request: PageRequest) -> HttpResponse:
    """Declare one's own part in an asylum or immigration decision, by the reference of the person."""
    form = build_form(request, DeclareByReferenceForm)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: api.declare_by_reference(
                by=request.actor, at=request.at, reference=said["reference"], role_played=said["role_played"]
            ),
        )
        if made is not None:
            messages.success(request, _("Your declaration is recorded."))
            return HttpResponseRedirect(reverse("home"))
    return render(request, "referrals/declare.html", {"form": form}, status=422 if form.errors else 200)
