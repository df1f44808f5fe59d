"""Signing in and out through the real pages: one answer for all, a lockout, fresh sessions, and the audit of each."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from manumit.platform.audit.models import AuditEntry
from tests.site.browser import PASSWORD, inline_code, sign_in, signed_in
from tests.support import People

pytestmark = pytest.mark.django_db


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("sequence").values_list("action", flat=True))


def test_the_right_password_leads_in_and_is_audited(people: People):
    client = signed_in(people)
    assert client.get("/").status_code == 200
    entry = AuditEntry.objects.get(action="accounts.sign_in")
    assert entry.actor_id == entry.record_id == str(people.account("caseworker").pk)
    assert "example.org" not in str(entry.detail)


def test_an_unknown_account_gets_the_same_answer_as_a_wrong_password(people: People):
    known = sign_in(Client(), people.account("caseworker").email, "wrong password here")
    unknown = sign_in(Client(), "nobody@example.org", "wrong password here")

    def said(response) -> str:
        text = response.content.decode().replace("nobody@example.org", "X").replace("a.caseworker@example.org", "X")
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)

    assert known.status_code == unknown.status_code == 200
    assert said(known) == said(unknown)


def test_a_failed_sign_in_is_audited_without_what_was_typed(people: People):
    sign_in(Client(), "typed.by.mistake@example.org", "secret words")
    sign_in(Client(), people.account("caseworker").email, "wrong")
    unknown, known = AuditEntry.objects.filter(action="accounts.fail_sign_in").order_by("sequence")
    assert (unknown.record_id, unknown.actor_id, unknown.detail) == ("", "public", {})
    assert known.record_id == str(people.account("caseworker").pk)


@pytest.mark.parametrize("email", ["a.caseworker@example.org", "nobody@example.org"])
def test_the_fifth_failure_locks_account_and_address_alike_for_known_and_unknown(people: People, email):
    people.account("caseworker")
    client = Client()
    answers = [sign_in(client, email, "wrong password here").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    locked = sign_in(client, email)
    assert locked.status_code == 429
    assert email not in locked.content.decode()
    assert "15 minutes" in locked.content.decode()
    assert inline_code(locked.content.decode()) == []
    assert "accounts.lock_out" in actions()
    assert "accounts.sign_in" not in actions()


def test_a_lockout_is_of_one_account_at_one_address(people: People):
    email = people.account("caseworker").email
    for _ in range(5):
        sign_in(Client(), email, "wrong password here")
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), email).status_code == 302
    assert sign_in(Client(), people.account("reviewer").email).status_code == 302


def test_a_lockout_ends(people: People):
    email = people.account("caseworker").email
    for _ in range(5):
        sign_in(Client(), email, "wrong password here")
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert sign_in(Client(), email).status_code == 302


def test_the_table_of_failures_holds_no_address_and_no_password(people: People):
    from axes.models import AccessAttempt

    sign_in(Client(), "typed.by.mistake@example.org", "secret words")
    row = AccessAttempt.objects.get()
    kept = f"{row.username} {row.post_data} {row.get_data}"
    assert "typed" not in kept
    assert "secret" not in kept


def test_a_suspended_account_does_not_get_in(people: People):
    account = people.account("caseworker")
    account.is_active = False
    account.save()
    client = Client()
    sign_in(client, account.email)
    assert client.get("/search/").status_code == 302


def test_the_session_is_a_new_one_after_sign_in(people: People):
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client, people.account("caseworker").email)
    assert client.cookies["sessionid"].value != before
    stale = Client()
    stale.cookies["sessionid"] = before
    assert stale.get("/search/").status_code == 302


def test_an_idle_session_ends_and_a_used_one_lives_on(people: People):
    client = signed_in(people)
    start = timezone.now()
    with time_machine.travel(start + timedelta(minutes=45)):
        assert client.get("/search/").status_code == 200
    with time_machine.travel(start + timedelta(minutes=90)):
        assert client.get("/search/").status_code == 200
    with time_machine.travel(start + timedelta(minutes=151)):
        assert client.get("/search/").status_code == 302


def test_signing_out_ends_the_session_and_is_audited(people: People):
    client = signed_in(people)
    key = client.cookies["sessionid"].value
    assert client.get("/accounts/logout/").status_code == 200, "a GET only asks"
    client.post("/accounts/logout/")
    stale = Client()
    stale.cookies["sessionid"] = key
    assert stale.get("/search/").status_code == 302
    assert actions().count("accounts.sign_out") == 1


def test_the_next_page_must_be_one_of_ours(people: People):
    client = Client()
    email = people.account("caseworker").email
    form = {"login": email, "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/accounts/login/", form)["Location"] == "/"
    form["next"] = "/search/"
    assert Client().post("/accounts/login/", form)["Location"] == "/search/"


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/1-wrong/",
        "/accounts/password/reset/key/done/",
        "/accounts/inactive/",
        "/accounts/3rdparty/login/cancelled/",
        "/accounts/3rdparty/login/error/",
    ],
)
def test_every_open_page_of_sign_in_renders_in_our_layout(path):
    response = Client().get(path)
    html = response.content.decode()
    assert response.status_code in {200, 401}
    assert "m-header__wordmark" in html
    assert inline_code(html) == []


@pytest.mark.parametrize(
    "path", ["/accounts/signup/", "/accounts/email/", "/accounts/3rdparty/", "/accounts/social/signup/"]
)
def test_nobody_signs_up_or_manages_addresses(people: People, path):
    assert signed_in(people).get(path).status_code == 404


def test_a_forgotten_password_is_replaced_through_a_mailed_link(people: People):
    account = people.account("caseworker")
    client = Client()
    asked = client.post("/accounts/password/reset/", {"email": account.email}, follow=True)
    assert "If there is an account" in asked.content.decode()
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    new = "another long enough phrase"
    done = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert "Your password is changed" in done.content.decode()
    assert sign_in(Client(), account.email, new).status_code == 302
    assert "accounts.reset_password" in actions()


def test_a_stranger_who_asks_for_a_password_gets_the_same_page_and_no_mail():
    client = Client()
    asked = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "If there is an account" in asked.content.decode()
    assert mail.outbox == []


def test_changing_the_password_needs_the_old_one_and_is_audited(people: People):
    client = signed_in(people)
    new = "another long enough phrase"
    wrong = client.post("/accounts/password/change/", {"oldpassword": "no", "password1": new, "password2": new})
    assert wrong.status_code == 200
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert sign_in(Client(), people.account("caseworker").email, new).status_code == 302
    assert "accounts.change_password" in actions()


def test_a_provider_of_the_settings_gets_a_button(settings):
    page = Client().get("/accounts/login/").content.decode()
    assert "/accounts/oidc/" not in page
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [{"provider_id": "oidc", "name": "Northmoor", "client_id": "x", "secret": "y"}]}
    }
    page = Client().get("/accounts/login/").content.decode()
    assert "Sign in with Northmoor" in page
    assert "/accounts/oidc/oidc/login/" in page


def test_without_a_provider_its_address_is_not_found():
    assert Client().get("/accounts/oidc/oidc/login/").status_code == 404
