"""A person's own sessions: where she is signed in, and ending them."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manumit.platform.access import can
from manumit.platform.accounts.models import Account
from manumit.platform.accounts.sessions import end_other_sessions, end_session
from manumit.platform.ui.pages import page
from manumit.platform.ui.request import PageRequest


@page("accounts.use")
def session_list(request: PageRequest) -> HttpResponse:
    """List the sessions; a POST ends all the others."""
    here = request.session.session_key or ""
    if request.method == "POST":
        ended = end_other_sessions(by=request.actor, at=request.at, keep=here)
        messages.success(
            request,
            ngettext("%(count)s other session was ended.", "%(count)s other sessions were ended.", ended)
            % {"count": ended},
        )
        return HttpResponseRedirect(reverse("usersessions_list"))
    account = Account.objects.get(pk=request.actor.user_id)
    found = sorted(UserSession.objects.purge_and_list(account), key=lambda one: one.created_at, reverse=True)
    rows = [{"session": one, "current": one.session_key == here} for one in found]
    glass = can(request.actor, "accounts.break_glass")
    return render(request, "site/sessions.html", {"title": _("Sessions"), "rows": rows, "may_break_glass": glass})


@page("accounts.use")
def end_one(request: PageRequest, session_id: int) -> HttpResponse:
    """End one session by POST; a GET leads back to the list."""
    if request.method == "POST":
        end_session(by=request.actor, at=request.at, session_id=session_id)
        messages.success(request, _("The session was ended."))
    return HttpResponseRedirect(reverse("usersessions_list"))
