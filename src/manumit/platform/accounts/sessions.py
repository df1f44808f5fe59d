"""A person's sessions: ending them, what she works as, how long they may lie idle, and help for a lost second factor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from manumit.errors import InputError, NotFound, SeparationOfDuties
from manumit.kernel.actor import Actor
from manumit.kernel.roles import ROLES
from manumit.platform.access import require
from manumit.platform.accounts.actors import memberships_on
from manumit.platform.accounts.models import Account
from manumit.platform.audit.chain import record

_LAST_USE = "last_use"
_NOTED_TIMES = 20


@dataclass(frozen=True, slots=True)
class Desk:
    """An organisation that a person may act for, and the purposes that her roles there give."""

    organisation_id: str
    organisation: str
    roles: tuple[str, ...]
    purposes: tuple[str, ...]


def desks(account_id: UUID | str, *, at: datetime) -> tuple[Desk, ...]:
    """Return the organisations that the account may act for at this moment, by name."""
    found: dict[str, tuple[str, list[str]]] = {}
    for membership in memberships_on(UUID(str(account_id)), at.date()):
        found.setdefault(str(membership.organisation_id), (membership.organisation.name, []))[1].append(membership.role)
    return tuple(
        Desk(key, name, tuple(roles), tuple(dict.fromkeys(ROLES[r].purpose for r in roles if r in ROLES)))
        for key, (name, roles) in found.items()
    )


@transaction.atomic
def choose_desk(*, by: Actor, at: datetime, organisation_id: str, purpose: str) -> Desk:
    """Choose for whom and why one acts from now on. The caller keeps both in the session.

    Raises:
        NotFound: an organisation in which the person holds no role today.
        InputError: a purpose that none of her roles there has.
    """
    require(by, "accounts.use")
    chosen = next((desk for desk in desks(by.user_id, at=at) if desk.organisation_id == organisation_id), None)
    if chosen is None:
        raise NotFound("You hold no role in this organisation today.")
    if purpose not in chosen.purposes:
        raise InputError("Choose a purpose that belongs to your roles in this organisation.", field="purpose")
    record(
        by=by,
        at=at,
        action="accounts.choose_purpose",
        record=("organisation", organisation_id),
        detail={"purpose": purpose},
    )
    return chosen


@transaction.atomic
def end_session(*, by: Actor, at: datetime, session_id: int) -> None:
    """End one of the actor's own sessions at once. Raises NotFound for somebody else's."""
    require(by, "accounts.use")
    session = UserSession.objects.filter(pk=session_id, user_id=by.user_id).first()
    if session is None:
        raise NotFound("There is no such session.")
    session.end()
    record(by=by, at=at, action="accounts.end_session", record=("account", by.user_id))


@transaction.atomic
def end_other_sessions(*, by: Actor, at: datetime, keep: str) -> int:
    """End all of the actor's sessions but the one with the key `keep`; returns how many."""
    require(by, "accounts.use")
    others = list(UserSession.objects.filter(user_id=by.user_id).exclude(session_key=keep))
    for session in others:
        session.end()
    record(
        by=by, at=at, action="accounts.end_session", record=("account", by.user_id), detail={"sessions": len(others)}
    )
    return len(others)


@transaction.atomic
def clear_second_factors(*, by: Actor, at: datetime, account_id: UUID) -> None:
    """Remove a person's second factors because she lost them, and end her sessions; she sets up new ones.

    Raises:
        SeparationOfDuties: for oneself.
        NotFound: no such account.
    """
    require(by, "accounts.manage_account")
    if by.user_id == str(account_id):
        raise SeparationOfDuties("Ask another administrator to remove your second factor.", code="self-grant")
    if not Account.objects.filter(pk=account_id).exists():
        raise NotFound("There is no such account.")
    Authenticator.objects.filter(user_id=account_id).delete()
    for session in UserSession.objects.filter(user_id=account_id):
        session.end()
    record(by=by, at=at, action="accounts.clear_second_factors", record=("account", account_id))


class IdleMiddleware:
    """Lets a session live on while it is used, and only then: it ends `SESSION_COOKIE_AGE` after its last use.

    The last use is noted a few times in that span, so that a page costs no write of its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note the use, then serve the request."""
        if request.user.is_authenticated:
            stamp = int(request.at.timestamp())  # type: ignore[attr-defined] # PageRequest declares it
            if stamp - int(request.session.get(_LAST_USE, 0)) >= settings.SESSION_COOKIE_AGE // _NOTED_TIMES:
                request.session[_LAST_USE] = stamp
        return self.get_response(request)
