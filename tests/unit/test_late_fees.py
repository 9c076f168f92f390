"""What paying late costs: every forma and product of the manual, ASSEFAZ, Unafisco, and who has no rule."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.decision import Disclosure, Outcome
from desk.domain.kernel.errors import DomainError, ParameterError
from desk.domain.kernel.money import Money
from desk.domain.premium.late_fees import Charge, LatePayment, inverted_payment, late_charge
from desk.domain.premium.rules import Due
from desk.domain.rulebook.parameters import Rulebook

CALENDAR = BusinessCalendar.load()
NON_ADAPTED = ("102", "302", "103", "303", "312", "313", "314", "315", "318", "612", "613")
ADAPTED = (
    "322", "325", "342", "345", "622", "625", "642", "645",
    "132", "133", "152", "153", "182", "183", "192", "193",
)  # fmt: skip
FRIDAY = date(2007, 2, 2)


def charge(
    rulebook: Rulebook,
    paid_on: date,
    *,
    forma: str = "5",
    product: str = "342",
    due_on: date = FRIDAY,
    premium: str = "412,50",
    code: str = "DM",
    index: str = "",
    mistaken: Due | None = None,
) -> Charge:
    """What an instalment of 412,50 due on a Friday costs, unless told otherwise."""
    late = LatePayment(
        premium=Money.parse(premium),
        due_on=due_on,
        paid_on=paid_on,
        product=product,
        forma=forma,
        index_percent=Decimal(index) if index else None,
        mistaken=mistaken,
    )
    return late_charge(late, code, rulebook=rulebook, calendar=CALENDAR)


def applied(found: Charge) -> set[str]:
    """The rules that applied."""
    return {reason.rule for reason in found.decision.reasons if reason.applied}


@pytest.mark.rule("PR-023", "PR-025", "PR-026")
@pytest.mark.parametrize(
    ("formas", "products", "one_day", "rule"),
    [
        ("123", ("101", "301"), "412,91", "PR-023"),
        ("56789", NON_ADAPTED, "421,16", "PR-025"),
        ("5", ADAPTED, "421,16", "PR-026"),
    ],
)
def test_each_forma_and_product_has_the_rate_the_manual_gives_it(
    rulebook: Rulebook, formas: str, products: tuple[str, ...], one_day: str, rule: str
) -> None:
    for forma in formas:
        for product in products:
            found = charge(rulebook, FRIDAY + timedelta(days=1), forma=forma, product=product)
            assert str(found.total) == one_day, (forma, product)
            assert rule in applied(found)
            assert found.decision.outcome is Outcome.ALLOWED


@pytest.mark.rule("PR-024")
@pytest.mark.parametrize(
    ("paid_on", "total"),
    [
        pytest.param(date(2007, 8, 1), "1000,00", id="day 1: on the due date"),
        pytest.param(date(2007, 8, 2), "1001,00", id="day 2"),
        pytest.param(date(2007, 8, 15), "1014,00", id="day 15: fourteen days, no fine yet"),
        pytest.param(date(2007, 8, 16), "1035,00", id="day 16: the fine begins"),
        pytest.param(date(2007, 8, 31), "1050,00", id="the last day of the month"),
        pytest.param(date(2007, 9, 1), "1051,00", id="the next month: the fine stays"),
        pytest.param(date(2007, 9, 10), "1060,00", id="a low day of the next month: the fine stays"),
    ],
)
@pytest.mark.parametrize("product", ["102", "302", "103", "303"])
def test_forma_4_counts_by_the_day_of_the_month(
    rulebook: Rulebook, paid_on: date, total: str, product: str
) -> None:
    found = charge(rulebook, paid_on, forma="4", product=product, due_on=date(2007, 8, 1), premium="1000,00")
    assert found.total == Money.parse(total)


@pytest.mark.rule("PR-024")
def test_forma_4_is_never_due_on_another_day(rulebook: Rulebook) -> None:
    with pytest.raises(DomainError, match="VENCE SEMPRE NO DIA 1") as refused:
        charge(rulebook, date(2007, 2, 20), forma="4", product="302")
    assert refused.value.field == "vencimento"


@pytest.mark.rule("PR-022")
def test_the_total_is_rounded_once_and_the_lines_are_exact(rulebook: Rulebook) -> None:
    found = charge(rulebook, date(2007, 3, 12))
    assert found.days == 38
    assert [(line.label, line.amount) for line in found.lines] == [
        ("PRÊMIO DA PARCELA, SEM MULTA", Decimal("412.50")),
        ("MULTA DE 2,00% DO PRÊMIO", Decimal("8.25")),
        ("JUROS DE 0,10% AO DIA x 38 DIAS", Decimal("15.675")),
    ]
    assert str(found.total) == "436,43"
    reason = next(r for r in found.decision.reasons if r.rule == "PR-022")
    assert ("DIAS DESDE O VENCIMENTO ORIGINAL", "38") in reason.values
    assert reason.source.startswith("002_e981602f3f58e25b.txt:7179-7181")


@pytest.mark.rule("PR-022")
def test_half_a_centavo_goes_up_and_is_not_rounded_line_by_line(rulebook: Rulebook) -> None:
    # 10,25 + 0,205 + 0,01025 x 30 = 10,7625; line by line it would be 10,25 + 0,21 + 0,31 = 10,77
    assert str(charge(rulebook, date(2007, 3, 4), premium="10,25").total) == "10,76"
    # 0,50 + 0,01 + 0,0005 x 10 = 0,515
    assert str(charge(rulebook, date(2007, 2, 12), premium="0,50").total) == "0,52"


@pytest.mark.rule("PR-004")
@pytest.mark.parametrize(
    ("due_on", "free", "charged"),
    [
        pytest.param(date(2007, 2, 3), date(2007, 2, 5), date(2007, 2, 6), id="Saturday"),
        pytest.param(date(2007, 2, 4), date(2007, 2, 5), date(2007, 2, 6), id="Sunday"),
        pytest.param(date(2007, 5, 1), date(2007, 5, 2), date(2007, 5, 3), id="a holiday"),
        pytest.param(date(2007, 2, 17), date(2007, 2, 21), date(2007, 2, 22), id="Carnival after a weekend"),
    ],
)
def test_a_due_date_without_banks_is_free_until_the_next_business_day_and_then_counts_from_itself(
    rulebook: Rulebook, due_on: date, free: date, charged: date
) -> None:
    found = charge(rulebook, free, due_on=due_on)
    assert (str(found.total), found.days) == ("412,50", 0)
    assert "PR-004" in applied(found)
    after = charge(rulebook, charged, due_on=due_on)
    assert after.days == (charged - due_on).days
    assert "PR-004" not in applied(after)
    assert after.total is not None
    assert after.total > Money.parse("420,75")


@pytest.mark.rule("PR-004", "PR-022")
def test_on_a_business_day_the_first_day_late_is_charged(rulebook: Rulebook) -> None:
    assert str(charge(rulebook, FRIDAY).total) == "412,50"
    late = charge(rulebook, date(2007, 2, 3))
    assert (late.days, str(late.total)) == (1, "421,16")
    assert "PR-004" not in applied(late)


@pytest.mark.rule("PR-022")
@pytest.mark.parametrize("paid_on", [date(2007, 1, 2), FRIDAY])
def test_paid_in_time_costs_nothing_whatever_the_rate(rulebook: Rulebook, paid_on: date) -> None:
    for forma in "123456789":
        assert str(charge(rulebook, paid_on, forma=forma).total) == "412,50"


@pytest.mark.rule("PR-027")
@pytest.mark.parametrize(
    ("forma", "product"),
    [("6", "342"), ("9", "345"), ("1", "342"), ("4", "342"), ("5", "101"), ("1", "302"), ("5", "600")],
)
def test_a_pair_the_manual_does_not_name_gets_no_rate_of_another(
    rulebook: Rulebook, forma: str, product: str
) -> None:
    found = charge(rulebook, date(2007, 3, 12), forma=forma, product=product)
    assert found.total is None
    assert len(found.lines) == 1
    assert found.decision.outcome is Outcome.ROUTED
    assert found.decision.routes[0].area == "CÁLCULO DE JUROS DA CENTRAL ON LINE"
    assert "PR-027" in applied(found)


@pytest.mark.rule("PR-023", "PR-024", "PR-025", "PR-026", "PR-027")
def test_no_pair_has_two_rates(rulebook: Rulebook) -> None:
    rates = {"PR-023", "PR-024", "PR-025", "PR-026", "PR-027"}
    for product in (*NON_ADAPTED, *ADAPTED, "101", "301", "450"):
        for forma in "123456789":
            found = charge(rulebook, date(2007, 8, 20), forma=forma, product=product, due_on=date(2007, 8, 1))
            assert len(applied(found) & rates) == 1, (forma, product)


@pytest.mark.rule("PR-031")
def test_who_may_waive_is_said_with_every_charge_and_only_inside(rulebook: Rulebook) -> None:
    found = charge(rulebook, date(2007, 3, 12))
    reason = next(r for r in found.decision.reasons if r.rule == "PR-031")
    assert reason.disclose is Disclosure.INTERNAL
    assert "SUPERVISÃO" in reason.says
    assert "PR-031" not in applied(charge(rulebook, FRIDAY))


# The manual's example of an inverted payment: 005 due 10/10/00 open, 006 due 10/11/00 paid on 10/10/00.

FIFTH = Due(5, date(2000, 10, 10))
SIXTH = Due(6, date(2000, 11, 10), paid_on=date(2000, 10, 10))


@pytest.mark.rule("PR-029")
@pytest.mark.parametrize(
    ("paid_on", "inverted"),
    [
        pytest.param(date(2000, 10, 10), True, id="the example of the manual"),
        pytest.param(date(2000, 10, 31), True, id="late, still in the month of the open one"),
        pytest.param(date(2000, 9, 30), True, id="before either is due"),
        pytest.param(date(2000, 11, 1), False, id="in its own month: a gap"),
        pytest.param(date(2000, 11, 10), False, id="on its own due date: a gap"),
    ],
)
def test_an_inverted_payment_is_the_next_one_paid_in_place_of_the_open_one(paid_on: date, inverted: bool) -> None:
    sixth = replace(SIXTH, paid_on=paid_on)
    assert (inverted_payment([FIFTH, sixth], 5, date(2000, 12, 1)) is sixth) is inverted


@pytest.mark.rule("PR-029")
def test_what_is_no_inverted_payment() -> None:
    on = date(2000, 12, 1)
    assert inverted_payment([FIFTH], 5, on) is None, "no next instalment"
    assert inverted_payment([FIFTH, replace(SIXTH, paid_on=None)], 5, on) is None, "the next is open too"
    paid = replace(FIFTH, paid_on=date(2000, 10, 10))
    assert inverted_payment([paid, SIXTH], 5, on) is None, "nothing is open"
    assert inverted_payment([FIFTH, replace(SIXTH, number=7)], 5, on) is None, "not the month after"
    assert inverted_payment([FIFTH, SIXTH], 5, date(2000, 10, 9)) is None, "not paid yet on that day"


@pytest.mark.rule("PR-030")
def test_an_inverted_payment_is_free_until_the_due_date_of_the_one_paid_by_mistake(rulebook: Rulebook) -> None:
    def cost(day: date) -> Charge:
        return charge(rulebook, day, due_on=FIFTH.due_on, premium="100,00", mistaken=SIXTH)

    last = cost(date(2000, 11, 10))
    assert (str(last.total), last.days) == ("100,00", 0)
    assert "PR-030" in applied(last)
    after = cost(date(2000, 11, 11))
    assert (str(after.total), after.days) == ("105,20", 32)
    assert "PR-030" not in applied(after)
    assert any(r.rule == "PR-030" and not r.applied for r in after.decision.reasons)


# ASSEFAZ and Unafisco: each component rounded once.


@pytest.mark.rule("AZ-074")
@pytest.mark.parametrize(
    ("paid_on", "amounts", "total"),
    [
        pytest.param(date(2012, 2, 10), ["189.50"], "189,50", id="on the due date"),
        pytest.param(date(2012, 2, 11), ["189.50", "3.79", "0.06"], "193,35", id="one day, a Saturday"),
        pytest.param(date(2012, 3, 11), ["189.50", "3.79", "1.90"], "195,19", id="thirty days, 1,895 goes up"),
        pytest.param(date(2012, 3, 12), ["189.50", "3.79", "1.96"], "195,25", id="thirty-one days"),
        pytest.param(date(2012, 5, 10), ["189.50", "3.79", "5.69"], "198,98", id="ninety days"),
    ],
)
def test_assefaz_charges_two_percent_and_one_a_month_by_the_day(
    rulebook: Rulebook, paid_on: date, amounts: list[str], total: str
) -> None:
    found = charge(
        rulebook, paid_on, code="AZ", forma="", product="701", due_on=date(2012, 2, 10), premium="189,50"
    )
    assert [line.amount for line in found.lines] == [Decimal(amount) for amount in amounts]
    assert str(found.total) == total
    assert ("AZ-074" in applied(found)) is (len(amounts) > 1)


@pytest.mark.rule("AZ-074", "UF-087")
@pytest.mark.parametrize("code", ["AZ", "UF"])
def test_a_weekend_gives_no_respite_where_the_regulation_gives_none(rulebook: Rulebook, code: str) -> None:
    saturday, monday = date(2012, 3, 10), date(2012, 3, 12)
    found = charge(rulebook, monday, code=code, due_on=saturday, premium="100,00", index="0")
    assert (found.days, str(found.total)) == (2, "102,07")


@pytest.mark.rule("UF-087")
@pytest.mark.parametrize(
    ("index", "correction", "total"),
    [("0.31", "0.31", "103,31"), ("0", "0.00", "103,00"), ("1.005", "1.01", "104,01")],
)
def test_unafisco_adds_the_index_on_the_plain_fee(
    rulebook: Rulebook, index: str, correction: str, total: str
) -> None:
    due_on = date(2009, 2, 15)
    found = charge(rulebook, due_on + timedelta(days=30), code="UF", due_on=due_on, premium="100,00", index=index)
    assert [line.amount for line in found.lines[1:]] == [Decimal("2.00"), Decimal("1.00"), Decimal(correction)]
    assert str(found.total) == total
    assert "UF-087" in applied(found)


@pytest.mark.rule("UF-087")
def test_unafisco_asks_for_the_index_only_when_late(rulebook: Rulebook) -> None:
    with pytest.raises(DomainError, match="INPC") as refused:
        charge(rulebook, date(2009, 3, 15), code="UF", due_on=date(2009, 2, 15))
    assert refused.value.field == "var_inpc"
    assert str(charge(rulebook, date(2009, 2, 15), code="UF", due_on=date(2009, 2, 15)).total) == "412,50"


@pytest.mark.rule("PS-011")
def test_where_the_notice_is_silent_nothing_is_borrowed(rulebook: Rulebook) -> None:
    found = charge(rulebook, date(2021, 9, 15), code="PS", due_on=date(2021, 8, 5))
    assert found.total is None
    assert found.decision.outcome is Outcome.ROUTED
    assert applied(found) == {"PS-011"}


def test_a_rulebook_nobody_knows_is_an_error(rulebook: Rulebook) -> None:
    with pytest.raises(ParameterError, match="REGULAMENTO XX"):
        charge(rulebook, FRIDAY, code="XX")


@pytest.mark.rule("AZ-074")
def test_before_its_regulation_there_is_no_rate(rulebook: Rulebook) -> None:
    with pytest.raises(ParameterError, match="19/10/2011"):
        charge(rulebook, date(2011, 10, 19), code="AZ", due_on=date(2011, 9, 10))
