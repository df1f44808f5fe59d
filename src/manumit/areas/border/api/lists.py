"""Reading the watchlist and the indicators."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count

from manumit.areas.border.api.views import EntryView, IndicatorView
from manumit.areas.border.models import IndicatorRecord, WatchlistEntry
from manumit.areas.border.rules import ReviewStatus
from manumit.areas.border.selectors.visibility import visible_entries, visible_indicators
from manumit.engines.indicators import definition_from_dict
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record

_SHOWN = 500


def list_watchlist(*, by: Actor, at: datetime) -> tuple[EntryView, ...]:
    """Return the entries, those that wait for a second person first; the read is audited."""
    require(by, "border.read_watchlist")
    rows = list(visible_entries(by).order_by("-status", "-proposed_at")[:_SHOWN])
    record(by=by, at=at, action="border.list_watchlist", detail={"entries": len(rows)})
    return tuple(_entry(row, by) for row in rows)


def open_watchlist_entry(*, by: Actor, at: datetime, entry_id: UUID) -> EntryView:
    """Return one entry; the read is audited. Raises NotFound."""
    require(by, "border.read_watchlist")
    row = visible_entries(by).filter(pk=entry_id).first()
    if row is None:
        raise NotFound("There is no such entry, or you may not see it.")
    record(by=by, at=at, action="border.open_watchlist_entry", record=("watchlist_entry", row.pk))
    return _entry(row, by)


def _entry(row: WatchlistEntry, by: Actor) -> EntryView:
    return EntryView(
        id=row.pk, kind=row.kind, names=tuple(row.names), weak_names=tuple(row.weak_names), births=tuple(row.births),
        documents=tuple(row.documents), nationalities=tuple(row.nationalities), sex=row.sex, reason=row.reason,
        guidance=row.guidance, source=row.source, owner=row.owner, legal_basis=row.legal_basis, starts=row.starts, ends=row.ends,
        review_on=row.review_on, status=row.status, proposed_by=row.proposed_by, proposed_at=row.proposed_at,
        decided_by=row.decided_by, decided_at=row.decided_at, decision_note=row.decision_note, version=row.version,
        own=row.proposed_by == by.user_id,
    )  # fmt: skip


def list_indicators(*, by: Actor, at: datetime) -> tuple[IndicatorView, ...]:
    """Return the indicators that the actor may see, by key, newest version first."""
    require(by, "border.read_indicator")
    rows = visible_indicators(by).annotate(hit_count=Count("reasons")).order_by("key", "-version")[:_SHOWN]
    return tuple(_indicator(row, by, at) for row in rows)


def open_indicator(*, by: Actor, at: datetime, indicator_id: UUID) -> IndicatorView:
    """Return one version of an indicator; the read is audited, because it may name a network's number. Raises NotFound."""
    require(by, "border.read_indicator")
    row = visible_indicators(by).annotate(hit_count=Count("reasons")).filter(pk=indicator_id).first()
    if row is None:
        raise NotFound("There is no such indicator, or you may not see it.")
    record(by=by, at=at, action="border.open_indicator", record=("indicator", row.pk))
    return _indicator(row, by, at)


def _indicator(row: IndicatorRecord, by: Actor, at: datetime) -> IndicatorView:
    definition = definition_from_dict(row.definition)
    live = row.status == ReviewStatus.APPROVED and definition.in_force(at.date())
    return IndicatorView(
        id=row.pk, key=row.key, version=row.version, title=definition.title, why=definition.why, weight=definition.weight,
        owner=definition.owner, legal_basis=definition.legal_basis, source=definition.source, combine=definition.combine,
        words=tuple(criterion.reason() for criterion in definition.criteria), because=row.because, starts=row.starts, ends=row.ends,
        status=row.status, live=live, proposed_by=row.proposed_by, proposed_at=row.proposed_at, decided_by=row.decided_by,
        decided_at=row.decided_at, decision_note=row.decision_note, hits=getattr(row, "hit_count", 0), own=row.proposed_by == by.user_id,
    )  # fmt: skip
