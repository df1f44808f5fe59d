"""Filling an empty installation with the nation, through the same doors that people and carriers use."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import numpy as np
from django.conf import settings

from manumit.areas.border import api as border
from manumit.areas.care import api as care
from manumit.areas.library import api as library
from manumit.areas.prevention import api as prevention
from manumit.areas.referrals import api as referrals
from manumit.areas.strategy import api as strategy
from manumit.cli.demo.casework import open_cases
from manumit.cli.demo.nation import (
    LARGE_MOVEMENTS,
    LARGE_REFERRALS,
    MONTH,
    Nation,
    Size,
    assemble,
    bulk_referrals,
    generate,
    generate_services,
    history_referrals,
    movement_batches,
)
from manumit.cli.demo.nation.model import Reading, Referral
from manumit.cli.demo.peopling import Staff, people, sign_in_list
from manumit.cli.demo.story import play
from manumit.cli.demo.world import World, send
from manumit.kernel.actor import system
from manumit.lake.columns import append_columns

MET_ON = date(2011, 8, 3)
"""The day on which the story's person is met; by the day the demo stands at, her recovery period has run its 45 days."""
_SECTORS = {
    "police": "police", "northmoor-police": "police", "ukba": "govt", "local-authorities": "la", "poppy": "ngo", "kalayaan": "ngo",
    "tara": "ngo", "migrant-helpline": "ngo", "cps": "govt", "nhs": "govt", "nspcc": "ngo", "barnardos": "ngo",
    "salvation-army": "ngo",
}  # fmt: skip
_CONTRACT = date(2011, 7, 1)
_BEFORE_THE_CONTRACT = {"salvation-army": "poppy"}
"""The Salvation Army took over support from the Poppy Project on 1 July 2011."""
_READ_WITHIN = timedelta(days=2)
_EVERY_UNREAD = 9


