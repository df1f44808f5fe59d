"""What holds on every page: headers, no inline code, plain refusals, no lost text, an outage said plainly."""

import pytest
from django import forms
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.test import Client
from django.urls import path

from manumit.platform.drafts.models import Draft
from manumit.platform.ui.forms import GovForm
from manumit.platform.ui.middleware import CONTENT_SECURITY_POLICY
from manumit.platform.ui.pages import build_form, page
from manumit.site import urls as site_urls
from tests.site.browser import inline_code, sign_in, signed_in
from tests.support import People

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/accessibility/", "/privacy/", "/licence/", "/accounts/login/", "/nowhere/"]


class NoteForm(GovForm):
    note = forms.CharField(label="Note")


@page("accounts.use", drafts=True)
def note(request) -> HttpResponse:
    form = build_form(request, NoteForm)
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect("/")
    return render(
        request, "site/form.html", {"title": "Note", "form": form, "submit": "Send", "cancel_href": "/", "lead": ""}
    )


def down(request) -> HttpResponse:
    raise OperationalError("the server closed the connection")


urlpatterns = [
    *site_urls.urlpatterns,
    path("note/", note, name="note"),
    path("down/", down, name="down"),
    path("api/down", down, name="api_down"),
]
handler404 = site_urls.handler404
handler500 = site_urls.handler500


@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_is_private_and_loads_nothing_foreign(address):
    response = Client().get(address)
    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert response["Cache-Control"] == "no-store" or "no-store" in response["Cache-Control"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert inline_code(response.content.decode()) == []


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/", "/licence/"])
def test_the_pages_of_the_footer_are_there(address):
    response = Client().get(address)
    assert response.status_code == 200
    assert f'href="{address}"' in Client().get("/").content.decode()


def test_an_unknown_address_is_a_plain_404():
    response = Client().get("/nowhere/at/all/")
    assert response.status_code == 404
    assert "m-header__wordmark" in response.content.decode()


def test_a_forged_form_is_refused_with_what_to_do(people: People):
    client = Client(enforce_csrf_checks=True)
    response = sign_in(client, people.account("caseworker").email)
    assert response.status_code == 403
    assert "reload the page" in response.content.decode()


@pytest.mark.urls(__name__)
def test_what_was_typed_outlives_a_lost_session(people: People):
    client = signed_in(people)
    assert client.get("/note/").status_code == 200
    del client.cookies["sessionid"]
    lost = client.post("/note/", {"note": "Two hours of work", "csrfmiddlewaretoken": "x"})
    assert lost["Location"].startswith("/accounts/login/?next=/note/")
    form = {"login": people.account("caseworker").email, "password": "a long enough password", "next": "/note/?kept=1"}
    back = client.post("/accounts/login/", form)
    assert "Two hours of work" in client.get(back["Location"]).content.decode()
    client.post("/note/", {"note": "Two hours of work"})
    assert not Draft.objects.exists(), "sent, so the draft is gone"


@pytest.mark.urls(__name__)
def test_a_stranger_cannot_plant_a_draft(people: People):
    people.account("caseworker")
    stranger = Client()
    stranger.cookies["manumit_last"] = "forged:value"
    stranger.post("/note/", {"note": "planted"})
    assert not Draft.objects.exists()


@pytest.mark.urls(__name__)
def test_a_database_that_is_down_gives_a_plain_503():
    response = Client(raise_request_exception=False).get("/down/")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert response["Content-Security-Policy"]
    assert b"closed the connection" not in response.content


@pytest.mark.urls(__name__)
def test_a_database_that_is_down_gives_the_api_503_as_json():
    response = Client(raise_request_exception=False).get("/api/down")
    assert response.status_code == 503
    assert response.json()["code"] == "dependency-down"


def test_the_database_failing_under_the_session_gives_503(people: People, monkeypatch):
    from django.contrib.sessions.backends.db import SessionStore

    client = signed_in(people)

    def fail(self):
        raise OperationalError("gone")

    monkeypatch.setattr(SessionStore, "load", fail)
    client.raise_request_exception = False
    response = client.get("/search/")
    assert response.status_code == 503


def test_a_public_page_sets_no_cookie():
    stranger = Client()
    for address in ("/", "/prevention/report/", "/statistics/published/", "/referrals/law/"):
        stranger.get(address)
    assert dict(stranger.cookies) == {}


def test_the_language_is_switched_and_kept():
    client = Client()
    client.post("/language/", {"language": "cy", "next": "/accessibility/"})
    assert 'lang="cy"' in client.get("/accessibility/").content.decode()
    client.post("/language/", {"language": "en-gb", "next": "/accessibility/"})
    assert 'lang="en-gb"' in client.get("/accessibility/").content.decode()


def test_the_gallery_and_the_demo_sign_in_are_of_the_demo_only(settings):
    assert Client().get("/kit/").status_code == 404
    assert Client().get("/demo/sign-in/").status_code == 404
    assert Client().post("/demo/sign-in/", {"account": "x"}).status_code == 404
    settings.MANUMIT_PROFILE = "demo"
    gallery = Client().get("/kit/")
    assert gallery.status_code == 200
    assert inline_code(gallery.content.decode()) == []


def demo_person(people: People, role: str):
    account = people.account(role)
    account.email = f"{role}@demo.manumit.example"
    account.save()
    return account


def test_the_demo_signs_in_as_any_of_its_people_and_nobody_else(people: People, settings):
    settings.MANUMIT_PROFILE = "demo"
    account, real = demo_person(people, "targeting_analyst"), people.account("administrator")
    client = Client()
    html = client.get("/demo/sign-in/").content.decode()
    assert "Targeting analyst" in html
    assert str(real.pk) not in html
    assert inline_code(html) == []
    assert client.post("/demo/sign-in/", {"account": str(real.pk)}).status_code == 404
    assert client.post("/demo/sign-in/", {"account": str(account.pk)}).status_code == 302
    assert client.get("/search/").status_code == 200


def test_the_demo_changes_from_one_person_to_another(people: People, settings):
    settings.MANUMIT_PROFILE = "demo"
    first, second = demo_person(people, "targeting_analyst"), demo_person(people, "reviewer")
    client = Client()
    for account in (first, second):
        assert client.post("/demo/sign-in/", {"account": str(account.pk)}).status_code == 302
        assert client.session["_auth_user_id"] == str(account.pk)
