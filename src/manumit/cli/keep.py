"""`manumit backup` and `manumit restore`: an online copy of everything, and putting it back."""

from pathlib import Path

import click

from manumit.cli.archive import make_backup, restore_backup
from manumit.cli.frame import located, prepare, tell


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@located
def backup(*, as_json: bool, target: Path) -> None:
    """Write database, inbox, files and lake into TARGET (a .tar file) while the system runs. Keys are not in it."""
    made = make_backup(target)
    tell(
        made,
        as_json=as_json,
        lines=[
            f"{made['files']} files, {made['bytes']} bytes in {target}.",
            "Keep the keys elsewhere: the backup opens only with them.",
        ],
    )


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--database", metavar="PATH|URL", help="Where to restore the database; it must be empty.")
@click.option(
    "--home", metavar="FOLDER", help="Where to restore inbox, files and lake; by default beside the database."
)
@click.option("--json", "as_json", is_flag=True, help="Write machine-readable output.")
def restore(*, source: Path, database: str | None, home: str | None, as_json: bool) -> None:
    """Put a backup back from SOURCE into an empty place, and verify the audit chain. Refuses to overwrite."""
    prepare(database=database, home=home)
    result = restore_backup(source)
    tell(
        result,
        as_json=as_json,
        lines=[f"{result['files']} files restored; {result['audit_entries']} audit entries verified."],
    )
