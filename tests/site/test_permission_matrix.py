"""Every page and every API call against every role, on the demonstration's nation: allowed, or refused, as the matrix says.

The matrix is the register of permissions. A role without the permission gets 403 (a stranger is asked to sign in). A role
with it gets an answer for what it may see, and 404 for what it may not, never 403 or 500.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from manumit.kernel.roles import ROLES
from manumit.platform.access import permission
from manumit.platform.accounts.actors import actor_for
from manumit.platform.accounts.models import Account
from manumit.platform.rooms import record_kinds
from manumit.site.api import api

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ANSWERED = {200, 201, 202, 204, 302, 303, 400, 405, 409, 422, 429}


@dataclass(frozen=True)
class Door:
    """A page or an API operation: how it is called and the permission that it names (None: anyone)."""

    name: str
    method: str
    route: str
    permission: str | None


def pages() -> Iterator[Door]:
    def walk(patterns: list, prefix: str) -> Iterator[Door]:
        for entry in patterns:
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, prefix + str(entry.pattern))
            elif isinstance(entry, URLPattern) and hasattr(entry.callback, "permission"):
                yield Door(entry.name or "", "get", "/" + prefix + str(entry.pattern), entry.callback.permission)
                yield Door(entry.name or "", "post", "/" + prefix + str(entry.pattern), entry.callback.permission)

    yield from walk(get_resolver().url_patterns, "")


def calls() -> Iterator[Door]:
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    yield Door(
                        operation.view_func.__name__,
                        method.lower(),
                        f"/api{prefix}{path}",
                        operation.view_func.permission,
                    )


@pytest.fixture(scope="module")
def nation(django_db_setup, django_db_blocker):
    """Fill the test database with the demonstration, and take it back afterwards."""
    from manumit.cli.demo.command import STANDS_AT
    from manumit.cli.demo.filling import fill
    from manumit.cli.demo.nation import Size

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            fill(size=Size.SMALL, seed=2011, stands_at=STANDS_AT, password="a long demo password", quiet=True)
            yield STANDS_AT
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def account_of(role: str) -> Account | None:
    return (
        Account.objects.filter(memberships__role=role, email__endswith="@demo.manumit.example")
        .order_by("email")
        .first()
    )


class Samples:
    """Objects to ask for: for each kind one that the actor may see, where there is one, and one that it may not."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.kinds = {kind.key: kind for kind in record_kinds()}
        self.models = {model.__name__.casefold(): model for model in apps.get_models() if "manumit" in model.__module__}

    def pick(self, name: str, actor) -> tuple[object, bool | None]:
        """Return a value for a URL argument, and whether the actor may see what it names (None: not known)."""
        key = name.removesuffix("_id")
        kind = self.kinds.get(key)
        if kind is not None:
            mine = kind.visible(actor).values_list("pk", flat=True).first()
            if mine is not None:
                return mine, True
            any_row = kind.visible(actor).model._default_manager.values_list("pk", flat=True).first()
            return any_row or uuid4(), False
        model = self.models.get(key.replace("_", ""))
        found = model._default_manager.values_list("pk", flat=True).first() if model is not None else None
        return found or uuid4(), None


NARROWER_THAN_READING = {"submit", "acknowledge"}
"""Steps that exist only for the author of a draft, or only for the recipient: for other readers they are not there."""
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>|\{(?:(\w+):)?(\w+)\}")


def fill_route(route: str, samples: Samples, actor) -> tuple[str, bool | None]:
    """Return the address with sample values, and whether everything in it may be seen (None: not known)."""
    verdicts: list[bool | None] = []

    def value(match: re.Match) -> str:
        converter, name = match.group(1) or match.group(3), match.group(2) or match.group(4)
        if name.endswith("_id") and converter != "int":
            picked, seen = samples.pick(name, actor)
            verdicts.append(seen)
            return str(picked)
        verdicts.append(None)
        return {"int": "1", "uuid": str(uuid4())}.get(converter or "", "referral" if name == "kind" else "x")

    address = ARGUMENT.sub(value, route)
    if any(verdict is False for verdict in verdicts):
        return address, False
    return address, None if any(verdict is None for verdict in verdicts) else True


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
