"""Pages of care: they work for those who may, say nothing to the others, and never show where a safe house is."""

import csv
import io
from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from manumit.areas.care import api
from manumit.areas.care.models import FundingLine, Incident, Offer, Placement, SupportEpisode
from manumit.areas.care.pages.urls import urlpatterns
from manumit.kernel.roles import ROLES
from tests.areas.care.support import SECRETS, World
from tests.support import SYSTEM


@pytest.fixture
def today_world(people):
    """Pages read the real clock, so this world stands today."""
    return World(people, at=timezone.now() - timedelta(hours=1))


def parts(day, name):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def every_address(world):
    """One address of each page of the room, with something to show."""
    world.placed()
    _episode, offer = world.offered(1)
    placed = Placement.objects.first()
    incident = api.record_incident(
        by=world.contractor,
        at=world.at,
        episode_id=placed.episode_id,
        kind="missing",
        happened_at=world.at,
        account="x",
    )
    values = {
        "support_episode_id": placed.episode_id,
        "offer_id": offer,
        "placement_id": placed.pk,
        "incident_id": incident,
        "provider_id": world.providers[0],
        "place_id": world.places[0],
        "funding_line_id": FundingLine.objects.first().pk,
    }
    for pattern in urlpatterns:
        wanted = pattern.pattern.converters
        yield pattern.name, reverse(f"care:{pattern.name}", kwargs={name: values[name] for name in wanted})


def test_every_page_opens_for_the_contractor_with_few_queries(today_world, people, django_assert_max_num_queries):
    client = people.client("prime_contractor")
    for name, address in every_address(today_world):
        with django_assert_max_num_queries(25):
            response = client.get(address)
        assert response.status_code in {200, 302}, name


@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_page_of_any_role_shows_a_safe_address(today_world, people, role, caplog, capfd):
    client = people.client(role)
    addresses = [*every_address(today_world), ("home", "/"), ("search", reverse("search"))]
    for name, address in addresses:
        response = client.get(address, follow=True)
        assert not any(secret in response.content.decode() for secret in SECRETS), name
    for word in SECRETS:
        assert word not in client.post(reverse("search"), {"q": word}).content.decode().replace(f'value="{word}"', "")
    said = caplog.text + "".join(capfd.readouterr())
    assert not any(secret in said for secret in SECRETS)


@pytest.mark.parametrize("role", ["immigration_official", "intelligence_officer", "intelligence_supervisor"])
def test_the_wall_answers_alike_whether_or_not_the_record_exists(today_world, people, role):
    client = people.client(role)
    for name, address in every_address(today_world):
        response = client.get(address)
        assert response.status_code in {403, 404}, name
    there = client.get(reverse("care:episode", kwargs={"support_episode_id": SupportEpisode.objects.first().pk}))
    nowhere = client.get(reverse("care:episode", kwargs={"support_episode_id": Incident.objects.first().pk}))
    assert there.status_code == nowhere.status_code


def test_the_address_is_given_to_a_post_with_a_purpose_only(today_world, people):
    client = people.client("support_worker", "Lantern worker", organisation=today_world.lantern)
    page = reverse("care:address", kwargs={"place_id": today_world.places[0]})
    assert "Quillfeather" not in client.get(page).content.decode()
    refused = client.post(page, {"purpose": ""})
    assert "There is a problem" in refused.content.decode()
    assert "Quillfeather" not in refused.content.decode()
    opened = client.post(page, {"purpose": "to drive her to the doctor"})
    assert "17 Quillfeather Mews" in opened.content.decode()
    assert "no-store" in opened.headers["Cache-Control"]
    other = reverse("care:address", kwargs={"place_id": today_world.places[1]})
    assert client.post(other, {"purpose": "to drive her to the doctor"}).status_code == 404


def test_a_refused_place_form_does_not_log_the_address_it_was_sent(today_world, people, caplog, capfd):
    client = people.client("prime_contractor")
    page = reverse("care:add_place", kwargs={"provider_id": today_world.providers[0]})
    body = {
        "label": "Zorbington",
        "region": "TLI",
        "service": "safe_house",
        "beds": 1,
        "address": "17 Quillfeather Mews, Zorbington",
    }
    assert client.post(page, body).status_code == 200
    said = caplog.text + "".join(capfd.readouterr())
    assert "Quillfeather" not in said


