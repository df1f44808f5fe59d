"""The movement store: append-only Parquet in one folder a day, written once, read with DuckDB; knows no framework.

A movement says that somebody was announced on a service. It holds no name, no document and no full date of birth, so
that counting and rescreening by rule can go over years of it.
"""

from manumit.lake.movements import Movement, append_movements, count_by_day, movements_on

__all__ = ["Movement", "append_movements", "count_by_day", "movements_on"]
