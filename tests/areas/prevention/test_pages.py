"""The public's pages and the triage officer's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from manumit.areas.prevention import api
from manumit.areas.prevention.models import PublicReport
from manumit.areas.prevention.pages.tokens import new_token
from manumit.kernel.roles import ROLES

pytestmark = pytest.mark.django_db
REPORT = "/prevention/report/"
XSS = "<script>alert('a')</script><img src=x onerror=alert(1)>"


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


def token(minutes=5):
    return new_token(timezone.now() - timedelta(minutes=minutes))


def send(visitor, **said):
    return visitor.post(REPORT, {"what": "A van at night", "token": token(), **said})


@pytest.mark.parametrize("address", [REPORT, "/prevention/report/business/", "/prevention/report/status/"])
def test_the_public_pages_need_no_sign_in_leave_no_cookie_and_offer_a_quick_exit(visitor, address):
    got = visitor.get(address)
    html = got.content.decode()
    assert got.status_code == 200
    assert not got.cookies
    assert "data-quick-exit" in html
    assert "999" in html
    assert 'lang="en' in html
    assert "csrfmiddlewaretoken" not in html


def test_danger_is_the_first_question(visitor):
    html = visitor.get(REPORT).content.decode()
    questions = [
        html.index(f'name="{name}"') for name in ("danger_now", "what", "place", "seen_when", "about", "contact")
    ]
    assert questions == sorted(questions)
    assert html.index("Is someone in danger now?") < questions[0]


def test_a_report_without_a_name_is_taken_and_followed_by_its_code(visitor):
    got = send(visitor, danger_now="yes", place="Harbour Road")
    assert got.status_code == 200
    assert not got.cookies
    html = got.content.decode()
    stored = PublicReport.objects.get()
    assert (stored.danger_now, stored.place, stored.contact) == (True, "Harbour Road", "")
    code = html.split("<strong>")[1].split("</strong>")[0]
    answer = visitor.post("/prevention/report/status/", {"code": code.lower()})
    assert "We have your report" in answer.content.decode()
    assert not answer.cookies
    assert str(stored.pk) not in html
    assert stored.reference not in html


def test_a_wrong_code_learns_nothing(visitor):
    send(visitor)
    for code in ("ABCD-EFGH-JKLM", "x", "<script>alert(1)</script>"):
        html = visitor.post("/prevention/report/status/", {"code": code}).content.decode()
        assert "no report with this code" in html
        assert "<script>alert" not in html


def test_sending_the_same_form_twice_is_one_report(visitor):
    form = {"what": "A van", "token": token()}
    first, again = visitor.post(REPORT, form), visitor.post(REPORT, form)
    assert first.content == again.content
    assert PublicReport.objects.count() == 1


def test_a_form_without_a_token_or_one_that_was_open_for_days_keeps_what_was_typed(visitor):
    for stale in ("", "forged", token(minutes=60 * 30)):
        got = send(visitor, token=stale)
        assert got.status_code == 422
        assert "A van at night" in got.content.decode()
        assert "Nothing you wrote is lost" in got.content.decode()
    assert not PublicReport.objects.exists()


def test_a_form_that_comes_back_at_once_is_asked_for_again(visitor):
    got = visitor.post(REPORT, {"what": "A van", "token": new_token(timezone.now())})
    assert got.status_code == 422
    assert not PublicReport.objects.exists()


def test_a_machine_is_thanked_and_read_last(visitor):
    got = send(visitor, website="http://example.org")
    assert "Thank you" in got.content.decode()
    assert PublicReport.objects.get().urgency == "3-suspect"


def test_an_empty_report_names_the_question_and_keeps_the_rest(visitor):
    got = send(visitor, what=" ", place="Harbour Road")
    html = got.content.decode()
    assert got.status_code == 422
    assert "What did you see or hear?" in html
    assert "Harbour Road" in html


def test_too_long_an_answer_and_too_large_a_form_are_refused_clearly(visitor):
    long = send(visitor, what="x" * 10_001)
    assert long.status_code == 422
    assert "10000 characters" in long.content.decode()
    huge = send(visitor, what="x" * 300_000)
    assert huge.status_code == 413
    assert "too much for one report" in huge.content.decode()
    assert not PublicReport.objects.exists()


def test_what_was_written_is_escaped_wherever_it_is_shown(visitor, people):
    send(visitor, what=XSS, place=XSS, about=XSS, contact=XSS)
    again = send(visitor, what="", place=XSS)
    assert "<script>alert" not in again.content.decode()
    page = reverse("prevention:report_page", kwargs={"public_report_id": PublicReport.objects.get().pk})
    html = people.client("triage_officer").get(page).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert" in html


def test_the_language_of_the_report_is_marked(visitor, people):
    send(visitor, what="Một cậu bé", language="vi")
    page = reverse("prevention:report_page", kwargs={"public_report_id": PublicReport.objects.get().pk})
    assert 'lang="vi" dir="auto">Một cậu bé' in people.client("triage_officer").get(page).content.decode()


def test_a_business_gives_its_name(visitor):
    page = "/prevention/report/business/"
    assert visitor.post(page, {"what": "A supplier", "token": token()}).status_code == 422
    assert visitor.post(page, {"what": "A supplier", "business": "Farm Ltd", "token": token()}).status_code == 200
    assert PublicReport.objects.get().kind == "business"


def test_nothing_that_was_said_reaches_a_list_or_a_log(visitor, people, caplog, capfd):
    send(visitor, what="Zorbington", place="Zorbington", about="Zorbington", contact="Zorbington")
    officer = people.client("triage_officer")
    for address in ("/", "/prevention/reports/", "/prevention/campaigns/", "/api/prevention/reports"):
        assert "Zorbington" not in officer.get(address).content.decode()
    assert "Zorbington" not in caplog.text + "".join(capfd.readouterr())


def test_the_triage_officer_reads_and_decides_through_the_pages(visitor, people):
    send(visitor)
    officer = people.client("triage_officer")
    stored = PublicReport.objects.get()
    assert stored.reference in officer.get("/").content.decode()
    page = reverse("prevention:report_page", kwargs={"public_report_id": stored.pk})
    refused = officer.post(page, {"outcome": "close", "reason": ""})
    assert "There is a problem" in refused.content.decode()
    assert officer.post(page, {"outcome": "close", "reason": "seen before"}).status_code == 302
    assert "seen before" in officer.get(page).content.decode()
    assert stored.reference in officer.get("/prevention/reports/?state=closed").content.decode()


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"triage_officer"}))
def test_other_roles_meet_no_report(people, visitor, role):
    send(visitor)
    client = people.client(role)
    page = reverse("prevention:report_page", kwargs={"public_report_id": PublicReport.objects.get().pk})
    for address in (page, "/prevention/reports/"):
        assert client.get(address).status_code in {403, 404}


def test_a_campaign_is_added_through_the_page(people):
    client = people.client("triage_officer")
    body = {
        "name": "Blue Hand",
        "audience": "Students",
        "language": "ro",
        "starts-day": 1,
        "starts-month": 2,
        "starts-year": 2026,
    }
    assert client.post("/prevention/campaigns/add/", body).status_code == 302
    assert "Blue Hand" in client.get("/prevention/campaigns/").content.decode()
    made = api.campaigns(by=people.actor("triage_officer"))[0]
    page = reverse("prevention:reach", kwargs={"campaign_id": made.id})
    assert client.post(page, {"reach": 5, "reach_source": "count", "version": 1}).status_code == 302
    assert client.post(page, {"reach": 6, "reach_source": "count", "version": 1}).status_code == 409