@contextmanager
def _bar(label: str, length: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Show how far a long step is, on standard error; nothing where nobody watches."""
    if quiet or not sys.stderr.isatty():
        if not quiet:
            click.echo(f"{label} ...", err=True)
        yield lambda _done: None
        return
    with click.progressbar(length=length, label=f"{label:<24}", file=sys.stderr) as bar:
        yield bar.update


def fill(*, size: Size, seed: int, stands_at: datetime, password: str, quiet: bool) -> dict[str, object]:
    """Make the nation in the database that is set up, and play the story in it.

    Args:
        size: how large.
        seed: of the generator.
        stands_at: the moment at which the demonstration's calendar stands.
        password: of every account.
        quiet: whether to show no progress.

    Returns:
        Counts, the lines of the story, and an account of each role.
    """
    nation = _generate(size, seed, stands_at.date(), quiet=quiet)
    story = generate(seed, Size.SMALL, MET_ON - timedelta(days=MONTH - 1))
    opened = datetime.combine(MET_ON - timedelta(days=MONTH), stands_at.timetz())
    staff = people(nation, at=opened, password=password)
    _catalogue(nation, staff, at=opened)
    strategy.load_commitments(by=staff.actor("policy-official"), at=opened)
    _watch(nation, story, staff, at=opened)
    places, providers = _care(nation, staff, at=opened)
    rows = [
        *history_referrals(seed),
        *(_packed(bulk_referrals(LARGE_REFERRALS, seed), nation.today) if size is Size.LARGE else ()),
    ]
    with _bar("Past referrals", len(rows), quiet=quiet) as told:
        known = {each.key: each.name for each in nation.organisations}
        history = referrals.load_history(by=system("demo"), at=opened, rows=(_history(row, known) for row in rows))
        told(len(rows))
    world = World(nation, story, staff, stands_at, places, providers)
    lines = play(world, say=(lambda _line: None) if quiet else click.echo)
    messages = _receive(world, quiet=quiet)
    _officers(world)
    reports = _reports(world)
    cases = open_cases(world)
    strategy.read_evidence(by=system("demo"), at=world.stands_at - timedelta(days=1))
    strategy.read_evidence(by=system("demo"), at=world.stands_at)
    movements = _movements(nation, quiet=quiet) if size is Size.LARGE else 0
    counts = {
        "carriers' messages": messages,
        "travellers": len(nation.travellers),
        "referrals": history + 1 + cases,
        "public reports": reports,
        "organisations": len(staff.organisations),
        "staff": len(staff.accounts),
    }
    if movements:
        counts["movements in the lake"] = movements
    return {"counts": counts, "thread": lines, "accounts": sign_in_list(nation)}


def _generate(size: Size, seed: int, today: date, *, quiet: bool) -> Nation:
    first_day = today - timedelta(days=MONTH - 1)
    loaded = []
    with _bar("Inventing a nation", 100, quiet=quiet) as told:
        before = 0
        for each in generate_services(seed, size, first_day):
            loaded.append(each)
            told(each.done * 100 // each.total - before)
            before = each.done * 100 // each.total
    return assemble(seed, size, first_day, tuple(loaded))


def _catalogue(nation: Nation, staff: Staff, *, at: datetime) -> None:
    librarian = staff.actor("librarian")
    for entry in nation.guidance:
        if entry.year > at.year:
            continue
        library.add_guidance(
            by=librarian,
            at=at,
            title=entry.title,
            author=entry.author,
            year=entry.year,
            number=entry.number,
            pages=entry.pages or None,
            kind=entry.kind,
            abstract=entry.abstract,
        )


def _watch(nation: Nation, story: Nation, staff: Staff, *, at: datetime) -> None:
    """Propose every entry and indicator as one person and approve it as another."""
    analyst, supervisor = staff.actor("targeting-analyst"), staff.actor("targeting-supervisor")
    for entry in (story.watchlist[0], *nation.watchlist[1:]):
        entry_id = border.add_watchlist_entry(
            by=analyst,
            at=at,
            kind="suspected_trafficker",
            names=(f"{entry.given} {entry.surname}",),
            aliases=entry.aliases,
            births=(entry.born.isoformat(),) if entry.born else (),
            nationalities=(entry.nationality,),
            sex=entry.sex,
            documents=entry.documents,
            reason=entry.reason,
            source=entry.source,
            owner="National Border Targeting Centre",
            legal_basis="Strategy, paragraph 74 (demonstration)",
            review_on=entry.ends,
            starts=entry.starts,
            ends=entry.ends,
            guidance=entry.guidance,
        )
        border.approve_watchlist_entry(by=supervisor, at=at, entry_id=entry_id)
    for definition in nation.indicators:
        starts = at.date()
        indicator_id = border.propose_indicator(
            by=analyst,
            at=at,
            definition={**definition, "starts": starts.isoformat()},
            because="One of the two indicators that the demonstration starts with.",
        )
        border.approve_indicator(by=supervisor, at=at, indicator_id=indicator_id, starts=starts)


def _care(nation: Nation, staff: Staff, *, at: datetime) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    contractor = staff.actor("prime-contractor")
    prices = [each.pence_a_day for each in nation.providers]
    care.add_tariff(
        by=contractor,
        at=at,
        service="safe_house",
        pence_per_day=sum(prices) // len(prices) // 50 * 50,
        starts=min(each.starts for each in nation.providers),
        source="Demonstration: no price is public",
    )
    providers: dict[str, UUID] = {}
    places: list[UUID] = []
    for each in nation.providers:
        house = each.key.rsplit("-", each.region.count("-") + 1)[0]
        if house not in providers:
            providers[house] = care.add_provider(
                by=contractor,
                at=at,
                organisation_id=staff.organisations[house],
                inspected_until=each.inspected_on + timedelta(days=730),
            )
        places.append(
            care.add_place(
                by=contractor,
                at=at,
                provider_id=providers[house],
                label=f"House {len(places) + 1}",
                region=each.region,
                service="safe_house",
                beds=each.beds,
                serves=each.serves,
                address=f"{len(places) + 1} Example Close, Nowhere NW99 {len(places) % 10}ZZ",
            )
        )
    return tuple(places), tuple(providers.values())


def _history(row: Referral, known: dict[str, str]) -> referrals.HistoryRow:
    return referrals.HistoryRow(
        referred_on=row.referred_on,
        age_group="child" if row.child else "adult",
        exploitation=(row.exploitation,),
        sex=row.sex,
        nationality=row.nationality,
        first_responder=known[row.responder],
        sector=_SECTORS[row.responder],
        rg_outcome=row.rg_outcome,
        rg_on=row.rg_on,
        cg_outcome=row.cg_outcome,
        cg_on=row.cg_on,
        given_names=row.given,
        surname=row.surname,
        birth=row.born,
    )


def _packed(rows: Iterable[Referral], today: date) -> Iterator[Referral]:
    """Press later years' referrals between January 2011 and today; what would lie after today has not happened."""
    first = date(2011, 1, 1)
    room = (today - first).days
    ordered = sorted(rows, key=lambda row: (row.referred_on, row.key))
    span = max(1, (ordered[-1].referred_on - ordered[0].referred_on).days + 1)
    for row in ordered:
        referred = first + timedelta(days=(row.referred_on - ordered[0].referred_on).days * room // span)
        moved = referred - row.referred_on
        rg_on = row.rg_on + moved if row.rg_on else None
        cg_on = row.cg_on + moved if row.cg_on else None
        rg_known, cg_known = rg_on is not None and rg_on <= today, cg_on is not None and cg_on <= today
        yield replace(
            row,
            referred_on=referred,
            responder=_BEFORE_THE_CONTRACT.get(row.responder, row.responder) if referred < _CONTRACT else row.responder,
            born=row.born + moved,
            rg_on=rg_on if rg_known else None,
            rg_outcome=row.rg_outcome if rg_known else "",
            cg_on=cg_on if cg_known else None,
            cg_outcome=row.cg_outcome if cg_known else "",
        )


def _receive(world: World, *, quiet: bool) -> int:
    """Receive every message that was sent by now, and the broken one, but for the flight that the story already told."""
    told_already = world.nation.truth.met_today.partition("/")[0]
    known = [m for m in world.nation.messages if m.service != told_already]
    sent = [m for m in known if m.sent_at <= world.stands_at or m.reading is Reading.BROKEN]
    sent.sort(key=lambda message: (message.sent_at, message.key))
    with _bar("Carriers' messages", len(sent), quiet=quiet) as told:
        for message in sent:
            send(message, latest=world.stands_at)
            told(1)
    return len(sent)


def _officers(world: World) -> None:
    """Let the hub deal with the hits of past days, and leave some unread, so that ageing can be seen."""
    supervisor = world.staff.actor("targeting-supervisor")
    old = border.hits_to_meet(by=supervisor, at=world.stands_at - timedelta(days=MONTH))
    for number, hit in enumerate(old):
        if hit.meet_at > world.stands_at - _READ_WITHIN or number % _EVERY_UNREAD == 0:
            continue
        outcome = "not_this_person" if number % 4 == 0 else "no_concern"
        border.record_outcome(
            by=supervisor,
            at=hit.meet_at + timedelta(minutes=40),
            hit_id=hit.id,
            outcome=outcome,
            note="Spoken to on arrival.",
        )


def _reports(world: World) -> int:
    for report in world.nation.reports:
        prevention.submit_public_report(
            at=report.received_at,
            what=report.text,
            place=report.place,
            language=report.language,
            danger_now=report.danger_now,
            contact=report.contact,
        )
    return len(world.nation.reports)


def _movements(nation: Nation, *, quiet: bool) -> int:
    """Write a year of movements into the lake, in columns."""
    lake = Path(settings.MANUMIT_HOME) / "lake"
    done = 0
    batches = movement_batches(LARGE_MOVEMENTS, nation.first_day - timedelta(days=365), 365, seed=nation.seed)
    with _bar("Movements", LARGE_MOVEMENTS, quiet=quiet) as told:
        for number, batch in enumerate(batches):
            rows = append_columns(_lake_columns(batch), root=lake, name=f"demo-{number}")
            done += rows
            told(rows)
    return done


def _lake_columns(batch: Mapping[str, np.ndarray[Any, Any]]) -> dict[str, np.ndarray[Any, Any]]:
    rows = len(batch["day"])
    return {
        "day": batch["day"],
        "service": np.char.add(batch["carrier"].astype(str), batch["number"].astype(str)),
        "origin": batch["from"],
        "destination": batch["to"],
        "role": batch["role"],
        "nationality": batch["nationality"],
        "birth_year": batch["birth"].astype("datetime64[Y]").astype(np.int16) + 1970,
        "message_id": np.full(rows, "demo"),
    }
