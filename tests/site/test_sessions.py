"""One's own sessions: listed, ended one by one or all, at once; and for whom one acts."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from manumit.kernel.roles import ROLES
from manumit.platform.accounts.models import Membership
from manumit.platform.audit.models import AuditEntry
from tests.site.browser import inline_code, signed_in
from tests.support import LONG_AGO, People

pytestmark = pytest.mark.django_db


def test_the_list_marks_the_session_in_hand(people: People):
    client = signed_in(people)
    signed_in(people)
    html = client.get("/accounts/sessions/").content.decode()
    assert html.count("This session") == 1
    assert html.count("End this session") == 1
    assert inline_code(html) == []


def test_ending_one_session_signs_it_out_at_once(people: People):
    here, elsewhere = signed_in(people), signed_in(people)
    other = UserSession.objects.exclude(session_key=here.cookies["sessionid"].value).get()
    here.post(f"/accounts/sessions/{other.pk}/end/")
    assert elsewhere.get("/search/").status_code == 302
    assert here.get("/search/").status_code == 200
    assert AuditEntry.objects.filter(action="accounts.end_session").count() == 1


def test_a_get_ends_nothing(people: People):
    here, elsewhere = signed_in(people), signed_in(people)
    other = UserSession.objects.exclude(session_key=here.cookies["sessionid"].value).get()
    here.get(f"/accounts/sessions/{other.pk}/end/")
    assert elsewhere.get("/search/").status_code == 200


def test_ending_all_others_keeps_the_one_in_hand(people: People):
    here, *elsewhere = (signed_in(people) for _ in range(3))
    here.post("/accounts/sessions/")
    assert [client.get("/search/").status_code for client in elsewhere] == [302, 302]
    assert here.get("/search/").status_code == 200
    assert AuditEntry.objects.get(action="accounts.end_session").detail == {"sessions": 2}


def test_somebody_elses_session_does_not_exist(people: People):
    signed_in(people, "reviewer")
    theirs = UserSession.objects.get()
    assert signed_in(people).post(f"/accounts/sessions/{theirs.pk}/end/").status_code == 404
    assert UserSession.objects.filter(pk=theirs.pk).exists()


def test_suspending_an_account_ends_what_it_may_do_at_once(people: People):
    client = signed_in(people)
    account = people.account("caseworker")
    signed_in(people, "administrator").post(f"/administration/accounts/{account.pk}/state/", {})
    assert client.get("/search/").status_code == 302


@pytest.fixture
def two_desks(people: People) -> tuple[Client, str]:
    client = signed_in(people)
    kind = min(ROLES["quality_lead"].organisation_kinds)
    other = people.organisation(kind, "Zeal of quality")
    Membership.objects.create(
        account=people.account("caseworker"),
        organisation=other,
        role="quality_lead",
        starts=LONG_AGO,
        granted_by="test",
    )
    return client, str(other.pk)


def test_choosing_another_organisation_changes_roles_and_purpose(two_desks):
    client, other = two_desks
    assert "Zeal of quality: audit decisions" in client.get("/administration/purpose/").content.decode()
    assert client.post("/administration/purpose/", {"desk": f"{other}:audit-decisions"}).status_code == 302
    client.get("/administration/tokens/")
    client.post("/administration/tokens/", {"label": "a machine"})
    entry = AuditEntry.objects.get(action="accounts.issue_token")
    assert (entry.roles, entry.purpose, entry.organisation_id) == ("quality_lead", "audit-decisions", other)


@pytest.mark.parametrize("purpose", ["administer", "removal-check", ""])
def test_a_purpose_of_another_role_is_refused(two_desks, purpose):
    client, other = two_desks
    assert client.post("/administration/purpose/", {"desk": f"{other}:{purpose}"}).status_code == 200
    assert not AuditEntry.objects.filter(action="accounts.choose_purpose").exists()
