"""The HTTP API of the room, for those who may and for those who may not."""

import pytest

from manumit.areas.intelligence import api
from manumit.areas.intelligence.models import EntityLink, IntelligenceReport
from tests.areas.intelligence.world import WALLED, World
from tests.support import AT

ROOT = "/api/intelligence"
REPORT = {"title": "A house", "body": "Seen.", "source_grade": "1", "information_grade": "B", "handling": "P"}


def officer(world: World):
    return world.people.client("intelligence_officer", "hub officer")


def post(client, path: str, body: dict[str, object]):
    return client.post(f"{ROOT}{path}", body, content_type="application/json")


def test_a_report_is_filed_and_listed_without_its_original(world: World):
    client = officer(world)
    made = post(client, "/reports", REPORT)
    assert made.status_code == 201
    listed = client.get(f"{ROOT}/reports").json()
    assert [row["id"] for row in listed] == [made.json()["id"]]
    assert "body" not in listed[0]
    assert IntelligenceReport.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"handling": "Q"}, "handling"), ({"handling": "C"}, "conditions"), ({"scheme": "9x9"}, "scheme")],
)
def test_a_bad_code_is_named(world: World, change, field):
    answer = post(officer(world), "/reports", {**REPORT, **change})
    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert not IntelligenceReport.objects.exists()


def test_a_malformed_body_is_refused(world: World):
    answer = post(officer(world), "/reports", {"title": "x" * 300})
    assert answer.status_code == 422
    assert {"report.title", "report.body"} <= {fault["field"] for fault in answer.json()["detail"]["fields"]}


@pytest.mark.parametrize("role", ["caseworker", "support_worker", "carrier", "statistician"])
def test_others_are_refused(world: World, role):
    client = world.people.client(role)
    assert post(client, "/reports", REPORT).status_code == 403
    for path in ("/reports", "/entities", "/disseminations"):
        assert client.get(f"{ROOT}{path}").status_code == 403


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(f"{ROOT}/reports").status_code == 401


def test_entities_and_links_are_made_and_read(world: World):
    client, report_id = officer(world), str(world.released())
    made = [
        post(
            client, "/entities", {"kind": "person", "label": label, "category": "suspect", "report_id": report_id}
        ).json()["id"]
        for label in ("The driver", "The cook")
    ]
    link = {"from_id": made[0], "to_id": made[1], "relation": "knows", "report_id": report_id}
    assert post(client, "/links", link).status_code == 201
    assert post(client, "/links", link).status_code == 409
    near = client.get(f"{ROOT}/entities/{made[0]}/neighbours").json()
    assert [(one["entity"]["label"], one["relation"], one["forward"]) for one in near] == [("The cook", "knows", True)]
    assert EntityLink.objects.count() == 1


def test_what_may_not_be_seen_does_not_exist(world: World):
    hidden = world.released(title="Hidden", **WALLED)
    entity_id = world.entity(hidden, "The banker")
    low = world.people.client("intelligence_officer", "force officer")
    assert low.get(f"{ROOT}/reports").json() == []
    assert low.get(f"{ROOT}/entities/{entity_id}/neighbours").status_code == 404
    assert post(low, "/entities", {"kind": "object", "label": "Car", "report_id": str(hidden)}).status_code == 404


def test_a_dissemination_is_proposed_read_acknowledged_and_answered(world: World):
    report_id = str(world.released())
    body = {
        "report_id": report_id,
        "recipient_organisation_id": str(world.post.pk),
        "legal_basis": "Treaty",
        "handling_condition": "Own use",
    }
    made = post(officer(world), "/disseminations", body)
    assert made.status_code == 201
    one = made.json()["id"]
    liaison = world.people.client("liaison_officer", "lagos liaison")
    assert liaison.get(f"{ROOT}/disseminations/{one}").status_code == 404
    api.approve_dissemination(by=world.boss, at=AT, dissemination_id=one)
    assert liaison.get(f"{ROOT}/disseminations/{one}").json()["text"] == "A house is used."
    feedback = {"outcome": "acted", "note": "Two arrests"}
    assert post(liaison, f"/disseminations/{one}/feedback", feedback).status_code == 422
    assert post(liaison, f"/disseminations/{one}/acknowledge", {}).status_code == 204
    assert post(liaison, f"/disseminations/{one}/feedback", feedback).status_code == 204
    assert officer(world).get(f"{ROOT}/disseminations").json()[0]["state"] == "answered"
