"""Acceptance: every real PAXLST message goes through the whole intake, and everybody in it is there."""

import re

import pytest

from manumit.areas.border import api
from manumit.areas.border.models import Message, Traveller
from manumit.engines.edifact import read_interchanges

from .support import AT, INTAKE

pytestmark = [pytest.mark.shared, pytest.mark.django_db]
PERSON = re.compile(r"^NAD.(FL|FM|DDU|DDT)\b")


def people_counted_apart(body):
    """Count the persons by their segments alone, without the reader of lists."""
    return sum(bool(PERSON.match(s.raw.strip())) for i in read_interchanges(body) for s in i.segments if s.tag == "NAD")


def test_every_message_is_received_and_every_traveller_is_present(shared):
    paths = sorted((shared / "data" / "messages" / "paxlst").iterdir())
    assert len(paths) >= 19
    for path in paths:
        body = path.read_bytes()
        receipt = api.receive_message(by=INTAKE, at=AT, body=body, channel="folder")
        expected = people_counted_apart(body)
        assert receipt.travellers == expected, path.name
        assert receipt.status in {"parsed", "quarantined"}
        assert (
            Traveller.objects.filter(last_message_id=receipt.message_id).count() + _known_before(receipt) >= expected
        ), path.name
    assert Message.objects.count() == len(paths)
    assert Message.objects.filter(status="parsed").count() >= len(paths) - 2


def _known_before(receipt):
    """People of this message who were already on the manifest from another sample about the same service."""
    return (
        Traveller.objects.filter(manifest_id__in=receipt.manifest_ids)
        .exclude(last_message_id=receipt.message_id)
        .count()
    )


def test_messages_of_other_types_are_kept_in_quarantine_with_their_reason(shared):
    for path in sorted((shared / "data" / "messages" / "pnrgov").iterdir())[:3]:
        receipt = api.receive_message(by=INTAKE, at=AT, body=path.read_bytes(), channel="folder")
        assert receipt.status == "quarantined"
    assert not Message.objects.filter(reason="").exists()
