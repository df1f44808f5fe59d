"""The HTTP API of the room."""

import pytest

from manumit.areas.operations.models import Result
from tests.areas.operations.support import REQUEST
from tests.support import today

ROOT = "/api/operations"


def send(client, path, body):
    return client.post(f"{ROOT}{path}", body, content_type="application/json")


@pytest.fixture
def asker(desk):
    return desk.people.client("tasking_officer", "asker", organisation=desk.centre)


def test_from_request_to_result(desk, asker):
    second = desk.people.client("tasking_officer", "second", organisation=desk.centre)
    asked = send(asker, "/tasking-requests", REQUEST)
    assert asked.status_code == 201
    decision = f"/tasking-requests/{asked.json()['id']}/decision"
    own = send(asker, decision, {"adopted": True, "reasons": "Mine."})
    assert (own.status_code, own.json()["code"]) == (422, "separation-of-duties")
    assert send(second, decision, {"adopted": True, "reasons": "Needed."}).status_code == 204
    body = {"request_id": asked.json()["id"], "name": "Rowan", "agencies": [str(desk.force.pk)]}
    made = send(asker, "/operations", body).json()["id"]
    assert send(asker, f"/operations/{made}/stage", {"stage": "arrest_phase"}).json()["code"] == "move-refused"
    assert send(asker, f"/operations/{made}/stage", {"stage": "adopted"}).status_code == 204
    result = {"kind": "arrest", "on": str(today()), "counted_key": "NM-12-0042"}
    assert send(asker, f"/operations/{made}/results", result).status_code == 201
    again = send(asker, f"/operations/{made}/results", result)
    assert (again.status_code, again.json()["code"]) == (409, "duplicate")
    found = asker.get(f"{ROOT}/results", {"since": str(today()), "last_day": str(today())}).json()
    assert found["counts"]["arrest"] == 1
    assert [row["name"] for row in asker.get(f"{ROOT}/operations").json()] == ["Rowan"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount_pence": -5, "kind": "asset_seized"}, "amount_pence"),
        ({"on": "2090-01-01"}, "on"),
        ({"kind": "x"}, "kind"),
    ],
)
def test_bad_input_names_its_field(desk, asker, change, field):
    made = desk.operation()
    body = {"kind": "arrest", "on": str(today()), "counted_key": "NM-12-0042", **change}
    answer = send(asker, f"/operations/{made}/results", body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_an_unknown_agency_and_an_empty_period_are_refused(desk, asker):
    body = {"request_id": str(desk.adopted()), "name": "Rowan", "agencies": ["018f0000-0000-7000-8000-000000000000"]}
    assert send(asker, "/operations", body).json()["field"] == "agencies"
    period = {"since": "2026-02-01", "last_day": "2026-01-01"}
    assert asker.get(f"{ROOT}/results", period).json()["field"] == "until"


@pytest.mark.parametrize("role", ["caseworker", "liaison_officer", "immigration_official"])
def test_other_roles_are_refused(desk, role):
    made = desk.operation()
    client = desk.people.client(role)
    assert client.get(f"{ROOT}/operations").status_code == 403
    assert send(client, "/tasking-requests", REQUEST).status_code == 403
    body = {"kind": "arrest", "on": str(today()), "counted_key": "NM-12-0042"}
    assert send(client, f"/operations/{made}/results", body).status_code == 403
    assert not Result.objects.exists()


def test_a_stranger_must_sign_in(client, db):
    assert client.get(f"{ROOT}/operations").status_code == 401
