"""Screening: travellers against the watchlist and the live indicators, at intake and again whenever either changes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from manumit.areas.border.models import (
    ContactToken,
    Hit,
    HitReason,
    IndicatorRecord,
    ListChange,
    Manifest,
    Traveller,
    WatchlistEntry,
)
from manumit.areas.border.rules import SCREENING_THRESHOLD, ListKind, ReviewStatus
from manumit.areas.border.services.facts import contact_tokens, indicator_facts, screening_facts
from manumit.areas.border.services.manifests import meet_at_of
from manumit.areas.border.services.people import full_name
from manumit.engines.indicators import IndicatorDefinition, IndicatorHit, definition_from_dict, evaluate_many
from manumit.engines.screening import Document, Match, PartialDate, ScreeningIndex
from manumit.engines.screening import WatchlistEntry as Listed
from manumit.platform.search.index import index as put_into_search
from manumit.platform.thread.links import Ref, link

_STRONG_SCORE = 0.9
_ORDER = {"strong": 0, "medium": 1, "weak": 2}
_KEPT_INDEXES = 4
_indexes: dict[tuple[UUID | None, date], ScreeningIndex] = {}

_WHY = {
    ListKind.SUSPECTED_TRAFFICKER: "May be somebody suspected of trafficking.",
    ListKind.CONVICTED_TRAFFICKER: "May be somebody convicted of trafficking.",
    ListKind.FACILITATOR: "May be somebody who helps traffickers.",
    ListKind.PERSON_AT_RISK: "May be a person at risk whom we want to keep safe.",
    ListKind.MISSING_CHILD: "May be a missing child.",
    ListKind.IDENTIFIED_VICTIM: "May be a person who was found exploited before and may be at risk again.",
}


@dataclass(frozen=True, slots=True)
class _Reason:
    kind: str
    title: str
    weight: str
    why: str
    guidance: str
    parts: tuple[dict[str, object], ...]
    score: float | None = None
    protects: bool = False
    entry_id: UUID | None = None
    indicator_id: UUID | None = None


def list_version() -> UUID | None:
    """Return the version of the watchlist: its last change; None while it is empty."""
    return ListChange.objects.order_by("-id").values_list("id", flat=True).first()


def index_on(day: date) -> ScreeningIndex:
    """Return the index of the entries in force on a day, built once for each version of the list."""
    key = (list_version(), day)
    found = _indexes.get(key)
    if found is None:
        rows = WatchlistEntry.objects.filter(status=ReviewStatus.APPROVED, starts__lte=day).exclude(ends__lte=day)
        found = ScreeningIndex([_listed(row) for row in rows])
        while len(_indexes) >= _KEPT_INDEXES:
            _indexes.pop(next(iter(_indexes)), None)
        _indexes[key] = found
    return found


def _listed(row: WatchlistEntry) -> Listed:
    return Listed(
        id=str(row.pk),
        names=tuple(row.names),
        weak_names=tuple(row.weak_names),
        births=tuple(PartialDate.parse(text) for text in row.births),
        nationalities=tuple(row.nationalities),
        sex=row.sex,
        documents=tuple(Document(number=number) for number in row.documents),
    )


def live_indicators(day: date) -> dict[tuple[str, int], tuple[IndicatorRecord, IndicatorDefinition]]:
    """Return the approved indicators in force on a day, by key and version."""
    rows = IndicatorRecord.objects.filter(status=ReviewStatus.APPROVED, starts__lte=day).exclude(ends__lte=day)
    return {(row.key, row.version): (row, definition_from_dict(row.definition)) for row in rows}


def screen_travellers(
    rows: Sequence[Traveller], manifest: Manifest | None, *, message_id: UUID, received: datetime, at: datetime
) -> list[Hit]:
    """Screen travellers of one service and raise, or add to, their hits. The caller audits.

    Args:
        rows: the travellers, with their plain values at hand.
        manifest: their service.
        message_id: the message that hits are linked with where there is no service.
        received: when they were announced.
        at: the moment.

    Returns:
        The hits that were raised or given a new reason.
    """
    if not rows:
        return []
    day = at.date()
    ContactToken.objects.bulk_create(
        contact_tokens(rows, manifest.departs_on if manifest and manifest.departs_on else day),
        batch_size=500, ignore_conflicts=True,
    )  # fmt: skip
    reasons: defaultdict[UUID, list[_Reason]] = defaultdict(list)
    _by_watchlist(rows, day, reasons)
    _by_indicators(rows, manifest, at, reasons)
    return _raise_hits(
        [row for row in rows if reasons[row.pk]], reasons, manifest, message_id=message_id, received=received, at=at
    )


def _by_watchlist(rows: Sequence[Traveller], day: date, reasons: dict[UUID, list[_Reason]]) -> None:
    index = index_on(day)
    if not len(index):
        return
    matches = index.screen_batch([screening_facts(row) for row in rows], threshold=SCREENING_THRESHOLD.on(day))
    entries = WatchlistEntry.objects.in_bulk({UUID(match.entry_id) for found in matches for match in found})
    for row, found in zip(rows, matches, strict=True):
        reasons[row.pk] += [_watchlist_reason(match, entries[UUID(match.entry_id)]) for match in found]


def _watchlist_reason(match: Match, entry: WatchlistEntry) -> _Reason:
    kind = ListKind(entry.kind)
    return _Reason(
        kind="watchlist",
        title=kind.value,
        weight="strong" if match.by_document or match.score >= _STRONG_SCORE else "medium",
        why=f"{_WHY[kind]} {entry.reason}".strip(),
        guidance=entry.guidance,
        parts=tuple(
            {
                "feature": part.feature, "traveller": part.traveller, "entry": part.entry,
                "effect": round(part.effect, 3), "explanation": part.explanation,
            }
            for part in match.parts
        ),
        score=round(match.score, 4),
        protects=kind.protects,
        entry_id=entry.pk,
    )  # fmt: skip


def _by_indicators(
    rows: Sequence[Traveller], manifest: Manifest | None, at: datetime, reasons: dict[UUID, list[_Reason]]
) -> None:
    live = live_indicators(at.date())
    if not live:
        return
    facts = indicator_facts(rows, manifest, at=at)
    found = evaluate_many([definition for _, definition in live.values()], facts, at.date())
    for row, hits in zip(rows, found, strict=True):
        reasons[row.pk] += [_indicator_reason(hit, live[hit.key, hit.version][0]) for hit in hits]


def _indicator_reason(hit: IndicatorHit, record: IndicatorRecord) -> _Reason:
    return _Reason(
        kind="indicator",
        title=hit.title[:200],
        weight=hit.weight,
        why=hit.why,
        guidance="",
        parts=tuple({"feature": "criterion", "explanation": reason} for reason in hit.reasons),
        indicator_id=record.pk,
    )


def _raise_hits(
    rows: list[Traveller], reasons: dict[UUID, list[_Reason]], manifest: Manifest | None,
    *, message_id: UUID, received: datetime, at: datetime,
) -> list[Hit]:  # fmt: skip
    if not rows:
        return []
    known = HitReason.objects.filter(hit__traveller__in=[row.pk for row in rows])
    said = set(known.values_list("hit__traveller_id", "entry_id", "indicator__key"))
    keys = dict(
        IndicatorRecord.objects.filter(
            pk__in={r.indicator_id for row in rows for r in reasons[row.pk]} - {None}
        ).values_list("pk", "key")
    )
    still_open = {hit.traveller_id: hit for hit in Hit.objects.filter(traveller__in=rows).exclude(state="closed")}
    fresh: list[Hit] = []
    touched: list[Hit] = []
    lines: list[HitReason] = []
    for row in rows:
        new = [
            r
            for r in reasons[row.pk]
            if (row.pk, r.entry_id, keys.get(r.indicator_id) if r.indicator_id else None) not in said
        ]
        if not new:
            continue
        hit = still_open.get(row.pk)
        if hit is None:
            hit = _new_hit(row, manifest, received=received, at=at)
            fresh.append(hit)
        touched.append(hit)
        _weigh(hit, new)
        lines += [_line(hit, reason, at) for reason in new]
    Hit.objects.bulk_create(fresh, batch_size=500)
    for hit in touched:
        if hit not in fresh:
            hit.save(
                update_fields=["kind", "weight", "score", "protects", "state", "read_by", "read_at", "notified_at"]
            )
    HitReason.objects.bulk_create(lines, batch_size=500)
    names = {row.pk: full_name(row) for row in rows}
    earlier = Ref("manifest", manifest.pk) if manifest else Ref("message", message_id)
    for hit in fresh:
        link(earlier=earlier, later=Ref("hit", hit.pk), relation="raised", at=at)
        put_into_search(kind="hit", record_id=hit.pk, title=names[hit.traveller_id])
    return touched


def _new_hit(row: Traveller, manifest: Manifest | None, *, received: datetime, at: datetime) -> Hit:
    return Hit(
        traveller_id=row.pk,
        manifest=manifest,
        kind="indicator",
        weight="weak",
        port=manifest.port if manifest else "",
        onward_port=manifest.destination if manifest else "",
        meet_at=meet_at_of(manifest, received),
        raised_at=at,
    )


def _weigh(hit: Hit, new: list[_Reason]) -> None:
    """Let the strongest reason speak for the hit; a hit that was read and has a new reason is unread again."""
    hit.weight = min((hit.weight, *(reason.weight for reason in new)), key=_ORDER.__getitem__)
    scores = [reason.score for reason in new if reason.score is not None]
    hit.score = max([*scores, *([hit.score] if hit.score is not None else [])], default=None)
    hit.protects = hit.protects or any(reason.protects for reason in new)
    if any(reason.kind == "watchlist" for reason in new):
        hit.kind = "watchlist"
    if hit.state == "read":
        hit.state, hit.read_by, hit.read_at, hit.notified_at = "open", "", None, None


def _line(hit: Hit, reason: _Reason, at: datetime) -> HitReason:
    return HitReason(
        hit=hit, kind=reason.kind, entry_id=reason.entry_id, indicator_id=reason.indicator_id, title=reason.title,
        weight=reason.weight, score=reason.score, protects=reason.protects, why=reason.why, guidance=reason.guidance,
        parts=list(reason.parts), added_at=at,
    )  # fmt: skip
