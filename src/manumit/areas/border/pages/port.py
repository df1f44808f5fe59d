"""The port officer's pages, for a phone: who comes next, why, what to do first, and the outcome in two taps."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.border import api
from manumit.areas.border.pages.forms import OutcomeForm
from manumit.areas.border.pages.hits import hit_context
from manumit.areas.border.pages.presenters import OUTCOME_WORDS, hit_queue
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest


@page("border.meet_travellers")
def arrivals(request: PageRequest) -> HttpResponse:
    """Show the next arrivals at the officer's own ports with somebody to look for."""
    rows = api.hits_to_meet(by=request.actor, at=request.at, show=50)
    names = ", ".join(api.port_name(code) for code in sorted(request.actor.ports))
    queue = hit_queue(rows, title=names or _("No port is set for your organisation"), page="border:meet", show=50)
    return render(request, "border/port.html", {"heading": _("Who to look for"), "queue": queue})


def first_steps(view: api.HitView) -> list[str]:
    """Return what to do, the safety of a child or a possible victim first."""
    steps = []
    if view.has_child:
        steps.append(
            _("A child first: stay with the child, and call the safeguarding team before anybody is questioned.")
        )
    if view.row.protects:
        steps.append(_("This person is looked for to keep them safe. They are not a suspect."))
    if view.companions:
        steps.append(_("Speak to each person who travels along alone and first. Any of them may be a victim."))
    else:
        steps.append(_("Speak to this person alone, away from anybody who meets or watches them."))
    steps.append(_("Use an interpreter who does not travel with them. Never use a companion."))
    steps += [reason.guidance for reason in view.reasons if reason.guidance]
    return steps


def questions(view: api.HitView) -> list[str]:
    """Return what to ask, in plain words."""
    asked = [
        _("Who arranged and paid for the journey?"),
        _("Who holds your passport?"),
        _("Where will you stay, and who meets you?"),
        _("Do you feel safe with the people you travel with?"),
    ]
    if view.has_child:
        asked = [_("Ask the adult: what is the child’s full name, birthday and school?"), *asked]
    return asked


@page("border.meet_travellers")
def meet(request: PageRequest, hit_id: UUID) -> HttpResponse:
    """Show one person to meet, and take the outcome."""
    view = api.open_hit(by=request.actor, at=request.at, hit_id=hit_id)
    context = {**hit_context(view), "steps": first_steps(view), "questions": questions(view), "form": OutcomeForm()}
    return render(request, "border/meet.html", context)


@page("border.meet_travellers")
def outcome(request: PageRequest, hit_id: UUID) -> HttpResponse:
    """Take the outcome: the first tap chose it, the second confirms it."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("border:meet", args=[hit_id]))
    form = build_form(request, OutcomeForm)
    valid = form.is_valid()
    if valid and "confirmed" in request.POST:
        done = attempt(
            form, lambda: api.record_outcome(by=request.actor, at=request.at, hit_id=hit_id, **form.cleaned_data)
        )
        if done is not None:
            return HttpResponseRedirect(reverse("border:meet", args=[hit_id]))
    view = api.open_hit(by=request.actor, at=request.at, hit_id=hit_id)
    if not valid or form.errors:
        context = {**hit_context(view), "steps": first_steps(view), "questions": questions(view), "form": form}
        return render(request, "border/meet.html", context)
    label, follows = OUTCOME_WORDS[form.cleaned_data["outcome"]]
    context = {**hit_context(view), "chosen": form.cleaned_data, "label": label, "follows": follows}
    return render(request, "border/confirm_outcome.html", context)


@page("border.start_referral")
def referral(request: PageRequest, hit_id: UUID) -> HttpResponse:
    """Start the referral of a person who may be a victim, with the facts carried over."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("border:meet", args=[hit_id]))
    referral_id = api.start_referral_from_hit(by=request.actor, at=request.at, hit_id=hit_id)
    return HttpResponseRedirect(reverse("referrals:draft", args=[referral_id]))
