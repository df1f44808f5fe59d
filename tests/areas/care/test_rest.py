"""The HTTP API of care."""

from datetime import timedelta

import pytest

from manumit.areas.care import api
from tests.areas.care.support import SECRETS, World


@pytest.fixture
def today_world(people):
    from django.utils import timezone

    return World(people, at=timezone.now() - timedelta(hours=1))


def test_free_places_name_regions_only(today_world, people):
    got = people.client("prime_contractor").get("/api/care/free-places")
    assert got.status_code == 200
    assert {row["region"]: row["free"] for row in got.json()}["TLI"] == 2
    assert len(got.json()) == 12
    assert not any(secret in got.content.decode() for secret in SECRETS)


def test_a_person_is_placed_moved_and_paid_for(today_world, people):
    client = people.client("prime_contractor")
    episode = today_world.wait()
    body = {"support_episode_id": str(episode), "place_id": str(today_world.places[0])}
    offer = client.post("/api/care/offers", body, content_type="application/json")
    assert offer.status_code == 201
    day = today_world.at.date()
    placed = client.post(
        f"/api/care/offers/{offer.json()['id']}/accept", {"moved_in": day.isoformat()}, content_type="application/json"
    )
    assert placed.status_code == 201
    move = {**body, "place_id": str(today_world.places[1]), "on": (day + timedelta(days=2)).isoformat()}
    refused = client.post("/api/care/moves", move, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "move-refused")
    today_world.agrees(episode)
    assert client.post("/api/care/moves", move, content_type="application/json").status_code == 201
    got = client.get(f"/api/care/statements/{today_world.providers[0]}?first={day}&last={day}")
    assert got.status_code == 200
    assert got.json()["total_pence"] == 0  # tonight has not passed


@pytest.mark.parametrize("role", ["immigration_official", "intelligence_officer", "caseworker", "support_worker"])
def test_others_may_not_offer(today_world, people, role):
    client = people.client(role)
    body = {"support_episode_id": str(today_world.wait()), "place_id": str(today_world.places[0])}
    assert client.post("/api/care/offers", body, content_type="application/json").status_code == 403
    assert api.episodes(by=today_world.contractor, state="awaiting_offer")[1] == 1


def test_nobody_unknown_is_answered(today_world, client):
    assert client.get("/api/care/free-places").status_code == 401
