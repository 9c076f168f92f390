"""Who pays the reimbursements of a company, how a family's are paid, and who has a right to them."""

from datetime import date
from typing import Any

import pytest

from desk.domain.eligibility.reimbursement_terms import (
    PaymentForm,
    ReimbursementTerms,
    paid_by_employer,
    payment_form,
    reimbursement_terms,
)
from desk.domain.enrolment.model import PlanMultiple, Policy, Product, Sponsor
from desk.domain.kernel.decision import Disclosure, Outcome
from desk.domain.reimbursement.basic_data import waited_for
from desk.domain.reimbursement.plan_data import multiple_found, right_to_reimbursement
from desk.domain.rulebook.parameters import Rulebook

TODAY = date(2007, 5, 15)
BY_INSURER = "PELA SEGURADORA, CRÉDITO NA CONTA DO TITULAR"
BY_EMPLOYER = "PELA EMPRESA DO SEGURADO"


def company(**changes: Any) -> Sponsor:
    """An invented company."""
    values: dict[str, Any] = {
        "code": "99931",
        "name": "COMPANHIA EXEMPLO",
        "line_of_business": "self_funded",
        "started_on": date(2000, 5, 1),
    }
    return Sponsor(**values | changes)


def product(**changes: Any) -> Product:
    """An invented product."""
    return Product(**{"code": "590", "name": "EXEMPLO", "rulebook": "DM"} | changes)


def applied(terms: ReimbursementTerms) -> set[str]:
    """The rules that applied."""
    return {reason.rule for reason in terms.reasons if reason.applied}


@pytest.mark.rule("RE-086")
@pytest.mark.parametrize(
    ("payer", "meaning"),
    [("A", BY_INSURER), ("C", "PELA SEGURADORA, EM CHEQUE"), ("D", BY_EMPLOYER)],
)
def test_reemb_says_who_pays_and_how(rulebook: Rulebook, payer: str, meaning: str) -> None:
    terms = reimbursement_terms(company(reimbursement_payer=payer), "600", TODAY, rulebook)
    assert (terms.outpatient, terms.admission) == (meaning, meaning)
    assert terms.by_employer is (payer == "D")


@pytest.mark.rule("RE-087")
@pytest.mark.parametrize(("complementary", "mixed"), [("", False), ("99931", False), ("99932", True)])
def test_a_company_with_another_number_in_emp_cpl_is_mixed(
    rulebook: Rulebook, complementary: str, mixed: bool
) -> None:
    terms = reimbursement_terms(company(complementary_code=complementary), "590", TODAY, rulebook)
    assert terms.mixed is mixed
    assert ("RE-087" in applied(terms)) is mixed


@pytest.mark.rule("RE-090")
@pytest.mark.parametrize(
    ("payer", "complementary", "code", "shared"),
    [
        pytest.param("D", "99932", "590", True, id="mixed, D, product 590"),
        pytest.param("D", "99932", "600", False, id="another product"),
        pytest.param("D", "", "590", False, id="not mixed"),
        pytest.param("A", "99932", "590", False, id="the insurer pays everything"),
    ],
)
def test_a_mixed_590_company_with_d_shares_by_place_of_care(
    rulebook: Rulebook, payer: str, complementary: str, code: str, shared: bool
) -> None:
    sponsor = company(reimbursement_payer=payer, complementary_code=complementary)
    terms = reimbursement_terms(sponsor, code, TODAY, rulebook)
    assert terms.shared is shared
    assert ("RE-090" in applied(terms)) is shared
    assert (terms.outpatient != terms.admission) is shared
    if shared:
        assert (terms.outpatient, terms.admission) == (BY_EMPLOYER, "PELA SEGURADORA")


@pytest.mark.rule("RE-090")
@pytest.mark.parametrize(
    ("complementary", "payer", "paid_as", "kinds", "employer"),
    [
        pytest.param("99932", "D", "", {"consultation"}, True, id="mixed, outpatient"),
        pytest.param("99932", "D", "", {"consultation", "admission"}, False, id="mixed, admission"),
        pytest.param("99932", "D", "credit_order", {"daily_rate"}, False, id="mixed, daily rate, paid"),
        pytest.param(
            "99932", "D", "employer", {"admission"}, True, id="mixed, registered as paid by the employer"
        ),
        pytest.param("99932", "D", "", set(), True, id="mixed, no items: nothing is promised"),
        pytest.param("", "D", "", {"admission"}, True, id="not mixed"),
        pytest.param("99932", "A", "", {"consultation"}, False, id="mixed, by the insurer"),
    ],
)
def test_of_a_mixed_590_company_the_insurer_pays_admissions(
    rulebook: Rulebook, complementary: str, payer: str, paid_as: str, kinds: set[str], employer: bool
) -> None:
    sponsor = company(complementary_code=complementary, reimbursement_payer=payer)
    terms = reimbursement_terms(sponsor, "590", TODAY, rulebook)
    assert paid_by_employer(terms, paid_as, kinds) is employer


