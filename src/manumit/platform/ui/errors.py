"""The one map from the error tree to HTTP, for pages and for the API."""

from pathlib import Path

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manumit.errors import (
    AccessRefused,
    Conflict,
    DependencyDown,
    Duplicate,
    InputError,
    ManumitError,
    NotFound,
    RuleBroken,
)

log = structlog.get_logger("manumit.web")
UNAVAILABLE = 503
_OUTAGE_PAGE = Path(__file__).parent / "templates" / "manumit" / "503.html"

STATUS: tuple[tuple[type[ManumitError], int], ...] = (
    (NotFound, 404),
    (AccessRefused, 403),
    (Conflict, 409),
    (Duplicate, 409),
    (RuleBroken, 422),
    (InputError, 422),
    (DependencyDown, 503),
)


def status_of(error: ManumitError) -> int:
    """Return the HTTP status of an error of the tree; 500 for one that nobody foresaw."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def error_page(request: HttpRequest, status: int, *, message: str = "") -> HttpResponse:
    """Return a plain page. 403 and 404 say the same of what may not be seen."""
    titles = {
        403: _("You cannot do this"),
        404: _("Page not found"),
        409: _("Somebody else changed this"),
        422: _("This cannot be done as it is"),
        429: _("Too many attempts"),
        500: _("Something went wrong here"),
        503: _("The service is not available"),
    }
    context = {"status": status, "title": titles.get(status, titles[500]), "message": message}
    return render(request, "manumit/error.html", context, status=status)


def error_response(request: HttpRequest, error: ManumitError) -> HttpResponse:
    """Return the page, or for the API the JSON, of an error of the tree."""
    status = status_of(error)
    if request.path.startswith("/api/"):
        return JsonResponse(error_body(error), status=status)
    if status == UNAVAILABLE:
        return outage(request, error)
    return error_page(request, status, message="" if isinstance(error, NotFound) else error.message)


def error_body(error: ManumitError) -> dict[str, object]:
    """Return what the API says of an error: code, message, and facts without a person's data."""
    body: dict[str, object] = {"code": error.code, "message": error.message, "detail": error.detail}
    if isinstance(error, InputError) and error.field:
        body["field"] = error.field
    return body


def outage(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return 503 without touching the database or a session."""
    log.error("dependency down", error=type(error).__name__)
    if request.path.startswith("/api/"):
        response: HttpResponse = JsonResponse(
            {
                "code": "dependency-down",
                "message": "The service is not available. Send it again in a minute.",
                "detail": {},
            },
            status=503,
        )
    else:
        response = HttpResponse(_OUTAGE_PAGE.read_bytes(), status=503)
    response.headers["Retry-After"] = "60"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 Django passes the reason; a stranger need not know it
    """Return the page for a form that did not come from here, or was open for too long."""
    return error_page(
        request, 403, message=_("This form was open for too long. Go back, reload the page and send it again.")
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django's signature
    """Return the 404 page."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the 500 page."""
    return error_page(request, 500)
