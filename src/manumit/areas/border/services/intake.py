"""Receiving: on the disk first, registered once by content, read, screened; what does not read stands in quarantine."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Count, F

from manumit.areas.border.models import ManifestPart, Message, Traveller
from manumit.areas.border.rules import MAX_MESSAGE_BYTES, MOST_ATTEMPTS, MessageStatus
from manumit.areas.border.selectors.visibility import visible_messages
from manumit.areas.border.services.inbox import (
    Envelope,
    digest_of_body,
    read_envelope,
    read_from_inbox,
    stored_days,
    sweep_drafts,
    write_to_inbox,
)
from manumit.areas.border.services.manifests import Attached, attach_list
from manumit.areas.border.services.people import birth_of
from manumit.areas.border.services.reading import KEPT_PROBLEMS, Fault, read_body
from manumit.areas.border.services.screening import screen_travellers
from manumit.errors import InputError, NotFound, RuleBroken
from manumit.kernel.actor import Actor, system
from manumit.lake import Movement, append_movements
from manumit.platform.access import require
from manumit.platform.accounts.models import Organisation
from manumit.platform.audit.chain import record
from manumit.platform.thread.links import Ref, link

log = structlog.get_logger("manumit.border")
CHANNELS = ("http", "folder")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is told.

    Args:
        message_id: the register's identifier.
        status: parsed, quarantined or duplicate.
        duplicate_of: the message that these bytes are, where they came before.
        manifest_ids: the services it was about.
        travellers: how many people it lists.
        problems: how many findings its data-quality report has.
    """

    message_id: UUID
    status: str
    duplicate_of: UUID | None
    manifest_ids: tuple[UUID, ...]
    travellers: int
    problems: int


def receive_message(*, by: Actor, at: datetime, body: bytes, channel: str, carrier: str = "") -> Receipt:
    """Receive one message: it is on the disk before this returns, and counted once however often it is sent.

    Args:
        by: the carrier's account or the house's own intake.
        at: when.
        body: the bytes exactly as received.
        channel: `http` or `folder`.
        carrier: the carrier's code, where the way it came says so.

    Raises:
        InputError: empty, too large, or an unknown channel.
        AccessRefused: the actor may not send.
    """
    require(by, "border.send_message")
    if channel not in CHANNELS:
        raise InputError("A message comes by http or folder.", field="channel")
    if not body.strip():
        raise InputError("The message is empty. Send the interchange as the body.", field="body")
    if len(body) > MAX_MESSAGE_BYTES:
        raise InputError(f"The message is larger than {MAX_MESSAGE_BYTES // 2**20} MB. Send it in parts.", field="body")
    sha256 = digest_of_body(body)
    known = Message.objects.filter(sha256=sha256).first()
    if known is None:
        envelope = Envelope(channel, carrier, by.organisation_id, at)
        write_to_inbox(body, sha256, envelope)
        message, is_new = _register(sha256, len(body), envelope)
        if is_new:
            return _process(message, body, by=by, at=at)
        known = message
    return _again(known, body, by=by, at=at)


def _register(sha256: str, size: int, envelope: Envelope) -> tuple[Message, bool]:
    """Write the row of a message that lies in the inbox; two senders at once get one row."""
    organisation = _organisation(envelope)
    with transaction.atomic():
        return Message.objects.get_or_create(
            sha256=sha256,
            defaults={
                "received_at": envelope.received_at,
                "stored_on": envelope.received_at.date(),
                "channel": envelope.channel,
                "carrier": (envelope.carrier or (organisation.code if organisation else ""))[:20],
                "organisation": organisation,
                "size": size,
            },
        )


def _organisation(envelope: Envelope) -> Organisation | None:
    carriers = Organisation.objects.filter(kind="carrier")
    if envelope.organisation_id:
        found = carriers.filter(pk=envelope.organisation_id).first()
        if found is not None:
            return found
    return carriers.filter(code=envelope.carrier).first() if envelope.carrier else None


def _again(message: Message, body: bytes, *, by: Actor, at: datetime) -> Receipt:
    """Answer a message that came before with the same receipt; one that was never finished is finished now."""
    if message.status == MessageStatus.RECEIVED:
        return _process(message, body, by=by, at=at)
    with transaction.atomic():
        Message.objects.filter(pk=message.pk).update(repeats=F("repeats") + 1, last_repeat_at=at)
        record(by=by, at=at, action="border.receive_duplicate", record=("message", message.pk))
    return _receipt(message, status="duplicate", duplicate_of=message.pk)


