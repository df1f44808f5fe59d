"""Receiving and sorting public reports."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from manumit.areas.prevention import api, rules
from manumit.areas.prevention.models import PublicReport, TriageOutcome
from manumit.areas.prevention.selectors import reports_visible_to
from manumit.errors import AccessRefused, Conflict, InputError, MoveRefused, NotFound, RuleBroken
from manumit.kernel.roles import ROLES
from manumit.platform.audit.models import AuditEntry
from manumit.platform.search.index import search
from manumit.platform.thread.links import Ref, thread_of
from tests.support import AT

pytestmark = pytest.mark.django_db


def report(**said):
    return api.submit_public_report(**{"at": AT, "what": "Men sleep in the Quillfeather container", **said})


def test_anyone_may_report_and_gets_a_code_that_tells_no_identity():
    receipt = report(contact="07700 900123")
    stored = PublicReport.objects.get()
    assert api.state_of_code(receipt.code) == "received"
    assert receipt.code.replace("-", "") not in str(stored.__dict__)
    assert receipt.code not in repr(receipt)
    entry = AuditEntry.objects.get(action="prevention.submit_public_report")
    assert entry.actor_id == "public"
    assert "900123" not in str(entry.detail)


def test_what_was_said_lies_sealed():
    report()
    assert "Quillfeather" not in str(PublicReport.objects.values_list("what", flat=True).get())


def test_a_form_that_is_sent_twice_is_one_report():
    first, again = report(nonce="n-1"), report(nonce="n-1")
    assert (first.code, again.repeated) == (again.code, True)
    assert PublicReport.objects.count() == 1


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"what": "   "}, "what"),
        ({"what": "x" * 10_001}, "what"),
        ({"about": "x" * 4_001}, "about"),
        ({"kind": "ghost"}, "kind"),
        ({"kind": "business"}, "business"),
    ],
)
def test_bad_input_names_the_field_and_keeps_nothing(bad, field):
    with pytest.raises(InputError) as refused:
        report(**bad)
    assert refused.value.field == field
    assert not PublicReport.objects.exists()


def test_a_flood_is_slowed_but_danger_is_always_taken(monkeypatch):
    monkeypatch.setattr("manumit.areas.prevention.services.receiving.MOST_IN_BURST", 2)
    report()
    report()
    with pytest.raises(RuleBroken, match="emergency"):
        report()
    assert report(danger_now=True).code
    assert report(at=AT + rules.BURST_WINDOW + timedelta(seconds=1)).code


def test_danger_comes_first_and_machines_last(people):
    suspect, normal, danger = report(suspect=True), report(), report(danger_now=True)
    rows, total = api.triage_queue(by=people.actor("triage_officer"))
    assert [row.id for row in rows] == [danger.report_id, normal.report_id, suspect.report_id]
    assert total == 3


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"triage_officer"}))
def test_reports_do_not_exist_for_other_roles(people, role):
    receipt = report()
    actor = people.actor(role)
    assert not reports_visible_to(actor).exists()
    assert search(actor, "Quillfeather").total == 0
    with pytest.raises(AccessRefused):
        api.open_report(by=actor, at=AT, report_id=receipt.report_id)
    with pytest.raises(AccessRefused):
        api.triage_report(by=actor, at=AT, report_id=receipt.report_id, outcome="close", reason="no")


def test_opening_a_report_is_noted(people):
    receipt = report(place="Harbour Road")
    view = api.open_report(by=people.actor("triage_officer"), at=AT, report_id=receipt.report_id)
    assert view.place == "Harbour Road"
    assert "Harbour" not in repr(view)
    assert AuditEntry.objects.filter(action="prevention.open_public_report", record_id=str(receipt.report_id)).exists()


def test_a_report_is_found_by_its_words_by_the_triage_officer(people):
    report()
    assert search(people.actor("triage_officer"), "Quillfeather").total == 1


def test_closing_keeps_the_report_with_its_reason(people):
    officer = people.actor("triage_officer")
    receipt = report()
    close = {"by": officer, "at": AT, "report_id": receipt.report_id, "outcome": "close"}
    with pytest.raises(MoveRefused):
        api.triage_report(**close, reason=" ")
    assert api.triage_report(**close, reason="the same as another") is None
    with pytest.raises(MoveRefused):
        api.triage_report(**close, reason="again")
    assert api.state_of_code(receipt.code) == "closed"
    assert TriageOutcome.objects.get().reason == "the same as another"


def test_a_referral_is_begun_with_the_account_and_without_the_reporter(people):
    from manumit.areas.referrals.models import Referral

    officer = people.actor("triage_officer")
    receipt = report(place="Harbour Road", contact="07700 900123")
    referral = api.triage_report(by=officer, at=AT, report_id=receipt.report_id, outcome="refer", reason="a victim")
    account = str([getattr(Referral.objects.get(pk=referral), f.attname) for f in Referral._meta.concrete_fields])
    assert "900123" not in account
    responder = people.actor("first_responder")
    assert {step.ref.kind for step in thread_of(officer, Ref("public_report", receipt.report_id)).after} <= {"referral"}
    with pytest.raises(NotFound):
        thread_of(responder, Ref("public_report", receipt.report_id))


def test_what_goes_to_intelligence_waits_there_for_a_second_person(people):
    from manumit.platform.events.models import EventRecord

    officer = people.actor("triage_officer")
    receipt = report()
    filed = api.triage_report(
        by=officer, at=AT, report_id=receipt.report_id, outcome="intelligence", reason="a network"
    )
    assert filed is not None
    assert EventRecord.objects.filter(kind="PublicReportPassedOn").count() == 1
    assert api.state_of_code(receipt.code) == "passed_on"
    intelligence = people.actor("intelligence_officer")
    assert not reports_visible_to(intelligence).exists()


def test_an_unknown_outcome_and_an_unknown_report_are_refused(people):
    officer = people.actor("triage_officer")
    receipt = report()
    with pytest.raises(InputError):
        api.triage_report(by=officer, at=AT, report_id=receipt.report_id, outcome="burn", reason="x")
    from uuid import uuid4

    with pytest.raises(NotFound):
        api.triage_report(by=officer, at=AT, report_id=uuid4(), outcome="close", reason="x")


def test_no_report_can_be_deleted_or_rewritten(people):
    receipt = report()
    api.triage_report(
        by=people.actor("triage_officer"), at=AT, report_id=receipt.report_id, outcome="close", reason="no"
    )
    for act in (
        lambda: PublicReport.objects.all()._raw_delete("default"),
        lambda: TriageOutcome.objects.all()._raw_delete("default"),
        lambda: PublicReport.objects.update(received_at=AT),
        lambda: TriageOutcome.objects.update(outcome="refer"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_campaigns_are_registered_with_how_they_were_measured(people):
    officer = people.actor("triage_officer")
    good = {"by": officer, "at": AT, "name": "Blue Hand", "audience": "students", "language": "ro", "starts": AT.date()}
    made = api.add_campaign(**good)
    for bad in ({}, {"name": "x", "reach": 5}, {"name": "y", "ends": AT.date()}, {"name": " "}):
        with pytest.raises(InputError):
            api.add_campaign(**{**good, **bad})
    api.record_reach(by=officer, at=AT, campaign_id=made, reach=1200, reach_source="count", expected=1)
    with pytest.raises(Conflict):
        api.record_reach(by=officer, at=AT, campaign_id=made, reach=2, reach_source="count", expected=1)
    assert api.evidence(at=AT)["prevention.reached"] == 1200
    with pytest.raises(AccessRefused):
        api.add_campaign(**{**good, "by": people.actor("carrier"), "name": "z"})


def test_evidence_counts_reports_by_what_became_of_them():
    report()
    report(kind="business", business="Car wash Ltd")
    found = api.evidence(at=AT + timedelta(days=2))
    assert (found["prevention.reports"], found["prevention.late"], found["prevention.businesses"]) == (2, 2, 1)
