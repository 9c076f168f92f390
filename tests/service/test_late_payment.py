"""The late charge of an instalment on file: which one, what is refused, what is added to the decision."""

from datetime import date

import pytest
from sqlmodel import col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.context import Desk
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.money import Money
from desk.domain.premium.late_fees import LatePayment
from desk.domain.premium.late_payment import ChargeAnswer, charge_of, charge_of_installment
from desk.domain.premium.model import Installment
from desk.domain.premium.slip_rules import SlipState
from tests.conftest import ATTENDANT, AURORA

GAP, THIRD = "9990100005678301", "9990100006001101"
ON = date(2007, 5, 15)


def charge(desk: Desk, member: str, on: date = ON, number: int | None = None) -> ChargeAnswer:
    """The charge of an instalment on a day."""
    return charge_of_installment(desk, ATTENDANT, member, paid_on=on, number=number)


@pytest.mark.rule("PR-022", "PR-026")
def test_without_a_number_it_is_the_oldest_overdue(desk: Desk) -> None:
    found = charge(desk, THIRD)
    assert found.installment is not None
    assert (found.late.due_on, found.installment.number) == (date(2007, 3, 15), 37)
    assert (found.charge.days, str(found.charge.total)) == (61, "204,85")
    assert str(charge(desk, THIRD, number=38).charge.total) == "198,98"


def test_what_is_read_of_a_person_is_journalled(desk: Desk) -> None:
    charge(desk, GAP)
    with desk.store.reading() as session:
        last = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
    assert last is not None
    assert (last.action, last.subject, last.data) == ("premium.late_charge", GAP, '{"installment": 93}')


@pytest.mark.parametrize(
    ("member", "number", "kind", "field", "text"),
    [
        ("1" * 16, None, NotFoundError, "identificacao", "NÃO CADASTRADA"),
        (GAP, 999, NotFoundError, "parcela", "PARCELA 999 NÃO CADASTRADA"),
        (GAP, 94, DomainError, "parcela", "PARCELA 094 PAGA EM 02/03/2007"),
        (AURORA, None, DomainError, "parcela", "NENHUMA PARCELA VENCIDA EM ABERTO EM 15/05/2007"),
        ("9990100006014201", None, DomainError, "identificacao", "LIM/JUÍZO"),
    ],
)
def test_what_has_no_charge_is_refused_on_its_field(
    desk: Desk, member: str, number: int | None, kind: type[DomainError], field: str, text: str
) -> None:
    with pytest.raises(kind, match=text) as refused:
        charge(desk, member, number=number)
    assert refused.value.field == field


@pytest.mark.rule("PR-003", "PR-005")
@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2007, 2, 2), SlipState.TO_COME),
        (date(2007, 2, 3), SlipState.LATE),
        (date(2007, 4, 3), SlipState.LATE),
        (date(2007, 4, 4), SlipState.VOID),
    ],
)
def test_where_it_is_paid_comes_with_the_charge(desk: Desk, on: date, state: SlipState) -> None:
    found = charge(desk, GAP, on, number=93)
    assert found.slip is not None
    assert found.slip.state is state
    rules = [reason.rule for reason in found.charge.decision.reasons if reason.applied]
    assert ("PR-003" if state is SlipState.TO_COME else "PR-005") in rules
    assert len(rules) == len(set(rules))


@pytest.mark.rule("PR-029", "PR-030")
def test_an_instalment_paid_in_place_of_another_makes_that_free(desk: Desk) -> None:
    def total() -> str:
        return str(charge(desk, THIRD, date(2007, 4, 13), number=37).charge.total)

    assert total() == "198,79"
    with desk.store.writing() as session:
        later = session.exec(
            select(Installment).where(col(Installment.holder_number) == THIRD[:14], col(Installment.number) == 38)
        ).one()
        later.paid_on, later.paid_amount = date(2007, 3, 15), later.amount
        session.add(later)
    assert total() == "189,50"
    assert str(charge(desk, THIRD, date(2007, 4, 16), number=37).charge.total) == "199,35"


@pytest.mark.parametrize(("product", "forma", "field"), [("999", "5", "produto"), ("342", "", "forma")])
def test_figures_typed_in_need_a_product_and_in_the_manual_a_forma(
    desk: Desk, product: str, forma: str, field: str
) -> None:
    late = LatePayment(Money.parse("100,00"), date(2007, 2, 2), ON, product, forma)
    with pytest.raises(DomainError) as refused:
        charge_of(desk, late)
    assert refused.value.field == field


@pytest.mark.rule("PR-027")
def test_a_policy_without_forma_has_no_rate_in_the_manual(desk: Desk) -> None:
    found = charge(desk, "9991000009001001", date(2007, 6, 20))
    assert (found.late.forma, found.charge.total) == ("", None)
    assert "PR-027" in {reason.rule for reason in found.charge.decision.reasons if reason.applied}


def test_figures_typed_in_are_told_of_no_instalment(desk: Desk) -> None:
    late = LatePayment(Money.parse("100,00"), date(2007, 2, 2), ON, "342", "5")
    said = " ".join(reason.says for reason in charge_of(desk, late).charge.decision.reasons)
    assert "PARCELA 0" not in said
