"""The commitments as the project carries them: read from its own data file, each with its paragraph."""

import csv
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from manumit.areas.strategy.rules.texts import AIMS
from manumit.errors import ConfigError

ROOMS = (
    "border",
    "referrals",
    "care",
    "intelligence",
    "operations",
    "prevention",
    "strategy",
    "statistics",
    "library",
)
KINDS = ("action", "standard", "capability", "reporting", "figure")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DATE = re.compile(rf"(?:(?P<day>\d{{1,2}}) )?(?:(?P<month>{'|'.join(_MONTHS)}) )?(?P<year>20\d\d)")


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment as the texts state it, in our own words.

    Args:
        id: such as `S2-32a`: document, paragraph, letter.
        aim: key of an aim.
        chapter: chapter of the strategy, or the document beside it.
        commitment: what was promised.
        owner: who promised it.
        partners: with whom.
        due: the words of the text on time; empty where there are none.
        kind: key of `KINDS`.
        rooms: rooms of the house that hold its evidence, the first one first.
        evidence: what would show that it is done; a proposal of ours.
        document: which text.
        paragraph: where in it.
    """

    id: str
    aim: str
    chapter: str
    commitment: str
    owner: str
    partners: str
    due: str
    kind: str
    rooms: tuple[str, ...]
    evidence: str
    document: str
    paragraph: str

    @property
    def due_on(self) -> date | None:
        """The last day that the words on time allow; None where they name no year."""
        return due_day(self.due)


def due_day(words: str) -> date | None:
    """Return the last day of the year, month or day that the words name; None for open or relative times.

    "April 2013" is 30 April 2013, "2013" is 31 December 2013; "2013 onward" and "quarterly" have no last day.
    """
    found = _DATE.search(words)
    if found is None or "onward" in words:
        return None
    year = int(found["year"])
    month = _MONTHS.index(found["month"]) + 1 if found["month"] else 12
    day = int(found["day"]) if found["day"] else monthrange(year, month)[1]
    return date(year, month, day)


def read_commitments(lines: Iterable[str]) -> tuple[Commitment, ...]:
    """Read commitments from lines of CSV.

    Raises:
        ConfigError: a row lacks its paragraph or owner, or names an aim, room or kind that does not exist, or an
            identifier stands twice; the message names the row.
    """
    aims = {aim.key for aim in AIMS}
    found: dict[str, Commitment] = {}
    for row in csv.DictReader(lines):
        rooms = tuple(part.strip() for part in row["room"].split(";") if part.strip())
        one = Commitment(
            **{name: row[name].strip() for name in Commitment.__slots__ if name != "rooms"},
            rooms=rooms,
        )
        faults = [
            word
            for word, wrong in (
                ("id", not one.id or one.id in found),
                ("paragraph", not one.paragraph),
                ("owner", not one.owner),
                ("commitment", not one.commitment),
                ("aim", one.aim not in aims),
                ("kind", one.kind not in KINDS),
                ("room", not rooms or any(room not in ROOMS for room in rooms)),
            )
            if wrong
        ]
        if faults:
            raise ConfigError(f"Commitment {one.id or '(no id)'} is not usable: mend {', '.join(faults)}.")
        found[one.id] = one
    return tuple(found.values())


@cache
def commitments() -> tuple[Commitment, ...]:
    """Return the commitments that the project carries."""
    text = files("manumit.areas.strategy").joinpath("data/commitments.csv").read_text("utf-8")
    return read_commitments(text.splitlines())
