"""Results: counted once, shared, corrected, assessed by a panel."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.db import transaction

from manumit.areas.operations import api
from manumit.areas.operations.models import Result
from manumit.errors import (
    AccessRefused,
    Conflict,
    Duplicate,
    InputError,
    RuleBroken,
    SeparationOfDuties,
)
from tests.support import AT

LATER = AT + timedelta(days=2)
YEAR = {"since": AT.date() - timedelta(days=365), "until": AT.date() + timedelta(days=30)}


def refused_field(act):
    with pytest.raises(InputError) as refused:
        act()
    return refused.value.field


def test_the_same_person_is_counted_once_whoever_records_her(desk):
    first, second = desk.operation("Larch"), desk.operation("Birch")
    desk.result(first)
    with pytest.raises(Duplicate, match="Larch"):
        desk.result(second, by=desk.officer("partner", desk.force), counted_key="nm 120042")
    desk.result(second, kind="charge")
    assert api.results(at=LATER, **YEAR)["arrest"] == 1
    assert api.results(at=LATER, **YEAR)["charge"] == 1


def test_the_order_in_which_agencies_record_does_not_matter(desk):
    first, second = desk.operation("Larch"), desk.operation("Birch")
    recordings = [
        (first, {"kind": "arrest", "counted_key": "AAAA1"}),
        (second, {"kind": "arrest", "counted_key": "aaaa-1"}),
        (second, {"kind": "asset_restrained", "counted_key": "ORDER 9", "amount_pence": 700}),
        (first, {"kind": "asset_restrained", "counted_key": "order9", "amount_pence": 700}),
    ]
    seen = set()
    for order in permutations(recordings):
        with transaction.atomic():
            for operation_id, facts in order:
                try:
                    desk.result(operation_id, **facts)
                except Duplicate:
                    continue
            seen.add(tuple(api.results(at=LATER, **YEAR).items()))
            transaction.set_rollback(True)
    assert len(seen) == 1
    assert dict(seen.pop())["asset_restrained_pence"] == 700


def test_a_shared_result_is_a_link_and_not_a_second_count(desk):
    first, second = desk.operation("Larch"), desk.operation("Birch")
    result_id = desk.result(first)
    with pytest.raises(SeparationOfDuties):
        api.share_result(by=desk.officer("asker"), at=AT, result_id=result_id, operation_id=second)
    api.share_result(by=desk.officer("partner", desk.force), at=AT, result_id=result_id, operation_id=second)
    assert [row.id for row in api.open_operation(by=desk.officer("asker"), at=AT, operation_id=second).shared] == [
        result_id
    ]
    assert api.results(at=LATER, **YEAR)["arrest"] == 1


def test_a_correction_supersedes_and_earlier_totals_stay(desk):
    made = desk.operation()
    asker = desk.officer("asker")
    first = desk.result(made, kind="asset_restrained", amount_pence=900)
    second = api.correct_result(
        by=asker,
        at=LATER,
        result_id=first,
        kind="asset_restrained",
        on=AT.date(),
        amount_pence=600,
        note="Counted twice.",
    )
    assert api.results(at=AT, **YEAR)["asset_restrained_pence"] == 900
    assert api.results(at=LATER, **YEAR)["asset_restrained_pence"] == 600
    with pytest.raises(Conflict):
        api.correct_result(by=asker, at=LATER, result_id=first, kind="arrest", on=AT.date(), note="Again.")
    found = api.open_result(by=asker, at=LATER, result_id=first)
    assert (found.stands, found.latest_id) == (False, second)
    assert [step.what for step in found.history] == ["recorded", "corrected"]


def test_a_result_that_fell_away_can_be_recorded_anew(desk):
    made, asker = desk.operation(), desk.officer("asker")
    first = desk.result(made, kind="conviction")
    gone = api.withdraw_result(by=asker, at=LATER, result_id=first, note="The trial collapsed.")
    assert api.results(at=AT, **YEAR)["conviction"] == 1
    assert api.results(at=LATER, **YEAR)["conviction"] == 0
    with pytest.raises(RuleBroken):
        api.correct_result(by=asker, at=LATER, result_id=gone, kind="conviction", on=AT.date(), note="No.")
    desk.result(made, kind="conviction", at=LATER)
    assert api.results(at=LATER, **YEAR)["conviction"] == 1


def test_a_correction_cannot_take_what_another_operation_counts(desk):
    first, second = desk.operation("Larch"), desk.operation("Birch")
    desk.result(first, counted_key="AAAA1")
    other = desk.result(second, counted_key="BBBB1")
    with pytest.raises(Duplicate):
        api.correct_result(
            by=desk.officer("asker"),
            at=LATER,
            result_id=other,
            kind="arrest",
            on=AT.date(),
            note="Same man.",
            counted_key="AAAA1",
        )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "medal"}, "kind"),
        ({"on": (AT + timedelta(days=1)).date()}, "on"),
        ({"kind": "asset_seized", "amount_pence": -100}, "amount_pence"),
        ({"counted_key": "-"}, "counted_key"),
        ({"note": "x" * 8001}, "note"),
    ],
)
def test_a_bad_result_names_its_field_and_stores_nothing(desk, facts, field):
    made = desk.operation()
    assert refused_field(lambda: desk.result(made, **facts)) == field
    assert not Result.objects.exists()


def test_the_reference_itself_is_not_kept(desk):
    desk.result(desk.operation())
    stored = Result.objects.get()
    assert "0042" not in stored.counted_key
    assert len(stored.counted_key) == 64


def test_roles_record_only_their_kinds(desk):
    made = desk.operation()
    prosecutor = desk.people.actor("prosecutor", organisation=desk.prosecution)
    with pytest.raises(AccessRefused):
        desk.result(made, by=prosecutor, kind="arrest")
    desk.result(made, by=prosecutor, kind="conviction")
    investigator = desk.people.actor("financial_investigator", organisation=desk.force)
    desk.result(made, by=investigator, kind="asset_restrained", amount_pence=5)


def test_a_panel_of_others_assesses_a_disruption(desk):
    made, asker = desk.operation(), desk.officer("asker")
    result_id = desk.result(made, kind="group_disrupted", level="major", counted_key="GROUP 7")
    with pytest.raises(SeparationOfDuties):
        api.assess_disruption(by=asker, at=AT, result_id=result_id, level="minor", reasons="I said so.")
    api.assess_disruption(
        by=desk.officer("panel"), at=AT, result_id=result_id, level="minor", reasons="It re-formed in a week."
    )
    levels = api.totals_for(by=asker, at=AT, **YEAR).levels
    assert (levels["minor"], levels["major"]) == (1, 0)
