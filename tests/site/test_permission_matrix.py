"""Every page and every API call against every role, on the demonstration's nation: allowed, or refused, as the matrix says.

The matrix is the register of permissions. A role without the permission gets 403 (a stranger is asked to sign in). A role
with it gets an answer for what it may see, and 404 for what it may not, never 403 or 500.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from manumit.kernel.roles import ROLES
from manumit.platform.access import permission
from manumit.platform.accounts.actors import actor_for
from tests.site.doors import BACKEND, Door, Samples, account_of, calls, fill_route, pages

NARROWER_THAN_READING = {"submit", "acknowledge"}
"""Steps that exist only for the author of a draft, or only for the recipient: for other readers they are not there."""
ANSWERED = {200, 201, 202, 204, 302, 303, 400, 405, 409, 422, 429}


def ask(client: Client, door: Door, address: str) -> int:
    """Call the door inside a savepoint, so that a POST that succeeds changes nothing for the next."""
    options = (
        {"content_type": "application/json", "data": "{}"}
        if door.route.startswith("/api") and door.method != "get"
        else {}
    )
    with transaction.atomic():
        response = getattr(client, door.method)(address, **options)
        transaction.set_rollback(True)
    return response.status_code


ONLY_IN_THE_DEMONSTRATION = {"demo_sign_in", "kit"}
ONLY_WHERE_THERE_IS_A_FILE = {"guidance_file"}
DOORS = [
    door for door in (*pages(), *calls()) if door.name not in ONLY_IN_THE_DEMONSTRATION | ONLY_WHERE_THERE_IS_A_FILE
]
ROLE_KEYS = sorted(set(ROLES) - {"person"})


def test_there_are_doors_to_try():
    assert len([door for door in DOORS if door.route.startswith("/api")]) > 20
    assert len(DOORS) > 150


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLE_KEYS)
def test_every_door_answers_the_role_as_the_matrix_says(nation, role, settings):
    settings.MANUMIT_CALENDAR_SHIFT = timezone.now() - nation
    account = account_of(role)
    assert account is not None, f"the demonstration has nobody who is {role}"
    actor = actor_for(account, at=nation)
    samples = Samples(nation)
    client = Client(raise_request_exception=False)
    client.force_login(account, backend=BACKEND)
    wrong = []
    for door in DOORS:
        address, seen = fill_route(door.route, samples, actor)
        holds = door.permission is None or permission(door.permission).held_by(actor)
        status = ask(client, door, address)
        if not holds:
            fine = status in {403, 405}
        elif seen is True:
            narrower = NARROWER_THAN_READING & set(door.route.strip("/").split("/"))
            fine = status in ANSWERED or (bool(narrower) and status == 404)
        elif seen is False:
            fine = status in {404, 405, 422}
        else:
            fine = status in ANSWERED | {404}
        if not fine:
            wrong.append(
                f"{door.method.upper()} {door.route} ({door.permission}, holds={holds}, seen={seen}): {status}"
            )
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_a_stranger_is_let_in_nowhere_but_at_public_doors(nation, settings):
    settings.MANUMIT_CALENDAR_SHIFT = timezone.now() - nation
    samples = Samples(nation)
    from manumit.kernel.actor import PUBLIC

    client = Client(raise_request_exception=False)
    wrong = []
    for door in DOORS:
        address, _ = fill_route(door.route, samples, PUBLIC)
        if door.permission is None:
            continue
        status = ask(client, door, address)
        if status not in {302, 401, 403, 405}:
            wrong.append(f"{door.method.upper()} {door.route}: {status}")
    assert not wrong, "\n".join(wrong)
