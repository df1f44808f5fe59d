"""The official tables: what each counts, in which period and on which basis of age, and the counting itself."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from statistics import median_low
from types import MappingProxyType
from typing import Protocol

from manumit.errors import InputError

NOT_GIVEN = "not_given"
SEVERAL = "several"
OUT_OF_ORDER = "out_of_order"
AGE_COLUMNS = ("child", "adult")
STAGES = ("reasonable_grounds", "conclusive_grounds")
DECIDED = frozenset({"positive", "negative"})

STRATEGY_TYPES = ("sexual", "labour", "domestic_servitude", "unspecified")
"""The rows of the strategy's table (paragraph 6): always shown, even where nobody was counted."""

BANDS: tuple[tuple[str, int | None], ...] = (
    ("days_0_7", 7),
    ("days_8_45", 45),
    ("days_46_92", 92),
    ("days_93_182", 182),
    ("days_over_182", None),
)
"""Bands of the answer in Parliament of 4 March 2010, with the last day of each. How it counted months is not stated:
three months as 92 days and six as 182 are a design of ours."""


class SourceRow(Protocol):
    """A referral without identity, as the referrals room gives it."""

    @property
    def referred_on(self) -> date: ...  # noqa: D102 the contract of the referrals room says what each is
    @property
    def age_group(self) -> str: ...  # noqa: D102
    @property
    def exploitation(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def sex(self) -> str: ...  # noqa: D102
    @property
    def nationality(self) -> str: ...  # noqa: D102
    @property
    def first_responder(self) -> str: ...  # noqa: D102
    @property
    def sector(self) -> str: ...  # noqa: D102
    @property
    def rg_outcome(self) -> str: ...  # noqa: D102
    @property
    def rg_on(self) -> date | None: ...  # noqa: D102
    @property
    def cg_outcome(self) -> str: ...  # noqa: D102
    @property
    def cg_on(self) -> date | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts in rows and columns, by key. Totals are always sums of the cells, never given."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a ragged or negative table. Raises InputError."""
        if len(self.cells) != len(self.rows) or any(len(line) != len(self.columns) for line in self.cells):
            raise InputError("A table needs one cell for each row and column.")
        if any(cell < 0 for line in self.cells for cell in line):
            raise InputError("A count cannot be negative.")

    def row_totals(self) -> tuple[int, ...]:
        """Return the sum of each row."""
        return tuple(sum(line) for line in self.cells)

    def column_totals(self) -> tuple[int, ...]:
        """Return the sum of each column."""
        return tuple(sum(line[place] for line in self.cells) for place in range(len(self.columns)))

    def total(self) -> int:
        """Return the sum of all."""
        return sum(self.row_totals())

    def cell(self, row: str, column: str) -> int:
        """Return one count; 0 where the table has no such row or column."""
        if row not in self.rows or column not in self.columns:
            return 0
        return self.cells[self.rows.index(row)][self.columns.index(column)]


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted table and, for times, the median in days of each column (absent where nobody was decided)."""

    grid: Grid
    medians: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Definition:
    """What a table says of itself. Texts are keys of the translation.

    Args:
        key: its name in code and API.
        title: its heading.
        counted: what one count is.
        age_basis: at which moment the age was taken.
        category: heading of the rows.
        row_totals: whether adding across a row makes sense, so that row totals and the total of all are shown.
        by_size: whether the rows stand in order of size (a ranking).
        counter: does the counting.
    """

    key: str
    title: str
    counted: str
    age_basis: str
    category: str
    row_totals: bool
    by_size: bool
    counter: Callable[[Sequence[SourceRow]], Counted]


_PERSON = "Each person referred in the period counts once, whatever was decided later."
_AT_REFERRAL = "Age when the person was referred; somebody whose age is not certain counts as a child."


def _exploitation(row: SourceRow) -> str:
    if len(row.exploitation) > 1:
        return SEVERAL
    return row.exploitation[0] if row.exploitation else "unspecified"


def _cross(pairs: Counter[tuple[str, str]], *, first: Sequence[str] = (), by_size: bool = False) -> Grid:
    found = {row for row, _ in pairs}
    columns = (*AGE_COLUMNS, *sorted({column for _, column in pairs} - set(AGE_COLUMNS)))
    if by_size:
        size = {row: sum(pairs[row, column] for column in columns) for row in found}
        rows = tuple(sorted(found, key=lambda row: (-size[row], row)))
    else:
        rows = (*first, *sorted(found - set(first)))
    return Grid(rows, columns, tuple(tuple(pairs[row, column] for column in columns) for row in rows))


def _by_exploitation(rows: Sequence[SourceRow]) -> Counted:
    pairs = Counter((_exploitation(row), row.age_group) for row in rows)
    return Counted(_cross(pairs, first=STRATEGY_TYPES))


def _by_size(read: Callable[[SourceRow], str]) -> Callable[[Sequence[SourceRow]], Counted]:
    def counter(rows: Sequence[SourceRow]) -> Counted:
        return Counted(_cross(Counter((read(row) or NOT_GIVEN, row.age_group) for row in rows), by_size=True))

    return counter


def _band(days: int) -> str:
    if days < 0:
        return OUT_OF_ORDER
    return next(key for key, last in BANDS if last is None or days <= last)


def _times(rows: Sequence[SourceRow]) -> Counted:
    days: dict[str, list[int]] = {stage: [] for stage in STAGES}
    for row in rows:
        for stage, outcome, on in zip(STAGES, (row.rg_outcome, row.cg_outcome), (row.rg_on, row.cg_on), strict=True):
            if outcome in DECIDED and on is not None:
                days[stage].append((on - row.referred_on).days)
    bands = {stage: Counter(_band(one) for one in taken) for stage, taken in days.items()}
    faulty = any(OUT_OF_ORDER in counted for counted in bands.values())
    keys = (*(key for key, _ in BANDS), *((OUT_OF_ORDER,) if faulty else ()))
    grid = Grid(keys, STAGES, tuple(tuple(bands[stage][key] for stage in STAGES) for key in keys))
    sound = {stage: [one for one in taken if one >= 0] for stage, taken in days.items()}
    return Counted(grid, {stage: median_low(taken) for stage, taken in sound.items() if taken})


_TABLES = (
    Definition(
        "referrals_by_exploitation_and_age",
        "Referrals by type of exploitation and age",
        f"{_PERSON} Somebody who suffered several types stands in a row of its own.",
        _AT_REFERRAL,
        "Type of exploitation",
        row_totals=True,
        by_size=False,
        counter=_by_exploitation,
    ),
    Definition(
        "country_ranking",
        "Referrals by nationality, largest first",
        f"{_PERSON} Nationality as recorded at referral; two nationalities make a joint entry.",
        _AT_REFERRAL,
        "Nationality",
        row_totals=True,
        by_size=True,
        counter=_by_size(lambda row: row.nationality),
    ),
    Definition(
        "time_to_decision",
        "Time from referral to decision",
        "Each positive or negative decision on a person referred in the period, by days since the referral. "
        "A case without a decision is not counted.",
        "Does not apply.",
        "Time from referral",
        row_totals=False,
        by_size=False,
        counter=_times,
    ),
    Definition(
        "referrals_by_first_responder",
        "Referrals by first responder",
        _PERSON,
        _AT_REFERRAL,
        "First responder",
        row_totals=True,
        by_size=True,
        counter=_by_size(lambda row: row.first_responder),
    ),
    Definition(
        "referrals_by_sector",
        "Referrals by sector of the first responder",
        _PERSON,
        _AT_REFERRAL,
        "Sector",
        row_totals=True,
        by_size=True,
        counter=_by_size(lambda row: row.sector),
    ),
)
DEFINITIONS: Mapping[str, Definition] = MappingProxyType({table.key: table for table in _TABLES})


def definition(key: str) -> Definition:
    """Return the definition of a table. Raises InputError where there is none."""
    found = DEFINITIONS.get(key)
    if found is None:
        raise InputError(f"There is no such table. Choose one of: {', '.join(DEFINITIONS)}.", field="key")
    return found


def check_period(since: date, until: date) -> None:
    """Refuse an empty period; `until` is the first day that no longer counts. Raises InputError."""
    if until <= since:
        raise InputError("The period must end after it begins.", field="until")


def count(key: str, rows: Iterable[SourceRow], *, since: date, until: date) -> Counted:
    """Count one table over the rows referred in [since, until).

    Raises:
        InputError: no such table, or an empty period.
    """
    table = definition(key)
    check_period(since, until)
    return table.counter([row for row in rows if since <= row.referred_on < until])


def inputs_hash(rows: Iterable[SourceRow]) -> str:
    """Return the SHA-256 of what was counted, the same whatever the order of the rows."""
    lines = sorted(
        "|".join(
            (
                row.referred_on.isoformat(),
                row.age_group,
                ",".join(sorted(row.exploitation)),
                row.sex,
                row.nationality,
                row.first_responder,
                row.sector,
                row.rg_outcome,
                str(row.rg_on or ""),
                row.cg_outcome,
                str(row.cg_on or ""),
            )
        )
        for row in rows
    )
    return sha256("\n".join(lines).encode()).hexdigest()
