"""What must hold for every policy and every line, whatever the dates and figures."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import add_months
from desk.domain.kernel.money import ZERO, Money
from desk.domain.maintenance.rules import Identity, address_change
from desk.domain.maintenance.service import STATES
from desk.domain.premium.rules import Contract, Due, PaymentStanding, Standing, assess
from desk.domain.reimbursement.formula import Factors, compute
from desk.domain.rulebook.parameters import Rulebook

CALENDAR = BusinessCalendar.load()
FOREVER = date.max
ON = date(2007, 3, 12)

contracts = st.builds(Contract, adapted=st.booleans(), continuation=st.booleans(), court_deposit=st.booleans())
in_force = st.builds(Contract, adapted=st.booleans())
"""Contracts whose limit is the third instalment or the sixtieth day."""


@st.composite
def policies(draw: st.DrawFn) -> tuple[tuple[Due, ...], date]:
    """Up to ten monthly instalments and a day: some open, some paid on, before or after their due date."""
    first = draw(st.dates(date(2000, 1, 1), date(2020, 12, 31)))
    dues = []
    for n in range(draw(st.integers(1, 10))):
        due_on = add_months(first, n)
        late = draw(st.none() | st.integers(-40, 120))
        dues.append(Due(n + 1, due_on, None if late is None else due_on + timedelta(days=late)))
    return tuple(dues), first + timedelta(days=draw(st.integers(0, 400)))


def stand(rulebook: Rulebook, dues: tuple[Due, ...], on: date, contract: Contract) -> PaymentStanding:
    """How a contract stands on a day."""
    return assess(dues, contract, on, rulebook=rulebook, calendar=CALENDAR)


def served(standing: PaymentStanding) -> bool:
    """Whether care is given."""
    return standing.standing not in {Standing.SUSPENDED, Standing.CANCELLED}


def last_day(standing: PaymentStanding) -> date:
    """The last day of care, or the end of time."""
    return standing.served_until or FOREVER


def paid(dues: tuple[Due, ...], index: int, on: date | None) -> tuple[Due, ...]:
    """The same instalments with one of them paid on a day, or open."""
    return tuple(replace(due, paid_on=on) if n == index else due for n, due in enumerate(dues))


@pytest.mark.rule("EL-015", "PR-063", "DA-035")
@settings(deadline=None)
@given(policies(), contracts, st.integers(1, 400))
def test_time_alone_never_brings_care_back(
    rulebook: Rulebook, policy: tuple[tuple[Due, ...], date], contract: Contract, days: int
) -> None:
    dues, on = policy
    unpaid_since = tuple(replace(due, paid_on=None) if due.is_open(on) else due for due in dues)
    before = stand(rulebook, unpaid_since, on, contract)
    later = stand(rulebook, unpaid_since, on + timedelta(days=days), contract)
    assert served(before) or not served(later)
    assert later.days_late >= before.days_late
    assert later.needs_proof or not before.needs_proof or not served(later)


@pytest.mark.rule("EL-015", "EL-017", "PR-063", "DA-035")
@settings(deadline=None)
@given(policies(), contracts, st.integers(0, 9), st.integers(0, 200))
def test_paying_an_instalment_never_makes_the_standing_worse(
    rulebook: Rulebook, policy: tuple[tuple[Due, ...], date], contract: Contract, which: int, days: int
) -> None:
    dues, on = policy
    which %= len(dues)
    seen_on = on + timedelta(days=days)
    before = stand(rulebook, paid(dues, which, None), seen_on, contract)
    after = stand(rulebook, paid(dues, which, on), seen_on, contract)
    assert served(after) or not served(before)
    assert last_day(after) >= last_day(before)
    assert after.days_late <= before.days_late
    assert before.needs_proof or not after.needs_proof
    assert after.releasable or not before.releasable


@pytest.mark.rule("EL-015", "PR-063", "DA-035")
@settings(deadline=None)
@given(policies(), contracts)
def test_care_ends_with_the_last_day_that_was_announced(
    rulebook: Rulebook, policy: tuple[tuple[Due, ...], date], contract: Contract
) -> None:
    dues, on = policy
    found = stand(rulebook, dues, on, contract)
    assert served(found) is (on <= last_day(found))


@pytest.mark.rule("PR-063")
@settings(deadline=None)
@given(policies())
def test_a_contract_that_was_not_adapted_is_never_served_longer_than_an_adapted_one(
    rulebook: Rulebook, policy: tuple[tuple[Due, ...], date]
) -> None:
    dues, on = policy
    adapted, not_adapted = (stand(rulebook, dues, on, Contract(adapted=each)) for each in (True, False))
    assert last_day(not_adapted) <= last_day(adapted)
    assert served(adapted) or not served(not_adapted)


@pytest.mark.rule("PR-045")
@settings(deadline=None)
@given(policies(), st.booleans(), st.booleans())
def test_who_pays_in_court_is_always_served(
    rulebook: Rulebook, policy: tuple[tuple[Due, ...], date], adapted: bool, continuation: bool
) -> None:
    dues, on = policy
    in_court = Contract(adapted, continuation, court_deposit=True)
    assert stand(rulebook, dues, on, in_court).standing is Standing.UP_TO_DATE


@pytest.mark.rule("PR-004")
@settings(deadline=None)
@given(policies(), in_force)
def test_the_last_day_to_pay_is_the_business_day_on_or_after_the_limit(
    rulebook: Rulebook, policy: tuple[tuple[Due, ...], date], contract: Contract
) -> None:
    dues, on = policy
    found = stand(rulebook, dues, on, contract)
    if found.served_until is None or found.payable_until is None:
        assert found.served_until is found.payable_until
    else:
        assert CALENDAR.is_business_day(found.payable_until)
        assert timedelta(0) <= found.payable_until - found.served_until <= timedelta(days=5)


@pytest.mark.rule("EL-015", "PR-045", "PR-063", "DA-035")
@settings(deadline=None)
@given(policies(), contracts)
def test_no_standing_is_given_without_a_rule(
    rulebook: Rulebook, policy: tuple[tuple[Due, ...], date], contract: Contract
) -> None:
    dues, on = policy
    found = stand(rulebook, dues, on, contract)
    assert found.reasons
    assert served(found) or any(reason.applied for reason in found.reasons)
    assert found.longest_run <= len(found.overdue)


amounts = st.builds(Money, st.integers(0, 10**8))
factors = st.builds(
    Factors,
    units=st.decimals(0, 10**4, places=4),
    multiple=st.decimals(0, 40, places=4),
    unit_value=st.decimals(0, 10, places=6),
    quantity=st.integers(1, 99),
)
more = st.decimals(0, 100, places=4)


def payable(line: Factors, presented: Money, cap: Money | None) -> Money:
    """What a line would be paid."""
    return compute(line, presented, cap=cap, on=ON).payable


@pytest.mark.rule("RE-006", "RE-012", "RE-013")
@settings(deadline=None)
@given(factors, amounts, st.none() | amounts)
def test_a_line_is_never_paid_above_the_receipt_the_maximum_or_the_formula(
    line: Factors, presented: Money, cap: Money | None
) -> None:
    found = compute(line, presented, cap=cap, on=ON)
    limits = [found.computed, presented] + ([] if cap is None else [cap])
    assert found.payable == min(limits)
    assert ZERO <= found.payable <= presented


@pytest.mark.rule("RE-006")
@settings(deadline=None)
@given(factors, amounts, st.none() | amounts, more, st.integers(0, 20))
def test_reimbursement_never_falls_when_a_factor_rises(
    line: Factors, presented: Money, cap: Money | None, rise: Decimal, times: int
) -> None:
    least = payable(line, presented, cap)
    assert payable(replace(line, units=line.units + rise), presented, cap) >= least
    assert payable(replace(line, multiple=line.multiple + rise), presented, cap) >= least
    assert payable(replace(line, unit_value=line.unit_value + rise), presented, cap) >= least
    assert payable(replace(line, quantity=line.quantity + times), presented, cap) >= least


@pytest.mark.rule("RE-012", "RE-013")
@settings(deadline=None)
@given(factors, amounts, amounts, amounts)
def test_reimbursement_never_falls_when_receipt_or_maximum_rises(
    line: Factors, presented: Money, cap: Money, rise: Money
) -> None:
    least = payable(line, presented, cap)
    assert payable(line, presented + rise, cap) >= least
    assert payable(line, presented, cap + rise) >= least
    assert payable(line, presented, None) >= least


@pytest.mark.rule("RE-002", "RE-006")
@settings(deadline=None)
@given(factors)
def test_the_computed_line_is_the_product_to_half_a_centavo(line: Factors) -> None:
    exact = line.units * line.multiple * line.unit_value * line.quantity
    found = compute(line, Money(10**15), cap=None, on=ON).computed.amount
    assert Decimal("-0.005") < found - exact <= Decimal("0.005")


@pytest.mark.rule("MA-013", "MA-014", "MA-015")
@settings(deadline=None)
@given(
    st.builds(
        Identity, current_address=st.booleans(), holder_birth_date=st.booleans(), names_of_lives=st.booleans()
    ),
    st.booleans(),
    st.sampled_from(sorted(STATES)),
    st.sampled_from(sorted(STATES)),
)
def test_an_address_changes_only_with_all_confirmations_and_adapted_whenever_not(
    rulebook: Rulebook, identity: Identity, adapted: bool, old: str, new: str
) -> None:
    def outcome(*, is_adapted: bool) -> str:
        decision = address_change(
            identity, adapted=is_adapted, from_state=old, to_state=new, on=ON, rulebook=rulebook
        )
        assert any(reason.applied for reason in decision.reasons)
        return decision.outcome

    confirmed = identity.current_address and identity.holder_birth_date and identity.names_of_lives
    if not confirmed:
        assert outcome(is_adapted=adapted) == "refused"
    if outcome(is_adapted=False) == "allowed":
        assert outcome(is_adapted=True) == "allowed"
    if old == new and confirmed:
        assert outcome(is_adapted=adapted) == "allowed"
