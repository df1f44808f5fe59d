"""Hits: raised with their reasons, in the order in which people can be met, never deleted, closed only by an outcome."""
# ruff: noqa: DTZ001 - carriers give times by the port's own clock

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from manumit.areas.border import api
from manumit.areas.border.models import Hit, HitReason, Outcome, WatchlistEntry
from manumit.areas.referrals.models import Referral
from manumit.errors import AccessRefused, InputError, MoveRefused, NotFound, RuleBroken, SeparationOfDuties
from manumit.platform.audit.models import AuditEntry
from manumit.platform.thread.links import Ref, thread_of

from .support import (
    AT,
    LEG,
    ContactNumber,
    adult,
    child,
    definition,
    entry,
    listed_person,
    live_entry,
    live_indicator,
    officer,
    receive,
)

pytestmark = pytest.mark.django_db
LUTON = replace(
    LEG,
    number="9",
    origin="BUD",
    destination="LTN",
    departs=datetime(2026, 11, 22, 6, 0),
    arrives=datetime(2026, 11, 22, 8, 0),
)


def test_a_listed_person_makes_a_hit_that_explains_itself(people):
    made = live_entry(people)
    receive(listed_person(), adult())
    hit = Hit.objects.get()
    assert (hit.kind, hit.state, hit.port, hit.protects) == ("watchlist", "open", "LHR", False)
    reason = HitReason.objects.get()
    assert reason.entry_id == made
    assert {part["feature"] for part in reason.parts} >= {"name", "birth"}
    assert all(part["explanation"] for part in reason.parts)
    assert "suspected of trafficking" in reason.why


def test_a_spelling_that_differs_still_makes_a_hit(people):
    live_entry(people, names=("FESTUS OSSARO",), aliases=("OSARRO FESTUS",))
    receive(listed_person())
    assert Hit.objects.count() == 1


def test_an_entry_screens_nobody_before_a_second_person_approves_it(people):
    made = entry(people.actor("targeting_analyst"))
    receive(listed_person())
    assert Hit.objects.count() == 0
    api.approve_watchlist_entry(by=people.actor("targeting_supervisor"), at=AT, entry_id=made)
    from manumit.areas.border.tasks import rescreen

    rescreen(at=AT)
    assert Hit.objects.count() == 1
    rescreen(at=AT)
    assert HitReason.objects.count() == 1


def test_nobody_approves_an_own_entry_and_an_analyst_approves_none(people):
    supervisor = people.actor("targeting_supervisor")
    made = entry(supervisor)
    with pytest.raises(SeparationOfDuties):
        api.approve_watchlist_entry(by=supervisor, at=AT, entry_id=made)
    with pytest.raises(AccessRefused):
        api.approve_watchlist_entry(by=people.actor("targeting_analyst"), at=AT, entry_id=made)
    api.approve_watchlist_entry(by=people.actor("targeting_supervisor", "another"), at=AT, entry_id=made)
    with pytest.raises(MoveRefused):
        api.approve_watchlist_entry(by=people.actor("targeting_supervisor", "another"), at=AT, entry_id=made)


def test_a_withdrawn_or_ended_entry_screens_nobody_and_its_hits_stay(people):
    made = live_entry(people)
    receive(listed_person())
    api.withdraw_watchlist_entry(
        by=people.actor("targeting_supervisor"), at=AT, entry_id=made, reasons="Mistaken identity."
    )
    receive(listed_person(locator="NEW"), legs=(replace(LEG, number="5"),), control_reference="2")
    live_entry(people, starts=date(2026, 11, 1), ends=date(2026, 11, 20), review_on=date(2027, 1, 1))
    receive(listed_person(), legs=(replace(LEG, number="6"),), control_reference="3")
    assert Hit.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "other"),
        ("reason", " "),
        ("legal_basis", ""),
        ("births", ("31-12-1980",)),
        ("review_on", date(2026, 1, 1)),
        ("names", ()),
    ],
)
def test_an_entry_that_lacks_what_it_needs_is_refused_by_field(people, field, value):
    with pytest.raises(InputError) as refused:
        entry(people.actor("targeting_analyst"), **{field: value})
    assert refused.value.field in {field, "birth", "names"}
    assert WatchlistEntry.objects.count() == 0


