"""Price tables: the two that are printed, a family in reais and in US, and the steps of the regulations."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desk.domain.kernel.decision import Disclosure, Outcome
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.money import Money, round_half_up
from desk.domain.premium.price_rules import (
    BRASILSAUDE,
    REAIS,
    US,
    Band,
    PriceTable,
    band_steps,
    contractual_tables,
    count_lives,
    price,
    printed_tables,
)
from desk.domain.premium.prices import find_table
from desk.domain.rulebook.reference import age_bands

BANDS = [(0, 18), (19, 23), (24, 28), (29, 33), (34, 38), (39, 43), (44, 48), (49, 53), (54, 58), (59, None)]
ON = date(2007, 5, 15)

IN_US = PriceTable(
    "EXEMPLO",
    "302",
    "ESPECIAL",
    US,
    (Band(0, 18, Decimal("375")), Band(19, 58, Decimal("547.5")), Band(59, None, Decimal("1480.25"))),
)


def printed(product: str, plan: str) -> PriceTable:
    """A printed table."""
    return next(t for t in printed_tables() if (t.product, t.plan) == (product, plan))


@pytest.mark.rule("PR-007", "PR-008")
def test_the_printed_tables_are_two_products_of_four_plans_of_ten_bands() -> None:
    plans = ["BÁSICO", "ESPECIAL", "EXECUTIVO", "MÁXIMO"]
    assert [(t.product, t.plan) for t in printed_tables()] == [(p, n) for p in ("342", "345") for n in plans]
    for table in printed_tables():
        assert [(band.age_from, band.age_to) for band in table.bands] == BANDS
        assert (table.insurer, table.unit) == (BRASILSAUDE, REAIS)
        assert list(table.bands) == sorted(table.bands, key=lambda band: band.value)
    assert sum(len(table.bands) for table in printed_tables()) == 80


@pytest.mark.rule("PR-007", "PR-008")
@pytest.mark.parametrize(
    ("product", "plan", "age", "value"),
    [
        ("342", "BÁSICO", 0, "550.18"),
        ("342", "ESPECIAL", 18, "687.74"),
        ("342", "MÁXIMO", 19, "4121.88"),
        ("342", "EXECUTIVO", 46, "3322.01"),
        ("342", "MÁXIMO", 59, "18359.75"),
        ("345", "BÁSICO", 18, "275.09"),
        ("345", "EXECUTIVO", 48, "1661.00"),
        ("345", "MÁXIMO", 101, "9179.87"),
    ],
)
def test_a_printed_value_is_that_of_the_manual(product: str, plan: str, age: int, value: str) -> None:
    band = next(band for band in printed(product, plan).bands if band.holds(age))
    assert band.value == Decimal(value)


@pytest.mark.rule("PR-008")
def test_the_hospital_product_costs_half_of_the_global_within_a_centavo() -> None:
    for table in (t for t in printed_tables() if t.product == "342"):
        half = printed("345", table.plan)
        for whole, part in zip(table.bands, half.bands, strict=True):
            assert abs(whole.value / 2 - part.value) <= Decimal("0.01")


@pytest.mark.rule("PR-010")
@pytest.mark.parametrize(
    ("birth", "band"),
    [
        pytest.param(date(1988, 5, 16), 0, id="nineteen tomorrow"),
        pytest.param(date(1988, 5, 15), 1, id="nineteen today"),
        pytest.param(date(1948, 5, 16), 8, id="fifty-nine tomorrow"),
        pytest.param(date(1948, 5, 15), 9, id="fifty-nine today"),
        pytest.param(date(2007, 5, 15), 0, id="born today"),
    ],
)
def test_a_life_is_in_the_band_of_its_completed_age(birth: date, band: int) -> None:
    counts = count_lives(printed("342", "BÁSICO").bands, [birth], ON)
    assert counts.index(1) == band


@pytest.mark.rule("PR-010")
def test_a_family_costs_the_sum_of_its_bands() -> None:
    births = [date(1971, 8, 15), date(1969, 2, 3), date(2006, 11, 21)]
    table = printed("342", "ESPECIAL")
    found = price(table, count_lives(table.bands, births, ON))
    assert found.total == Money.parse("687,74") + Money.parse("1.151,05") + Money.parse("1.151,05")
    assert (found.lives, found.units) == (3, None)
    assert [(line.lives, line.amount) for line in found.lines if line.lives] == [
        (1, Decimal("687.74")),
        (2, Decimal("2302.10")),
    ]
    assert {r.rule for r in found.decision.reasons if r.applied} == {"PR-007", "PR-010", "PR-011"}


@pytest.mark.rule("PR-010")
def test_an_age_the_table_has_no_band_for_is_told() -> None:
    short = (Band(0, 18, Decimal(1)), Band(19, 58, Decimal(2)))
    with pytest.raises(DomainError, match="FAIXA PARA 62 ANOS"):
        count_lives(short, [date(1945, 1, 1)], ON)


@pytest.mark.rule("PR-019")
def test_in_us_all_units_are_summed_and_rounded_once_by_the_value_of_the_us() -> None:
    found = price(IN_US, (3, 1, 0), Decimal("0.4321"))
    assert found.units == Decimal("1672.5")
    assert str(found.total) == "722,69"  # 1.672,50 x 0,4321 = 722,68725; by life it would be 722,70
    assert [str(line.one_life) for line in found.lines] == ["162,04", "236,57", "639,62"]
    adjusted = price(IN_US, (3, 1, 0), Decimal("0.4510"))
    assert adjusted.units == found.units, "the yearly adjustment changes the value of the US, never the quantity"
    assert str(adjusted.total) == "754,30"


@pytest.mark.rule("PR-019")
@pytest.mark.parametrize(
    ("table", "unit_value", "text"),
    [
        (IN_US, None, "INFORME O VALOR DA US"),
        (replace(IN_US, unit=REAIS), Decimal("0.4321"), "NÃO ENTRA NA CONTA"),
    ],
)
def test_the_value_of_the_us_is_asked_for_in_us_and_refused_in_reais(
    table: PriceTable, unit_value: Decimal | None, text: str
) -> None:
    with pytest.raises(DomainError, match=text) as refused:
        price(table, (1, 0, 0), unit_value)
    assert refused.value.field == "valor_da_us"


@pytest.mark.rule("PR-011")
def test_every_price_says_that_it_may_change_and_has_no_iof() -> None:
    for table, us in ((printed("345", "MÁXIMO"), None), (IN_US, Decimal(1))):
        reason = next(r for r in price(table, [1] * len(table.bands), us).decision.reasons if r.rule == "PR-011")
        assert "SEM IOF" in reason.says
        assert "PODE MUDAR" in reason.says


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (replace(IN_US, unit=""), "US E REAIS MISTURADOS"),
        (replace(IN_US, bands=(IN_US.bands[0], IN_US.bands[2])), "AS FAIXAS NÃO SE SEGUEM"),
        (replace(IN_US, bands=(IN_US.bands[2], IN_US.bands[0])), "AS FAIXAS NÃO SE SEGUEM"),
    ],
)
def test_a_table_that_is_not_whole_prices_nobody(table: PriceTable, text: str) -> None:
    with pytest.raises(DomainError, match=text):
        price(table, [1] * len(table.bands), Decimal(1))


@pytest.mark.rule("PR-009")
def test_the_table_of_another_insurer_is_never_taken() -> None:
    tables = [t for t in printed_tables() if t.product == "342"]
    assert find_table(tables, "bras", "342", "esp").plan == "ESPECIAL"
    with pytest.raises(NotFoundError, match="TABELA SULAMÉRICA DO PRODUTO 342 NÃO DISPONÍVEL"):
        find_table(tables, "SULAMERICA", "342", "ESPECIAL")
    for unclear in ("", "X"):
        with pytest.raises(DomainError, match="SEGURADORAS: BRASILSAÚDE, SULAMÉRICA") as refused:
            find_table(tables, unclear, "342", "ESPECIAL")
        assert refused.value.field == "seguradora"


def test_a_plan_is_found_by_its_beginning_when_only_one_begins_so() -> None:
    tables = [t for t in printed_tables() if t.product == "342"]
    assert find_table(tables, BRASILSAUDE, "342", "maximo").plan == "MÁXIMO"
    with pytest.raises(DomainError, match="BÁSICO, ESPECIAL, EXECUTIVO, MÁXIMO") as refused:
        find_table(tables, BRASILSAUDE, "342", "E")
    assert refused.value.field == "plano"


def by_the_regulation(code: str, first: str) -> PriceTable:
    """A table that goes up by the percentages of its regulation."""
    value = Decimal(first)
    bands = []
    for band in age_bands(code):
        value = round_half_up(value * (100 + (band.percent or 0)) / 100)
        bands.append(Band(band.age_from, band.age_to, value))
    return PriceTable("EXEMPLO", "701", "MODELO", REAIS, tuple(bands))


@pytest.mark.rule("AZ-078", "UF-091")
@pytest.mark.parametrize(("code", "rule", "factor"), [("AZ", "AZ-078", "5.9944"), ("UF", "UF-091", "5.6842")])
def test_a_table_by_the_percentages_is_in_order_and_ends_at_the_known_multiple(
    code: str, rule: str, factor: str
) -> None:
    table = by_the_regulation(code, "1000.00")
    assert [(reason.rule, reason.applied) for reason in band_steps(table, code)] == [(rule, False)]
    multiple = table.bands[-1].value / table.bands[0].value
    assert abs(multiple - Decimal(factor)) < Decimal("0.0001")


@pytest.mark.rule("AZ-078", "UF-091")
@pytest.mark.parametrize("code", ["AZ", "UF"])
def test_a_band_more_than_a_centavo_off_is_told(code: str) -> None:
    table = by_the_regulation(code, "112.40")

    def moved(cents: str) -> PriceTable:
        last = table.bands[-1]
        return replace(table, bands=(*table.bands[:-1], replace(last, value=last.value + Decimal(cents))))

    assert not any(reason.applied for reason in band_steps(moved("0.01"), code))
    told = [reason for reason in band_steps(moved("0.02"), code) if reason.applied]
    assert len(told) == 1
    assert "59 ANOS OU MAIS" in told[0].says
    other = replace(table, bands=table.bands[:-1])
    assert "FAIXAS" in band_steps(other, code)[0].says


def test_a_rulebook_without_percentages_and_a_table_in_us_have_no_steps() -> None:
    assert band_steps(printed("342", "BÁSICO"), "DM") == ()
    assert band_steps(by_the_regulation("AZ", "100"), "LX") == ()
    assert band_steps(IN_US, "AZ") == ()


@pytest.mark.rule("PR-018")
def test_the_contractual_tables_are_refused_with_their_rule() -> None:
    decision = contractual_tables()
    assert decision.outcome is Outcome.REFUSED
    (reason,) = decision.reasons
    assert (reason.rule, reason.disclose) == ("PR-018", Disclosure.INTERNAL)
    assert "SEM OS REAJUSTES ANUAIS" in reason.says
