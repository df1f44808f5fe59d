"""The score of one traveller against one entry, as a list of parts; the constants are ours, set by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from manumit.engines.names import BETTER_SIDE, NameComparison, PreparedName, compare_prepared, prepare
from manumit.engines.screening.births import BirthAgreement, compare_births
from manumit.engines.screening.documents import best_agreement
from manumit.engines.screening.values import Match, MatchPart, TravellerFacts, WatchlistEntry

DEFAULT_THRESHOLD: Final = 0.8

_LEAST_NAME: Final = 0.7
_MARGIN: Final = 0.05
_WEAK_NAME: Final = 0.8
_DOCUMENT_SCORES: Final = {"exact": 1.0, "confusable": 0.95}
_DIFFERENT_BIRTH: Final = -0.25
_QUALIFIER: Final = -0.05
_GAINS: Final[dict[BirthAgreement, float]] = {"same": 0.5, "agrees": 0.1, "swapped": 0.3, "near": 0.0}
_BIRTH_WORDS: Final[dict[BirthAgreement, str]] = {
    "same": "The dates of birth are the same.",
    "agrees": "The dates of birth agree as far as they are known.",
    "swapped": "The dates of birth are the same with day and month exchanged.",
    "near": "The dates of birth are one year apart.",
    "differs": "The dates of birth differ.",
}
_BIRTH_ORDER: Final[tuple[BirthAgreement, ...]] = ("same", "swapped", "agrees", "near", "differs")


@dataclass(frozen=True, slots=True)
class PreparedEntry:
    """An entry with its names taken apart once.

    Args:
        entry: as listed.
        names: its strong names.
        weak_names: its weak names.
    """

    entry: WatchlistEntry
    names: tuple[PreparedName, ...]
    weak_names: tuple[PreparedName, ...]


def prepare_entry(entry: WatchlistEntry) -> PreparedEntry:
    """Take an entry's names apart."""
    return PreparedEntry(entry, tuple(map(prepare, entry.names)), tuple(map(prepare, entry.weak_names)))


def least_name_score(threshold: float) -> float:
    """The least score of names that a birth date can still raise to a threshold; a little less, to be safe."""
    return min(threshold, max(_LEAST_NAME, 2 * threshold - 1)) - _MARGIN


def highest_name_score(met: int, size: int, other: int) -> float:
    """The most that two names of so many parts can score where `met` parts have a partner."""
    if not size or not other:
        return 0.0
    smaller, larger = sorted((size, other))
    return BETTER_SIDE * min(1.0, met / smaller) + (1 - BETTER_SIDE) * min(1.0, met / larger)


def score_entry(
    traveller: TravellerFacts, names: Sequence[PreparedName], prepared: PreparedEntry
) -> tuple[Match, bool]:
    """Compare a traveller with an entry on everything both have.

    Name and document carry a score; birth date raises or lowers it; nationality and sex only lower it where they
    contradict, so that they can never make a hit.

    Args:
        traveller: from the message.
        names: the traveller's names, taken apart.
        prepared: from the list.

    Returns:
        The match with all its parts, and whether it may stand on its own: a weak name without a birth date or
        document that agrees may not.
    """
    entry = prepared.entry
    name, weak = _name(names, prepared)
    birth, agreement = _birth(traveller, entry, name.effect if name else 0.0)
    document = _document(traveller, entry)
    qualifiers = [part for part in (_nationality(traveller, entry), _sex(traveller, entry)) if part]
    parts = tuple(part for part in (name, birth, document, *qualifiers) if part)
    carried = name.effect if name else 0.0
    score = max(0.0, carried + sum(part.effect for part in (birth, *qualifiers) if part)) if carried else 0.0
    by_document = document is not None
    if document is not None:
        score = max(score, document.effect)
    supported = by_document or (name is not None and (not weak or agreement in {"same", "agrees", "swapped"}))
    return Match(entry.id, round(min(1.0, score), 4), parts, by_document), supported


def _name(names: Sequence[PreparedName], entry: PreparedEntry) -> tuple[MatchPart | None, bool]:
    strong = [
        (compare_prepared(ours, theirs), ours.text, theirs.text, False) for ours in names for theirs in entry.names
    ]
    weak = [
        (compare_prepared(ours, theirs), ours.text, theirs.text, True) for ours in names for theirs in entry.weak_names
    ]
    tried = [*strong, *weak]
    if not tried:
        return None, False
    comparison, ours, theirs, is_weak = max(tried, key=lambda t: t[0].score * (_WEAK_NAME if t[3] else 1.0))
    if not comparison.score:
        return None, False
    effect = round(comparison.score * (_WEAK_NAME if is_weak else 1.0), 4)
    return MatchPart("name", ours, theirs, effect, _in_words(comparison, weak=is_weak)), is_weak


def _in_words(comparison: NameComparison, *, weak: bool) -> str:
    paired = [f"{p.left} / {p.right} ({p.reason})" for p in comparison.parts if p.left and p.right]
    alone = [p.left or p.right for p in comparison.parts if not (p.left and p.right)]
    words = "Name parts paired: " + ", ".join(paired) + "."
    if alone:
        words += " In one name only: " + ", ".join(alone) + "."
    return words + (" The list grades this name weak." if weak else "")


def _birth(
    traveller: TravellerFacts, entry: WatchlistEntry, name: float
) -> tuple[MatchPart | None, BirthAgreement | None]:
    if traveller.birth is None or not entry.births:
        return None, None
    compared = [(compare_births(traveller.birth, theirs), theirs) for theirs in entry.births]
    agreement, theirs = min(compared, key=lambda pair: _BIRTH_ORDER.index(pair[0]))
    if agreement == "differs":
        effect = _DIFFERENT_BIRTH
    else:
        effect = _GAINS[agreement] * (1 - name) if name >= _LEAST_NAME else 0.0
    return MatchPart("birth", str(traveller.birth), str(theirs), round(effect, 4), _BIRTH_WORDS[agreement]), agreement


def _document(traveller: TravellerFacts, entry: WatchlistEntry) -> MatchPart | None:
    found = best_agreement(traveller.documents, entry.documents)
    if found is None:
        return None
    agreement, ours, theirs = found
    same = "The document numbers are the same."
    misread = "The document numbers are the same but for characters that are misread for each other."
    return MatchPart(
        "document", ours.number, theirs.number, _DOCUMENT_SCORES[agreement], same if agreement == "exact" else misread
    )


def _nationality(traveller: TravellerFacts, entry: WatchlistEntry) -> MatchPart | None:
    if not traveller.nationality or not entry.nationalities:
        return None
    agrees = traveller.nationality.casefold() in {code.casefold() for code in entry.nationalities}
    words = "The nationalities agree; that adds nothing." if agrees else "The nationalities differ."
    return MatchPart(
        "nationality", traveller.nationality, ", ".join(entry.nationalities), 0.0 if agrees else _QUALIFIER, words
    )


def _sex(traveller: TravellerFacts, entry: WatchlistEntry) -> MatchPart | None:
    known = {"F", "M"}
    ours, theirs = traveller.sex.upper(), entry.sex.upper()
    if ours not in known or theirs not in known:
        return None
    words = "The sexes agree; that adds nothing." if ours == theirs else "The sexes differ."
    return MatchPart("sex", ours, theirs, 0.0 if ours == theirs else _QUALIFIER, words)
