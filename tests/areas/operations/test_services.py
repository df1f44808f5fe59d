"""Moves of the room: second person, guards, counting once, corrections, restricted operations, kept rows."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from manumit.areas.intelligence.api import Disseminated
from manumit.areas.operations import api
from manumit.areas.operations.models import Result, StageChange, TaskingDecision, TaskingOffer
from manumit.areas.operations.selectors import (
    operations_visible_to,
    requests_visible_to,
    results_visible_to,
)
from manumit.errors import (
    AccessRefused,
    Conflict,
    Duplicate,
    InputError,
    MoveRefused,
    NotFound,
    RuleBroken,
    SeparationOfDuties,
)
from manumit.platform.audit.models import AuditEntry
from manumit.platform.events.bus import publish
from manumit.platform.thread.links import Ref, thread_of
from tests.areas.operations.support import REQUEST
from tests.support import AT, SYSTEM

LATER = AT + timedelta(days=2)
YEAR = {"since": AT.date() - timedelta(days=365), "until": AT.date() + timedelta(days=30)}


def refused_field(act):
    with pytest.raises(InputError) as refused:
        act()
    return refused.value.field


def test_the_requester_cannot_decide_her_own_request(desk):
    asker = desk.officer("asker")
    request_id = desk.request(by=asker)
    with pytest.raises(SeparationOfDuties):
        api.decide_tasking(by=asker, at=AT, request_id=request_id, adopted=True, reasons="Mine.")
    assert request_id not in {row.id for row in api.list_to_decide(by=asker)}
    assert request_id in {row.id for row in api.list_to_decide(by=desk.officer("second"))}


def test_a_refusal_carries_its_reasons_and_is_appealed_to_a_third_person(desk):
    asker, second, third = desk.officer("asker"), desk.officer("second"), desk.officer("third")
    request_id = desk.request(by=asker)
    assert (
        refused_field(lambda: api.decide_tasking(by=second, at=AT, request_id=request_id, adopted=False, reasons=" "))
        == "reasons"
    )
    api.decide_tasking(by=second, at=AT, request_id=request_id, adopted=False, reasons="No team is free.")
    api.appeal_tasking(by=asker, at=AT, request_id=request_id, reasons="A team is free now.")
    with pytest.raises(SeparationOfDuties):
        api.decide_tasking(by=second, at=AT, request_id=request_id, adopted=True, reasons="Then so be it.")
    api.decide_tasking(by=third, at=LATER, request_id=request_id, adopted=True, reasons="A team is free.")
    found = api.open_request(by=asker, at=LATER, request_id=request_id)
    assert found.row.state == "adopted"
    assert [step.text for step in found.steps] == ["No team is free.", "A team is free now.", "A team is free."]


def test_only_the_requesting_organisation_appeals(desk):
    request_id = desk.request()
    api.decide_tasking(by=desk.officer("second"), at=AT, request_id=request_id, adopted=False, reasons="No.")
    with pytest.raises(NotFound):
        api.appeal_tasking(by=desk.officer("far", desk.other_force), at=AT, request_id=request_id, reasons="Please.")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"asset": "tank"}, "asset"),
        ({"urgency": ""}, "urgency"),
        ({"harm": "?"}, "harm"),
        ({"because": ""}, "because"),
    ],
)
def test_a_request_with_a_bad_part_names_the_field(desk, change, field):
    assert refused_field(lambda: desk.request(**change)) == field


def test_an_operation_needs_an_adopted_request_and_known_agencies(desk):
    asker = desk.officer("asker")
    request_id = desk.request(by=asker)
    with pytest.raises(MoveRefused):
        api.register_operation(by=asker, at=AT, request_id=request_id, name="Larch")
    request_id = desk.adopted(by=asker)
    unknown = {"by": asker, "at": AT, "request_id": request_id, "name": "Larch"}
    assert refused_field(lambda: api.register_operation(**unknown, agencies=(uuid4(),))) == "agencies"
    assert refused_field(lambda: api.register_operation(**unknown, country_codes=("ZZZ",))) == "countries"
    assert refused_field(lambda: api.register_operation(**unknown, threat_area="boredom")) == "threat_area"
    api.register_operation(**unknown)
    with pytest.raises(Duplicate):
        api.register_operation(**unknown)


def test_an_operation_of_one_agency_needs_a_reason_to_be_adopted(desk):
    made = desk.operation(stage="proposed", agencies=())
    with pytest.raises(MoveRefused, match="alone"):
        api.move_operation(by=desk.officer("asker"), at=AT, operation_id=made, stage="adopted")
    api.edit_operation(
        by=desk.officer("asker"), at=AT, operation_id=made, name="Larch", sole_reason="Nobody else is near."
    )
    api.move_operation(by=desk.officer("asker"), at=AT, operation_id=made, stage="adopted")


def test_the_arrest_phase_waits_for_the_welfare_plan_and_closing_for_the_debrief(desk):
    asker = desk.officer("asker")
    request_id = desk.adopted(by=asker)
    made = api.register_operation(by=asker, at=AT, request_id=request_id, name="Larch", agencies=(desk.force.pk,))
    for stage in ("adopted", "development"):
        api.move_operation(by=asker, at=AT, operation_id=made, stage=stage)
    with pytest.raises(MoveRefused, match="welfare plan"):
        api.move_operation(by=asker, at=AT, operation_id=made, stage="arrest_phase")
    api.move_operation(
        by=asker, at=AT, operation_id=made, stage="arrest_phase", welfare_plan="Rowan Tree receives them."
    )
    with pytest.raises(MoveRefused, match="de-brief"):
        api.move_operation(by=asker, at=AT, operation_id=made, stage="closed")
    api.move_operation(by=asker, at=AT, operation_id=made, stage="closed", debrief="The lorries were the key.")
    assert list(StageChange.objects.filter(operation_id=made).order_by("at", "pk").values_list("stage", flat=True)) == [
        "proposed", "adopted", "development", "arrest_phase", "closed",
    ]  # fmt: skip


def test_an_agency_that_takes_no_part_reads_but_does_not_write(desk):
    made = desk.operation()
    stranger = desk.officer("stranger", desk.other_force)
    assert api.open_operation(by=stranger, at=AT, operation_id=made).takes_part is False
    with pytest.raises(AccessRefused):
        desk.result(made, by=stranger)
    api.add_agency(by=desk.officer("asker"), at=AT, operation_id=made, organisation_id=desk.other_force.pk)
    desk.result(made, by=stranger)


@pytest.mark.parametrize(
    "role",
    [
        "liaison_officer",
        "intelligence_officer",
        "caseworker",
        "immigration_official",
        "policy_official",
        "administrator",
    ],
)
def test_nothing_of_the_room_exists_for_other_roles(desk, role):
    desk.result(desk.operation())
    actor = desk.people.actor(role)
    for visible in (operations_visible_to, requests_visible_to, results_visible_to):
        assert visible(actor).count() == 0


def test_a_dissemination_becomes_an_offer_and_then_a_request_on_the_thread(desk):
    officer = desk.officer("asker")
    sent = uuid4()
    publish(Disseminated(dissemination_id=str(sent), recipient_organisation_id=str(desk.centre.pk)), by=SYSTEM, at=AT)
    publish(
        Disseminated(dissemination_id=str(uuid4()), recipient_organisation_id=str(desk.prosecution.pk)),
        by=SYSTEM,
        at=AT,
    )
    assert [offer.dissemination_id for offer in api.list_offers(by=officer)] == [sent]
    assert api.list_offers(by=desk.officer("stranger", desk.other_force)) == ()
    made = api.request_tasking(by=officer, at=AT, dissemination=Ref("dissemination", sent), **REQUEST)
    assert api.list_offers(by=officer) == ()
    assert TaskingOffer.objects.get().state == "raised"
    from manumit.platform.thread.models import ThreadLink

    assert ThreadLink.objects.filter(earlier_id=sent, later_id=made, later_kind="tasking_request").exists()


def test_the_thread_runs_from_the_request_to_the_result(desk):
    result_id = desk.result(desk.operation())
    kinds = [card.ref.kind for card in thread_of(desk.officer(), Ref("result", result_id)).before]
    assert kinds == ["tasking_request", "operation"]


def test_an_edit_made_on_an_old_version_is_a_conflict(desk):
    made, asker = desk.operation(), desk.officer("asker")
    seen = api.open_operation(by=asker, at=AT, operation_id=made).version
    api.edit_operation(by=asker, at=AT, operation_id=made, expected=seen, name="Larch", joint_team=True)
    with pytest.raises(Conflict):
        api.edit_operation(by=asker, at=AT, operation_id=made, expected=seen, name="Elm")


def test_the_ledger_shows_its_gap_and_takes_back_by_an_opposite_entry(desk):
    made = desk.operation()
    investigator = desk.people.actor("financial_investigator", organisation=desk.force)
    facts = {"by": investigator, "at": AT, "operation_id": made, "on": AT.date()}
    wrong = api.record_entry(stage="collected", amount_pence=1_000, **facts)
    api.record_entry(stage="collected", amount_pence=500, **facts)
    api.record_entry(stage="compensated", amount_pence=200, **facts)
    gaps = {each.key: each.gap_pence for each in api.ledger(by=investigator).reconciliations}
    assert gaps["distribution"] == 1_300
    api.reverse_entry(by=investigator, at=AT, entry_id=wrong, note="Another order.")
    with pytest.raises(Duplicate):
        api.reverse_entry(by=investigator, at=AT, entry_id=wrong, note="Again.")
    found = api.ledger(by=investigator)
    assert {each.key: each.gap_pence for each in found.reconciliations}["distribution"] == 300
    assert len(found.rows) == 4
    assert refused_field(lambda: api.record_entry(stage="collected", amount_pence=-1, **facts)) == "amount_pence"
    future = {**facts, "on": (AT + timedelta(days=1)).date()}
    assert refused_field(lambda: api.record_entry(stage="collected", amount_pence=1, **future)) == "on"


def test_evidence_counts_what_happened(desk):
    made = desk.operation(stage="arrest_phase", joint_team=True)
    desk.result(made)
    desk.result(made, kind="safeguarded", counted_key="PERSON-1")
    desk.result(made, kind="safeguarded_child", counted_key="PERSON-2")
    desk.result(made, kind="group_disrupted", counted_key="GROUP-1")
    desk.result(made, kind="asset_restrained", counted_key="ORDER-1", amount_pence=1_250)
    assert api.evidence(at=AT) == {
        "operations.arrests": 1,
        "operations.safeguarded": 1,
        "operations.safeguarded_children": 1,
        "operations.assets_restrained_pence": 1_250,
        "operations.to_arrest_phase": 1,
        "operations.groups_disrupted": 1,
        "operations.joint_teams": 1,
    }
    found = api.half_year(by=desk.officer(), at=AT)
    assert (found.to_arrest_phase, found.groups_disrupted, found.under_way) == (1, 1, 1)


@pytest.mark.parametrize("model", [Result, StageChange, TaskingDecision])
def test_what_was_decided_done_and_counted_cannot_be_deleted_or_changed(desk, model):
    desk.result(desk.operation())
    row = model.objects.first()
    with pytest.raises(RuleBroken):
        row.delete()
    table = model._meta.db_table
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_every_write_and_every_opening_is_audited(desk):
    made = desk.operation()
    result_id = desk.result(made)
    api.open_result(by=desk.officer(), at=AT, result_id=result_id)
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {
        "operations.request_tasking",
        "operations.decide_tasking",
        "operations.register_operation",
        "operations.move_operation",
        "operations.record_result",
        "operations.open_result",
    } <= actions
    assert "0042" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))
