"""Reading settings from the environment, making keys for the embedded profiles, and refusing what is unsafe."""

import json
import os
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from manumit.errors import ConfigError
from manumit.site.settings.catalogue import CATALOGUE

PROFILES = ("production", "development", "demo", "test")
RINGS = ("field", "safe", "search", "audit")
_SECRET_LENGTH = 50


def read(environment: Mapping[str, str]) -> dict[str, str]:
    """Return every setting of the catalogue. Raises ConfigError for an unknown profile or a required one that is empty."""
    values = {setting.name: environment.get(setting.name, setting.default) for setting in CATALOGUE}
    profile = values["MANUMIT_PROFILE"]
    if profile not in PROFILES:
        raise ConfigError(f"MANUMIT_PROFILE must be one of {', '.join(PROFILES)}.")
    if profile == "production":
        refuse_unsafe(values)
    return values


def refuse_unsafe(values: Mapping[str, str]) -> None:
    """Refuse to start in production on a setting that is missing or unsafe, naming it. Raises ConfigError."""
    for setting in CATALOGUE:
        if setting.required and not values[setting.name]:
            raise ConfigError(f"{setting.name} must be set in production. {setting.meaning}")
    if len(values["MANUMIT_SECRET_KEY"]) < _SECRET_LENGTH:
        raise ConfigError(f"MANUMIT_SECRET_KEY must have {_SECRET_LENGTH} characters or more.")
    if not values["MANUMIT_DATABASE_URL"].startswith("postgresql://"):
        raise ConfigError("MANUMIT_DATABASE_URL must name a PostgreSQL database in production.")
    if "*" in values["MANUMIT_ALLOWED_HOSTS"]:
        raise ConfigError("MANUMIT_ALLOWED_HOSTS must name hosts; a star accepts any.")
    if not values["MANUMIT_BASE_URL"].startswith("https://"):
        raise ConfigError("MANUMIT_BASE_URL must start with https:// in production.")
    if values["MANUMIT_CALENDAR"]:
        raise ConfigError("MANUMIT_CALENDAR must be empty in production: law and clocks follow the real calendar.")
    if values["MANUMIT_SECOND_FACTOR"] != "required":
        raise ConfigError("MANUMIT_SECOND_FACTOR must be `required` in production.")
    if values["MANUMIT_JOBS"] != "worker":
        raise ConfigError("MANUMIT_JOBS must be `worker` in production; run `manumit worker` beside the server.")


def database(url: str, home: Path) -> dict[str, Any]:
    """Return Django's database entry for a URL. Raises ConfigError for another scheme."""
    if not url or url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///")) if url else home / "manumit.sqlite3"
        return {
            "ENGINE": "manumit.platform.sqlite",
            "NAME": path,
            "TEST": {"NAME": ":memory:"},
            "ATOMIC_REQUESTS": False,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                    "PRAGMA cache_size=-32000;PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ConfigError("MANUMIT_DATABASE_URL must start with postgresql:// or sqlite:///.")
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5},
    }


def calendar_shift(text: str, *, real: datetime) -> timedelta:
    """Return by how much the demonstration's calendar lies behind the real one; zero where no moment is given.

    Raises ConfigError for a moment that cannot be read or has no offset.
    """
    if not text:
        return timedelta(0)
    try:
        stands_at = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError("MANUMIT_CALENDAR must be a moment such as 2011-10-18T11:00+01:00.") from error
    if stands_at.tzinfo is None:
        raise ConfigError("MANUMIT_CALENDAR needs an offset from UTC, such as +01:00.")
    return real - stands_at


def mail(url: str, home: Path) -> dict[str, Any]:
    """Return Django's mail settings: SMTP, or files in the home folder where no server is named."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": home / "mail"}
    parts = urlsplit(url)
    if parts.scheme != "smtp":
        raise ConfigError("MANUMIT_MAIL_URL must start with smtp://.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls") == ["1"],
        "EMAIL_TIMEOUT": 10,
    }


def local_secrets(home: Path) -> dict[str, str]:
    """Return the secrets of an embedded installation, made once and kept in `keys.json` for its owner only.

    Never used in production, where every secret comes from the environment.
    """
    from manumit.platform.crypto.keys import new_key  # noqa: PLC0415 settings are read before the platform is loaded

    path = home / "keys.json"
    if path.exists():
        found: dict[str, str] = json.loads(path.read_text("utf-8"))
        return found
    home.mkdir(parents=True, exist_ok=True)
    made = {f"MANUMIT_{ring.upper()}_KEYS": new_key("local") for ring in RINGS}
    made["MANUMIT_SECRET_KEY"] = secrets.token_urlsafe(64)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        json.dump(made, handle, indent=1)
    return made
