"""Whether the person who asks has proved a second factor in this session."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest


def has_second_factor(request: HttpRequest) -> bool:
    """Return whether the account has a second factor; allauth asks for it at every sign-in once there is one."""
    return bool(is_mfa_enabled(request.user))
