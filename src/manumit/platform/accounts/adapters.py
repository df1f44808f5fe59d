"""How sign-in differs from allauth's defaults: nobody signs up, only known people come in, secrets lie encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from manumit.platform.crypto.keys import keyring


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts are made by administrators only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 allauth's signature
        """Return False."""
        return False


class KnownPeopleAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """An identity provider vouches for people who already have an account here; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002 allauth's signature
        """Return False."""
        return False


class SealedSecretsAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Secrets of second factors lie under the field keyring."""

    def encrypt(self, text: str) -> str:
        """Return the sealed secret."""
        return keyring("field").encrypt(text.encode(), bound_to="mfa:secret")

    def decrypt(self, encrypted_text: str) -> str:
        """Return the plain secret."""
        return keyring("field").decrypt(encrypted_text, bound_to="mfa:secret").decode()
