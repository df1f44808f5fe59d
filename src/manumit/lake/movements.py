"""Writing and reading movements: `day=YYYY-MM-DD/<name>.parquet`, each file written once and renamed into its place."""

import os
import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from manumit.errors import InputError

SCHEMA: Final = pa.schema(
    [
        ("day", pa.date32()),
        ("service", pa.string()),
        ("origin", pa.string()),
        ("destination", pa.string()),
        ("role", pa.string()),
        ("nationality", pa.string()),
        ("birth_year", pa.int16()),
        ("message_id", pa.string()),
    ]
)
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,79}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Movement:
    """One person announced on one service.

    Args:
        day: local day of departure; the partition.
        service: carrier and number.
        origin: code of the place of departure.
        destination: code of the place of arrival.
        role: passenger, crew, transit or other.
        nationality: alpha-3; empty where the message does not say.
        birth_year: None where the message does not say.
        message_id: identifier of the message that announced it.
    """

    day: date
    service: str
    origin: str
    destination: str
    role: str
    nationality: str
    birth_year: int | None
    message_id: str


def append_movements(rows: Iterable[Movement], *, root: Path, name: str) -> tuple[Path, ...]:
    """Write movements, one file for each of their days; a file of that name is complete, and is left as it is.

    The same rows under the same name may thus be written again after a crash without counting anybody twice.

    Args:
        rows: any number, of any days.
        root: folder of the lake.
        name: unique name of this batch, such as a message's identifier: letters, digits and hyphens.

    Returns:
        The files that hold the batch.

    Raises:
        InputError: for a name that could leave its folder.
    """
    if not _NAME.fullmatch(name):
        raise InputError("A batch of movements is named with letters, digits and hyphens.", field="name")
    by_day: defaultdict[date, list[Movement]] = defaultdict(list)
    for row in rows:
        by_day[row.day].append(row)
    return tuple(_write(root / f"day={day.isoformat()}", name, by_day[day]) for day in sorted(by_day))


def _write(folder: Path, name: str, rows: Sequence[Movement]) -> Path:
    target = folder / f"{name}.parquet"
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    columns = {field.name: [getattr(row, field.name) for row in rows] for field in SCHEMA}
    # A leading dot keeps a half-written file out of every reader's pattern.
    draft = folder / f".{name}.{secrets.token_hex(4)}"
    pq.write_table(pa.table(columns, schema=SCHEMA), draft, compression="zstd")
    _sync(draft)
    draft.replace(target)
    _sync(folder)
    return target


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def count_by_day(root: Path) -> dict[date, int]:
    """Count the movements of every day, oldest first; an empty lake has none."""
    if not any(root.glob("day=*/*.parquet")):
        return {}
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT day, count(*) FROM read_parquet(?, hive_partitioning = false) GROUP BY day ORDER BY day",
            [str(root / "day=*" / "*.parquet")],
        ).fetchall()
    return {day: int(count) for day, count in found}


def movements_on(root: Path, day: date) -> tuple[Movement, ...]:
    """Read the movements of one day, by service; none where the day has no partition."""
    folder = root / f"day={day.isoformat()}"
    if not any(folder.glob("*.parquet")):
        return ()
    names = [field.name for field in SCHEMA]
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT {', '.join(names)} FROM read_parquet(?, hive_partitioning = false) ORDER BY service, message_id",  # noqa: S608 names of the schema
            [str(folder / "*.parquet")],
        ).fetchall()
    return tuple(Movement(*row) for row in found)
