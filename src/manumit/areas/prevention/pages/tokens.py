"""The token of a public form: proves that the form was opened here and when, without a cookie, a session or an address."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from manumit.areas.prevention.rules import TOKEN_LASTS, TOKEN_RESTS

_SALT = "manumit.public-report"


@dataclass(frozen=True, slots=True)
class Token:
    """A token that came back.

    Args:
        nonce: of the form; empty where the token is none of ours or too old.
        too_soon: it came back faster than a person can write.
    """

    nonce: str
    too_soon: bool = False


def new_token(at: datetime) -> str:
    """Make the token of a form that is opened now."""
    return signing.dumps({"n": secrets.token_urlsafe(24), "t": int(at.timestamp())}, salt=_SALT)


def read_token(text: str, at: datetime) -> Token:
    """Read a token that came back with a form."""
    try:
        found = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return Token("")
    age = at.timestamp() - int(found["t"])
    if age > TOKEN_LASTS.total_seconds():
        return Token("")
    return Token(str(found["n"]), too_soon=age < TOKEN_RESTS.total_seconds())
