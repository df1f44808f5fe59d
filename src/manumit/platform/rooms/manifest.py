"""The shape of a room's manifest. The platform reads it; it knows no room by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from manumit.kernel.actor import Actor
from manumit.kernel.workflow import Workflow
from manumit.platform.access import Permission


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of the navigation, shown to those who hold the permission. `label` is lazy text."""

    label: object
    url_name: str
    permission: str
    order: int = 50


@dataclass(frozen=True, slots=True)
class HomeBlock:
    """A block of the first page of some roles. `build` returns a `platform.ui.components.Block`, or None for nothing."""

    roles: frozenset[str]
    order: int
    build: Callable[[Actor, datetime], object | None]


@dataclass(frozen=True, slots=True)
class RecordCard:
    """What a reader who may see a record is told of it on the thread and in a search result."""

    title: str
    href: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record that stands on the thread and in the search.

    Args:
        key: the word used in links and audit entries, such as `referral`.
        label: lazy text for people.
        visible: the rows that exist for an actor: the room's own `visible_to`, so that thread and search can never
            show more than the room does.
        card: presents one visible row.
        step: place on the golden thread, for the order of cards.
    """

    key: str
    label: object
    visible: Callable[[Actor], QuerySet[Any]]
    card: Callable[[Any, Actor], RecordCard]
    step: int


@dataclass(frozen=True, slots=True)
class Subscription:
    """A room's reaction to another room's typed event, in the same transaction."""

    event: type
    handler: Callable[..., None]


@dataclass(frozen=True, slots=True)
class DueWork:
    """Work that the calendar brings (clocks, expiries, retention). `run(at)` returns how many records it touched."""

    key: str
    label: str
    run: Callable[[datetime], int]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a room registers, in one place."""

    room: str
    label: object
    permissions: Sequence[Permission] = ()
    menu: Sequence[MenuItem] = ()
    home: Sequence[HomeBlock] = ()
    records: Sequence[RecordKind] = ()
    subscriptions: Sequence[Subscription] = ()
    due: Sequence[DueWork] = ()
    workflows: Sequence[Workflow[Any]] = ()
    timelines: Sequence[Any] = ()
    api_router: object | None = None
    api_prefix: str = ""
    links_to: frozenset[str] = field(default_factory=frozenset)
