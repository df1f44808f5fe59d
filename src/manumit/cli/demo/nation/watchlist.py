"""The demo's watchlist: two people of the hidden network, one of them under a variant spelling, among invented others."""

from datetime import date, timedelta
from random import Random

from manumit.cli.demo.nation.model import WatchlistEntry
from manumit.cli.demo.nation.names import CULTURES, Culture, NamePart, fold
from manumit.cli.demo.nation.network import ESCORT_TODAY, hide
from manumit.cli.demo.nation.people import Identity, invent
from manumit.cli.demo.nation.rolls import mobile, rolls
from manumit.cli.demo.nation.services import MONTH

ENTRIES = 40
_REASONS = (
    "Suspected of escorting people who were later found exploited",
    "Convicted abroad of trafficking for labour exploitation",
    "Suspected of recruiting under false promises of work",
    "Named by two survivors as the holder of their passports",
    "Suspected of arranging documents for others",
)
_SOURCES = ("UK Human Trafficking Centre", "Overseas liaison post", "Police force", "Child protection centre")
_GUIDANCE = (
    "Speak to anyone travelling with this person alone and first. They may be a victim; start with their safety."
)


def watchlist(seed: int, first_day: date) -> tuple[WatchlistEntry, ...]:
    """Return the entries, all live in the month: first the escort of today, then the recruiter, then others.

    The repeating escort is on no list on purpose: only an indicator can find him.
    """
    cast = hide(seed, first_day)
    roll = rolls(seed, "watchlist")
    day = first_day + timedelta(days=MONTH - 1)
    entries = [_of_today(cast[ESCORT_TODAY], first_day), _recruiter(cast["recruiter-patience"], first_day)]
    cultures = tuple(CULTURES)
    while len(entries) < ENTRIES:
        identity = invent(roll, cultures[len(entries) % len(cultures)], day, ages=(24, 61))
        entries.append(_other(roll, identity, len(entries) + 1, first_day))
    return tuple(entries)


def _of_today(escort: Identity, first_day: date) -> WatchlistEntry:
    """List the escort as he was once misheard: the carrier's spelling is not among the aliases."""
    return WatchlistEntry(
        key="w-001",
        surname="OSSARO",
        given="FESTUS",
        aliases=("FESTUS OSARRO", "OSSARO FESTUS O"),
        born=escort.born,
        nationality=escort.nationality,
        sex=escort.sex,
        documents=(),
        phones=(),
        reason=_REASONS[0],
        source=_SOURCES[0],
        guidance=_GUIDANCE,
        starts=first_day - timedelta(days=120),
        ends=first_day + timedelta(days=245),
    )


def _recruiter(identity: Identity, first_day: date) -> WatchlistEntry:
    return WatchlistEntry(
        key="w-002",
        surname=fold(identity.surname.female),
        given=fold(identity.given.female),
        aliases=("MADAM PATIENCE", "PATIENCE EHIGHIE"),
        born=None,
        nationality=identity.nationality,
        sex="F",
        documents=(identity.documents[0].number,),
        phones=(),
        reason=_REASONS[2],
        source=_SOURCES[1],
        guidance=_GUIDANCE,
        starts=first_day - timedelta(days=60),
        ends=first_day + timedelta(days=305),
    )


def _other(roll: Random, identity: Identity, number: int, first_day: date) -> WatchlistEntry:
    known = roll.random()
    return WatchlistEntry(
        key=f"w-{number:03d}",
        surname=fold(identity.surname.latin(identity.sex)),
        given=fold(identity.given.latin(identity.sex)),
        aliases=_aliases(identity.culture, identity.surname, identity.given, identity.sex),
        born=identity.born if known > 0.2 else None,  # noqa: PLR2004 - a fifth of listed people have no birth date
        nationality=identity.nationality,
        sex=identity.sex,
        documents=(identity.documents[0].number,) if known > 0.5 else (),  # noqa: PLR2004 - half
        phones=(mobile(roll),) if known > 0.7 else (),  # noqa: PLR2004 - under a third
        reason=roll.choice(_REASONS),
        source=roll.choice(_SOURCES),
        guidance=_GUIDANCE,
        starts=first_day - timedelta(days=roll.randint(10, 300)),
        ends=first_day + timedelta(days=roll.randint(60, 400)),
    )


def _aliases(culture: Culture, surname: NamePart, given: NamePart, sex: str) -> tuple[str, ...]:
    """Return the native writing and the reversed order; both are met in practice."""
    native = culture.native_name(surname, given, sex)
    turned = fold(f"{surname.latin(sex)} {given.latin(sex)}")
    return tuple(dict.fromkeys((native, turned)))
