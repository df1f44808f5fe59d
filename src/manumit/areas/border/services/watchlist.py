"""Entries of the watchlist: proposed by one person, approved by another, withdrawn but never deleted."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.border.models import ListChange, WatchlistEntry
from manumit.areas.border.rules import REVIEW, ListKind, ReviewStatus
from manumit.areas.border.selectors.visibility import visible_entries
from manumit.engines.screening import Document, PartialDate
from manumit.engines.screening import WatchlistEntry as Listed
from manumit.errors import InputError, NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.duties import require_second_person
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.jobs.registry import enqueue


@transaction.atomic
def add_watchlist_entry(
    *,
    by: Actor,
    at: datetime,
    kind: str,
    names: tuple[str, ...],
    reason: str,
    source: str,
    owner: str,
    legal_basis: str,
    review_on: date,
    starts: date | None = None,
    ends: date | None = None,
    aliases: tuple[str, ...] = (),
    weak_names: tuple[str, ...] = (),
    births: tuple[str, ...] = (),
    nationalities: tuple[str, ...] = (),
    sex: str = "",
    documents: tuple[str, ...] = (),
    guidance: str = "",
) -> UUID:
    """Propose an entry; it screens nobody until somebody else approves it.

    Args:
        by: a targeting analyst or supervisor.
        at: when.
        kind: a key of `ListKind`.
        names: primary names in full; the first is shown.
        reason: why this person is looked for, in one sentence.
        source: where that was learnt.
        owner: the agency that answers for the entry.
        legal_basis: the power it is kept under.
        review_on: the day by which it must be looked at again.
        starts: first day in force; the day of the proposal where not given.
        ends: first day no longer in force.
        aliases: further names and writings, as strong as the primary ones.
        weak_names: single names and nicknames, which never make a hit alone.
        births: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
        nationalities: alpha-3.
        sex: M, F, X or empty.
        documents: numbers of documents.
        guidance: what the officer who meets the person should do first.

    Raises:
        InputError: naming the field.
    """
    require(by, "border.propose_watchlist_entry")
    entry = WatchlistEntry(
        kind=kind, names=_clean((*names, *aliases)), weak_names=_clean(weak_names), births=_clean(births), documents=_clean(documents),
        reason=reason.strip(), guidance=guidance.strip(), sex=sex, nationalities=list(nationalities), source=source.strip()[:200],
        owner=owner.strip()[:160], legal_basis=legal_basis.strip()[:240], starts=starts or at.date(), ends=ends, review_on=review_on,
        proposed_by=by.user_id, proposed_at=at,
    )  # fmt: skip
    _require_whole(entry, at.date())
    entry.save(force_insert=True)
    subject = ("watchlist_entry", entry.pk)
    record(by=by, at=at, action="border.propose_watchlist_entry", record=subject, detail={"kind": kind})
    return entry.pk


def _clean(texts: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _require_whole(entry: WatchlistEntry, today: date) -> None:
    if entry.kind not in set(ListKind):
        raise InputError("Choose why this person is looked for.", field="kind")
    for field in ("reason", "source", "owner", "legal_basis"):
        if not getattr(entry, field):
            raise InputError("An entry needs this. Write it in a few words.", field=field)
    if entry.ends is not None and entry.ends <= entry.starts:
        raise InputError("The entry must end after it starts.", field="ends")
    if entry.review_on <= today:
        raise InputError("The review must lie in the future.", field="review_on")
    Listed(
        id=str(entry.pk),
        names=tuple(entry.names),
        weak_names=tuple(entry.weak_names),
        births=tuple(PartialDate.parse(text) for text in entry.births),
        documents=tuple(Document(number=number) for number in entry.documents),
    )


def _take(by: Actor, entry_id: UUID) -> WatchlistEntry:
    entry = visible_entries(by).filter(pk=entry_id).first()
    if entry is None:
        raise NotFound("There is no such entry, or you may not see it.")
    return entry


@transaction.atomic
def approve_watchlist_entry(*, by: Actor, at: datetime, entry_id: UUID) -> None:
    """Put an entry on the list: it screens from now on, and everybody who is still to arrive is screened again.

    Raises:
        NotFound: there is no such entry for the actor.
        SeparationOfDuties: the actor proposed it.
        MoveRefused: it was decided before.
    """
    require(by, "border.approve_watchlist_entry")
    entry = _take(by, entry_id)
    require_second_person(entry.proposed_by, by.user_id, "an entry on the watchlist")
    entry.status = REVIEW.check("approve", entry.status, None).target
    _decide(entry, by=by, at=at)
    enqueue("border.rescreen_upcoming", unless_waiting=True)
    record(by=by, at=at, action="border.approve_watchlist_entry", record=("watchlist_entry", entry.pk))


@transaction.atomic
def refuse_watchlist_entry(*, by: Actor, at: datetime, entry_id: UUID, reasons: str) -> None:
    """Refuse a proposed entry, with reasons. Raises as `approve_watchlist_entry`, and InputError without reasons."""
    require(by, "border.approve_watchlist_entry")
    if not reasons.strip():
        raise InputError("Say why the entry is refused.", field="reasons")
    entry = _take(by, entry_id)
    require_second_person(entry.proposed_by, by.user_id, "an entry on the watchlist")
    entry.status = REVIEW.check("refuse", entry.status, None).target
    _decide(entry, by=by, at=at, note=reasons)
    record(by=by, at=at, action="border.refuse_watchlist_entry", record=("watchlist_entry", entry.pk))


@transaction.atomic
def withdraw_watchlist_entry(*, by: Actor, at: datetime, entry_id: UUID, reasons: str) -> None:
    """Take an entry off the list; its hits stay and keep their reasons. Raises NotFound, MoveRefused and InputError."""
    require(by, "border.approve_watchlist_entry")
    if not reasons.strip():
        raise InputError("Say why the entry is withdrawn.", field="reasons")
    entry = _take(by, entry_id)
    entry.status = REVIEW.check("withdraw", entry.status, None).target
    _decide(entry, by=by, at=at, note=reasons)
    record(by=by, at=at, action="border.withdraw_watchlist_entry", record=("watchlist_entry", entry.pk))


def _decide(entry: WatchlistEntry, *, by: Actor, at: datetime, note: str = "") -> None:
    entry.decided_by, entry.decided_at, entry.decision_note = by.user_id, at, note.strip()
    entry.save_version(update_fields=["status", "decided_by", "decided_at", "decision_note"])
    if entry.status in {ReviewStatus.APPROVED, ReviewStatus.WITHDRAWN}:
        ListChange.objects.create(entry=entry, action=entry.status, at=at)
