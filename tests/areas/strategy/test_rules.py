"""The commitments as data, how an action stands, and which figures moved."""

import csv
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.areas.strategy.rules import (
    AIMS,
    FIGURES_OF,
    GAPS,
    KINDS,
    ROOMS,
    SILENT_AFTER,
    Standing,
    commitments,
    due_day,
    figures_of,
    most_moved,
    next_paper_on,
    read_commitments,
    standing,
)
from manumit.errors import ConfigError

DAY = date(2012, 6, 1)
HEADER = "id,aim,chapter,commitment,owner,partners,due,kind,room,evidence,document,paragraph"


def test_every_commitment_has_a_paragraph_an_owner_an_aim_and_a_room():
    found = commitments()
    assert len(found) == len({one.id for one in found}) == 208
    aims = {aim.key for aim in AIMS}
    for one in found:
        assert one.paragraph, one.id
        assert one.owner, one.id
        assert one.evidence, one.id
        assert one.aim in aims, one.id
        assert one.kind in KINDS, one.id
        assert set(one.rooms) <= set(ROOMS), one.id
    assert {one.aim for one in found} == aims


def test_figures_are_named_only_for_commitments_that_exist():
    assert set(FIGURES_OF) <= {one.id for one in commitments()}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("A,victim care,3,Do it,Us,,,action,care,,002,", "paragraph"),
        ("A,victim care,3,Do it,,,,action,care,,002,3", "owner"),
        ("A,world peace,3,Do it,Us,,,action,care,,002,3", "aim"),
        ("A,victim care,3,Do it,Us,,,action,kitchen,,002,3", "room"),
        ("A,victim care,3,Do it,Us,,,action,,,002,3", "room"),
        ("A,victim care,3,Do it,Us,,,wish,care,,002,3", "kind"),
        (",victim care,3,Do it,Us,,,action,care,,002,3", "id"),
    ],
)
def test_a_row_that_lacks_something_is_named_and_refused(row, fault):
    with pytest.raises(ConfigError, match=fault):
        read_commitments([HEADER, row])


def test_an_identifier_may_stand_only_once():
    row = "A,victim care,3,Do it,Us,,,action,care,,002,3"
    assert len(read_commitments([HEADER, row])) == 1
    with pytest.raises(ConfigError, match="id"):
        read_commitments([HEADER, row, row])


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1 July 2011", date(2011, 7, 1)),
        ("from 1 July 2011", date(2011, 7, 1)),
        ("April 2013", date(2013, 4, 30)),
        ("2013", date(2013, 12, 31)),
        ("ahead of the NCA (2013)", date(2013, 12, 31)),
        ("before the Olympics and Paralympics in 2012", date(2012, 12, 31)),
        ('2013 onward ("longer term")', None),
        ("quarterly", None),
        ("each of the next two years", None),
        ("", None),
    ],
)
def test_the_words_of_the_text_become_the_last_day_that_they_allow(words, day):
    assert due_day(words) == day


@pytest.mark.parametrize(
    ("state", "due_on", "last_on", "expected"),
    [
        ("under_way", None, DAY, Standing.GREEN),
        ("not_started", None, DAY - SILENT_AFTER, Standing.GREEN),
        ("under_way", None, DAY - SILENT_AFTER - timedelta(days=1), Standing.SILENT),
        ("under_way", DAY, DAY, Standing.GREEN),
        ("under_way", DAY - timedelta(days=1), DAY, Standing.LATE),
        ("not_started", DAY - timedelta(days=1), DAY - timedelta(days=900), Standing.LATE),
        ("done", DAY - timedelta(days=1), DAY - timedelta(days=900), Standing.GREEN),
        ("no_longer", DAY - timedelta(days=1), DAY - timedelta(days=900), Standing.GREEN),
    ],
)
def test_an_action_is_green_late_or_silent(state, due_on, last_on, expected):
    assert standing(state=state, due_on=due_on, last_on=last_on, day=DAY) is expected


@given(st.dates(date(2009, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_an_action_that_is_done_never_turns(day, age):
    assert standing(state="done", due_on=day, last_on=day, day=day + timedelta(days=age)) is Standing.GREEN


def test_the_next_paper_is_due_at_once_and_then_after_half_a_year():
    assert next_paper_on(None, DAY) == DAY
    assert next_paper_on(DAY, DAY) - DAY == timedelta(days=183)


def test_the_figures_that_moved_most_against_their_size_come_first():
    before = {"a": 100, "b": 10, "c": 5, "d": 7, "gone": 1}
    now = {"a": 110, "b": 20, "c": 0, "d": 7, "new": 9}
    assert [(one.key, one.change) for one in most_moved(before, now)] == [("b", 10), ("c", -5), ("a", 10)]
    assert len(most_moved(dict.fromkeys("abcdefgh", 1), dict.fromkeys("abcdefgh", 2))) == 5


def test_an_action_shows_its_own_figures_else_those_of_its_rooms():
    figures = {"referrals.decided_by_two": 4, "referrals.sent": 9, "care.placed": 2, "border.messages": 3}
    assert figures_of("S2-32a", ("referrals",), figures) == {"referrals.decided_by_two": 4}
    assert figures_of("S2-99x", ("care", "referrals"), figures) == {
        "care.placed": 2,
        "referrals.decided_by_two": 4,
        "referrals.sent": 9,
    }


def test_what_is_missing_from_the_texts_is_said():
    text = " ".join(gap.title for gap in GAPS)
    assert "Annex A" in text
    assert "Chapter 7" in text


@pytest.mark.shared
def test_the_carried_file_has_every_commitment_of_the_reference(shared):
    with (shared / "data" / "strategy" / "commitments.csv").open(newline="") as lines:
        theirs = {row["id"]: (row["paragraph"], row["owner"], row["aim"]) for row in csv.DictReader(lines)}
    text = files("manumit.areas.strategy").joinpath("data/commitments.csv").read_text("utf-8")
    ours = {row["id"]: (row["paragraph"], row["owner"], row["aim"]) for row in csv.DictReader(text.splitlines())}
    assert ours == theirs
