"""Funding days, targets and the guards of care."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.areas.care import rules
from manumit.areas.care.rules import Facts, Move, fund, statement_lines, stretches
from manumit.errors import InputError, MoveRefused, PolicyGap
from manumit.kernel.timeline import Grade, Rule, Source, Timeline

FIRST = date(2011, 7, 1)
SAID = Source("A test tariff", "", Grade.UNVERIFIED)


def tariff(*steps: tuple[int, int]) -> Timeline[int]:
    """Prices from days counted from FIRST."""
    bounds = [*(FIRST + timedelta(days=day) for day, _ in steps[1:]), None]
    rules_ = [
        Rule(pence, FIRST + timedelta(days=day), end, SAID) for (day, pence), end in zip(steps, bounds, strict=True)
    ]
    return Timeline("test", rules_)


@st.composite
def stays(draw):
    gaps = draw(st.lists(st.integers(0, 60), min_size=1, max_size=8))
    on, moves = FIRST, []
    for gap in gaps:
        on += timedelta(days=gap)
        moves.append(Move(on, draw(st.sampled_from("ABC")), draw(st.sampled_from(["safe_house", "outreach"]))))
    return moves, on + timedelta(days=draw(st.integers(0, 200)))


@st.composite
def prices(draw):
    days = sorted(draw(st.sets(st.integers(1, 500), max_size=4)))
    return tariff((0, draw(st.integers(1, 30_000))), *((day, draw(st.integers(1, 30_000))) for day in days))


@given(stays())
def test_any_sequence_of_moves_leaves_no_gap_and_no_overlap(stay):
    moves, ends = stay
    found = stretches(moves, ends)
    days = [found[0].starts + timedelta(days=n) for n in range((ends - moves[0].on).days)] if found else []
    covered = [day for one in found for day in _days(one.starts, one.ends)]
    assert covered == days
    assert all(one.starts < one.ends for one in found)


@given(stays(), prices(), prices())
def test_days_of_all_lines_sum_to_the_stay_and_the_pence_are_exact(stay, safe, outreach):
    moves, ends = stay
    tariffs = {"safe_house": safe, "outreach": outreach}
    lines = fund("P-1", moves, ends, tariffs)
    assert sum(line.days for line in lines) == (ends - moves[0].on).days
    # priced day by day, by where the person sleeps
    expected = 0
    for day in _days(moves[0].on, ends):
        where = [move for move in moves if move.on <= day][-1]
        expected += tariffs[where.service].on(day)
    assert sum(line.pence for line in lines) == expected
    assert all(earlier.ends == later.starts for earlier, later in itertools.pairwise(lines))


@given(stays(), prices(), st.integers(-30, 400), st.integers(1, 400))
def test_statements_that_meet_charge_each_day_once(stay, price, cut, length):
    moves, ends = stay
    lines = fund("P-1", moves, ends, {"safe_house": price, "outreach": price})
    start, middle = FIRST - timedelta(days=40), FIRST + timedelta(days=cut)
    last = max(ends, middle) + timedelta(days=length)
    whole = sum(line.pence for line in lines)
    parts = [*statement_lines(lines, start, middle), *statement_lines(lines, middle, last)]
    assert sum(person.pence for person in parts) == whole


def _days(starts, ends):
    return [starts + timedelta(days=n) for n in range((ends - starts).days)]


def test_a_line_closes_and_the_next_opens_on_the_same_day():
    moves = [Move(FIRST, "A", "safe_house"), Move(date(2011, 7, 11), "B", "safe_house")]
    first, second = fund("P-1", moves, date(2011, 7, 31), {"safe_house": tariff((0, 10_000))})
    assert (first.provider, first.starts, first.ends, first.days, first.pence) == (
        "A",
        FIRST,
        date(2011, 7, 11),
        10,
        100_000,
    )
    assert (second.provider, second.starts, second.ends, second.pence) == (
        "B",
        date(2011, 7, 11),
        date(2011, 7, 31),
        200_000,
    )


def test_of_two_moves_on_one_day_the_later_is_charged():
    moves = [Move(FIRST, "A", "safe_house"), Move(FIRST, "B", "safe_house")]
    assert [one.provider for one in stretches(moves, date(2011, 7, 5))] == ["B"]


def test_a_line_is_split_where_the_tariff_changes():
    lines = fund("P-1", [Move(FIRST, "A", "safe_house")], None, {"safe_house": tariff((0, 100), (5, 250))})
    assert [(line.starts, line.ends, line.pence_per_day) for line in lines] == [
        (FIRST, date(2011, 7, 6), 100),
        (date(2011, 7, 6), None, 250),
    ]
    assert lines[-1].days is None
    assert lines[-1].pence is None


def test_an_open_stay_is_charged_to_the_end_of_the_statement():
    lines = fund("P-1", [Move(FIRST, "A", "safe_house")], None, {"safe_house": tariff((0, 100))})
    (person,) = statement_lines(lines, date(2011, 7, 1), date(2011, 8, 1))
    assert (person.days, person.pence) == (31, 3_100)


def test_moves_out_of_order_and_a_stay_that_ends_before_its_last_move_are_refused():
    with pytest.raises(InputError):
        stretches([Move(date(2011, 7, 2), "A", "x"), Move(FIRST, "B", "x")], None)
    with pytest.raises(InputError):
        stretches([Move(date(2011, 7, 2), "A", "x")], FIRST)


def test_a_service_without_a_price_is_refused():
    with pytest.raises(PolicyGap):
        fund("P-1", [Move(FIRST, "A", "safe_house")], None, {})
    with pytest.raises(PolicyGap):
        fund("P-1", [Move(FIRST - timedelta(days=1), "A", "safe_house")], None, {"safe_house": tariff((0, 1))})


def test_targets_give_their_due_dates():
    opened = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
    assert rules.bed_due(opened) == datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
    assert rules.offer_due(opened) == datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
    assert rules.plan_due(date(2026, 11, 28)) == date(2026, 12, 3)
    assert rules.review_due(date(2026, 11, 28)) == date(2026, 12, 26)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2011, 7, 1), 2011), (date(2012, 6, 30), 2011), (date(2012, 7, 1), 2012), (date(2026, 1, 1), 2025)],
)
def test_the_contract_year_runs_from_july(day, year):
    assert rules.contract_year(day) == (date(year, 7, 1), date(year + 1, 7, 1))


def test_the_budget_is_the_strategys_two_million_pounds():
    rule = rules.ANNUAL_CAP_PENCE.rule_on(date(2012, 1, 1))
    assert (rule.value, rule.source.grade) == (200_000_000, Grade.SEED)
    assert not rules.ANNUAL_CAP_PENCE.rule_on(date(2014, 1, 1)).is_law


GOOD_MOVE = {"on": FIRST, "consented": True, "inspected_until": date(2012, 1, 1), "free": 1}


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ({"consented": False}, "consent"),
        ({"inspected_until": FIRST}, "inspection"),
        ({"inspected_until": None}, "inspection"),
        ({"free": 0}, "free"),
        ({"same_place": True}, "elsewhere"),
    ],
)
def test_each_guard_of_a_transfer_stops_it_alone(change, guard):
    assert rules.EPISODE.check("move", "in_service", Facts(**GOOD_MOVE)).target == "in_service"
    assert list(rules.EPISODE.refusals("move", "in_service", Facts(**{**GOOD_MOVE, **change}))) == [guard]


GOOD_EXIT = {
    "on": FIRST,
    "assessed": True,
    "move_on_plan": True,
    "reason": "moved_on",
    "destitution_checked": True,
    "recovery_ends": FIRST,
}


@pytest.mark.parametrize(
    ("change", "guards"),
    [
        ({"assessed": False}, ["needs"]),
        ({"move_on_plan": False}, ["move-on"]),
        ({"recovery_ends": FIRST + timedelta(days=1)}, ["minimum"]),
        ({"destitution_checked": False}, ["means"]),
        ({"recovery_ends": FIRST + timedelta(days=9), "reason": "own_choice"}, []),
        ({"assessed": False, "move_on_plan": False, "destitution_checked": False, "reason": "missing"}, []),
    ],
)
def test_each_guard_of_an_exit(change, guards):
    assert list(rules.EPISODE.refusals("end", "in_service", Facts(**{**GOOD_EXIT, **change}))) == guards


def test_nobody_is_moved_before_a_place_was_accepted():
    with pytest.raises(MoveRefused):
        rules.EPISODE.check("move", "awaiting_offer", Facts(**GOOD_MOVE))
