"""The referrals of April 2009 to December 2010, so that every published margin of that period comes out to the person.

Sources: the strategy of 2011, table at paragraph 6; Hansard, 14 January 2010 (referrers and reasonable grounds) and
4 March 2010 (conclusive grounds by time). Who the people are, and what was decided in 2010, is invented.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, repeat
from random import Random
from types import MappingProxyType

from manumit.cli.demo.nation.history.countries import ADULTS, CHILDREN, CULTURE_OF
from manumit.cli.demo.nation.model import Referral
from manumit.cli.demo.nation.names import CULTURES
from manumit.cli.demo.nation.rolls import born_at, rolls

MARGINS: MappingProxyType[tuple[str, bool], int] = MappingProxyType(
    {
        ("sexual", True): 99,
        ("labour", True): 98,
        ("domestic_servitude", True): 44,
        ("unspecified", True): 81,
        ("sexual", False): 438,
        ("labour", False): 267,
        ("domestic_servitude", False): 175,
        ("unspecified", False): 52,
    }
)
"""Referrals by (exploitation, child), April 2009 to December 2010: 322 children and 932 adults."""

RESPONDERS_2009: MappingProxyType[str, int] = MappingProxyType(
    {
        "ukba": 238,
        "police": 166,
        "local-authorities": 57,
        "poppy": 27,
        "kalayaan": 19,
        "tara": 9,
        "migrant-helpline": 8,
        "cps": 2,
        "nhs": 1,
    }
)
"""The 527 referrals of April to December 2009 by the organisation (key) that referred."""

RG_2009: MappingProxyType[str, int] = MappingProxyType(
    {"positive": 301, "negative": 131, "suspended": 7, "withdrawn": 18, "": 70}
)
"""Reasonable-grounds outcomes of the 527; empty where none was recorded."""

CG_BANDS_2009: tuple[tuple[int, int, int], ...] = ((183, 213, 4), (93, 182, 39), (46, 92, 65), (8, 45, 24))
"""Conclusive decisions on the 527 by days from referral (from, to, how many), longest first; none within a week."""

FIRST = date(2009, 4, 1)
TURN = date(2010, 1, 1)
LAST = date(2010, 12, 31)
CG_KNOWN_UNTIL = date(2010, 2, 26)
_RESPONDERS_2010 = {
    "ukba": 44,
    "police": 32,
    "local-authorities": 12,
    "poppy": 5,
    "kalayaan": 3,
    "tara": 2,
    "migrant-helpline": 2,
}
_RG_2010 = {"positive": 60, "negative": 34, "suspended": 1.5, "withdrawn": 2, "": 2.5}
_CG_POSITIVE = 0.72
_CG_DECIDED_2010 = 0.9
_WOMEN = {"sexual": 0.95, "labour": 0.22, "domestic_servitude": 0.86, "unspecified": 0.55}
_AGES = {True: (5, 17), False: (18, 52)}


@dataclass(frozen=True, slots=True)
class Cell:
    """What the margins fix of one referral."""

    exploitation: str
    child: bool
    nationality: str


def history_referrals(seed: int) -> Iterator[Referral]:
    """Yield the 1,254 referrals in order of date, 527 of them in 2009."""
    roll = rolls(seed, "history")
    cells = _cells(roll)
    early = sum(RESPONDERS_2009.values())
    yield from _cohort(roll, cells[:early], FIRST, TURN, _Cohort2009(roll))
    yield from _cohort(roll, cells[early:], TURN, LAST + timedelta(days=1), _Cohort2010(roll, len(cells) - early))


def name_of(roll: Random, nationality: str, sex: str) -> tuple[str, str]:
    """Draw (surname, given) as documents print them, from a name table of the country."""
    culture = CULTURES[roll.choice(CULTURE_OF[nationality])]
    return culture.surname(roll).latin(sex), culture.given(roll, sex).latin(sex)


def person_of(roll: Random, cell: Cell, day: date) -> tuple[str, date, str, str]:
    """Invent (sex, birth date, surname, given) of somebody whose exploitation and age group are fixed."""
    sex = "F" if roll.random() < _WOMEN[cell.exploitation] else "M"
    low, high = (11, 17) if cell.child and cell.exploitation == "sexual" else _AGES[cell.child]
    return sex, born_at(roll, day, low, high), *name_of(roll, cell.nationality, sex)


def _cells(roll: Random) -> list[Cell]:
    cells = []
    for child, countries in ((True, CHILDREN), (False, ADULTS)):
        kinds = [
            kind for (kind, of_child), count in MARGINS.items() if of_child is child for kind in repeat(kind, count)
        ]
        people = expand(countries)
        roll.shuffle(people)
        cells += [Cell(kind, child, country) for kind, country in zip(kinds, people, strict=True)]
    roll.shuffle(cells)
    return cells


def expand(counts: Mapping[str, int]) -> list[str]:
    """Return each key as often as its count says."""
    return list(chain.from_iterable(repeat(key, count) for key, count in counts.items()))


class _Cohort2009:
    """Outcomes of the referrals of 2009, dealt so that Hansard's figures come out."""

    def __init__(self, roll: Random) -> None:
        self.responders = _shuffled(roll, expand(RESPONDERS_2009))
        self.reasonable = _shuffled(roll, expand(RG_2009))
        self.roll = roll

    def conclusive(self, days: list[date]) -> dict[int, tuple[str, date]]:
        """Deal the 132 decisions to the earliest positive cases that can have waited so long."""
        waiting = [number for number, outcome in enumerate(self.reasonable) if outcome == "positive"]
        dealt = {}
        for low, high, count in CG_BANDS_2009:
            able = [number for number in waiting if days[number] + timedelta(days=high) <= CG_KNOWN_UNTIL]
            for number in self.roll.sample(able, count):
                waiting.remove(number)
                least = max(low, 20)
                dealt[number] = (_verdict(self.roll), days[number] + timedelta(days=self.roll.randint(least, high)))
        return dealt


