"""Writing and verifying the chain."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction

from manumit.kernel.actor import Actor
from manumit.platform.audit.models import AuditEntry
from manumit.platform.crypto.keys import keyring

FIRST_PREVIOUS = "0" * 64
_LOCK = 7_203_611
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What verification found: how many links hold, and the first that does not.

    Args:
        entries: links read up to the first break, or all.
        head: `sequence:mac` of the last good link, to be kept elsewhere and given to the next verification.
        broken_at: sequence number of the first broken link; None where the chain holds.
        reason: what is wrong with it.
    """

    entries: int
    head: str
    broken_at: int | None = None
    reason: str = ""


def _canonical(entry: AuditEntry) -> bytes:
    facts = [
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.organisation_id,
        entry.roles,
        entry.action,
        entry.record_kind,
        entry.record_id,
        entry.purpose,
        entry.detail,
        entry.previous,
    ]
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def record(
    *,
    by: Actor,
    at: datetime,
    action: str,
    record: tuple[str, UUID | str] | None = None,
    detail: Mapping[str, object] | None = None,
) -> AuditEntry:
    """Append one entry in the caller's transaction.

    Args:
        by: who; the purpose is taken from the actor.
        at: when, from the edge.
        action: `room.verb_object` for a write, `room.open_object` for a read.
        record: kind and identifier of what was touched.
        detail: facts such as names of changed fields; never a person's data.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = AuditEntry.objects.order_by("-sequence").values_list("sequence", "mac").first()
        ring = keyring("audit")
        kind, identifier = record or ("", "")
        entry = AuditEntry(
            sequence=1 if last is None else last[0] + 1,
            at=at,
            actor_id=by.user_id or "public",
            organisation_id=by.organisation_id,
            roles=" ".join(sorted(by.roles)),
            action=action,
            record_kind=kind,
            record_id=str(identifier),
            purpose=by.purpose,
            detail=dict(detail or {}),
            key_id=ring.current_id,
            previous=FIRST_PREVIOUS if last is None else last[1],
        )
        entry.mac = ring.mac(_canonical(entry))
        entry.save(force_insert=True)
    return entry


def _links() -> Iterator[AuditEntry]:
    yield from AuditEntry.objects.order_by("sequence").iterator(chunk_size=_BATCH)


def verify(*, expected_head: str = "") -> ChainReport:
    """Read the whole chain and name the first broken link.

    Args:
        expected_head: `sequence:mac` kept from an earlier verification; a chain that was cut short, or written
            anew up to there, does not contain it.
    """
    ring = keyring("audit")
    previous, sequence = FIRST_PREVIOUS, 0
    wanted_sequence, _, wanted_mac = expected_head.partition(":")
    for entry in _links():
        reason = ""
        if entry.sequence != sequence + 1:
            reason = f"entry {sequence + 1} is missing"
        elif entry.previous != previous:
            reason = "it does not follow from the entry before it"
        elif ring.mac(_canonical(entry), key_id=entry.key_id) != entry.mac:
            reason = "its content was changed"
        elif wanted_sequence and entry.sequence == int(wanted_sequence) and entry.mac != wanted_mac:
            reason = "it is not the entry that was there when the head was noted"
        if reason:
            broken = sequence + 1 if entry.sequence != sequence + 1 else entry.sequence
            return ChainReport(sequence, f"{sequence}:{previous}", broken, reason)
        previous, sequence = entry.mac, entry.sequence
    if wanted_sequence and sequence < int(wanted_sequence):
        return ChainReport(sequence, f"{sequence}:{previous}", sequence + 1, "the chain was cut short here")
    return ChainReport(sequence, f"{sequence}:{previous}")
