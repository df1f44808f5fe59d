"""Pages of people in support: the queue, one person, and every step of her support."""

from datetime import UTC, datetime, time
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.care import api
from manumit.areas.care.pages import forms, presenters
from manumit.areas.care.words import (
    DECISIONS,
    EXIT_REASONS,
    INCIDENTS,
    NEEDS,
    PURPOSES,
    SERVICES,
    STATES,
    region_name,
    state_tag,
)
from manumit.errors import Conflict
from manumit.platform.access import can
from manumit.platform.ui.forms import conflict_of
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Filter, build_table

_STEPS = (
    "offer_place",
    "move_person",
    "end_support",
    "write_plan",
    "record_incident",
    "record_consent",
    "close_incident",
    "answer_offer",
)


def _href(support_episode_id: UUID) -> str:
    return reverse("care:episode", kwargs={"support_episode_id": support_episode_id})


def _back(support_episode_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(_href(support_episode_id))


@page("care.read_episode")
def episodes(request: PageRequest) -> HttpResponse:
    """List the people who exist for the reader, by what breaks first."""
    asked = request.GET.get("state", "")
    rows, total = api.episodes(by=request.actor, state=asked)
    states = Filter("state", _("State"), lambda found, _value: found, tuple(STATES.items()))
    table = build_table(
        request.GET,
        rows,
        presenters.person_columns(),
        (states,),
        caption=_("People in support"),
        empty=_("Nobody is here. A person appears when a positive first decision is released and she wants support."),
    )
    context = {"table": table, "total": total, "shown": len(rows)}
    return render(request, "care/episodes.html", context)


@page("care.read_episode")
def episode(request: PageRequest, support_episode_id: UUID) -> HttpResponse:
    """Show one person: needs, plan, placements, and for finance the money."""
    view = api.read_episode(by=request.actor, at=request.at, episode_id=support_episode_id)
    context = {
        "view": view,
        "offers": presenters.offer_rows(view.offers),
        "may": {step: can(request.actor, f"care.{step}") for step in _STEPS},
        "states": STATES,
        "services": SERVICES,
        "needs": NEEDS,
        "incidents": INCIDENTS,
        "exit_reasons": EXIT_REASONS,
        "decisions": DECISIONS,
        "purposes": PURPOSES,
        "region_name": region_name,
        "state_tag": state_tag,
        "who": presenters.who(view.row),
    }
    return render(request, "care/episode.html", context)


@page("care.read_episode")
def placement(request: PageRequest, placement_id: UUID) -> HttpResponse:
    """Lead from a placement to the page of its person."""
    found = api.episode_of_placement(by=request.actor, placement_id=placement_id)
    return HttpResponseRedirect(f"{_href(found)}#placements")


@page("care.offer_place")
def offer(request: PageRequest, support_episode_id: UUID) -> HttpResponse:
    """Offer a place to a person who waits."""
    view = api.read_episode(by=request.actor, at=request.at, episode_id=support_episode_id)
    places = presenters.place_choices(api.places_with_beds(by=request.actor, on=request.at.date()))
    form = build_form(request, forms.PlaceChoiceForm, places=places)
    if request.method == "POST" and form.is_valid():
        place_id = UUID(form.cleaned_data["place_id"])
        if attempt(
            form,
            lambda: api.offer_place(by=request.actor, at=request.at, episode_id=support_episode_id, place_id=place_id),
        ):
            return _back(support_episode_id)
    return _form(
        request, form, _("Offer a place to %(person)s") % {"person": view.row.pseudonym}, view.row.id, _("Offer")
    )


@page("care.answer_offer")
def answer(request: PageRequest, offer_id: UUID) -> HttpResponse:
    """Accept or decline an offer with the person."""
    found = api.offer_view(by=request.actor, offer_id=offer_id)
    if request.method == "POST" and "decline" in request.POST:
        api.decline_offer(by=request.actor, at=request.at, offer_id=offer_id)
        return _leave(request)
    form = build_form(request, forms.AcceptForm, initial={"moved_in": request.at.date()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = attempt(
            form,
            lambda: api.accept_offer(
                by=request.actor,
                at=request.at,
                offer_id=offer_id,
                moved_in=data["moved_in"],
                language=data["language"],
                evidence=data["evidence"],
            ),
        )
        if done:
            return _back(found.episode_id)
    context = {
        "form": form,
        "offer": found,
        "region": region_name(found.region),
        "service": SERVICES.get(found.service, found.service),
        "back_href": _href(found.episode_id),
    }
    return render(request, "care/answer.html", context)


def _leave(request: PageRequest) -> HttpResponse:
    """A worker whose provider was declined no longer sees the person; her own list is where she belongs."""
    return HttpResponseRedirect(reverse("care:episodes") if can(request.actor, "care.read_episode") else "/")


@page("care.move_person")
def move(request: PageRequest, support_episode_id: UUID) -> HttpResponse:
    """Move a person to another place, with what she said about it."""
    view = api.read_episode(by=request.actor, at=request.at, episode_id=support_episode_id)
    places = presenters.place_choices(api.places_with_beds(by=request.actor, on=request.at.date()))
    start = {"version": view.version, "on": request.at.date()}
    form = build_form(request, forms.MoveForm, places=places, initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        consent_decision = attempt(
            form,
            lambda: api.record_consent(
                by=request.actor,
                at=request.at,
                episode_id=support_episode_id,
                decision=data["consent"],
                language=data["language"],
                evidence=data["evidence"],
            ),
        )
        if consent_decision and attempt(
            form,
            lambda: api.move(
                by=request.actor,
                at=request.at,
                episode_id=support_episode_id,
                place_id=UUID(data["place_id"]),
                on=data["on"],
                expected=form.expected_version,
            ),
        ):
            return _back(support_episode_id)
    return _form(request, form, _("Move %(person)s") % {"person": view.row.pseudonym}, view.row.id, _("Move"))


@page("care.end_support")
def end(request: PageRequest, support_episode_id: UUID) -> HttpResponse:
    """End a person's support."""
    view = api.read_episode(by=request.actor, at=request.at, episode_id=support_episode_id)
    form = build_form(request, forms.EndForm, initial={"on": request.at.date()})

    def act() -> bool:
        data = form.cleaned_data
        api.end_support(
            by=request.actor,
            at=request.at,
            episode_id=support_episode_id,
            on=data["on"],
            reason=data["reason"],
            move_on_plan=data["move_on_plan"],
            destitution_checked=data["destitution_checked"],
        )
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        return _leave(request)
    heading = _("End support of %(person)s") % {"person": view.row.pseudonym}
    return _form(request, form, heading, view.row.id, _("End support"))


@page("care.write_plan", drafts=True)
def plan(request: PageRequest, support_episode_id: UUID) -> HttpResponse:
    """Draw up or review the journey plan; two who edit at once see both versions."""
    view = api.read_episode(by=request.actor, at=request.at, episode_id=support_episode_id)
    now = view.plan
    stands: dict[str, object] = (
        {**now.needs, "goals": now.goals, "dependants_needs": now.dependants_needs} if now else {}
    )
    version = now.version if now else 0
    form = build_form(request, forms.PlanForm, initial={**stands, "version": version})
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(
                form,
                lambda: api.write_plan(
                    by=request.actor,
                    at=request.at,
                    episode_id=support_episode_id,
                    needs=form.needs(),
                    goals=form.cleaned_data["goals"],
                    dependants_needs=form.cleaned_data["dependants_needs"],
                    expected=form.expected_version,
                ),
            )
        except Conflict:
            both = conflict_of(
                form,
                current={**dict.fromkeys(NEEDS, ""), **stands},
                version=version,
                action=request.path,
                keep_href=_href(support_episode_id),
                at=now.changed_at if now else None,
            )
            return render(request, "manumit/conflict.html", {"conflict": both}, status=409)
        if done:
            return _back(support_episode_id)
    heading = _("Journey plan of %(person)s") % {"person": view.row.pseudonym}
    return _form(request, form, heading, view.row.id, _("Save the plan"), drafts=True)


@page("care.record_consent")
def consent(request: PageRequest, support_episode_id: UUID) -> HttpResponse:
    """Note what the person said when asked."""
    view = api.read_episode(by=request.actor, at=request.at, episode_id=support_episode_id)
    form = build_form(request, forms.ConsentForm)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda: api.record_consent(
                by=request.actor, at=request.at, episode_id=support_episode_id, **form.cleaned_data
            ),
        )
        is not None
    ):
        return _back(support_episode_id)
    heading = _("What %(person)s said when asked") % {"person": view.row.pseudonym}
    return _form(request, form, heading, view.row.id, _("Record"))


@page("care.record_incident", drafts=True)
def incident(request: PageRequest, support_episode_id: UUID) -> HttpResponse:
    """Raise an alert about a person."""
    view = api.read_episode(by=request.actor, at=request.at, episode_id=support_episode_id)
    form = build_form(request, forms.IncidentForm, initial={"happened_on": request.at.date()})

    def act() -> UUID:
        data = form.cleaned_data
        # only the day is asked for: nobody should have to know the hour to raise an alert
        happened = min(datetime.combine(data["happened_on"], time(12), UTC), request.at)
        if data["happened_on"] > request.at.date():
            happened = datetime.combine(data["happened_on"], time(), UTC)
        return api.record_incident(
            by=request.actor,
            at=request.at,
            episode_id=support_episode_id,
            kind=data["kind"],
            happened_at=happened,
            account=data["account"],
        )

    if request.method == "POST" and form.is_valid() and attempt(form, act) is not None:
        return _back(support_episode_id)
    heading = _("Raise an alert about %(person)s") % {"person": view.row.pseudonym}
    return _form(request, form, heading, view.row.id, _("Raise the alert"), drafts=True)


@page("care.close_incident")
def close_incident(request: PageRequest, incident_id: UUID) -> HttpResponse:
    """Close an alert with what was done about it."""
    home = api.episode_of_incident(by=request.actor, incident_id=incident_id)
    form = build_form(request, forms.CloseIncidentForm)

    def act() -> bool:
        api.close_incident(by=request.actor, at=request.at, incident_id=incident_id, done=form.cleaned_data["done"])
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        return _back(home)
    return _form(request, form, _("Close the alert"), home, _("Close the alert"))


@page("care.read_episode")
def alerts(request: PageRequest) -> HttpResponse:
    """List every alert that nobody closed."""
    found, total = api.alerts(by=request.actor, limit=200)
    queues = [presenters.alerts_queue(found, total)]
    return render(request, "manumit/queue.html", {"heading": _("Alerts"), "queues": queues})


@page("care.read_episode")
def plans(request: PageRequest) -> HttpResponse:
    """List every plan that is due within a week, or late."""
    found, total = api.plans_due(by=request.actor, on=request.at.date(), limit=200)
    queues = [presenters.plans_queue(found, total)]
    return render(request, "manumit/queue.html", {"heading": _("Plans due"), "queues": queues})


def _form(
    request: PageRequest, form: object, heading: str, support_episode_id: UUID, submit: str, *, drafts: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "submit_label": submit,
        "back_href": _href(support_episode_id),
        "drafts": drafts,
    }
    return render(request, "care/form.html", context)
