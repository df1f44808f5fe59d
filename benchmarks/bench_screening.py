"""Travellers screened a second against lists of 1,000 and 10,000 entries, with synthetic names; prints, asserts nothing.

Usage: python benchmarks/bench_screening.py [TRAVELLERS]
"""

import random
import sys
from time import perf_counter

from manumit.engines.screening import Document, PartialDate, ScreeningIndex, TravellerFacts, WatchlistEntry

ONSETS = ["b", "ch", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "sh", "t", "v", "z", "kh", "br", "dr"]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ou"]


def vocabulary(rng: random.Random, size: int) -> list[str]:
    """Pronounceable name parts, different from each other."""
    parts: set[str] = set()
    while len(parts) < size:
        parts.add("".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.randint(2, 4))))
    return sorted(parts)


def name(rng: random.Random, parts: list[str]) -> str:
    """Two to four parts, some much commoner than others."""
    return " ".join(parts[int(len(parts) * rng.random() ** 2)] for _ in range(rng.randint(2, 4)))


def birth(rng: random.Random) -> PartialDate | None:
    """A fifth year only, one in twenty missing."""
    kind = rng.random()
    if kind < 0.05:
        return None
    year = rng.randint(1940, 2005)
    return PartialDate(year) if kind < 0.25 else PartialDate(year, rng.randint(1, 12), rng.randint(1, 28))


def run(entries: int, travellers: int) -> None:
    rng = random.Random(2011)
    parts = vocabulary(rng, 20_000)
    born = [birth(rng) for _ in range(entries)]
    listed = [
        WatchlistEntry(
            id=str(i), names=(name(rng, parts),), births=(b,) if b else (), documents=(Document(f"P{i:07d}X"),)
        )
        for i, b in enumerate(born)
    ]
    start = perf_counter()
    index = ScreeningIndex(listed)
    built = perf_counter() - start
    people = [
        TravellerFacts(id=str(i), names=(name(rng, parts),), birth=birth(rng), documents=(Document(f"Q{i:07d}"),))
        for i in range(travellers)
    ]
    start = perf_counter()
    hits = sum(1 for found in index.screen_batch(people) if found)
    took = perf_counter() - start
    start = perf_counter()
    for person in people[:100]:
        index.screen(person)
    one = (perf_counter() - start) / len(people[:100])
    print(
        f"{entries:>7,} entries: built in {built:5.2f} s; {travellers / took:>8,.0f} travellers/s in a batch; "
        f"{one * 1000:6.2f} ms alone; {hits / travellers:.2%} with a hit"
    )


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    for size in (1_000, 10_000):
        run(size, count)
