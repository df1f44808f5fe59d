"""Bringing what messages say together on one manifest: parts, updates, cancellations, close-out."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from manumit.areas.border.models import Hit, Manifest, ManifestPart, Message, Traveller
from manumit.areas.border.rules import FunctionEffect, ManifestStatus, TravelStatus, effect_of, meeting_of, service_key
from manumit.areas.border.services.people import new_row, person_key
from manumit.areas.border.services.reading import problems_per_traveller, segment_as_data
from manumit.engines.edifact import Leg, PassengerList
from manumit.engines.edifact import Traveller as Announced
from manumit.engines.names import normalise
from manumit.kernel.places import find_port, to_utc

_LISTED_BECOME = {
    FunctionEffect.CANCEL_TRAVELLERS: TravelStatus.CANCELLED,
    FunctionEffect.CLOSE: TravelStatus.BOARDED,
    FunctionEffect.CLOSE_ON_BOARD: TravelStatus.BOARDED,
    FunctionEffect.CLOSE_NOT_ON_BOARD: TravelStatus.NOT_BOARDED,
    FunctionEffect.CANCEL_SERVICE: TravelStatus.CANCELLED,
}
_OTHERS_BECOME = {
    FunctionEffect.CLOSE_ON_BOARD: TravelStatus.NOT_BOARDED,
    FunctionEffect.CLOSE_NOT_ON_BOARD: TravelStatus.BOARDED,
}
_CLOSING = {FunctionEffect.CLOSE, FunctionEffect.CLOSE_ON_BOARD, FunctionEffect.CLOSE_NOT_ON_BOARD}
_SEALED = ("surname", "given_names", "details", "person_key", "reference_key", "party_key", "slot", "last_message_id")
_PLAIN = ("role", "kind", "sex", "nationality", "seat", "bags", "is_child", "is_infant", "problem_count")


@dataclass
class Attached:
    """What a list did: its manifest, the rows it made, and those it changed."""

    manifest: Manifest | None
    created: list[Traveller] = field(default_factory=list)
    changed: list[Traveller] = field(default_factory=list)
    listed: int = 0


def attach_list(found: PassengerList, message: Message, *, position: int, at: datetime) -> Attached:
    """Bring one passenger list onto its manifest. Nobody listed is left out, whatever the function says."""
    if not found.legs:
        rows = _fresh_rows(found, None, message, at.date(), taken=Counter(), prefix=f"{position}:")
        kept = set(Traveller.objects.filter(message=message, manifest__isnull=True).values_list("slot", flat=True))
        created = [row for row in rows if row.slot not in kept]
        Traveller.objects.bulk_create(created, batch_size=500)
        return Attached(None, created=created, listed=len(rows))
    manifest, is_new = _manifest_of(found, message)
    is_new = not _adopt_strays(manifest, message) and is_new
    effect = effect_of(found.function or "")
    result = Attached(manifest, listed=len(found.travellers))
    _bring(found, manifest, message, effect, result, is_new=is_new)
    part = ManifestPart.objects.create(
        manifest=manifest,
        message=message,
        position=position,
        document_code=(found.document_code or "")[:12],
        function=(found.function or "")[:12],
        reference=(found.transaction or found.message_reference)[:60],
        access_reference=(found.access_reference or "")[:60],
        number=found.part.number if found.part else None,
        last=bool(found.part and found.part.last),
        travellers=len(found.travellers),
        received_at=message.received_at,
        remainder=[segment_as_data(segment) for segment in found.remainder],
    )
    _settle(manifest, found, part, effect, message)
    return result


def _instant(port: str | None, local: datetime | None) -> datetime | None:
    if local is None or port is None or find_port(port) is None:
        return None
    return to_utc(port, local)


def _leg_as_data(leg: Leg) -> dict[str, object]:
    return {
        "carrier": leg.carrier or "",
        "number": leg.number or leg.identifier or "",
        "origin": leg.origin or "",
        "destination": leg.destination or "",
        "departs": leg.departs.isoformat() if leg.departs else None,
        "arrives": leg.arrives.isoformat() if leg.arrives else None,
        "vessel": leg.vessel or "",
    }


def _manifest_of(found: PassengerList, message: Message) -> tuple[Manifest, bool]:
    first, last = found.legs[0], found.legs[-1]
    carrier = (first.carrier or "")[:20]
    number = (first.number or first.identifier or "")[:20]
    day = first.departs.date() if first.departs else None
    instants = tuple(
        (
            leg.origin or "",
            leg.destination or "",
            _instant(leg.origin, leg.departs),
            _instant(leg.destination, leg.arrives),
        )
        for leg in found.legs
    )
    meeting = meeting_of(instants)
    manifest, is_new = Manifest.objects.get_or_create(
        service_key=service_key(carrier, number, day, first.origin or "")[:80],
        defaults={
            "carrier": carrier,
            "number": number,
            "origin": (first.origin or "")[:10],
            "destination": (last.destination or "")[:10],
            "departs_on": day,
            "departs_at": instants[0][2],
            "arrives_at": instants[-1][3],
            "legs": [_leg_as_data(leg) for leg in found.legs],
            "port": meeting.port[:10],
            "meet_at": meeting.at,
            "first_received_at": message.received_at,
            "last_received_at": message.received_at,
        },
    )
    if not is_new:
        # Two parts of one list may be read at once; each waits for the other, so that nobody stands twice.
        manifest = Manifest.objects.select_for_update().get(pk=manifest.pk)
    return manifest, is_new


def _adopt_strays(manifest: Manifest, message: Message) -> int:
    """Give a service to travellers of this message who were kept without one, when a replay has found it."""
    strays = list(Traveller.objects.filter(message=message, manifest__isnull=True).only("pk", "slot"))
    for stray in strays:
        stray.manifest_id = manifest.pk
        stray.slot = stray.slot.partition(":")[2]
        stray.save(update_fields=["manifest", "slot"])
    if strays:
        Hit.objects.filter(traveller__in=strays).update(
            manifest=manifest, port=manifest.port, onward_port=manifest.destination,
            meet_at=meet_at_of(manifest, message.received_at),
        )  # fmt: skip
    return len(strays)


def _fresh_rows(
    found: PassengerList,
    manifest: Manifest | None,
    message: Message,
    day: date,
    *,
    taken: Counter[str],
    prefix: str = "",
) -> list[Traveller]:
    rows = []
    problems = problems_per_traveller(found)
    for position, announced in enumerate(found.travellers):
        person = person_key(announced)
        slot = f"{prefix}{person}#{taken[person]}"
        taken[person] += 1
        rows.append(_row(announced, manifest, message, slot, person, day, position, problems[position]))
    return rows


def _row(
    announced: Announced,
    manifest: Manifest | None,
    message: Message,
    slot: str,
    person: str,
    day: date,
    position: int,
    problems: int,
) -> Traveller:
    return new_row(
        announced, manifest=manifest, message_id=message.pk, slot=slot, person=person, day=day,
        position=position, problems=problems,
    )  # fmt: skip


def _bring(
    found: PassengerList,
    manifest: Manifest,
    message: Message,
    effect: FunctionEffect,
    result: Attached,
    *,
    is_new: bool,
) -> None:
    day = manifest.departs_on or message.received_at.date()
    rows = _fresh_rows(found, manifest, message, day, taken=Counter())
    known = [] if is_new else list(Traveller.objects.filter(manifest=manifest))
    matched = _matches(rows, known, by_name=effect is not FunctionEffect.LIST)
    status = _LISTED_BECOME.get(effect)
    for row, old in zip(rows, matched, strict=True):
        if old is None:
            row.status = status or row.status
            result.created.append(row)
        elif effect is FunctionEffect.LIST and _update(old, row):
            result.changed.append(old)
    taken = {old.slot for old in known}
    for row in result.created:
        while row.slot in taken:
            stem, _, count = row.slot.rpartition("#")
            row.slot = f"{stem}#{int(count) + 1}"
        taken.add(row.slot)
    Traveller.objects.bulk_create(result.created, batch_size=500)
    if result.changed:
        Traveller.objects.bulk_create(
            result.changed, batch_size=500, update_conflicts=True, unique_fields=["id"],
            update_fields=[name.removesuffix("_id") for name in (*_SEALED, *_PLAIN)],
        )  # fmt: skip
    listed = [old.pk for old in matched if old is not None]
    _move(manifest, effect, listed, created=[row.pk for row in result.created])


def _matches(rows: list[Traveller], known: list[Traveller], *, by_name: bool) -> list[Traveller | None]:
    """Find whom each row is already: by the carrier's reference, by name and birth, last (for closings) by name alone."""
    references = _only_once(known, lambda row: row.reference_key)
    repeated = {key for key, count in Counter(row.reference_key for row in rows).items() if count > 1}
    slots = {row.slot: row for row in known}
    names = _only_once(known, _plain_name) if by_name and known else {}
    used: set[object] = set()
    out: list[Traveller | None] = []
    for row in rows:
        candidates = (
            references.get(row.reference_key) if row.reference_key and row.reference_key not in repeated else None,
            _unless_another(slots.get(row.slot), row),
            names.get(_plain_name(row)) if names else None,
        )
        old = next((one for one in candidates if one is not None and one.pk not in used), None)
        if old is not None:
            used.add(old.pk)
        out.append(old)
    return out