def _receipt(message: Message, *, status: str = "", duplicate_of: UUID | None = None) -> Receipt:
    manifests = ManifestPart.objects.filter(message=message).order_by("position").values_list("manifest_id", flat=True)
    return Receipt(
        message.pk,
        status or message.status,
        duplicate_of,
        tuple(dict.fromkeys(manifests)),
        message.travellers,
        message.problem_count,
    )


def _process(
    message: Message, body: bytes, *, by: Actor, at: datetime, action: str = "border.receive_message"
) -> Receipt:
    """Read, bring together and screen one message, all or nothing; its movements go to the lake afterwards."""
    Message.objects.filter(pk=message.pk).update(attempts=F("attempts") + 1)
    done = _read_and_screen(message, body, by=by, at=at, action=action)
    if done is None:
        message.refresh_from_db()
        return _receipt(message, status="duplicate", duplicate_of=message.pk)
    attached, hits = done
    _to_lake(message, [row for one in attached for row in one.created], at=at)
    log.info(
        "message received", message=str(message.pk), status=message.status, travellers=message.travellers, hits=hits
    )
    return _receipt(message)


@transaction.atomic
def _read_and_screen(
    message: Message, body: bytes, *, by: Actor, at: datetime, action: str
) -> tuple[list[Attached], int] | None:
    # The update locks the row: of two who read the same message at once, the second finds it done.
    if not Message.objects.filter(pk=message.pk, processed_at=message.processed_at).update(processed_at=at):
        return None
    reading = read_body(body, received=message.received_at.date())
    ManifestPart.objects.filter(message=message).delete()
    attached = [
        attach_list(found, message, position=position, at=message.received_at)
        for position, found in enumerate(reading.lists)
    ]
    hits = 0
    for one in attached:
        hits += len(
            screen_travellers(
                [*one.created, *one.changed], one.manifest, message_id=message.pk, received=message.received_at, at=at
            )
        )
        if one.manifest is not None:
            link(earlier=Ref("message", message.pk), later=Ref("manifest", one.manifest.pk), relation="lists", at=at)
    first = reading.lists[0] if reading.lists else None
    _settle_fault(message, reading.fault)
    message.kind, message.sender = reading.kind, reading.sender
    message.function = ((first.function or "") if first else "")[:12]
    message.reference = ((first.transaction or first.message_reference) if first else "")[:60]
    message.problems = list(reading.problems[:KEPT_PROBLEMS])
    message.problem_count = len(reading.problems)
    message.remainder = list(reading.remainder)
    message.travellers = sum(one.listed for one in attached)
    message.processed_at = at
    if not message.carrier and first is not None and first.legs:
        message.carrier = (first.legs[0].carrier or "")[:20]
    if message.organisation_id is None and message.carrier:
        message.organisation = Organisation.objects.filter(kind="carrier", code=message.carrier).first()
    message.save(update_fields=_WRITTEN)
    record(
        by=by, at=at, action=action, record=("message", message.pk),
        detail={"status": message.status, "travellers": message.travellers, "hits": hits, "problems": message.problem_count},
    )  # fmt: skip
    return attached, hits


_WRITTEN = (
    "status", "reason", "reason_code", "segment", "offset", "kind", "function", "reference", "sender", "problems",
    "problem_count", "remainder", "travellers", "processed_at", "carrier", "organisation",
)  # fmt: skip


def _settle_fault(message: Message, fault: Fault | None) -> None:
    message.status = MessageStatus.PARSED if fault is None else MessageStatus.QUARANTINED
    message.reason = fault.message[:300] if fault else ""
    message.reason_code = fault.code[:40] if fault else ""
    message.segment = fault.segment if fault else None
    message.offset = fault.offset if fault else None


def lake_root() -> Path:
    """Return the folder of the movement store."""
    return Path(settings.MANUMIT_HOME) / "lake" / "movements"


def _to_lake(message: Message, rows: list[Traveller], *, at: datetime) -> None:
    """Append one movement for each traveller that this message was the first to announce; safe to do twice."""
    append_movements((_movement(row, message) for row in rows), root=lake_root(), name=str(message.pk))
    Message.objects.filter(pk=message.pk).update(lake_at=at)


def _movement(row: Traveller, message: Message) -> Movement:
    manifest, born = row.manifest, birth_of(row)
    return Movement(
        day=manifest.departs_on if manifest and manifest.departs_on else message.stored_on,
        service=f"{manifest.carrier}{manifest.number}" if manifest else "",
        origin=manifest.origin if manifest else "",
        destination=manifest.destination if manifest else "",
        role=row.kind,
        nationality=row.nationality,
        birth_year=born.year if born else None,
        message_id=str(message.pk),
    )


