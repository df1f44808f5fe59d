"""The HTTP API of prevention."""

import pytest

from manumit.areas.prevention import api
from manumit.areas.prevention.models import PublicReport

pytestmark = pytest.mark.django_db


def test_anyone_may_report_over_the_api(client):
    got = client.post("/api/prevention/reports", {"what": "A van", "danger_now": True}, content_type="application/json")
    assert got.status_code == 201
    assert api.state_of_code(got.json()["code"]) == "received"
    assert not got.cookies
    assert PublicReport.objects.get().channel == "api"


@pytest.mark.parametrize("body", [{}, {"what": ""}, {"what": "x" * 10_001}, {"what": "  "}, {"what": 5}, "not json"])
def test_what_cannot_be_taken_is_refused_with_its_reason(client, body):
    got = client.post("/api/prevention/reports", body, content_type="application/json")
    assert got.status_code in {400, 422}
    assert not PublicReport.objects.exists()


def test_the_queue_is_for_triage_and_says_nothing_of_what_was_said(client, people):
    api.submit_public_report(at=people.account("triage_officer").created_at, what="Zorbington")
    assert client.get("/api/prevention/reports").status_code == 401
    assert people.client("caseworker").get("/api/prevention/reports").status_code == 403
    got = people.client("triage_officer").get("/api/prevention/reports")
    assert len(got.json()) == 1
    assert "Zorbington" not in got.content.decode()
