"""Storing and opening files."""

import hashlib
import os
import unicodedata
from datetime import datetime
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.conf import settings
from django.db import transaction

from manumit.errors import InputError, NotFound
from manumit.kernel.actor import Actor
from manumit.platform.audit.chain import record
from manumit.platform.crypto.keys import keyring
from manumit.platform.files.models import StoredFile

MAX_BYTES = 20 * 1024 * 1024
_SIGNATURES: tuple[tuple[str, tuple[str, ...], bytes], ...] = (
    ("application/pdf", (".pdf",), b"%PDF-"),
    ("image/png", (".png",), b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", (".jpg", ".jpeg"), b"\xff\xd8\xff"),
    ("application/vnd.openxmlformats-officedocument", (".docx", ".xlsx", ".odt", ".ods"), b"PK\x03\x04"),
)
_TEXT_ENDINGS = (".txt", ".csv", ".edi")


def content_type_of(name: str, body: bytes) -> str:
    """Return the type that both the name and the content show. Raises InputError when they disagree or are not allowed."""
    ending = PurePosixPath(name).suffix.casefold()
    for content_type, endings, signature in _SIGNATURES:
        if ending in endings and body.startswith(signature):
            return content_type
    if ending in _TEXT_ENDINGS and b"\x00" not in body:
        return "text/plain"
    allowed = ", ".join(sorted({e for _, endings, _ in _SIGNATURES for e in endings} | set(_TEXT_ENDINGS)))
    raise InputError(
        f"This file is not of a type that can be kept, or its content is not what its name says. Use: {allowed}.",
        field="file",
    )


def _path(identifier: UUID) -> Path:
    return Path(settings.MANUMIT_HOME) / "files" / identifier.hex[:2] / identifier.hex


def store_file(*, by: Actor, at: datetime, record_ref: tuple[str, UUID], name: str, body: bytes) -> StoredFile:
    """Check, encrypt and keep a file; the bytes are on disk before the row is written.

    Raises:
        InputError: empty, too large, or of a type that is not allowed.
    """
    if not body:
        raise InputError("The file is empty.", field="file")
    if len(body) > MAX_BYTES:
        raise InputError(f"The file is larger than {MAX_BYTES // 2**20} MB.", field="file")
    clean = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)[:120]
    stored = StoredFile(
        record_kind=record_ref[0],
        record_id=record_ref[1],
        name=clean,
        content_type=content_type_of(clean, body),
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        stored_at=at,
        stored_by=by.user_id,
    )
    sealed = keyring("field").encrypt(body, bound_to=f"file:{stored.pk}")
    path = _path(stored.pk)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(sealed.encode())
        handle.flush()
        os.fsync(handle.fileno())
    with transaction.atomic():
        stored.save()
        record(by=by, at=at, action="files.store_file", record=record_ref, detail={"file": str(stored.pk)})
    return stored


def open_file(*, by: Actor, at: datetime, file_id: UUID, record_ref: tuple[str, UUID]) -> tuple[StoredFile, bytes]:
    """Return a file of a record that the caller has already shown the actor may see; the read is audited."""
    stored = StoredFile.objects.filter(pk=file_id, record_kind=record_ref[0], record_id=record_ref[1]).first()
    if stored is None:
        raise NotFound("There is no such file.")
    body = keyring("field").decrypt(_path(stored.pk).read_text("ascii"), bound_to=f"file:{stored.pk}")
    record(by=by, at=at, action="files.open_file", record=record_ref, detail={"file": str(stored.pk)})
    return stored, body
