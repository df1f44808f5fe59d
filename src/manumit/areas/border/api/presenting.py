"""From rows to views."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from manumit.areas.border.api.views import (
    Companion,
    HitRow,
    ManifestBrief,
    MessageView,
    OutcomeView,
    ReasonView,
    TravellerRow,
)
from manumit.areas.border.models import Hit, HitReason, Manifest, Message, Outcome, Traveller
from manumit.areas.border.rules import age_on
from manumit.areas.border.services.people import birth_of, full_name
from manumit.kernel.places import find_port


def zone_of(code: str) -> str:
    """Return the IANA zone of a port; UTC where the port is not known."""
    port = find_port(code)
    return port.time_zone if port else "UTC"


def port_name(code: str) -> str:
    """Return the name of a port, else its code."""
    port = find_port(code)
    return port.name if port else code


def brief_of(row: Manifest) -> ManifestBrief:
    """Present a service in one line."""
    return ManifestBrief(
        id=row.pk, service=f"{row.carrier}{row.number}", origin=row.origin, destination=row.destination,
        departs_on=row.departs_on, departs_at=row.departs_at, departs_zone=zone_of(row.origin),
        arrives_at=row.arrives_at, arrives_zone=zone_of(row.destination), status=row.status, complete=row.complete,
    )  # fmt: skip


def traveller_row(row: Traveller, *, day: date, hit_id: UUID | None = None) -> TravellerRow:
    """Present a traveller; opens what is sealed."""
    details = row.details
    born = birth_of(row)
    documents = ", ".join(
        " ".join(part for part in (one["type"], one["number"], one["issuer"]) if part)
        for one in details.get("documents", ())
    )
    return TravellerRow(
        id=row.pk, surname=row.surname, given_names=row.given_names, birth=born, age=age_on(born, day) if born else None,
        is_child=row.is_child, is_infant=row.is_infant, sex=row.sex, nationality=row.nationality, kind=row.kind, status=row.status,
        documents=documents, locator=details.get("locator") or "", seat=row.seat, bags=row.bags,
        problem_count=row.problem_count, unread=tuple(details.get("remainder", ())), hit_id=hit_id,
    )  # fmt: skip


def message_view(
    row: Message, *, manifests: Iterable[Manifest] = (), unattached: Iterable[TravellerRow] = (), full: bool = True
) -> MessageView:
    """Present a message; unread segments may hold personal data and are shown only where `full`."""
    return MessageView(
        id=row.pk, received_at=row.received_at, channel=row.channel, carrier=row.carrier, status=row.status, reason=row.reason,
        segment=row.segment, offset=row.offset, kind=row.kind, function=row.function, reference=row.reference, sender=row.sender,
        sha256=row.sha256, size=row.size, travellers=row.travellers, problem_count=row.problem_count,
        problems=tuple(row.problems), remainder=tuple(row.remainder) if full else (), repeats=row.repeats,
        last_repeat_at=row.last_repeat_at, manifests=tuple(map(brief_of, manifests)), unattached=tuple(unattached),
    )  # fmt: skip


def hit_row(row: Hit) -> HitRow:
    """Present a hit in a queue; wants `traveller`, `manifest` and `reasons` fetched with it."""
    manifest = row.manifest
    first = next(iter(row.reasons.all()), None)
    return HitRow(
        id=row.pk, name=full_name(row.traveller), service=f"{manifest.carrier}{manifest.number}" if manifest else "",
        origin=manifest.origin if manifest else "", port=row.port, port_name=port_name(row.port), zone=zone_of(row.port),
        meet_at=row.meet_at, raised_at=row.raised_at, state=row.state, kind=row.kind, weight=row.weight, score=row.score,
        protects=row.protects, is_child=row.traveller.is_child, travel_status=row.traveller.status, outcome=row.outcome,
        why=first.why if first else "",
    )  # fmt: skip


def reason_view(row: HitReason, *, full: bool) -> ReasonView:
    """Present a reason; without `full` only the sentence and the guidance."""
    return ReasonView(
        kind=row.kind, title=row.title, why=row.why, guidance=row.guidance, weight=row.weight,
        score=row.score if full else None, protects=row.protects, added_at=row.added_at,
        parts=tuple(row.parts) if full else (), entry_id=row.entry_id if full else None,
        indicator_id=row.indicator_id if full else None,
    )  # fmt: skip


def outcome_view(row: Outcome) -> OutcomeView:
    """Present an outcome."""
    return OutcomeView(row.pk, row.kind, row.note, row.reference, row.recorded_by, row.recorded_at)


def companion_of(row: Traveller, *, day: date) -> Companion:
    """Present somebody of the same party."""
    born = birth_of(row)
    return Companion(full_name(row), age_on(born, day) if born else None, row.is_child, row.seat)
