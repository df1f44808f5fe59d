"""The forms of sign-in: allauth's, with plain help in place of markup inside a hint."""

from typing import Any

from allauth.account import forms as allauth
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def _least() -> int:
    validators = get_default_password_validators()
    return next((one.min_length for one in validators if isinstance(one, MinimumLengthValidator)), 1)


class _PlainHelp:
    """Replaces help that carries markup: the kit writes hints as text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new = _("%(least)s characters or more. Three words that do not belong together are easy to keep in mind.")
        for name, field in self.fields.items():  # type: ignore[attr-defined] # a mixin over forms
            field.help_text = new % {"least": _least()} if name == "password1" else ""


class SignInForm(_PlainHelp, allauth.LoginForm):  # type: ignore[misc] # allauth has no types
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = gettext_lazy("E-mail address")


class ConfirmForm(_PlainHelp, allauth.ReauthenticateForm):  # type: ignore[misc] # as above
    """The password once more, before something that matters."""


class ChangePasswordForm(_PlainHelp, allauth.ChangePasswordForm):  # type: ignore[misc] # as above
    """The old password and the new one, twice."""


class SetPasswordForm(_PlainHelp, allauth.SetPasswordForm):  # type: ignore[misc] # as above
    """A first password, twice."""


class NewPasswordForm(_PlainHelp, allauth.ResetPasswordKeyForm):  # type: ignore[misc] # as above
    """A new password in place of a forgotten one, twice."""


class ForgottenPasswordForm(_PlainHelp, allauth.ResetPasswordForm):  # type: ignore[misc] # as above
    """The e-mail address to which a link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = gettext_lazy("E-mail address")
