"""Whether the person who asks has proved a second factor in this session, and where she does so."""

from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.urls import reverse

ADDED_HERE = "second_factor_added"
"""Session key: the factor was set up in this very session, which therefore had it in hand."""

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_factor(request: HttpRequest) -> bool:
    """Return whether the account has a second factor at all; recovery codes alone are none."""
    return bool(is_mfa_enabled(request.user, list(_FACTORS)))


def has_second_factor(request: HttpRequest) -> bool:
    """Return whether this session proved a second factor that the account still has.

    A session that began before the factor was set up elsewhere proved only a password, and does not pass.
    """
    if not has_factor(request):
        return False
    if request.session.get(ADDED_HERE) == str(request.user.pk):
        return True
    return any(entry.get("method") == "mfa" for entry in get_authentication_records(request, request.user))


def where_to_prove(request: HttpRequest) -> str:
    """Return the address at which the person sets a second factor up, or proves the one she has and comes back."""
    if not has_factor(request):
        return reverse("mfa_index")
    back = request.get_full_path() if request.method == "GET" else request.path
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}"
