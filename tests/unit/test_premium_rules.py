"""What open instalments do to care, day by day (EL-015 to EL-020 and the premium rules behind them)."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import add_months
from desk.domain.kernel.decision import Disclosure
from desk.domain.kernel.errors import ParameterError
from desk.domain.premium.rules import Contract, Due, PaymentStanding, Standing, assess
from desk.domain.rulebook.parameters import Rulebook

CALENDAR = BusinessCalendar.load()
ADAPTED = Contract(adapted=True)
NON_ADAPTED = Contract(adapted=False)
CONTINUATION = Contract(adapted=True, continuation=True)


def monthly(first: date, paid: str, *, number: int = 1) -> list[Due]:
    """Instalments of one month each: `x` paid on its due date, `.` open."""
    dues = [add_months(first, n) for n in range(len(paid))]
    return [Due(number + n, due, due if paid[n] == "x" else None) for n, due in enumerate(dues)]


def stand(rulebook: Rulebook, dues: Sequence[Due], on: date, contract: Contract = ADAPTED) -> PaymentStanding:
    """How a contract stands on a day, by the shipped rulebook and the national calendar."""
    return assess(dues, contract, on, rulebook=rulebook, calendar=CALENDAR)


def applied(standing: PaymentStanding) -> list[str]:
    """The rules that applied, in their order."""
    return [reason.rule for reason in standing.reasons if reason.applied]


@pytest.mark.rule("EL-015", "EL-016")
@pytest.mark.parametrize(
    ("on", "standing", "overdue"),
    [
        pytest.param(date(2005, 12, 31), Standing.UP_TO_DATE, 0, id="before the first due date"),
        pytest.param(date(2006, 1, 1), Standing.UP_TO_DATE, 0, id="on the first due date"),
        pytest.param(date(2006, 1, 2), Standing.OPEN, 1, id="the day after it"),
        pytest.param(date(2006, 2, 1), Standing.OPEN, 1, id="on the second due date"),
        pytest.param(date(2006, 2, 2), Standing.OPEN, 2, id="the day after it, two open"),
        pytest.param(date(2006, 2, 28), Standing.OPEN, 2, id="the day before the third"),
        pytest.param(date(2006, 3, 1), Standing.OPEN, 2, id="on the third due date: still served"),
        pytest.param(date(2006, 3, 2), Standing.SUSPENDED, 3, id="the day after the third: refused"),
        pytest.param(date(2006, 12, 1), Standing.SUSPENDED, 3, id="long after"),
    ],
)
def test_the_worked_example_of_the_manual_holds_to_the_day(
    rulebook: Rulebook, on: date, standing: Standing, overdue: int
) -> None:
    found = stand(rulebook, monthly(date(2006, 1, 1), "..."), on)
    assert found.standing is standing
    assert len(found.overdue) == overdue
    assert found.releasable is (standing is not Standing.SUSPENDED)
    if overdue:
        assert found.served_until == date(2006, 3, 1)
        assert "EL-015" in applied(found)


@pytest.mark.rule("EL-015")
def test_the_limit_is_known_before_the_third_instalment_is_on_file(rulebook: Rulebook) -> None:
    found = stand(rulebook, monthly(date(2006, 1, 1), "."), date(2006, 3, 1))
    assert (found.standing, found.served_until) == (Standing.OPEN, date(2006, 3, 1))
    after = stand(rulebook, monthly(date(2006, 1, 1), "."), date(2006, 3, 2))
    assert after.standing is Standing.SUSPENDED


@pytest.mark.rule("EL-015")
def test_the_due_date_on_file_decides_and_not_a_count_of_sixty_days(rulebook: Rulebook) -> None:
    summer = stand(rulebook, monthly(date(2006, 7, 1), "..."), date(2006, 9, 1))
    assert (summer.days_late, summer.standing) == (62, Standing.OPEN)
    moved = [Due(1, date(2006, 1, 1)), Due(2, date(2006, 2, 1)), Due(3, date(2006, 3, 6))]
    assert stand(rulebook, moved, date(2006, 3, 6)).standing is Standing.OPEN
    assert stand(rulebook, moved, date(2006, 3, 7)).standing is Standing.SUSPENDED


@pytest.mark.rule("EL-015")
def test_the_order_in_which_instalments_are_read_does_not_matter(rulebook: Rulebook) -> None:
    dues = monthly(date(2006, 1, 1), "x...")
    on = date(2006, 3, 15)
    assert stand(rulebook, dues[::-1], on) == stand(rulebook, dues, on)


@pytest.mark.rule("EL-015")
def test_instalments_paid_before_the_run_do_not_count(rulebook: Rulebook) -> None:
    found = stand(rulebook, monthly(date(2006, 1, 1), "xxx.."), date(2006, 5, 15))
    assert [due.number for due in found.overdue] == [4, 5]
    assert (found.longest_run, found.days_late, found.served_until) == (2, 44, date(2006, 6, 1))


@pytest.mark.rule("EL-015")
@pytest.mark.parametrize(
    ("paid_on", "standing"),
    [
        pytest.param(date(2006, 3, 14), Standing.UP_TO_DATE, id="paid the day before"),
        pytest.param(date(2006, 3, 15), Standing.UP_TO_DATE, id="paid that day"),
        pytest.param(date(2006, 3, 16), Standing.OPEN, id="paid the day after"),
    ],
)
def test_a_payment_counts_from_its_own_day(rulebook: Rulebook, paid_on: date, standing: Standing) -> None:
    dues = [Due(1, date(2006, 3, 1), paid_on)]
    assert stand(rulebook, dues, date(2006, 3, 15)).standing is standing


@pytest.mark.rule("EL-015")
@pytest.mark.parametrize("dues", [[], monthly(date(2006, 1, 1), "xxx")], ids=["none on file", "all paid"])
def test_who_owes_nothing_is_up_to_date(rulebook: Rulebook, dues: list[Due]) -> None:
    found = stand(rulebook, dues, date(2006, 12, 1), NON_ADAPTED)
    assert found.standing is Standing.UP_TO_DATE
    assert (found.overdue, found.longest_run, found.days_late) == ((), 0, 0)
    assert (found.served_until, found.payable_until, found.needs_proof) == (None, None, False)


@pytest.mark.rule("PR-004")
@pytest.mark.parametrize(
    ("first", "third", "payable"),
    [
        pytest.param(date(2006, 1, 2), date(2006, 3, 2), date(2006, 3, 2), id="a Thursday stays"),
        pytest.param(date(2007, 1, 10), date(2007, 3, 10), date(2007, 3, 12), id="Saturday to Monday"),
        pytest.param(date(2006, 3, 1), date(2006, 5, 1), date(2006, 5, 2), id="1 May to the day after"),
        pytest.param(date(2006, 12, 17), date(2007, 2, 17), date(2007, 2, 21), id="over Carnival"),
    ],
)
def test_the_last_day_to_pay_moves_to_a_business_day_and_care_does_not(
    rulebook: Rulebook, first: date, third: date, payable: date
) -> None:
    dues = monthly(first, "...")
    found = stand(rulebook, dues, third)
    assert (found.served_until, found.payable_until) == (third, payable)
    assert stand(rulebook, dues, third + timedelta(days=1)).standing is Standing.SUSPENDED


@pytest.mark.rule("EL-017", "PR-028")
@pytest.mark.parametrize(
    "paid",
    [
        pytest.param(".x", id="one open, the next paid"),
        pytest.param("..x", id="two open, the third paid"),
        pytest.param(".xx", id="one open, two paid"),
        pytest.param(".x.x", id="open ones that do not follow each other"),
        pytest.param("x..x", id="a gap after payments"),
    ],
)
@pytest.mark.parametrize("days", [1, 61, 200, 700])
def test_a_gap_is_served_as_long_as_the_plan_is_active(rulebook: Rulebook, paid: str, days: int) -> None:
    dues = monthly(date(2005, 1, 3), paid)
    found = stand(rulebook, dues, dues[-1].due_on + timedelta(days=days))
    assert found.standing is Standing.GAP
    assert (found.served_until, found.releasable) == (None, True)
    assert "EL-017" in applied(found)
    assert "EL-015" not in applied(found)


@pytest.mark.rule("PR-028")
@pytest.mark.parametrize(
    ("first", "second", "third", "standing"),
    [
        pytest.param(date(2006, 1, 2), None, None, Standing.OPEN, id="only an earlier one is paid"),
        pytest.param(None, date(2006, 2, 2), None, Standing.GAP, id="a later one is paid"),
        pytest.param(None, None, date(2006, 2, 15), Standing.GAP, id="one not yet due is paid in advance"),
        pytest.param(None, None, None, Standing.OPEN, id="none is paid"),
    ],
)
def test_a_gap_needs_a_later_instalment_paid(
    rulebook: Rulebook, first: date | None, second: date | None, third: date | None, standing: Standing
) -> None:
    dues = [Due(1, date(2006, 1, 2), first), Due(2, date(2006, 2, 2), second), Due(3, date(2006, 3, 2), third)]
    found = stand(rulebook, dues, date(2006, 2, 20))
    assert found.standing is standing
    assert ("EL-017" in applied(found)) is (standing is Standing.GAP)


@pytest.mark.rule("EL-017", "PR-028")
def test_a_later_instalment_paid_tomorrow_is_no_gap_today(rulebook: Rulebook) -> None:
    dues = [Due(1, date(2006, 1, 2)), Due(2, date(2006, 2, 2), date(2006, 2, 10))]
    assert stand(rulebook, dues, date(2006, 2, 9)).standing is Standing.OPEN
    assert stand(rulebook, dues, date(2006, 2, 10)).standing is Standing.GAP


@pytest.mark.rule("EL-015", "EL-017")
def test_after_a_gap_the_three_that_follow_each_other_still_limit_care(rulebook: Rulebook) -> None:
    dues = monthly(date(2006, 1, 2), ".x...")
    last = stand(rulebook, dues, date(2006, 5, 2))
    assert (last.standing, last.served_until) == (Standing.GAP, date(2006, 5, 2))
    assert stand(rulebook, dues, date(2006, 5, 3)).standing is Standing.SUSPENDED


@pytest.mark.rule("EL-017", "PR-063")
def test_a_gap_of_a_suspended_contract_is_not_said_to_be_served(rulebook: Rulebook) -> None:
    found = stand(rulebook, monthly(date(2006, 1, 2), ".x"), date(2006, 3, 10), NON_ADAPTED)
    assert found.standing is Standing.SUSPENDED
    (reason,) = [reason for reason in found.reasons if reason.rule == "EL-017"]
    assert not reason.applied
    assert "SUSPENSO" in reason.says


@pytest.mark.rule("EL-017", "PR-054")
def test_a_gap_is_not_served_once_the_plan_is_cancelled(rulebook: Rulebook) -> None:
    cancelled = Contract(adapted=True, cancelled_from=date(2006, 6, 1))
    dues = monthly(date(2006, 1, 2), ".xxx")
    assert stand(rulebook, dues, date(2006, 5, 31), cancelled).standing is Standing.GAP
    found = stand(rulebook, dues, date(2006, 6, 1), cancelled)
    assert (found.standing, found.releasable) == (Standing.CANCELLED, False)


@pytest.mark.rule("PR-054", "PR-063")
@pytest.mark.parametrize(
    "paid",
    [
        pytest.param(".x", id="a gap"),
        pytest.param(".x.x", id="two gaps"),
        pytest.param("...", id="three in a row, the third 62 days on"),
    ],
)
@pytest.mark.parametrize(
    ("days", "served"),
    [
        pytest.param(1, True, id="day 1"),
        pytest.param(59, True, id="day 59"),
        pytest.param(60, True, id="day 60 is served"),
        pytest.param(61, False, id="day 61 is not"),
        pytest.param(62, False, id="day 62 is not"),
    ],
)
def test_a_contract_that_was_not_adapted_is_served_for_sixty_days(
    rulebook: Rulebook, paid: str, days: int, served: bool
) -> None:
    first = date(2006, 7, 3)
    found = stand(rulebook, monthly(first, paid), first + timedelta(days=days), NON_ADAPTED)
    assert (found.standing is not Standing.SUSPENDED) is served
    assert found.served_until == first + timedelta(days=60)
    assert found.releasable is served
    assert "PR-063" in applied(found)


@pytest.mark.rule("PR-063", "EL-015")
def test_the_earlier_of_both_limits_holds_for_a_contract_that_was_not_adapted(rulebook: Rulebook) -> None:
    dues = monthly(date(2006, 1, 1), "...")
    assert stand(rulebook, dues, date(2006, 3, 1), NON_ADAPTED).served_until == date(2006, 3, 1)
    found = stand(rulebook, dues, date(2006, 3, 2), NON_ADAPTED)
    assert (found.standing, found.days_late) == (Standing.SUSPENDED, 60)
    assert "PR-063" not in applied(found)


@pytest.mark.rule("PR-063")
def test_the_sixty_days_run_from_the_oldest_still_open(rulebook: Rulebook) -> None:
    late_payment = [
        Due(1, date(2006, 7, 3), date(2006, 9, 20)),
        Due(2, date(2006, 8, 3)),
        Due(3, date(2006, 9, 3)),
    ]
    before = stand(rulebook, late_payment, date(2006, 9, 19), NON_ADAPTED)
    assert (before.standing, before.served_until) == (Standing.SUSPENDED, date(2006, 9, 1))
    after = stand(rulebook, late_payment, date(2006, 9, 20), NON_ADAPTED)
    assert (after.standing, after.served_until) == (Standing.OPEN, date(2006, 10, 2))


@pytest.mark.rule("PR-045")
@pytest.mark.parametrize("contract", [ADAPTED, NON_ADAPTED, CONTINUATION], ids=["adapted", "not", "dismissed"])
def test_who_pays_in_court_is_attended_as_paid_up(rulebook: Rulebook, contract: Contract) -> None:
    in_court = Contract(contract.adapted, contract.continuation, court_deposit=True)
    found = stand(rulebook, monthly(date(2006, 1, 2), "......"), date(2007, 5, 15), in_court)
    assert found.standing is Standing.UP_TO_DATE
    assert (len(found.overdue), found.longest_run) == (6, 6)
    assert (found.served_until, found.needs_proof, found.releasable) == (None, False, True)
    assert applied(found) == ["PR-045"]


@pytest.mark.rule("DA-035")
@pytest.mark.parametrize("adapted", [True, False], ids=["adapted", "not adapted"])
@pytest.mark.parametrize(
    ("on", "standing"),
    [
        pytest.param(date(2005, 1, 2), Standing.UP_TO_DATE, id="paid in January"),
        pytest.param(date(2005, 2, 1), Standing.UP_TO_DATE, id="valid until the next due date"),
        pytest.param(date(2005, 2, 2), Standing.SUSPENDED, id="one day late is too late"),
        pytest.param(date(2005, 2, 28), Standing.SUSPENDED, id="and stays so"),
    ],
)
def test_dismissed_and_retired_have_no_tolerance(
    rulebook: Rulebook, adapted: bool, on: date, standing: Standing
) -> None:
    found = stand(rulebook, monthly(date(2005, 1, 1), "x."), on, Contract(adapted, continuation=True))
    assert found.standing is standing
    if standing is Standing.SUSPENDED:
        assert (found.served_until, found.releasable) == (date(2005, 2, 1), False)
        assert applied(found) == ["DA-035"]


@pytest.mark.rule("DA-035")
def test_a_gap_does_not_help_dismissed_and_retired(rulebook: Rulebook) -> None:
    found = stand(rulebook, monthly(date(2005, 1, 3), ".x"), date(2005, 2, 10), CONTINUATION)
    assert (found.standing, found.releasable) == (Standing.SUSPENDED, False)


@pytest.mark.rule("PR-054")
@pytest.mark.parametrize("paid", ["xxxxx", "....."], ids=["paid up", "in default"])
def test_a_cancelled_policy_is_cancelled_from_its_own_day(rulebook: Rulebook, paid: str) -> None:
    contract = Contract(adapted=True, cancelled_from=date(2006, 5, 15))
    dues = monthly(date(2006, 1, 2), paid)
    assert stand(rulebook, dues, date(2006, 5, 14), contract).standing is not Standing.CANCELLED
    found = stand(rulebook, dues, date(2006, 5, 15), contract)
    assert (found.standing, found.releasable) == (Standing.CANCELLED, False)
    assert [(r.rule, r.says) for r in found.reasons] == [("PR-054", "CANCELADO A PARTIR DE 15/05/2006")]


@pytest.mark.rule("EL-020")
@pytest.mark.parametrize(
    ("days", "needed"),
    [
        pytest.param(1, False, id="day 1"),
        pytest.param(60, False, id="day 60: not required"),
        pytest.param(61, True, id="day 61: required"),
        pytest.param(300, True, id="long after"),
    ],
)
def test_a_proof_of_validity_is_asked_for_above_sixty_days_of_a_gap(
    rulebook: Rulebook, days: int, needed: bool
) -> None:
    first = date(2006, 7, 3)
    found = stand(rulebook, monthly(first, ".x"), first + timedelta(days=days))
    assert found.days_late == days
    assert found.needs_proof is needed
    assert ("EL-020" in applied(found)) is needed


@pytest.mark.rule("EL-020")
def test_a_proof_may_be_needed_while_the_third_instalment_is_not_due(rulebook: Rulebook) -> None:
    dues = monthly(date(2006, 7, 1), "...")
    assert not stand(rulebook, dues, date(2006, 8, 30)).needs_proof
    found = stand(rulebook, dues, date(2006, 8, 31))
    assert (found.standing, found.needs_proof) == (Standing.OPEN, True)


@pytest.mark.rule("EL-020")
def test_the_days_of_a_proof_run_from_the_oldest_open_instalment(rulebook: Rulebook) -> None:
    found = stand(rulebook, monthly(date(2006, 1, 2), ".x.x"), date(2006, 3, 10))
    assert (found.days_late, found.needs_proof) == (67, True)
    paid_late = [Due(1, date(2006, 1, 2), date(2006, 3, 9)), *monthly(date(2006, 2, 2), "x.x", number=2)]
    newer = stand(rulebook, paid_late, date(2006, 3, 10))
    assert (newer.days_late, newer.needs_proof) == (8, False)


def test_the_figures_of_a_standing_are_counted(rulebook: Rulebook) -> None:
    found = stand(rulebook, monthly(date(2006, 1, 2), "..x.x.."), date(2006, 7, 20))
    assert [due.number for due in found.overdue] == [1, 2, 4, 6, 7]
    assert (found.longest_run, found.days_late) == (2, 199)


@pytest.mark.parametrize(
    ("contract", "rule"),
    [
        pytest.param(NON_ADAPTED, "PR-063", id="not adapted", marks=pytest.mark.rule("PR-063")),
        pytest.param(CONTINUATION, "DA-035", id="dismissed", marks=pytest.mark.rule("DA-035")),
        pytest.param(
            Contract(True, court_deposit=True), "PR-045", id="in court", marks=pytest.mark.rule("PR-045")
        ),
        pytest.param(
            Contract(True, cancelled_from=date(2006, 5, 1)),
            "PR-054",
            id="cancelled",
            marks=pytest.mark.rule("PR-054"),
        ),
    ],
)
def test_why_care_is_limited_may_be_told_to_the_insured(rulebook: Rulebook, contract: Contract, rule: str) -> None:
    found = stand(rulebook, monthly(date(2006, 1, 2), ".x"), date(2006, 5, 15), contract)
    (reason,) = [reason for reason in found.reasons if reason.rule == rule]
    assert reason.applied
    assert reason.disclose is Disclosure.INSURED


def test_a_day_before_the_rulebook_is_an_error_and_no_guess(rulebook: Rulebook) -> None:
    with pytest.raises(ParameterError, match="SEM VALOR"):
        stand(rulebook, monthly(date(1988, 1, 2), "."), date(1988, 1, 20))
