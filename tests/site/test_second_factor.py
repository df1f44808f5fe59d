"""The second factor: setting it up, signing in with it, recovery codes, keys, and what is shut without it."""

import json
import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from manumit.platform.accounts.services import issue_token
from manumit.platform.audit.models import AuditEntry
from tests.site.browser import PASSWORD, inline_code, sign_in, signed_in
from tests.support import AT, People

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def confirm(client: Client) -> None:
    """Give the password once more, as what follows demands."""
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302


@pytest.fixture
def required(settings):
    settings.MANUMIT_SECOND_FACTOR = "required"


@pytest.fixture
def with_app(people: People):
    """An account that has an authenticator app and recovery codes."""
    account = people.account("caseworker")
    TOTP.activate(account, SECRET)
    RecoveryCodes.activate(account)
    return account


def test_without_a_second_factor_nothing_else_is_open(people: People, required):
    client = signed_in(people)
    for path in ("/", "/search/", "/administration/tokens/", "/accounts/sessions/"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (302, "/accounts/2fa/"), path
    assert client.get("/accounts/2fa/").status_code == 200


def test_the_api_is_shut_too_for_a_session_without_a_second_factor(people: People, required, with_app):
    from manumit.platform.rest.guard import SessionAuth

    client = Client()
    client.force_login(with_app, backend="allauth.account.auth_backends.AuthenticationBackend")
    request = client.get("/search/").wsgi_request
    assert SessionAuth().authenticate(request, "x") is None


def test_setting_up_an_app_opens_the_rest_and_is_audited(people: People, required, django_capture_on_commit_callbacks):
    client = signed_in(people)
    confirm(client)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r"Secret\s*</dt>\s*<dd[^>]*>([A-Z2-7]+)<", page)[1]
    assert 'src="data:image/svg+xml;base64,' in page
    assert inline_code(page) == []
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert done["Location"] == "/accounts/2fa/recovery-codes/"
    assert client.get("/search/").status_code == 200
    assert AuditEntry.objects.filter(action="accounts.add_second_factor", detail={"factor": "totp"}).count() == 1


def test_setting_up_a_factor_ends_sessions_that_proved_only_a_password(
    people: People, django_capture_on_commit_callbacks
):
    elsewhere, client = signed_in(people), signed_in(people)
    confirm(client)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r"Secret\s*</dt>\s*<dd[^>]*>([A-Z2-7]+)<", page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert elsewhere.get("/search/").status_code == 302
    assert client.get("/search/").status_code == 200


def test_a_wrong_code_sets_nothing_up(people: People):
    client = signed_in(people)
    confirm(client)
    client.get("/accounts/2fa/totp/activate/")
    refused = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert refused.status_code == 200
    assert not Authenticator.objects.exists()


def test_the_password_alone_does_not_pass_where_there_is_a_factor(with_app):
    client = Client()
    half = sign_in(client, with_app.email)
    assert half["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/search/")["Location"].startswith("/accounts/login/")
    assert not AuditEntry.objects.filter(action="accounts.sign_in").exists()


def test_password_and_code_sign_in(with_app, required):
    client = Client()
    sign_in(client, with_app.email)
    page = client.get("/accounts/2fa/authenticate/").content.decode()
    assert inline_code(page) == []
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert AuditEntry.objects.filter(action="accounts.fail_second_factor").count() <= 1
    done = client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    assert done["Location"] == "/"
    assert client.get("/search/").status_code == 200


def test_a_code_works_once(with_app):
    code = code_of(SECRET)
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, with_app.email)
    assert first.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    assert second.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


def test_guessing_codes_is_stopped(with_app):
    client = Client()
    sign_in(client, with_app.email)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)}).status_code == 200
    assert client.get("/search/").status_code == 302


def test_a_recovery_code_signs_in_once(with_app):
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    client = Client()
    sign_in(client, with_app.email)
    assert client.post("/accounts/2fa/authenticate/", {"code": codes[0]})["Location"] == "/"
    again = Client()
    sign_in(again, with_app.email)
    assert again.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 200


