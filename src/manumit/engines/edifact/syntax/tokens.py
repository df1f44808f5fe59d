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
        self._elements: dict[str, tuple[str, ...]] = {}

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

    def piece(self, part: str, position: int) -> Piece:
        """Clean what stands between two terminators.

        Args:
            part: the text there, released characters marked.
            position: where it begins in the raw text.
        """
        text = part.lstrip(_LEADING)
        offset = position + len(part) - len(text)
        if not text.isprintable() and _NOISE.search(text):
            return Piece(_NOISE.sub("", text), offset, position + len(part), noisy=True)
        return Piece(text, offset, position + len(part), noisy=False)

    def is_tagged(self, text: str) -> bool:
        """Whether the text begins with a tag that ends there."""
        mark = text[3:4]
        return is_tag(text[:3]) and (
            mark in {self.separators.element, self.separators.component} or not text[3:].strip()
        )

    def holds_marks(self, text: str) -> bool:
        """Whether a released character stands in the text."""
        return self._lead in text

    def elements(self, parts: list[str]) -> tuple[tuple[str, ...], ...]:
        """Split elements into components; an element that repeats is split once."""
        known = self._elements
        component = self.separators.component
        found = []
        for part in parts:
            element = known.get(part)
            if element is None:
                element = tuple(part.split(component))
                if self._lead in part:
                    element = tuple([self.plain(value) for value in element])
                known[part] = element
            found.append(element)
        return tuple(found)


@lru_cache(maxsize=4096)
def is_tag(text: str) -> bool:
    """Whether the text is a tag: a capital letter and two capital letters or digits."""
    return len(text) == len("UNB") and text.isascii() and text.isalnum() and text.isupper() and text[0].isalpha()


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
