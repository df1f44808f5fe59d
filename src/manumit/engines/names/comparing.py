"""Two names compared part by part, whatever their order, with every pairing shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from rapidfuzz.distance import JaroWinkler

from manumit.engines.names.normalising import is_light, joined_tokens, phonetic, tokens

BETTER_SIDE: Final = 0.7
"""What the side of a comparison that found more partners counts in the score."""

_LEAST_SIMILAR: Final = 0.78
_LEAST_JOINED: Final = 0.92
_SAME_SOUND: Final = 0.9
_INITIAL: Final = 0.9
_LIGHT_WEIGHT: Final = 0.3
_INITIAL_WEIGHT: Final = 0.5
_ONE_PART_CEILING: Final = 0.75
_MOST_PARTS: Final = 24
_MOST_PIECES: Final = 6
_SHORTEST_SKELETON: Final = 2


@dataclass(frozen=True, slots=True)
class PartPairing:
    """One line of the explanation: what stood against what.

    Args:
        left: the part or joined parts of the first name; empty where only the second has it.
        right: likewise of the second name.
        similarity: 0 to 1.
        reason: a few words: same, similar spelling, same sound, initial, joined, only in one.
    """

    left: str
    right: str
    similarity: float
    reason: str


@dataclass(frozen=True, slots=True)
class NameComparison:
    """How alike two names are, and why.

    Args:
        score: 0 to 1; 0 where either name has no letters.
        parts: the pairings, best first, then the parts left over.
    """

    score: float
    parts: tuple[PartPairing, ...]


@dataclass(frozen=True, slots=True)
class PreparedName:
    """A name with its parts.

    Args:
        text: as received.
        readings: its parts with particles apart, and joined where that differs.
    """

    text: str
    readings: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    left: tuple[int, ...]
    right: tuple[int, ...]
    similarity: float
    reason: str


def compare_names(a: str, b: str) -> NameComparison:
    """Compare two names of persons in any script, regardless of the order of their parts.

    Parts are paired by Jaro-Winkler similarity, by sound, as initials, or joined (`abdulrahman` with `abdul` and
    `rahman`). The score is the share of each name that found a partner, the better side counting 70 %, so that a
    middle name that one source leaves out costs little. Particles weigh little. One part alone against a longer name
    never scores above 0.75. Symmetric. The constants are ours, set by hand.

    Args:
        a: a name as received.
        b: another.

    Returns:
        The score with its explanation, `left` from `a` and `right` from `b`.
    """
    return compare_prepared(prepare(a), prepare(b))


def prepare(name: str) -> PreparedName:
    """Take a name apart once, for many comparisons."""
    return PreparedName(name, tuple(sorted({tokens(name), joined_tokens(name)})))


def compare_prepared(a: PreparedName, b: PreparedName) -> NameComparison:
    """As `compare_names`, on names taken apart before."""
    options = [_compare_tokens(left, right) for left in a.readings for right in b.readings]
    return max(options, key=lambda option: (option.score, -len(option.parts)))


def part_similarity(a: str, b: str) -> tuple[float, str]:
    """How alike two single parts are, 0 to 1, and the reason in a few words; 0 where they are not alike at all."""
    if a == b:
        return 1.0, "same"
    if min(len(a), len(b)) == 1:
        return (_INITIAL, "initial") if a[0] == b[0] else (0.0, "different")
    first, second = sorted((a, b))
    similarity = JaroWinkler.similarity(first, second, score_cutoff=_LEAST_SIMILAR)
    skeleton = phonetic(a)
    if similarity < _SAME_SOUND and len(skeleton) >= _SHORTEST_SKELETON and skeleton == phonetic(b):
        return _SAME_SOUND, "same sound"
    return (similarity, "similar spelling") if similarity else (0.0, "different")


def _compare_tokens(left: tuple[str, ...], right: tuple[str, ...]) -> NameComparison:
    """Score two lists of parts; works on a canonical order so that neither side nor order matters."""
    if not left or not right:
        return NameComparison(0.0, ())
    first, second = sorted(left)[:_MOST_PARTS], sorted(right)[:_MOST_PARTS]
    if first == second and sorted(left) == sorted(right):
        return NameComparison(1.0, tuple(PartPairing(part, part, 1.0, "same") for part in sorted(left)))
    mirrored = second < first
    if mirrored:
        first, second = second, first
    pairs = _best_pairs(first, second)
    score = _score(first, second, pairs)
    lines = _lines(first, second, pairs)
    return NameComparison(
        score, tuple(PartPairing(p.right, p.left, p.similarity, p.reason) for p in lines) if mirrored else lines
    )


def _best_pairs(first: Sequence[str], second: Sequence[str]) -> list[_Pair]:
    possible = [*_single_pairs(first, second), *_joined_pairs(first, second)]
    possible.sort(key=lambda p: (-p.similarity, -len(p.left) - len(p.right), p.left, p.right))
    free_left, free_right = set(range(len(first))), set(range(len(second)))
    chosen: list[_Pair] = []
    for pair in possible:
        if free_left.issuperset(pair.left) and free_right.issuperset(pair.right):
            free_left.difference_update(pair.left)
            free_right.difference_update(pair.right)
            chosen.append(pair)
    return chosen


def _single_pairs(first: Sequence[str], second: Sequence[str]) -> Iterator[_Pair]:
    for i, left in enumerate(first):
        for j, right in enumerate(second):
            similarity, reason = part_similarity(left, right)
            if similarity:
                yield _Pair((i,), (j,), similarity, reason)


def _joined_pairs(first: Sequence[str], second: Sequence[str]) -> Iterator[_Pair]:
    for whole, places in _joins(first, second):
        yield _Pair((whole,), places[0], places[1], "joined")
    for whole, places in _joins(second, first):
        yield _Pair(places[0], (whole,), places[1], "joined")


def _joins(wholes: Sequence[str], pieces: Sequence[str]) -> Iterator[tuple[int, tuple[tuple[int, ...], float]]]:
    """Each part that reads like two or three parts of the other name written together, in any order."""
    same = set(wholes) & set(pieces)
    for i, whole in enumerate(wholes):
        if whole in same:
            continue
        inside = [j for j, p in enumerate(pieces) if p not in same and 1 < len(p) < len(whole) and p[:2] in whole][
            :_MOST_PIECES
        ]
        for count in (2, 3):
            for places in permutations(inside, count):
                text = "".join(pieces[j] for j in places)
                similarity = JaroWinkler.similarity(*sorted((whole, text)), score_cutoff=_LEAST_JOINED)
                if similarity and text[0] == whole[0] and abs(len(text) - len(whole)) <= count:
                    yield i, (places, similarity)


def _weight(part: str) -> float:
    if is_light(part):
        return _LIGHT_WEIGHT
    return _INITIAL_WEIGHT if len(part) == 1 else 1.0


def _score(first: Sequence[str], second: Sequence[str], pairs: Sequence[_Pair]) -> float:
    left_share = sum(p.similarity * sum(_weight(first[i]) for i in p.left) for p in pairs) / sum(map(_weight, first))
    right_share = sum(p.similarity * sum(_weight(second[j]) for j in p.right) for p in pairs) / sum(
        map(_weight, second)
    )
    better, worse = max(left_share, right_share), min(left_share, right_share)
    score = BETTER_SIDE * better + (1 - BETTER_SIDE) * worse
    strong = [
        p
        for p in pairs
        if max(_weight(first[i]) for i in p.left) == 1.0 or max(_weight(second[j]) for j in p.right) == 1.0
    ]
    one_part = len(strong) <= 1 and all(len(p.left) == len(p.right) == 1 for p in strong)
    longest = max(sum(_weight(part) == 1.0 for part in side) for side in (first, second))
    alone = one_part and longest > 1
    return round(min(score, _ONE_PART_CEILING if alone else 1.0), 4)


def _lines(first: Sequence[str], second: Sequence[str], pairs: Sequence[_Pair]) -> tuple[PartPairing, ...]:
    paired = [
        PartPairing(
            " ".join(first[i] for i in p.left), " ".join(second[j] for j in p.right), round(p.similarity, 4), p.reason
        )
        for p in pairs
    ]
    used_left = {i for p in pairs for i in p.left}
    used_right = {j for p in pairs for j in p.right}
    left_over = [PartPairing(part, "", 0.0, "only in one") for i, part in enumerate(first) if i not in used_left]
    right_over = [PartPairing("", part, 0.0, "only in one") for j, part in enumerate(second) if j not in used_right]
    return (*paired, *left_over, *right_over)
