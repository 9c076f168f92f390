"""A company in arrears: how it stands, and who speaks for it when it is blocked."""

from datetime import date

import pytest

from desk.domain.kernel.decision import Outcome
from desk.domain.premium.rules import Due
from desk.domain.premium.sponsor_rules import (
    SponsorFacts,
    SponsorPayments,
    SponsorStanding,
    paid_on_own,
    sponsor_payments,
)

TODAY = date(2007, 5, 15)
OPEN_IN_MARCH = [
    Due(35, date(2007, 2, 5), date(2007, 2, 5)),
    Due(36, date(2007, 3, 5)),
    Due(37, date(2007, 4, 5), date(2007, 4, 5)),
    Due(38, date(2007, 5, 5), date(2007, 6, 1)),
    Due(39, TODAY),
]


def stands(line: str = "group", *, blocked: date | None = None, ended: date | None = None) -> SponsorPayments:
    """How a company with two invoices past due stands today."""
    return sponsor_payments(OPEN_IN_MARCH, SponsorFacts(line, blocked, ended), TODAY)


def applied(found: SponsorPayments) -> set[str]:
    """The rules that applied."""
    return {reason.rule for reason in found.decision.reasons if reason.applied}


@pytest.mark.rule("EL-021")
def test_overdue_is_what_fell_due_before_today_and_is_unpaid_today() -> None:
    assert [due.number for due in stands().overdue] == [36, 38]


@pytest.mark.rule("EL-021", "EL-022", "EL-023")
def test_of_a_blocked_small_company_another_area_decides() -> None:
    found = stands("small_group", blocked=date(2007, 4, 20))
    assert found.standing is SponsorStanding.BLOCKED
    assert found.decision.outcome is Outcome.ROUTED
    assert [route.area for route in found.decision.routes] == ["ATENDIMENTO A CLIENTES"]
    assert applied(found) == {"EL-021", "EL-022", "EL-023", "RE-139"}
    assert "CAP" in found.todo
    assert "SEM DAR COMPROVANTE" in found.todo


@pytest.mark.rule("EL-024")
@pytest.mark.parametrize("line", ["group", "self_funded"])
def test_of_any_other_blocked_company_the_person_asks_the_employer(line: str) -> None:
    found = stands(line, blocked=date(2007, 4, 20))
    assert [route.area for route in found.decision.routes] == ["RH DA EMPRESA"]
    assert applied(found) == {"EL-024", "RE-139"}
    assert found.tell == "PROCURE O RH OU O RESPONSÁVEL PELO SEGURO NA EMPRESA"


@pytest.mark.rule("RE-139")
@pytest.mark.parametrize(
    ("blocked", "frozen"), [(date(2007, 5, 15), True), (date(2007, 5, 16), False), (None, False)]
)
def test_a_block_freezes_reimbursements_from_its_first_day(blocked: date | None, frozen: bool) -> None:
    assert ("RE-139" in applied(stands(blocked=blocked))) is frozen


@pytest.mark.rule("EL-021")
def test_arrears_alone_block_nobody() -> None:
    found = stands("small_group")
    assert found.standing is SponsorStanding.OVERDUE
    assert found.decision.outcome is Outcome.ALLOWED
    assert applied(found) == set()


def test_a_company_with_nothing_open_is_up_to_date() -> None:
    found = sponsor_payments(OPEN_IN_MARCH[:1], SponsorFacts("group", None, None), TODAY)
    assert (found.standing, found.overdue, found.tell) == (SponsorStanding.UP_TO_DATE, (), "")


@pytest.mark.parametrize(
    ("ended", "standing"),
    [(date(2007, 5, 15), SponsorStanding.ENDED), (date(2007, 5, 16), SponsorStanding.OVERDUE)],
)
def test_a_contract_is_over_from_the_day_it_ended(ended: date, standing: SponsorStanding) -> None:
    assert stands(ended=ended).standing is standing


@pytest.mark.rule("EL-005", "DA-011")
@pytest.mark.parametrize(
    ("line", "continuation", "rule"),
    [
        pytest.param("individual", False, "EL-005", id="an individual portfolio"),
        pytest.param("group", True, "DA-011", id="who left the company pays himself"),
        pytest.param("small_group", False, "", id="a small company"),
        pytest.param("group", False, "", id="a group"),
        pytest.param("self_funded", False, "", id="a self-funded company"),
    ],
)
def test_whose_parcels_are_on_msi6(line: str, continuation: bool, rule: str) -> None:
    reason = paid_on_own(line, continuation=continuation)
    assert reason.applied is bool(rule)
    assert reason.rule == (rule or "EL-005")
    assert ("MSI6" in reason.says) is bool(rule)