def test_a_person_looked_for_to_protect_her_is_never_called_a_suspect(people):
    live_entry(people, kind="missing_child", reason="Left a home in Kent.")
    receive(listed_person())
    hit = Hit.objects.get()
    assert hit.protects
    assert "suspect" not in HitReason.objects.get().why


def test_an_indicator_looks_only_from_its_date_and_sees_the_party(people):
    starts = AT.date() + timedelta(days=1)
    live_indicator(people, starts=starts)
    receive(adult(), child())
    assert Hit.objects.count() == 0
    receive(adult(), child(), at=AT + timedelta(days=1), legs=(replace(LEG, number="77"),), control_reference="2")
    assert Hit.objects.count() == 1
    assert HitReason.objects.get().indicator.key == "adult-with-unrelated-child"


def test_an_indicator_does_not_go_live_in_the_past_or_by_its_author(people):
    analyst = people.actor("targeting_analyst")
    made = api.propose_indicator(by=analyst, at=AT, definition=definition(), because="Seen.")
    with pytest.raises(InputError):
        api.approve_indicator(
            by=people.actor("targeting_supervisor"), at=AT, indicator_id=made, starts=AT.date() - timedelta(days=1)
        )
    own = api.propose_indicator(
        by=people.actor("targeting_supervisor"), at=AT, definition=definition(version=2), because="Seen."
    )
    with pytest.raises(SeparationOfDuties):
        api.approve_indicator(by=people.actor("targeting_supervisor"), at=AT, indicator_id=own, starts=AT.date())


def test_protected_characteristics_alone_and_prohibited_criteria_are_refused(people):
    analyst = people.actor("targeting_analyst")
    for criteria in ([{"kind": "nationality_in", "countries": ["NGA"]}], [{"kind": "religion_is", "religion": "x"}]):
        with pytest.raises(RuleBroken):
            api.propose_indicator(by=analyst, at=AT, definition=definition(criteria=criteria), because="x")
    live_indicator(people)
    with pytest.raises(RuleBroken):
        api.propose_indicator(by=analyst, at=AT, definition=definition(), because="the same version again")


def test_one_telephone_of_strangers_is_found_across_services_and_not_within_a_family(people):
    live_indicator(
        people, key="one-phone", criteria=[{"kind": "contact_shared", "contact": "phone", "travellers_at_least": 1}]
    )
    phone = (ContactNumber("TE", "+44 7700 900123"),)
    receive(adult("A", contacts=phone, locator="FAM"), child("B", contacts=phone, locator="FAM"))
    assert Hit.objects.count() == 0
    receive(adult("A", contacts=phone, locator="ALONE"), legs=(replace(LEG, number="2"),), control_reference="2")
    assert Hit.objects.count() == 0
    receive(
        adult("C", contacts=(ContactNumber("TE", "00447700900123"),), locator="X"), legs=(LUTON,), control_reference="3"
    )
    assert Hit.objects.get().traveller.surname == "C"


def test_repeated_trips_with_different_children_are_remembered(people):
    live_indicator(
        people,
        key="trips",
        criteria=[
            {"kind": "trips_with_different_children", "trips_at_least": 2, "within_days": 365, "children_at_least": 2}
        ],
    )
    for n, name in enumerate(("ONE", "TWO", "THREE")):
        day = datetime(2026, 9 + n, 1, 8, 0)
        leg = replace(LEG, departs=day, arrives=day + timedelta(hours=6))
        receive(
            adult("ESCORT", "IVAN"),
            child(name, "KID"),
            legs=(leg,),
            control_reference=str(n),
            at=AT.replace(month=9 + n, day=1) if n < 2 else AT,
        )
    assert Hit.objects.get().traveller.surname == "ESCORT"


def test_all_reasons_of_one_traveller_stand_on_one_hit_and_a_new_one_makes_it_unread_again(people):
    live_entry(people)
    live_indicator(people)
    receive(listed_person(), child())
    hit = Hit.objects.get()
    assert hit.reasons.count() == 2
    desk = people.actor("targeting_analyst")
    api.open_hit(by=desk, at=AT, hit_id=hit.pk)
    live_entry(people, names=("FESTUS OSARO",), kind="facilitator")
    api.rescreen_upcoming(by=people.actor("targeting_supervisor"), at=AT)
    hit.refresh_from_db()
    assert (hit.state, hit.reasons.count()) == ("open", 3)


