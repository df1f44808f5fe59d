"""What a locked-out person is told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: object = None) -> HttpResponse:  # noqa: ARG001 axes' signature
    """Return 429 with how long to wait, and nothing on whether the account exists."""
    message = _("There were too many failed attempts. Wait 15 minutes and try again, or ask your administrator.")
    context = {"status": 429, "title": _("Too many attempts"), "message": message}
    return render(request, "manumit/error.html", context, status=429)
