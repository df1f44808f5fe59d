"""The ledger of proceeds, and a prosecutor's notices of non-punishment."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.operations.models import AssetEntry, NonPunishmentNotice
from manumit.areas.operations.rules import LEDGER_STAGES, LedgerEntry, reversed_entry
from manumit.areas.operations.rules.words import NOTICE_OUTCOMES
from manumit.areas.operations.selectors import GONE, entries_visible_to, ledger_entries
from manumit.areas.operations.services.common import LONG, TITLE, chosen, organisations, past, taking_part, written
from manumit.errors import Duplicate, InputError, NotFound
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record


@transaction.atomic
def record_entry(
    *, by: Actor, at: datetime, operation_id: UUID, stage: str, on: date, amount_pence: int, note: str = ""
) -> UUID:
    """Enter an amount into the ledger of proceeds.

    Args:
        by: a financial investigator of an agency that takes part.
        at: now.
        operation_id: the operation.
        stage: a key of `LEDGER_STAGES`; it fixes both accounts and the counting basis.
        on: the day of the order, receipt or payment.
        amount_pence: above 0.
        note: the order's number or the like, without names.

    Raises:
        AccessRefused, NotFound: no part, or no such operation for the actor.
        InputError: naming the field.
    """
    require(by, "operations.record_entry")
    operation = taking_part(by, operation_id)
    entry = LedgerEntry.of(stage, past(on, today=at.date()), amount_pence)
    row = _store(operation.pk, entry, by=by, at=at, note=note)
    record(by=by, at=at, action="operations.record_entry", record=("operation", operation.pk), detail={"stage": stage})
    return row.pk


def _store(
    operation_id: UUID, entry: LedgerEntry, *, by: Actor, at: datetime, note: str, reverses: AssetEntry | None = None
) -> AssetEntry:
    if len(note) > LONG:
        raise InputError(f"Write the note in {LONG:,} characters or fewer.", field="note")
    row = AssetEntry(
        operation_id=operation_id,
        stage=entry.stage,
        basis=LEDGER_STAGES[entry.stage].basis,
        debit=entry.debit,
        credit=entry.credit,
        amount_pence=entry.amount_pence,
        on=entry.on,
        note=note.strip(),
        reverses=reverses,
        recorded_by=by.user_id,
        recorded_at=at,
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def reverse_entry(*, by: Actor, at: datetime, entry_id: UUID, note: str) -> UUID:
    """Take back an entry by its opposite; both stay. Raises NotFound, InputError without a reason, Duplicate if taken back."""
    require(by, "operations.record_entry")
    row = entries_visible_to(by).filter(pk=entry_id).first()
    if row is None:
        raise NotFound(GONE)
    taking_part(by, row.operation_id)
    reason = written(note, field="note", what="why the entry was wrong")
    if row.reverses_id is not None or AssetEntry.objects.filter(reverses=row).exists():
        raise Duplicate("This entry is taken back already, or takes back another.")
    entry = reversed_entry(ledger_entries([row])[0])
    made = _store(row.operation_id, entry, by=by, at=at, note=reason, reverses=row)
    record(by=by, at=at, action="operations.reverse_entry", record=("operation", row.operation_id))
    return made.pk


@transaction.atomic
def give_notice(
    *, by: Actor, at: datetime, operation_id: UUID, pseudonym: str, offence: str, outcome: str, reasons: str
) -> UUID:
    """Note that a suspect may be a victim who was made to offend, and what follows for the prosecution.

    Args:
        by: a prosecutor whose organisation takes part.
        at: now.
        operation_id: the case.
        pseudonym: of the person, never a name.
        offence: the offence considered.
        outcome: a key of `NOTICE_OUTCOMES`.
        reasons: why.

    Raises:
        AccessRefused, NotFound: not a prosecutor, or not an own case.
        InputError: naming the field.
    """
    require(by, "operations.give_notice")
    operation = taking_part(by, operation_id)
    notice = NonPunishmentNotice(
        operation=operation,
        organisation=organisations([UUID(by.organisation_id)], field="organisation")[0],
        pseudonym=written(pseudonym, field="pseudonym", what="the person's pseudonym", most=TITLE),
        offence=written(offence, field="offence", what="the offence considered", most=TITLE),
        outcome=chosen(outcome, NOTICE_OUTCOMES, field="outcome"),
        reasons=written(reasons, field="reasons", what="the reasons"),
        given_by=by.user_id,
        given_at=at,
    )
    notice.save(force_insert=True)
    record(by=by, at=at, action="operations.give_notice", record=("operation", operation.pk))
    return notice.pk
