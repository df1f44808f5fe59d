"""Pure rules: counting once, stages, tasking, ledger, clashes."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.areas.operations.rules import (
    ASSET_KINDS,
    LEDGER_STAGES,
    OPERATION,
    RESULT_KINDS,
    TASKING,
    CountedResult,
    LedgerEntry,
    OperationFacts,
    PlannedFact,
    TaskingFacts,
    balances,
    check_result,
    clashes_of,
    decision_move,
    move_to,
    natural_key,
    read_cell,
    reconcile,
    reversed_entry,
    six_months_before,
    totals,
)
from manumit.areas.operations.rules.words import role_of
from manumit.errors import InputError, MoveRefused

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
DAY = date(2026, 10, 1)
PERIOD = {"since": date(2026, 1, 1), "until": date(2027, 1, 1)}

kinds = st.sampled_from(sorted(RESULT_KINDS))
recorded = st.builds(
    CountedResult,
    kind=kinds,
    counted_key=st.sampled_from(["a", "b", "c"]),
    on=st.dates(date(2025, 11, 1), date(2027, 2, 1)),
    recorded_at=st.integers(0, 360).map(lambda days: AT - timedelta(days=200) + timedelta(days=days)),
    amount_pence=st.integers(0, 10**9),
    withdrawn=st.booleans(),
)


@given(st.lists(recorded, max_size=12).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_any_order_of_recordings_gives_the_same_totals(both):
    rows, shuffled = both
    assert totals(rows, at=AT, **PERIOD) == totals(shuffled, at=AT, **PERIOD)


@given(st.lists(recorded, max_size=12))
def test_recording_everything_twice_changes_no_total(rows):
    assert totals([*rows, *rows], at=AT, **PERIOD) == totals(rows, at=AT, **PERIOD)


@given(st.lists(recorded, max_size=12))
def test_no_kind_counts_more_than_the_different_people_and_things(rows):
    found = totals(rows, at=AT, **PERIOD)
    assert all(found.counts[kind] <= len({r.counted_key for r in rows if r.kind == kind}) for kind in RESULT_KINDS)
    assert set(found.pence) == set(ASSET_KINDS)


def test_an_arrest_and_a_charge_of_one_person_are_two_results():
    rows = [CountedResult(kind, "a", DAY, AT) for kind in ("arrest", "charge", "arrest")]
    found = totals(rows, at=AT, **PERIOD)
    assert (found.counts["arrest"], found.counts["charge"]) == (1, 1)


def test_a_correction_changes_totals_only_from_when_it_was_made():
    later = AT + timedelta(days=3)
    old = CountedResult("asset_restrained", "a", DAY, AT, 500, superseded_at=later)
    new = CountedResult("asset_restrained", "a", DAY, later, 300)
    assert totals([old, new], at=AT, **PERIOD).pence["asset_restrained"] == 500
    assert totals([old, new], at=later, **PERIOD).pence["asset_restrained"] == 300


def test_children_and_adults_are_counted_apart():
    rows = [CountedResult("safeguarded", "a", DAY, AT), CountedResult("safeguarded_child", "b", DAY, AT)]
    found = totals(rows, at=AT, **PERIOD)
    assert (found.counts["safeguarded"], found.counts["safeguarded_child"]) == (1, 1)


@pytest.mark.parametrize("typed", ["NM/12-0042", "nm 12 0042", "NM120042", "ＮＭ120042"])
def test_the_same_reference_typed_differently_is_one(typed):
    assert natural_key(typed) == "nm120042"


@pytest.mark.parametrize("typed", ["", "---", "a1", " "])
def test_a_reference_too_short_to_tell_people_apart_is_refused(typed):
    with pytest.raises(InputError) as refused:
        natural_key(typed)
    assert refused.value.field == "counted_key"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "glory"}, "kind"),
        ({"on": date(2026, 11, 2)}, "on"),
        ({"on": date(1066, 1, 1)}, "on"),
        ({"amount_pence": -1}, "amount_pence"),
        ({"amount_pence": 1}, "amount_pence"),
        ({"kind": "asset_seized"}, "amount_pence"),
        ({"kind": "asset_seized", "amount_pence": -5}, "amount_pence"),
        ({"kind": "asset_seized", "amount_pence": 10**18}, "amount_pence"),
        ({"level": "major"}, "level"),
        ({"kind": "group_disrupted", "level": "total"}, "level"),
    ],
)
def test_a_result_that_cannot_be_counted_names_its_field(change, field):
    with pytest.raises(InputError) as refused:
        check_result(**{"kind": "arrest", "on": DAY, "today": date(2026, 11, 1), "amount_pence": 0, **change})
    assert refused.value.field == field


def test_the_arrest_phase_needs_a_welfare_plan_and_closing_a_debrief():
    ready = OperationFacts(lead=True, partners=1)
    assert set(OPERATION.refusals("execute", "development", ready)) == {"welfare_plan"}
    assert set(OPERATION.refusals("close", "prosecution", ready)) == {"debrief"}


def test_an_agency_alone_needs_a_reason():
    assert set(OPERATION.refusals("adopt", "proposed", OperationFacts(lead=True))) == {"partner"}
    assert not OPERATION.refusals("adopt", "proposed", OperationFacts(lead=True, sole_reason=True))
    assert set(OPERATION.refusals("adopt", "proposed", OperationFacts(partners=1))) == {"lead"}


def test_stages_cannot_be_skipped():
    with pytest.raises(MoveRefused, match="Adopted"):
        move_to("proposed", "arrest_phase")
    with pytest.raises(MoveRefused, match="closed"):
        move_to("closed", "development")
    assert move_to("development", "arrest_phase") == "execute"


def test_a_request_waits_for_a_decision_only_when_asked_or_appealed():
    assert decision_move("asked", adopted=False) == "refuse"
    assert decision_move("appealed", adopted=True) == "allow"
    for state in ("adopted", "refused", "upheld"):
        with pytest.raises(MoveRefused):
            decision_move(state, adopted=True)
    assert set(TASKING.refusals("adopt", "asked", TaskingFacts())) == {"reasons", "independent"}


def test_the_published_shares_of_2013_14_leave_their_known_gap():
    day = date(2014, 3, 31)
    entries = [
        LedgerEntry.of("collected", day, 1_537_048_80),
        *(LedgerEntry.of("shared", day, pence) for pence in (48_089_57, 703_572_21, 751_661_79)),
    ]
    by_key = {each.key: each for each in reconcile(entries)}
    assert by_key["distribution"].gap_pence == 33_725_23
    assert not by_key["distribution"].holds
    assert balances(entries)["collected"] == 33_725_23


def test_compensation_awarded_and_paid_count_on_different_bases():
    day = date(2014, 3, 31)
    by_key = {each.key: each for each in reconcile([LedgerEntry.of("compensation_awarded", day, 68_669_51)])}
    assert by_key["compensation"].gap_pence == 68_669_51
    assert by_key["distribution"].holds
    assert LEDGER_STAGES["compensation_awarded"].basis != LEDGER_STAGES["compensated"].basis


entries_made = st.lists(
    st.builds(LedgerEntry.of, st.sampled_from(sorted(LEDGER_STAGES)), st.just(DAY), st.integers(1, 10**12)), max_size=20
)


@given(entries_made)
def test_the_ledger_always_balances(entries):
    assert sum(balances(entries).values()) == 0


@given(entries_made)
def test_entries_taken_back_leave_nothing(entries):
    both = [*entries, *map(reversed_entry, entries)]
    assert not any(balances(both).values())
    assert all(each.holds for each in reconcile(both))


@pytest.mark.parametrize(
    ("stage", "pence", "field"),
    [("won", 5, "stage"), ("collected", 0, "amount_pence"), ("collected", -5, "amount_pence")],
)
def test_an_entry_that_is_no_entry_is_refused(stage, pence, field):
    with pytest.raises(InputError) as refused:
        LedgerEntry.of(stage, DAY, pence)
    assert refused.value.field == field


ONE, TWO = UUID(int=1), UUID(int=2)


def planned(number, lead, *, on=DAY, cell="TQ3080", restricted=False):
    return PlannedFact(UUID(int=number), UUID(int=100 + number), lead, on, cell, restricted)


def test_two_leads_in_one_square_on_one_day_are_both_told():
    events = [planned(1, ONE), planned(2, TWO), planned(3, TWO, cell="TQ3081"), planned(4, TWO, on=date(2026, 10, 2))]
    assert [clash.event_id for clash in clashes_of(ONE, events)] == [UUID(int=1)]
    assert [clash.event_id for clash in clashes_of(TWO, events)] == [UUID(int=2)]


def test_a_restricted_event_is_a_silent_hit():
    events = [planned(1, ONE), planned(2, TWO, restricted=True)]
    assert clashes_of(ONE, events) == clashes_of(ONE, events[:1]) == ()
    assert len(clashes_of(TWO, events)) == 1


def test_one_lead_does_not_clash_with_herself():
    assert clashes_of(ONE, [planned(1, ONE), planned(2, ONE)]) == ()


def test_a_grid_square_is_read_as_people_write_it():
    assert read_cell(" tq 30 80 ") == "TQ3080"
    for wrong in ("", "TQ30", "London", "TI3080", "51.5,-0.1"):
        with pytest.raises(InputError):
            read_cell(wrong)


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        (date(2026, 8, 31), date(2026, 2, 28)),
        (date(2024, 8, 30), date(2024, 2, 29)),
        (date(2026, 3, 1), date(2025, 9, 1)),
    ],
)
def test_six_months_before(day, earlier):
    assert six_months_before(day) == earlier


def test_every_body_gets_its_part():
    assert role_of("police", lead=True, coordinator=True) == "lead"
    assert role_of("prosecution", lead=False, coordinator=False) == "prosecution"
    assert role_of("overseas_post", lead=False, coordinator=False) == "overseas"
    assert role_of("tasking", lead=False, coordinator=True) == "coordinator"
    assert role_of("police", lead=False, coordinator=False) == "partner"
