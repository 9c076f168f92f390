"""What must hold for every late instalment: waiting never pays, paying in time costs nothing."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.money import Money
from desk.domain.premium.late_fees import Charge, LatePayment, late_charge
from desk.domain.premium.price_rules import REAIS, US, Band, PriceTable, count_lives, price
from desk.domain.premium.rules import Due
from desk.domain.rulebook.parameters import Rulebook

CALENDAR = BusinessCalendar.load()
PRODUCTS = ("101", "102", "301", "302", "303", "314", "342", "345", "600")

premiums = st.builds(Money, st.integers(1, 10**7))
due_dates = st.dates(date(2012, 1, 1), date(2020, 12, 31))
formas = st.sampled_from("123456789")
delays = st.integers(-30, 400)


@st.composite
def by_the_manual(draw: st.DrawFn) -> LatePayment:
    """An instalment under the desk manual, forma 4 due on the first, some paid the wrong way round."""
    forma, due_on = draw(formas), draw(due_dates)
    if forma == "4":
        due_on = due_on.replace(day=1)
    later = draw(st.none() | st.integers(28, 31))
    mistaken = None if later is None else Due(2, due_on + timedelta(days=later), paid_on=due_on)
    return LatePayment(
        premium=draw(premiums),
        due_on=due_on,
        paid_on=due_on + timedelta(days=draw(delays)),
        product=draw(st.sampled_from(PRODUCTS)),
        forma=forma,
        mistaken=mistaken,
    )


@st.composite
def by_the_month(draw: st.DrawFn) -> LatePayment:
    """A fee of ASSEFAZ or Unafisco, with the index that only Unafisco looks at."""
    due_on = draw(due_dates)
    return LatePayment(
        premium=draw(premiums),
        due_on=due_on,
        paid_on=due_on + timedelta(days=draw(delays)),
        product="701",
        index_percent=draw(st.decimals(0, 20, places=4)),
    )


def charge(rulebook: Rulebook, late: LatePayment, code: str) -> Charge:
    """What it costs."""
    return late_charge(late, code, rulebook=rulebook, calendar=CALENDAR)


def holds(rulebook: Rulebook, late: LatePayment, code: str, days: int) -> None:
    """A later day never costs less, and in time nothing is added."""
    now = charge(rulebook, late, code)
    later = charge(rulebook, replace(late, paid_on=late.paid_on + timedelta(days=days)), code)
    if now.total is not None and later.total is not None:
        assert later.total >= now.total >= late.premium
    assert later.total is not None or now.total is None or now.total == late.premium
    in_time = charge(rulebook, replace(late, paid_on=late.due_on), code)
    assert (in_time.total, in_time.days) == (late.premium, 0)


@pytest.mark.rule("PR-004", "PR-022", "PR-023", "PR-024", "PR-025", "PR-026", "PR-030")
@settings(deadline=None)
@given(by_the_manual(), st.integers(1, 60))
def test_waiting_never_makes_an_instalment_of_the_manual_cheaper(
    rulebook: Rulebook, late: LatePayment, days: int
) -> None:
    holds(rulebook, late, "DM", days)


@pytest.mark.rule("AZ-074", "UF-087")
@settings(deadline=None)
@given(by_the_month(), st.sampled_from(["AZ", "UF"]), st.integers(1, 60))
def test_waiting_never_makes_a_fee_of_assefaz_or_unafisco_cheaper(
    rulebook: Rulebook, late: LatePayment, code: str, days: int
) -> None:
    holds(rulebook, late, code, days)


@pytest.mark.rule("PR-022", "PR-027")
@settings(deadline=None)
@given(by_the_manual())
def test_the_total_is_the_sum_of_its_lines_to_half_a_centavo(rulebook: Rulebook, late: LatePayment) -> None:
    found = charge(rulebook, late, "DM")
    if found.total is None:
        assert found.decision.outcome is Outcome.ROUTED
    else:
        exact = sum((line.amount for line in found.lines), Decimal(0))
        assert Decimal("-0.005") < found.total.amount - exact <= Decimal("0.005")
    assert any(reason.applied for reason in found.decision.reasons) or found.total == late.premium


@pytest.mark.rule("PR-022")
@settings(deadline=None)
@given(by_the_manual(), premiums)
def test_a_larger_premium_never_costs_less(rulebook: Rulebook, late: LatePayment, rise: Money) -> None:
    less, more = (
        charge(rulebook, each, "DM").total for each in (late, replace(late, premium=late.premium + rise))
    )
    assert (less is None) is (more is None)
    assert less is None or more is None or more > less


# prices


@st.composite
def tables(draw: st.DrawFn) -> PriceTable:
    """A table of up to twelve bands that follow each other from birth."""
    starts = sorted(draw(st.sets(st.integers(1, 100), max_size=11)))
    ends: list[int | None] = [*(start - 1 for start in starts), None]
    unit = draw(st.sampled_from([US, REAIS]))
    places = 4 if unit == US else 2
    values = st.decimals(Decimal("0.01"), 10**4, places=places)
    bands = tuple(Band(a, z, draw(values)) for a, z in zip([0, *starts], ends, strict=True))
    return PriceTable("EXEMPLO", "342", "MODELO", unit, bands)


@pytest.mark.rule("PR-010")
@settings(deadline=None)
@given(tables(), st.lists(st.dates(date(1905, 1, 1), date(2007, 5, 15)), max_size=12))
def test_every_life_is_counted_in_one_band(table: PriceTable, births: list[date]) -> None:
    assert sum(count_lives(table.bands, births, date(2007, 5, 15))) == len(births)


@pytest.mark.rule("PR-010", "PR-019")
@settings(deadline=None)
@given(tables(), st.data(), st.decimals(Decimal("0.0001"), 10, places=6))
def test_a_family_costs_the_sum_of_its_lives_rounded_once(
    table: PriceTable, data: st.DataObject, us: Decimal
) -> None:
    lives = data.draw(st.lists(st.integers(0, 9), min_size=len(table.bands), max_size=len(table.bands)))
    unit_value = us if table.unit == US else None
    found = price(table, lives, unit_value)
    exact = sum((b.value * n for b, n in zip(table.bands, lives, strict=True)), Decimal(0)) * (unit_value or 1)
    assert Decimal("-0.005") < found.total.amount - exact <= Decimal("0.005")
    assert found.lives == sum(lives)
    one_more = price(table, [lives[0] + 1, *lives[1:]], unit_value)
    assert one_more.total >= found.total
