"""Counting: the strategy's own table comes out to the person, and every table says what it counts."""

import json
import time
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.areas.statistics.rules import DEFINITIONS, PUBLISHED, Grid, compare, count, csv_text, inputs_hash
from manumit.areas.statistics.rules.release import forbid_linked
from manumit.errors import InputError, RuleBroken

SINCE, UNTIL = date(2009, 4, 1), date(2011, 1, 1)
TABLE = "referrals_by_exploitation_and_age"
MARGINS = {
    ("sexual", "child"): 99,
    ("labour", "child"): 98,
    ("domestic_servitude", "child"): 44,
    ("unspecified", "child"): 81,
    ("sexual", "adult"): 438,
    ("labour", "adult"): 267,
    ("domestic_servitude", "adult"): 175,
    ("unspecified", "adult"): 52,
}


@dataclass(frozen=True)
class Row:
    referred_on: date = SINCE
    age_group: str = "adult"
    exploitation: tuple[str, ...] = ("labour",)
    sex: str = "F"
    nationality: str = "NGA"
    first_responder: str = "A charity"
    sector: str = "ngo"
    rg_outcome: str = ""
    rg_on: date | None = None
    cg_outcome: str = ""
    cg_on: date | None = None


def strategy_rows() -> list[Row]:
    cells = [cell for cell, many in MARGINS.items() for _ in range(many)]
    days = (UNTIL - SINCE).days
    return [
        Row(SINCE + timedelta(days=place % days), age, (kind,) if kind != "unspecified" or place % 2 else ())
        for place, (kind, age) in enumerate(cells)
    ]


def test_the_table_of_paragraph_6_comes_out_to_the_person():
    grid = count(TABLE, strategy_rows(), since=SINCE, until=UNTIL).grid
    assert grid.columns == ("child", "adult")
    assert {(row, column): grid.cell(row, column) for row in grid.rows for column in grid.columns} == MARGINS
    assert (grid.column_totals(), grid.total()) == ((322, 932), 1254)
    strategy = next(one for one in PUBLISHED if one.key == "strategy_2011")
    lines = compare(strategy, grid)
    assert len(lines) == 11
    assert all(line.equal for line in lines)


def test_one_person_more_or_another_type_shows_in_the_comparison():
    strategy = next(one for one in PUBLISHED if one.key == "strategy_2011")
    rows = [*strategy_rows(), Row(exploitation=("criminal",))]
    lines = compare(strategy, count(TABLE, rows, since=SINCE, until=UNTIL).grid)
    assert {(line.row, line.column): (line.published, line.ours) for line in lines if not line.equal} == {
        ("total", "adult"): (932, 933),
        ("total", "total"): (1254, 1255),
        ("criminal", "adult"): (0, 1),
    }


def test_the_last_day_of_a_period_does_not_count():
    rows = [Row(SINCE), Row(UNTIL), Row(SINCE - timedelta(days=1))]
    assert count(TABLE, rows, since=SINCE, until=UNTIL).grid.total() == 1


def test_somebody_who_suffered_several_types_counts_once():
    grid = count(TABLE, [Row(exploitation=("labour", "sexual"))], since=SINCE, until=UNTIL).grid
    assert (grid.cell("several", "adult"), grid.total()) == (1, 1)


def test_countries_stand_largest_first_and_then_by_name():
    rows = [Row(nationality=code) for code in ("VNM", "CHN", "NGA", "NGA", "")]
    grid = count("country_ranking", rows, since=SINCE, until=UNTIL).grid
    assert grid.rows == ("NGA", "CHN", "VNM", "not_given")


@pytest.mark.parametrize(
    ("days", "band"),
    [(0, "days_0_7"), (7, "days_0_7"), (8, "days_8_45"), (45, "days_8_45"), (46, "days_46_92"), (92, "days_46_92"),
     (93, "days_93_182"), (182, "days_93_182"), (183, "days_over_182"), (-1, "out_of_order")],
)  # fmt: skip
def test_a_decision_falls_into_its_band(days, band):
    row = Row(cg_outcome="positive", cg_on=SINCE + timedelta(days=days))
    counted = count("time_to_decision", [row], since=SINCE, until=UNTIL)
    assert counted.grid.cell(band, "conclusive_grounds") == 1
    assert sum(counted.grid.column_totals()) == 1
    assert counted.medians == ({"conclusive_grounds": days} if days >= 0 else {})


