"""Pages of the room, by role, through the browser's eyes."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from manumit.areas.operations import api
from tests.support import AT, today


def field_errors(response):
    return re.findall(r'govuk-error-summary__list">(.*?)</ul>', response.content.decode(), re.DOTALL)


def day_parts(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


@pytest.fixture
def asker(desk):
    return desk.people.client("tasking_officer", "asker", organisation=desk.centre)


@pytest.fixture
def made(desk):
    return desk.operation(stage="development")


def test_the_tasking_officer_starts_with_what_waits_clashes_and_figures(desk, asker, made):
    waiting = desk.request(by=desk.officer("another"))
    for address in ("/", reverse("operations:desk")):
        body = asker.get(address).content.decode()
        assert reverse("operations:request_page", kwargs={"tasking_request_id": waiting}) in body
        assert "Clashes" in body
        assert "groups disrupted" in body


def test_other_first_pages_of_the_room(desk, made):
    investigator = desk.people.client("financial_investigator", organisation=desk.force)
    assert "Collected and paid out" in investigator.get("/").content.decode()
    prosecutor = desk.people.client("prosecutor", organisation=desk.prosecution)
    assert "Larch" in prosecutor.get("/").content.decode()


def test_a_request_is_asked_decided_by_a_second_person_and_becomes_an_operation(desk, asker):
    typed = {"title": "Watch the house", "asset": "surveillance", "urgency": "high", "harm": "life", "because": "Soon."}
    sent = asker.post(reverse("operations:request_new"), typed)
    assert sent.status_code == 302
    request_id = sent.url.rstrip("/").rsplit("/", 1)[-1]
    decide = reverse("operations:request_decide", kwargs={"tasking_request_id": request_id})
    own = asker.post(decide, {"adopted": "yes", "reasons": "Because."})
    assert "second person" in own.content.decode()
    second = desk.people.client("tasking_officer", "second", organisation=desk.centre)
    unread = second.post(decide, {"adopted": "yes", "reasons": ""})
    assert "Reasons" in field_errors(unread)[0]
    assert second.post(decide, {"adopted": "yes", "reasons": "Urgent."}).status_code == 302
    register = reverse("operations:operation_new", kwargs={"tasking_request_id": request_id})
    bad = asker.post(register, {"name": "Rowan", "countries": "ZZZ", "agencies": [str(desk.force.pk)]})
    assert "three-letter" in field_errors(bad)[0]
    assert "Rowan" in bad.content.decode(), "what was typed is kept"
    good = asker.post(register, {"name": "Rowan", "countries": "rou, VNM", "agencies": [str(desk.force.pk)]})
    assert good.status_code == 302
    body = asker.get(good.url).content.decode()
    assert "ROU, VNM" in body
    assert "Northmoor force" in body


def test_a_refusal_is_appealed_on_its_page(desk, asker):
    request_id = desk.request()
    api.decide_tasking(by=desk.officer("second"), at=AT, request_id=request_id, adopted=False, reasons="No.")
    page = reverse("operations:request_page", kwargs={"tasking_request_id": request_id})
    appeal = reverse("operations:request_appeal", kwargs={"tasking_request_id": request_id})
    assert appeal in asker.get(page).content.decode()
    assert asker.post(appeal, {"reasons": "Look again."}).status_code == 302
    assert "Look again." in asker.get(page).content.decode()


def test_a_result_is_recorded_corrected_and_withdrawn(desk, asker, made):
    new = reverse("operations:result_new", kwargs={"operation_id": made})
    typed = {
        "kind": "asset_restrained",
        **day_parts("on", today()),
        "counted_key": "ORDER 12",
        "amount_pence": "1,250.50",
    }
    first = asker.post(new, typed)
    assert first.status_code == 302
    assert "£1,250.50" in asker.get(first.url).content.decode()
    assert "already counted" in asker.post(new, typed).content.decode()
    correct = first.url + "correct/"
    assert "1250.50" in asker.get(correct).content.decode()
    second = asker.post(correct, {**typed, "counted_key": "", "amount_pence": "1000", "note": "Wrong sum."})
    assert second.status_code == 302
    assert "was corrected" in asker.get(first.url).content.decode()
    assert asker.post(second.url + "withdraw/", {"reasons": "Order quashed."}).status_code == 302


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"amount_pence": "-5", "kind": "asset_seized"}, "negative"),
        ({"amount_pence": "", "kind": "asset_seized"}, "above £0"),
        ({"amount_pence": "many", "kind": "asset_seized"}, "number"),
        ({"kind": "medal"}, "valid choice"),
        ({"counted_key": ""}, "Reference that identifies"),
        ({"counted_key": "x"}, "reference that identifies"),
        (day_parts("on", today() + timedelta(days=2)), "on or before"),
        ({"on-day": "31", "on-month": "2"}, "real date"),
    ],
)
def test_bad_input_is_an_error_beside_its_field_and_what_was_typed_stays(asker, made, change, says):
    new = reverse("operations:result_new", kwargs={"operation_id": made})
    typed = {"kind": "arrest", **day_parts("on", today()), "counted_key": "NM-12-0042", "note": "Kept words", **change}
    response = asker.post(new, typed)
    assert response.status_code == 200
    assert says in field_errors(response)[0]
    assert "Kept words" in response.content.decode()


def test_two_who_edit_at_once_see_both_versions(desk, asker, made):
    change = reverse("operations:operation_edit", kwargs={"operation_id": made})
    version = re.search(r'name="version"[^>]*value="(\d+)"', asker.get(change).content.decode())[1]
    assert asker.post(change, {"name": "Larch", "version": version, "joint_team": "on"}).status_code == 302
    clash = asker.post(change, {"name": "Elm", "version": version})
    assert clash.status_code == 409
    assert "Elm" in clash.content.decode()
    assert "Larch" in clash.content.decode()


def test_the_next_stage_says_what_stands_in_the_way(desk, asker):
    made = desk.operation(stage="proposed", agencies=())
    move = reverse("operations:operation_move", kwargs={"operation_id": made})
    assert "why one agency acts alone" in asker.get(move).content.decode()
    assert "why one agency acts alone" in field_errors(asker.post(move, {"stage": "adopted"}))[0]


def test_the_report_counts_once_and_its_csv_says_the_same(desk, asker, made):
    desk.result(made, at=timezone.now())
    body = asker.get(reverse("operations:results")).content.decode()
    assert "<svg" in body
    assert "The same as a table" in body
    assert "Arrest" in body
    href = re.search(r'href="([^"]*results\.csv[^"]*)"', body)[1].replace("&amp;", "&")
    rows = asker.get(href).content.decode().splitlines()
    assert next(row for row in rows if row.startswith("arrest,")).split(",")[3] == "1"
    wrong = asker.get(
        reverse("operations:results"),
        {**day_parts("since", today()), **day_parts("last_day", today() - timedelta(days=9))},
    )
    assert "must not be before" in wrong.content.decode()
    assert asker.get(reverse("operations:results_csv"), {"since-day": "99"}).status_code == 404


def test_planned_events_stand_in_the_calendar_with_their_clash(desk, asker, made):
    plan = reverse("operations:event_plan", kwargs={"operation_id": made})
    assert (
        "two letters and four digits"
        in field_errors(asker.post(plan, {**day_parts("on", today()), "cell": "London", "kind": "visit"}))[0]
    )
    assert asker.post(plan, {**day_parts("on", today()), "cell": "TQ 30 80", "kind": "visit"}).status_code == 302
    stranger = desk.officer("stranger", desk.other_force)
    other = desk.operation("Alder", by=stranger, agencies=(desk.centre.pk,))
    api.plan_event(by=stranger, at=AT, operation_id=other, on=today(), cell="TQ3080", kind="search", note="Their plan")
    body = asker.get(reverse("operations:calendar")).content.decode()
    assert "TQ3080" in body
    assert "another agency plans something in the same square" in body
    assert "Their plan" not in body


def test_the_ledger_page_shows_the_gap(desk, made):
    investigator = desk.people.client("financial_investigator", organisation=desk.force)
    new = reverse("operations:entry_new")
    typed = {"operation": str(made), "stage": "collected", **day_parts("on", today()), "amount_pence": "337.25"}
    assert investigator.post(new, typed).status_code == 302
    body = investigator.get(reverse("operations:ledger")).content.decode()
    assert "Gap of £337.25" in body
    assert "Take back" in investigator.get(re.search(r'href="([^"]*/reverse/)"', body)[1]).content.decode()


def test_a_prosecutor_gives_a_notice_on_an_own_case(desk, made):
    prosecutor = desk.people.client("prosecutor", organisation=desk.prosecution)
    give = reverse("operations:notice_give", kwargs={"operation_id": made})
    typed = {"pseudonym": "MN-7", "offence": "Cultivation", "outcome": "discontinued", "reasons": "Held by debt."}
    assert prosecutor.post(give, typed).status_code == 302
    page = reverse("operations:operation_page", kwargs={"operation_id": made})
    assert "Held by debt." in prosecutor.get(page).content.decode()


def test_sharing_assessing_and_agencies_have_their_pages(desk, asker, made):
    other = desk.operation("Birch")
    partner = desk.people.client("tasking_officer", "partner", organisation=desk.force)
    result_id = desk.result(made, kind="group_disrupted", counted_key="GROUP-9")
    page = reverse("operations:result_page", kwargs={"result_id": result_id})
    assert partner.post(page + "share/", {"operation": str(other)}).status_code == 302
    assert partner.post(page + "panel/", {"level": "minor", "reasons": "Small."}).status_code == 302
    assert "Birch" in partner.get(page).content.decode()
    add = reverse("operations:agency_add", kwargs={"operation_id": made})
    assert asker.post(add, {"organisation": str(desk.other_force.pk)}).status_code == 302
    end = reverse("operations:agency_end", kwargs={"operation_id": made, "organisation_id": desk.other_force.pk})
    assert asker.post(end).status_code == 302


PAGES = ("desk", "request_list", "operation_list", "results", "results_csv")


@pytest.mark.parametrize("role", ["tasking_officer", "financial_investigator", "prosecutor"])
def test_roles_of_the_room_open_its_lists(people, role):
    client = people.client(role)
    assert {client.get(reverse(f"operations:{name}")).status_code for name in PAGES} == {200}


@pytest.mark.parametrize("role", ["liaison_officer", "caseworker", "immigration_official", "policy_official"])
def test_other_roles_are_refused_and_learn_nothing(desk, made, role):
    client = desk.people.client(role)
    assert {client.get(reverse(f"operations:{name}")).status_code for name in PAGES} == {403}
    page = reverse("operations:operation_page", kwargs={"operation_id": made})
    assert client.get(page).status_code == 403


def test_a_restricted_operation_is_not_found_from_outside(desk):
    hidden = desk.operation("Juniper", restricted=True)
    stranger = desk.people.client("tasking_officer", "stranger", organisation=desk.other_force)
    assert stranger.get(reverse("operations:operation_page", kwargs={"operation_id": hidden})).status_code == 404
    assert "Juniper" not in stranger.get(reverse("operations:operation_list")).content.decode()


def test_no_page_asks_the_database_too_often(desk, asker, made, django_assert_max_num_queries):
    result_id = desk.result(made)
    for number in range(6):
        desk.result(made, counted_key=f"PERSON-{number}")
    addresses = [
        "/",
        *(reverse(f"operations:{name}") for name in (*PAGES, "calendar", "ledger")),
        reverse("operations:operation_page", kwargs={"operation_id": made}),
        reverse("operations:result_page", kwargs={"result_id": result_id}),
    ]
    for address in addresses:
        with django_assert_max_num_queries(25):
            assert asker.get(address).status_code == 200
