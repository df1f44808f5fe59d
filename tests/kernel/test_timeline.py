"""Timelines: one answer for each day, and no timeline that could give none or two."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.errors import ConfigError, InputError, PolicyGap
from manumit.kernel.timeline import Grade, Rule, Source, Timeline

STRATEGY = Source("Strategy on human trafficking, 2011", "paragraph 23", Grade.SEED)
GUIDANCE = Source("Statutory guidance", "", Grade.SOURCE, note="Read in part.")
GUESS = Source("General knowledge", "", Grade.UNVERIFIED)

RECOVERY = Timeline(
    "Recovery period, days",
    [
        Rule(30, date(2022, 12, 13), None, GUIDANCE, note="Not ended before the decision."),
        Rule(45, date(2009, 4, 1), date(2022, 12, 13), STRATEGY),
    ],
)


@st.composite
def contiguous_rules(draw):
    start = draw(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
    lengths = draw(st.lists(st.integers(1, 400), min_size=1, max_size=8))
    bounds = [start]
    for length in lengths:
        bounds.append(bounds[-1] + timedelta(days=length))
    rules = [Rule(i, a, b, STRATEGY) for i, (a, b) in enumerate(itertools.pairwise(bounds))]
    return draw(st.permutations(rules)), bounds


@given(contiguous_rules())
def test_each_day_has_exactly_one_answer_and_it_is_the_rule_whose_period_holds_it(drawn):
    rules, bounds = drawn
    timeline = Timeline("drawn", rules)
    day = bounds[0]
    while day < bounds[-1]:
        assert [rule.value for rule in rules if rule.holds_on(day)] == [timeline.on(day)]
        day += timedelta(days=17)
    for before, after in itertools.pairwise(bounds):
        assert timeline.rule_on(before).starts == before
        assert timeline.rule_on(after - timedelta(days=1)).starts == before


@given(contiguous_rules())
def test_outside_the_first_and_the_closed_last_rule_there_is_a_gap(drawn):
    rules, bounds = drawn
    timeline = Timeline("drawn", rules)
    for day in (bounds[0] - timedelta(days=1), bounds[-1]):
        with pytest.raises(PolicyGap, match="drawn"):
            timeline.on(day)


@given(contiguous_rules(), st.data())
def test_moving_any_inner_bound_is_refused_as_gap_or_overlap(drawn, data):
    rules, bounds = drawn
    if len(rules) < 2:
        return
    which = data.draw(st.sampled_from(bounds[1:-1]))
    shift = data.draw(st.sampled_from([-1, 1]))
    moved = [Rule(r.value, r.starts, r.ends + timedelta(days=shift), r.source) if r.ends == which else r for r in rules]
    with pytest.raises(ConfigError):
        Timeline("drawn", moved)


def test_the_day_of_the_change_belongs_to_the_new_rule():
    assert RECOVERY.on(date(2022, 12, 12)) == 45
    assert RECOVERY.on(date(2022, 12, 13)) == 30


def test_a_gap_and_an_overlap_are_refused_naming_both_rules():
    first, last = Rule(1, date(2010, 1, 1), date(2011, 1, 1), STRATEGY), Rule(2, date(2011, 1, 2), None, STRATEGY)
    with pytest.raises(ConfigError, match=r"gap between 1 from 2010-01-01.*2 from 2011-01-02"):
        Timeline("law", [first, last])
    with pytest.raises(ConfigError, match=r"overlaps: 1 from 2010-01-01.*2 from 2010-12-31"):
        Timeline("law", [first, Rule(2, date(2010, 12, 31), None, STRATEGY)])


def test_an_open_rule_may_not_be_followed():
    with pytest.raises(ConfigError, match="overlaps"):
        Timeline("law", [Rule(1, date(2010, 1, 1), None, STRATEGY), Rule(2, date(2011, 1, 1), None, STRATEGY)])


@pytest.mark.parametrize("source", [None, Source(" ", "1", Grade.SEED)])
def test_a_rule_without_source_is_refused(source):
    with pytest.raises(ConfigError, match="without a source"):
        Timeline("law", [Rule(1, date(2010, 1, 1), None, source)])


def test_an_empty_timeline_and_an_empty_period_are_refused():
    with pytest.raises(ConfigError, match="no rules"):
        Timeline("law", [])
    with pytest.raises(ConfigError, match="ends before it starts"):
        Timeline("law", [Rule(1, date(2010, 1, 1), date(2010, 1, 1), STRATEGY)])


def test_an_open_start_lets_the_first_rule_answer_for_earlier_days():
    rules = [Rule("consent", date(2009, 4, 1), None, STRATEGY)]
    assert Timeline("law", rules, open_start=True).on(date(1999, 1, 1)) == "consent"


def test_an_instant_is_refused_because_its_day_depends_on_the_place():
    with pytest.raises(InputError, match="local date"):
        RECOVERY.on(datetime(2011, 7, 1, tzinfo=UTC))


def test_changes_show_what_began_and_what_ended():
    closed = Timeline("law", [Rule(1, date(2010, 1, 1), date(2012, 1, 1), STRATEGY)])
    assert [(c.day, c.before and c.before.value, c.after and c.after.value) for c in RECOVERY.changes()] == [
        (date(2009, 4, 1), None, 45),
        (date(2022, 12, 13), 45, 30),
    ]
    assert closed.changes()[-1].after is None
    assert closed.changes()[-1].day == date(2012, 1, 1)


def test_description_carries_value_source_and_grade():
    old, new = RECOVERY.describe(lambda days: f"{days} days")
    assert (old.value, old.source, old.grade) == (
        "45 days",
        "Strategy on human trafficking, 2011, paragraph 23",
        Grade.SEED,
    )
    assert new.note == "Not ended before the decision. Read in part."
    assert (new.starts, new.ends) == (date(2022, 12, 13), None)


def test_an_unverified_rule_is_not_law():
    assert not Rule(5, date(2011, 1, 1), None, GUESS).is_law
    assert RECOVERY.rule_on(date(2011, 7, 1)).is_law
