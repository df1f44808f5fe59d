"""Audit entries of sign-in: what the sign-in libraries announce is written into the chain, without an address or a code."""

from datetime import datetime
from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest

from manumit.kernel.actor import PUBLIC
from manumit.platform.accounts.actors import actor_for
from manumit.platform.accounts.models import Account
from manumit.platform.accounts.second_factor import ADDED_HERE
from manumit.platform.audit.chain import record
from manumit.platform.edge import now

_NAMES = ("email", "login", "username")


def connect() -> None:
    """Connect every handler; each has a name of its own, so that connecting twice changes nothing."""
    wired = (
        (account_signals.user_logged_in, _signed_in),
        (account_signals.password_changed, _password_changed),
        (account_signals.password_set, _password_changed),
        (account_signals.password_reset, _password_reset),
        (user_logged_out, _signed_out),
        (user_login_failed, _failed),
        (user_locked_out, _locked),
        (factor_signals.authenticator_added, _factor_added),
        (factor_signals.authenticator_removed, _factor_removed),
        (factor_signals.authenticator_reset, _codes_renewed),
        (factor_signals.authentication_failed, _factor_failed),
    )
    for signal, handler in wired:
        signal.connect(handler, dispatch_uid=f"manumit.accounts.{handler.__name__}.{id(signal)}")


def _moment(request: HttpRequest | None) -> datetime:
    at = getattr(request, "at", None)
    return at if isinstance(at, datetime) else now()


def _own_act(
    action: str, request: HttpRequest | None, account: Account, detail: dict[str, object] | None = None
) -> None:
    at = _moment(request)
    record(by=actor_for(account, at=at), at=at, action=action, record=("account", account.pk), detail=detail)


def _account_of(credentials: dict[str, Any] | None, request: HttpRequest | None) -> Account | None:
    given = credentials or {}
    typed = next((str(given[name]) for name in _NAMES if given.get(name)), "")
    if not typed and request is not None:
        typed = request.POST.get("login", "")
    return Account.objects.filter(email=typed.strip().casefold()).first() if typed else None


def _refused(action: str, credentials: dict[str, Any] | None, request: HttpRequest | None) -> None:
    account = _account_of(credentials, request)
    record(by=PUBLIC, at=_moment(request), action=action, record=("account", account.pk) if account else None)


def _signed_in(request: HttpRequest, user: Account, **_: Any) -> None:
    _own_act("accounts.sign_in", request, user)


def _signed_out(request: HttpRequest | None, user: Account | None, **_: Any) -> None:
    if isinstance(user, Account):
        _own_act("accounts.sign_out", request, user)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    _refused("accounts.fail_sign_in", credentials, request)


def _locked(request: HttpRequest, **_: Any) -> None:
    _refused("accounts.lock_out", None, request)


def _password_changed(request: HttpRequest, user: Account, **_: Any) -> None:
    _own_act("accounts.change_password", request, user)


def _password_reset(request: HttpRequest, user: Account, **_: Any) -> None:
    _own_act("accounts.reset_password", request, user)


def _factor_added(request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        request.session[ADDED_HERE] = str(user.pk)
        request.session.save()  # announced after the commit, when the answer may already be on its way
        # whoever else is signed in proved a password only, and could remove the new factor with it
        for other in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
            other.end()
    _own_act("accounts.add_second_factor", request, user, {"factor": str(authenticator.type)})


def _factor_removed(request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any) -> None:
    _own_act("accounts.remove_second_factor", request, user, {"factor": str(authenticator.type)})


def _codes_renewed(request: HttpRequest, user: Account, **_: Any) -> None:
    _own_act("accounts.renew_recovery_codes", request, user)


def _factor_failed(request: HttpRequest, user: Account, **_: Any) -> None:
    record(by=PUBLIC, at=_moment(request), action="accounts.fail_second_factor", record=("account", user.pk))
