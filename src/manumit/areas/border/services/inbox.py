"""The inbox: every message exactly as received, sealed, on the disk before anybody is told that it was received."""

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from manumit.platform.crypto.keys import keyring

ENDING = ".edi"
_STALE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Envelope:
    """How a message came: what is needed to register it again after a crash."""

    channel: str
    carrier: str
    organisation_id: str
    received_at: datetime


def digest_of_body(body: bytes) -> str:
    """Return the SHA-256 of the plain bytes, by which a message is the same however often it is sent."""
    return hashlib.sha256(body).hexdigest()


def inbox_root() -> Path:
    """Return the folder of the inbox."""
    return Path(settings.MANUMIT_HOME) / "inbox"


def path_of(sha256: str, stored_on: date) -> Path:
    """Return where a message lies."""
    return inbox_root() / f"{stored_on:%Y/%m/%d}" / f"{sha256}{ENDING}"


def write_to_inbox(body: bytes, sha256: str, envelope: Envelope) -> Path:
    """Seal a message into the inbox: written aside, synced, renamed, folder synced. What stands there already is kept."""
    target = path_of(sha256, envelope.received_at.date())
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    ring = keyring("field")
    facts = json.dumps(
        {
            "channel": envelope.channel,
            "carrier": envelope.carrier,
            "organisation": envelope.organisation_id,
            "received_at": envelope.received_at.isoformat(),
        }
    )
    sealed = "\n".join(
        (
            ring.encrypt(facts.encode(), bound_to=f"inbox-envelope:{sha256}"),
            ring.encrypt(body, bound_to=f"inbox:{sha256}"),
        )
    )
    draft = target.parent / f".{sha256}.{secrets.token_hex(4)}.tmp"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(sealed)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(target)
    _sync_folder(target.parent)
    return target


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_from_inbox(sha256: str, stored_on: date) -> bytes:
    """Return the bytes exactly as received. Raises ConfigError where the file was changed or its key is missing."""
    _, _, body = path_of(sha256, stored_on).read_text("ascii").partition("\n")
    return keyring("field").decrypt(body, bound_to=f"inbox:{sha256}")


def read_envelope(sha256: str, stored_on: date) -> Envelope:
    """Return how a message came."""
    facts, _, _ = path_of(sha256, stored_on).read_text("ascii").partition("\n")
    found = json.loads(keyring("field").decrypt(facts, bound_to=f"inbox-envelope:{sha256}"))
    return Envelope(
        found["channel"], found["carrier"], found["organisation"], datetime.fromisoformat(found["received_at"])
    )


def stored_days() -> Iterator[tuple[date, frozenset[str]]]:
    """Yield every day of the inbox with the hashes that lie in it, oldest first."""
    for folder in sorted(inbox_root().glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]")):
        year, month, day = folder.parts[-3:]
        yield date(int(year), int(month), int(day)), frozenset(path.stem for path in folder.glob(f"*{ENDING}"))


def sweep_drafts(at: datetime) -> int:
    """Remove what a crash left half-written more than a day ago; none of it was ever acknowledged."""
    limit = (at - _STALE).timestamp()
    stale = [path for path in inbox_root().glob("*/*/*/.*.tmp") if path.stat().st_mtime < limit]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)
