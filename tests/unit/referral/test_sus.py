"""By when a charge of SUS may be contested: thirty business days from the first one after publication."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.kernel.errors import ParameterError
from desk.domain.referral.sus import impugnation
from tests.unit.authorization.builders import calendar


@pytest.mark.rule("AP-148")
@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        (date(2007, 4, 30), date(2007, 5, 2), date(2007, 6, 13)),
        (date(2007, 5, 31), date(2007, 6, 1), date(2007, 7, 13)),
        (date(2007, 6, 30), date(2007, 7, 2), date(2007, 8, 10)),
    ],
)
def test_day_one_is_the_first_business_day_after_publication(published: date, first: date, last: date) -> None:
    """May Day and Corpus Christi (07/06/2007) are no business days."""
    found = impugnation(published, published, calendar())
    assert (found.first, found.last, found.left) == (first, last, 30)
    assert "30 DIAS ÚTEIS" in found.reason.says


@pytest.mark.rule("AP-148")
@pytest.mark.parametrize(
    ("on", "left"),
    [(date(2007, 5, 2), 30), (date(2007, 5, 3), 29), (date(2007, 6, 13), 1), (date(2007, 6, 14), 0)],
)
def test_the_last_day_still_counts(on: date, left: int) -> None:
    found = impugnation(date(2007, 4, 30), on, calendar())
    assert (found.left, found.open) == (left, left > 0)


@pytest.mark.rule("AP-148")
@given(st.dates(date(2003, 1, 1), date(2012, 12, 31)), st.integers(0, 60))
def test_a_later_publication_never_closes_earlier(published: date, days: int) -> None:
    later = published + timedelta(days=days)
    first, second = (impugnation(day, day, calendar()) for day in (published, later))
    assert first.last <= second.last
    assert first.published_on < first.first <= first.last


def test_a_year_the_calendar_lacks_is_said() -> None:
    with pytest.raises(ParameterError):
        impugnation(date(1990, 1, 2), date(1990, 1, 2), calendar())
