"""Writing movements that come as columns: the way in for millions of rows, without a Python value for each."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from manumit.errors import InputError
from manumit.lake.movements import SCHEMA

Columns = Mapping[str, np.ndarray[Any, Any]]


def append_columns(columns: Columns, *, root: Path, name: str) -> int:
    """Write a batch, one file for each of its days; returns the number of rows.

    Args:
        columns: one array for each field of `SCHEMA`, all of one length; `day` as datetime64[D].
        root: folder of the lake.
        name: unique name of this batch; a file of that name is complete, and is left as it is.

    Raises:
        InputError: a column is missing, or they are not of one length.
    """
    missing = [field.name for field in SCHEMA if field.name not in columns]
    if missing:
        raise InputError(f"These columns of movements are missing: {', '.join(missing)}.", field=missing[0])
    arrays = [pa.array(columns[field.name]).cast(field.type) for field in SCHEMA]
    if len({len(array) for array in arrays}) > 1:
        raise InputError("The columns of movements must be of one length.", field="day")
    table = pa.table(arrays, schema=SCHEMA)
    for day in pc.unique(table["day"]).to_pylist():
        folder = root / f"day={day.isoformat()}"
        target = folder / f"{name}.parquet"
        if target.exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{name}"
        with draft.open("wb") as handle:
            pq.write_table(
                table.filter(pc.equal(table["day"], pa.scalar(day, pa.date32()))), handle, compression="zstd"
            )
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(target)
    return len(table)
