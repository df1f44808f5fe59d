"""Pages: each opens for who may, within 25 queries; the port officer records in two taps; a carrier sees no hit."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from manumit.areas.border import api
from manumit.areas.border.models import Hit, IndicatorRecord, Message, Outcome, WatchlistEntry
from manumit.areas.border.pages.presenters import hit_item
from manumit.areas.referrals.models import Referral
from manumit.platform.audit.models import AuditEntry

from .support import AT, INTAKE, adult, child, entry, list_of, listed_person, live_entry, live_indicator, receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub(people):
    """A watchlist, an indicator, messages of all kinds, and a hit at Heathrow."""
    live_entry(people)
    live_indicator(people)
    receive(listed_person(), child(), adult("OTHER"), child("OKORO", "BABY", birth=AT.date() - timedelta(days=90)))
    receive(listed_person(), child(), adult("OTHER"), child("OKORO", "BABY", birth=AT.date() - timedelta(days=90)))
    api.receive_message(by=INTAKE, at=AT, body=list_of(adult("CUT"), adult("OFF"))[:-90], channel="folder")
    return Hit.objects.first()


def open_within(client, url, limit=25, status=200):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    assert len(queries) <= limit, (url, len(queries))
    return response.content.decode()


def addresses(hit):
    message = Message.objects.get(status="quarantined")
    return {
        "hub": reverse("border:hub"),
        "coverage": reverse("border:coverage"),
        "messages": reverse("border:messages"),
        "message": reverse("border:message", args=[message.pk]),
        "raw": reverse("border:raw", args=[message.pk]),
        "manifests": reverse("border:manifests"),
        "manifest": reverse("border:manifest", args=[hit.manifest_id]),
        "hits": reverse("border:hits"),
        "hit": reverse("border:hit", args=[hit.pk]),
        "outcome": reverse("border:outcome", args=[hit.pk]),
        "watchlist": reverse("border:watchlist"),
        "propose_entry": reverse("border:propose_entry"),
        "entry": reverse("border:entry", args=[WatchlistEntry.objects.get().pk]),
        "indicators": reverse("border:indicators"),
        "propose_indicator": reverse("border:propose_indicator"),
        "indicator": reverse("border:indicator", args=[IndicatorRecord.objects.get().pk]),
    }


def test_every_page_of_the_hub_opens_within_its_queries(people, hub):
    client = people.client("targeting_supervisor")
    pages = {name: open_within(client, url) for name, url in addresses(hub).items()}
    assert "FESTUS OSARO" in pages["hub"]
    assert "In quarantine" in pages["message"]
    assert "OKORO" not in pages["message"].split("Findings")[0]
    assert "UNB" in pages["raw"] or "UNA" in pages["raw"]
    assert "Infant" in pages["manifest"]
    assert "Child, 11" in pages["manifest"]
    assert "GMT" in pages["manifest"]
    assert "Named by two survivors." in pages["hit"]
    assert "does not seem to be family" in pages["indicator"]


def test_the_first_pages_of_hub_officer_and_carrier_open(people, hub):
    home = people.organisation("border", "Heathrow", ports=["LHR"])
    carrier = people.organisation("carrier", "Ours", code="ZZ")
    for role, organisation in (("targeting_analyst", None), ("port_officer", home), ("carrier", carrier)):
        open_within(people.client(role, f"first {role}", organisation=organisation), "/")


def test_messages_are_filtered_by_state_and_by_repetition(people, hub):
    client = people.client("targeting_analyst")
    url = reverse("border:messages")
    assert "Showing 1 to 1 of 1" in client.get(url, {"status": "quarantined"}).content.decode()
    assert "Showing 1 to 1 of 1" in client.get(url, {"status": "duplicates"}).content.decode()
    assert "Showing 1 to 1 of 1" in client.get(url, {"status": "parsed"}).content.decode()


def test_opening_raw_text_and_manifests_is_audited(people, hub):
    client = people.client("targeting_analyst")
    client.get(addresses(hub)["raw"])
    client.get(addresses(hub)["manifest"])
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"border.open_raw_message", "border.open_manifest"} <= actions


def test_a_quarantined_message_is_replayed_from_its_page(people, hub):
    message = Message.objects.get(status="quarantined")
    client = people.client("targeting_analyst")
    response = client.post(reverse("border:replay", args=[message.pk]), follow=True)
    assert response.status_code == 200
    assert AuditEntry.objects.filter(action="border.replay_message").count() == 1


def heathrow(people):
    home = people.organisation("border", "Heathrow", roles=("first_responder",), ports=["LHR"])
    return people.client("port_officer", "at Heathrow", organisation=home)


def test_an_officer_meets_a_person_in_two_taps_and_goes_on_to_the_referral(people, hub):
    hit = Hit.objects.get(kind="watchlist")
    client = heathrow(people)
    assert "FESTUS OSARO" in open_within(client, reverse("border:port"))
    shown = open_within(client, reverse("border:meet", args=[hit.pk]))
    assert shown.index("What to do") < shown.index("What to ask")
    assert "child first" in shown
    asked = client.post(
        reverse("border:meet_outcome", args=[hit.pk]), {"outcome": "potential_victim", "note": "Afraid."}
    )
    assert asked.status_code == 200
    assert Outcome.objects.count() == 0
    done = client.post(
        reverse("border:meet_outcome", args=[hit.pk]),
        {"outcome": "potential_victim", "note": "Afraid.", "confirmed": "1"},
    )
    assert done.status_code == 302
    assert "Start a referral" in client.get(done.url).content.decode()
    referred = client.post(reverse("border:start_referral", args=[hit.pk]))
    assert referred.url == reverse("referrals:draft", args=[Referral.objects.get().pk])
    hit.refresh_from_db()
    assert hit.state == "closed"


def test_a_closed_hit_has_no_clock():
    row = SimpleNamespace(
        id=uuid4(), name="ANN", meet_at=AT, raised_at=AT, service="ZZ1", origin="LOS", port_name="", zone="UTC", why="",
        state="closed", is_child=False, protects=False, weight="weak", travel_status="",
    )  # fmt: skip
    assert hit_item(row, page="border:hit").due is None
    row.state = "read"
    assert hit_item(row, page="border:hit").due == AT


def test_an_outcome_that_needs_words_comes_back_with_an_error(people, hub):
    hit = Hit.objects.get(kind="watchlist")
    client = heathrow(people)
    shown = client.post(reverse("border:meet_outcome", args=[hit.pk]), {"outcome": "other", "confirmed": "1"})
    assert shown.status_code == 200
    assert "Say what happened" in shown.content.decode()
    assert "Answer" in client.post(reverse("border:meet_outcome", args=[hit.pk]), {"outcome": ""}).content.decode()


def test_an_officer_of_another_port_and_a_carrier_find_nothing(people, hub):
    luton = people.client(
        "port_officer", "at Luton", organisation=people.organisation("border", "Luton", ports=["LTN"])
    )
    assert luton.get(reverse("border:meet", args=[hub.pk])).status_code == 404
    assert "FESTUS" not in luton.get(reverse("border:port")).content.decode()
    carrier = people.client("carrier", "ours", organisation=people.organisation("carrier", "Ours", code="ZZ"))
    for name, url in addresses(hub).items():
        expected = {404} if name in {"message", "raw"} else {403}
        assert carrier.get(url).status_code in expected, name
    assert carrier.get(reverse("border:meet", args=[hub.pk])).status_code == 403


def test_a_carrier_sees_its_own_messages_with_findings_and_no_passenger_or_hit(people):
    live_entry(people)
    organisation = people.organisation("carrier", "Ours", code="ZZ")
    receipt = receive(listed_person(), by=people.actor("carrier", "ours", organisation=organisation))
    client = people.client("carrier", "ours", organisation=organisation)
    assert "TN1" in open_within(client, reverse("border:carrier"))
    shown = open_within(client, reverse("border:message", args=[receipt.message_id]))
    assert "OSARO" not in shown
    assert "Hit" not in shown


ENTRY = {
    "kind": "facilitator", "names": "IVAN PETROV\nПЕТРОВ ИВАН", "births": "1980-04", "reason": "Arranged documents.",
    "source": "Police", "owner": "UKHTC", "legal_basis": "parameter", "review_on-day": "1", "review_on-month": "1",
}  # fmt: skip


def test_an_entry_is_proposed_by_one_and_approved_by_another_on_its_page(people):
    proposing = people.client("targeting_analyst")
    data = {**ENTRY, "review_on-year": str(timezone.now().year + 1)}
    made = proposing.post(reverse("border:propose_entry"), data)
    assert made.status_code == 302, made.content.decode()[:3000]
    row = WatchlistEntry.objects.get()
    assert row.names == ["IVAN PETROV", "ПЕТРОВ ИВАН"]
    assert proposing.post(made.url, {"move": "approve"}).status_code == 403
    assert people.client("targeting_supervisor").post(made.url, {"move": "approve"}).status_code == 302
    row.refresh_from_db()
    assert row.status == "approved"
    withdrawn = people.client("targeting_supervisor").post(made.url, {"move": "withdraw", "reasons": ""})
    assert withdrawn.status_code == 200
    row.refresh_from_db()
    assert row.status == "approved"


def test_a_supervisor_cannot_approve_her_own_entry_on_the_page(people):
    supervisor = people.client("targeting_supervisor")
    made = entry(people.actor("targeting_supervisor"))
    response = supervisor.post(reverse("border:entry", args=[made]), {"move": "approve"})
    assert response.status_code == 409
    assert WatchlistEntry.objects.get().status == "proposed"


def indicator(**fields):
    return {
        "key": "route", "version": "1", "title": "Route", "why": "A known route.", "criteria": "route_through ports=LOS,ABV",
        "combine": "all", "weight": "weak", "owner": "NBTC", "legal_basis": "parameter", "source": "reports", "because": "Seen.",
        "starts-day": "1", "starts-month": "1", "starts-year": "2026", **fields,
    }  # fmt: skip


def test_an_indicator_is_proposed_in_lines_and_goes_live_by_a_second_person(people):
    made = people.client("targeting_analyst").post(reverse("border:propose_indicator"), indicator())
    assert made.status_code == 302, made.content.decode()[:3000]
    today = timezone.now().date()
    data = {
        "move": "approve",
        "starts-day": str(today.day),
        "starts-month": str(today.month),
        "starts-year": str(today.year),
    }
    assert people.client("targeting_supervisor").post(made.url, data).status_code == 302
    assert IndicatorRecord.objects.get().starts == today
    past = people.client("targeting_analyst").post(reverse("border:propose_indicator"), indicator(version="2"))
    response = people.client("targeting_supervisor").post(past.url, {**data, "starts-year": "2020"})
    assert response.status_code == 200
    assert "never in the past" in response.content.decode()


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        ("nationality_in countries=NGA", "never make a hit alone"),
        ("religion_is religion=any", "may not be a criterion"),
        ("no_such_thing", "no criterion of that kind"),
        ("route_through ports", "name=value"),
        ("bags_at_most bags=many", "whole number"),
    ],
)
def test_an_indicator_that_may_not_be_is_refused_with_an_error_on_the_form(people, criteria, words):
    shown = people.client("targeting_analyst").post(reverse("border:propose_indicator"), indicator(criteria=criteria))
    assert shown.status_code == 200
    assert words in shown.content.decode()
    assert IndicatorRecord.objects.count() == 0


def test_an_unsent_proposal_is_kept_as_a_draft(people):
    client = people.client("targeting_analyst")
    kept = client.post(reverse("border:propose_indicator"), {**indicator(), "_save_draft": "1"}, follow=True)
    assert "A known route." in kept.content.decode()
    assert IndicatorRecord.objects.count() == 0


def test_pages_ask_strangers_to_sign_in(client, hub):
    for name, url in addresses(hub).items():
        assert client.get(url).status_code == 302, name