def replay_message(*, by: Actor, at: datetime, message_id: UUID) -> Receipt:
    """Read a quarantined message again, after the reader or the code list was mended.

    Raises:
        NotFound: there is no such message for the actor.
        RuleBroken: the message is not in quarantine.
    """
    require(by, "border.replay_message")
    message = visible_messages(by).filter(pk=message_id).first()
    if message is None:
        raise NotFound("There is no such message.")
    if message.status == MessageStatus.PARSED:
        raise RuleBroken("This message was read whole. There is nothing to replay.", code="not-quarantined")
    body = read_from_inbox(message.sha256, message.stored_on)
    return _process(message, body, by=by, at=at, action="border.replay_message")


def open_raw_message(*, by: Actor, at: datetime, message_id: UUID) -> tuple[Message, bytes]:
    """Return a message exactly as received; the read is audited. Raises NotFound."""
    require(by, "border.read_message")
    message = visible_messages(by).filter(pk=message_id).first()
    if message is None:
        raise NotFound("There is no such message.")
    body = read_from_inbox(message.sha256, message.stored_on)
    record(by=by, at=at, action="border.open_raw_message", record=("message", message.pk))
    return message, body


def ingest_folder(
    *, by: Actor, at: datetime, folder: Path, progress: Callable[[int, int], None] | None = None
) -> list[Receipt]:
    """Receive every file of a drop folder, in order of name; a file moves to `done` only when it is committed.

    Args:
        by: the house's own intake.
        at: when.
        folder: where carriers' files arrive; hidden files and folders are left alone.
        progress: told how many of how many are done.

    Returns:
        A receipt for each file that was received; what is empty or too large moves to `refused`.
    """
    require(by, "border.send_message")
    files = (
        sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
        if folder.is_dir()
        else []
    )
    receipts = []
    for number, path in enumerate(files, start=1):
        try:
            receipts.append(receive_message(by=by, at=at, body=path.read_bytes(), channel="folder"))
            _put_aside(path, folder / "done", at)
        except InputError as error:
            log.warning("file refused", code=error.code, field=error.field, bytes=path.stat().st_size)
            _put_aside(path, folder / "refused", at)
        if progress is not None:
            progress(number, len(files))
    return receipts


def _put_aside(path: Path, folder: Path, at: datetime) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / path.name
    if target.exists():
        # Two carriers may choose one name on different days; neither may overwrite the other.
        target = folder / f"{path.stem}.{at:%Y%m%dT%H%M%S%f}.{os.urandom(3).hex()}{path.suffix}"
    path.rename(target)


def recover_inbox(at: datetime) -> int:
    """Register and read what a crash left behind: files without a row, rows never finished, movements not yet stored."""
    by = system("intake")
    sweep_drafts(at)
    touched = 0
    counted = dict(Message.objects.values_list("stored_on").annotate(n=Count("pk")))
    for day, hashes in stored_days():
        if counted.get(day, 0) < len(hashes):
            touched += _recover_day(day, hashes, by=by, at=at)
    for message in Message.objects.filter(status=MessageStatus.RECEIVED):
        touched += _finish(message, by=by, at=at)
    for message in Message.objects.filter(lake_at__isnull=True).exclude(status=MessageStatus.RECEIVED):
        _to_lake(message, list(Traveller.objects.filter(message=message).select_related("manifest")), at=at)
        touched += 1
    return touched


def _recover_day(day: date, hashes: frozenset[str], *, by: Actor, at: datetime) -> int:
    known = set(Message.objects.filter(stored_on=day).values_list("sha256", flat=True))
    recovered = 0
    for sha256 in sorted(hashes - known):
        envelope = read_envelope(sha256, day)
        body = read_from_inbox(sha256, day)
        message, is_new = _register(sha256, len(body), envelope)
        if is_new:
            _process(message, body, by=by, at=at, action="border.recover_message")
            recovered += 1
    return recovered


def _finish(message: Message, *, by: Actor, at: datetime) -> int:
    """Try an unfinished message again; one that failed too often goes to quarantine, where a person sees it."""
    if message.attempts < MOST_ATTEMPTS:
        _process(
            message, read_from_inbox(message.sha256, message.stored_on), by=by, at=at, action="border.recover_message"
        )
        return 1
    with transaction.atomic():
        _settle_fault(
            message,
            Fault(
                "processing-failed", "Reading this message failed several times. Report it and replay it.", None, None
            ),
        )
        message.processed_at = at
        message.save(update_fields=_WRITTEN)
        record(by=by, at=at, action="border.quarantine_message", record=("message", message.pk))
    return 1
