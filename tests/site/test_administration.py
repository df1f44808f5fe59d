"""Accounts, organisations, tokens, broken glass, the trail, failed jobs and roles, through their pages."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from manumit.platform.access import all_permissions
from manumit.platform.accounts.models import Account, ApiToken, BrokenGlass, Membership, Organisation
from manumit.platform.audit.models import AuditEntry
from manumit.platform.jobs.models import DeadLetter
from tests.site.browser import inline_code
from tests.support import People, today

pytestmark = pytest.mark.django_db
REASON = "A child may be in danger tonight and nobody on call answers."


def day(name: str, value) -> dict[str, str]:
    return {f"{name}-day": str(value.day), f"{name}-month": str(value.month), f"{name}-year": str(value.year)}


@pytest.fixture
def admin(people: People) -> Client:
    return people.client("administrator")


@pytest.fixture
def guardian(people: People) -> Client:
    return people.client("data_guardian")


ADMIN_PAGES = [
    "accounts/",
    "accounts/new/",
    "organisations/",
    "organisations/new/",
    "jobs/",
    "roles/",
    "tokens/",
    "purpose/",
]
GUARDIAN_PAGES = ["glass/", "trail/", "roles/", "break-glass/"]


@pytest.mark.parametrize("path", ADMIN_PAGES)
def test_the_administrators_pages_open_without_inline_code(admin, path):
    response = admin.get(f"/administration/{path}")
    assert response.status_code == 200
    assert inline_code(response.content.decode()) == []


@pytest.mark.parametrize("path", GUARDIAN_PAGES)
def test_the_guardians_pages_open_without_inline_code(guardian, path):
    response = guardian.get(f"/administration/{path}")
    assert response.status_code == 200
    assert inline_code(response.content.decode()) == []


@pytest.mark.parametrize("path", ["accounts/", "organisations/", "jobs/", "roles/", "glass/", "trail/"])
def test_staff_open_none_of_them(people: People, path):
    assert people.client("caseworker").get(f"/administration/{path}").status_code == 403
    assert Client().get(f"/administration/{path}")["Location"].startswith("/accounts/login/")


def test_the_administrator_reads_neither_trail_nor_glass(admin):
    assert admin.get("/administration/trail/").status_code == 403
    assert admin.get("/administration/glass/").status_code == 403
    assert admin.get("/administration/break-glass/").status_code == 403


def test_an_account_is_added_given_a_role_and_its_role_ended(admin, people: People):
    made = admin.post("/administration/accounts/new/", {"email": "New@example.org", "name": "New Person"})
    account = Account.objects.get(email="new@example.org")
    page = f"/administration/accounts/{account.pk}/"
    assert made["Location"] == page
    organisation = people.organisation("competent_authority")
    form = {"organisation": str(organisation.pk), "role": "caseworker", **day("starts", today())}
    assert admin.post(page, form).status_code == 302
    membership = Membership.objects.get(account=account)
    assert membership.role == "caseworker"
    assert "Caseworker" in admin.get(page).content.decode()
    admin.post(f"/administration/roles/{membership.pk}/end/", day("ends", today()))
    membership.refresh_from_db()
    assert membership.ends == today()


def test_an_address_that_is_taken_is_refused_beside_its_field(admin, people: People):
    taken = people.account("caseworker").email
    page = admin.post("/administration/accounts/new/", {"email": taken, "name": "X"})
    assert page.status_code == 200
    assert "already" in page.content.decode()


def test_a_role_that_breaches_a_wall_is_refused_with_the_reason(admin, people: People):
    account = people.account("support_worker")
    organisation = people.organisation("immigration")
    form = {"organisation": str(organisation.pk), "role": "immigration_official", **day("starts", today())}
    page = admin.post(f"/administration/accounts/{account.pk}/", form)
    assert page.status_code == 200
    assert "Nobody may open both" in page.content.decode()
    assert account.memberships.count() == 1


def test_an_account_is_suspended_and_restored_but_never_ones_own(admin, people: People):
    account = people.account("caseworker")
    admin.post(f"/administration/accounts/{account.pk}/state/")
    account.refresh_from_db()
    assert not account.is_active
    admin.post(f"/administration/accounts/{account.pk}/state/", {"active": "yes"})
    account.refresh_from_db()
    assert account.is_active
    own = people.account("administrator")
    assert admin.post(f"/administration/accounts/{own.pk}/state/").status_code == 422


def test_a_lost_second_factor_is_removed_by_somebody_else_only(admin, people: People):
    account = people.account("caseworker")
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    TOTP.activate(people.account("administrator"), "JBSWY3DPEHPK3PXP")
    admin.post(f"/administration/accounts/{account.pk}/second-factor/")
    assert not Authenticator.objects.filter(user=account).exists()
    own = people.account("administrator")
    assert admin.post(f"/administration/accounts/{own.pk}/second-factor/").status_code == 422
    assert Authenticator.objects.filter(user=own).exists()
    assert AuditEntry.objects.filter(action="accounts.clear_second_factors", record_id=str(account.pk)).exists()


def test_the_list_of_accounts_is_narrowed_by_role_and_state(admin, people: People):
    people.account("caseworker", "Cora")
    people.account("reviewer", "Rhys")
    page = admin.get("/administration/accounts/?role=reviewer").content.decode()
    assert "Rhys" in page
    assert "Cora" not in page
    assert "Cora" not in admin.get("/administration/accounts/?state=suspended").content.decode()


def test_an_organisation_is_added_with_a_sourced_designation(admin):
    admin.post("/administration/organisations/new/", {"name": "Port police", "kind": "police", "ports": "lhr, dvr"})
    made = Organisation.objects.get(name="Port police")
    assert made.ports == ["LHR", "DVR"]
    page = f"/administration/organisations/{made.pk}/"
    without = admin.post(page, {"role": "First responder", "source": "", **day("starts", today())})
    assert without.status_code == 200
    assert not made.roles.exists()
    admin.post(page, {"role": "First responder", "source": "NRM guidance 2009", **day("starts", today())})
    assert made.roles.get().role == "first_responder"
    assert "NRM guidance 2009" in admin.get(page).content.decode()


def test_a_token_is_shown_once_works_and_stops_when_revoked(people: People):
    client = people.client("caseworker")
    shown = client.post("/administration/tokens/", {"label": "scanner"}).content.decode()
    assert shown.count("mnm_") == 1
    assert "mnm_" not in client.get("/administration/tokens/").content.decode()
    token = ApiToken.objects.get()
    stranger = people.client("reviewer")
    assert stranger.post(f"/administration/tokens/{token.pk}/revoke/").status_code == 404
    client.post(f"/administration/tokens/{token.pk}/revoke/")
    token.refresh_from_db()
    assert token.revoked_at is not None


def broken(people: People) -> tuple[Client, BrokenGlass]:
    client = people.client("port_officer")
    client.post("/administration/break-glass/", {"compartment": "child", "reason": REASON})
    return client, BrokenGlass.objects.get()


def test_breaking_the_glass_opens_for_an_hour_and_every_page_says_so(people: People):
    client, glass = broken(people)
    assert glass.ends - glass.starts == timedelta(minutes=60)
    assert "You have opened what your role does not open: child" in client.get("/search/").content.decode()


@pytest.mark.parametrize("compartment", ["border", "accounts", "oversight", "nonsense"])
def test_glass_offers_neither_what_is_open_nor_what_no_emergency_opens(people: People, compartment):
    client = people.client("port_officer")
    page = client.post("/administration/break-glass/", {"compartment": compartment, "reason": REASON})
    assert page.status_code == 200
    assert not BrokenGlass.objects.exists()


def test_glass_never_opens_both_sides_of_a_wall(people: People):
    client = people.client("immigration_official")
    page = client.post("/administration/break-glass/", {"compartment": "care", "reason": REASON})
    assert "No emergency opens both sides" in page.content.decode().split("There is a problem")[1]


def test_a_guardian_reviews_broken_glass(people: People, guardian):
    client, glass = broken(people)
    client.get("/search/")
    assert "To review" in guardian.get("/administration/glass/").content.decode()
    page = f"/administration/glass/{glass.pk}/"
    shown = guardian.get(page).content.decode()
    assert REASON in shown
    assert "accounts.break_glass" in shown
    assert AuditEntry.objects.filter(action="accounts.open_glass").exists()
    guardian.post(page, {"justified": "yes", "note": "A child was found."})
    glass.refresh_from_db()
    assert glass.justified is True
    assert "Justified" in guardian.get("/administration/glass/").content.decode()


def test_the_trail_shows_who_looked_at_a_record_and_notes_the_reader(people: People, guardian, admin):
    account = people.account("caseworker")
    admin.post(f"/administration/accounts/{account.pk}/state/")
    page = guardian.get(f"/administration/trail/?record={account.pk}").content.decode()
    assert "accounts.suspend_account" in page
    assert "a administrator" in page
    entry = AuditEntry.objects.get(action="audit.read_trail")
    assert entry.detail == {"filters": ["record"]}


def test_the_trail_is_narrowed_by_day_actor_and_action(people: People, guardian, admin):
    account = people.account("caseworker")
    admin.post(f"/administration/accounts/{account.pk}/state/")
    by = people.account("administrator").pk
    for query, found in (
        (f"day={today().isoformat()}", True),
        ("day=2009-04-01", False),
        ("day=nonsense", False),
        (f"actor={by}", True),
        ("action=accounts.suspend", True),
        ("action=border.", False),
    ):
        page = guardian.get(f"/administration/trail/?{query}").content.decode()
        assert ("accounts.suspend_account" in page) is found, query


def test_verifying_the_chain_says_that_it_holds_and_gives_the_head(guardian):
    guardian.get("/administration/trail/")
    page = guardian.post("/administration/trail/").content.decode()
    assert "The chain holds" in page
    assert AuditEntry.objects.get(action="audit.verify_chain").detail["holds"] is True


def test_a_head_that_the_chain_does_not_contain_shows_tampering(guardian):
    guardian.get("/administration/trail/")
    page = guardian.post("/administration/trail/", {"expected": f"1:{'0' * 64}"}).content.decode()
    assert "The chain is broken" in page


def test_a_failed_job_is_run_again_once_and_audited(admin):
    letter = DeadLetter.objects.create(
        at=timezone.now(),
        job="mail.send_notice",
        attempts=5,
        arguments={"to": "somebody@example.org", "template": "task", "href": "/"},
        error="OSError",
    )
    shown = admin.get("/administration/jobs/").content.decode()
    assert "mail.send_notice" in shown
    assert "somebody@example.org" not in shown
    assert admin.post(f"/administration/jobs/{letter.pk}/replay/").status_code == 302
    assert admin.post(f"/administration/jobs/{letter.pk}/replay/").status_code == 422
    assert AuditEntry.objects.filter(action="jobs.replay").count() == 1


def test_the_matrix_names_every_permission(guardian):
    page = guardian.get("/administration/roles/").content.decode()
    assert [one.name for one in all_permissions() if one.name not in page] == []


@pytest.mark.parametrize(
    "path",
    [
        "accounts/01900000-0000-7000-8000-000000000000/",
        "organisations/01900000-0000-7000-8000-000000000000/",
        "roles/01900000-0000-7000-8000-000000000000/end/",
    ],
)
def test_what_is_not_there_is_not_found(admin, path):
    assert admin.get(f"/administration/{path}").status_code == 404


def test_the_pages_cost_few_queries(admin, people: People, django_assert_max_num_queries):
    for number in range(12):
        people.account("caseworker", f"Person {number}")
    for path in ("accounts/", "organisations/", f"accounts/{people.account('caseworker', 'Person 1').pk}/"):
        with django_assert_max_num_queries(25):
            admin.get(f"/administration/{path}")
