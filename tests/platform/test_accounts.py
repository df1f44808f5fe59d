"""Dated roles, walls, broken glass, tokens."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from manumit.errors import AccessRefused, InputError, NotFound, RuleBroken, SeparationOfDuties
from manumit.kernel.actor import PUBLIC, Actor
from manumit.kernel.roles import ROLES, Compartment, breached_wall, compartments_of
from manumit.platform.accounts import services
from manumit.platform.accounts.actors import actor_for
from manumit.platform.accounts.models import ApiToken, BrokenGlass
from manumit.platform.audit.models import AuditEntry
from tests.support import AT, LONG_AGO

REASON = "A child may be in danger tonight and nobody on call answers."


@pytest.fixture
def admin(people):
    return people.actor("administrator")


def grant(admin, people, account, role, **dates):
    kind = min(ROLES[role].organisation_kinds)
    return services.grant_role(
        by=admin,
        at=AT,
        account_id=account.pk,
        organisation_id=people.organisation(kind).pk,
        role_key=role,
        **{"starts": LONG_AGO, **dates},
    )


def test_no_single_role_opens_both_sides_of_a_wall():
    assert [key for key in ROLES if breached_wall(compartments_of([key]))] == []


def test_a_role_that_would_breach_a_wall_is_refused_even_in_another_organisation(admin, people):
    account = people.account("support_worker")
    with pytest.raises(SeparationOfDuties):
        grant(admin, people, account, "immigration_official")


def test_the_wall_opens_once_the_other_role_has_ended_before_the_new_one_starts(admin, people):
    account = people.account("support_worker")
    services.end_role(by=admin, at=AT, membership_id=account.memberships.get().pk, ends=AT.date())
    made = grant(admin, people, account, "immigration_official", starts=AT.date())
    assert made.role == "immigration_official"


def test_roles_that_breach_a_wall_in_the_data_open_nothing():
    actor = Actor(user_id="x", roles=frozenset({"support_worker", "immigration_official"}))
    assert actor.compartments == {Compartment.PUBLIC}


def test_an_administrator_cannot_grant_to_self(admin, people):
    with pytest.raises(SeparationOfDuties):
        grant(admin, people, people.account("administrator"), "data_guardian")


def test_a_role_needs_an_organisation_of_its_kind(admin, people):
    account = people.account("librarian")
    with pytest.raises(InputError) as refused:
        services.grant_role(
            by=admin,
            at=AT,
            account_id=account.pk,
            organisation_id=people.organisation("carrier").pk,
            role_key="statistician",
            starts=LONG_AGO,
        )
    assert refused.value.field == "role"


def test_a_role_holds_from_its_first_day_until_the_day_it_ends(admin, people):
    account = people.account("librarian")
    membership = account.memberships.get()
    services.end_role(by=admin, at=AT, membership_id=membership.pk, ends=AT.date())
    assert actor_for(account, at=AT - timedelta(days=1)).roles == {"librarian"}
    assert actor_for(account, at=AT).roles == frozenset()


def test_a_suspended_account_is_nobody(admin, people):
    account = people.account("librarian")
    services.suspend_account(by=admin, at=AT, account_id=account.pk)
    account.refresh_from_db()
    assert actor_for(account, at=AT) == PUBLIC


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"administrator"}))
def test_only_administrators_manage_accounts(people, role):
    with pytest.raises(AccessRefused):
        services.create_account(by=people.actor(role), at=AT, email="x@example.org", name="X")


def test_broken_glass_opens_the_compartment_for_its_time_and_tells_the_guardian(people):
    people.account("data_guardian")
    account = people.account("triage_officer")
    glass = services.break_glass(
        by=actor_for(account, at=AT), at=AT, compartment=Compartment.INTELLIGENCE, reason=REASON
    )
    assert actor_for(account, at=AT).opens(Compartment.INTELLIGENCE)
    assert not actor_for(account, at=glass.ends).opens(Compartment.INTELLIGENCE)
    assert "broken_glass" in str(DBTaskResult.objects.get().args_kwargs)
    assert REASON not in str(AuditEntry.objects.get(action="accounts.break_glass").detail)


def test_no_emergency_breaches_a_wall(people):
    official = people.actor("immigration_official")
    with pytest.raises(SeparationOfDuties):
        services.break_glass(by=official, at=AT, compartment=Compartment.CARE, reason=REASON)


@pytest.mark.parametrize(("reason", "error"), [("", InputError), ("because", InputError)])
def test_glass_needs_a_reason(people, reason, error):
    with pytest.raises(error):
        services.break_glass(by=people.actor("triage_officer"), at=AT, compartment=Compartment.BORDER, reason=reason)


def test_glass_is_not_broken_for_what_is_open_already(people):
    with pytest.raises(RuleBroken):
        services.break_glass(
            by=people.actor("triage_officer"), at=AT, compartment=Compartment.PREVENTION, reason=REASON
        )


def test_a_guardian_reviews_and_nobody_reviews_an_own_access(people):
    guardian = people.actor("data_guardian")
    services.break_glass(by=people.actor("triage_officer"), at=AT, compartment=Compartment.BORDER, reason=REASON)
    glass = BrokenGlass.objects.get()
    services.review_glass(by=guardian, at=AT, glass_id=glass.pk, justified=True, note="Checked with the duty officer.")
    glass.refresh_from_db()
    assert glass.justified is True
    services.break_glass(by=guardian, at=AT, compartment=Compartment.BORDER, reason=REASON)
    own = BrokenGlass.objects.get(reviewed_at=None)
    with pytest.raises(SeparationOfDuties):
        services.review_glass(by=guardian, at=AT, glass_id=own.pk, justified=True, note="")


def test_a_token_is_shown_once_and_kept_as_a_digest(people):
    actor = people.actor("carrier")
    token = services.issue_token(by=actor, at=AT, account_id=people.account("carrier").pk, label="feed")
    stored = ApiToken.objects.get()
    assert token not in stored.digest
    assert stored.digest == services.digest_of(token)


def test_another_persons_token_does_not_exist(people):
    services.issue_token(by=people.actor("carrier"), at=AT, account_id=people.account("carrier").pk, label="feed")
    with pytest.raises(NotFound):
        services.revoke_token(by=people.actor("librarian"), at=AT, token_id=ApiToken.objects.get().pk)


def test_there_is_one_first_administrator(people):
    made = services.create_first_administrator(
        at=AT, email="a@example.org", name="A", organisation="House", password="quite-a-long-secret-9"
    )
    assert actor_for(made, at=AT).has("administrator")
    with pytest.raises(RuleBroken):
        services.create_first_administrator(
            at=AT, email="b@example.org", name="B", organisation="Other", password="quite-a-long-secret-9"
        )


def test_every_write_leaves_one_audit_entry(admin, people):
    before = AuditEntry.objects.count()
    services.create_account(by=admin, at=AT, email="new@example.org", name="New")
    assert AuditEntry.objects.count() == before + 1
