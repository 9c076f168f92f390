"""Refunds of ASSEFAZ by its table, and their days (AZ-057 to AZ-062)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import ParameterError
from desk.domain.kernel.money import Money
from desk.domain.reimbursement.operator_rules import claim_documents, claim_until
from desk.domain.reimbursement.table_refund import OutsideCare, payment_by, refund
from desk.domain.rulebook.parameters import Rulebook

ON = date(2012, 5, 15)
CARE = OutsideCare(
    on=ON,
    consultation=False,
    urgent=True,
    in_area=True,
    network_usable=False,
    network_at_place=True,
    table_value=Money(100_00),
    invoiced=Money(150_00),
    paid=Money(150_00),
)


@pytest.mark.rule("AZ-057")
@pytest.mark.parametrize("urgent", [True, False])
@pytest.mark.parametrize(
    ("in_area", "network_usable", "due"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_a_refund_is_due_where_the_network_could_not_serve(
    rulebook: Rulebook, urgent: bool, in_area: bool, network_usable: bool, due: bool
) -> None:
    care = replace(CARE, urgent=urgent, in_area=in_area, network_usable=network_usable)
    found = refund(care, "AZ", rulebook)
    assert (found.decision.outcome is Outcome.ALLOWED) is due
    assert found.amount == (Money(100_00) if due else None)
    assert "AZ-057" in {reason.rule for reason in found.decision.reasons}


@pytest.mark.rule("AZ-058")
@pytest.mark.parametrize(
    ("network_at_place", "table", "paid", "amount"),
    [
        pytest.param(True, 100_00, 150_00, 100_00, id="network: the table"),
        pytest.param(True, 100_00, 80_00, 80_00, id="network: never more than paid"),
        pytest.param(False, 100_00, 150_00, 150_00, id="no network: all of it"),
        pytest.param(False, 100_00, 80_00, 80_00, id="no network, cheaper than the table"),
    ],
)
def test_an_urgent_consultation(
    rulebook: Rulebook, network_at_place: bool, table: int, paid: int, amount: int
) -> None:
    care = replace(
        CARE,
        consultation=True,
        network_at_place=network_at_place,
        table_value=Money(table),
        invoiced=Money(paid),
        paid=Money(paid),
    )
    found = refund(care, "AZ", rulebook)
    assert found.amount == Money(amount)
    assert {reason.rule for reason in found.decision.reasons} == {"AZ-057", "AZ-058"}


@pytest.mark.rule("AZ-059")
@pytest.mark.parametrize(("consultation", "urgent"), [(False, True), (False, False), (True, False)], ids=str)
@pytest.mark.parametrize(
    ("table", "invoiced", "paid", "amount"),
    [(100_00, 150_00, 150_00, 100_00), (100_00, 90_00, 150_00, 90_00), (100_00, 150_00, 70_00, 70_00)],
)
def test_anything_else_is_the_least_of_table_invoice_and_payment(
    rulebook: Rulebook, consultation: bool, urgent: bool, table: int, invoiced: int, paid: int, amount: int
) -> None:
    for network_at_place in (True, False):
        care = replace(
            CARE,
            consultation=consultation,
            urgent=urgent,
            network_at_place=network_at_place,
            table_value=Money(table),
            invoiced=Money(invoiced),
            paid=Money(paid),
        )
        found = refund(care, "AZ", rulebook)
        assert found.amount == Money(amount)
        assert {reason.rule for reason in found.decision.reasons} == {"AZ-057", "AZ-059"}


@pytest.mark.rule("AZ-060")
def test_only_originals_and_the_papers_of_the_event(rulebook: Rulebook) -> None:
    copies = refund(replace(CARE, originals=False), "AZ", rulebook)
    assert copies.decision.outcome is Outcome.REFUSED
    assert {reason.rule for reason in copies.decision.reasons} == {"AZ-060"}
    common = set(claim_documents("consultation", ON, "AZ", rulebook))
    hospital = set(claim_documents("admission", ON, "AZ", rulebook))
    fees = set(claim_documents("fees", ON, "AZ", rulebook))
    assert len(common & hospital & fees) == 2
    assert any("CONTA HOSPITALAR" in paper for paper in hospital - fees)
    assert any("FUNÇÃO" in paper for paper in fees - hospital)
    with pytest.raises(KeyError):
        claim_documents("examination", ON, "AZ", rulebook)


@pytest.mark.rule("AZ-062")
def test_personal_extras_are_not_refunded(rulebook: Rulebook) -> None:
    found = refund(replace(CARE, personal_extra=True), "AZ", rulebook)
    assert (found.decision.outcome, found.amount) == (Outcome.REFUSED, None)
    assert {reason.rule for reason in found.decision.reasons} == {"AZ-062"}


@pytest.mark.rule("AZ-061")
@pytest.mark.parametrize(("event_on", "last"), [(ON, date(2013, 5, 15)), (date(2012, 2, 29), date(2013, 3, 1))])
def test_it_is_asked_for_until_the_anniversary(rulebook: Rulebook, event_on: date, last: date) -> None:
    assert claim_until(event_on, None, "AZ", rulebook) == last


@pytest.mark.rule("AZ-061")
@pytest.mark.parametrize(
    ("accepted", "audited", "by", "late"),
    [
        pytest.param(0, 0, 30, False, id="accepted and audited that day"),
        pytest.param(2, 10, 40, True, id="audited later"),
        pytest.param(12, 5, 42, True, id="accepted later"),
    ],
)
def test_it_is_paid_thirty_days_after_acceptance_and_audit(
    rulebook: Rulebook, accepted: int, audited: int, by: int, late: bool
) -> None:
    found = payment_by(ON, ON + timedelta(days=accepted), ON + timedelta(days=audited), "AZ", rulebook)
    assert found.by == ON + timedelta(days=by)
    assert found.late_by_law == (ON + timedelta(days=30) if late else None)
    assert ("PELA LEI" in found.reason.says) is late


@pytest.mark.rule("PS-011")
def test_the_notice_of_pas_has_no_refund_to_compute(rulebook: Rulebook) -> None:
    with pytest.raises(ParameterError):
        refund(replace(CARE, on=date(2022, 5, 16)), "PS", rulebook)
