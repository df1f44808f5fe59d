"""The audit trail from the command line: a broken link is named, and heads noted outside show a shortened chain."""

import sqlite3

import pytest

from tests.cli.support import ENTRY


def tamper(installation, *statements):
    """Change the database as somebody with the file would: past the program and past the triggers."""
    with sqlite3.connect(installation.database) as database:
        for name, table in database.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            if table == "audit_auditentry":
                database.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            database.execute(statement)
    database.close()


def test_a_whole_chain_holds(installation):
    done = installation.run("audit", "verify", "--json")
    assert (done.code, done.json()["holds"], done.json()["entries"]) == (0, True, 5)


@pytest.mark.parametrize(
    ("statement", "link", "reason"),
    [
        ("UPDATE audit_auditentry SET action = 'test.other' WHERE sequence = 3", 3, "content was changed"),
        ("DELETE FROM audit_auditentry WHERE sequence = 2", 2, "is missing"),
        ("UPDATE audit_auditentry SET previous = mac WHERE sequence = 4", 4, "does not follow"),
    ],
)
def test_verify_names_the_first_broken_link_and_exits_4(installation, statement, link, reason):
    tamper(installation, statement)
    done = installation.run("audit", "verify", "--json")
    assert done.code == 4
    assert done.json()["broken_at"] == link
    assert f"entry {link}" in done.complaint()
    assert reason in done.complaint()


def test_the_database_itself_refuses_to_change_an_entry(installation):
    with sqlite3.connect(installation.database) as database, pytest.raises(sqlite3.IntegrityError, match="refuses"):
        database.execute("DELETE FROM audit_auditentry WHERE sequence = 5")
    database.close()


def test_due_notes_the_head_and_verify_uses_it(installation):
    assert installation.run("due", "--json").code == 0
    noted = (installation.home / "audit-heads.log").read_text().splitlines()
    head = installation.run("audit", "verify", "--json").json()["head"]
    assert [line.split()[-1] for line in noted] == [head]
    tamper(installation, "DELETE FROM audit_auditentry WHERE sequence = (SELECT max(sequence) FROM audit_auditentry)")
    done = installation.run("audit", "verify", "--json")
    assert done.code == 4
    assert "cut short" in done.complaint()


def test_a_chain_that_was_cut_and_grown_again_is_not_noted_over(installation):
    installation.run("due")
    before = (installation.home / "audit-heads.log").read_text()
    tamper(installation, "DELETE FROM audit_auditentry WHERE sequence > 2")
    installation.python(ENTRY.format(count=9))
    assert installation.run("due").code == 0
    assert (installation.home / "audit-heads.log").read_text() == before
    done = installation.run("audit", "verify")
    assert done.code == 4
    assert "not the entry that was there" in done.complaint()


def test_a_head_is_noted_once_while_nothing_happens(installation):
    twice = (
        "from datetime import datetime, UTC\n"
        "from manumit.cli.trail import note_head\n"
        "print(note_head(at=datetime.now(UTC)) == note_head(at=datetime.now(UTC)) != '')"
    )
    assert installation.python(twice).strip() == "True"
    assert len((installation.home / "audit-heads.log").read_text().splitlines()) == 1


def test_a_noted_head_that_the_chain_contains_holds(installation):
    head = str(installation.run("audit", "verify", "--json").json()["head"])
    installation.python(ENTRY.format(count=2))
    assert installation.run("audit", "verify", "--expect", head).code == 0
