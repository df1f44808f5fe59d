"""Passenger movements by the million for a large nation: columns of numpy arrays in batches, no work for each row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from manumit.cli.demo.nation.names import CULTURES, fold
from manumit.cli.demo.nation.routes import ROUTES
from manumit.errors import InputError

BATCH = 100_000
_ONE_DAY = np.timedelta64(1, "D")
_LETTERS = np.frombuffer(b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789", dtype=np.uint8)
_DIGITS = np.frombuffer(b"0123456789", dtype=np.uint8)
_AGES = np.array([0.015, 0.13, 0.16, 0.55, 0.145])
_AGE_BOUNDS = np.array([[14, 730], [731, 6_500], [6_574, 10_900], [10_950, 23_000], [23_100, 30_900]])
_CREW = 0.04
_OUTBOUND = 0.48

Columns = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class _Names:
    """Names by (culture, sex with M first, place), padded, and how many there truly are by (culture, sex)."""

    table: NDArray[np.str_]
    sizes: NDArray[np.int64]

    def draw(
        self, chance: np.random.Generator, culture: NDArray[np.int64], female: NDArray[np.int64]
    ) -> NDArray[np.str_]:
        place = (chance.random(len(culture)) * self.sizes[culture, female]).astype(np.int64)
        drawn: NDArray[np.str_] = self.table[culture, female, place]
        return drawn


@dataclass(frozen=True, slots=True)
class _Tables:
    """The timetable by route and the name tables by culture; `cultures` is (route, slot), a slot a likelihood."""

    carrier: NDArray[np.str_]
    number: NDArray[np.str_]
    origin: NDArray[np.str_]
    destination: NDArray[np.str_]
    cultures: NDArray[np.int64]
    nationality: NDArray[np.str_]
    surname: _Names
    given: _Names


def movement_batches(n: int, day_from: date, days: int, *, seed: int = 0, batch: int = BATCH) -> Iterator[Columns]:
    """Yield `n` movements in batches of columns, in order of day.

    Args:
        n: movements in all.
        day_from: first day.
        days: how many days they are spread over, at least 1.
        seed: any whole number that is not negative.
        batch: most rows in one batch.

    Yields:
        Arrays of one length by column: `day`, `birth` (datetime64[D]); `carrier`, `number`, `from`, `to`, `direction`
        (`in` or `out`), `surname`, `given`, `sex`, `nationality`, `document_number`, `locator`, `role` (FL or FM), all text.

    Raises:
        InputError: `n` is negative, or `days` or `batch` is below 1.
    """
    if n < 0 or days < 1 or batch < 1:
        raise InputError("Ask for no fewer than 0 movements over at least 1 day, in batches of at least 1.", field="n")
    first = np.datetime64(day_from, "D")
    for place, start in enumerate(range(0, n, batch)):
        rows = np.arange(start, min(start + batch, n))
        yield _columns(np.random.default_rng([seed, place]), first + (rows * days // n) * _ONE_DAY)


def _columns(chance: np.random.Generator, day: NDArray[np.datetime64]) -> Columns:
    rows = len(day)
    tables = _tables()
    route = chance.integers(len(ROUTES), size=rows)
    outbound = chance.random(rows) < _OUTBOUND
    culture = tables.cultures[route, chance.integers(tables.cultures.shape[1], size=rows)]
    female = chance.integers(2, size=rows)
    group = chance.choice(len(_AGES), size=rows, p=_AGES)
    low, high = _AGE_BOUNDS[group].T
    crew = (chance.random(rows) < _CREW) & (group == len(_AGES) // 2 + 1)
    origin, destination = tables.origin[route], tables.destination[route]
    return {
        "day": day,
        "carrier": tables.carrier[route],
        "number": tables.number[route],
        "from": np.where(outbound, destination, origin),
        "to": np.where(outbound, origin, destination),
        "direction": np.where(outbound, "out", "in"),
        "surname": tables.surname.draw(chance, culture, female),
        "given": tables.given.draw(chance, culture, female),
        "sex": np.array(["M", "F"])[female],
        "birth": day - (low + (chance.random(rows) * (high - low)).astype(np.int64)) * _ONE_DAY,
        "nationality": tables.nationality[culture],
        "document_number": _codes(chance, rows, 9, _DIGITS, first=_LETTERS[:24]),
        "locator": np.where(crew, "", _codes(chance, rows, 6, _LETTERS)),
        "role": np.where(crew, "FM", "FL"),
    }


def _codes(
    chance: np.random.Generator,
    rows: int,
    length: int,
    letters: NDArray[np.uint8],
    first: NDArray[np.uint8] | None = None,
) -> NDArray[np.str_]:
    """Draw codes: bytes seen as one fixed-width text a row, so that no row is touched alone."""
    drawn = letters[chance.integers(len(letters), size=(rows, length), dtype=np.uint8)]
    if first is not None:
        drawn[:, 0] = first[chance.integers(len(first), size=rows, dtype=np.uint8)]
    return np.ascontiguousarray(drawn).view(f"S{length}").ravel().astype(f"U{length}")


@cache
def _tables() -> _Tables:
    keys = list(CULTURES)
    shares = [[keys.index(name) for name, share in route.cultures for _ in range(share)] for route in ROUTES]
    width = 60
    spread = [(row * (width // len(row) + 1))[:width] for row in shares]
    surnames = [[[part.latin(sex) for part in each.surnames] for sex in "MF"] for each in CULTURES.values()]
    given = [
        [[part.latin(sex) for part in table] for sex, table in (("M", each.men), ("F", each.women))]
        for each in CULTURES.values()
    ]
    return _Tables(
        carrier=np.array([route.carrier for route in ROUTES]),
        number=np.array([route.number for route in ROUTES]),
        origin=np.array([route.origin for route in ROUTES]),
        destination=np.array([route.destination for route in ROUTES]),
        cultures=np.array(spread),
        nationality=np.array([each.nationality for each in CULTURES.values()]),
        surname=_padded(surnames),
        given=_padded(given),
    )


def _padded(names: list[list[list[str]]]) -> _Names:
    longest = max(len(table) for pair in names for table in pair)
    table = [[[fold(name) for name in each] + [""] * (longest - len(each)) for each in pair] for pair in names]
    return _Names(np.array(table), np.array([[len(each) for each in pair] for pair in names]))