def test_suspended_withdrawn_and_open_cases_are_no_decisions():
    rows = [Row(rg_outcome=outcome, rg_on=SINCE) for outcome in ("suspended", "withdrawn", "")]
    assert count("time_to_decision", rows, since=SINCE, until=UNTIL).grid.total() == 0


def test_a_table_that_does_not_exist_and_an_empty_period_are_refused():
    with pytest.raises(InputError, match="no such table"):
        count("secrets", [], since=SINCE, until=UNTIL)
    with pytest.raises(InputError, match="must end after"):
        count(TABLE, [], since=SINCE, until=SINCE)
    with pytest.raises(InputError):
        Grid(("a",), ("b",), ((1, 2),))


def test_the_fingerprint_knows_what_was_counted_and_not_its_order():
    rows = strategy_rows()
    assert inputs_hash(rows) == inputs_hash(rows[::-1])
    assert inputs_hash(rows) != inputs_hash([*rows[1:], Row(exploitation=("sexual", "labour"))])


@pytest.mark.parametrize("key", sorted(DEFINITIONS))
def test_twenty_thousand_rows_are_counted_within_two_seconds(key):
    rows = strategy_rows() * 16
    began = time.process_time()
    count(key, rows, since=SINCE, until=UNTIL)
    inputs_hash(rows)
    assert time.process_time() - began < 2


def test_a_sheet_never_holds_a_formula():
    text = csv_text([("=1+1", "+44", "-5", "@x", "\tx", " =x", "plain", 7, -7, None)])
    assert text == "'=1+1,'+44,'-5,'@x,'\tx,' =x,plain,7,-7,\r\n"


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_no_text_begins_like_a_formula_once_it_is_read_back(cells):
    import csv
    import io

    line = next(csv.reader(io.StringIO(csv_text([cells]), newline="")), [])
    assert not any(cell.lstrip(" ")[:1] in set("=+-@\t\r\n") for cell in line if cell.lstrip(" "))


def test_two_tables_that_add_up_each_other_are_not_both_published_for_one_period():
    published = [("referrals_by_sector", SINCE, date(2010, 1, 1))]
    with pytest.raises(RuleBroken, match="one of the two"):
        forbid_linked("referrals_by_first_responder", date(2009, 12, 1), UNTIL, published)
    forbid_linked("referrals_by_first_responder", date(2010, 1, 1), UNTIL, published)
    forbid_linked("referrals_by_sector", SINCE, UNTIL, published)
    forbid_linked("country_ranking", SINCE, UNTIL, published)


@pytest.mark.shared
def test_the_published_facts_are_those_of_the_acceptance_data(shared):
    facts = json.loads((shared / "data" / "nrm" / "acceptance.json").read_text())
    timing = facts["hansard_cg_timing_2009_apr_dec"]
    ours = {one.key: one.figures for one in PUBLISHED}
    assert list(timing["bands_days_from_referral"].values()) == list(ours["hansard_march_2010"].values())[:5]
    assert ours["hansard_march_2010"]["total", "conclusive_grounds"] == timing["total"]
    assert ours["hansard_january_2010"]["total", "total"] == facts["hansard_2009_apr_dec"]["total"]
    strategy = facts["strategy_nrm_2009_04_to_2010_12"]
    for age in ("child", "adult"):
        theirs = {(row, age): number for row, number in strategy[age].items()}
        assert theirs == {place: n for place, n in ours["strategy_2011"].items() if place[1] == age}
    assert ours["strategy_2011"]["total", "total"] == strategy["total"]


@pytest.mark.shared
def test_the_strategy_table_is_that_of_the_texts_figures(shared):
    import csv

    with (shared / "data" / "strategy" / "figures.csv").open(newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["paragraph"].startswith("6") and row["unit"] == "referrals"]
    strategy = next(one for one in PUBLISHED if one.key == "strategy_2011")
    assert sorted(int(row["number"]) for row in rows) == sorted(strategy.figures.values())