@pytest.mark.rule("RE-088", "RE-089")
@pytest.mark.parametrize(("payer", "employer"), [("A", False), ("C", False), ("D", True)])
def test_what_the_employer_pays_has_no_date_to_tell(rulebook: Rulebook, payer: str, employer: bool) -> None:
    terms = reimbursement_terms(company(reimbursement_payer=payer), "590", TODAY, rulebook)
    assert ({"RE-088", "RE-089"} <= applied(terms)) is employer
    assert next(r for r in terms.reasons if r.rule == "RE-088").disclose is Disclosure.INTERNAL


@pytest.mark.rule("RE-080", "RE-081", "RE-082")
@pytest.mark.parametrize(
    ("line", "payer", "reimburses", "account", "form"),
    [
        pytest.param("individual", "A", True, "0012345-6", PaymentForm.ACCOUNT, id="to the account"),
        pytest.param("individual", "A", True, "", PaymentForm.CREDIT_ORDER, id="without one: credit order"),
        pytest.param("group", "A", True, "", PaymentForm.CREDIT_ORDER, id="a group without an account"),
        pytest.param(
            "self_funded", "A", True, "", PaymentForm.SEE_SPONSOR, id="self-funded: the company's record"
        ),
        pytest.param("self_funded", "A", True, "0012345-6", PaymentForm.ACCOUNT, id="self-funded with an account"),
        pytest.param("self_funded", "D", True, "0012345-6", PaymentForm.EMPLOYER, id="the employer pays"),
        pytest.param("individual", "A", False, "0012345-6", PaymentForm.NONE, id="a product without"),
    ],
)
def test_the_form_of_payment_is_looked_for_in_its_order(
    line: str, payer: str, reimburses: bool, account: str, form: PaymentForm
) -> None:
    sponsor = company(line_of_business=line, reimbursement_payer=payer)
    assert payment_form(Policy(account_number=account), product(reimburses=reimburses), sponsor) is form


@pytest.mark.rule("RE-018", "RE-171")
@pytest.mark.parametrize(
    ("sponsor", "of", "outcome", "rules"),
    [
        pytest.param(company(), product(), Outcome.ALLOWED, {"RE-018"}, id="a right"),
        pytest.param(company(), product(reimburses=False), Outcome.REFUSED, {"RE-018"}, id="none by the product"),
        pytest.param(company(code="01300"), product(), Outcome.REFUSED, {"RE-017"}, id="none by the company"),
        pytest.param(
            company(),
            product(reimburses_consultation=False),
            Outcome.ALLOWED,
            {"RE-018", "RE-171"},
            id="all but the consultation",
        ),
    ],
)
def test_company_and_product_give_the_right_to_reimbursement(
    sponsor: Sponsor, of: Product, outcome: Outcome, rules: set[str]
) -> None:
    decision = right_to_reimbursement(sponsor, of, "04210")
    assert decision.outcome is outcome
    assert {reason.rule for reason in decision.reasons if reason.applied} == rules


@pytest.mark.rule("RE-010")
def test_the_multiple_is_found_by_product_and_plan() -> None:
    from decimal import Decimal

    found = PlanMultiple(product_code="342", plan_code="04210", valid_from=date(1999, 6, 1), multiple=Decimal(3))
    reason = multiple_found("342", "04210", found)
    assert reason.says == "PRODUTO 342 + PLANO 04210: EM VIGOR DESDE 01/06/1999"
    assert reason.values == (("MÚLTIPLO", "3"),)
    assert not multiple_found("342", "09999", None).applied


@pytest.mark.rule("RE-120")
@pytest.mark.parametrize(("day", "waits"), [(21, True), (22, True), (23, False)])
def test_a_lost_cheque_is_waited_for_fifteen_days_from_its_issue(
    rulebook: Rulebook, day: int, waits: bool
) -> None:
    cheque = waited_for("000123", date(2007, 5, 7), date(2007, 5, day), rulebook)
    assert cheque.wait_until == date(2007, 5, 22)
    assert cheque.reason.applied is waits
