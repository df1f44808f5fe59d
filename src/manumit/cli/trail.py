"""Commands on the audit trail."""

import click

from manumit.cli.frame import EXIT_REFUSED, located, tell


@click.group()
def audit() -> None:
    """Verify the audit trail."""


@audit.command()
@click.option(
    "--expect", default="", metavar="SEQUENCE:MAC", help="A head noted earlier, which the chain must contain."
)
@located
def verify(*, as_json: bool, expect: str) -> None:
    """Read the whole chain; name the first broken link."""
    from manumit.platform.audit.chain import verify as verify_chain

    report = verify_chain(expected_head=expect)
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
