"""No hidden figure can be worked out, by any reader who knows all that is shown and how it is hidden."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manumit.areas.statistics.rules import HIDDEN, Grid, disclosed_cells, hidden_places, suppress

small = st.integers(min_value=0, max_value=9)


def grid_of(cells) -> Grid:
    rows = tuple(f"r{place}" for place in range(len(cells)))
    return Grid(rows, tuple(f"c{place}" for place in range(len(cells[0]))), tuple(tuple(line) for line in cells))


def grids(rows: int, columns: int, values=small):
    line = st.lists(values, min_size=columns, max_size=columns)
    return st.lists(line, min_size=rows, max_size=rows).map(grid_of)


def every_figure(grid: Grid):
    table = [[*line, total] for line, total in zip(grid.cells, grid.row_totals(), strict=True)]
    return [*table, [*grid.column_totals(), grid.total()]]


def every_shown(shown):
    table = [[*line, total] for line, total in zip(shown.cells, shown.row_totals, strict=True)]
    return [*table, [*shown.column_totals, shown.total]]


def could_be(mark: object, value: int, threshold: int) -> bool:
    """What a reader who knows the rules takes a mark for."""
    if isinstance(mark, int):
        return value == mark
    return 1 <= value < threshold if mark.startswith("<") else value >= 0


def possible_tables(shown, most: int):
    """Every table of counts up to `most` that fits all that is shown, found by trying them all."""
    places = [(row, column) for row in range(len(shown.rows)) for column in range(len(shown.columns))]
    choices = [
        [v for v in range(most + 1) if could_be(shown.cells[row][column], v, shown.threshold)] for row, column in places
    ]
    for values in product(*choices):
        cells = dict(zip(places, values, strict=True))
        candidate = grid_of(
            [[cells[row, column] for column in range(len(shown.columns))] for row in range(len(shown.rows))]
        )
        if all(
            could_be(mark, value, shown.threshold)
            for marks, line in zip(every_shown(shown), every_figure(candidate), strict=True)
            for mark, value in zip(marks, line, strict=True)
            if mark is not None
        ):
            yield candidate


@settings(max_examples=60, deadline=None)
@given(grids(2, 2))
def test_by_trying_every_table_a_reader_finds_at_least_two_values_for_each_small_count(grid):
    shown = suppress(grid)
    fitting = [every_figure(one) for one in possible_tables(shown, most=16)]
    for row, line in enumerate(every_figure(grid)):
        for column, value in enumerate(line):
            if 0 < value < shown.threshold:
                assert len({table[row][column] for table in fitting}) > 1, (grid.cells, shown)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 6).flatmap(lambda rows: st.integers(1, 4).flatmap(lambda columns: grids(rows, columns))))
def test_no_small_count_is_shown_or_follows_from_what_is_shown(grid):
    for row_totals in (True, False):
        shown = suppress(grid, row_totals=row_totals)
        assert disclosed_cells(grid, shown) == ()


@settings(max_examples=100, deadline=None)
@given(grids(4, 3, st.integers(0, 60)))
def test_what_is_shown_is_true(grid):
    for figures, marks in zip(every_figure(grid), every_shown(suppress(grid)), strict=True):
        for figure, mark in zip(figures, marks, strict=True):
            assert mark == figure or mark in {"<5", HIDDEN}
            assert mark != "<5" or 0 < figure < 5


def test_a_table_without_small_counts_is_shown_whole():
    grid = grid_of([[99, 438], [98, 267], [44, 175], [81, 52]])
    shown = suppress(grid)
    assert shown.cells == grid.cells
    assert (shown.row_totals, shown.column_totals, shown.total) == ((537, 365, 219, 133), (322, 932), 1254)


def test_one_small_count_takes_a_square_of_others_with_it_and_leaves_the_totals():
    shown = suppress(grid_of([[3, 20, 30], [10, 40, 50], [11, 60, 70]]))
    assert shown.cells == (("<5", HIDDEN, 30), (HIDDEN, HIDDEN, 50), (11, 60, 70))
    assert shown.total == 294


def test_two_marks_that_would_betray_each_other_by_their_sum_are_not_left_alone():
    grid = grid_of([[4, 4], [30, 40]])
    shown = suppress(grid)
    assert disclosed_cells(grid, shown) == ()
    assert shown.row_totals[0] == HIDDEN or shown.cells[0] == (HIDDEN, HIDDEN)


def test_four_people_one_in_each_cell_are_hidden_by_one_mark_only():
    grid = grid_of([[1, 1, 1, 1]])
    shown = suppress(grid)
    assert disclosed_cells(grid, shown) == ()


def test_the_audit_finds_a_count_that_can_be_worked_out():
    grid = grid_of([[3, 20], [10, 40]])
    naive = suppress(grid, threshold=5)
    betrayed = type(naive)(grid.rows, grid.columns, (("<5", 20), (10, 40)), (23, 50), (13, 60), 73, naive.threshold)
    assert disclosed_cells(grid, betrayed) == ((0, 0),)


def test_what_an_earlier_edition_hid_stays_hidden():
    grid = grid_of([[8, 20], [10, 40]])
    assert hidden_places(suppress(grid)) == frozenset()
    assert (0, 0) in hidden_places(suppress(grid, keep_hidden={(0, 0)}))


@pytest.mark.parametrize("threshold", [3, 5, 10])
def test_the_threshold_is_a_parameter(threshold):
    shown = suppress(grid_of([[threshold - 1, threshold], [50, 60]]), threshold=threshold)
    assert shown.cells[0][0] == f"<{threshold}"
