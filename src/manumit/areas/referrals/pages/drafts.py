"""Beginning, completing and sending a referral."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.referrals import api
from manumit.areas.referrals.pages.forms import SIGN_GROUPS, ChildForm, ConsentForm, DraftForm, StartForm, draft_values
from manumit.areas.referrals.pages.presenters import countries, region_name
from manumit.areas.referrals.rules import AGE_BANDS, CHILD_BANDS, EXPLOITATION, SEXES, SIGNS, ReferralFacts
from manumit.errors import Conflict
from manumit.platform.ui.forms import conflict_of
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest


@page("referrals.start_referral")
def start(request: PageRequest) -> HttpResponse:
    """Ask the first question and begin a draft."""
    form = build_form(request, StartForm)
    if request.method == "POST" and form.is_valid():
        facts = ReferralFacts(age_band=form.cleaned_data["age_band"])
        made = attempt(form, lambda: api.start_referral(by=request.actor, at=request.at, facts=facts))
        if made is not None:
            return HttpResponseRedirect(reverse("referrals:draft", kwargs={"referral_id": made}))
    return render(request, "referrals/start.html", {"form": form}, status=422 if form.errors else 200)


@page("referrals.refer", drafts=True)
def draft(request: PageRequest, referral_id: UUID) -> HttpResponse:
    """Work on a draft; two who do so at once are shown both versions."""
    facts, version, pseudonym = api.open_draft(by=request.actor, at=request.at, referral_id=referral_id)
    form = build_form(request, DraftForm, initial=draft_values(facts, version))
    if request.method == "POST" and form.is_valid():
        try:
            saved = attempt(form, lambda: _save(request, referral_id, form, facts))
        except Conflict:
            return _conflict(request, referral_id, form, facts, version)
        if saved is not None:
            return HttpResponseRedirect(reverse("referrals:send", kwargs={"referral_id": referral_id}))
    groups = [(f"signs_{group.lower()}", [sign.key for sign in SIGNS if sign.group == group]) for group in SIGN_GROUPS]
    context = {"form": form, "groups": groups, "referral_id": referral_id, "pseudonym": pseudonym}
    return render(request, "referrals/draft.html", context, status=422 if form.errors else 200)


def _save(request: PageRequest, referral_id: UUID, form: DraftForm, before: ReferralFacts) -> int:
    return api.save_facts(
        by=request.actor,
        at=request.at,
        referral_id=referral_id,
        facts=form.facts(before),
        expected_version=form.expected_version,
    )


def _conflict(
    request: PageRequest, referral_id: UUID, form: DraftForm, facts: ReferralFacts, version: int
) -> HttpResponse:
    name, moment = api.who_changed(by=request.actor, referral_id=referral_id)
    conflict = conflict_of(
        form,
        current=draft_values(facts, version),
        version=version,
        action=request.path,
        keep_href=request.path,
        by=name,
        at=moment,
    )
    return render(request, "manumit/conflict.html", {"conflict": conflict}, status=409)


@page("referrals.refer")
def send(request: PageRequest, referral_id: UUID) -> HttpResponse:
    """Record what an adult said, or confirm that a child is safeguarded, and send."""
    facts, version, pseudonym = api.open_draft(by=request.actor, at=request.at, referral_id=referral_id)
    child = facts.age_band in CHILD_BANDS
    form = build_form(request, ChildForm) if child else build_form(request, ConsentForm, initial=_asked(facts))
    if request.method == "POST" and form.is_valid():
        sent = attempt(form, lambda: _send(request, referral_id, form, facts, version))
        if sent is not None:
            return _after_sending(request, sent)
    rows = [
        (_("Pseudonym"), pseudonym),
        (_("Age"), _(AGE_BANDS[facts.age_band])),
        (_("Exploitation"), ", ".join(_(EXPLOITATION[key]) for key in facts.exploitation)),
        (_("Nationality"), countries(facts.nationalities)),
        (_("Local authority contact"), facts.local_authority_contact),
    ]
    context = {"form": form, "child": child, "rows": rows, "referral_id": referral_id}
    return render(request, "referrals/send.html", context, status=422 if form.errors else 200)


def _asked(facts: ReferralFacts) -> dict[str, str]:
    return {
        "language_explained": facts.language_explained,
        "interpreter": facts.interpreter,
        "explained_by": facts.explained_by,
    }


def _send(
    request: PageRequest, referral_id: UUID, form: ConsentForm | ChildForm, facts: ReferralFacts, version: int
) -> api.SubmittedReferral:
    consent: bool | None = None
    if isinstance(form, ConsentForm):
        said = form.cleaned_data
        consent = said["consent"] == "given"
        asked = replace(
            facts,
            language_explained=said["language_explained"],
            interpreter=said["interpreter"],
            explained_by=said["explained_by"],
        )
        api.save_facts(by=request.actor, at=request.at, referral_id=referral_id, facts=asked, expected_version=version)
    return api.submit_referral(by=request.actor, at=request.at, referral_id=referral_id, consent=consent)


def _after_sending(request: PageRequest, sent: api.SubmittedReferral) -> HttpResponse:
    if sent.notification_id is not None:
        return HttpResponseRedirect(reverse("referrals:notified", kwargs={"notification_id": sent.notification_id}))
    messages.success(
        request, _("The referral was sent. Its reference is %(reference)s.") % {"reference": sent.reference}
    )
    return HttpResponseRedirect(reverse("referrals:referral", kwargs={"referral_id": sent.referral_id}))


@page("referrals.open_notification")
def notified(request: PageRequest, notification_id: UUID) -> HttpResponse:
    """Confirm a notification, and show that it says nothing of who it was."""
    view = api.open_notification(by=request.actor, notification_id=notification_id)
    rows = [
        (_("Reference"), view.reference),
        (_("Gender"), _(SEXES[view.sex])),
        (_("Nationality"), countries((view.nationality,)) if view.nationality else ""),
        (_("Exploitation"), ", ".join(_(EXPLOITATION[key]) for key in view.exploitation)),
        (_("Region"), region_name(view.region)),
    ]
    return render(request, "referrals/notified.html", {"rows": rows, "view": view})
