"""What must hold for every policy in arrears under every rulebook: paying helps, waiting does not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import add_months
from desk.domain.premium.rules import Contract, Due, PaymentStanding, Standing, assess
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import a_procedure, ask

CALENDAR = BusinessCalendar.load()
CODES = ("DM", "AZ", "UF", "PS")
Policy = tuple[tuple[Due, ...], date]

contracts = st.builds(
    Contract,
    adapted=st.booleans(),
    code=st.sampled_from(CODES),
    continuation=st.booleans(),
    court_deposit=st.booleans(),
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Up to eight monthly instalments and a day: some open, some paid on, before or after their due date.

    Nothing is known on a day of what will be paid after it.
    """
    first = draw(st.dates(date(2012, 1, 1), date(2020, 12, 31)))
    on = first + timedelta(days=draw(st.integers(0, 400)))
    dues = []
    for n in range(draw(st.integers(1, 8))):
        due_on = add_months(first, n)
        late = draw(st.none() | st.integers(-40, 120))
        paid_on = None if late is None else due_on + timedelta(days=late)
        dues.append(Due(n + 1, due_on, paid_on if paid_on is None or paid_on <= on else None))
    return tuple(dues), on


def stand(rulebook: Rulebook, dues: tuple[Due, ...], on: date, contract: Contract) -> PaymentStanding:
    """How a contract stands on a day."""
    return assess(dues, contract, on, rulebook=rulebook, calendar=CALENDAR)


def served(standing: PaymentStanding) -> bool:
    """Whether care is given."""
    return standing.standing not in {Standing.SUSPENDED, Standing.CANCELLED}


@pytest.mark.rule("EL-015", "EL-017", "UF-095", "AZ-084")
@settings(deadline=None)
@given(policies(), contracts, st.integers(0, 7), st.integers(0, 200))
def test_paying_an_instalment_never_makes_the_standing_worse(
    rulebook: Rulebook, policy: Policy, contract: Contract, which: int, days: int
) -> None:
    dues, on = policy
    which %= len(dues)
    opened, settled = (
        tuple(replace(due, paid_on=paid_on) if n == which else due for n, due in enumerate(dues))
        for paid_on in (None, on)
    )
    seen_on = on + timedelta(days=days)
    before, after = (stand(rulebook, each, seen_on, contract) for each in (opened, settled))
    assert served(after) or not served(before)
    assert (after.served_until or date.max) >= (before.served_until or date.max)
    assert after.days_late <= before.days_late
    assert after.releasable or not before.releasable


@pytest.mark.rule("EL-015", "EL-017", "UF-095", "AZ-084", "DA-034", "DA-035")
@settings(deadline=None)
@given(policies(), contracts, st.booleans(), st.integers(0, 60))
def test_one_more_instalment_that_is_paid_makes_nobody_a_debtor(
    rulebook: Rulebook, policy: Policy, contract: Contract, earlier: bool, ahead: int
) -> None:
    """Put before the first one or after the last, and paid in time: who was served still is."""
    dues, on = policy
    if earlier:
        due_on = add_months(dues[0].due_on, -1)
        more = (Due(0, due_on, due_on - timedelta(days=ahead)), *dues)
    else:
        due_on = add_months(dues[-1].due_on, 1)
        more = (*dues, Due(len(dues) + 1, due_on, min(due_on, on)))
    before, after = (stand(rulebook, each, on, contract) for each in (dues, more))
    assert after.overdue == before.overdue
    assert served(after) or not served(before)
    assert (after.served_until or date.max) >= (before.served_until or date.max)


@pytest.mark.rule("EL-015", "UF-095", "AZ-084")
@settings(deadline=None)
@given(policies(), contracts, st.integers(1, 400))
def test_under_no_rulebook_time_alone_brings_care_back(
    rulebook: Rulebook, policy: Policy, contract: Contract, days: int
) -> None:
    dues, on = policy
    unpaid = tuple(replace(due, paid_on=None) if due.is_open(on) else due for due in dues)
    before, later = (stand(rulebook, unpaid, day, contract) for day in (on, on + timedelta(days=days)))
    assert served(before) or not served(later)
    assert served(before) is (before.served_until is None or on <= before.served_until)


@pytest.mark.rule("EL-015", "UF-095", "AZ-084", "PS-011")
@settings(deadline=None, max_examples=60)
@given(policies(), contracts, st.integers(0, 90))
def test_the_counter_blocks_for_arrears_exactly_who_is_not_served(
    rulebook: Rulebook, policy: Policy, contract: Contract, days: int
) -> None:
    """Asked today or for a later day, what is open today counts as open then."""
    dues, on = policy
    contract = replace(contract, court_deposit=False)
    then = on + timedelta(days=days)
    standing = stand(rulebook, dues, on, contract)
    over = standing.served_until is not None and then > standing.served_until
    given_ = ask(a_procedure(), contract.code, among=[], on=then, standing=standing)
    blocked = [reason for reason in given_.decision.reasons if reason.applied and reason.code == "434"]
    assert bool(blocked) is (over or not served(standing))
    assert {reason.rule for reason in blocked} <= {"EL-015", "PR-063", "DA-034", "DA-035", "UF-095"}
    assert not blocked or contract.code in {"DM", "UF"}
