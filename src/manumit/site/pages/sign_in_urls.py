"""The addresses of sign-in: only those of allauth that are wanted, each with what guards it."""

from collections.abc import Callable
from functools import wraps
from types import MappingProxyType
from typing import Any

import structlog
from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as provider
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.utils.functional import lazy

from manumit.site.pages.sessions import end_one, session_list

View = Callable[..., HttpResponse]
log = structlog.get_logger("manumit.sign_in")

PUBLIC = "public"
"""Anyone may open it: it leads to being signed in, or away from it."""
HALF = "sign-in begun"
"""Only between the password and the second factor."""
SIGNED_IN = "signed in"
"""Only the person herself, on her own account; no role is needed."""


def _provider_name() -> str:
    apps = getattr(settings, "SOCIALACCOUNT_PROVIDERS", {}).get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""


def _answered(view: View) -> View:
    """Say plainly that the provider did not answer; the sign-in library lets that through as a fault of ours."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except OSError as error:  # every error of `requests` is one
            log.warning("identity provider down", error=type(error).__name__)
            return render(request, "socialaccount/authentication_error.html", status=503)

    return asked


_LOGIN = account.LoginView.as_view(extra_context={"sign_in_provider": lazy(_provider_name, str)()})

_ADDRESSES: tuple[tuple[str, View, str, str], ...] = (
    ("login/", _LOGIN, "account_login", PUBLIC),
    ("logout/", account.logout, "account_logout", PUBLIC),
    ("inactive/", account.account_inactive, "account_inactive", PUBLIC),
    ("password/reset/", account.password_reset, "account_reset_password", PUBLIC),
    ("password/reset/done/", account.password_reset_done, "account_reset_password_done", PUBLIC),
    (
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
        PUBLIC,
    ),
    ("password/change/", account.password_change, "account_change_password", SIGNED_IN),
    ("password/set/", account.password_set, "account_set_password", SIGNED_IN),
    ("reauthenticate/", account.reauthenticate, "account_reauthenticate", SIGNED_IN),
    ("2fa/", factors.index, "mfa_index", SIGNED_IN),
    ("2fa/authenticate/", factors.authenticate, "mfa_authenticate", HALF),
    ("2fa/reauthenticate/", factors.reauthenticate, "mfa_reauthenticate", SIGNED_IN),
    ("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp", SIGNED_IN),
    ("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp", SIGNED_IN),
    ("2fa/recovery-codes/", codes.view_recovery_codes, "mfa_view_recovery_codes", SIGNED_IN),
    ("2fa/recovery-codes/generate/", codes.generate_recovery_codes, "mfa_generate_recovery_codes", SIGNED_IN),
    ("2fa/recovery-codes/download/", codes.download_recovery_codes, "mfa_download_recovery_codes", SIGNED_IN),
    ("2fa/webauthn/", keys.list_webauthn, "mfa_list_webauthn", SIGNED_IN),
    ("2fa/webauthn/add/", keys.add_webauthn, "mfa_add_webauthn", SIGNED_IN),
    ("2fa/webauthn/reauthenticate/", keys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn", SIGNED_IN),
    ("2fa/webauthn/keys/<int:pk>/edit/", keys.edit_webauthn, "mfa_edit_webauthn", SIGNED_IN),
    ("2fa/webauthn/keys/<int:pk>/remove/", keys.remove_webauthn, "mfa_remove_webauthn", SIGNED_IN),
    ("3rdparty/login/cancelled/", provider.login_cancelled, "socialaccount_login_cancelled", PUBLIC),
    ("3rdparty/login/error/", provider.login_error, "socialaccount_login_error", PUBLIC),
    ("oidc/<slug:provider_id>/login/", _answered(openid.login), "openid_connect_login", PUBLIC),
    ("oidc/<slug:provider_id>/login/callback/", _answered(openid.callback), "openid_connect_callback", PUBLIC),
)
_RESET = "account_reset_password_from_key"

SIGN_IN_GUARDS: MappingProxyType[str, str] = MappingProxyType(
    {_RESET: PUBLIC, **{name: guard for _route, _view, name, guard in _ADDRESSES}}
)
"""What guards each address of the sign-in library, by its name; the house test knows no other."""

urlpatterns: list[URLPattern] = [
    *(path(route, view, name=name) for route, view, name, _guard in _ADDRESSES),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", account.password_reset_from_key, name=_RESET
    ),
    path("sessions/", session_list, name="usersessions_list"),
    path("sessions/<int:session_id>/end/", end_one, name="end_session"),
]
