"""No page asks the database more than 25 times, whoever opens it, on the demonstration's nation."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from manumit.kernel.roles import ROLES
from manumit.platform.access import permission
from manumit.platform.accounts.actors import actor_for
from manumit.platform.rooms import record_kinds
from tests.site.doors import BACKEND, Samples, account_of, fill_route, pages

MOST = 25
"""Savepoints and transactions are counted too."""
ROLE_KEYS = sorted(set(ROLES) - {"person"})
DOORS = [door for door in pages() if door.method == "get" and door.name not in {"demo_sign_in", "kit", "guidance_file"}]
OPENED_AT_ONCE = ("/", "/search/?q=london")


def counted(client: Client, address: str) -> tuple[int, int]:
    """Open a page; return its status and how often it asked."""
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            status = client.get(address).status_code
        transaction.set_rollback(True)
    return status, len(asked)


def addresses(role: str, actor, samples: Samples) -> set[str]:
    """Return every page that the role may open, with sample values, and the pages of the newest records of each kind."""
    found = set(OPENED_AT_ONCE)
    for door in DOORS:
        if door.permission is None or permission(door.permission).held_by(actor):
            found.add(fill_route(door.route, samples, actor)[0])
    for kind in record_kinds():
        found |= {kind.card(row, actor).href for row in kind.visible(actor).order_by("-pk")[:2]}
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLE_KEYS)
def test_no_page_asks_the_database_too_often(nation, role, settings):
    settings.MANUMIT_CALENDAR_SHIFT = timezone.now() - nation
    account = account_of(role)
    assert account is not None
    actor = actor_for(account, at=nation)
    client = Client(raise_request_exception=False)
    client.force_login(account, backend=BACKEND)
    opened, too_many = 0, []
    for address in sorted(addresses(role, actor, Samples(nation))):
        status, asked = counted(client, address)
        opened += status == 200
        if asked > MOST:
            too_many.append(f"{asked} queries: {address} ({status})")
    assert opened >= len(OPENED_AT_ONCE) - (not permission("search.search").held_by(actor))
    assert not too_many, "\n".join(too_many)
