"""Business days and the table of holidays behind them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.errors import ParameterError

CALENDAR = BusinessCalendar.load()


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    week = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * week) // 451
    month, day = divmod(h + week - 7 * m + 114, 31)
    return date(year, month, day + 1)


def national_holidays(year: int) -> set[date]:
    """The fixed national holidays and those that follow Easter."""
    fixed = [(1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25)]
    if year >= 2024:
        fixed.append((11, 20))
    moving = (-48, -47, -2, 60)
    return {date(year, *day) for day in fixed} | {easter(year) + timedelta(days=n) for n in moving}


@pytest.mark.parametrize("year", sorted(CALENDAR.years))
def test_every_year_of_the_table_has_its_national_holidays(year: int) -> None:
    assert {day for day in CALENDAR.holidays if day.year == year} == national_holidays(year)


def test_the_table_has_no_hole_between_its_years() -> None:
    assert sorted(CALENDAR.years) == list(range(min(CALENDAR.years), max(CALENDAR.years) + 1))
    assert {2005, 2006, 2007, 2008, 2021} <= CALENDAR.years


@pytest.mark.rule("RE-001")
@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2007, 5, 14), True, id="Monday"),
        pytest.param(date(2007, 5, 18), True, id="Friday"),
        pytest.param(date(2007, 5, 19), False, id="Saturday"),
        pytest.param(date(2007, 5, 20), False, id="Sunday"),
        pytest.param(date(2007, 5, 1), False, id="holiday on a Tuesday"),
        pytest.param(date(2007, 6, 7), False, id="Corpus Christi"),
        pytest.param(date(2023, 11, 20), True, id="20 November before it was national"),
        pytest.param(date(2024, 11, 20), False, id="20 November since 2024"),
    ],
)
def test_a_business_day_is_monday_to_friday_and_no_holiday(day: date, works: bool) -> None:
    assert CALENDAR.is_business_day(day) is works


@pytest.mark.rule("PR-004")
@pytest.mark.parametrize(
    ("due", "payable"),
    [
        pytest.param(date(2007, 5, 15), date(2007, 5, 15), id="a business day stays"),
        pytest.param(date(2007, 5, 19), date(2007, 5, 21), id="Saturday to Monday"),
        pytest.param(date(2007, 5, 20), date(2007, 5, 21), id="Sunday to Monday"),
        pytest.param(date(2007, 5, 1), date(2007, 5, 2), id="holiday to the day after"),
        pytest.param(date(2007, 2, 17), date(2007, 2, 21), id="Carnival weekend to Wednesday"),
        pytest.param(date(2006, 12, 30), date(2007, 1, 2), id="over the new year"),
    ],
)
def test_a_due_date_moves_to_the_first_business_day_on_or_after_it(due: date, payable: date) -> None:
    assert CALENDAR.on_or_after(due) == payable


@pytest.mark.rule("RE-001")
@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        pytest.param(date(2007, 5, 14), 0, date(2007, 5, 14), id="none"),
        pytest.param(date(2007, 5, 14), 1, date(2007, 5, 15), id="the start day is not counted"),
        pytest.param(date(2007, 5, 18), 1, date(2007, 5, 21), id="over a weekend"),
        pytest.param(date(2007, 5, 19), 1, date(2007, 5, 21), id="from a Saturday"),
        pytest.param(date(2007, 4, 30), 5, date(2007, 5, 8), id="over a holiday and a weekend"),
        pytest.param(date(2007, 5, 14), 20, date(2007, 6, 12), id="twenty, with Corpus Christi"),
    ],
)
def test_business_days_are_counted_after_the_start(start: date, days: int, end: date) -> None:
    assert CALENDAR.add(start, days) == end


@pytest.mark.parametrize("day", [date(1997, 12, 31), date(2031, 1, 1)])
def test_a_year_the_table_lacks_is_an_error_and_names_the_year(day: date) -> None:
    with pytest.raises(ParameterError, match=str(day.year)):
        CALENDAR.is_business_day(day)
    with pytest.raises(ParameterError, match=str(day.year)):
        CALENDAR.on_or_after(day)


def test_a_count_that_runs_off_the_table_is_an_error() -> None:
    with pytest.raises(ParameterError, match="2031"):
        CALENDAR.add(date(2030, 12, 31), 1)


def test_a_year_known_to_have_no_holiday_is_not_a_missing_year() -> None:
    quiet = BusinessCalendar(frozenset(), frozenset({2007}))
    assert quiet.is_business_day(date(2007, 5, 1))
    with pytest.raises(ParameterError, match="2008"):
        quiet.is_business_day(date(2008, 5, 1))


@pytest.mark.rule("RE-001")
@settings(deadline=None)
@given(st.dates(date(1998, 1, 1), date(2029, 12, 31)), st.integers(1, 40))
def test_between_a_start_and_its_nth_business_day_lie_exactly_n(start: date, days: int) -> None:
    end = CALENDAR.add(start, days)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert CALENDAR.is_business_day(end)
    assert sum(CALENDAR.is_business_day(day) for day in between) == days
