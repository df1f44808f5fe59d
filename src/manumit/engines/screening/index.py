"""The index: built once for a list, it finds the few entries worth scoring for each traveller."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from manumit.engines.names import is_light, joined_tokens, phonetic, prepare, tokens
from manumit.engines.screening.documents import confusable_key, normalise_number
from manumit.engines.screening.scoring import (
    DEFAULT_THRESHOLD,
    highest_name_score,
    least_name_score,
    prepare_entry,
    score_entry,
)
from manumit.engines.screening.values import Match, TravellerFacts, WatchlistEntry
from manumit.errors import InputError

_NEIGHBOUR: Final = 0.85
_SHORTEST_SOUND: Final = 3
_CHUNK: Final = 512

_Neighbours = dict[str, tuple[int, ...]]


class ScreeningIndex:
    """A list of entries, prepared for screening; never changed once built, safe to share between threads.

    Entries are found by document number, and by name parts: parts of a traveller's name meet the list's parts that
    begin with the same letter and are spelt alike, or that sound alike. Only where enough parts meet for the threshold
    to be reached is the pair scored in full.

    Args:
        entries: the whole list, with identifiers that are unique in it.

    Raises:
        InputError: where two entries share an identifier.
    """

    def __init__(self, entries: Iterable[WatchlistEntry]) -> None:
        listed = tuple(entries)
        if len({entry.id for entry in listed}) != len(listed):
            raise InputError(
                "Two entries of the watchlist have the same identifier.", field="id", code="duplicate-entry"
            )
        self._entries = tuple(map(prepare_entry, listed))
        postings: defaultdict[str, set[int]] = defaultdict(set)
        self._sizes = [min((_size(name) for name in (*entry.names, *entry.weak_names)), default=0) for entry in listed]
        self._documents: defaultdict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(listed):
            self._add_names(number, entry, postings)
            for document in entry.documents:
                if key := confusable_key(normalise_number(document.number)):
                    self._documents[key].add(number)
        self._vocabulary = sorted(postings)
        self._postings = [frozenset(postings[part]) for part in self._vocabulary]
        self._by_letter: defaultdict[str, list[int]] = defaultdict(list)
        self._by_sound: defaultdict[str, list[int]] = defaultdict(list)
        for place, part in enumerate(self._vocabulary):
            self._by_letter[part[0]].append(place)
            self._by_sound[phonetic(part)].append(place)

    def __len__(self) -> int:
        """How many entries the list has."""
        return len(self._entries)

    def screen(self, traveller: TravellerFacts, *, threshold: float = DEFAULT_THRESHOLD) -> list[Match]:
        """The entries that a traveller may be.

        Args:
            traveller: from the message; without a birth date it is screened all the same.
            threshold: 0 to 1, the least score of a hit; a document that agrees is a hit whatever it is.

        Returns:
            Matches, best first; an empty list where there is none.

        Raises:
            InputError: for a threshold outside 0 to 1.
        """
        return self.screen_batch((traveller,), threshold=threshold)[0]

    def screen_batch(
        self, travellers: Sequence[TravellerFacts], *, threshold: float = DEFAULT_THRESHOLD
    ) -> list[list[Match]]:
        """Screen many travellers at once: the same answers as one by one, with the name parts compared in bulk.

        Args:
            travellers: any number.
            threshold: as for `screen`.

        Returns:
            One list of matches for each traveller, in their order.

        Raises:
            InputError: for a threshold outside 0 to 1.
        """
        if not 0 <= threshold <= 1:
            raise InputError("A threshold lies between 0 and 1.", field="threshold")
        out: list[list[Match]] = []
        known: _Neighbours = {}
        for start in range(0, len(travellers), _CHUNK):
            chunk = travellers[start : start + _CHUNK]
            parts = [[_name_parts(name) for name in traveller.names] for traveller in chunk]
            self._learn({part for names in parts for name in names for part in name}, known)
            out.extend(self._matches(t, names, known, threshold) for t, names in zip(chunk, parts, strict=True))
        return out

    def _add_names(self, number: int, entry: WatchlistEntry, postings: defaultdict[str, set[int]]) -> None:
        for name in (*entry.names, *entry.weak_names):
            for part in _name_parts(name):
                postings[part].add(number)

    def _learn(self, parts: set[str], known: _Neighbours) -> None:
        """Find, letter by letter, the list's parts that each new part may stand for."""
        fresh: defaultdict[str, list[str]] = defaultdict(list)
        for part in sorted(parts - known.keys()):
            fresh[part[0]].append(part)
        for letter, queries in fresh.items():
            places = self._by_letter.get(letter, [])
            near = _alike(queries, [self._vocabulary[place] for place in places])
            for query, found in zip(queries, near, strict=True):
                sound = phonetic(query)
                sounding = self._by_sound.get(sound, []) if len(sound) >= _SHORTEST_SOUND else []
                known[query] = tuple({places[column] for column in found}.union(sounding))

    def _matches(
        self, traveller: TravellerFacts, names: list[dict[str, int]], known: _Neighbours, threshold: float
    ) -> list[Match]:
        candidates = self._by_document(traveller)
        for parts in names:
            candidates |= self._by_name(parts, known, least_name_score(threshold))
        prepared = [prepare(name) for name in traveller.names]
        found = []
        for number in sorted(candidates):
            match, supported = score_entry(traveller, prepared, self._entries[number])
            if match.by_document or (supported and match.score >= threshold):
                found.append(match)
        return sorted(found, key=lambda match: (-match.score, match.entry_id))

    def _by_document(self, traveller: TravellerFacts) -> set[int]:
        keys = {confusable_key(normalise_number(document.number)) for document in traveller.documents} - {""}
        return {number for key in keys for number in self._documents.get(key, ())}

    def _by_name(self, parts: dict[str, int], known: _Neighbours, least: float) -> set[int]:
        """Entries that so many parts of the name meet that the names' score can reach `least`.

        A joined part counts for two, so the count may be too high and never too low.
        """
        size = sum(1 for worth in parts.values() if worth == 1)
        met: defaultdict[int, int] = defaultdict(int)
        for part, worth in parts.items():
            for number in set().union(*(self._postings[place] for place in known[part])):
                met[number] += worth
        return {
            number for number, count in met.items() if highest_name_score(count, size, self._sizes[number]) >= least
        }


def _size(name: str) -> int:
    """The least number of parts a name can be read as, light ones aside."""
    return max(1, sum(1 for part in joined_tokens(name) if not is_light(part)))


def _name_parts(name: str) -> dict[str, int]:
    """The parts to look up, with how many parts each stands for: single ones 1, neighbours written together 2."""
    plain = [part for part in tokens(name) if not is_light(part)] or list(tokens(name))
    joined = list(joined_tokens(name))
    together = {a + b: 2 for run in (plain, joined) for a, b in pairwise(run)}
    return together | dict.fromkeys((*plain, *joined), 1)


def _alike(queries: list[str], choices: list[str]) -> list[list[int]]:
    """For each query the columns of the choices that are spelt alike."""
    if not choices:
        return [[] for _ in queries]
    scores = cdist(queries, choices, scorer=JaroWinkler.similarity, score_cutoff=_NEIGHBOUR, dtype=np.float32)
    return [np.flatnonzero(row).tolist() for row in scores]
