"""Opening messages, manifests and hits: permitted, audited, presented."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from manumit.areas.border.api.presenting import (
    brief_of,
    companion_of,
    hit_row,
    message_view,
    outcome_view,
    reason_view,
    traveller_row,
)
from manumit.areas.border.api.views import HitRow, HitView, ManifestView, MessageView, PartView
from manumit.areas.border.models import Hit, Manifest, Message, Outcome, Traveller
from manumit.areas.border.rules import age_on, is_late
from manumit.areas.border.selectors.queues import hit_queue
from manumit.areas.border.selectors.visibility import at_the_desk, visible_hits, visible_manifests, visible_messages
from manumit.areas.border.services.hits import read_hit
from manumit.areas.border.services.people import birth_of
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record

_SHOWN_COMPANIONS = 12
_QUEUE = 200


def list_messages(*, by: Actor) -> QuerySet[Message]:
    """Return the messages that the actor may see, newest first, for a table that filters and cuts them."""
    require(by, "border.read_message")
    return visible_messages(by).order_by("-received_at", "-id").defer("problems", "remainder")


def list_manifests(*, by: Actor) -> QuerySet[Manifest]:
    """Return the services that the actor may see, latest departure first."""
    require(by, "border.read_manifest")
    return visible_manifests(by).order_by("-departs_at", "-id")


def open_message(*, by: Actor, at: datetime, message_id: UUID) -> MessageView:
    """Return a message with its findings; a carrier sees its own, without services or passengers. Raises NotFound."""
    require(by, "border.read_message")
    row = visible_messages(by).filter(pk=message_id).first()
    if row is None:
        raise NotFound("There is no such message.")
    full = at_the_desk(by)
    manifests = Manifest.objects.filter(parts__message=row).distinct() if full else ()
    day = row.received_at.date()
    strays = Traveller.objects.filter(message=row, manifest__isnull=True).order_by("position") if full else ()
    record(by=by, at=at, action="border.open_message", record=("message", row.pk))
    return message_view(row, manifests=manifests, unattached=[traveller_row(one, day=day) for one in strays], full=full)


def message_status(*, by: Actor, message_id: UUID) -> MessageView:
    """Return where a message stands, for its sender; no passenger is opened. Raises NotFound."""
    require(by, "border.read_message")
    row = visible_messages(by).filter(pk=message_id).first()
    if row is None:
        raise NotFound("There is no such message.")
    return message_view(row, full=False)


def open_manifest(*, by: Actor, at: datetime, manifest_id: UUID) -> ManifestView:
    """Return a service with everybody on it; the read is audited. Raises NotFound."""
    require(by, "border.read_manifest")
    row = visible_manifests(by).filter(pk=manifest_id).first()
    if row is None:
        raise NotFound("There is no such manifest, or you may not see it.")
    day = row.departs_on or row.first_received_at.date()
    hits = dict(Hit.objects.filter(manifest=row).order_by("raised_at").values_list("traveller_id", "pk"))
    travellers = tuple(
        traveller_row(one, day=day, hit_id=hits.get(one.pk))
        for one in row.travellers.order_by("message__received_at", "position", "id")
    )
    parts = list(row.parts.select_related("message").order_by("received_at", "position"))
    record(by=by, at=at, action="border.open_manifest", record=("manifest", row.pk))
    return ManifestView(
        brief=brief_of(row),
        legs=tuple(row.legs),
        port=row.port,
        meet_at=row.meet_at,
        declared_passengers=row.declared_passengers,
        declared_crew=row.declared_crew,
        late=is_late(row.first_received_at, row.departs_at),
        parts=tuple(
            PartView(
                part.message_id, part.received_at, part.document_code, part.function, part.reference, part.number, part.last,
                part.travellers, part.message.status, part.message.problem_count, tuple(part.remainder),
            )
            for part in parts
        ),
        travellers=travellers,
        problems=tuple(
            {**problem, "message_id": str(part.message_id)}
            for part in {one.message_id: one for one in parts}.values()
            for problem in part.message.problems
        ),
    )  # fmt: skip


def hits_to_meet(*, by: Actor, at: datetime, port: str | None = None, show: int = _QUEUE) -> tuple[HitRow, ...]:
    """Return the hits that wait for somebody, soonest to be met first; a port officer's are those of her ports.

    Args:
        by: the hub or a port officer.
        at: the moment, for the audit.
        port: one port only.
        show: at most so many.
    """
    require(by, "border.read_hit")
    rows = [hit_row(row) for row in hit_queue(by, port=port or "")[:show]]
    record(by=by, at=at, action="border.list_hits", detail={"hits": len(rows)})
    return tuple(rows)


def closed_hits(*, by: Actor, at: datetime, show: int = 50) -> tuple[HitRow, ...]:
    """Return the hits closed last, newest first."""
    require(by, "border.read_hit")
    rows = [hit_row(row) for row in hit_queue(by, closed=True)[:show]]
    record(by=by, at=at, action="border.list_hits", detail={"hits": len(rows)})
    return tuple(rows)


def open_hit(*, by: Actor, at: datetime, hit_id: UUID) -> HitView:
    """Open a hit: it counts as read from now on. A port officer gets the least she needs. Raises NotFound."""
    read_hit(by=by, at=at, hit_id=hit_id)
    row = (
        visible_hits(by).select_related("traveller", "manifest").prefetch_related("reasons", "outcomes").get(pk=hit_id)
    )
    full = at_the_desk(by)
    traveller = row.traveller
    day = (row.manifest.departs_on if row.manifest else None) or row.raised_at.date()
    born = birth_of(traveller)
    party = (
        Traveller.objects.filter(manifest=row.manifest, party_key=traveller.party_key)
        .exclude(pk=traveller.pk)
        .order_by("position")
        if row.manifest and traveller.details.get("locator")
        else ()
    )
    reasons = sorted(row.reasons.all(), key=lambda one: (one.kind != "watchlist", one.added_at))
    documents = tuple(f"{one['type'] or ''} {one['number']}".strip() for one in traveller.details.get("documents", ()))
    return HitView(
        row=hit_row(row),
        age=age_on(born, day) if born else None,
        sex=traveller.sex,
        nationality=traveller.nationality,
        seat=traveller.seat,
        bags=traveller.bags,
        documents=documents if full else (),
        locator=(traveller.details.get("locator") or "") if full else "",
        companions=tuple(companion_of(one, day=day) for one in party[:_SHOWN_COMPANIONS]),
        manifest_id=row.manifest_id if full else None,
        message_id=traveller.message_id,
        reasons=tuple(reason_view(one, full=full) for one in reasons),
        outcomes=tuple(outcome_view(one) for one in sorted(row.outcomes.all(), key=_recorded)),
        read_by=row.read_by,
        read_at=row.read_at,
        closed_at=row.closed_at,
        referral_id=row.referral_id,
        full=full,
    )


def _recorded(row: Outcome) -> datetime:
    return row.recorded_at
