"""Days, clocks, money and numbers as people read them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.platform.ui import format as fmt

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_day_reads_as_in_the_style():
    assert fmt.day(date(2026, 11, 21)) == "21 Nov 2026"


def test_a_moment_is_shown_in_the_zone_of_the_port():
    assert fmt.moment(datetime(2026, 7, 1, 12, tzinfo=UTC), "Europe/Paris") == "1 Jul 2026, 14:00 CEST"


def test_a_late_evening_in_utc_is_already_the_next_day_in_british_summer_time():
    assert fmt.day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 Jul 2026"


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (NOON + timedelta(days=5), "5 days left", "grey"),
        (NOON + timedelta(hours=47), "47 hours left", "amber"),
        (NOON + timedelta(hours=1), "1 hour left", "amber"),
        (NOON + timedelta(minutes=5), "less than an hour left", "amber"),
        (NOON - timedelta(minutes=5), "less than an hour late", "red"),
        (NOON - timedelta(hours=3), "3 hours late", "red"),
        (NOON - timedelta(days=3), "3 days late", "red"),
        (date(2026, 11, 22), "due today", "amber"),
        (date(2026, 11, 24), "2 days left", "amber"),
        (date(2026, 11, 25), "3 days left", "grey"),
        (date(2026, 11, 21), "1 day late", "red"),
    ],
)
def test_a_clock_says_in_words_what_its_colour_says(due, words, tone):
    read = fmt.clock(due, NOON)
    assert (read.words, read.tone) == (words, tone)


@given(st.integers(-1000, 1000))
def test_a_clock_is_late_exactly_when_the_moment_has_passed(hours):
    read = fmt.clock(NOON + timedelta(hours=hours), NOON)
    assert (read.tone == "red") == (hours < 0)
    assert ("late" in read.words) == (hours < 0)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (NOON, "new"),
        (NOON + timedelta(hours=2), "new"),
        (NOON - timedelta(hours=5), "5 hours old"),
        (NOON - timedelta(days=3), "3 days old"),
        (date(2026, 11, 21), "1 day old"),
    ],
)
def test_age_counts_hours_then_days(since, words):
    assert fmt.age(since, NOON) == words


@pytest.mark.parametrize(("pence", "text"), [(123456, "£1,234.56"), (5, "£0.05"), (-150, "−£1.50"), (None, "–")])
def test_money_is_whole_pence(pence, text):
    assert fmt.money(pence) == text


@given(st.integers(-(10**15), 10**15))
def test_money_loses_no_penny(pence):
    digits = "".join(c for c in fmt.money(pence) if c.isdigit())
    assert int(digits) == abs(pence)


def test_numbers_have_thousands_separated():
    assert fmt.number(1254) == "1,254"
    assert fmt.number(-3.14159, 2) == "−3.14"


def test_plural_takes_the_right_word():
    assert fmt.plural(1, "person", "people") == "1 person"
    assert fmt.plural(1200, "person", "people") == "1,200 people"


@pytest.mark.parametrize("write", [fmt.day, fmt.moment, fmt.money, fmt.number])
def test_what_is_not_there_is_a_dash(write):
    assert write(None) == "–"
