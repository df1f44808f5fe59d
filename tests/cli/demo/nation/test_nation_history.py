"""The history of referrals equals every published margin, and later years are as many as asked for."""

import json
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manumit.cli.demo.nation import Referral, bulk_referrals, history_referrals
from manumit.cli.demo.nation.history import MARGINS
from manumit.cli.demo.nation.world import ORGANISATIONS
from manumit.errors import InputError

NEW_YEAR = date(2010, 1, 1)


@pytest.fixture(scope="module")
def history() -> list[Referral]:
    return list(history_referrals(11))


@pytest.fixture(scope="module")
def early(history: list[Referral]) -> list[Referral]:
    return [each for each in history if each.referred_on < NEW_YEAR]


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_published_table_comes_out_for_every_seed(seed: int):
    rows = list(history_referrals(seed))
    assert Counter((each.exploitation, each.child) for each in rows) == MARGINS
    assert sum(each.child for each in rows) == 322
    assert len(rows) == 1254


def test_the_same_seed_gives_the_same_history(history: list[Referral]):
    assert list(history_referrals(11)) == history


def test_527_people_are_referred_in_2009_by_the_published_organisations(early: list[Referral]):
    assert Counter(each.responder for each in early) == {
        "ukba": 238,
        "police": 166,
        "local-authorities": 57,
        "poppy": 27,
        "kalayaan": 19,
        "tara": 9,
        "migrant-helpline": 8,
        "cps": 2,
        "nhs": 1,
    }


def test_the_first_decisions_on_them_are_the_published_ones(early: list[Referral]):
    outcomes = Counter(each.rg_outcome for each in early)
    assert outcomes == {"positive": 301, "negative": 131, "suspended": 7, "withdrawn": 18, "": 70}


def test_the_conclusive_decisions_on_them_fall_into_the_published_bands(early: list[Referral]):
    waits = [(each.cg_on - each.referred_on).days for each in early if each.cg_on]
    bands = [(0, 7, 0), (8, 45, 24), (46, 92, 65), (93, 182, 39), (183, 999, 4)]
    assert [sum(low <= wait <= high for wait in waits) for low, high, _ in bands] == [count for _, _, count in bands]


@pytest.mark.shared
def test_the_figures_are_those_of_the_acceptance_data(shared: Path, early: list[Referral]):
    published = json.loads((shared / "data/nrm/acceptance.json").read_text())["hansard_2009_apr_dec"]
    assert len(early) == published["total"]
    assert sorted(Counter(each.responder for each in early).values()) == sorted(published["by_referrer"].values())
    assert sorted(Counter(each.rg_outcome for each in early).values()) == sorted(published["rg"].values())


def test_countries_rank_as_the_sources_say(history: list[Referral]):
    ranked = Counter(each.nationality for each in history).most_common()
    assert [country for country, _ in ranked[:5]] == ["NGA", "VNM", "ROU", "CHN", "SVK"]
    assert sum(count for _, count in ranked[:10]) > 0.64 * len(history)
    assert len(ranked) > 80
    children = Counter(each.nationality for each in history if each.child).most_common(3)
    assert [country for country, _ in children] == ["VNM", "NGA", "CHN"]


def test_ages_and_dates_fit_together(history: list[Referral]):
    for each in [*history, *bulk_referrals(2_000, 4)]:
        age = (each.referred_on - each.born).days / 365.2425
        assert (age < 18.01) == each.child or abs(age - 18) < 0.02
        assert each.rg_on is None or each.rg_on > each.referred_on
        assert (each.rg_on is None) == (each.rg_outcome == "")
        assert (each.cg_on is None) == (each.cg_outcome == "")
        assert each.cg_on is None or (
            each.rg_outcome == "positive" and each.rg_on is not None and each.cg_on > each.rg_on
        )


def test_rows_come_in_order_with_keys_of_their_own(history: list[Referral]):
    rows = [*history, *bulk_referrals(3_000, 4)]
    assert all(before.referred_on <= after.referred_on for before, after in pairwise(rows))
    assert len({each.key for each in rows}) == len(rows)


def test_every_responder_is_an_organisation_of_the_demo(history: list[Referral]):
    known = {each.key for each in ORGANISATIONS}
    assert {each.responder for each in [*history, *bulk_referrals(3_000, 4)]} <= known


def test_later_referrals_come_only_from_bodies_whose_role_had_begun():
    roles = {each.key: each.roles for each in ORGANISATIONS}
    for each in bulk_referrals(5_000, 4):
        started = [starts for role, starts, _ in roles[each.responder] if role == "first_responder"]
        assert started
        assert started[0] <= each.referred_on


@pytest.mark.parametrize("n", [0, 1, 7, 20_000])
def test_as_many_later_referrals_as_asked_for(n: int):
    assert sum(1 for _ in bulk_referrals(n, 4)) == n


@pytest.mark.parametrize("n", [-1, 100_001])
def test_an_impossible_number_is_refused(n: int):
    with pytest.raises(InputError) as caught:
        list(bulk_referrals(n, 4))
    assert caught.value.field == "n"
