"""Commands on keys."""

import click

from manumit.cli.frame import located, tell


@click.group()
def keys() -> None:
    """Make and rotate encryption keys."""


@keys.command()
@click.argument("key_id")
@click.option("--json", "as_json", is_flag=True, help="Write machine-readable output.")
def new(*, key_id: str, as_json: bool) -> None:
    """Print a fresh keyring entry called KEY_ID; put it first in the keyring of the settings."""
    from manumit.platform.crypto.keys import new_key

    entry = new_key(key_id)
    tell({"entry": entry}, as_json=as_json, lines=[entry])


@keys.command()
@located
def rotate(*, as_json: bool) -> None:
    """Write every encrypted value anew under the current key; the old key can then be taken out."""
    from manumit.platform.crypto.rotation import rotate as rotate_all

    written: dict[str, int] = {}
    for column, rows in rotate_all():
        written[column] = written.get(column, 0) + rows
        if not as_json:
            click.echo(f"{column}: {written[column]}")
    tell({"rewritten": written}, as_json=as_json, lines=[f"{sum(written.values())} values rewritten."])
