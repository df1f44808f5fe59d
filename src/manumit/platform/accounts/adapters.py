"""How sign-in differs from allauth's defaults: nobody signs up, only known people come in, secrets lie encrypted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from manumit.platform.accounts.models import Account
from manumit.platform.crypto.keys import keyring


def name_of(account: Account) -> str:
    """Return what a person is called in a message to herself."""
    return account.name or account.email


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts are made by administrators only, and one lockout (axes') counts failed passwords."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 allauth's signature
        """Return False."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave failed passwords to the lockout, whose count outlives a restart; allauth's own would answer first."""

    def _rollback_login_failed_rl_usage(self) -> None:
        """Take nothing back, as `pre_authenticate` counted nothing."""

    def reauthenticate(self, user: Account, password: str) -> bool:
        """Return whether the password is this account's own."""
        proved = self.authenticate(context.request, email=user.email, password=password)
        return proved is not None and proved.pk == user.pk


class KnownPeopleAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """An identity provider vouches for people who already have an account here; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002 allauth's signature
        """Return False."""
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: object) -> str:  # noqa: ARG002 as above
        """Return the page of one's own sessions: there is no page of connections."""
        return reverse("usersessions_list")


class SealedSecretsAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Secrets of second factors lie under the field keyring."""

    def encrypt(self, text: str) -> str:
        """Return the sealed secret."""
        return keyring("field").encrypt(text.encode(), bound_to="mfa:secret")

    def decrypt(self, encrypted_text: str) -> str:
        """Return the plain secret."""
        return keyring("field").decrypt(encrypted_text, bound_to="mfa:secret").decode()
