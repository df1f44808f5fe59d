"""Loading past referrals that were decided before this system, in bulk: the same tables, the same dated rules."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import islice

from django.db import transaction

from manumit.areas.referrals.models import Decision, Person, Referral, StatusChange
from manumit.areas.referrals.rules import (
    EXPLOITATION,
    STANDARD_OF_PROOF,
    HistoryRow,
    allocate_authority,
    policy_on,
    recovery_ends,
)
from manumit.areas.referrals.services.common import random_code, take_references
from manumit.errors import InputError
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.accounts.models import Organisation
from manumit.platform.audit.chain import record
from manumit.platform.search.index import IndexEntry, index_many

BATCH = 2_000
NOON = time(12)
HISTORY = "history"
"""Stands for the actor of what was done before this system, who is not recorded."""
_DECIDED = frozenset({"positive", "negative"})
Progress = Callable[[int], None]


@dataclass(slots=True)
class _Batch:
    people: list[Person] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    changes: list[StatusChange] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    entries: list[IndexEntry] = field(default_factory=list)


def load_history(*, by: Actor, at: datetime, rows: Iterable[HistoryRow], progress: Progress | None = None) -> int:
    """Store past referrals and return how many; one transaction and one audit entry for each batch of 2,000.

    Recovery, authority and policy are computed by the rules of each referral's own day. The referrals are closed:
    what is not recorded of them (who decided, the minute) is not invented.

    Args:
        by: the house, or an administrator of data.
        at: now.
        rows: in any order.
        progress: called with the number stored so far.

    Raises:
        InputError: a row has an exploitation type that is not known.
    """
    require(by, "referrals.load_history")
    taken = set(Person.objects.values_list("pseudonym", flat=True))
    organisations = {organisation.name: organisation for organisation in Organisation.objects.all()}
    source, stored = iter(rows), 0
    while chunk := list(islice(source, BATCH)):
        _load(by, at, chunk, taken, organisations)
        stored += len(chunk)
        if progress is not None:
            progress(stored)
    return stored


@transaction.atomic
def _load(
    by: Actor, at: datetime, rows: list[HistoryRow], taken: set[str], organisations: dict[str, Organisation]
) -> None:
    references = _references(rows)
    batch = _Batch()
    for row in rows:
        _add(
            batch,
            row,
            reference=next(references[row.referred_on.year]),
            taken=taken,
            organisations=organisations,
            at=at,
        )
    Person.objects.bulk_create(batch.people, batch_size=500)
    Referral.objects.bulk_create(batch.referrals, batch_size=500)
    StatusChange.objects.bulk_create(batch.changes, batch_size=500)
    Decision.objects.bulk_create(batch.decisions, batch_size=500)
    index_many(batch.entries)
    record(by=by, at=at, action="referrals.load_history", detail={"referrals": len(rows)})


def _references(rows: list[HistoryRow]) -> dict[int, Iterator[str]]:
    years = [row.referred_on.year for row in rows]
    return {year: iter(take_references("NRM", year, years.count(year))) for year in sorted(set(years))}


def _add(
    batch: _Batch,
    row: HistoryRow,
    *,
    reference: str,
    taken: set[str],
    organisations: dict[str, Organisation],
    at: datetime,
) -> None:
    if any(key not in EXPLOITATION for key in row.exploitation):
        raise InputError("A row has an exploitation type that is not known.", field="exploitation")
    person = Person(
        pseudonym=_draw(taken),
        given_names=row.given_names,
        surname=row.surname,
        birth=row.birth.isoformat() if row.birth else "",
        sex=row.sex,
        nationality=row.nationality,
        nationalities=[row.nationality] if row.nationality else [],
    )
    referral = _referral(row, person, reference, organisations.get(row.first_responder), at)
    batch.people.append(person)
    batch.referrals.append(referral)
    batch.changes.append(
        StatusChange(referral=referral, move="load_history", to_state="closed", at=at, actor_id=HISTORY)
    )
    batch.decisions += _decisions(row, referral)
    batch.entries.append(
        IndexEntry("referral", referral.pk, f"{reference} {person.pseudonym}", f"{row.given_names} {row.surname}")
    )


def _draw(taken: set[str]) -> str:
    while (drawn := f"MN-{random_code(4, 1)}") in taken:
        continue
    taken.add(drawn)
    return drawn


def _referral(
    row: HistoryRow, person: Person, reference: str, organisation: Organisation | None, at: datetime
) -> Referral:
    authority = allocate_authority(
        row.referred_on,
        nationalities=(row.nationality,) if row.nationality else (),
        immigration_issue=False,
        enforcement_case=False,
    )
    received = row.received_at or datetime.combine(row.referred_on, NOON, UTC)
    positive = row.rg_outcome == "positive" and row.rg_on is not None
    return Referral(
        reference=reference,
        person=person,
        organisation=organisation,
        responder_name=row.first_responder,
        sector=row.sector,
        state="closed",
        age_band=row.age_group,
        age_group=row.age_group,
        exploitation=list(row.exploitation),
        authority=authority,
        policy=policy_on(row.referred_on, authority=authority).frozen(),
        created_at=received,
        created_by=HISTORY,
        changed_at=at,
        changed_by=HISTORY,
        received_at=received,
        referred_on=row.referred_on,
        recovery_ends=recovery_ends(row.rg_on) if positive and row.rg_on else None,
        rg_outcome=row.rg_outcome,
        rg_on=row.rg_on,
        cg_outcome=row.cg_outcome,
        cg_on=row.cg_on,
        historic=True,
    )


def _decisions(row: HistoryRow, referral: Referral) -> Iterator[Decision]:
    stages = (("reasonable_grounds", row.rg_outcome, row.rg_on), ("conclusive_grounds", row.cg_outcome, row.cg_on))
    for stage, outcome, on in stages:
        if outcome in _DECIDED and on is not None:
            yield _decision(referral, stage, outcome, on)


def _decision(referral: Referral, stage: str, outcome: str, on: date) -> Decision:
    return Decision(
        referral=referral,
        stage=stage,
        outcome=outcome,
        reasons="",
        standard=STANDARD_OF_PROOF[stage].on(on),
        policy=policy_on(on, authority=referral.authority).frozen(),
        authority=referral.authority,
        author_id=HISTORY,
        at=datetime.combine(on, NOON, UTC),
        historic=True,
    )
