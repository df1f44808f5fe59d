"""Tables: filters, order and pages, whatever the address bar says."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from manumit.platform.ui.components import Tag
from manumit.platform.ui.tables import Column, Filter, build_table

ROWS = [{"ref": f"R{n:02d}", "n": n % 7, "on": date(2026, 1, 1 + n % 28)} for n in range(53)]
COLUMNS = [
    Column("ref", "Reference", sort="ref", header=True, href=lambda row: f"/r/{row['ref']}"),
    Column("n", "Count", sort="n", numeric=True),
    Column("on", "On"),
]
ODD = Filter(
    "odd",
    "Odd",
    lambda rows, value: [r for r in rows if r["n"] % 2 == (value == "yes")],
    (("yes", "Yes"), ("no", "No")),
)
WORD = Filter("q", "Search", lambda rows, value: [r for r in rows if value in r["ref"]])


def table(query="", **options):
    return build_table(QueryDict(query), ROWS, COLUMNS, [ODD, WORD], **options)


@given(st.dictionaries(st.sampled_from(["page", "sort", "odd", "q"]), st.text(max_size=30)))
def test_nothing_in_the_address_bar_can_break_a_table(query):
    page = build_table(query, ROWS, COLUMNS, [ODD, WORD])
    assert len(page.rows) <= 25
    assert page.last - page.first + 1 == len(page.rows) or not page.rows


@pytest.mark.parametrize(
    ("asked", "first"), [("0", 1), ("-4", 1), ("x", 1), ("3", 51), ("99", 51), ("9" * 5000, 51), ("²", 1)]
)
def test_a_page_that_does_not_exist_becomes_the_nearest(asked, first):
    assert table(f"page={asked}").first == first


def test_pages_hold_every_row_once():
    seen = [row[0].text for number in (1, 2, 3) for row in table(f"page={number}&sort=-n").rows]
    assert sorted(seen) == sorted(row["ref"] for row in ROWS)


def test_an_order_that_does_not_exist_is_the_default_one():
    assert table("sort=on", default_sort="-ref").rows[0][0].text == "R52"
    assert table("sort=password").rows[0][0].text == "R00"


def test_a_heading_turns_the_order_around_and_keeps_the_filters():
    head = table("sort=n&odd=yes").headers[1]
    assert (head.direction, head.href) == ("ascending", "?odd=yes&sort=-n")
    assert table().headers[2].href == ""


def test_empty_values_stand_last_in_either_direction():
    rows = [{"v": None}, {"v": 1}, {"v": 2}]
    columns = [Column("v", "V", sort="v")]
    for sort in ("v", "-v"):
        assert build_table({"sort": sort}, rows, columns).rows[-1][0].text == "–"


def test_a_filter_takes_only_what_it_offers():
    assert table("odd=maybe").total == 53
    page = table("odd=yes")
    assert page.total == 23
    assert page.filtered
    assert page.filters[0].value == "yes"


def test_a_page_link_keeps_filter_and_order():
    page = table("odd=no&sort=-n&page=2")
    assert page.previous == "?odd=no&sort=-n&page=1"
    assert page.clear_href == "?sort=-n"


def test_many_pages_are_shown_with_gaps():
    page = build_table({"page": "10"}, [{"n": n} for n in range(500)], [Column("n", "N")])
    assert [link.number for link in page.pages] == [1, 0, 8, 9, 10, 11, 12, 0, 20]
    assert [link.number for link in page.pages if link.current] == [10]


def test_cells_are_written_for_people():
    rows = [{"a": date(2026, 11, 21), "b": 1254, "c": Tag("Late", "red"), "d": "", "e": True}]
    cells = build_table({}, rows, [Column(key, key) for key in "abcde"]).rows[0]
    assert [cell.text for cell in cells] == ["21 Nov 2026", "1,254", "Late", "–", "Yes"]
    assert cells[2].tag == Tag("Late", "red")


def test_an_empty_table_is_one_empty_page():
    page = build_table({"page": "3"}, [], COLUMNS)
    assert (page.rows, page.total, page.first, page.last, page.pages) == ((), 0, 0, 0, ())


@pytest.mark.django_db
def test_a_queryset_costs_two_queries(django_assert_num_queries):
    Group.objects.bulk_create(Group(name=f"g{n:03d}") for n in range(60))
    columns = [Column("name", "Name", sort="name")]
    by_name = Filter("q", "Name", lambda rows, value: rows.filter(name__contains=value))
    with django_assert_num_queries(2):
        page = build_table({"page": "3", "sort": "-name", "q": "g0"}, Group.objects.all(), columns, [by_name])
    assert [row[0].text for row in page.rows] == [f"g{n:03d}" for n in range(9, -1, -1)]
