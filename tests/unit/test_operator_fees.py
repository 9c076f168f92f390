"""Fees of ASSEFAZ: by age band, month by month, and when they may be adjusted (AZ-073, AZ-075 to AZ-079)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import ParameterError
from desk.domain.kernel.money import Money
from desk.domain.premium.adjustment import Adjusting, Adjustment, may_adjust
from desk.domain.premium.band_change import family_fee, fee_on
from desk.domain.rulebook.parameters import Rulebook

FEE = Money(100_00)
SINCE = date(2012, 1, 1)


@pytest.mark.rule("AZ-073")
def test_the_familys_fee_is_the_sum_of_its_people() -> None:
    assert family_fee((Money(100_10), Money(250_05), Money(99))) == Money(351_14)


@pytest.mark.rule("AZ-078")
@pytest.mark.parametrize(
    ("age", "percent", "fee"),
    [
        (19, 10, 110_00),
        (24, 10, 110_00),
        (29, 15, 115_00),
        (34, 15, 115_00),
        (39, 20, 120_00),
        (44, 28, 128_00),
        (49, 30, 130_00),
        (54, 34, 134_00),
        (59, 40, 140_00),
    ],
)
def test_every_band_raises_the_fee_by_its_percentage(rulebook: Rulebook, age: int, percent: int, fee: int) -> None:
    birth = date(2012 - age, 5, 15)
    found = fee_on(FEE, birth, SINCE, date(2012, 6, 1), "AZ", rulebook)
    assert [(c.percent, c.fee) for c in found.changes] == [(Decimal(percent), Money(fee))]
    assert "AZ-078" in {reason.rule for reason in found.reasons if reason.applied}
    between = date(2012 - age - 1, 5, 15)
    assert fee_on(FEE, between, SINCE, date(2012, 6, 1), "AZ", rulebook).changes == ()


@pytest.mark.rule("AZ-078")
def test_the_last_band_is_nearly_six_times_the_first(rulebook: Rulebook) -> None:
    found = fee_on(Money(1_000_000_00), date(1952, 1, 15), date(1952, 2, 1), SINCE, "AZ", rulebook)
    assert len(found.changes) == 9
    assert round(found.amount.amount / 1_000_000, 4) == Decimal("5.9944")


@pytest.mark.rule("AZ-078")
def test_consecutive_changes_compound_on_the_rounded_fee(rulebook: Rulebook) -> None:
    found = fee_on(Money(33_33), date(1993, 5, 15), SINCE, date(2017, 6, 1), "AZ", rulebook)
    assert [change.fee for change in found.changes] == [Money(36_66), Money(40_33)]


@pytest.mark.rule("AZ-079")
@pytest.mark.parametrize(
    ("birthday", "on", "changed"),
    [
        pytest.param((5, 1), date(2012, 5, 31), False, id="the month of the birthday"),
        pytest.param((5, 1), date(2012, 6, 1), True, id="the month after, birthday on the 1st"),
        pytest.param((5, 31), date(2012, 6, 1), True, id="the month after, birthday on the 31st"),
        pytest.param((12, 20), date(2012, 12, 31), False, id="December"),
        pytest.param((12, 20), date(2013, 1, 1), True, id="January after"),
    ],
)
def test_a_new_band_is_charged_from_the_month_after_the_birthday(
    rulebook: Rulebook, birthday: tuple[int, int], on: date, changed: bool
) -> None:
    found = fee_on(FEE, date(1953, *birthday), SINCE, on, "AZ", rulebook)
    assert (found.amount == Money(140_00)) is changed
    assert ("AZ-079" in {reason.rule for reason in found.reasons if reason.applied}) is changed
    assert [change.charged_from for change in found.changes] == ([on.replace(day=1)] if changed else [])


def test_a_rulebook_without_percentages_has_no_such_fee(rulebook: Rulebook) -> None:
    with pytest.raises(ParameterError):
        fee_on(FEE, date(1953, 5, 1), SINCE, date(2022, 6, 1), "PS", rulebook)


BASE = Adjustment(Adjusting.ANNUAL, date(2013, 4, 1), date(2011, 4, 1), last_on=date(2012, 4, 1))


@pytest.mark.rule("AZ-075")
@pytest.mark.parametrize(("on", "allowed"), [(date(2013, 4, 1), True), (date(2013, 4, 2), False)])
def test_the_yearly_adjustment_falls_on_the_anniversary(rulebook: Rulebook, on: date, allowed: bool) -> None:
    decision = may_adjust(replace(BASE, on=on), "AZ", rulebook)
    assert (decision.outcome is Outcome.ALLOWED) is allowed
    assert ("AZ-075" in {reason.rule for reason in decision.reasons}) is not allowed


@pytest.mark.rule("AZ-076")
@pytest.mark.parametrize(("expenses", "allowed"), [(Decimal("100.01"), True), (Decimal(100), False)])
def test_a_technical_adjustment_needs_expenses_above_revenues(
    rulebook: Rulebook, expenses: Decimal, allowed: bool
) -> None:
    asked = replace(BASE, cause=Adjusting.TECHNICAL, on=date(2013, 8, 9), expenses=expenses, revenues=Decimal(100))
    decision = may_adjust(asked, "AZ", rulebook)
    assert (decision.outcome is Outcome.ALLOWED) is allowed
    assert ("AZ-076" in {reason.rule for reason in decision.reasons}) is not allowed


@pytest.mark.rule("AZ-077")
@pytest.mark.parametrize(
    ("cause", "on", "allowed"),
    [
        (Adjusting.TECHNICAL, date(2013, 3, 31), False),
        (Adjusting.TECHNICAL, date(2013, 4, 1), True),
        (Adjusting.AGE_BAND, date(2012, 5, 1), True),
        (Adjusting.MIGRATION, date(2012, 5, 1), True),
        (Adjusting.ADAPTATION, date(2012, 5, 1), True),
    ],
)
def test_nothing_is_adjusted_twice_in_twelve_months_but_for_some_causes(
    rulebook: Rulebook, cause: Adjusting, on: date, allowed: bool
) -> None:
    asked = replace(BASE, cause=cause, on=on, expenses=Decimal(2), revenues=Decimal(1))
    assert (may_adjust(asked, "AZ", rulebook).outcome is Outcome.ALLOWED) is allowed


@pytest.mark.rule("AZ-077")
def test_one_plan_and_contract_has_one_percentage(rulebook: Rulebook) -> None:
    def outcome(*percents: str) -> Outcome:
        asked = replace(BASE, percents=tuple(Decimal(percent) for percent in percents))
        return may_adjust(asked, "AZ", rulebook).outcome

    assert outcome("8.5", "8.50") is Outcome.ALLOWED
    assert outcome("8.5", "9") is Outcome.REFUSED
