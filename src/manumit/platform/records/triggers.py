"""Database triggers that refuse update or delete, for both databases; used by migrations.

A row that must stay is guarded where nobody's code can forget it: a bulk delete, the admin shell and a stray SQL
statement meet the same refusal.
"""

from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Refusal(Operation):
    """A migration step that guards one table against one verb.

    Not a `RunPython`: that one renders every model of the project at each step, and then again at each later change
    of any model, which doubles the time that a new installation takes.
    """

    reversible = True

    def __init__(self, table: str, verb: str, columns: tuple[str, ...] = ()) -> None:
        self.table, self.verb, self.columns = table, verb, columns

    @property
    def _name(self) -> str:
        return f"{self.table}_no_{self.verb.lower()}"

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change no model."""

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002 Django's signature
        schema_editor: Any,
        from_state: ProjectState,  # noqa: ARG002 as above
        to_state: ProjectState,  # noqa: ARG002 as above
    ) -> None:
        """Make the trigger."""
        table, verb, name = self.table, self.verb, self._name
        event = verb if not self.columns else f"{verb} OF " + ", ".join(f'"{column}"' for column in self.columns)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, 'manumit: {table} refuses {verb.lower()}'); END"
            )
            return
        schema_editor.execute(
            f'CREATE FUNCTION "{name}_refuse"() RETURNS trigger AS $$ '
            f"BEGIN RAISE EXCEPTION 'manumit: {table} refuses {verb.lower()}'; END $$ LANGUAGE plpgsql"
        )
        schema_editor.execute(
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}_refuse"()'
        )

    def database_backwards(
        self,
        app_label: str,  # noqa: ARG002 Django's signature
        schema_editor: Any,
        from_state: ProjectState,  # noqa: ARG002 as above
        to_state: ProjectState,  # noqa: ARG002 as above
    ) -> None:
        """Take the trigger away."""
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{self._name}"')
            return
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{self._name}" ON "{self.table}"')
        schema_editor.execute(f'DROP FUNCTION IF EXISTS "{self._name}_refuse"()')

    def describe(self) -> str:
        """Say what the step does."""
        return f"Make {self.table} refuse {self.verb.lower()}"


def refuse(table: str, *, update: bool = True, delete: bool = True, of: tuple[str, ...] = ()) -> list[Operation]:
    """Return migration operations that make `table` refuse update and/or delete, on SQLite and PostgreSQL.

    Args:
        table: the table's name in the database.
        update: refuse updates; of every column, or only of the columns in `of`, so that key rotation may rewrite
            the encrypted ones.
        delete: refuse deletes.
        of: the columns that an update may not touch; all where empty.
    """
    operations: list[Operation] = []
    if update:
        operations.append(Refusal(table, "UPDATE", of))
    if delete:
        operations.append(Refusal(table, "DELETE"))
    return operations
