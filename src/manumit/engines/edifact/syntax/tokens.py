"""Cutting raw text into segments without a step for each character, and without losing where each one stood."""

import re
from functools import lru_cache
from typing import NamedTuple

from manumit.engines.edifact.syntax.model import Separators

_NOISE = re.compile(r"[\x00-\x08\x0a-\x1b\x7f]")
_LEADING = " \t\r\n" + "".join(chr(code) for code in (*range(9), 11, 12, *range(14, 28)))
_MARK_BASE = 0xE000


class Piece(NamedTuple):
    """Text between two terminators.

    Args:
        text: the text, line ends and control characters removed, released characters replaced by marks.
        offset: where it begins in the raw text.
        end: where it ends there (the terminator's place).
        noisy: whether something was removed inside it.
    """

    text: str
    offset: int
    end: int
    noisy: bool


class Cutter:
    """Cuts text by one set of separators.

    A released character is replaced by a pair of marks that do not occur in the text (same length, so that offsets
    stand); the plain `str.split` then cuts safely, and the marks are turned back in each component that holds one.
    """

    def __init__(self, separators: Separators, text: str) -> None:
        self.separators = separators
        self._lead = _free_mark(text)
        plain = (separators.component, separators.element, separators.terminator, separators.release)
        self._codes = {mark: chr(ord(self._lead) + 1 + index) for index, mark in enumerate(plain)}
        self._plain = {code: mark for mark, code in self._codes.items()}
        self._marked = re.compile(f"{self._lead}(.)", re.DOTALL)
        self._elements: dict[str, tuple[tuple[str, ...], ...]] = {}

    def mark(self, text: str) -> str:
        """Replace each released character by marks of the same length."""
        release = self.separators.release
        if release == " " or release not in text:
            return text
        lead, codes = self._lead, self._codes
        pattern = _released(release)
        return pattern.sub(lambda found: found[1] + lead + codes.get(found[2], found[2]), text)

    def plain(self, text: str) -> str:
        """Turn the marks back into the characters that they stand for."""
        if self._lead not in text:
            return text
        return self._marked.sub(lambda found: self._plain.get(found[1], found[1]), text)

    def join(self, texts: list[str]) -> str:
        """Put pieces together again that a terminator cut which belongs to a value."""
        return f"{self._lead}{self._codes[self.separators.terminator]}".join(texts)

    def pieces(self, marked: str, base: int) -> list[Piece]:
        """Cut between terminators; the last piece is what follows the last terminator, empty where nothing does.

        Args:
            marked: text in which released characters are marked.
            base: where it begins in the raw text.
        """
        pieces: list[Piece] = []
        position = base
        for part in marked.split(self.separators.terminator):
            text = part.lstrip(_LEADING)
            offset = position + len(part) - len(text)
            position += len(part) + 1
            noisy = False
            if not text.isprintable() and _NOISE.search(text):
                text = _NOISE.sub("", text)
                noisy = True
            pieces.append(Piece(text, offset, position - 1, noisy))
        return pieces

    def elements(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Split the text after a tag's separator into elements and components; repeated texts are split once."""
        known = self._elements.get(text)
        if known is None:
            component = self.separators.component
            known = tuple(tuple(part.split(component)) for part in text.split(self.separators.element))
            if self._lead in text:
                known = tuple(tuple(self.plain(value) for value in part) for part in known)
            self._elements[text] = known
        return known


def _free_mark(text: str) -> str:
    """Find the first of five private characters in a row that the text does not use."""
    if text.isascii():
        return chr(_MARK_BASE)
    used = {ord(char) for char in set(text)}
    base = _MARK_BASE
    while any(code in used for code in range(base, base + 5)):
        base += 1
    return chr(base)


@lru_cache(maxsize=32)
def _released(release: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(release)}([\x00-\x08\x0a-\x1b\x7f]*)(.)", re.DOTALL)
