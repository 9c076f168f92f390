"""What can still be done with the payment slip of an instalment."""

from datetime import date

import pytest

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.decision import Disclosure, Outcome
from desk.domain.premium.rules import Due
from desk.domain.premium.slip_rules import Slip, SlipFacts, SlipState, slip
from desk.domain.rulebook.parameters import Rulebook

CALENDAR = BusinessCalendar.load()
FRIDAY = date(2007, 3, 2)
SATURDAY = date(2007, 3, 3)
"""Its first business day after is Monday the 5th."""


def of(
    rulebook: Rulebook,
    on: date,
    *,
    due_on: date = FRIDAY,
    paid_on: date | None = None,
    adapted: bool = True,
    court: bool = False,
    returned: bool = False,
) -> Slip:
    """The slip of parcel 094 on a day."""
    facts = SlipFacts(adapted=adapted, court_deposit=court, returned=returned)
    return slip(Due(94, due_on, paid_on), facts, on, rulebook=rulebook, calendar=CALENDAR)


def applied(found: Slip) -> set[str]:
    """The rules that applied."""
    return {reason.rule for reason in found.decision.reasons if reason.applied}


@pytest.mark.rule("PR-003", "PR-005")
@pytest.mark.parametrize(
    ("on", "state"),
    [
        pytest.param(date(2007, 2, 20), SlipState.TO_COME, id="before it falls due"),
        pytest.param(FRIDAY, SlipState.TO_COME, id="on its due date"),
        pytest.param(date(2007, 3, 3), SlipState.LATE, id="the day after"),
        pytest.param(date(2007, 5, 1), SlipState.LATE, id="the sixtieth day still counts"),
        pytest.param(date(2007, 5, 2), SlipState.VOID, id="the sixty-first does not"),
    ],
)
def test_an_open_slip_by_the_day(rulebook: Rulebook, on: date, state: SlipState) -> None:
    found = of(rulebook, on)
    assert found.state is state
    assert found.decision.outcome is Outcome.ALLOWED
    assert ("PR-003" in applied(found)) is (state is SlipState.TO_COME)
    assert ("PR-005" in applied(found)) is (state is not SlipState.TO_COME)


@pytest.mark.rule("PR-004")
@pytest.mark.parametrize(("day", "state"), [(4, SlipState.TO_COME), (5, SlipState.TO_COME), (6, SlipState.LATE)])
def test_a_due_date_on_a_weekend_moves_to_the_business_day_after(
    rulebook: Rulebook, day: int, state: SlipState
) -> None:
    found = of(rulebook, date(2007, 3, day), due_on=SATURDAY)
    assert found.state is state
    assert "PR-004" in applied(found)
    assert "PR-004" not in applied(of(rulebook, date(2007, 3, day)))


@pytest.mark.rule("PR-031")
@pytest.mark.parametrize(("on", "late"), [(FRIDAY, False), (date(2007, 3, 3), True), (date(2007, 6, 1), True)])
def test_nobody_at_the_desk_waives_the_late_charge_and_nobody_is_told(
    rulebook: Rulebook, on: date, late: bool
) -> None:
    found = of(rulebook, on)
    assert ("PR-031" in applied(found)) is late
    assert bool(found.internal) is late
    assert "DISPENSA" not in found.says
    if late:
        waiver = next(reason for reason in found.decision.reasons if reason.rule == "PR-031")
        assert waiver.disclose is Disclosure.INTERNAL


@pytest.mark.rule("PR-045")
@pytest.mark.parametrize(("paid_on", "state"), [(None, SlipState.COURT), (FRIDAY, SlipState.PAID)])
def test_no_slip_is_issued_while_the_premium_is_deposited_in_court(
    rulebook: Rulebook, paid_on: date | None, state: SlipState
) -> None:
    found = of(rulebook, date(2007, 5, 15), court=True, paid_on=paid_on)
    assert found.state is state
    assert (found.decision.outcome is Outcome.REFUSED) is (state is SlipState.COURT)


@pytest.mark.rule("DC-002")
@pytest.mark.parametrize(
    ("paid_on", "opens"), [(None, True), (date(2007, 5, 16), True), (date(2007, 5, 15), False)]
)
def test_only_an_open_parcel_has_a_second_copy(rulebook: Rulebook, paid_on: date | None, opens: bool) -> None:
    found = of(rulebook, date(2007, 5, 15), paid_on=paid_on)
    assert ("DC-002" in applied(found)) is opens
    assert (found.state is SlipState.PAID) is not opens


@pytest.mark.rule("PR-032")
def test_a_bounced_cheque_is_for_the_treasury(rulebook: Rulebook) -> None:
    found = of(rulebook, date(2007, 5, 15), paid_on=FRIDAY, returned=True)
    assert found.says == "PARCELA 094 PAGA; CHEQUE DEVOLVIDO: DÚVIDAS COM A TESOURARIA"
    assert "PR-032" in applied(found)
    assert "PR-032" not in applied(of(rulebook, date(2007, 5, 15), paid_on=FRIDAY))


@pytest.mark.rule("PR-002")
@pytest.mark.parametrize(("adapted", "document"), [(True, "CARNÊ TRIMESTRAL"), (False, "BOLETO MENSAL")])
def test_the_document_follows_the_contract(rulebook: Rulebook, adapted: bool, document: str) -> None:
    reasons = of(rulebook, FRIDAY, adapted=adapted).decision.reasons
    assert next(reason.says for reason in reasons if reason.rule == "PR-002") == f"DOCUMENTO: {document}"
