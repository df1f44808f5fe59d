"""Backup while the system runs, and restore into an empty place only; on SQLite and on PostgreSQL."""

import os
import shutil
import subprocess
import sys
import tarfile
import time
from urllib.parse import urlsplit

import pytest

from tests.cli.support import ENTRY, Installation
from tests.conftest import skip_or_fail

FILES = {"inbox/2026/11/message.edi": b"UNB+UNOA:4", "files/ab/sealed": b"\x00\x01", "lake/day=1/part.parquet": b"PAR1"}


def fill(installation):
    for name, body in FILES.items():
        path = installation.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def elsewhere(installation, folder, *, url=""):
    """An empty place that holds only the keys, as the operator brings them."""
    made = Installation(folder, url, dict(installation.settings))
    made.home.mkdir(parents=True)
    shutil.copy(installation.home / "keys.json", made.home / "keys.json")
    return made


def back_up(installation):
    target = installation.folder / "copy.tar"
    done = installation.run("backup", str(target), "--json")
    assert done.code == 0, done.err
    return target, done.json()


def check_restored(installation, restored, *, entries):
    for name, body in FILES.items():
        assert (restored.home / name).read_bytes() == body
    assert restored.run("audit", "verify", "--json").json() == installation.run("audit", "verify", "--json").json()
    assert restored.run("audit", "verify", "--json").json()["entries"] == entries
    assert restored.run("doctor", "--json").json()["migrations_applied"] is True


def test_what_was_backed_up_comes_back_and_its_chain_holds(installation, tmp_path):
    fill(installation)
    target, made = back_up(installation)
    assert made["files"] == len(FILES) + 1
    restored = elsewhere(installation, tmp_path / "elsewhere")
    done = restored.run("restore", str(target), "--json")
    assert done.code == 0, done.err
    assert done.json()["audit_entries"] == 5
    check_restored(installation, restored, entries=5)


def test_the_archive_holds_no_keys_and_only_its_owner_can_read_it(installation):
    target, _ = back_up(installation)
    with tarfile.open(target) as archive:
        assert not [name for name in archive.getnames() if "key" in name]
    assert target.stat().st_mode & 0o077 == 0


def test_a_backup_taken_while_somebody_writes_is_whole(installation, tmp_path):
    url = f"sqlite:///{installation.database}"
    environment = {**installation.environment, "MANUMIT_DATABASE_URL": url, "MANUMIT_HOME": str(installation.home)}
    code = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'manumit.site.settings'; import django; django.setup()\n"
    code += "print('writing', flush=True)\nwhile True:\n" + "\n".join(
        f"    {line}" for line in ENTRY.format(count=20).splitlines()
    )
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True) as writer:
        try:
            assert writer.stdout.readline() == "writing\n"
            before = installation.run("audit", "verify", "--json").json()["entries"]
            target, _ = back_up(installation)
        finally:
            writer.terminate()
    restored = elsewhere(installation, tmp_path / "elsewhere")
    done = restored.run("restore", str(target), "--json")
    assert done.code == 0, done.err
    after = installation.run("audit", "verify", "--json").json()["entries"]
    assert before <= done.json()["audit_entries"] <= after
    assert after > 5


def test_restore_refuses_a_place_that_is_taken(installation):
    target, _ = back_up(installation)
    done = installation.run("restore", str(target))
    assert done.code == 4
    assert "empty place" in done.complaint()
    assert installation.run("audit", "verify").code == 0


def test_restore_refuses_a_home_with_files(installation, tmp_path):
    target, _ = back_up(installation)
    taken = elsewhere(installation, tmp_path / "elsewhere")
    fill(taken)
    done = taken.run("restore", str(target))
    assert done.code == 4
    assert (taken.home / "inbox/2026/11/message.edi").exists()


@pytest.mark.parametrize("damage", ["changed", "cut", "not-an-archive"])
def test_a_damaged_archive_is_refused_and_nothing_is_put_back(installation, tmp_path, damage):
    fill(installation)
    target, _ = back_up(installation)
    body = target.read_bytes()
    bad = {
        "changed": body.replace(b"UNB+UNOA:4", b"UNB+UNOA:5"),
        "cut": body[: len(body) // 2],
        "not-an-archive": b"not a backup at all",
    }[damage]
    target.write_bytes(bad)
    restored = elsewhere(installation, tmp_path / "elsewhere")
    done = restored.run("restore", str(target))
    assert done.code == 2
    assert "damaged" in done.complaint() or "whole" in done.complaint()
    assert not (restored.home / "inbox").exists()
    assert not (restored.folder / "db.sqlite3").exists()


def test_a_backup_under_other_keys_is_told_as_such(installation, tmp_path):
    target, _ = back_up(installation)
    other = Installation(tmp_path / "elsewhere")
    other.home.mkdir(parents=True)
    done = other.run("restore", str(target))
    assert done.code == 4
    assert "keys" in done.complaint()


def test_a_backup_does_not_overwrite(installation):
    target, _ = back_up(installation)
    done = installation.run("backup", str(target))
    assert done.code == 2
    assert "exists already" in done.complaint()


@pytest.fixture
def scratch():
    """Makes PostgreSQL databases that are dropped afterwards; gives a function from name to URL."""
    import psycopg

    url = os.environ.get("MANUMIT_POSTGRESQL_URL")
    if not url:
        skip_or_fail("MANUMIT_POSTGRESQL_URL names no PostgreSQL server")
    made = []
    with psycopg.connect(url, autocommit=True) as server:

        def create(name):
            called = f"manumit_scratch_{os.getpid()}_{time.time_ns()}_{name}"
            server.execute(f'CREATE DATABASE "{called}"')
            made.append(called)
            return urlsplit(url)._replace(path=f"/{called}").geturl()

        yield create
        for called in made:
            server.execute(f'DROP DATABASE IF EXISTS "{called}" WITH (FORCE)')


@pytest.mark.postgres
def test_postgresql_is_backed_up_and_restored(scratch, tmp_path):
    first = Installation(tmp_path / "first", scratch("first"))
    first.folder.mkdir()
    assert first.run("migrate").code == 0
    first.python(ENTRY.format(count=7))
    fill(first)
    target, _ = back_up(first)
    second = elsewhere(first, tmp_path / "second", url=scratch("second"))
    done = second.run("restore", str(target), "--json")
    assert done.code == 0, done.err
    assert done.json()["audit_entries"] == 7
    check_restored(first, second, entries=7)
    taken = second.run("restore", str(target))
    assert taken.code == 4
    assert "empty" in taken.complaint()


@pytest.mark.postgres
def test_postgresql_refuses_to_change_an_audit_entry_in_a_restored_database(scratch, tmp_path):
    import psycopg

    first = Installation(tmp_path / "first", scratch("first"))
    first.folder.mkdir()
    assert first.run("migrate").code == 0
    first.python(ENTRY.format(count=1))
    target, _ = back_up(first)
    second = elsewhere(first, tmp_path / "second", url=scratch("second"))
    assert second.run("restore", str(target)).code == 0
    with psycopg.connect(second.url) as database, pytest.raises(psycopg.errors.RaiseException, match="refuses"):
        database.execute("DELETE FROM audit_auditentry")


@pytest.mark.postgres
def test_a_backup_of_one_kind_of_database_is_not_put_into_the_other(installation, scratch, tmp_path):
    target, _ = back_up(installation)
    other = elsewhere(installation, tmp_path / "elsewhere", url=scratch("other"))
    done = other.run("restore", str(target))
    assert done.code == 2
    assert "sqlite" in done.complaint()
