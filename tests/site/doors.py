"""Every page and API call, an account of each role, and objects to ask for: for tests that walk through all of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from manumit.platform.accounts.models import Account
from manumit.platform.rooms import record_kinds
from manumit.site.api import api

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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
