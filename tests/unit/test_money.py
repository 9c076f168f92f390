"""Exact money and exact decimals, read and written the Brazilian way."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.kernel.money import ZERO, Money, format_decimal, parse_decimal, round_half_up


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("250", "250", id="whole number"),
        pytest.param("250,00", "250.00", id="decimals after a comma"),
        pytest.param("1.234,56", "1234.56", id="points group thousands"),
        pytest.param("1234,56", "1234.56", id="thousands without a point"),
        pytest.param("12.345.678,9", "12345678.9", id="two points"),
        pytest.param("0,4321", "0.4321", id="four decimals"),
        pytest.param("  7,5 ", "7.5", id="blanks around it"),
    ],
)
def test_a_brazilian_number_is_read_exactly(text: str, value: str) -> None:
    assert parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "250.00",
        "1.23",
        "1234.567",
        "1.2345,00",
        "1,234.56",
        ",50",
        "5,",
        "-1,00",
        "+1",
        "1e3",
        "R$ 1",
        "1 000",
        "",
    ],
)
def test_an_ambiguous_or_malformed_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a Brazilian number"):
        parse_decimal(text)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        pytest.param("1234567.5", 2, "1.234.567,50", id="pads the decimals"),
        pytest.param("0.4321", 6, "0,432100", id="six places"),
        pytest.param("3.00", 0, "3", id="idle zeros may go"),
        pytest.param("999", 2, "999,00", id="no point below a thousand"),
        pytest.param("-1234.5", 2, "-1.234,50", id="a debt"),
    ],
)
def test_a_number_is_written_with_point_and_comma(value: str, places: int, text: str) -> None:
    assert format_decimal(Decimal(value), places) == text


def test_writing_a_number_never_drops_a_digit() -> None:
    with pytest.raises(ValueError, match="does not fit 2 decimal places"):
        format_decimal(Decimal("1.005"), 2)


@pytest.mark.rule("RE-002")
@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        pytest.param("0.0049999999", "0.00", id="just under half a centavo"),
        pytest.param("0.005", "0.01", id="half a centavo goes up"),
        pytest.param("2.675", "2.68", id="a half that binary fractions lose"),
        pytest.param("1.005", "1.01", id="another one"),
        pytest.param("0.015", "0.02", id="up after an odd centavo"),
        pytest.param("0.025", "0.03", id="up after an even centavo too"),
        pytest.param("129.63", "129.63", id="already exact"),
        pytest.param("9.994999", "9.99", id="never rounded twice"),
    ],
)
def test_half_a_centavo_rounds_up(value: str, rounded: str) -> None:
    assert round_half_up(Decimal(value)) == Decimal(rounded)
    assert Money.rounded(Decimal(value)) == Money.exact(Decimal(rounded))


def test_money_is_whole_centavos_and_nothing_else() -> None:
    with pytest.raises(TypeError, match="whole centavos"):
        Money(12.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="whole centavos"):
        Money(Decimal(12))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["0,001", "1,234", "1.000,999"])
def test_an_amount_with_fractions_of_a_centavo_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="fractions of a centavo"):
        Money.parse(text)


def test_amounts_add_subtract_and_compare() -> None:
    lunch, coffee = Money.parse("30,10"), Money.parse("4,90")
    assert lunch + coffee == Money(3500)
    assert str(coffee - lunch) == "-25,20"
    assert coffee < lunch
    assert max(coffee, lunch) == lunch
    assert sum([lunch, coffee, coffee], start=ZERO) == Money(3990)


def test_only_nothing_is_false() -> None:
    assert not ZERO
    assert Money(1)
    assert Money(-1)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15))
def test_an_amount_survives_being_written_and_read(cents: int) -> None:
    assert Money.parse(str(Money(cents))) == Money(cents)


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**12, places=6))
def test_a_decimal_survives_being_written_and_read(value: Decimal) -> None:
    assert parse_decimal(format_decimal(value, 6)) == value


@settings(deadline=None)
@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_adding_and_taking_away_gives_the_same_amount(one: int, other: int) -> None:
    assert Money(one) + Money(other) - Money(other) == Money(one)
    assert (Money(one) + Money(other)).amount == Decimal(one + other) / 100


@pytest.mark.rule("RE-002")
@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**9, places=10))
def test_rounding_moves_an_amount_by_half_a_centavo_at_most(value: Decimal) -> None:
    moved = Money.rounded(value).amount - value
    assert Decimal("-0.005") < moved <= Decimal("0.005")
