"""Where chance comes from: one generator for each purpose, so that a change in one part leaves the others as they were."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

ALPHANUMERIC = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
DIGITS = "0123456789"


def rolls(seed: int, *purpose: str) -> Random:
    """Return the generator of `seed` for `purpose`; the same two always give the same numbers, on every machine."""
    return Random(f"{seed}/{'/'.join(purpose)}")  # noqa: S311 - a demo's people, not a secret


def code(roll: Random, length: int, letters: str = ALPHANUMERIC) -> str:
    """Draw a code of `length` characters."""
    return "".join(roll.choices(letters, k=length))


def weighted(roll: Random, shares: Mapping[str, float]) -> str:
    """Draw a key with the likelihood of its share."""
    return roll.choices(list(shares), weights=list(shares.values()))[0]


_FICTION = (
    "+447700900",
    "+442079460",
    "+441134960",
    "+441144960",
    "+441154960",
    "+441164960",
    "+441174960",
    "+441214960",
    "+441314960",
    "+441414960",
    "+441514960",
    "+441614960",
    "+441914980",
    "+442920180",
    "+441632960",
)
"""Numbers that Ofcom keeps for fiction: each of these with any three digits after it."""

_KEPT = 900
_FORTNIGHT = timedelta(days=14)


def phone_pool(seed: int) -> Iterator[str]:
    """Yield every fictional number that ordinary travellers may have, each once, in a drawn order.

    07700 900900 to 900999 are left to `mobile`, so that no traveller shares a listed person's number by chance.
    """
    numbers = [f"{stem}{tail:03d}" for stem in _FICTION for tail in range(1000) if stem != _FICTION[0] or tail < _KEPT]
    rolls(seed, "phones").shuffle(numbers)
    return iter(numbers)


def mobile(roll: Random) -> str:
    """Draw one of the fictional mobile numbers 07700 900920 to 900999."""
    return f"{_FICTION[0]}{roll.randrange(_KEPT + 20, 1000):03d}"


def is_fictional(phone: str) -> bool:
    """Tell whether a number is of a range that Ofcom keeps for fiction."""
    return phone.startswith(_FICTION) and len(phone) == len(_FICTION[0]) + 3 and phone[1:].isdigit()


def born_at(roll: Random, day: date, low: int, high: int) -> date:
    """Draw a birth date of somebody who is from `low` to `high` years old on `day`, both included.

    Nobody is younger than a fortnight: a list that is sent the day before must not know of a birth to come.
    """
    years = roll.randint(low, high)
    last = _years_before(day, years) if years else day - _FORTNIGHT
    first = _years_before(day, years + 1) + timedelta(days=1)
    return first + timedelta(days=roll.randint(0, (last - first).days))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
