"""Database triggers that refuse update or delete, for both databases; used by migrations.

A row that must stay is guarded where nobody's code can forget it: a bulk delete, the admin shell and a stray SQL
statement meet the same refusal.
"""

from collections.abc import Callable
from typing import Any

from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

Step = Callable[[StateApps, Any], None]


def _create(table: str, verb: str, columns: tuple[str, ...]) -> Step:
    event = verb if not columns else f"{verb} OF " + ", ".join(f'"{column}"' for column in columns)

    def step(_apps: StateApps, editor: Any) -> None:
        name = f"{table}_no_{verb.lower()}"
        if editor.connection.vendor == "sqlite":
            editor.execute(
                f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, 'manumit: {table} refuses {verb.lower()}'); END"
            )
            return
        function = f"{name}_refuse"
        editor.execute(
            f'CREATE FUNCTION "{function}"() RETURNS trigger AS $$ '
            f"BEGIN RAISE EXCEPTION 'manumit: {table} refuses {verb.lower()}'; END $$ LANGUAGE plpgsql"
        )
        editor.execute(
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{function}"()'
        )

    return step


def _drop(table: str, verb: str) -> Step:
    def step(_apps: StateApps, editor: Any) -> None:
        name = f"{table}_no_{verb.lower()}"
        if editor.connection.vendor == "sqlite":
            editor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
            return
        editor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"')
        editor.execute(f'DROP FUNCTION IF EXISTS "{name}_refuse"()')

    return step


def refuse(table: str, *, update: bool = True, delete: bool = True, of: tuple[str, ...] = ()) -> list[RunPython]:
    """Return migration operations that make `table` refuse update and/or delete, on SQLite and PostgreSQL.

    Args:
        table: the table's name in the database.
        update: refuse updates; of every column, or only of the columns in `of`, so that key rotation may rewrite
            the encrypted ones.
        delete: refuse deletes.
        of: the columns that an update may not touch; all where empty.
    """
    operations = []
    if update:
        operations.append(RunPython(_create(table, "UPDATE", of), _drop(table, "UPDATE")))
    if delete:
        operations.append(RunPython(_create(table, "DELETE", ()), _drop(table, "DELETE")))
    return operations
