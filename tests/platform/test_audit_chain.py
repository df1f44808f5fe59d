"""The chain holds, refuses change in the database, and names the first broken link."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from manumit.kernel.actor import Actor
from manumit.platform.audit.chain import record, verify
from manumit.platform.audit.models import AuditEntry

AT = datetime(2011, 7, 19, 9, 0, tzinfo=UTC)
ACTOR = Actor(user_id=str(uuid4()), roles=frozenset({"caseworker"}), purpose="decide")
TABLE = "audit_auditentry"

pytestmark = pytest.mark.django_db


def write(count: int) -> None:
    for number in range(count):
        record(by=ACTOR, at=AT, action="test.act", record=("thing", str(number)), detail={"n": number})


def without_triggers(statement: str, parameters: list[object]) -> None:
    """Do what somebody with the database in hand could do: drop the guard, then change a row."""
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            where = f' ON "{TABLE}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{TABLE}_no_{verb}"{where}')
        cursor.execute(statement, parameters)


def test_a_whole_chain_verifies_and_reports_its_head():
    write(5)
    report = verify()
    assert report.entries == 5
    assert report.broken_at is None
    assert report.head.startswith("5:")


def test_the_actors_purpose_and_roles_are_in_the_entry():
    entry = record(by=ACTOR, at=AT, action="test.open_thing", record=("thing", "1"))
    assert (entry.actor_id, entry.purpose, entry.roles) == (ACTOR.user_id, "decide", "caseworker")


@pytest.mark.parametrize("statement", [f"UPDATE {TABLE} SET action = 'x'", f"DELETE FROM {TABLE}"])
def test_the_database_refuses_to_change_or_delete_an_entry(statement):
    write(2)
    with pytest.raises(DatabaseError, match="refuses"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().entries == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [("action", "x"), ("actor_id", "x"), ("purpose", "x"), ("record_id", "x"), ("roles", "x"), ("at", "2012-01-01")],
)
def test_a_changed_entry_is_named_as_the_first_broken_link(column, value):
    write(4)
    without_triggers(f"UPDATE {TABLE} SET {column} = %s WHERE sequence = 3", [value])
    report = verify()
    assert report.broken_at == 3
    assert "changed" in report.reason


def test_a_removed_entry_is_named():
    write(4)
    without_triggers(f"DELETE FROM {TABLE} WHERE sequence = %s", [2])
    report = verify()
    assert report.broken_at == 2
    assert "missing" in report.reason


def test_a_chain_that_was_cut_short_is_found_with_a_head_kept_elsewhere():
    write(4)
    head = verify().head
    without_triggers(f"DELETE FROM {TABLE} WHERE sequence = %s", [4])
    assert verify().broken_at is None
    assert verify(expected_head=head).broken_at == 4


def test_an_entry_rolled_back_leaves_no_gap():
    write(1)
    with pytest.raises(RuntimeError), transaction.atomic():
        record(by=ACTOR, at=AT, action="test.undone")
        raise RuntimeError
    write(1)
    assert list(AuditEntry.objects.values_list("sequence", flat=True)) == [1, 2]
    assert verify().broken_at is None