def test_a_person_is_offered_accepted_moved_and_paid_for_through_the_pages(today_world, people):
    world = today_world
    contractor = people.client("prime_contractor")
    episode = world.wait(languages=("ro",))
    person = {"support_episode_id": episode}
    home = contractor.get("/").content.decode()
    assert SupportEpisode.objects.get().pseudonym in home
    assert "hours left" in home
    contractor.post(reverse("care:offer", kwargs=person), {"place_id": str(world.places[0])})
    offer = Offer.objects.get()
    today = world.at.date()
    worker = people.client("support_worker", "Lantern worker", organisation=world.lantern)
    body = {**parts(today, "moved_in"), "language": "ro", "evidence": "form 7"}
    assert worker.post(reverse("care:answer", kwargs={"offer_id": offer.pk}), body).status_code == 302
    assert "My people today" in worker.get("/").content.decode()
    version = SupportEpisode.objects.get().version
    move = {
        "place_id": str(world.places[1]),
        **parts(today + timedelta(days=1), "on"),
        "consent": "refused",
        "language": "ro",
        "evidence": "form 8",
        "version": version,
    }
    refused = contractor.post(reverse("care:move", kwargs=person), move)
    assert "not agreed" in refused.content.decode()
    version = SupportEpisode.objects.get().version
    done = contractor.post(reverse("care:move", kwargs=person), {**move, "consent": "given", "version": version})
    assert done.status_code == 302
    page = contractor.get(reverse("care:episode", kwargs=person)).content.decode()
    assert "Lantern House" in page
    assert "Rowan Tree" in page
    assert "£100.00" in page


def test_a_move_on_an_old_version_is_a_conflict(today_world, people):
    episode = today_world.placed()
    client = people.client("prime_contractor")
    body = {
        "place_id": str(today_world.places[1]),
        **parts(today_world.at.date(), "on"),
        "consent": "given",
        "language": "ro",
        "evidence": "f",
        "version": 1,
    }
    assert client.post(reverse("care:move", kwargs={"support_episode_id": episode}), body).status_code == 409


def test_a_plan_changed_meanwhile_shows_both_versions(today_world, people):
    episode = today_world.placed()
    client = people.client("prime_contractor")
    page = reverse("care:plan", kwargs={"support_episode_id": episode})
    assert client.post(page, {"advice": "a solicitor", "version": 0}).status_code == 302
    assert client.post(page, {"advice": "a better one", "version": 1}).status_code == 302
    late = client.post(page, {"advice": "<script>mine</script>", "version": 1})
    assert late.status_code == 409
    assert "a better one" in late.content.decode()
    assert "&lt;script&gt;mine" in late.content.decode()


def test_a_statement_prints_and_downloads_without_formulas(people):
    world = World(people, at=timezone.now() - timedelta(days=3))
    world.placed(pseudonym="=Heron-1")
    month = f"{world.at:%Y-%m}"
    client = people.client("financial_investigator")
    page = reverse("care:statement", kwargs={"provider_id": world.providers[0]})
    shown = client.get(f"{page}?month={month}").content.decode()
    assert "=Heron-1" in shown
    assert "£100.00" in shown
    assert client.get(f"{page}?month=nonsense").status_code == 422
    got = client.get(f"{reverse('care:statement_csv', kwargs={'provider_id': world.providers[0]})}?month={month}")
    rows = list(csv.reader(io.StringIO(got.content.decode())))
    assert rows[1][0] == "'=Heron-1"
    assert rows[-1][0] == "total"
    assert int(rows[-1][-1]) == sum(int(row[-1]) for row in rows[1:-1])


def test_a_worker_of_another_provider_meets_nothing(today_world, people):
    episode = today_world.placed(place=0)
    client = people.client("support_worker", "Rowan worker", organisation=today_world.rowan)
    pseudonym = SupportEpisode.objects.get(pk=episode).pseudonym
    assert client.get(reverse("care:episode", kwargs={"support_episode_id": episode})).status_code == 404
    assert pseudonym not in client.get(reverse("care:episodes")).content.decode()
    assert pseudonym not in client.get("/").content.decode()


def test_what_was_written_is_escaped(today_world, people):
    episode = today_world.placed()
    api.record_incident(
        by=SYSTEM,
        at=today_world.at,
        episode_id=episode,
        kind="other",
        happened_at=today_world.at,
        account="<img src=x onerror=1>",
    )
    page = people.client("prime_contractor").get(reverse("care:episode", kwargs={"support_episode_id": episode}))
    assert "<img src=x" not in page.content.decode()


def test_the_list_does_not_grow_in_queries_with_people(today_world, people, db):
    from django.db import connection

    client = people.client("prime_contractor")
    today_world.wait()
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for _ in range(6):
        today_world.wait()
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) <= len(few)
    assert len(many) <= 25


def test_forms_name_the_field_and_keep_what_was_typed(today_world, people):
    client = people.client("prime_contractor")
    page = reverse("care:incident", kwargs={"support_episode_id": today_world.placed()})
    got = client.post(
        page, {"account": "She told me about a van", "kind": "", **parts(today_world.at.date(), "happened_on")}
    )
    assert "What happened" in got.content.decode()
    assert "She told me about a van" in got.content.decode()
    assert not Incident.objects.exists()
