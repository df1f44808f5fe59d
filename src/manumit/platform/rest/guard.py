"""Authentication of API calls, and `operation`: the guard that each of them names its permission with."""

from collections.abc import Callable
from functools import cache, wraps
from inspect import getclosurevars
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.accounts.actors import actor_for
from manumit.platform.accounts.models import ApiToken
from manumit.platform.accounts.second_factor import has_second_factor
from manumit.platform.accounts.services import digest_of
from manumit.platform.ui.request import PageRequest

ApiRequest = PageRequest
C = TypeVar("C", bound=Callable[..., Any])


class TokenAuth(HttpBearer):
    """`Authorization: Bearer mnm_...`: a machine acting for an account."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return the actor of a live token, and put it on the request."""
        at = request.at  # type: ignore[attr-defined] # PageRequest declares it
        found = (
            ApiToken.objects.filter(digest=digest_of(token), revoked_at__isnull=True, expires_at__gt=at)
            .select_related("account")
            .first()
        )
        if found is None:
            return None
        actor = actor_for(found.account, at=at)
        request.actor = actor  # type: ignore[attr-defined] # as above
        return None if actor.is_public else _permitted(request, actor)


class SessionAuth(APIKeyCookie):
    """The session of a signed-in person, with CSRF protection."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:  # noqa: ARG002 ninja's signature
        """Return the actor of the session, where the second factor is there if it is required."""
        actor: Actor = request.actor  # type: ignore[attr-defined] # PageRequest declares it
        if actor.is_public:
            return None
        if settings.MANUMIT_SECOND_FACTOR == "required" and not has_second_factor(request):
            return None
        return _permitted(request, actor)


def _permitted(request: HttpRequest, actor: Actor) -> Actor:
    """Refuse before the body is read: who may not call an operation learns nothing of what it expects."""
    match = request.resolver_match
    for methods, permission in _permissions_of(match.func) if match else ():
        if request.method in methods:
            require(actor, permission)
    return actor


@cache
def _permissions_of(view: Callable[..., Any]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return methods and permission of each operation behind a view of ninja's, which closes over its path."""
    path_view = getclosurevars(view).nonlocals.get("self")
    return tuple(
        (tuple(found.methods), found.view_func.permission)
        for found in getattr(path_view, "operations", ())
        if found.view_func.permission is not None
    )


API_AUTH = [TokenAuth(), SessionAuth()]


def operation(permission: str) -> Callable[[C], C]:
    """Guard an API operation with a permission; put it directly above the function, below the router's decorator."""

    def guard(call: C) -> C:
        @wraps(call)
        def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> Any:
            require(request.actor, permission)
            return call(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined] # read by the house test and the matrix
        return guarded  # type: ignore[return-value] # wraps keeps the signature

    return guard


def open_operation(call: C) -> C:
    """Mark an API operation as open to anyone; the router must also say `auth=None`."""
    call.permission = None  # type: ignore[attr-defined] # read by the house test and the matrix
    return call