class _Cohort2010:
    """Outcomes of the referrals of 2010, drawn by plausible shares."""

    def __init__(self, roll: Random, size: int) -> None:
        self.responders = roll.choices(list(_RESPONDERS_2010), weights=list(_RESPONDERS_2010.values()), k=size)
        self.reasonable = roll.choices(list(_RG_2010), weights=list(_RG_2010.values()), k=size)
        self.roll = roll

    def conclusive(self, days: list[date]) -> dict[int, tuple[str, date]]:
        return {
            number: (_verdict(self.roll), days[number] + timedelta(days=self.roll.randint(46, 210)))
            for number, outcome in enumerate(self.reasonable)
            if outcome == "positive" and self.roll.random() < _CG_DECIDED_2010
        }


def _cohort(
    roll: Random, cells: list[Cell], starts: date, ends: date, dealt: _Cohort2009 | _Cohort2010
) -> Iterator[Referral]:
    days = sorted(starts + timedelta(days=roll.randrange((ends - starts).days)) for _ in cells)
    conclusive = dealt.conclusive(days)
    for number, (cell, day) in enumerate(zip(cells, days, strict=True)):
        sex, born, surname, given = person_of(roll, cell, day)
        outcome = dealt.reasonable[number]
        cg_outcome, cg_on = conclusive.get(number, ("", None))
        yield Referral(
            key=f"h-{starts:%y}-{number + 1:04d}",
            referred_on=day,
            child=cell.child,
            born=born,
            sex=sex,
            surname=surname,
            given=given,
            nationality=cell.nationality,
            exploitation=cell.exploitation,
            responder=dealt.responders[number],
            rg_outcome=outcome,
            rg_on=day + timedelta(days=roll.randint(1, 14)) if outcome else None,
            cg_outcome=cg_outcome,
            cg_on=cg_on,
        )


def _verdict(roll: Random) -> str:
    return "positive" if roll.random() < _CG_POSITIVE else "negative"


def _shuffled(roll: Random, values: list[str]) -> list[str]:
    roll.shuffle(values)
    return values
