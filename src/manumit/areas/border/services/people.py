"""From a traveller of a message to a row: what is sealed, what is counted, and the blinded tokens that find him again."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from manumit.areas.border.models import Manifest, Traveller
from manumit.areas.border.rules import CHILD_UNDER, INFANT_UNDER, TravelStatus, age_on
from manumit.areas.border.services.reading import segment_as_data
from manumit.engines.edifact import Document
from manumit.engines.edifact import Traveller as Announced
from manumit.engines.names import normalise
from manumit.platform.crypto.keys import keyring

_TOKEN = 32
_PHONE, _MAIL = "TE", "EM"


def blind(*words: str) -> str:
    """Return a token that says nothing of the words, and is the same for the same words."""
    ring = keyring("search")
    return ring.mac("\x1f".join(words).encode(), key_id=ring.keys[-1][0])[:_TOKEN]


def person_key(announced: Announced) -> str:
    """Return the token of name and birth; the same person has it on every journey, if she is written alike."""
    given = " ".join(announced.given)
    born = announced.birth.isoformat() if announced.birth else announced.birth_raw or ""
    return blind("person", normalise(announced.surname or ""), normalise(given), born)


def reference_key(announced: Announced) -> str:
    """Return the token of the carrier's own reference of a traveller; empty where there is none."""
    return blind("reference", announced.unique_ref) if announced.unique_ref else ""


def party_key(announced: Announced, service_key: str, person: str) -> str:
    """Return the token of the booking on this service; without a booking everybody is a party of one."""
    return blind("party", service_key, announced.locator) if announced.locator else blind("alone", person)


def new_row(
    announced: Announced,
    *,
    manifest: Manifest | None,
    message_id: UUID,
    slot: str,
    person: str,
    day: date,
    position: int,
    problems: int,
) -> Traveller:
    """Return an unsaved row of a traveller.

    Args:
        announced: as read.
        manifest: the service; None where the message names none.
        message_id: the message.
        slot: the traveller's place in the manifest, unique in it.
        person: the token of name and birth.
        day: the day of travel, for ages.
        position: order in the list.
        problems: findings in his segments.
    """
    age = age_on(announced.birth, day) if announced.birth else None
    return Traveller(
        manifest=manifest,
        message_id=message_id,
        last_message_id=message_id,
        slot=slot,
        person_key=person,
        reference_key=reference_key(announced),
        party_key=party_key(announced, manifest.service_key if manifest else str(message_id), person),
        surname=announced.surname or "",
        given_names=" ".join(announced.given),
        details=details_of(announced),
        role=announced.role[:6],
        kind=announced.kind,
        sex=(announced.sex or "")[:2],
        nationality=(announced.nationality or "")[:10],
        seat=(announced.seat or "")[:12],
        bags=min(announced.bag_count, 32_000) if announced.bag_count is not None else None,
        is_child=None if age is None else age < CHILD_UNDER,
        is_infant=age is not None and age < INFANT_UNDER,
        status=TravelStatus.EXPECTED,
        problem_count=problems,
        position=position,
    )


def details_of(announced: Announced) -> dict[str, object]:
    """Return what is sealed as one value: everything that identifies, and every segment that was not read."""
    return {
        "birth": announced.birth.isoformat() if announced.birth else None,
        "birth_raw": announced.birth_raw,
        "birth_place": asdict(announced.birth_place) if announced.birth_place else None,
        "address": asdict(announced.address) if announced.address else None,
        "residence": announced.residence,
        "embark": announced.embark,
        "debark": announced.debark,
        "clearance_port": announced.clearance_port,
        "locator": announced.locator,
        "unique_ref": announced.unique_ref,
        "verified": announced.verified,
        "crew_position": announced.crew_position,
        "bag_weight_kg": announced.bag_weight_kg,
        "bag_tags": list(announced.bag_tags),
        "documents": [_document(document) for document in announced.documents],
        "contacts": [{"kind": contact.kind, "number": contact.number} for contact in announced.contacts],
        "references": [{"qualifier": ref.qualifier, "value": ref.value} for ref in announced.references],
        "remainder": [segment_as_data(segment) for segment in announced.remainder],
        "segment": announced.segment,
        "offset": announced.offset,
    }


def _document(document: Document) -> dict[str, object]:
    return {
        "type": document.type,
        "number": document.number,
        "issuer": document.issuer,
        "expires": document.expires.isoformat() if document.expires else None,
        "expires_raw": document.expires_raw,
        "issued": document.issued.isoformat() if document.issued else None,
        "verified": document.verified,
    }


def birth_of(row: Traveller) -> date | None:
    """Return the whole date of birth, or None."""
    text = row.details.get("birth")
    return date.fromisoformat(text) if text else None


def numbers_of(row: Traveller, *, mail: bool) -> tuple[str, ...] | None:
    """Return the telephone numbers, or the addresses for mail, of a traveller; None where none was given."""
    wanted = _MAIL if mail else _PHONE
    found = tuple(contact["number"] for contact in row.details.get("contacts", ()) if contact["kind"] == wanted)
    return found or None


def full_name(row: Traveller) -> str:
    """Return given names and surname as they are read aloud."""
    return f"{row.given_names} {row.surname}".strip()