def test_a_session_older_than_the_factor_must_prove_it(people: People, required, with_app):
    client = Client()
    client.force_login(with_app, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.get("/search/")
    assert response["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fsearch%2F"
    page = client.get(response["Location"])
    assert inline_code(page.content.decode()) == []
    proved = client.post("/accounts/2fa/reauthenticate/", {"code": code_of(SECRET), "next": "/search/"})
    assert proved["Location"] == "/search/"
    assert client.get("/search/").status_code == 200


def test_recovery_codes_are_shown_downloaded_and_renewed(with_app):
    client = Client()
    sign_in(client, with_app.email)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    if client.get("/accounts/2fa/recovery-codes/").status_code == 302:
        confirm(client)
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    shown = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert inline_code(shown) == []
    text = client.get("/accounts/2fa/recovery-codes/download/").content.decode()
    assert text.split() == codes
    assert "m-header" in client.get("/accounts/2fa/recovery-codes/generate/").content.decode()
    client.post("/accounts/2fa/recovery-codes/generate/")
    renewed = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    assert set(renewed).isdisjoint(codes)


def test_removing_the_app_asks_for_the_password_and_is_audited(with_app):
    client = Client()
    client.force_login(with_app, backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = client.get("/accounts/2fa/totp/deactivate/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    page = client.get(asked["Location"]).content.decode()
    assert inline_code(page) == []
    confirm(client)
    assert inline_code(client.get("/accounts/2fa/totp/deactivate/").content.decode()) == []
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.filter(action="accounts.remove_second_factor").exists()


def test_the_secret_of_an_app_lies_encrypted(with_app):
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert SECRET not in stored
    assert get_adapter().decrypt(stored) == SECRET


def data_of(html: str, element: str) -> dict:
    return json.loads(re.search(rf'<script type="application/json" id="{element}">(.*?)</script>', html, re.DOTALL)[1])


def test_the_page_that_adds_a_key_carries_what_the_browser_needs(people: People):
    client = signed_in(people)
    confirm(client)
    html = client.get("/accounts/2fa/webauthn/add/").content.decode()
    assert inline_code(html) == []
    assert data_of(html, "webauthn-data")["creation_options"]["publicKey"]["challenge"]
    assert data_of(html, "webauthn-page")["form"] == "addForm"
    assert 'id="webauthn-button"' in html
    assert "manumit/webauthn-page.js" in html
    broken = client.post("/accounts/2fa/webauthn/add/", {"name": "key", "credential": "{}"})
    assert broken.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.fixture
def with_key(people: People):
    return Authenticator.objects.create(
        user=people.account("caseworker"),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Blue key", "credential": {}},
    )


def test_keys_are_listed_renamed_and_removed(people: People, with_key, with_app):
    client = Client()
    sign_in(client, people.account("caseworker").email)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    confirm(client)
    page = client.get("/accounts/2fa/webauthn/").content.decode()
    assert "Blue key" in page
    edit = f"/accounts/2fa/webauthn/keys/{with_key.pk}/edit/"
    assert inline_code(client.get(edit).content.decode()) == []
    client.post(edit, {"name": "Red key"})
    assert "Red key" in client.get("/accounts/2fa/webauthn/").content.decode()
    remove = f"/accounts/2fa/webauthn/keys/{with_key.pk}/remove/"
    assert inline_code(client.get(remove).content.decode()) == []
    client.post(remove)
    assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()


def test_somebody_elses_key_cannot_be_renamed(people: People, with_key):
    client = signed_in(people, "reviewer")
    confirm(client)
    assert client.get(f"/accounts/2fa/webauthn/keys/{with_key.pk}/edit/").status_code == 404


def test_a_token_of_a_machine_needs_no_second_factor(people: People, required, with_app):
    from django.test import RequestFactory

    from manumit.platform.rest.guard import TokenAuth

    token = issue_token(by=people.actor("caseworker"), at=AT, account_id=with_app.pk, label="machine")
    request = RequestFactory().get("/api/")
    request.at = AT
    assert TokenAuth().authenticate(request, token).user_id == str(with_app.pk)
