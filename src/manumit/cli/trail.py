"""Commands on the audit trail, and the heads of the chain that are noted outside the database."""

import os
import re
from datetime import datetime
from pathlib import Path

import click
import structlog

from manumit.cli.frame import EXIT_REFUSED, located, tell
from manumit.errors import InputError

HEADS = "audit-heads.log"
_HEAD = re.compile(r"[1-9][0-9]*:[0-9a-f]{64}")
log = structlog.get_logger("manumit.audit")


@click.group()
def audit() -> None:
    """Verify the audit trail."""


@audit.command()
@click.option(
    "--expect",
    default="",
    metavar="SEQUENCE:MAC",
    help="A head noted earlier, which the chain must contain; by default the last that `manumit due` noted.",
)
@located
def verify(*, as_json: bool, expect: str) -> None:
    """Read the whole chain; name the first broken link."""
    from manumit.platform.audit.chain import verify as verify_chain

    if expect and not _HEAD.fullmatch(expect):
        raise InputError("Write the head as SEQUENCE:MAC, as `manumit audit verify` printed it.")
    report = verify_chain(expected_head=expect or noted_head())
    result = {
        "holds": report.broken_at is None,
        "entries": report.entries,
        "head": report.head,
        "broken_at": report.broken_at,
        "reason": report.reason,
    }
    if report.broken_at is None:
        tell(result, as_json=as_json, lines=[f"The chain holds: {report.entries} entries.", f"Head: {report.head}"])
        return
    tell(result, as_json=as_json, lines=[])
    click.echo(
        f"manumit: the chain breaks at entry {report.broken_at}: {report.reason}. Keep the database as it is and tell the data guardian.",
        err=True,
    )
    raise SystemExit(EXIT_REFUSED)


def _heads() -> Path:
    from django.conf import settings

    return Path(settings.MANUMIT_HOME) / HEADS


def noted_head() -> str:
    """Return the last head that was noted as `sequence:mac`, or an empty text where none was."""
    path = _heads()
    if not path.exists():
        return ""
    heads = [line.split()[-1] for line in path.read_text("utf-8").splitlines() if line.strip()]
    return next((head for head in reversed(heads) if _HEAD.fullmatch(head)), "")


def note_head(*, at: datetime) -> str:
    """Add the head of the chain to the file of heads in the home folder, and return it.

    A chain from which the last noted head is gone was cut or written anew: then nothing is noted, so that the next
    verification still finds it.
    """
    from manumit.platform.audit.models import AuditEntry

    last = AuditEntry.objects.order_by("-sequence").values_list("sequence", "mac").first()
    known = noted_head()
    head = "" if last is None else f"{last[0]}:{last[1]}"
    if known:
        sequence, _, mac = known.partition(":")
        if not AuditEntry.objects.filter(sequence=int(sequence), mac=mac).exists():
            log.error("the audit chain does not hold the head noted last: run manumit audit verify")
            return ""
    if head and head != known:
        with _heads().open("a", encoding="utf-8") as handle:
            handle.write(f"{at.isoformat(timespec='seconds')} {head}\n")
            handle.flush()
            os.fsync(handle.fileno())
    return head
