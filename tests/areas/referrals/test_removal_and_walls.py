"""Removal holds, walls between roles, and what the database keeps."""

from dataclasses import fields, replace
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from manumit.areas.referrals import api
from manumit.areas.referrals.models import (
    ConsentRecord,
    Decision,
    HoldQuestion,
    Letter,
    Person,
    Referral,
    RemovalAlarm,
    Review,
    StatusChange,
)
from manumit.errors import (
    AccessRefused,
    InputError,
    NotFound,
    RuleBroken,
)
from manumit.kernel.actor import PUBLIC
from manumit.platform.audit.models import AuditEntry
from manumit.platform.search.index import search
from tests.areas.referrals.conftest import ADULT, CHILD
from tests.support import AT, SYSTEM


def state_of(referral_id):
    return Referral.objects.get(pk=referral_id).state


def test_the_hold_answers_yes_or_no_and_a_reference(desk):
    desk.positive()
    known = api.removal_hold(by=desk.official(), at=AT, reference="im/77001")
    unknown = api.removal_hold(by=desk.official(), at=AT, reference="IM/nobody")
    assert (known.held, unknown.held) == (True, False)
    assert [f.name for f in fields(known)] == ["held", "reference"]
    assert known.reference[:3] == unknown.reference[:3] == "HQ-"
    assert HoldQuestion.objects.count() == 2


def test_an_attempted_removal_is_refused_and_the_alarm_stays(desk):
    made = desk.positive()
    with pytest.raises(RuleBroken) as caught:
        api.attempt_removal(by=desk.official(), at=AT, reference="IM/77 001")
    assert caught.value.code == "removal-held"
    assert set(caught.value.detail) == {"reference"}
    (alarm,) = api.open_alarms(by=desk.caseworker())
    assert alarm.referral_id == made
    api.deal_with_alarm(by=desk.caseworker(), at=AT, alarm_id=alarm.id)
    assert api.open_alarms(by=desk.caseworker()) == []
    assert RemovalAlarm.objects.count() == 1
    assert api.attempt_removal(by=desk.official(), at=AT, reference="IM/other").held is False


@pytest.mark.parametrize("ask", [api.removal_hold, api.attempt_removal])
def test_a_question_without_a_reference_is_refused(desk, ask):
    with pytest.raises(InputError) as caught:
        ask(by=desk.official(), at=AT, reference="  ")
    assert caught.value.field == "reference"


@pytest.mark.parametrize(
    "role",
    ["immigration_official", "prime_contractor", "support_worker", "statistician", "policy_official", "targeting_analyst",
     "intelligence_officer", "tasking_officer", "administrator", "librarian", "data_guardian", "carrier", "local_authority", "port_officer"],
)  # fmt: skip
def test_other_roles_see_no_case_and_no_count(desk, role):
    made, decision = desk.proposed()
    reader = desk.people.actor(role)
    with pytest.raises(NotFound):
        api.open_referral(by=reader, at=AT, referral_id=made)
    with pytest.raises(NotFound):
        api.open_decision(by=reader, at=AT, decision_id=decision)
    assert (
        api.case_queue(by=reader).total == api.review_queue(by=reader).total == api.my_referrals(by=reader).total == 0
    )
    assert search(reader, "Quillfeather").total == 0
    with pytest.raises((AccessRefused, NotFound)):
        desk.propose(made, by=reader)
    with pytest.raises((AccessRefused, NotFound)):
        api.agree_decision(by=reader, at=AT, decision_id=decision)


def test_nobody_sees_anything(desk):
    made = desk.sent()
    with pytest.raises(NotFound):
        api.open_referral(by=PUBLIC, at=AT, referral_id=made)


def test_another_first_responder_does_not_see_the_case(desk):
    made = desk.sent()
    with pytest.raises(NotFound):
        api.open_referral(by=desk.responder("a stranger", "Another police"), at=AT, referral_id=made)


