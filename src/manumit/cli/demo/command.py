"""`manumit demo`: makes the nation once, plays the golden thread, says where to look, and serves it."""

import json
import logging
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from manumit.cli.demo.nation import Size
from manumit.cli.frame import prepare, tell
from manumit.errors import RuleBroken

STANDS_AT = datetime.fromisoformat("2011-10-18T11:00+01:00")
"""The morning of Anti-Slavery Day 2011, when the strategy's rules were in force: the demo's calendar starts here."""
HOME = Path("var/demo")
TOLD, PART = "demo.json", "demo.part"
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9]+")


@click.command()
@click.option(
    "--size",
    type=click.Choice([size.value for size in Size]),
    default="small",
    show_default=True,
    help="How large a nation.",
)
@click.option("--seed", default=2011, show_default=True, help="The nation's seed; the same gives the same nation.")
@click.option("--database", metavar="PATH|URL", help=f"The database; by default an SQLite file in {HOME}.")
@click.option(
    "--home", metavar="FOLDER", help="The folder of inbox, files, lake and keys; by default beside the database."
)
@click.option("--no-serve", is_flag=True, help="Make it and stop.")
@click.option("--fresh", is_flag=True, help="Make it anew where there is one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--json", "as_json", is_flag=True, help="Write machine-readable output.")
def demo(
    *,
    size: str,
    seed: int,
    database: str | None,
    home: str | None,
    no_serve: bool,
    fresh: bool,
    host: str,
    port: int,
    as_json: bool,
) -> None:
    """See the whole system work on an invented nation. Nothing in it is real; nothing real belongs in it."""
    folder = _home(database, home)
    if fresh or (folder / PART).exists():
        _remove(folder, database)
    os.environ.setdefault("MANUMIT_BASE_URL", f"http://{host}:{port}")
    told = folder / TOLD
    ready = told.is_file()
    if ready:
        _same_size(told, size)
        prepare(database=_place(folder, database), home=str(folder))
    else:
        _refuse_foreign(folder, database)
        _make(folder, database, size=Size(size), seed=seed, quiet=as_json)
    summary = json.loads(told.read_text("utf-8"))
    tell(
        summary,
        as_json=as_json,
        lines=_lines(summary, played=not ready, address=f"http://{host}:{port}", serving=not no_serve),
    )
    if not no_serve:
        from manumit.cli.server import run_server

        run_server(host=host, port=port, quiet=as_json)


def _home(database: str | None, home: str | None) -> Path:
    if home:
        return Path(home).resolve()
    if database and "://" not in database:
        return Path(f"{Path(database).resolve()}.home")
    if not database:
        return HOME.resolve()
    return Path(f"{HOME}-{_NOT_IN_A_NAME.sub('-', urlsplit(database).path.strip('/'))}").resolve()


def _place(folder: Path, database: str | None) -> str:
    return database or f"{folder}/manumit.sqlite3"


def _same_size(told: Path, size: str) -> None:
    """Refuse to show a nation of another size than was asked for."""
    found = json.loads(told.read_text("utf-8"))["size"]
    if found != size:
        raise RuleBroken(f"The nation in {told.parent} is {found}. Add --fresh to make it anew, or name another place.")


def _refuse_foreign(folder: Path, database: str | None) -> None:
    """Refuse a folder or a database that this command did not make: it may hold what is real."""
    if any((folder / mark).exists() for mark in (TOLD, PART)):
        return
    file = None if database and "://" in database else Path(_place(folder, database))
    if (file and file.exists() and file.stat().st_size) or (folder.exists() and any(folder.iterdir())):
        raise RuleBroken(f"{folder} or its database was not made by `manumit demo`. Name another place.")


def _refuse_filled() -> None:
    """Refuse a database on a server that has tables already; only its owner may empty it."""
    from django.db import connection

    if connection.vendor != "sqlite" and connection.introspection.table_names():
        raise RuleBroken("The database is not empty. Make it anew (dropdb, createdb), or name another.")


def _remove(folder: Path, database: str | None) -> None:
    """Remove a nation that this command made; refuse anything else."""
    _refuse_foreign(folder, database)
    shutil.rmtree(folder, ignore_errors=True)
    if database and "://" not in database:
        for ending in ("", "-wal", "-shm"):
            Path(f"{database}{ending}").unlink(missing_ok=True)


def _environment() -> dict[str, str]:
    return {
        "MANUMIT_PROFILE": "demo",
        "MANUMIT_CALENDAR": STANDS_AT.isoformat(),
        "MANUMIT_SECOND_FACTOR": "optional",
        "MANUMIT_JOBS": "inline",
    }


@contextmanager
def _log_of_trouble_only() -> Iterator[None]:
    """Keep the log of each message received out of the story that is told on the same terminal."""
    root = logging.getLogger()
    level = root.level
    root.setLevel(max(level, logging.WARNING))
    try:
        yield
    finally:
        root.setLevel(level)


def _make(folder: Path, database: str | None, *, size: Size, seed: int, quiet: bool) -> None:
    """Make the nation; `demo.json` is written last, so that one that was interrupted is made anew."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PART).touch()
    for name, value in _environment().items():
        os.environ.setdefault(name, value)
    started = time.monotonic()
    prepare(database=_place(folder, database), home=str(folder))
    _refuse_filled()
    from manumit.cli.demo.filling import fill
    from manumit.cli.server import apply_migrations

    apply_migrations()
    password = os.environ.get("MANUMIT_DEMO_PASSWORD") or f"demo-{secrets.token_hex(4)}-{secrets.token_hex(2)}"
    with _log_of_trouble_only():
        made = fill(size=size, seed=seed, stands_at=STANDS_AT, password=password, quiet=quiet)
    summary = {
        "size": size.value,
        "seed": seed,
        "environment": _environment(),
        "password": password,
        "seconds": round(time.monotonic() - started, 1),
        **made,
    }
    (folder / f"{TOLD}.tmp").write_text(json.dumps(summary, ensure_ascii=False, indent=1), "utf-8")
    (folder / f"{TOLD}.tmp").replace(folder / TOLD)
    (folder / PART).unlink()


def _lines(summary: dict[str, object], *, played: bool, address: str, serving: bool) -> list[str]:
    counts = summary["counts"]
    accounts = summary["accounts"]
    thread = summary["thread"]
    if not (isinstance(counts, dict) and isinstance(accounts, dict) and isinstance(thread, list)):
        raise RuleBroken("The notes of the demonstration are not readable. Run `manumit demo --fresh`.")
    lines = [] if played else ["What was played when it was made:", *map(str, thread)]
    lines += ["", "In the nation: " + ", ".join(f"{number:,} {name}" for name, number in counts.items()) + "."]
    if serving:
        lines += [
            "",
            f"Look:     {address}/",
            f"Sign in:  {address}/demo/sign-in/ as any role with one click, or {address}/accounts/login/ with",
        ]
    lines += [f"          {role:<24} {email}" for role, email in accounts.items()]
    lines += [f"          the password of all of them is {summary['password']}", ""]
    return lines
