"""`manumit ingest`: read carriers' messages from a folder."""

from pathlib import Path

import click

from manumit.cli.frame import located, tell
from manumit.errors import InputError


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@located
def ingest(*, as_json: bool, folder: Path | None) -> None:
    """Read every message in FOLDER (by default the drop folder); each is kept in the inbox before it is moved to `done`."""
    from django.conf import settings

    from manumit.areas.border.api import ingest_folder
    from manumit.kernel.actor import system
    from manumit.platform.edge import now

    source = folder or settings.MANUMIT_DROP
    if not source.is_dir():
        raise InputError(f"There is no folder {source}. Create it, or name another.")
    receipts = ingest_folder(by=system("intake"), at=now(), folder=source)
    counts: dict[str, int] = {}
    for receipt in receipts:
        counts[receipt.status] = counts.get(receipt.status, 0) + 1
    result = {"messages": len(receipts), **counts, "travellers": sum(receipt.travellers for receipt in receipts)}
    tell(result, as_json=as_json)
