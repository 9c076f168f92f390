"""What holds of every deadline, whatever is asked and whenever."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.clock import local_time
from desk.domain.referral.deadlines import Unit, clock_for, clock_of_services, term, terms

NATIONAL = BusinessCalendar.load()
FIRST = datetime(2000, 1, 3, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=10900)).map(lambda after: FIRST + after)
kinds = st.sampled_from(sorted({line.kind for line in terms()}))
local_holidays = st.frozensets(st.dates(min_value=date(2000, 1, 1), max_value=date(2029, 12, 31)), max_size=20)


@pytest.mark.rule("AP-023", "AP-027", "AP-099", "CV-028", "CV-038")
@given(kind=kinds, urgent=st.booleans(), asked=moments, holidays=local_holidays)
def test_nothing_is_due_before_it_is_asked(
    kind: str, urgent: bool, asked: datetime, holidays: frozenset[date]
) -> None:
    clock = clock_for(kind, asked, NATIONAL.with_holidays(holidays), urgent=urgent)
    assert clock.due_at is not None
    assert clock.due_at >= asked
    assert clock.promised_at is None or clock.promised_at >= clock.due_at, "the promise leaves the area its time"


@given(kind=kinds, urgent=st.booleans(), asked=moments, later=st.timedeltas(timedelta(0), timedelta(days=20)))
def test_who_asks_later_is_answered_no_sooner(kind: str, urgent: bool, asked: datetime, later: timedelta) -> None:
    first = clock_for(kind, asked, NATIONAL, urgent=urgent).due_at
    second = clock_for(kind, asked + later, NATIONAL, urgent=urgent).due_at
    assert first is not None
    assert second is not None
    assert first <= second


@given(kind=kinds, urgent=st.booleans(), asked=moments, holidays=local_holidays)
def test_a_holiday_more_brings_no_answer_sooner(
    kind: str, urgent: bool, asked: datetime, holidays: frozenset[date]
) -> None:
    plain = clock_for(kind, asked, NATIONAL, urgent=urgent).due_at
    fewer_days = clock_for(kind, asked, NATIONAL.with_holidays(holidays), urgent=urgent).due_at
    assert plain is not None
    assert fewer_days is not None
    assert plain <= fewer_days


@pytest.mark.rule("AP-024", "AP-042")
@given(kind=kinds, asked=moments)
def test_what_is_urgent_is_answered_no_later(kind: str, asked: datetime) -> None:
    urgent = clock_for(kind, asked, NATIONAL, urgent=True).due_at
    elective = clock_for(kind, asked, NATIONAL, urgent=False).due_at
    assert urgent is not None
    assert elective is not None
    assert urgent <= elective


@given(kind=kinds, urgent=st.booleans(), asked=moments)
def test_what_is_counted_in_business_time_ends_in_it(kind: str, urgent: bool, asked: datetime) -> None:
    line = term(kind, urgent=urgent, on=asked.date())
    due = clock_for(kind, asked, NATIONAL, urgent=urgent).due_at
    assert due is not None
    if line.limit.unit is Unit.BUSINESS_DAYS:
        assert NATIONAL.is_business_day(local_time(due).date())
    if line.limit.unit is Unit.BUSINESS_HOURS and line.opens is not None and line.closes is not None:
        assert NATIONAL.is_business_day(local_time(due).date())
        assert line.opens <= local_time(due).time() <= line.closes


@given(
    services=st.lists(st.sampled_from(sorted({line.subject for line in terms()})), min_size=1, max_size=5),
    urgent=st.booleans(),
    asked=moments,
)
def test_a_form_is_answered_with_its_slowest_service(services: list[str], urgent: bool, asked: datetime) -> None:
    each = [
        clock_of_services([{subject}], asked, NATIONAL, urgent=urgent, from_desk=True).due_at
        for subject in services
    ]
    whole = clock_of_services([{subject} for subject in services], asked, NATIONAL, urgent=urgent, from_desk=True)
    assert whole.due_at == max(due for due in each if due is not None)
