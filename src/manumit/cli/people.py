"""Commands on accounts: the first administrator of a new installation comes from here."""

import click

from manumit.cli.frame import located, tell


@click.group()
def account() -> None:
    """Create the first administrator."""


@account.command("create-administrator")
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@click.option(
    "--organisation", default="Platform", show_default=True, help="The organisation that runs the installation."
)
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for where not given.")
@located
def create_administrator(*, as_json: bool, email: str, name: str, organisation: str, password: str) -> None:
    """Create an administrator with EMAIL; only where there is none yet."""
    from manumit.platform.accounts.services import create_first_administrator
    from manumit.platform.edge import now

    made = create_first_administrator(at=now(), email=email, name=name, organisation=organisation, password=password)
    tell(
        {"account": str(made.pk)},
        as_json=as_json,
        lines=["The administrator is created. Sign in and set up a second factor."],
    )
