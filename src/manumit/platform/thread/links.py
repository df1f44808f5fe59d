"""Linking records, and walking from one to its neighbours.

What the reader may not see is treated as absent: the walk neither shows it nor passes through it, so that the answer
is the same whether or not a hidden record exists.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection

from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.platform.rooms import RecordCard, RecordKind, record_kind, record_kinds
from manumit.platform.thread.models import ThreadLink


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A record by kind and identifier."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class ThreadCard:
    """One step that the reader may see."""

    ref: Ref
    label: str
    step: int
    card: RecordCard
    distance: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A record with the steps before and after it, each in the order of the golden thread."""

    here: ThreadCard
    before: tuple[ThreadCard, ...]
    after: tuple[ThreadCard, ...]


def link(*, earlier: Ref, later: Ref, relation: str, at: datetime) -> None:
    """Note that one record led to another; saying it twice changes nothing. Runs in the caller's transaction."""
    ThreadLink.objects.get_or_create(
        earlier_kind=earlier.kind,
        earlier_id=earlier.id,
        later_kind=later.kind,
        later_id=later.id,
        defaults={"relation": relation, "at": at},
    )


def _visible(actor: Actor, refs: Iterable[Ref]) -> dict[Ref, ThreadCard]:
    by_kind: dict[str, list[UUID]] = {}
    for ref in refs:
        by_kind.setdefault(ref.kind, []).append(ref.id)
    known = {kind.key: kind for kind in record_kinds()}
    found: dict[Ref, ThreadCard] = {}
    for key, ids in by_kind.items():
        kind = known.get(key)
        if kind is not None:
            for row in kind.visible(actor).filter(pk__in=ids):
                found[Ref(key, row.pk)] = _card(kind, row, actor)
    return found


def _card(kind: RecordKind, row: object, actor: Actor) -> ThreadCard:
    pk = getattr(row, "pk")  # noqa: B009 rows of any model; the kind guarantees a UUID key
    return ThreadCard(Ref(kind.key, pk), str(kind.label), kind.step, kind.card(row, actor), 0)


def _reachable(start: Ref, *, backwards: bool) -> dict[Ref, set[Ref]]:
    """Return every edge that can be reached from a record, seen or not, as neighbours in the walking direction."""
    near, far = ("later", "earlier") if backwards else ("earlier", "later")
    table = connection.ops.quote_name(ThreadLink._meta.db_table)
    identifier = ThreadLink._meta.get_field("earlier_id").get_db_prep_value(start.id, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE reach(kind, id) AS ("  # noqa: S608 names come from this module, values are parameters
            f" SELECT {near}_kind, {near}_id FROM {table} WHERE {near}_kind = %s AND {near}_id = %s"
            f" UNION SELECT t.{far}_kind, t.{far}_id FROM {table} t"
            f" JOIN reach r ON t.{near}_kind = r.kind AND t.{near}_id = r.id)"
            f" SELECT t.{near}_kind, t.{near}_id, t.{far}_kind, t.{far}_id FROM {table} t"
            f" JOIN reach r ON t.{near}_kind = r.kind AND t.{near}_id = r.id",
            [start.kind, identifier],
        )
        rows = cursor.fetchall()
    edges: dict[Ref, set[Ref]] = {}
    for near_kind, near_id, far_kind, far_id in rows:
        edges.setdefault(Ref(near_kind, UUID(str(near_id))), set()).add(Ref(far_kind, UUID(str(far_id))))
    return edges


def _walk(actor: Actor, start: Ref, *, backwards: bool) -> tuple[ThreadCard, ...]:
    edges = _reachable(start, backwards=backwards)
    visible = _visible(actor, sorted(set().union(*edges.values()) if edges else set()))
    seen: set[Ref] = {start}
    frontier: set[Ref] = {start}
    cards: list[ThreadCard] = []
    distance = 0
    while frontier:
        distance += 1
        frontier = {ref for near in frontier for ref in edges.get(near, ()) if ref in visible} - seen
        seen |= frontier
        cards += [replace(visible[ref], distance=-distance if backwards else distance) for ref in frontier]
    return tuple(sorted(cards, key=lambda card: (card.step, card.card.at, card.ref)))


def thread_of(actor: Actor, ref: Ref) -> Thread:
    """Return the record and the visible steps before and after it. Raises NotFound where the record may not be seen."""
    kind = record_kind(ref.kind)
    row = kind.visible(actor).filter(pk=ref.id).first()
    if row is None:
        raise NotFound("There is no such record, or you may not see it.")
    return Thread(_card(kind, row, actor), _walk(actor, ref, backwards=True), _walk(actor, ref, backwards=False))