def test_a_first_responder_sees_status_and_letters_and_no_minute(desk):
    made = desk.positive()
    seen = api.open_referral(by=desk.responder(), at=AT, referral_id=made)
    assert seen.decisions == ()
    assert seen.removal_held is None
    assert [letter.addressee for letter in seen.letters] == ["first_responder"]
    (letter,) = api.letters_to(by=desk.responder())
    assert "2026-12-21" in api.open_letter(by=desk.responder(), at=AT, letter_id=letter.id).body


def test_a_local_authority_sees_its_own_children_only(desk):
    home = desk.people.organisation("local_authority", "Northmoor")
    worker = desk.people.actor("local_authority", organisation=home)
    stranger = desk.people.actor(
        "local_authority", "a stranger", organisation=desk.people.organisation("local_authority", "Eastwick")
    )
    made = desk.sent(replace(CHILD, local_authority_id=str(home.pk)))
    adult = desk.sent(replace(ADULT, local_authority_id=str(home.pk)))
    assert [row.id for row in api.children_of(by=worker).rows] == [made]
    assert api.open_child(by=worker, at=AT, referral_id=made).facts.surname == "Quillfeather"
    assert api.children_of(by=stranger).total == 0
    for reader, wanted in ((stranger, made), (worker, adult)):
        with pytest.raises(NotFound):
            api.open_child(by=reader, at=AT, referral_id=wanted)


def test_opening_a_case_is_recorded(desk):
    made = desk.sent()
    api.open_referral(by=desk.caseworker(), at=AT, referral_id=made)
    assert AuditEntry.objects.filter(action="referrals.open_referral", record_id=str(made)).count() == 1


def test_statistical_rows_are_for_those_who_make_figures(desk):
    desk.sent()
    (row,) = api.statistical_rows(
        by=desk.people.actor("statistician"), since=date(2026, 11, 21), until=date(2026, 11, 22)
    )
    assert (row.age_group, row.exploitation, row.nationality, row.first_responder) == (
        "adult",
        ("labour", "domestic_servitude"),
        "VNM",
        "The police",
    )
    assert api.statistical_rows(by=SYSTEM, since=date(2026, 11, 22), until=date(2027, 1, 1)) == []
    with pytest.raises(AccessRefused):
        api.statistical_rows(by=desk.caseworker(), since=date(2026, 1, 1), until=date(2027, 1, 1))


def test_the_care_room_is_told_no_name(desk):
    made = desk.positive()
    told = api.support_facts(made)
    assert (told.region, told.sex, told.recovery_ends) == ("TLI", "F", date(2026, 12, 21))
    assert "Quillfeather" not in repr(told)


@pytest.mark.parametrize(
    "model", [Referral, Decision, Review, StatusChange, ConsentRecord, Letter, HoldQuestion, Person]
)
def test_the_database_refuses_to_delete_what_must_stay(desk, model):
    desk.positive()
    api.removal_hold(by=desk.official(), at=AT, reference="IM/77 001")
    with pytest.raises(DatabaseError, match="refuses delete"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def test_the_database_refuses_to_delete_or_change_a_notification(desk):
    api.submit_referral(by=desk.responder(), at=AT, referral_id=desk.draft(), consent=False)
    for statement in ("DELETE FROM referrals_notification", "UPDATE referrals_notification SET sex = 'X'"):
        with pytest.raises(DatabaseError, match="refuses"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(("model", "column"), [(Decision, "outcome"), (Review, "verdict"), (StatusChange, "to_state")])
def test_the_database_refuses_to_rewrite_what_was_decided(desk, model, column):
    desk.positive()
    with pytest.raises(DatabaseError, match="refuses update"), transaction.atomic():
        model.objects.update(**{column: "x"})


def test_every_step_stands_in_its_own_row_with_its_actor(desk):
    made = desk.positive()
    steps = (
        StatusChange.objects.filter(referral=made)
        .order_by("id")
        .values_list("move", "from_state", "to_state", "actor_id")
    )
    assert [step[:3] for step in steps] == [
        ("submit", "draft", "rg_pending"),
        ("propose_rg", "rg_pending", "rg_proposed"),
        ("agree_rg_positive", "rg_proposed", "recovery"),
    ]
    assert len({step[3] for step in steps}) == 3
