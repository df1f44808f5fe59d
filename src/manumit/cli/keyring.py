"""Commands on keys."""

import re

import click

from manumit.cli.frame import located, tell
from manumit.errors import InputError

_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


@click.group()
def keys() -> None:
    """Make and rotate encryption keys."""


@keys.command()
@click.argument("key_id")
@click.option("--json", "as_json", is_flag=True, help="Write machine-readable output.")
def new(*, key_id: str, as_json: bool) -> None:
    """Print a fresh keyring entry called KEY_ID; put it first in the keyring of the settings."""
    from manumit.platform.crypto.keys import new_key

    if not _KEY_ID.fullmatch(key_id):
        raise InputError("Name the key with at most 40 letters, digits, hyphens or underscores.")
    entry = new_key(key_id)
    tell({"entry": entry}, as_json=as_json, lines=[entry])


@keys.command()
@located
def rotate(*, as_json: bool) -> None:
    """Write every encrypted column anew under the current key. Files, inbox and second factors stay under the key they have."""
    from manumit.platform.crypto.rotation import rotate as rotate_all

    written: dict[str, int] = {}
    for column, rows in rotate_all():
        written[column] = written.get(column, 0) + rows
        if not as_json:
            click.echo(f"{column}: {written[column]}")
    tell({"rewritten": written}, as_json=as_json, lines=[f"{sum(written.values())} values rewritten."])
