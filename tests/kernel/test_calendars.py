"""Working days of the three nations, checked against the calendar's own arithmetic and known occasions."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.errors import InputError
from manumit.kernel.calendars import HolidayKind, Nation, calendar_for
from manumit.kernel.timeline import Grade

YEARS = range(2009, 2028)
ENGLAND = calendar_for(Nation.ENGLAND_AND_WALES)
SCOTLAND = calendar_for(Nation.SCOTLAND)
NORTHERN_IRELAND = calendar_for(Nation.NORTHERN_IRELAND)
ALL = (ENGLAND, SCOTLAND, NORTHERN_IRELAND)

nations = st.sampled_from(ALL)
days = st.dates(date(2008, 1, 1), date(2032, 1, 1))
instants = st.datetimes(datetime(2009, 1, 2), datetime(2027, 11, 1), timezones=st.just(UTC))  # noqa: DTZ001


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def mondays(year: int, month: int) -> list[date]:
    return [day for n in range(1, monthrange(year, month)[1] + 1) if (day := date(year, month, n)).weekday() == 0]


@pytest.mark.parametrize("year", YEARS)
def test_good_friday_is_kept_everywhere_and_easter_monday_not_in_scotland(year):
    for calendar in ALL:
        assert not calendar.is_working_day(easter(year) - timedelta(days=2))
    monday = easter(year) + timedelta(days=1)
    assert not ENGLAND.is_working_day(monday)
    assert not NORTHERN_IRELAND.is_working_day(monday)
    assert SCOTLAND.is_working_day(monday)


@pytest.mark.parametrize("year", YEARS)
def test_spring_and_summer_mondays(year):
    early_may = date(2020, 5, 8) if year == 2020 else mondays(year, 5)[0]
    spring = {2012: date(2012, 6, 4), 2022: date(2022, 6, 2)}.get(year, mondays(year, 5)[-1])
    for calendar in ALL:
        assert not calendar.is_working_day(early_may)
        assert not calendar.is_working_day(spring)
    assert not SCOTLAND.is_working_day(mondays(year, 8)[0])
    assert SCOTLAND.is_working_day(mondays(year, 8)[-1])
    assert ENGLAND.is_working_day(mondays(year, 8)[0])
    assert not ENGLAND.is_working_day(mondays(year, 8)[-1])


@pytest.mark.parametrize("year", YEARS)
def test_the_number_of_bank_holidays_of_a_year(year):
    once_more = {2011: 1, 2012: 1, 2022: 2, 2023: 1}.get(year, 0)
    assert len(ENGLAND.holidays_in(year)) == 8 + once_more
    assert len(SCOTLAND.holidays_in(year)) == 9 + once_more + (year == 2026)
    assert len(NORTHERN_IRELAND.holidays_in(year)) == 10 + once_more


@pytest.mark.parametrize("day", ["2011-04-29", "2012-06-05", "2022-06-03", "2022-09-19", "2023-05-08"])
def test_days_proclaimed_for_one_occasion_are_kept_in_every_nation(day):
    for calendar in ALL:
        assert calendar.holidays[date.fromisoformat(day)].kind is HolidayKind.PROCLAIMED


def test_moved_days_were_working_days_on_their_usual_date():
    for usual in (date(2020, 5, 4), date(2012, 5, 28), date(2022, 5, 30)):
        assert all(calendar.is_working_day(usual) for calendar in ALL)


@pytest.mark.parametrize(
    ("calendar", "day", "name"),
    [
        (ENGLAND, "2009-12-28", "Boxing Day"),
        (ENGLAND, "2011-01-03", "New Year's Day"),
        (ENGLAND, "2022-12-27", "Christmas Day"),
        (SCOTLAND, "2011-01-04", "2 January"),
        (SCOTLAND, "2012-01-03", "New Year's Day"),
        (SCOTLAND, "2013-12-02", "St Andrew's Day"),
        (NORTHERN_IRELAND, "2012-03-19", "St Patrick's Day"),
        (NORTHERN_IRELAND, "2015-07-13", "Battle of the Boyne (Orangemen's Day)"),
    ],
)
def test_substitute_days(calendar, day, name):
    holiday = calendar.holidays[date.fromisoformat(day)]
    assert (holiday.kind, holiday.name) == (HolidayKind.SUBSTITUTE, name)


def test_the_nations_differ_where_they_should():
    assert ENGLAND.is_working_day(date(2011, 3, 17))
    assert not NORTHERN_IRELAND.is_working_day(date(2011, 3, 17))
    assert not SCOTLAND.is_working_day(date(2014, 1, 2))
    assert ENGLAND.is_working_day(date(2014, 1, 2))


def test_no_bank_holiday_falls_on_a_weekend_or_outside_the_known_years():
    for calendar in ALL:
        for day in calendar.holidays:
            assert day.weekday() < 5
            assert calendar.is_known(day)


def test_every_known_year_has_a_source_that_is_not_a_guess():
    for year in YEARS:
        assert ENGLAND.sources.rule_on(date(year, 7, 1)).source.grade is not Grade.UNVERIFIED


@given(nations, days, st.integers(0, 60))
def test_n_working_days_later_has_exactly_n_working_days_between(calendar, start, n):
    end = calendar.add_working_days(start, n)
    assert calendar.working_days_between(start, end) == n
    assert n == 0 or calendar.is_working_day(end)


@given(nations, days, st.integers(0, 20), st.integers(0, 20))
def test_adding_in_two_steps_is_adding_at_once(calendar, start, n, m):
    assert calendar.add_working_days(calendar.add_working_days(start, n), m) == calendar.add_working_days(start, n + m)


@given(nations, instants, instants)
def test_what_arrives_later_is_never_due_earlier(calendar, one, other):
    first, second = sorted((one, other))
    assert calendar.due(first, working_days=5).day <= calendar.due(second, working_days=5).day


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2011-07-04T10:00+01:00", "2011-07-11"),  # Monday morning
        ("2011-07-04T17:00+01:00", "2011-07-11"),  # at the cut-off, still in time
        ("2011-07-04T16:30+00:00", "2011-07-12"),  # half past five in London
        ("2011-07-08T18:00+01:00", "2011-07-18"),  # Friday evening counts from Monday
        ("2011-07-09T09:00+01:00", "2011-07-18"),  # Saturday likewise
        ("2011-04-20T12:00+01:00", "2011-05-03"),  # Easter, the royal wedding and early May
    ],
)
def test_reasonable_grounds_clock_of_five_working_days(received, due):
    found = ENGLAND.due(datetime.fromisoformat(received), working_days=5)
    assert found.day == date.fromisoformat(due)
    assert not found.provisional


def test_another_cut_off_can_be_given():
    noon = datetime(2011, 7, 4, 12, tzinfo=UTC)
    assert ENGLAND.due(noon, working_days=1, cut_off=time(9)).day == date(2011, 7, 6)


def test_beyond_the_published_years_the_clock_runs_on_and_says_that_it_is_provisional():
    inside = ENGLAND.due(datetime(2027, 12, 20, 9, tzinfo=UTC), working_days=2)
    across = ENGLAND.due(datetime(2027, 12, 29, 9, tzinfo=UTC), working_days=5)
    assert not inside.provisional
    assert across.provisional
    assert across.day == date(2028, 1, 5)
    assert ENGLAND.due(datetime(2008, 12, 30, 9, tzinfo=UTC), working_days=5).provisional


@pytest.mark.parametrize(
    "code", ["england", "Wales", "GB-ENG", "gb-wls", "england and wales", Nation.ENGLAND_AND_WALES]
)
def test_england_and_wales_share_a_calendar_under_any_of_their_names(code):
    assert calendar_for(code) is ENGLAND


def test_bad_questions_are_refused():
    with pytest.raises(InputError, match="no bank-holiday calendar"):
        calendar_for("france")
    with pytest.raises(InputError, match="time zone"):
        ENGLAND.due(datetime(2011, 7, 4), working_days=5)  # noqa: DTZ001
    with pytest.raises(InputError, match="0 or more"):
        ENGLAND.add_working_days(date(2011, 7, 4), -1)
    with pytest.raises(InputError, match="in order"):
        ENGLAND.working_days_between(date(2011, 7, 4), date(2011, 7, 3))
