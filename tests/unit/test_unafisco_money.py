"""Reimbursements and fees of Unafisco Saúde Soft II (chapters 15, 18 and 19)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.money import Money
from desk.domain.premium.adjustment import Adjusting, Adjustment, claims_index, may_adjust
from desk.domain.premium.band_change import fee_on, spread
from desk.domain.reimbursement.operator_rules import (
    Claim,
    Supply,
    claim_documents,
    claim_position,
    claim_until,
    deposit_account,
    reimbursed_in_full,
)
from desk.domain.rulebook.parameters import Rulebook

ON = date(2013, 5, 15)
CALENDAR = BusinessCalendar.load()


@pytest.mark.rule("UF-068")
@pytest.mark.parametrize(
    ("supply", "urgent", "outcome"),
    [
        pytest.param(Supply(False, False), False, Outcome.ALLOWED, id="nobody in the municipality"),
        pytest.param(Supply(True, False), False, Outcome.ALLOWED, id="nobody of the network"),
        pytest.param(Supply(True, True, False), True, Outcome.ALLOWED, id="urgent, nobody near"),
        pytest.param(Supply(True, True, False), False, Outcome.REFUSED, id="not urgent"),
        pytest.param(Supply(True, True), True, Outcome.REFUSED, id="the network could serve"),
    ],
)
def test_any_lack_of_providers_is_enough_for_a_refund(supply: Supply, urgent: bool, outcome: Outcome) -> None:
    assert reimbursed_in_full(supply, urgent=urgent).outcome is outcome


@pytest.mark.rule("UF-069")
@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("consultation", "UM SÓ RECIBO PARA O EVENTO"),
        ("emergency_room", "DISCRIMINAÇÃO DE PROCEDIMENTOS, MATERIAIS, MEDICAMENTOS E TAXAS"),
        ("examination", "DISCRIMINAÇÃO DE CADA EXAME OU SESSÃO"),
        ("admission_fees", "RECIBO SEPARADO DE CADA MEMBRO DA EQUIPE"),
        ("admission", "DATAS DE INÍCIO E ALTA"),
    ],
)
def test_the_papers_of_a_claim_by_its_kind(rulebook: Rulebook, kind: str, own: str) -> None:
    papers = claim_documents(kind, ON, "UF", rulebook)
    assert papers[:2] == ("RECIBO OU NOTA FISCAL QUITADA", "NOME E CÓDIGO DO PACIENTE")
    assert own in papers
    other = "consultation" if kind != "consultation" else "admission"
    assert own not in claim_documents(other, ON, "UF", rulebook)


@pytest.mark.rule("UF-070")
def test_a_refund_is_asked_for_in_twelve_months(rulebook: Rulebook) -> None:
    assert claim_until(ON, None, "UF", rulebook) == date(2014, 5, 15)
    assert claim_until(ON, date(2013, 6, 1), "UF", rulebook) == date(2014, 6, 1)


# 15 May 2013 is a Wednesday; Corpus Christi was on 30 May: 15 business days end on 6 June.
LAST = date(2013, 6, 6)


@pytest.mark.parametrize(
    ("claim", "on", "outcome", "until"),
    [
        pytest.param(
            Claim(ON), ON, Outcome.ALLOWED, date(2013, 6, 14), marks=pytest.mark.rule("UF-071"), id="complete"
        ),
        pytest.param(
            Claim(ON, ON), LAST, Outcome.BLOCKED, LAST, marks=pytest.mark.rule("UF-072"), id="more asked for"
        ),
        pytest.param(
            Claim(ON, ON), LAST + timedelta(days=1), Outcome.REFUSED, LAST,
            marks=pytest.mark.rule("UF-072"), id="nothing came",
        ),
        pytest.param(
            Claim(ON, ON, LAST), LAST, Outcome.ALLOWED, date(2013, 6, 27),
            marks=pytest.mark.rule("UF-072"), id="came on the last day",
        ),
        pytest.param(
            Claim(ON, ON, LAST + timedelta(days=1)), LAST + timedelta(days=1), Outcome.REFUSED, LAST,
            marks=pytest.mark.rule("UF-072"), id="came too late",
        ),
    ],
)  # fmt: skip
def test_where_a_claim_stands(rulebook: Rulebook, claim: Claim, on: date, outcome: Outcome, until: date) -> None:
    decision, day = claim_position(claim, on, "UF", rulebook, CALENDAR)
    assert (decision.outcome, day) == (outcome, until)


@pytest.mark.rule("UF-071")
@pytest.mark.parametrize(
    ("holders", "of_member", "notarised", "outcome"),
    [
        (True, False, False, Outcome.ALLOWED),
        (False, True, True, Outcome.ALLOWED),
        (False, True, False, Outcome.REFUSED),
        (False, False, True, Outcome.REFUSED),
    ],
)
def test_another_account_needs_the_holders_signature(
    holders: bool, of_member: bool, notarised: bool, outcome: Outcome
) -> None:
    decision = deposit_account(holders=holders, of_member=of_member, notarised=notarised)
    assert decision.outcome is outcome


# Fees.

FEE, SINCE = Money(100_00), date(2013, 1, 1)


@pytest.mark.rule("UF-091")
@pytest.mark.parametrize(
    ("age", "fee"),
    [
        (18, 120_40), (24, 122_31), (29, 124_69), (34, 113_21), (39, 107_50), (44, 119_08), (49, 123_38),
        (54, 126_39), (59, 136_98),
    ],
)  # fmt: skip
def test_every_band_raises_the_fee_by_its_percentage(rulebook: Rulebook, age: int, fee: int) -> None:
    found = fee_on(FEE, date(2013 - age, 5, 15), SINCE, date(2013, 6, 1), "UF", rulebook)
    assert [change.fee for change in found.changes] == [Money(fee)]
    assert "UF-091" in {reason.rule for reason in found.reasons if reason.applied}
    assert fee_on(FEE, date(2012 - age, 5, 15), SINCE, date(2013, 6, 1), "UF", rulebook).changes == ()


@pytest.mark.rule("UF-091")
def test_the_bands_keep_the_limits_of_the_rulebook(rulebook: Rulebook) -> None:
    found = spread(ON, "UF", rulebook)
    assert (found.times_first, found.lawful) == (Decimal("5.6842"), True)
    assert found.later < found.earlier


@pytest.mark.rule("UF-092")
@pytest.mark.parametrize(("on", "fee"), [(date(2013, 5, 31), 100_00), (date(2013, 6, 1), 136_98)])
def test_a_band_change_is_charged_in_the_month_after_the_birthday(rulebook: Rulebook, on: date, fee: int) -> None:
    assert fee_on(FEE, date(1954, 5, 1), SINCE, on, "UF", rulebook).amount == Money(fee)


@pytest.mark.rule("UF-093")
def test_no_age_band_begins_after_sixty(rulebook: Rulebook) -> None:
    assert fee_on(FEE, date(1953, 1, 1), SINCE, date(2043, 1, 1), "UF", rulebook).changes == ()


ANNUAL = Adjustment(Adjusting.ANNUAL, date(2013, 8, 1), date(2010, 3, 1), date(2012, 8, 1), approved=True)
TECHNICAL = replace(ANNUAL, cause=Adjusting.TECHNICAL, on=date(2013, 9, 1), revenues=Decimal(1000))


@pytest.mark.parametrize(
    ("asked", "rules"),
    [
        pytest.param(ANNUAL, set(), marks=pytest.mark.rule("UF-088"), id="August"),
        pytest.param(replace(ANNUAL, on=date(2013, 9, 1)), {"UF-088"}, marks=pytest.mark.rule("UF-088"),
                     id="September"),
        pytest.param(replace(ANNUAL, approved=False), {"UF-088"}, marks=pytest.mark.rule("UF-088"),
                     id="not approved"),
        pytest.param(replace(ANNUAL, last_on=date(2012, 8, 2)), {"UF-090"}, marks=pytest.mark.rule("UF-090"),
                     id="a day short of a year"),
        pytest.param(replace(ANNUAL, percents=(Decimal(5), Decimal(6))), {"UF-090"},
                     marks=pytest.mark.rule("UF-090"), id="two percentages"),
        pytest.param(replace(ANNUAL, cause=Adjusting.MIGRATION, last_on=date(2013, 7, 1), approved=False), set(),
                     marks=pytest.mark.rule("UF-090"), id="a migration keeps no interval"),
        pytest.param(replace(TECHNICAL, expenses=Decimal(700)), {"UF-089"}, marks=pytest.mark.rule("UF-089"),
                     id="seventy percent"),
        pytest.param(replace(TECHNICAL, expenses=Decimal("700.01")), set(), marks=pytest.mark.rule("UF-089"),
                     id="more than seventy percent"),
    ],
)  # fmt: skip
def test_when_fees_are_adjusted(rulebook: Rulebook, asked: Adjustment, rules: set[str]) -> None:
    decision = may_adjust(asked, "UF", rulebook)
    assert decision.outcome is (Outcome.REFUSED if rules else Outcome.ALLOWED)
    assert not rules or {reason.rule for reason in decision.reasons} == rules


@pytest.mark.rule("UF-089")
@pytest.mark.parametrize(
    ("expenses", "index"),
    [(700_00, None), (700_01, Decimal("0.00")), (770_00, Decimal("10.00")), (701_23, Decimal("0.18"))],
)
def test_the_index_of_the_claims_ratio(rulebook: Rulebook, expenses: int, index: Decimal | None) -> None:
    assert claims_index(Money(expenses), Money(1000_00), ON, "UF", rulebook) == index
