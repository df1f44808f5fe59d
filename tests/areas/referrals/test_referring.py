"""Referring: consent, children, refusals and drafts, through the door of the room."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, models

from manumit.areas.referrals import api
from manumit.areas.referrals.models import (
    AccountEntry,
    ConsentRecord,
    Notification,
    Person,
    Referral,
)
from manumit.errors import (
    Conflict,
    InputError,
    MoveRefused,
    NotFound,
    PolicyGap,
)
from manumit.platform.audit.models import AuditEntry
from manumit.platform.events.models import EventRecord
from tests.areas.referrals.conftest import ADULT, CHILD
from tests.support import AT


def state_of(referral_id):
    return Referral.objects.get(pk=referral_id).state


def test_an_adult_who_agrees_is_referred_under_a_pseudonym(desk):
    made = desk.draft()
    sent = api.submit_referral(by=desk.responder(), at=AT, referral_id=made, consent=True)
    row = Referral.objects.select_related("person").get(pk=made)
    assert sent.reference == row.reference == "NRM-2026-00001"
    assert sent.pseudonym == row.person.pseudonym
    assert row.state == "rg_pending"
    assert row.rg_due == date(2026, 11, 30)  # received on a Saturday, counts from Monday
    consent = ConsentRecord.objects.get(person=row.person)
    assert (consent.decision, consent.language) == ("given", "vi")
    assert EventRecord.objects.get(kind="ReferralSubmitted").payload == {"referral_id": str(made)}


def test_an_adult_who_was_not_asked_is_not_referred(desk):
    made = desk.draft()
    with pytest.raises(MoveRefused, match="informed consent"):
        api.submit_referral(by=desk.responder(), at=AT, referral_id=made, consent=None)
    assert state_of(made) == "draft"
    assert not EventRecord.objects.exists()


def test_consent_without_the_language_in_which_it_was_explained_does_not_count(desk):
    made = desk.draft(replace(ADULT, language_explained=""))
    with pytest.raises(InputError) as caught:
        api.submit_referral(by=desk.responder(), at=AT, referral_id=made, consent=True)
    assert caught.value.field == "language_explained"
    assert state_of(made) == "draft"


@pytest.mark.parametrize("band", ["child", "unsure"])
def test_a_child_is_referred_without_consent_once_the_local_authority_knows(desk, band):
    made = desk.draft(replace(CHILD, age_band=band))
    api.submit_referral(by=desk.responder(), at=AT, referral_id=made, consent=None)
    assert state_of(made) == "rg_pending"
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize("band", ["child", "unsure"])
@pytest.mark.parametrize("consent", [True, False, None])
def test_a_child_without_a_local_authority_contact_is_blocked_whatever_is_said(desk, band, consent):
    made = desk.draft(replace(CHILD, age_band=band, local_authority_contact="  "))
    with pytest.raises(MoveRefused, match="local authority"):
        api.submit_referral(by=desk.responder(), at=AT, referral_id=made, consent=consent)
    assert state_of(made) == "draft"
    assert not Notification.objects.exists()


def test_a_child_who_says_no_is_still_referred(desk):
    made = desk.draft(CHILD)
    api.submit_referral(by=desk.responder(), at=AT, referral_id=made, consent=False)
    assert state_of(made) == "rg_pending"


def test_an_organisation_that_is_not_a_first_responder_on_the_day_cannot_send(desk):
    home = desk.people.organisation("health", "A hospital")
    nurse = desk.people.actor("first_responder", "a nurse", organisation=home)
    made = api.start_referral(by=nurse, at=AT, facts=ADULT)
    with pytest.raises(MoveRefused, match="not a first responder"):
        api.submit_referral(by=nurse, at=AT, referral_id=made, consent=True)


def test_an_organisation_designated_for_children_cannot_refer_an_adult(desk):
    from manumit.platform.accounts.models import OrganisationRole

    home = desk.people.organisation("ngo", "A children’s line")
    OrganisationRole.objects.create(
        organisation=home,
        role="first_responder",
        scope="child",
        starts=date(2011, 1, 1),
        source="strategy, paragraph 28",
    )
    worker = desk.people.actor("first_responder", "a line worker", organisation=home)
    child = api.start_referral(by=worker, at=AT, facts=CHILD)
    api.submit_referral(by=worker, at=AT, referral_id=child, consent=None)
    adult = api.start_referral(by=worker, at=AT, facts=ADULT)
    with pytest.raises(MoveRefused, match="not a first responder"):
        api.submit_referral(by=worker, at=AT, referral_id=adult, consent=True)


def test_training_that_ran_out_stops_a_referral(desk):
    account = desk.people.account(
        "first_responder", organisation=desk.people.organisation("police", "The police", roles=("first_responder",))
    )
    made = desk.draft()
    account.trained_until = AT.date() - timedelta(days=1)
    account.save()
    with pytest.raises(MoveRefused, match="training"):
        api.submit_referral(by=desk.responder(), at=AT, referral_id=made, consent=True)


def test_a_refusal_is_notified_and_nothing_says_who_it_was(desk):
    made = desk.draft(replace(ADULT, safe_contact="07700 900 000", aliases=("Lotta",), source="her neighbour"))
    sent = api.submit_referral(by=desk.responder(), at=AT, referral_id=made, consent=False)
    row = Notification.objects.get(pk=sent.notification_id)
    assert (row.nationality, row.exploitation, row.region) == ("VNM", ["labour", "domestic_servitude"], "TLI")
    assert sent.pseudonym == ""
    columns = {field.name for field in Notification._meta.get_fields()}
    assert columns == {
        "id",
        "reference",
        "organisation",
        "sector",
        "on",
        "sex",
        "nationality",
        "exploitation",
        "region",
        "under_duty",
    }
    assert not any(
        isinstance(f, models.ForeignKey) and f.related_model in (Person, Referral)
        for f in Notification._meta.get_fields()
    )
    emptied = Referral.objects.select_related("person").get(pk=made)
    person = emptied.person
    left = [
        person.given_names,
        person.surname,
        person.birth,
        person.safe_contact,
        person.immigration_token,
        emptied.account,
        emptied.source,
    ]
    assert left == [""] * len(left)
    assert person.aliases == []
    assert not emptied.signs.exists()
    assert emptied.state == "notified"
    assert not AuditEntry.objects.filter(record_id=str(made), action="referrals.notify_without_identity").exists()


def test_a_notification_is_never_shown_to_decision_makers_as_a_case(desk):
    made = desk.draft()
    api.submit_referral(by=desk.responder(), at=AT, referral_id=made, consent=False)
    with pytest.raises(NotFound):
        api.open_referral(by=desk.caseworker(), at=AT, referral_id=made)


def test_pseudonyms_are_drawn_and_never_the_same(desk):
    found = {api.open_referral(by=desk.responder(), at=AT, referral_id=desk.draft()).pseudonym for _ in range(20)}
    assert len(found) == 20
    assert all(len(name) == len("MN-7K4F-2") and name.startswith("MN-") for name in found)


def test_before_the_mechanism_began_no_rule_answers(desk):
    early = datetime(2009, 3, 31, 9, tzinfo=UTC)
    from manumit.platform.accounts.models import OrganisationRole

    made = desk.draft()
    OrganisationRole.objects.update(starts=date(2000, 1, 1))
    with pytest.raises(PolicyGap):
        api.submit_referral(by=desk.responder(), at=early, referral_id=made, consent=True)


def test_identities_lie_encrypted_in_the_database(desk):
    made = desk.draft()
    person = Referral.objects.get(pk=made).person_id
    with connection.cursor() as cursor:
        cursor.execute("SELECT given_names, surname, birth, aliases FROM referrals_person")
        stored = " ".join(str(value) for value in cursor.fetchone())
        cursor.execute("SELECT account FROM referrals_referral")
        stored += str(cursor.fetchone())
    assert "Sunniva" not in stored
    assert "1999" not in stored
    assert "restaurant" not in stored
    assert Person.objects.get(pk=person).given_names == "Sunniva"


def test_two_who_edit_a_draft_meet_a_conflict(desk):
    made = desk.draft()
    facts, version, _ = api.open_draft(by=desk.responder(), at=AT, referral_id=made)
    first = api.save_facts(
        by=desk.responder(), at=AT, referral_id=made, facts=replace(facts, surname="One"), expected_version=version
    )
    with pytest.raises(Conflict):
        api.save_facts(
            by=desk.responder("a colleague"),
            at=AT,
            referral_id=made,
            facts=replace(facts, surname="Two"),
            expected_version=version,
        )
    kept, now, _ = api.open_draft(by=desk.responder(), at=AT, referral_id=made)
    assert (kept.surname, now) == ("One", first)


def test_what_was_typed_comes_back_whole(desk):
    made = desk.draft()
    facts, _version, _ = api.open_draft(by=desk.responder(), at=AT, referral_id=made)
    assert {f.name: getattr(facts, f.name) for f in fields(facts)} == {
        f.name: getattr(ADULT, f.name) for f in fields(ADULT)
    }


def test_a_sent_referral_is_added_to_and_not_changed(desk):
    made = desk.sent()
    with pytest.raises(MoveRefused):
        api.save_facts(by=desk.responder(), at=AT, referral_id=made, facts=ADULT, expected_version=2)
    api.add_account(by=desk.responder(), at=AT, referral_id=made, text="She was moved twice.", happened="last winter")
    assert [entry.text for entry in AccountEntry.objects.filter(referral=made).order_by("id")] == [
        ADULT.account,
        "She was moved twice.",
    ]


def test_drafts_are_emptied_after_28_days_and_not_before(desk):
    made = desk.draft()
    assert api.expire_drafts(AT + timedelta(days=28)) == 0
    assert api.expire_drafts(AT + timedelta(days=28, seconds=1)) == 1
    assert state_of(made) == "expired"
    assert Referral.objects.get(pk=made).person.given_names == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("age_band", "old"),
        ("sex", "?"),
        ("exploitation", ("theft",)),
        ("indicators", ("guess",)),
        ("nationalities", ("ZZZ",)),
        ("region", "Nowhere"),
        ("dependants", -1),
    ],
)
def test_facts_that_no_referral_may_hold_are_refused_by_name(field, value):
    with pytest.raises(InputError) as caught:
        replace(ADULT, **{field: value})
    assert caught.value.field == field
