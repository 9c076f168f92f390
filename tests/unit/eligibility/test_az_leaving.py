"""ASSEFAZ Safira: how membership is lost, default, and staying after the job (AZ-080 to AZ-089)."""

from datetime import date, timedelta

import pytest

from desk.domain.eligibility.ending import Leaving, Loss, loss, undue_use
from desk.domain.eligibility.leaving import default_cancellation
from desk.domain.eligibility.operator_stay import (
    FormerEmployee,
    Length,
    after_dismissal,
    after_retirement,
    length_between,
    part_of,
    stays_along,
)
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.money import Money
from desk.domain.premium.rules import Due
from desk.domain.rulebook.parameters import Rulebook

mark = pytest.mark
ON = date(2012, 5, 15)
PAID = date(2012, 5, 31)


def lost(rulebook: Rulebook, cause: str, **facts: object) -> Loss:
    """What ASSEFAZ makes of a cause."""
    return loss(Leaving(cause, ON, PAID, **facts), "AZ", rulebook)  # type: ignore[arg-type]


def rules(found: Loss) -> set[str]:
    """The rules in a decision."""
    return {reason.rule for reason in found.decision.reasons}


@pytest.mark.rule("AZ-080")
@pytest.mark.rule("AZ-081")
@pytest.mark.parametrize(
    ("cause", "group"),
    [("death", False), ("contract_end", True), ("false_statement", True), ("default", True), ("statute", True)],
)
def test_membership_is_lost_with_the_last_day_paid(rulebook: Rulebook, cause: str, group: bool) -> None:
    found = lost(rulebook, cause)
    assert (found.decision.outcome, found.last_day, found.whole_group) == (Outcome.ALLOWED, PAID, group)
    assert rules(found) == {"AZ-080", "AZ-081"}


@pytest.mark.rule("AZ-080")
@pytest.mark.parametrize(("relevant", "for_advantage"), [(False, True), (True, False), (False, False)])
def test_a_wrong_statement_alone_is_no_cause(rulebook: Rulebook, relevant: bool, for_advantage: bool) -> None:
    found = lost(rulebook, "false_statement", relevant=relevant, for_advantage=for_advantage)
    assert (found.decision.outcome, found.last_day) == (Outcome.REFUSED, None)
    with pytest.raises(DomainError):
        lost(rulebook, "old_age")


@pytest.mark.rule("AZ-082")
@pytest.mark.parametrize(
    ("paid_until", "last_day"),
    [
        pytest.param(date(2012, 5, 31), date(2012, 6, 14), id="the notice is longer"),
        pytest.param(date(2012, 6, 30), date(2012, 6, 30), id="paid beyond the notice"),
    ],
)
def test_the_holder_leaves_in_writing_with_thirty_days(
    rulebook: Rulebook, paid_until: date, last_day: date
) -> None:
    found = loss(Leaving("request", ON, paid_until, written=True), "AZ", rulebook)
    assert (found.decision.outcome, found.last_day, found.whole_group) == (Outcome.ALLOWED, last_day, True)
    assert "AZ-082" in rules(found)
    spoken = lost(rulebook, "request")
    assert (spoken.decision.outcome, rules(spoken)) == (Outcome.BLOCKED, {"AZ-082"})


@pytest.mark.rule("AZ-083")
def test_proved_fraud_ends_it_at_once(rulebook: Rulebook) -> None:
    found = lost(rulebook, "fraud", proved=True)
    assert (found.decision.outcome, found.last_day, found.whole_group) == (Outcome.ALLOWED, ON, True)
    assert rules(found) == {"AZ-083"}
    assert lost(rulebook, "fraud").decision.outcome is Outcome.REFUSED


@pytest.mark.rule("AZ-086")
def test_use_after_leaving_costs_the_holder_all_of_it() -> None:
    cost = Money(123_45)
    assert undue_use(PAID, PAID, cost) is None
    assert undue_use(PAID, PAID + timedelta(days=1), cost) == cost


def default(days: int, notified_on_day: int | None) -> tuple[list[Due], date | None]:
    """One fee so many days late, and the day of the notice, counted in days of default."""
    due = ON - timedelta(days=days)
    notified = None if notified_on_day is None else due + timedelta(days=notified_on_day)
    return [Due(1, due)], notified


@pytest.mark.rule("AZ-084")
@pytest.mark.parametrize(
    ("days", "notified", "cancels"),
    [
        pytest.param(60, 50, False, id="sixty days"),
        pytest.param(61, 50, True, id="sixty-one, told on the 50th"),
        pytest.param(61, 51, False, id="told on the 51st"),
        pytest.param(90, None, False, id="not told"),
    ],
)
def test_more_than_sixty_days_of_default_cancel_with_notice(
    rulebook: Rulebook, days: int, notified: int | None, cancels: bool
) -> None:
    dues, notified_on = default(days, notified)
    decision = default_cancellation(dues, notified_on, ON, "AZ", rulebook)
    assert (decision.outcome is Outcome.ALLOWED) is cancels
    assert {reason.rule for reason in decision.reasons} == {"AZ-084"}


