"""What is a person's own: tokens for her machines, and for whom and why she acts in this session."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.platform.accounts import services
from manumit.platform.accounts.models import ApiToken
from manumit.platform.accounts.sessions import choose_desk, desks
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.site.pages.account_forms import DeskForm, TokenForm


@page("accounts.use")
def tokens(request: PageRequest) -> HttpResponse:
    """List one's own tokens and issue one, which is shown this once."""
    form = build_form(request, TokenForm)
    issued = None
    if request.method == "POST" and form.is_valid():
        label = form.cleaned_data["label"]
        account_id = UUID(request.actor.user_id)
        issued = attempt(
            form,
            lambda: services.issue_token(by=request.actor, at=request.at, account_id=account_id, label=label),
        )
        form = TokenForm() if issued else form
    live = ApiToken.objects.filter(account_id=request.actor.user_id, revoked_at__isnull=True).order_by("-created_at")
    context = {"title": _("Tokens for machines"), "form": form, "issued": issued, "tokens": live}
    return render(request, "site/tokens.html", context)


@page("accounts.use")
def revoke_token(request: PageRequest, token_id: UUID) -> HttpResponse:
    """Stop a token by POST, and lead back to where its list is."""
    if request.method == "POST":
        owner = ApiToken.objects.filter(pk=token_id).values_list("account_id", flat=True).first()
        services.revoke_token(by=request.actor, at=request.at, token_id=token_id)
        messages.success(request, _("The token was revoked."))
        if owner is not None and str(owner) != request.actor.user_id:
            return HttpResponseRedirect(reverse("accounts:account_page", args=[owner]))
    return HttpResponseRedirect(reverse("accounts:tokens"))


@page("accounts.use")
def purpose(request: PageRequest) -> HttpResponse:
    """Choose for which organisation, and for which purpose, everything in this session is done."""
    form = build_form(
        request,
        DeskForm,
        desks=desks(request.actor.user_id, at=request.at),
        initial={"desk": f"{request.actor.organisation_id}:{request.actor.purpose}"},
    )
    if request.method == "POST" and form.is_valid():
        organisation_id, _colon, wanted = form.cleaned_data["desk"].partition(":")
        chosen = attempt(
            form,
            lambda: choose_desk(by=request.actor, at=request.at, organisation_id=organisation_id, purpose=wanted),
        )
        if chosen is not None:
            request.session["organisation"] = chosen.organisation_id
            request.session["purpose"] = wanted
            messages.success(request, _("You act for %(organisation)s now.") % {"organisation": chosen.organisation})
            return HttpResponseRedirect(reverse("home"))
    context = {
        "title": _("For whom and why you act"),
        "form": form,
        "submit": _("Act for it"),
        "cancel_href": reverse("home"),
        "lead": _("The purpose stands in the audit trail beside everything that you open."),
    }
    return render(request, "site/form.html", context)
