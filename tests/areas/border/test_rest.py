"""The HTTP API: a carrier's token sends raw bytes, and gets the same receipt twice; hits and outcomes for officers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from manumit.areas.border.models import Hit, Message, WatchlistEntry
from manumit.platform.accounts.services import issue_token

from .support import adult, definition, list_of, listed_person, live_entry, officer, receive

pytestmark = pytest.mark.django_db
SEND = "/api/border/messages"


def token(people, role, name="", organisation=None):
    account = people.account(role, name, organisation=organisation)
    secret = issue_token(by=people.actor("administrator"), at=timezone.now(), account_id=account.pk, label="test")
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def carrier(people, name="Ours", code="ZZ"):
    return people.organisation("carrier", name, code=code)


def test_a_carrier_sends_raw_bytes_and_a_second_sending_gets_the_same_receipt(people):
    headers = token(people, "carrier", "ours", carrier(people))
    body = list_of(adult())
    first = Client().post(SEND, body, content_type="application/edifact", **headers)
    second = Client().post(SEND, body, content_type="text/plain", **headers)
    assert (first.status_code, second.status_code) == (202, 200)
    assert first.json()["message_id"] == second.json()["message_id"]
    assert (second.json()["status"], second.json()["duplicate_of"]) == ("duplicate", first.json()["message_id"])
    assert (Message.objects.get().carrier, Message.objects.get().repeats) == ("ZZ", 1)


def test_what_does_not_read_is_accepted_into_quarantine(people):
    headers = token(people, "carrier", "ours", carrier(people))
    answer = Client().post(SEND, b"UNB+nonsense", content_type="application/octet-stream", **headers)
    assert (answer.status_code, answer.json()["status"]) == (202, "quarantined")
    found = Client().get(f"{SEND}/{answer.json()['message_id']}", **headers).json()
    assert found["status"] == "quarantined"
    assert found["reason"]


def test_the_receipt_of_a_hit_looks_like_any_other(people):
    live_entry(people)
    headers = token(people, "carrier", "ours", carrier(people))
    with_hit = Client().post(SEND, list_of(listed_person()), content_type="text/plain", **headers).json()
    without = Client().post(SEND, list_of(adult()), content_type="text/plain", **headers).json()
    assert Hit.objects.count() == 1
    assert set(with_hit) == set(without) == {"message_id", "status", "duplicate_of", "travellers", "problems"}
    assert with_hit["status"] == without["status"]
    assert Client().get("/api/border/hits", **headers).status_code == 403


def test_a_carrier_asks_only_after_its_own_messages(people):
    mine = token(people, "carrier", "ours", carrier(people))
    theirs = token(people, "carrier", "theirs", carrier(people, "Theirs", "YY"))
    sent = Client().post(SEND, list_of(adult()), content_type="text/plain", **mine).json()
    assert Client().get(f"{SEND}/{sent['message_id']}", **mine).status_code == 200
    assert Client().get(f"{SEND}/{sent['message_id']}", **theirs).status_code == 404


@pytest.mark.parametrize("body", [b"", b"   "])
def test_an_empty_body_and_an_unknown_caller_are_refused(people, body):
    headers = token(people, "carrier", "ours", carrier(people))
    assert Client().post(SEND, body, content_type="text/plain", **headers).status_code in {400, 422}
    assert Client().post(SEND, list_of(adult()), content_type="text/plain").status_code == 401
    assert Message.objects.count() == 0


def test_an_officer_lists_hits_and_records_an_outcome(people):
    live_entry(people)
    receive(listed_person())
    officer(people, "LHR")
    headers = token(people, "port_officer", "officer at LHR")
    (row,) = Client().get("/api/border/hits", **headers).json()
    assert (row["name"], row["zone"]) == ("FESTUS OSARO", "Europe/London")
    url = f"/api/border/hits/{row['id']}/outcomes"
    wrong = Client().post(url, {"outcome": "delete"}, content_type="application/json", **headers)
    assert wrong.status_code in {400, 422}
    made = Client().post(url, {"outcome": "potential_victim"}, content_type="application/json", **headers)
    assert made.status_code == 201
    assert Client().post(f"/api/border/hits/{row['id']}/referral", **headers).status_code == 201
    assert Hit.objects.get().state == "closed"


def test_proposals_and_approvals_need_two_people(people):
    analyst, supervisor = token(people, "targeting_analyst"), token(people, "targeting_supervisor")
    made = Client().post(
        "/api/border/watchlist",
        {
            "kind": "facilitator", "names": ["IVAN PETROV"], "reason": "r", "source": "s", "owner": "o", "legal_basis": "l",
            "review_on": str((timezone.now() + timedelta(days=90)).date()),
        },
        content_type="application/json", **analyst,
    )  # fmt: skip
    assert made.status_code == 201, made.content
    approval = f"/api/border/watchlist/{made.json()['id']}/approval"
    assert Client().post(approval, **analyst).status_code == 403
    assert Client().post(approval, **supervisor).status_code == 204
    assert WatchlistEntry.objects.get().status == "approved"
    proposed = {"definition": definition(), "because": "seen"}
    indicator = Client().post("/api/border/indicators", proposed, content_type="application/json", **supervisor)
    starts = {"starts": str(timezone.now().date())}
    url = f"/api/border/indicators/{indicator.json()['id']}/approval"
    assert Client().post(url, starts, content_type="application/json", **supervisor).status_code in {403, 409, 422}
    other = token(people, "targeting_supervisor", "another")
    assert Client().post(url, starts, content_type="application/json", **other).status_code == 204
    alone = definition(version=2, criteria=[{"kind": "nationality_in", "countries": ["NGA"]}])
    refused = Client().post(
        "/api/border/indicators", {"definition": alone, "because": "x"}, content_type="application/json", **analyst
    )
    assert refused.json()["code"] == "protected-alone"
