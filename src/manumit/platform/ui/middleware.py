"""Middleware: who asks and when, headers that keep a page private, and a plain page when the database is down."""

import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.core import signing
from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from manumit.errors import DependencyDown
from manumit.kernel.actor import PUBLIC, Actor
from manumit.platform.accounts.actors import actor_for
from manumit.platform.accounts.models import Account
from manumit.platform.edge import now
from manumit.platform.ui.errors import outage

Handler = Callable[[HttpRequest], HttpResponse]
LAST_SEEN_COOKIE = "manumit_last"
LAST_SEEN_SALT = "manumit.last-seen"
_LAST_SEEN_SECONDS = 12 * 60 * 60
log = structlog.get_logger("manumit.web")

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)


class OutageMiddleware:
    """Outermost: a database that does not answer gives 503 with a plain page, and every request leaves one log line."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        log.info(
            "request",
            method=request.method,
            view=match.view_name if match else "",
            status=response.status_code,
            duration_ms=round((time.perf_counter() - started) * 1000, 1),
        )
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn an outage into 503; every other error goes its usual way."""
        if isinstance(exception, (OperationalError, InterfaceError, DependencyDown)):
            return outage(request, exception)
        return None


class HeadersMiddleware:
    """Private by default: nothing of a page is kept by caches, nothing foreign is loaded by it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers."""
        try:
            response = self.get_response(request)
        except (OperationalError, InterfaceError) as error:
            response = outage(request, error)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class ActorMiddleware:
    """Puts `actor` and `at` on the request, and remembers (signed) who was here, so that a lost session loses no text."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request with an actor."""
        at = now()
        request.at = at  # type: ignore[attr-defined] # PageRequest declares it
        request.actor = SimpleLazyObject(lambda: _actor_of(request))  # type: ignore[attr-defined] # as above
        response = self.get_response(request)
        if hasattr(request, "user") and request.user.is_authenticated and LAST_SEEN_COOKIE not in request.COOKIES:
            response.set_cookie(
                LAST_SEEN_COOKIE,
                signing.dumps(str(request.user.pk), salt=LAST_SEEN_SALT),
                max_age=_LAST_SEEN_SECONDS,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def _actor_of(request: HttpRequest) -> Actor:
    user = request.user
    if not isinstance(user, Account) or not user.is_authenticated:
        return PUBLIC
    return actor_for(
        user,
        at=request.at,  # type: ignore[attr-defined] # PageRequest declares it
        organisation_id=request.session.get("organisation", ""),
        purpose=request.session.get("purpose", ""),
    )


def last_seen_account(request: HttpRequest) -> str:
    """Return the identifier of the account that was signed in here last, or an empty text."""
    try:
        found = signing.loads(
            request.COOKIES.get(LAST_SEEN_COOKIE, ""), salt=LAST_SEEN_SALT, max_age=_LAST_SEEN_SECONDS
        )
    except signing.BadSignature:
        return ""
    return str(found)


def database_answers() -> bool:
    """Return whether the database answers a trivial question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        return False