@pytest.mark.rule("AZ-084")
def test_days_of_default_add_up_over_twelve_months_and_count_once(rulebook: Rulebook) -> None:
    two = [Due(1, date(2011, 8, 1), date(2011, 8, 31)), Due(2, date(2012, 4, 14), None), Due(3, ON, None)]
    told = date(2012, 5, 4)
    assert default_cancellation(two, told, ON, "AZ", rulebook).outcome is Outcome.ALLOWED
    shorter = [Due(1, date(2011, 8, 1), date(2011, 8, 30)), *two[1:]]
    assert default_cancellation(shorter, told, ON, "AZ", rulebook).outcome is Outcome.REFUSED
    both = [Due(1, date(2012, 4, 4), None), Due(2, date(2012, 4, 5), None)]
    assert default_cancellation(both, told, ON, "AZ", rulebook).outcome is Outcome.REFUSED
    older = [Due(1, date(2011, 4, 15), date(2011, 5, 15)), *two[1:]]
    assert default_cancellation(older, told, ON, "AZ", rulebook).outcome is Outcome.REFUSED


LEFT = date(2012, 6, 30)


def employee(entered_on: date, **facts: object) -> FormerEmployee:
    """Somebody whose job ended on the last of June, paying everything."""
    return FormerEmployee(entered_on, LEFT, **{"pays_all": True, **facts})  # type: ignore[arg-type]


@pytest.mark.rule("AZ-087")
@pytest.mark.parametrize(
    ("entered_on", "last_day"),
    [
        pytest.param(date(2009, 7, 1), date(2013, 6, 30), id="36 months: 12"),
        pytest.param(date(2009, 6, 1), date(2013, 7, 10), id="37 months: 12 and 10 days"),
        pytest.param(date(2009, 5, 1), date(2013, 7, 20), id="38 months: 12 and 20 days"),
        pytest.param(date(2009, 6, 27), date(2013, 7, 2), id="36 months and 4 days: 12 and 2 days"),
        pytest.param(date(2012, 1, 1), date(2012, 12, 31), id="6 months: the least, 6"),
        pytest.param(date(2011, 1, 1), date(2012, 12, 31), id="18 months: 6"),
        pytest.param(date(2010, 12, 1), date(2013, 1, 10), id="19 months: 6 and 10 days"),
        pytest.param(date(2006, 7, 1), date(2014, 6, 30), id="72 months: 24"),
        pytest.param(date(2000, 1, 1), date(2014, 6, 30), id="the most, 24"),
    ],
)
def test_the_dismissed_stay_a_third_of_their_time(rulebook: Rulebook, entered_on: date, last_day: date) -> None:
    found = after_dismissal(employee(entered_on), "AZ", rulebook)
    assert (found.decision.outcome, found.last_day) == (Outcome.ALLOWED, last_day)
    assert "AZ-087" in {reason.rule for reason in found.decision.reasons}


@pytest.mark.rule("AZ-087")
def test_lengths_of_time() -> None:
    assert length_between(date(2012, 1, 31), date(2012, 3, 1)) == Length(1, 0)
    assert length_between(date(2012, 1, 15), date(2012, 3, 14)) == Length(1, 28)
    assert part_of(Length(38, 4), 3) == Length(12, 22)


@pytest.mark.rule("AZ-087")
@pytest.mark.parametrize("facts", [{"just_cause": True}, {"pays_all": False}])
def test_not_with_just_cause_nor_without_paying(rulebook: Rulebook, facts: dict[str, object]) -> None:
    found = after_dismissal(employee(date(2006, 1, 1), **facts), "AZ", rulebook)
    assert (found.decision.outcome, found.last_day) == (Outcome.REFUSED, None)


@pytest.mark.rule("AZ-088")
@pytest.mark.parametrize(
    ("new_job_on", "last_day", "ended"),
    [
        (date(2013, 2, 1), date(2013, 1, 31), True),
        (date(2013, 7, 1), date(2013, 6, 30), False),
        (None, date(2013, 6, 30), False),
    ],
)
def test_a_new_job_ends_the_stay(rulebook: Rulebook, new_job_on: date | None, last_day: date, ended: bool) -> None:
    found = after_dismissal(employee(date(2009, 7, 1), new_job_on=new_job_on), "AZ", rulebook)
    assert found.last_day == last_day
    assert ("AZ-088" in {reason.rule for reason in found.decision.reasons}) is ended
    retired = after_retirement(employee(date(2009, 7, 1), new_job_on=date(2020, 1, 1)), LEFT, "AZ", rulebook)
    assert retired.last_day == date(2015, 6, 30)


@pytest.mark.rule("AZ-088")
@pytest.mark.parametrize(
    ("enrolled_on", "outcome"), [(LEFT, Outcome.ALLOWED), (LEFT + timedelta(days=1), Outcome.REFUSED)]
)
def test_the_family_enrolled_during_the_job_stays_along(
    rulebook: Rulebook, enrolled_on: date, outcome: Outcome
) -> None:
    assert stays_along(enrolled_on, LEFT, "AZ", rulebook).outcome is outcome


@pytest.mark.rule("AZ-089")
@pytest.mark.parametrize(
    ("linked_from", "last_day"),
    [
        pytest.param(date(2002, 7, 1), None, id="ten years"),
        pytest.param(date(2002, 7, 2), date(2016, 6, 30), id="a day less: as long as in the plan"),
    ],
)
def test_the_retired_stay_without_end_from_ten_years(
    rulebook: Rulebook, linked_from: date, last_day: date | None
) -> None:
    found = after_retirement(employee(date(2008, 7, 1)), linked_from, "AZ", rulebook)
    assert (found.decision.outcome, found.last_day) == (Outcome.ALLOWED, last_day)
    assert found.decision.reasons[0].rule == "AZ-089"
    unpaid = after_retirement(employee(date(2008, 7, 1), pays_all=False), linked_from, "AZ", rulebook)
    assert unpaid.decision.outcome is Outcome.REFUSED
