"""One name culture: its tables, its order of names and its second script, and the folding that carriers apply."""

import unicodedata
from dataclasses import dataclass
from random import Random

_LETTERS = {
    "đ": "d",
    "Đ": "D",
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "ß": "ss",
    "ı": "i",
    "æ": "ae",
    "Æ": "AE",
    "ẞ": "SS",
}


@dataclass(frozen=True, slots=True)
class NamePart:
    """A name as a document prints it in Latin letters, by sex, with the native script where that is another one."""

    male: str
    female: str
    native_male: str
    native_female: str

    def latin(self, sex: str) -> str:
        """Return the Latin form that fits `sex` (F, or anything else)."""
        return self.female if sex == "F" else self.male

    def native(self, sex: str) -> str:
        """Return the native form that fits `sex`; the Latin form where the culture writes in Latin letters."""
        return (self.native_female if sex == "F" else self.native_male) or self.latin(sex)


@dataclass(frozen=True, slots=True)
class Culture:
    """Name tables of one culture, with the nationality (ISO 3166 alpha-3) and language (ISO 639) they go with."""

    key: str
    nationality: str
    language: str
    surnames: tuple[NamePart, ...]
    women: tuple[NamePart, ...]
    men: tuple[NamePart, ...]
    family_first: bool
    double: bool

    def surname(self, roll: Random) -> NamePart:
        """Draw a surname; two of them where the culture carries both parents' names."""
        first = roll.choice(self.surnames)
        if not self.double:
            return first
        second = roll.choice(self.surnames)
        return NamePart(f"{first.male} {second.male}", f"{first.female} {second.female}", "", "")

    def given(self, roll: Random, sex: str) -> NamePart:
        """Draw a given name for `sex`."""
        return roll.choice(self.women if sex == "F" else self.men)

    def native_name(self, surname: NamePart, given: NamePart, sex: str) -> str:
        """Write the whole name as its owner would: native script, in the culture's own order."""
        pair = (surname.native(sex), given.native(sex))
        if not self.family_first:
            return f"{pair[1]} {pair[0]}"
        return "".join(pair) if self.language in {"zh", "ja", "ko"} else " ".join(pair)


def culture(
    key: str,
    nationality: str,
    language: str,
    surnames: str,
    women: str,
    men: str,
    *,
    family_first: bool = False,
    double: bool = False,
) -> Culture:
    """Build a culture from blank-separated tables of `latin[/feminine][=native[/feminine]]`, where `~` is a blank."""
    return Culture(
        key=key,
        nationality=nationality,
        language=language,
        surnames=_table(surnames),
        women=_table(women),
        men=_table(men),
        family_first=family_first,
        double=double,
    )


def fold(name: str) -> str:
    """Fold a Latin name to the capitals A to Z, blank, hyphen and apostrophe that carriers' systems keep.

    >>> fold("Đặng Müller-Groß")
    'DANG MULLER-GROSS'
    """
    plain = "".join(_LETTERS.get(letter, letter) for letter in name)
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).upper()


def _table(text: str) -> tuple[NamePart, ...]:
    return tuple(_part(token.replace("~", " ")) for token in text.split())


def _part(token: str) -> NamePart:
    latin, _, native = token.partition("=")
    male, _, female = latin.partition("/")
    native_male, _, native_female = native.partition("/")
    return NamePart(male, female or male, native_male, native_female or native_male)