def test_the_queue_is_ordered_by_the_time_to_meet(people):
    live_entry(people)
    receive(listed_person())
    receive(listed_person(), legs=(LUTON,), control_reference="2")
    rows = api.hits_to_meet(by=people.actor("targeting_analyst"), at=AT)
    assert [row.port for row in rows] == ["LTN", "LHR"]
    assert rows[0].zone == "Europe/London"
    assert rows[0].name == "FESTUS OSARO"


def test_opening_marks_a_hit_as_read_by_whom_and_when_and_is_audited(people):
    live_entry(people)
    receive(listed_person())
    hit = Hit.objects.get()
    first, second = people.actor("targeting_analyst"), people.actor("targeting_supervisor")
    api.open_hit(by=first, at=AT, hit_id=hit.pk)
    view = api.open_hit(by=second, at=AT + timedelta(hours=1), hit_id=hit.pk)
    assert (view.row.state, view.read_by, view.read_at) == ("read", first.user_id, AT)
    assert AuditEntry.objects.filter(action="border.open_hit", record_id=str(hit.pk)).count() == 2


def test_no_hit_reason_outcome_or_message_can_be_deleted(people):
    live_entry(people)
    receive(listed_person())
    hit = Hit.objects.get()
    api.record_outcome(by=officer(people, "LHR"), at=AT, hit_id=hit.pk, outcome="no_concern")
    for table in ("border_hit", "border_hitreason", "border_outcome", "border_message"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    with pytest.raises(RuleBroken):
        Outcome.objects.get().delete()
    assert Hit.objects.count() == 1


def test_the_database_closes_no_hit_without_an_outcome(people):
    live_entry(people)
    receive(listed_person())
    for state in ("closed", "met"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Hit.objects.update(state=state)


def test_a_port_officer_sees_only_the_hits_of_her_own_ports(people):
    live_entry(people)
    receive(listed_person())
    receive(listed_person(), legs=(LUTON,), control_reference="2")
    heathrow = officer(people, "LHR")
    (row,) = api.hits_to_meet(by=heathrow, at=AT)
    assert row.port == "LHR"
    other = Hit.objects.get(port="LTN")
    for refused in (
        lambda: api.open_hit(by=heathrow, at=AT, hit_id=other.pk),
        lambda: api.record_outcome(by=heathrow, at=AT, hit_id=other.pk, outcome="no_concern"),
        lambda: api.start_referral_from_hit(by=heathrow, at=AT, hit_id=other.pk),
    ):
        with pytest.raises(NotFound):
            refused()
    view = api.open_hit(by=heathrow, at=AT, hit_id=row.id)
    assert (view.documents, view.locator, view.manifest_id) == ((), "", None)
    assert all(reason.parts == () and reason.entry_id is None for reason in view.reasons)


def test_a_carrier_sees_its_own_messages_and_no_hit(people):
    live_entry(people)
    mine = people.actor("carrier", "ours", organisation=people.organisation("carrier", "Ours", code="ZZ"))
    other = people.actor("carrier", "theirs", organisation=people.organisation("carrier", "Theirs", code="YY"))
    receipt = receive(listed_person(), by=mine)
    hit = Hit.objects.get()
    view = api.open_message(by=mine, at=AT, message_id=receipt.message_id)
    assert view.manifests == ()
    with pytest.raises(NotFound):
        api.open_message(by=other, at=AT, message_id=receipt.message_id)
    for refused in (
        lambda: api.open_hit(by=mine, at=AT, hit_id=hit.pk),
        lambda: api.hits_to_meet(by=mine, at=AT),
        lambda: api.open_manifest(by=mine, at=AT, manifest_id=receipt.manifest_ids[0]),
        lambda: api.list_watchlist(by=mine, at=AT),
    ):
        with pytest.raises(AccessRefused):
            refused()


def test_a_possible_victim_leads_to_a_referral_with_the_facts_and_nothing_of_the_watchlist(people):
    live_entry(people)
    live_indicator(people)
    receipt = receive(listed_person(), child())
    hit = Hit.objects.get()
    met_by = officer(people, "LHR")
    with pytest.raises(MoveRefused):
        api.start_referral_from_hit(by=met_by, at=AT, hit_id=hit.pk)
    outcome = api.record_outcome(
        by=met_by, at=AT, hit_id=hit.pk, outcome="potential_victim", note="Passport held by another."
    )
    hit.refresh_from_db()
    assert hit.state == "met"
    referral_id = api.start_referral_from_hit(by=met_by, at=AT, hit_id=hit.pk)
    hit.refresh_from_db()
    assert (hit.state, hit.referral_id) == ("closed", referral_id)
    referral = Referral.objects.get(pk=referral_id)
    person = referral.person
    assert (person.surname, person.given_names) == ("OSARO", "FESTUS")
    told = " ".join(str(getattr(one, field.name)) for one in (referral, person) for field in one._meta.concrete_fields)
    assert "Passport held by another." in told
    assert "two survivors" not in told
    desk = people.actor("targeting_analyst")
    thread = thread_of(desk, Ref("outcome", outcome))
    assert [card.ref.kind for card in thread.before] == ["message", "manifest", "hit"]
    assert thread.before[0].ref.id == receipt.message_id
    with pytest.raises(MoveRefused):
        api.start_referral_from_hit(by=met_by, at=AT, hit_id=hit.pk)


def test_a_child_is_referred_as_a_child_and_an_unknown_age_as_unsure(people):
    live_entry(people, births=())
    receive(listed_person(birth=date(2012, 1, 1)), listed_person(birth=None, unique_ref="Q", locator="Q"))
    met_by = officer(people, "LHR")
    bands = set()
    for hit in Hit.objects.all():
        api.record_outcome(by=met_by, at=AT, hit_id=hit.pk, outcome="potential_victim")
        bands.add(Referral.objects.get(pk=api.start_referral_from_hit(by=met_by, at=AT, hit_id=hit.pk)).age_band)
    assert bands == {"child", "unsure"}


def test_an_outcome_is_said_once_and_explained_where_it_must_be(people):
    live_entry(people)
    receive(listed_person())
    hit = Hit.objects.get()
    met_by = officer(people, "LHR")
    with pytest.raises(InputError):
        api.record_outcome(by=met_by, at=AT, hit_id=hit.pk, outcome="deleted")
    with pytest.raises(MoveRefused):
        api.record_outcome(by=met_by, at=AT, hit_id=hit.pk, outcome="other", note=" ")
    api.record_outcome(by=met_by, at=AT, hit_id=hit.pk, outcome="suspected_trafficker", reference="NM/1")
    with pytest.raises(MoveRefused):
        api.record_outcome(by=met_by, at=AT, hit_id=hit.pk, outcome="no_concern")


def test_unread_hits_are_brought_to_the_supervisor_once_and_never_removed(people):
    people.account("targeting_supervisor")
    live_entry(people)
    receive(listed_person())
    assert api.alert_unread(AT + timedelta(hours=1)) == 0
    assert api.alert_unread(AT + timedelta(hours=5)) == 1
    assert api.alert_unread(AT + timedelta(hours=6)) == 0
    figures = api.hit_figures(by=people.actor("targeting_analyst"))
    assert (figures.unread, figures.oldest_unread) == (1, AT)


def test_a_review_that_is_due_is_told_and_the_entry_stays(people):
    live_entry(people, review_on=date(2026, 12, 1))
    assert api.alert_reviews(AT) == 0
    assert api.alert_reviews(AT + timedelta(days=20)) == 1
    assert WatchlistEntry.objects.get().status == "approved"


def test_evidence_counts_and_names_nobody(people):
    live_entry(people)
    receive(listed_person(), adult())
    found = api.evidence(at=AT)
    assert (found["border.manifests"], found["border.hits_open"], found["border.travellers"]) == (1, 1, 2)
    assert all(isinstance(value, int) for value in found.values())
    assert api.evidence(at=AT - timedelta(days=1))["border.messages"] == 0


def test_a_hit_follows_its_service_when_the_times_move(people):
    live_entry(people)
    receive(listed_person())
    later = replace(LEG, arrives=datetime(2026, 11, 22, 19, 0))
    receive(listed_person(), legs=(later,), function="CP", control_reference="2")
    assert Hit.objects.get().meet_at.isoformat() == "2026-11-22T19:00:00+00:00"
