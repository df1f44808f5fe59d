"""The movement store: written once, counted by day, safe to write again."""

from datetime import date

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manumit.errors import InputError
from manumit.lake import Movement, append_movements, count_by_day, movements_on

FIRST, SECOND = date(2026, 11, 20), date(2026, 11, 21)


def movement(day=FIRST, service="ZZ123", message_id="m1", birth_year=1990, nationality="GBR"):
    return Movement(day, service, "CDG", "LHR", "passenger", nationality, birth_year, message_id)


def test_movements_are_counted_by_day_over_several_batches(tmp_path):
    append_movements([movement(), movement(SECOND)], root=tmp_path, name="a")
    append_movements([movement(SECOND)], root=tmp_path, name="b")
    assert count_by_day(tmp_path) == {FIRST: 1, SECOND: 2}


def test_a_batch_written_again_after_a_crash_counts_nobody_twice(tmp_path):
    first = append_movements([movement()], root=tmp_path, name="a")
    before = first[0].read_bytes()
    assert append_movements([movement(), movement()], root=tmp_path, name="a") == first
    assert first[0].read_bytes() == before
    assert count_by_day(tmp_path) == {FIRST: 1}


def test_what_was_written_is_read_back_and_what_is_unknown_stays_unknown(tmp_path):
    rows = (movement(birth_year=None, nationality=""), movement(service="ZZ9", message_id="m2"))
    append_movements(rows, root=tmp_path, name="a")
    assert movements_on(tmp_path, FIRST) == rows


def test_a_half_written_file_is_not_read(tmp_path):
    append_movements([movement()], root=tmp_path, name="a")
    (tmp_path / f"day={FIRST.isoformat()}" / ".b.1234").write_bytes(b"PAR1 cut off")
    assert count_by_day(tmp_path) == {FIRST: 1}


def test_an_empty_lake_and_an_unknown_day_hold_nothing(tmp_path):
    assert count_by_day(tmp_path) == {}
    assert movements_on(tmp_path, FIRST) == ()
    assert append_movements([], root=tmp_path, name="a") == ()


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "a b", "x" * 200])
def test_a_name_that_could_leave_its_folder_is_refused(tmp_path, name):
    with pytest.raises(InputError):
        append_movements([movement()], root=tmp_path, name=name)


def test_no_column_holds_a_name_or_a_document(tmp_path):
    (path,) = append_movements([movement()], root=tmp_path, name="a")
    assert set(pq.read_schema(path).names) == {
        "day",
        "service",
        "origin",
        "destination",
        "role",
        "nationality",
        "birth_year",
        "message_id",
    }


@settings(max_examples=20, deadline=None)
@given(
    counts=st.dictionaries(
        st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(min_value=1, max_value=5), min_size=1, max_size=4
    )
)
def test_every_row_given_is_counted_on_its_own_day(tmp_path_factory, counts):
    root = tmp_path_factory.mktemp("lake")
    append_movements([movement(day) for day, n in counts.items() for _ in range(n)], root=root, name="a")
    assert count_by_day(root) == counts
