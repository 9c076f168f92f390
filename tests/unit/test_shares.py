"""An amount split in proportion, to the last centavo; and the prices of the demo families."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.kernel.money import ZERO, Money
from desk.domain.premium.shares import split
from desk.domain.training.prices import Insured, member_premiums

amounts = st.integers(min_value=0, max_value=10_000_000).map(Money)
weights = st.lists(st.integers(min_value=0, max_value=5_000_000), min_size=1, max_size=12).filter(any)


@pytest.mark.rule("PR-020")
@given(amounts, weights)
def test_the_parts_add_up_and_none_is_a_centavo_off_its_due(total: Money, told: list[int]) -> None:
    parts = split(total, told)
    assert len(parts) == len(told)
    assert sum(parts, start=ZERO) == total
    for part, weight in zip(parts, told, strict=True):
        exact = total.cents * weight
        assert abs(part.cents * sum(told) - exact) < sum(told)
        assert weight or not part


@pytest.mark.rule("PR-020")
@given(weights)
def test_weights_that_are_the_parts_come_back_unchanged(told: list[int]) -> None:
    assert [part.cents for part in split(Money(sum(told)), told)] == told


@pytest.mark.rule("PR-020")
@pytest.mark.parametrize(
    ("total", "told", "parts"),
    [
        pytest.param(100, [1, 1, 1], [34, 33, 33], id="the first of equals takes the centavo"),
        pytest.param(200, [1, 1, 1], [67, 67, 66], id="two over"),
        pytest.param(41250, [20000, 15000], [23571, 17679], id="whoever lost most"),
        pytest.param(1, [1, 2], [0, 1], id="one centavo"),
        pytest.param(0, [5, 5], [0, 0], id="nothing"),
    ],
)
def test_the_centavos_left_over_go_to_who_lost_most(total: int, told: list[int], parts: list[int]) -> None:
    assert [part.cents for part in split(Money(total), told)] == parts


@pytest.mark.parametrize("told", [[], [0], [0, 0], [3, -1]])
def test_there_must_be_something_to_divide_by(told: list[int]) -> None:
    with pytest.raises(ValueError, match="weight"):
        split(Money(100), told)


MOTHER = Insured("9990100000000101", date(1964, 11, 2), date(2000, 3, 10), None)
CHILD = Insured("9990100000000102", date(2001, 12, 24), date(2002, 1, 10), date(2006, 1, 10))


def test_demo_prices_add_up_whenever_somebody_comes_goes_or_changes_band() -> None:
    rows = list(member_premiums([MOTHER, CHILD], Money(68740), date(2007, 7, 15)))
    by_day: dict[str, list[str]] = {}
    for row in rows:
        by_day.setdefault(row["valid_from"], []).append(row["amount"])
    assert sorted(by_day) == ["2000-03-10", "2002-01-10", "2003-11-02", "2006-01-10"]
    assert [len(by_day[day]) for day in sorted(by_day)] == [1, 2, 2, 1]
    for told in by_day.values():
        assert sum((Money.parse(amount) for amount in told), start=ZERO) == Money(68740)


def test_a_story_may_tell_the_prices_itself() -> None:
    told = Insured("9990100000000101", date(1973, 5, 9), date(2006, 12, 4), None, "200,00")
    assert list(member_premiums([told], Money(41250), date(2007, 7, 15))) == [
        {
            "member_number": "9990100000000101",
            "valid_from": "2006-12-04",
            "age_from": "29",
            "age_to": "33",
            "amount": "200,00",
        }
    ]
