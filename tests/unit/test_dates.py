"""Counting days, months and years; reading and writing dates; which day it is at the desk."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.kernel.clock import LOCAL_ZONE, FixedClock, MovableClock, local_time
from desk.domain.kernel.dates import add_days, add_months, add_years, age_on, format_date, parse_date

CALENDAR_DAYS = st.dates(min_value=date(1850, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize("text", ["15/05/2007", "15052007", " 15/05/2007 "])
def test_a_date_is_read_with_or_without_slashes(text: str) -> None:
    assert parse_date(text) == date(2007, 5, 15)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("15/05/07", id="two digits of a year"),
        pytest.param("15-05-2007", id="hyphens"),
        pytest.param("5/5/2007", id="single digits"),
        pytest.param("١٥٠٥٢٠٠٧", id="digits of another script"),
        pytest.param("15052007x", id="a letter after it"),
        pytest.param("2007-05-15", id="the year first"),
        pytest.param("1/50/52007", id="slashes in the wrong places"),
        pytest.param("15/052007", id="one slash"),
    ],
)
def test_what_is_not_written_as_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="DD/MM/AAAA"):
        parse_date(text)


@pytest.mark.parametrize("text", ["29/02/2007", "31/04/2007", "00/01/2007", "01/13/2007"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|month|year"):
        parse_date(text)


@pytest.mark.parametrize("text", ["01/01/0000", "15/05/0207", "31/12/1849", "01/01/2200", "15059999"])
def test_a_year_that_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="year"):
        parse_date(text)


@settings(deadline=None)
@given(CALENDAR_DAYS)
def test_a_date_survives_being_written_and_read(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(format_date(day).replace("/", "")) == day


@pytest.mark.rule("RE-001")
def test_days_are_counted_from_day_zero_and_never_shifted_for_a_weekend() -> None:
    friday = date(2007, 5, 11)
    assert add_days(friday, 0) == friday
    assert add_days(friday, 1) == date(2007, 5, 12)
    assert add_days(date(2008, 2, 28), 2) == date(2008, 3, 1)


@pytest.mark.rule("RE-001")
@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        pytest.param(date(2007, 5, 15), 6, date(2007, 11, 15), id="the same day number"),
        pytest.param(date(2007, 10, 15), 3, date(2008, 1, 15), id="into the next year"),
        pytest.param(date(2007, 1, 31), 1, date(2007, 3, 1), id="31 January: February lacks it"),
        pytest.param(date(2008, 1, 30), 1, date(2008, 3, 1), id="30 January of a leap year"),
        pytest.param(date(2008, 1, 29), 1, date(2008, 2, 29), id="29 January of a leap year"),
        pytest.param(date(2007, 8, 31), 1, date(2007, 10, 1), id="31 August: September lacks it"),
        pytest.param(date(2006, 8, 31), 6, date(2007, 3, 1), id="half a year into February"),
        pytest.param(date(2007, 12, 31), 1, date(2008, 1, 31), id="December to January"),
        pytest.param(date(2007, 1, 15), -1, date(2006, 12, 15), id="backwards"),
        pytest.param(date(2007, 5, 31), 0, date(2007, 5, 31), id="no month at all"),
    ],
)
def test_months_end_on_the_same_day_number_or_the_first_of_the_next_month(
    start: date, months: int, end: date
) -> None:
    assert add_months(start, months) == end


@pytest.mark.rule("RE-001")
@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        pytest.param(date(2006, 5, 15), 1, date(2007, 5, 15), id="an anniversary"),
        pytest.param(date(2004, 2, 29), 1, date(2005, 3, 1), id="29 February in a common year"),
        pytest.param(date(2004, 2, 29), 4, date(2008, 2, 29), id="29 February in a leap year"),
    ],
)
def test_years_end_on_the_anniversary(start: date, years: int, end: date) -> None:
    assert add_years(start, years) == end


@settings(deadline=None)
@given(CALENDAR_DAYS, st.integers(0, 240))
def test_a_month_more_is_always_later(start: date, months: int) -> None:
    assert add_months(start, months) < add_months(start, months + 1)


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        pytest.param(date(1983, 5, 15), date(2007, 5, 14), 23, id="the day before the birthday"),
        pytest.param(date(1983, 5, 15), date(2007, 5, 15), 24, id="the birthday"),
        pytest.param(date(2004, 2, 29), date(2007, 2, 28), 2, id="leap child on 28 February"),
        pytest.param(date(2004, 2, 29), date(2007, 3, 1), 3, id="leap child on 1 March"),
        pytest.param(date(2004, 2, 29), date(2008, 2, 29), 4, id="leap child on the very day"),
        pytest.param(date(2007, 5, 15), date(2007, 5, 15), 0, id="born today"),
    ],
)
def test_age_is_counted_in_completed_years(birth: date, on: date, age: int) -> None:
    assert age_on(birth, on) == age


def test_late_in_the_evening_the_desk_is_still_on_its_own_day() -> None:
    evening = FixedClock(datetime(2007, 5, 16, 2, 59, 59, tzinfo=UTC))
    assert evening.today() == date(2007, 5, 15)
    assert local_time(evening.now()).hour == 23
    midnight = FixedClock(datetime(2007, 5, 16, 3, 0, tzinfo=UTC))
    assert midnight.today() == date(2007, 5, 16)


def test_summer_time_of_the_day_is_known() -> None:
    assert local_time(datetime(2007, 1, 15, 20, 0, tzinfo=UTC)).hour == 18
    assert local_time(datetime(2007, 5, 15, 20, 0, tzinfo=UTC)).hour == 17


def test_a_moved_clock_records_moments_of_the_day_it_was_moved_to() -> None:
    clock = MovableClock(date(2007, 5, 15))
    assert clock.today() == date(2007, 5, 15)
    moment = clock.now()
    assert moment.tzinfo is UTC
    assert moment.astimezone(LOCAL_ZONE).date() == date(2007, 5, 15)
