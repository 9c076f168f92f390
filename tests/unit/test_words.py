"""Values in the words of the panels."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.enrolment.model import LineOfBusiness
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import add_months
from desk.domain.kernel.money import ZERO, Money, parse_decimal
from desk.domain.premium.rules import Contract, Due, PaymentStanding, assess
from desk.domain.rulebook.parameters import Rulebook
from desk.screens import words


def test_what_is_not_there_shows_as_nothing() -> None:
    assert words.day(None) == ""
    assert words.money(None) == ""
    assert words.number(None, 2) == ""


def test_a_date_and_an_amount_show_the_brazilian_way() -> None:
    assert words.day(date(2007, 3, 1)) == "01/03/2007"
    assert words.money(Money.parse("1.234,50")) == "1.234,50"
    assert words.money(ZERO) == "0,00"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        pytest.param("100.0000", 2, "100,00", id="idle zeros go"),
        pytest.param("100", 2, "100,00", id="zeros up to the places"),
        pytest.param("3.0000", 2, "3,00", id="a multiple"),
        pytest.param("0.432100", 4, "0,4321", id="a unit value"),
        pytest.param("0.432150", 4, "0,43215", id="a digit past the places is kept"),
        pytest.param("0.432101", 2, "0,432101", id="all six decimals"),
        pytest.param("2.5", 0, "2,5", id="no places asked, one there"),
        pytest.param("1234567.0", 2, "1.234.567,00", id="points group thousands"),
        pytest.param("1E+3", 0, "1.000", id="written with an exponent"),
        pytest.param("0.000000", 2, "0,00", id="zero"),
    ],
)
def test_a_number_shows_its_places_and_no_digit_is_lost(value: str, places: int, text: str) -> None:
    assert words.number(Decimal(value), places) == text


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**9, places=6), st.integers(0, 6))
def test_a_number_on_a_panel_is_the_number(value: Decimal, places: int) -> None:
    shown = words.number(value, places)
    assert parse_decimal(shown) == value
    assert len(shown.partition(",")[2]) >= places


def test_yes_and_no_are_s_and_n() -> None:
    assert (words.yes_no(True), words.yes_no(False)) == ("S", "N")


def test_an_identification_shows_its_parts() -> None:
    assert words.identification("9990100001234501") == "99901/00001234-5-01"


@pytest.mark.parametrize(
    ("bare", "text"),
    [
        pytest.param("1100000001", "(11) 0000-0001", id="ten digits"),
        pytest.param("11900000001", "(11) 90000-0001", id="eleven digits"),
        pytest.param("00000001", "00000001", id="without DDD, as stored"),
        pytest.param("", "", id="none"),
    ],
)
def test_a_telephone_shows_its_ddd(bare: str, text: str) -> None:
    assert words.telephone(bare) == text


@pytest.mark.parametrize(("bare", "text"), [("00999100", "00999-100"), ("00999", "00999"), ("", "")])
def test_a_cep_shows_its_hyphen(bare: str, text: str) -> None:
    assert words.postal_code(bare) == text


def test_every_line_of_business_has_a_word() -> None:
    assert set(words.LINES_OF_BUSINESS) == set(LineOfBusiness)
    assert all(words.LINES_OF_BUSINESS.values())


def standing(rulebook: Rulebook, paid: str, on: date, contract: Contract) -> PaymentStanding:
    """How instalments due from 2 January 2006 stand: `x` paid, `.` open."""
    dues = [add_months(date(2006, 1, 2), n) for n in range(len(paid))]
    installments = [Due(n + 1, due, due if paid[n] == "x" else None) for n, due in enumerate(dues)]
    return assess(installments, contract, on, rulebook=rulebook, calendar=BusinessCalendar.load())


@pytest.mark.parametrize(
    ("paid", "on", "contract", "text"),
    [
        pytest.param("xx", date(2006, 2, 10), Contract(True), "EM DIA", id="paid up"),
        pytest.param("x.", date(2006, 2, 10), Contract(True), "ABERTO 8D, ATENDE ATÉ 02/04/2006", id="open"),
        pytest.param(".x", date(2006, 2, 10), Contract(True), "JANELA - ATRASO 39 DIAS", id="a gap"),
        pytest.param(
            ".x", date(2006, 2, 10), Contract(False), "JANELA - ATRASO 39 DIAS", id="a gap of the non-adapted"
        ),
        pytest.param(
            "..", date(2006, 2, 10), Contract(True, cancelled_from=date(2006, 2, 10)), "CANCELADO", id="cancelled"
        ),
        pytest.param("....", date(2006, 6, 1), Contract(True, court_deposit=True), "EM DIA", id="in court"),
    ],
)
def test_a_standing_shows_with_the_figure_that_matters(
    rulebook: Rulebook, paid: str, on: date, contract: Contract, text: str
) -> None:
    assert words.payment(standing(rulebook, paid, on, contract)) == text


def test_a_suspended_policy_is_called_so(rulebook: Rulebook) -> None:
    found = standing(rulebook, "...", date(2006, 3, 10), Contract(adapted=True))
    assert words.payment(found).startswith("SUSPENSO")


@pytest.mark.parametrize("on", [date(2006, 1, 1), date(2006, 2, 10), date(2006, 3, 2), date(2006, 12, 1)])
@pytest.mark.parametrize("contract", [Contract(True), Contract(False), Contract(True, continuation=True)])
@pytest.mark.parametrize("paid", ["xx", "x.", ".x", "...", ".x.x"])
def test_a_standing_always_has_words_that_fit_the_panel(
    rulebook: Rulebook, paid: str, on: date, contract: Contract
) -> None:
    text = words.payment(standing(rulebook, paid, on, contract))
    assert 0 < len(text) <= 34
    assert text == text.upper()
