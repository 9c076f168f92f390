"""Price tables on file: which one is in force, which are refused, and the family they are counted for."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.context import Desk
from desk.domain.kernel.clock import MovableClock
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.premium.model import PremiumPrice
from desk.domain.premium.prices import Quotation, family, quotation
from tests.conftest import ATTENDANT, AURORA


def put(desk: Desk, *rows: tuple[str, date, int, int | None, str, str], product: str = "342") -> None:
    """Rows of the plan ESPECIAL: insurer, since, ages, unit, value."""
    with desk.store.writing() as session:
        session.add_all(
            PremiumPrice(
                insurer=insurer,
                product_code=product,
                plan_name="ESPECIAL",
                valid_from=since,
                age_from=low,
                age_to=high,
                unit=unit,
                value=Decimal(value),
            )
            for insurer, since, low, high, unit, value in rows
        )


def ask(desk: Desk, insurer: str = "SULAMÉRICA", product: str = "342", **more: object) -> Quotation:
    """One life in the first band of the plan ESPECIAL."""
    asked = {"lives": [1], **more}
    return quotation(
        desk,
        insurer=insurer,
        product_code=product,
        plan_name="ESPECIAL",
        **asked,  # type: ignore[arg-type]
    )


@pytest.mark.rule("PR-009")
def test_a_table_of_sulamerica_counts_once_it_is_imported(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="NÃO DISPONÍVEL"):
        ask(desk)
    put(desk, ("SULAMÉRICA", date(2007, 1, 1), 0, None, "REAIS", "500"))
    assert str(ask(desk).price.total) == "500,00"
    assert str(ask(desk, "BRASILSAÚDE").price.total) == "687,74"


def test_the_newest_table_that_has_begun_is_in_force(any_desk: Desk) -> None:
    desk = any_desk
    put(
        desk,
        ("SULAMÉRICA", date(2006, 1, 1), 0, None, "REAIS", "400"),
        ("SULAMÉRICA", date(2007, 5, 15), 0, 18, "REAIS", "500"),
        ("SULAMÉRICA", date(2007, 5, 15), 19, None, "REAIS", "600"),
        ("SULAMÉRICA", date(2007, 5, 16), 0, None, "REAIS", "900"),
    )
    assert [line.band.value for line in ask(desk).price.lines] == [500, 600]
    desk.clock = MovableClock(date(2007, 5, 14))
    assert [line.band.value for line in ask(desk).price.lines] == [400]


def test_an_imported_table_takes_the_place_of_the_printed_one(desk: Desk) -> None:
    assert ask(desk, "BRASILSAÚDE").table.rule == "PR-007"
    put(desk, ("BRASILSAÚDE", date(2007, 1, 1), 0, None, "REAIS", "1"))
    assert (ask(desk, "BRASILSAÚDE").table.rule, str(ask(desk, "BRASILSAÚDE").price.total)) == ("", "1,00")


@pytest.mark.rule("PR-019")
def test_the_value_of_the_us_is_the_registered_one_unless_it_is_typed(desk: Desk) -> None:
    plain = ask(desk, product="302")
    assert (plain.unit_value, plain.price.units, str(plain.price.total)) == (Decimal("0.4321"), 375, "162,04")
    typed = ask(desk, product="302", unit_value=Decimal("0.5"))
    assert str(typed.price.total) == "187,50"
    desk.clock = MovableClock(date(2007, 6, 1))
    assert ask(desk, product="302").unit_value == Decimal("0.4510")


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([(0, 18, "REAIS"), (19, None, "US")], "MISTURADOS"),
        ([(0, 18, "REAIS"), (20, None, "REAIS")], "NÃO SE SEGUEM"),
    ],
)
def test_a_table_that_is_not_whole_is_told_and_disturbs_no_other(
    desk: Desk, rows: list[tuple[int, int | None, str]], text: str
) -> None:
    put(desk, *[("SULAMÉRICA", date(2007, 1, 1), low, high, unit, "1") for low, high, unit in rows])
    with pytest.raises(DomainError, match=text):
        ask(desk)
    assert ask(desk, "BRASILSAÚDE").price.lives == 1


def test_lives_beyond_the_last_band_and_unknown_products_are_refused(desk: Desk) -> None:
    with pytest.raises(DomainError, match="A TABELA TEM 10 FAIXAS") as refused:
        ask(desk, "BRASILSAÚDE", lives=[0] * 10 + [1])
    assert refused.value.field == "qtd_depen.11"
    with pytest.raises(NotFoundError) as unknown:
        ask(desk, product="999")
    assert unknown.value.field == "produto"


@pytest.mark.rule("PR-010")
def test_a_family_is_its_insured_lives_and_is_journalled(desk: Desk) -> None:
    found = family(desk, ATTENDANT, AURORA)
    assert (found.product_code, found.plan_name) == ("342", "ESPECIAL")
    assert sorted(found.births) == [date(1969, 2, 3), date(1971, 8, 15), date(2006, 11, 21)]
    assert family(desk, ATTENDANT, "9990100006011801").births == (), "nobody is insured under a cancelled policy"
    with desk.store.reading() as session:
        last = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
    assert last is not None
    assert (last.action, last.subject) == ("premium.family", "9990100006011801")


@pytest.mark.rule("AZ-078", "UF-091")
@pytest.mark.parametrize(
    ("insurer", "product", "plan", "on"),
    [("ASSEFAZ", "701", "SAFIRA", date(2012, 3, 12)), ("UNAFISCO", "702", "SOFT", date(2009, 3, 20))],
)
def test_a_loaded_table_is_held_against_its_regulation(
    desk: Desk, insurer: str, product: str, plan: str, on: date
) -> None:
    desk.clock = MovableClock(on)

    def steps() -> list[bool]:
        quoted = quotation(desk, insurer=insurer, product_code=product, plan_name=plan, lives=[1])
        return [reason.applied for reason in quoted.steps]

    assert steps() == [False]
    with desk.store.writing() as session:
        last = session.exec(
            select(PremiumPrice).where(
                col(PremiumPrice.product_code) == product, col(PremiumPrice.age_to).is_(None)
            )
        ).one()
        last.value += Decimal("0.02")
        session.add(last)
    assert steps() == [True]
