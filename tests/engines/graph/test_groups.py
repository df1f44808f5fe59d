"""The open group scorecard: ours, explained, and honest about what is not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.engines.graph import GROUP_SCORECARD_LABEL, SCORECARD, score_group
from manumit.errors import InputError

KEYS = [attribute.key for attribute in SCORECARD]
ANSWERS = st.dictionaries(st.sampled_from(KEYS), st.none() | st.integers(0, 4))


def test_the_score_says_that_it_is_ours():
    assert score_group({}).label == GROUP_SCORECARD_LABEL
    assert "not an official score" in GROUP_SCORECARD_LABEL


def test_nothing_known_is_the_widest_interval():
    overall = score_group({}).overall
    assert (overall.low, overall.mid, overall.high) == (0, 50, 100)
    assert overall.bands == ("low", "medium", "high")


def test_everything_known_is_a_point():
    highest = score_group(dict.fromkeys(KEYS, 4)).overall
    assert (highest.low, highest.mid, highest.high) == (100, 100, 100)
    assert highest.band == "high"
    assert score_group(dict.fromkeys(KEYS, 0)).overall.bands == ("low", "low", "low")


def test_each_attribute_is_explained_and_unknown_is_named():
    harm = score_group({"children": 3}).parts[2]
    assert harm.known == ("children",)
    assert "victims" in harm.unknown
    assert any("Children exploited: 3 of 4" in line for line in harm.explanation)
    assert sum("unknown" in line for line in harm.explanation) == len(harm.unknown)


@pytest.mark.parametrize(
    ("key", "value"), [("charisma", 1), ("violence", 5), ("violence", -1), ("violence", True), ("violence", 1.5)]
)
def test_an_answer_that_is_none_is_refused_by_its_key(key, value):
    with pytest.raises(InputError) as refused:
        score_group({key: value})
    assert refused.value.field == key


@given(ANSWERS, st.sampled_from(KEYS), st.integers(0, 4))
def test_learning_something_never_widens_the_interval_and_stays_inside_it(answers, key, value):
    before = score_group({**answers, key: None}).overall
    after = score_group({**answers, key: value}).overall
    assert before.low <= after.low <= after.mid <= after.high <= before.high
    assert after.high - after.low < before.high - before.low
