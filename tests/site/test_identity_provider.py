"""Signing in through an organisation's identity provider: only known people, only with an address it verified."""

import pytest
from allauth.core import context
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from manumit.platform.accounts.models import Account
from manumit.platform.audit.models import AuditEntry
from tests.support import People

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def provider(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "Northmoor",
                    "client_id": "x",
                    "secret": "y",
                    "settings": {"server_url": "http://127.0.0.1:9/"},
                }
            ]
        }
    }


def vouch_for(email: str, *, verified: bool = True):
    """What follows when the provider has sent its answer."""
    client = Client()
    request = client.get("/accounts/login/").wsgi_request
    with context.request_context(request):
        found = get_adapter().get_provider(request, "oidc")
        claims = {"userinfo": {"sub": "abc", "email": email, "email_verified": verified}}
        login = found.sociallogin_from_response(request, claims)
        return request, complete_social_login(request, login)


def test_a_known_person_is_signed_in_and_it_is_audited(people: People):
    account = people.account("caseworker")
    request, response = vouch_for(account.email)
    assert response.status_code == 302
    assert request.user.pk == account.pk
    assert AuditEntry.objects.filter(action="accounts.sign_in", record_id=str(account.pk)).exists()


def test_an_unknown_person_gets_no_account():
    request, response = vouch_for("stranger@example.org")
    assert "There is no account for you here" in response.content.decode()
    assert not request.user.is_authenticated
    assert not Account.objects.exists()


def test_an_address_that_the_provider_did_not_verify_does_not_count(people: People):
    account = people.account("caseworker")
    request, _response = vouch_for(account.email, verified=False)
    assert not request.user.is_authenticated
    assert not SocialAccount.objects.exists()


def test_the_provider_does_not_stand_in_for_the_second_factor(people: People):
    account = people.account("caseworker")
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    request, response = vouch_for(account.email)
    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert not request.user.is_authenticated


def test_a_provider_that_does_not_answer_is_said_plainly():
    response = Client().get("/accounts/oidc/oidc/login/")
    assert "did not answer as it should" in response.content.decode()
    assert response.status_code == 503
