"""The reimbursement formula and its two caps, exact to the centavo."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session, SQLModel, create_engine

from desk.domain.catalogue.model import UnitValue
from desk.domain.catalogue.service import unit_value_on
from desk.domain.enrolment.model import Product
from desk.domain.kernel.money import Money
from desk.domain.reimbursement.formula import Amount, Factors, compute

ON = date(2007, 3, 12)
PLENTY = Money.parse("1.000.000,00")


def line(
    units: str = "100.00",
    multiple: str = "3.00",
    unit_value: str = "0.4321",
    quantity: int = 1,
    *,
    presented: Money = PLENTY,
    cap: Money | None = None,
) -> Amount:
    """A computed line; with nothing given, the worked example before any cap."""
    factors = Factors(Decimal(units), Decimal(multiple), Decimal(unit_value), quantity)
    return compute(factors, presented, cap=cap, on=ON)


def applied(amount: Amount) -> set[str]:
    """The rules that applied."""
    return {reason.rule for reason in amount.reasons if reason.applied}


@pytest.mark.rule("RE-006")
@pytest.mark.parametrize(
    ("units", "multiple", "unit_value", "quantity", "result"),
    [
        pytest.param("100.00", "3.00", "0.4321", 1, "129,63", id="worked example"),
        pytest.param("60.00", "3.00", "0.4321", 2, "155,56", id="worked example, done twice"),
        pytest.param("100.00", "3.00", "0.4321", 2, "259,26", id="twice the first"),
        pytest.param("200.00", "3.00", "0.4321", 1, "259,26", id="twice the units"),
        pytest.param("100.00", "6.00", "0.4321", 1, "259,26", id="twice the multiple"),
        pytest.param("100.00", "3.00", "0.8642", 1, "259,26", id="twice the unit value"),
        pytest.param("100.00", "0.50", "0.4321", 1, "21,61", id="a multiple below one"),
        pytest.param("0.00", "3.00", "0.4321", 1, "0,00", id="no units, nothing"),
        pytest.param("1.0000", "1.0000", "1.000000", 1, "1,00", id="all ones"),
        pytest.param("12345.6789", "40.0000", "1.234567", 3, "1.828.988,13", id="large, every decimal counts"),
    ],
)
def test_units_times_multiple_times_unit_value_times_times_performed(
    units: str, multiple: str, unit_value: str, quantity: int, result: str
) -> None:
    presented = Money.parse("10.000.000,00")
    amount = line(units, multiple, unit_value, quantity, presented=presented)
    assert str(amount.computed) == result
    assert amount.payable == amount.computed
    assert "RE-006" in applied(amount)


@pytest.mark.rule("RE-006", "RE-011")
def test_the_calculation_is_explained_factor_by_factor() -> None:
    (reason,) = [reason for reason in line(quantity=2).reasons if reason.rule == "RE-006"]
    assert reason.says.endswith("= 259,26")
    assert reason.values == (("QUANTIDADE DE US", "100,0000"), ("MÚLTIPLO", "3,0000"), ("QUANTIDADE", "2"))


@pytest.mark.rule("RE-002")
@pytest.mark.parametrize(
    ("units", "unit_value", "quantity", "result"),
    [
        pytest.param("1.0000", "0.005000", 1, "0,01", id="half a centavo goes up"),
        pytest.param("1.0000", "0.004999", 1, "0,00", id="just under it goes down"),
        pytest.param("1.0000", "0.015000", 1, "0,02", id="up after an odd centavo"),
        pytest.param("1.0000", "0.025000", 1, "0,03", id="up after an even centavo"),
        pytest.param("1.0050", "1.000000", 1, "1,01", id="a half that binary fractions lose"),
        pytest.param("1.0000", "0.004000", 3, "0,01", id="the line is rounded, not each time"),
        pytest.param("0.3333", "0.030000", 3, "0,03", id="no factor is rounded on the way"),
    ],
)
def test_a_line_is_rounded_once_and_half_up(units: str, unit_value: str, quantity: int, result: str) -> None:
    amount = line(units, "1.0000", unit_value, quantity)
    assert str(amount.computed) == result
    assert "RE-002" in applied(amount)


@pytest.mark.rule("RE-012")
@pytest.mark.parametrize(
    ("presented", "payable", "held"),
    [
        pytest.param("250,00", "129,63", False, id="more was paid"),
        pytest.param("129,64", "129,63", False, id="a centavo more"),
        pytest.param("129,63", "129,63", False, id="exactly that"),
        pytest.param("129,62", "129,62", True, id="a centavo less"),
        pytest.param("80,00", "80,00", True, id="much less"),
        pytest.param("0,00", "0,00", True, id="nothing"),
    ],
)
def test_never_more_than_was_paid(presented: str, payable: str, held: bool) -> None:
    amount = line(presented=Money.parse(presented))
    assert str(amount.payable) == payable
    assert str(amount.computed) == "129,63"
    assert ("RE-012" in applied(amount)) is held


@pytest.mark.rule("RE-013")
@pytest.mark.parametrize(
    ("cap", "payable", "held"),
    [
        pytest.param(None, "129,63", False, id="no maximum"),
        pytest.param("200,00", "129,63", False, id="above the formula"),
        pytest.param("129,63", "129,63", False, id="exactly the formula"),
        pytest.param("129,62", "129,62", True, id="a centavo below it"),
        pytest.param("60,00", "60,00", True, id="far below it"),
        pytest.param("0,00", "0,00", True, id="nothing at all"),
    ],
)
def test_a_company_maximum_holds_whatever_the_multiple(cap: str | None, payable: str, held: bool) -> None:
    amount = line(cap=None if cap is None else Money.parse(cap))
    assert str(amount.payable) == payable
    assert str(amount.computed) == "129,63"
    assert ("RE-013" in applied(amount)) is held


@pytest.mark.rule("RE-012", "RE-013")
@pytest.mark.parametrize(
    ("cap", "presented", "payable", "held"),
    [
        pytest.param("100,00", "120,00", "100,00", {"RE-013"}, id="maximum below the receipt"),
        pytest.param("100,00", "100,00", "100,00", {"RE-013"}, id="maximum and receipt alike"),
        pytest.param("100,00", "90,00", "90,00", {"RE-012", "RE-013"}, id="receipt below the maximum"),
        pytest.param("200,00", "90,00", "90,00", {"RE-012"}, id="maximum above the formula"),
        pytest.param("200,00", "300,00", "129,63", set(), id="both above the formula"),
        pytest.param("120,00", "125,00", "120,00", {"RE-013"}, id="receipt between maximum and formula"),
    ],
)
def test_the_maximum_comes_before_the_receipt(cap: str, presented: str, payable: str, held: set[str]) -> None:
    amount = line(cap=Money.parse(cap), presented=Money.parse(presented))
    assert str(amount.payable) == payable
    assert applied(amount) & {"RE-012", "RE-013"} == held
    rules = [reason.rule for reason in amount.reasons]
    assert rules.index("RE-006") < rules.index("RE-013") < rules.index("RE-012")


@pytest.mark.rule("RE-008")
def test_the_unit_value_is_shown_with_the_date_of_service() -> None:
    (reason,) = [reason for reason in line().reasons if reason.rule == "RE-008"]
    assert reason.says == "VALOR DA US EM 12/03/2007: 0,432100"


@pytest.fixture
def units_of_two_years() -> Iterator[Session]:
    """US and USR readjusted on 1 March 2007, and a US that only product 302 has."""
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine, tables=[SQLModel.metadata.tables["unit_value"]])
    with Session(engine) as session:
        session.add_all(
            [
                UnitValue(kind="US", valid_from=date(2006, 3, 1), value=Decimal("0.400000")),
                UnitValue(kind="US", valid_from=date(2007, 3, 1), value=Decimal("0.432100")),
                UnitValue(kind="USR", valid_from=date(2006, 3, 1), value=Decimal("0.500000")),
                UnitValue(kind="USR", valid_from=date(2007, 3, 1), value=Decimal("0.550000")),
                UnitValue(kind="US", product_code="302", valid_from=date(2006, 6, 1), value=Decimal("0.390000")),
            ]
        )
        session.commit()
        yield session
    engine.dispose()


@pytest.mark.rule("RE-007", "RE-008")
@pytest.mark.parametrize(
    ("product", "on", "value"),
    [
        pytest.param("342", date(2006, 2, 28), None, id="before any value"),
        pytest.param("342", date(2006, 3, 1), "0.4", id="on the first effective day"),
        pytest.param("342", date(2007, 2, 28), "0.4", id="the day before the readjustment"),
        pytest.param("342", date(2007, 3, 1), "0.4321", id="the readjustment on its own day"),
        pytest.param("342", date(2009, 1, 1), "0.4321", id="until the next"),
        pytest.param("302", date(2006, 5, 31), "0.4", id="general value before the product's own"),
        pytest.param("302", date(2006, 6, 1), "0.39", id="the product's own on its first day"),
        pytest.param("302", date(2007, 3, 1), "0.39", id="a general readjustment leaves it"),
    ],
)
def test_the_unit_value_of_the_date_of_service_applies(
    units_of_two_years: Session, product: str, on: date, value: str | None
) -> None:
    asked = Product(code=product, name="PRODUTO EXEMPLO", rulebook="DM", unit_kind="US")
    assert unit_value_on(units_of_two_years, asked, on) == (None if value is None else Decimal(value))


@pytest.mark.rule("RE-007", "RE-020")
def test_products_with_a_unit_of_their_own_kind_use_it(units_of_two_years: Session) -> None:
    asked = Product(code="450", name="PRODUTO EXEMPLO", rulebook="DM", unit_kind="USR")
    before, after = (
        unit_value_on(units_of_two_years, asked, day) for day in (date(2007, 2, 28), date(2007, 3, 1))
    )
    assert (before, after) == (Decimal("0.5"), Decimal("0.55"))