def _unless_another(old: Traveller | None, row: Traveller) -> Traveller | None:
    """Keep two people apart who share name and birth, where the carrier's references or both booking and document differ."""
    if old is None:
        return None
    if old.reference_key and row.reference_key:
        return old if old.reference_key == row.reference_key else None
    numbers = ({document["number"] for document in one.details.get("documents", ())} for one in (old, row))
    mine, theirs = numbers
    apart = mine and theirs and not mine & theirs and old.party_key != row.party_key
    return None if apart else old


def _plain_name(row: Traveller) -> str:
    return normalise(f"{row.surname} {row.given_names}")


def _only_once(rows: Iterable[Traveller], key: Callable[[Traveller], str]) -> dict[str, Traveller]:
    listed = [(key(row), row) for row in rows]
    counts = Counter(name for name, _ in listed)
    return {name: row for name, row in listed if name and counts[name] == 1}


def _update(old: Traveller, row: Traveller) -> bool:
    """Take over what a later list says of a traveller; return whether anything but its source changed."""
    where = {"segment", "offset"}
    before = {name: value for name, value in old.details.items() if name not in where}
    after = {name: value for name, value in row.details.items() if name not in where}
    plain = tuple(name for name in (*_PLAIN, "surname", "given_names", "reference_key", "party_key"))
    if before == after and all(getattr(old, name) == getattr(row, name) for name in plain):
        return False
    for name in (*_SEALED, *_PLAIN):
        if name != "slot":
            setattr(old, name, getattr(row, name))
    return True


