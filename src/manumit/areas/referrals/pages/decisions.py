"""Proposing a decision, and a second person's opinion on it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.referrals import api
from manumit.areas.referrals.pages import presenters
from manumit.areas.referrals.pages.forms import ProposeForm, ReviewForm
from manumit.areas.referrals.rules import CONSULTED, STAGES, STANDARD_OF_PROOF, local_day
from manumit.errors import NotFound
from manumit.platform.access import can
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest


@page("referrals.propose_decision", drafts=True)
def propose(request: PageRequest, referral_id: UUID, stage: str) -> HttpResponse:
    """Propose a decision, with the standard of proof of the day in sight."""
    if stage not in STAGES:
        raise NotFound("There is no such stage.")
    view = api.open_referral(by=request.actor, at=request.at, referral_id=referral_id)
    form = build_form(request, ProposeForm)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: api.propose_decision(
                by=request.actor,
                at=request.at,
                referral_id=referral_id,
                stage=stage,
                outcome=said["outcome"],
                reasons=said["reasons"],
                evidence=form.pieces(),
            ),
        )
        if made is not None:
            messages.success(request, _("Your proposal waits for a second person. Nothing follows from it before."))
            return HttpResponseRedirect(reverse("referrals:decision", kwargs={"decision_id": made}))
    rule = STANDARD_OF_PROOF[stage].rule_on(local_day(request.at))
    context = {
        "form": form,
        "view": view,
        "stage": _(STAGES[stage]),
        "standard": _(rule.value),
        "source": str(rule.source),
        "missing": [_(CONSULTED[kind]) for kind in view.missing_consultations] if stage == "conclusive_grounds" else [],
        "rows": presenters.summary_rows(view),
        "told": presenters.account_items(view),
    }
    return render(request, "referrals/propose.html", context, status=422 if form.errors else 200)


def _shown(decision: api.DecisionView) -> dict[str, object]:
    return {
        "decision": decision,
        "heading": presenters.decision_title(decision),
        "tag": presenters.decision_tag(decision),
        "rows": [
            (_("Reference"), decision.reference),
            (_("Pseudonym"), decision.pseudonym),
            (_("Proposed by"), decision.author),
            (_("Standard of proof"), _(decision.standard)),
        ],
        "opinions": presenters.review_items(decision),
    }


@page("referrals.open_decision")
def decision(request: PageRequest, decision_id: UUID) -> HttpResponse:
    """Show a decision with its minute and the opinions on it."""
    view = api.open_decision(by=request.actor, at=request.at, decision_id=decision_id)
    may_review = view.status == "waiting" and can(request.actor, "referrals.review_decision")
    return render(request, "referrals/decision.html", {**_shown(view), "may_review": may_review})


@page("referrals.review_decision")
def review(request: PageRequest, decision_id: UUID) -> HttpResponse:
    """Agree, return with reasons, or disagree."""
    view = api.open_decision(by=request.actor, at=request.at, decision_id=decision_id)
    form = build_form(request, ReviewForm)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _judge(request, decision_id, form)):
        messages.success(request, _("Your opinion is recorded."))
        return HttpResponseRedirect(reverse("referrals:reviews"))
    return render(request, "referrals/review.html", {**_shown(view), "form": form}, status=422 if form.errors else 200)


def _judge(request: PageRequest, decision_id: UUID, form: ReviewForm) -> bool:
    said, by, at = form.cleaned_data, request.actor, request.at
    if said["verdict"] == "agree":
        api.agree_decision(by=by, at=at, decision_id=decision_id)
    elif said["verdict"] == "return":
        api.return_decision(by=by, at=at, decision_id=decision_id, reasons=said["reasons"])
    else:
        api.disagree_with_decision(by=by, at=at, decision_id=decision_id, reasons=said["reasons"])
    return True
