"""A name as screening sees it: lower-case Latin where possible, no titles, parts apart, particles known."""

import unicodedata
from functools import lru_cache
from typing import Final

from manumit.engines.names.scripts import words
from manumit.engines.names.transliterating import transliterate

TITLES: Final = frozenset(
    words("mr mrs ms miss mstr master mx dr prof professor sir eng ing chd inf herr frau monsieur madame senor senora")
)
"""Forms of address that travel documents and carriers add; they name nobody."""

PARTICLES: Final = frozenset(
    words(
        "al el ul ur ud ad ibn bin ben bint abu umm ould ait de del della da das do dos di du la le las los van von der den ter ten "
        "zu st san s o d so"
    )
)
"""Small words that come and go between two spellings of one name."""

HONORIFICS: Final = frozenset(
    words("haji hajji hadji hajj sheikh shaykh sheik mullah mawlawi maulavi sayed sayyid syed qari sardar")
)
"""Titles that are also names: kept, and given little weight."""

_APOSTROPHES: Final = frozenset("'’‘ʼʻ`´ʿʾ")
_SKELETON_PAIRS: Final = (
    ("sch", "s"), ("tch", "j"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "j"),
    ("zh", "j"), ("dj", "j"), ("ck", "k"), ("ou", "u"), ("ts", "s"), ("dz", "s"),
)  # fmt: skip
_SKELETON_LETTERS: Final = str.maketrans(
    {"c": "k", "q": "k", "g": "k", "z": "s", "v": "b", "p": "b", "f": "b", "x": "k", "w": "u"}
)
_SOFT: Final = frozenset("aeiouy")


def normalise(name: str) -> str:
    """Make a name comparable: Latin, lower case, without marks, titles and punctuation.

    Apostrophes join (`O'Neil` is one part), every other sign parts (`al-Tikriti` is two). A name of titles alone
    keeps them, so that nobody is made nameless.

    Args:
        name: as it was received, in any script.

    Returns:
        Parts with single blanks between them; empty where there is no letter or digit.
    """
    parts = _letters_only(transliterate(name)).split()
    named = [part for part in parts if part not in TITLES]
    return " ".join(named or parts)


def _letters_only(text: str) -> str:
    kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else "" if c in _APOSTROPHES else " " for c in text)
    return "".join(kept)


def tokens(name: str) -> tuple[str, ...]:
    """The parts of a name, normalised, in the order given; particles stand as parts of their own."""
    return tuple(normalise(name).split())


def joined_tokens(name: str) -> tuple[str, ...]:
    """The parts of a name with every particle joined to the part after it: `abd al rahman` gives `abd`, `alrahman`."""
    out: list[str] = []
    held = ""
    for part in tokens(name):
        if part in PARTICLES:
            held += part
        else:
            out.append(held + part)
            held = ""
    if held:
        out.append(held)
    return tuple(out)


def is_light(part: str) -> bool:
    """Whether a part says little of who a person is: a particle, or a title that is also a name."""
    return part in PARTICLES or part in HONORIFICS


@lru_cache(maxsize=65_536)
def phonetic(part: str) -> str:
    """A rough key of a part's sound: its first sound and its consonants, spellings of one sound folded together.

    Ours, made for matching: `mohammed`, `muhammad` and the vowelless `mhmd` share a key. Empty only for an empty part.
    """
    folded = part
    for pair, letter in _SKELETON_PAIRS:
        folded = folded.replace(pair, letter)
    folded = folded.translate(_SKELETON_LETTERS)
    head = "a" if folded[:1] in _SOFT else folded[:1]
    out = [head] if head else []
    for letter in folded[1:]:
        if letter not in _SOFT and letter != "u" and letter != out[-1]:
            out.append(letter)
    return "".join(out)