def _move(manifest: Manifest, effect: FunctionEffect, listed: Sequence[UUID], created: Sequence[UUID]) -> None:
    """Set who travels: those the message names, and for a close-out everybody else."""
    on_it = Traveller.objects.filter(manifest=manifest)
    status = _LISTED_BECOME.get(effect)
    if effect is FunctionEffect.CANCEL_SERVICE:
        on_it.update(status=TravelStatus.CANCELLED)
    elif status is not None:
        on_it.filter(pk__in=listed).update(status=status)
        others = _OTHERS_BECOME.get(effect)
        if others is not None:
            on_it.filter(status=TravelStatus.EXPECTED).exclude(pk__in=[*listed, *created]).update(status=others)
    elif listed and manifest.status == ManifestStatus.OPEN:
        # A traveller who is announced again after a cancellation travels.
        on_it.filter(pk__in=listed, status=TravelStatus.CANCELLED).update(status=TravelStatus.EXPECTED)


def _settle(
    manifest: Manifest, found: PassengerList, part: ManifestPart, effect: FunctionEffect, message: Message
) -> None:
    """Bring the manifest's own facts up to date, and those of its hits where times moved."""
    manifest.first_received_at = min(manifest.first_received_at, message.received_at)
    manifest.last_received_at = max(manifest.last_received_at, message.received_at)
    for name, qualifier in (("declared_passengers", "42"), ("declared_crew", "41")):
        count = found.count(qualifier)
        if count is not None and effect is FunctionEffect.LIST:
            setattr(manifest, name, max(count, getattr(manifest, name) or 0))
    if effect is FunctionEffect.CANCEL_SERVICE:
        manifest.status = ManifestStatus.CANCELLED
    elif effect in _CLOSING and manifest.status == ManifestStatus.OPEN:
        manifest.status = ManifestStatus.CLOSED
    if part.number is not None:
        manifest.complete = _is_complete(manifest, part.access_reference)
    moved = _move_times(manifest, found) if effect is FunctionEffect.LIST else False
    manifest.save()
    if moved:
        Hit.objects.filter(manifest=manifest).update(
            meet_at=meet_at_of(manifest, message.received_at), port=manifest.port, onward_port=manifest.destination
        )


def _move_times(manifest: Manifest, found: PassengerList) -> bool:
    legs = [_leg_as_data(leg) for leg in found.legs]
    if legs == manifest.legs or len(legs) < len(manifest.legs):
        return False
    instants = tuple(
        (
            leg.origin or "",
            leg.destination or "",
            _instant(leg.origin, leg.departs),
            _instant(leg.destination, leg.arrives),
        )
        for leg in found.legs
    )
    meeting = meeting_of(instants)
    manifest.legs = legs
    manifest.destination = (found.legs[-1].destination or "")[:10]
    manifest.departs_at, manifest.arrives_at = instants[0][2], instants[-1][3]
    manifest.port, manifest.meet_at = meeting.port[:10], meeting.at
    return True


def _is_complete(manifest: Manifest, access_reference: str) -> bool:
    parts = list(
        ManifestPart.objects.filter(
            manifest=manifest, access_reference=access_reference, number__isnull=False
        ).values_list("number", "last")
    )
    final = max((number for number, last in parts if last and number is not None), default=None)
    return final is not None and {number for number, _ in parts} >= set(range(1, final + 1))


def meet_at_of(manifest: Manifest | None, received: datetime) -> datetime:
    """Return the moment to order a hit by: when the traveller can be met; else departure as if UTC; else receipt."""
    if manifest is None:
        return received
    if manifest.meet_at is not None:
        return manifest.meet_at
    local = next((leg["departs"] for leg in manifest.legs if leg["departs"]), None)
    return datetime.fromisoformat(local).replace(tzinfo=UTC) if local else received
