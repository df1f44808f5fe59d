"""How failed sign-ins are counted (by blinded address and network address) and what a locked-out person is told."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext, pgettext

from manumit.platform.crypto.keys import keyring

_NAMES = ("email", "login", "username")
_SECONDS_A_MINUTE = 60


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: object = None) -> HttpResponse:  # noqa: ARG001 axes' signature
    """Return 429 with how long to wait, and nothing on whether the account exists."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds()) // _SECONDS_A_MINUTE
    message = ngettext(
        "There were too many failed attempts. Wait %(minutes)s minute and try again, or ask your administrator.",
        "There were too many failed attempts. Wait %(minutes)s minutes and try again, or ask your administrator.",
        minutes,
    ) % {"minutes": minutes}
    context = {"status": 429, "title": pgettext("sign-in", "Too many attempts"), "message": message}
    answer = render(request, "manumit/error.html", context, status=429)
    answer.headers["Retry-After"] = str(minutes * _SECONDS_A_MINUTE)
    return answer


def blinded_address(request: HttpRequest, credentials: Mapping[str, object] | None = None) -> str:
    """Return what stands for the typed e-mail address in the table of failures: a keyed digest, never the address.

    Args:
        request: the sign-in; its form is read where no credentials are given.
        credentials: what Django's `authenticate` was given, under any of the names that allauth uses.
    """
    given = credentials or {}
    typed = next((str(given[name]) for name in _NAMES if given.get(name)), "")
    typed = typed or request.POST.get(settings.AXES_USERNAME_FORM_FIELD, "")
    return keyring("search").mac(f"sign-in:{typed.strip().casefold()}".encode())


def no_trace(*_facts: object) -> str:
    """Return how the lockout's log lines name a person: not at all; the audit trail knows the account."""
    return "a visitor"
