"""Any number of plausible referrals after 2010, for a nation of full size; the growth is that of the published years."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from manumit.cli.demo.nation.history.countries import ADULTS, CHILDREN
from manumit.cli.demo.nation.history.published import MARGINS, Cell, person_of
from manumit.cli.demo.nation.model import Referral
from manumit.cli.demo.nation.rolls import rolls, weighted
from manumit.cli.demo.nation.world.organisations import CONTRACT
from manumit.errors import InputError

_YEARS = {2011: 936, 2012: 1178, 2013: 1743, 2014: 2337, 2015: 3263, 2016: 3805, 2017: 5136, 2018: 6974}
"""Referrals by year as published (National Referral Mechanism tables, 2024 vintage); only their proportions are used."""

_RESPONDERS = {
    "police": 30,
    "ukba": 34,
    "local-authorities": 20,
    "salvation-army": 8,
    "barnardos": 2,
    "nspcc": 1,
    "kalayaan": 2,
    "tara": 1.5,
    "migrant-helpline": 1.5,
}
_BEFORE_CONTRACT = {key: share for key, share in _RESPONDERS.items() if key != "salvation-army"}
_RG = {"positive": 70, "negative": 26, "suspended": 1.5, "withdrawn": 2.5}
_CG = {"positive": 62, "negative": 26, "suspended": 2, "": 10}
MOST = 100_000


def bulk_referrals(n: int, seed: int) -> Iterator[Referral]:
    """Yield `n` referrals of 2011 to 2018 in order of date.

    Raises:
        InputError: `n` is negative or over 100,000.
    """
    if not 0 <= n <= MOST:
        raise InputError(f"Ask for 0 to {MOST:,} referrals.", field="n")
    roll = rolls(seed, "bulk")
    number = 0
    for year, count in _split(n):
        first = date(year, 1, 1)
        length = (date(year + 1, 1, 1) - first).days
        for day in sorted(first + timedelta(days=roll.randrange(length)) for _ in range(count)):
            number += 1
            yield _referral(roll, number, day)


def _split(n: int) -> list[tuple[int, int]]:
    """Split `n` over the years by their published sizes; the rounding never loses anybody."""
    sums = list(accumulate(_YEARS.values()))
    ends = [0, *(n * each // sums[-1] for each in sums)]
    return [(year, ends[place + 1] - ends[place]) for place, year in enumerate(_YEARS)]


def _referral(roll: Random, number: int, day: date) -> Referral:
    kind, child = roll.choices(list(MARGINS), weights=list(MARGINS.values()))[0]
    nationality = weighted(roll, CHILDREN if child else ADULTS)
    sex, born, surname, given = person_of(roll, Cell(kind, child, nationality), day)
    reasonable = weighted(roll, _RG)
    conclusive = weighted(roll, _CG) if reasonable == "positive" else ""
    return Referral(
        key=f"b-{number:06d}",
        referred_on=day,
        child=child,
        born=born,
        sex=sex,
        surname=surname,
        given=given,
        nationality=nationality,
        exploitation=kind,
        responder=weighted(roll, _RESPONDERS if day >= CONTRACT else _BEFORE_CONTRACT),
        rg_outcome=reasonable,
        rg_on=day + timedelta(days=roll.randint(1, 21)),
        cg_outcome=conclusive,
        cg_on=day + timedelta(days=roll.randint(46, 400)) if conclusive else None,
    )
