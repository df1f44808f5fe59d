"""The backup archive: a consistent copy of the database, then inbox, files and lake, each with its SHA-256.

The database is copied first and the folders after it: whatever a row names was on disk before the row was written,
so everything that the copied database names is in the archive.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from manumit.errors import ConfigError, DependencyDown, InputError, RuleBroken

FOLDERS = ("inbox", "files", "lake")
LIST = "manifest.json"
_CHUNK = 1 << 20


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _connection() -> Any:
    from django.db import connection

    return connection


def _copy_sqlite(target: Path) -> None:
    source = sqlite3.connect(_connection().settings_dict["NAME"])
    copy = sqlite3.connect(target)
    with copy:
        # in one step: copying in portions starts again at each write of another process, and may never end
        source.backup(copy)
    copy.close()
    source.close()


def _postgres_environment() -> dict[str, str]:
    wanted = _connection().settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {**os.environ, **{variable: str(wanted[key]) for variable, key in names.items() if wanted[key]}}


def _postgres(tool: str, *arguments: str) -> None:
    found = shutil.which(tool)
    if found is None:
        raise DependencyDown(f"{tool} is not installed. Install PostgreSQL's client programs.")
    done = subprocess.run([found, *arguments], env=_postgres_environment(), capture_output=True, check=False)  # noqa: S603 fixed program, no shell
    if done.returncode:
        raise DependencyDown(
            f"{tool} failed with code {done.returncode}. Check that its version is not older than the server's."
        )


def _dump(folder: Path) -> Path:
    if _connection().vendor == "sqlite":
        target = folder / "database.sqlite3"
        _copy_sqlite(target)
        return target
    target = folder / "database.pgdump"
    _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}")
    return target


def _files(home: Path) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file() and not path.name.endswith(".tmp"):
                yield str(path.relative_to(home)), path


def make_backup(target: Path) -> dict[str, object]:
    """Write the archive; it appears under its name only when it is complete.

    Raises:
        InputError: the target exists, or its folder does not.
        DependencyDown: PostgreSQL's programs are missing or failed.
    """
    if target.exists():
        raise InputError(f"{target} exists already. Name a new file.")
    if not target.parent.is_dir():
        raise InputError(f"There is no folder {target.parent}. Create it first.")
    _connection().ensure_connection()
    unfinished = target.with_name(f"{target.name}.part")
    try:
        listed = _write(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return {"target": str(target), "files": len(listed), "bytes": target.stat().st_size}


def _write(unfinished: Path) -> dict[str, str]:
    from django.conf import settings

    listed: dict[str, str] = {}
    unfinished.touch(mode=0o600)
    with tempfile.TemporaryDirectory(dir=unfinished.parent) as work, tarfile.open(unfinished, "w") as archive:
        dump = _dump(Path(work))
        for name, path in [(dump.name, dump), *_files(Path(settings.MANUMIT_HOME))]:
            try:
                listed[name] = _digest(path)
                archive.add(path, arcname=name)
            except FileNotFoundError:
                # retention removed it after the list was read
                listed.pop(name, None)
        body = json.dumps({"vendor": _connection().vendor, "sha256": listed}, indent=1).encode()
        entry = tarfile.TarInfo(LIST)
        entry.size = len(body)
        archive.addfile(entry, io.BytesIO(body))
    with unfinished.open("rb+") as handle:
        os.fsync(handle.fileno())
    return listed


def _refuse_occupied(home: Path) -> None:
    connection = _connection()
    if any((home / folder).is_dir() and any((home / folder).iterdir()) for folder in FOLDERS):
        raise RuleBroken(f"{home} holds files already. Restore into an empty place.")
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return
    if connection.introspection.table_names():
        raise RuleBroken("The database has tables already. Restore into an empty place.")
    connection.close()


def _checked(archive: tarfile.TarFile, folder: Path) -> dict[str, Any]:
    archive.extractall(folder, filter="data")
    listing = folder / LIST
    if not listing.exists():
        raise InputError("This is not a whole Manumit backup: its list is missing.")
    try:
        listed: dict[str, Any] = json.loads(listing.read_text("utf-8"))
    except ValueError as error:
        raise InputError("The backup is damaged: its list cannot be read. Use another.") from error
    for name, digest in listed["sha256"].items():
        if not (folder / name).is_file() or _digest(folder / name) != digest:
            raise InputError(f"The backup is damaged at {name}. Use another.")
    return listed


def restore_backup(source: Path) -> dict[str, object]:
    """Put an archive back into the place that the settings name, and verify the audit chain.

    Raises:
        RuleBroken: the place is not empty, or the restored chain does not hold.
        InputError: the archive is damaged or incomplete.
        ConfigError: it was made from the other kind of database.
    """
    from django.conf import settings

    from manumit.platform.audit.chain import verify

    home = Path(settings.MANUMIT_HOME)
    _refuse_occupied(home)
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as work:
        folder = Path(work)
        try:
            with tarfile.open(source) as archive:
                listed = _checked(archive, folder)
        except tarfile.TarError as error:
            raise InputError("This file is not a Manumit backup, or it is damaged.") from error
        if listed["vendor"] != _connection().vendor:
            raise ConfigError(f"The backup is of {listed['vendor']}. Name such a database with --database.")
        _put_back(folder, home)
    report = verify()
    if report.broken_at is not None:
        raise RuleBroken(
            f"The restored audit chain breaks at entry {report.broken_at}: {report.reason}. "
            "Check that the keys are those of the installation that made the backup."
        )
    return {"files": len(listed["sha256"]), "audit_entries": report.entries, "head": report.head}


def _put_back(folder: Path, home: Path) -> None:
    if _connection().vendor == "sqlite":
        target = Path(_connection().settings_dict["NAME"])
        for ending in ("-wal", "-shm"):
            target.with_name(f"{target.name}{ending}").unlink(missing_ok=True)
        shutil.move(folder / "database.sqlite3", target)
    else:
        _postgres(
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            f"--dbname={_connection().settings_dict['NAME']}",
            str(folder / "database.pgdump"),
        )
    for name in FOLDERS:
        if (folder / name).is_dir():
            shutil.rmtree(home / name, ignore_errors=True)
            shutil.move(folder / name, home / name)
