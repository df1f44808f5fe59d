"""Letters of other scripts to ASCII by small tables; what no table knows (Chinese characters, Thai) stays as it is."""

import unicodedata
from collections.abc import Callable
from itertools import groupby
from typing import Final

from manumit.engines.names import scripts

_ARTICLE: Final = "ال"
_ALLAH: Final = "الله"
_SHORTEST_WITH_ARTICLE: Final = 4
_HANGUL_FIRST: Final = 0xAC00
_HANGUL_LAST: Final = 0xD7A3
_VOWELS: Final = frozenset("aeiou")
_BLOCKS: Final = (
    ("greek", 0x0370, 0x03FF),
    ("cyrillic", 0x0400, 0x052F),
    ("hebrew", 0x0590, 0x05FF),
    ("arabic", 0x0600, 0x06FF),
    ("arabic", 0x0750, 0x077F),
    ("devanagari", 0x0900, 0x097F),
    ("hangul", _HANGUL_FIRST, _HANGUL_LAST),
)


def transliterate(text: str) -> str:
    """Write a text with Latin letters where a table knows how.

    Cyrillic, Greek, Arabic (consonants and long vowels, which is all that is written), Hebrew, Devanagari and Hangul
    (Revised Romanisation, syllable by syllable, without the changes between syllables) become lower-case ASCII.
    Latin letters lose their marks. Anything else, Chinese characters among it, is kept.

    Args:
        text: a name or part of one, in any script or several.

    Returns:
        The text in lower case; ASCII wherever a table covers it.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(_run("".join(run), script) for script, run in groupby(folded, key=_script_of))


def _script_of(letter: str) -> str:
    code = ord(letter)
    return next((name for name, first, last in _BLOCKS if first <= code <= last), "other")


def _run(run: str, script: str) -> str:
    if script in _LETTER_TABLES:
        return "".join(_by_table(letter, _LETTER_TABLES[script]) for letter in run)
    if script in _READERS:
        return _READERS[script](run)
    return "".join(scripts.LATIN.get(letter, letter) for letter in _without_marks(run))


def _by_table(letter: str, table: dict[str, str]) -> str:
    """The table's letters; failing that, those of the letter without its accents; failing that, the letter."""
    if letter in table:
        return table[letter]
    return "".join(
        table.get(bare, bare) for bare in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(bare)
    )


def _without_marks(text: str) -> str:
    """Drop the accents of Latin letters; the vowel and tone marks of other scripts are letters and stay."""
    decomposed = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f"))


def _greek(run: str) -> str:
    bare = _without_marks(run)
    for pair, latin in scripts.GREEK_INITIAL_PAIRS.items():
        if bare.startswith(pair):
            bare = latin + bare[len(pair) :]
    for pair, latin in scripts.GREEK_PAIRS.items():
        bare = bare.replace(pair, latin)
    return "".join(_by_table(letter, scripts.GREEK) for letter in bare)


def _arabic(run: str) -> str:
    if run.startswith(_ARTICLE) and not run.startswith(_ALLAH) and len(run) >= _SHORTEST_WITH_ARTICLE:
        return "al " + _arabic_word(run[len(_ARTICLE) :])
    return _arabic_word(run)


def _arabic_word(word: str) -> str:
    """Waw and ya stand for a long vowel between consonants, and for a consonant at the start or beside a vowel."""
    out: list[str] = []
    for place, letter in enumerate(word):
        latin = _by_table(letter, scripts.ARABIC)
        if latin in scripts.ARABIC_SEMIVOWELS and place > 0 and not (out and out[-1][-1:] in _VOWELS):
            following = _by_table(word[place + 1], scripts.ARABIC) if place + 1 < len(word) else ""
            latin = latin if following[:1] in _VOWELS and following else scripts.ARABIC_SEMIVOWELS[latin]
        out.append(latin)
    return "".join(out)


def _devanagari(run: str) -> str:
    out: list[str] = []
    letters = [c for c in unicodedata.normalize("NFD", run) if scripts.DEVANAGARI_MARKS.get(c) != ""]
    for place, letter in enumerate(letters):
        consonant = scripts.DEVANAGARI_CONSONANTS.get(letter)
        if consonant is None:
            table = scripts.DEVANAGARI_VOWELS | scripts.DEVANAGARI_SIGNS | scripts.DEVANAGARI_MARKS
            out.append(table.get(letter, letter))
            continue
        following = letters[place + 1] if place + 1 < len(letters) else ""
        inherent = "" if not following or following in scripts.DEVANAGARI_SIGNS else "a"
        out.append(consonant + inherent)
    return "".join(out)


def _hangul(run: str) -> str:
    return "".join(_syllable(ord(letter) - _HANGUL_FIRST) for letter in run)


def _syllable(index: int) -> str:
    initial, rest = divmod(index, len(scripts.HANGUL_VOWELS) * len(scripts.HANGUL_FINALS))
    vowel, final = divmod(rest, len(scripts.HANGUL_FINALS))
    return scripts.HANGUL_INITIALS[initial] + scripts.HANGUL_VOWELS[vowel] + scripts.HANGUL_FINALS[final]


_LETTER_TABLES: Final = {"cyrillic": scripts.CYRILLIC, "hebrew": scripts.HEBREW}
_READERS: Final[dict[str, Callable[[str], str]]] = {
    "greek": _greek,
    "arabic": _arabic,
    "devanagari": _devanagari,
    "hangul": _hangul,
}
