"""What all commands share: groups in `--help`, `--json`, where the data is, and the exit codes.

Exit codes: 0 done; 2 wrong usage or input; 3 a dependency is missing or does not answer; 4 the action was refused.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from manumit.errors import ConfigError, DependencyDown, InputError, ManumitError

EXIT_INPUT, EXIT_DEPENDENCY, EXIT_REFUSED = 2, 3, 4

COMMANDS: Mapping[str, Mapping[str, str]] = {
    "Try it": {"demo": "manumit.cli.demo.command"},
    "Run it": {"serve": "manumit.cli.server", "worker": "manumit.cli.server", "migrate": "manumit.cli.server", "due": "manumit.cli.server"},
    "Receive": {"ingest": "manumit.cli.receive"},
    "Look after it": {
        "doctor": "manumit.cli.doctor",
        "backup": "manumit.cli.keep",
        "restore": "manumit.cli.keep",
        "audit": "manumit.cli.trail",
        "keys": "manumit.cli.keyring",
        "account": "manumit.cli.people",
    },
}  # fmt: skip
"""Every command by group, and the module that holds it. Modules load when their command is called, so `--help` is quick."""


class Commands(click.Group):
    """The command line, listed in groups."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        """Return every command in the order of the groups."""
        return [name for group in COMMANDS.values() for name in group]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 click's signature
        """Return one command, loading its module."""
        for group in COMMANDS.values():
            if cmd_name in group:
                command: click.Command = getattr(import_module(group[cmd_name]), cmd_name)
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their groups."""
        for title, group in COMMANDS.items():
            rows = [
                (name, command.get_short_help_str(80)) for name in group if (command := self.get_command(ctx, name))
            ]
            with formatter.section(title):
                formatter.write_dl(rows)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="manumit")
def program() -> None:
    """Manumit: where agencies that prevent, detect and answer human trafficking work together."""


def prepare(*, database: str | None = None, home: str | None = None, profile: str | None = None) -> None:
    """Point the settings at a database and a home folder, and set Django up.

    Args:
        database: a path or a URL; its home folder is `<path>.home` where none is named.
        home: the folder of inbox, files, lake and keys.
        profile: the profile where the environment names none.
    """
    if database:
        url = database if "://" in database else f"sqlite:///{Path(database).resolve()}"
        os.environ["MANUMIT_DATABASE_URL"] = url
        if not home and "MANUMIT_HOME" not in os.environ and "://" not in database:
            home = f"{Path(database).resolve()}.home"
    if home:
        os.environ["MANUMIT_HOME"] = str(Path(home).resolve())
    _recall_demonstration(Path(os.environ.get("MANUMIT_HOME", "var")))
    if profile:
        os.environ.setdefault("MANUMIT_PROFILE", profile)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manumit.site.settings")
    import django

    django.setup()


def _recall_demonstration(home: Path) -> None:
    """Take the profile and the calendar from the home folder of a demonstration, so that every command agrees with it."""
    told = home / "demo.json"
    if told.is_file():
        for name, value in json.loads(told.read_text("utf-8"))["environment"].items():
            os.environ.setdefault(name, value)


def located(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--database`, `--home` and `--json` to a command that works on the data, and set Django up before it runs."""

    @click.option("--database", metavar="PATH|URL", help="The database; by default the one in the settings.")
    @click.option("--home", metavar="FOLDER", help="The folder of inbox, files, lake and keys.")
    @click.option("--json", "as_json", is_flag=True, help="Write machine-readable output.")
    @wraps(command)
    def wrapped(*, database: str | None, home: str | None, as_json: bool, **arguments: Any) -> None:
        prepare(database=database, home=home)
        command(as_json=as_json, **arguments)

    return wrapped


def tell(result: Mapping[str, object], *, as_json: bool, lines: list[str] | None = None) -> None:
    """Write a result: as JSON, or as lines for a person (the mapping's items where no lines are given)."""
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, default=str, indent=1))
        return
    for line in lines if lines is not None else [f"{key}: {value}" for key, value in result.items()]:
        click.echo(line)


def exit_code(error: ManumitError) -> int:
    """Return the exit code of an error of the tree."""
    if isinstance(error, DependencyDown):
        return EXIT_DEPENDENCY
    if isinstance(error, (InputError, ConfigError)):
        return EXIT_INPUT
    return EXIT_REFUSED


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; every expected failure is one line on standard error."""
    try:
        code = program.main(arguments, standalone_mode=False)
    except click.ClickException as error:
        click.echo(f"manumit: {error.format_message()} (see manumit --help)", err=True)
        sys.exit(EXIT_INPUT)
    except click.Abort:
        click.echo("manumit: stopped", err=True)
        sys.exit(130)
    except ManumitError as error:
        click.echo(f"manumit: {error.message}", err=True)
        sys.exit(exit_code(error))
    except _database_errors() as error:
        click.echo(f"manumit: {_database_trouble(error)}", err=True)
        sys.exit(EXIT_DEPENDENCY)
    sys.exit(code if isinstance(code, int) else 0)


def _database_errors() -> tuple[type[BaseException], ...]:
    from django.db import InterfaceError, OperationalError, ProgrammingError

    return (OperationalError, InterfaceError, ProgrammingError)


def _database_trouble(error: BaseException) -> str:
    """Say what to do. The driver's own text may hold an address, so only what it is about is taken from it."""
    text = str(error).casefold()
    if "no such table" in text or ("does not exist" in text and "relation" in text):
        return "the database is not at this version; run manumit migrate"
    return f"the database did not answer ({type(error).__name__}); start it, or name it with --database"
