"""The room's HTTP API."""

import json

import pytest
from django.utils import timezone

from manumit.areas.referrals.models import Notification, Referral
from tests.areas.referrals.conftest import Desk

ROOT = "/api/referrals"
FACTS = {
    "age_band": "adult",
    "given_names": "Ann",
    "nationalities": ["VNM"],
    "exploitation": ["labour"],
    "indicators": [{"key": "debt", "reason": "She owes money"}],
    "language_explained": "vi",
    "immigration_reference": "IM/5",
}


@pytest.fixture
def desk(people):
    return Desk(people, at=timezone.now())


@pytest.fixture
def call(desk):
    desk.responder()

    def send(role, path, body=None, name=""):
        home = {"organisation": desk.people.organisation("police", "The police")} if role == "first_responder" else {}
        client = desk.people.client(role, name, **home)
        if body is None:
            return client.get(ROOT + path)
        return client.post(ROOT + path, json.dumps(body), content_type="application/json")

    return send


def test_a_case_from_start_to_agreement(call):
    made = call("first_responder", "/referrals", FACTS)
    assert made.status_code == 201
    one = made.json()["id"]
    sent = call("first_responder", f"/referrals/{one}/submit", {"consent": True}).json()
    assert sent["reference"].startswith("NRM-")
    assert sent["notification_id"] is None
    assert call("caseworker", "/cases").json()["rows"][0]["id"] == one
    proposal = {"stage": "reasonable_grounds", "outcome": "positive", "reasons": "It fits.", "evidence": ["Account"]}
    decision = call("caseworker", f"/referrals/{one}/decisions", proposal).json()["id"]
    assert call("reviewer", "/reviews").json()["rows"][0]["decision_id"] == decision
    assert call("caseworker", f"/decisions/{decision}/agree", {}).status_code == 403
    assert call("reviewer", f"/decisions/{decision}/agree", {}).status_code == 204
    status = call("first_responder", f"/referrals/{one}").json()
    assert status["state"] == "recovery"
    assert set(status) == {"id", "reference", "pseudonym", "state", "rg_due", "recovery_ends", "received_at"}


def test_the_hold_says_yes_or_no_and_nothing_else(call, desk):
    desk.positive()
    answer = call("immigration_official", "/hold?reference=IM%2F77001").json()
    assert set(answer) == {"held", "reference"}
    assert answer["held"] is True
    assert call("immigration_official", "/hold?reference=none").json()["held"] is False
    refused = call("immigration_official", "/hold/attempts", {"reference": "IM/77001"})
    assert (refused.status_code, refused.json()["code"]) == (422, "removal-held")
    assert call("caseworker", "/hold?reference=x").status_code == 403


def test_a_refusal_gives_a_notification(call):
    one = call("first_responder", "/referrals", FACTS).json()["id"]
    sent = call("first_responder", f"/referrals/{one}/submit", {"consent": False}).json()
    assert sent["notification_id"] == str(Notification.objects.get().pk)
    got = call("first_responder", f"/notifications/{sent['notification_id']}").json()
    assert set(got) == {"id", "reference", "on", "sex", "nationality", "exploitation", "region", "under_duty"}


@pytest.mark.parametrize(
    ("change", "field"), [({"age_band": "old"}, "age_band"), ({"exploitation": ["theft"]}, "exploitation")]
)
def test_a_wrong_fact_is_named(call, change, field):
    response = call("first_responder", "/referrals", FACTS | change)
    assert (response.status_code, response.json()["field"]) == (422, field)
    assert not Referral.objects.exists()


def test_a_return_needs_reasons(call, desk):
    made, decision = desk.proposed()
    assert call("reviewer", f"/decisions/{decision}/return", {"reasons": ""}).status_code == 422
    assert call("reviewer", f"/decisions/{decision}/disagree", {"reasons": "Doubtful."}).status_code == 204
    assert Referral.objects.get(pk=made).state == "rg_review"
    assert call("reviewer", f"/decisions/{decision}/return", {"reasons": "Again."}, name="a third").status_code == 204
    assert Referral.objects.get(pk=made).state == "rg_pending"


@pytest.mark.parametrize("role", ["prime_contractor", "immigration_official", "statistician", "targeting_analyst"])
def test_the_walls_hold_for_the_api(call, desk, role):
    made, decision = desk.proposed()
    for path, body in (
        (f"/referrals/{made}", None),
        ("/cases", None),
        ("/reviews", None),
        (f"/decisions/{decision}/agree", {}),
    ):
        assert call(role, path, body).status_code in (403, 404)


def test_nobody_without_a_session_or_token(client, db):
    assert client.get(ROOT + "/cases").status_code == 401


def test_the_api_is_described(client, db):
    paths = client.get("/api/openapi.json").json()["paths"]
    assert "/api/referrals/hold" in paths
    assert "/api/referrals/referrals/{referral_id}/decisions" in paths
