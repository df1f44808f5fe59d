"""Keyrings: named keys, the first of which encrypts; the others only decrypt until rotation has retired them."""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from manumit.errors import ConfigError

NONCE_BYTES = 12
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys by identifier, the current one first. Never shown: its repr holds only the identifiers."""

    name: str
    keys: tuple[tuple[str, bytes], ...]

    def __repr__(self) -> str:
        return f"Keyring({self.name}: {', '.join(key_id for key_id, _ in self.keys)})"

    @property
    def current_id(self) -> str:
        """Return the identifier of the key that encrypts."""
        return self.keys[0][0]

    def key(self, key_id: str) -> bytes:
        """Return one key. Raises ConfigError naming the identifier that is missing."""
        for found_id, key in self.keys:
            if found_id == key_id:
                return key
        raise ConfigError(f"Key “{key_id}” of the {self.name} keyring is missing. Put it back in the settings.")

    def encrypt(self, plain: bytes, *, bound_to: str) -> str:
        """Return `key id.base64(nonce + ciphertext)`, readable only together with `bound_to`."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self.keys[0][1]).encrypt(nonce, plain, bound_to.encode())
        return f"{self.current_id}.{base64.b64encode(nonce + sealed).decode()}"

    def decrypt(self, text: str, *, bound_to: str) -> bytes:
        """Return the plain bytes. Raises ConfigError when the key is missing or the value was moved or changed."""
        key_id, _, body = text.partition(".")
        raw = base64.b64decode(body)
        try:
            return AESGCM(self.key(key_id)).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to.encode())
        except InvalidTag as error:
            raise ConfigError(
                f"A value of {bound_to.rsplit(':', 1)[0]} does not open: it was changed, or moved from another row."
            ) from error

    def mac(self, message: bytes, *, key_id: str | None = None) -> str:
        """Return the hexadecimal HMAC-SHA-256 of the message under a key (the current one where not given)."""
        return hmac.new(self.key(key_id or self.current_id), message, hashlib.sha256).hexdigest()


def parse_keyring(name: str, text: str) -> Keyring:
    """Read `id:base64,id:base64`. Raises ConfigError that names the setting and the entry, never the key."""
    keys: list[tuple[str, bytes]] = []
    for position, part in enumerate(filter(None, (piece.strip() for piece in text.split(","))), start=1):
        key_id, _, encoded = part.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise ConfigError(f"Entry {position} of the {name} keyring is not base64.") from error
        if not key_id or "." in key_id or len(key) != KEY_BYTES:
            raise ConfigError(f"Entry {position} of the {name} keyring must read id:base64 with {KEY_BYTES} bytes.")
        keys.append((key_id, key))
    if not keys:
        raise ConfigError(f"The {name} keyring is empty. Run `manumit keys new` and put the line into the settings.")
    return Keyring(name, tuple(keys))


def new_key(key_id: str) -> str:
    """Return a fresh `id:base64` entry for a keyring."""
    return f"{key_id}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


_parsed: dict[tuple[str, str], Keyring] = {}


def keyring(name: str) -> Keyring:
    """Return the keyring `field`, `safe`, `search` or `audit` from the settings."""
    text: str = settings.MANUMIT_KEYS[name]
    found = _parsed.get((name, text))
    if found is None:
        found = _parsed[name, text] = parse_keyring(name, text)
    return found
