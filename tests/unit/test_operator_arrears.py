"""What open fees do to care where the manual does not speak: ASSEFAZ, Unafisco, PAS/Serpro."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.premium.rules import Contract, Due, PaymentStanding, Standing, assess
from desk.domain.rulebook.parameters import Rulebook

CALENDAR = BusinessCalendar.load()
DUE = date(2012, 3, 10)
OPEN = (Due(7, DUE), Due(8, date(2012, 4, 10)), Due(9, date(2012, 5, 10)))


def stand(
    rulebook: Rulebook, code: str, days: int, dues: Sequence[Due] = OPEN, **facts: object
) -> PaymentStanding:
    """How an operator's contract stands so many days after its oldest open due date."""
    contract = replace(Contract(adapted=True, code=code), **facts)
    return assess(dues, contract, DUE + timedelta(days=days), rulebook=rulebook, calendar=CALENDAR)


def rules(standing: PaymentStanding) -> list[tuple[str, bool]]:
    """The rules cited, and whether each applied."""
    return [(reason.rule, reason.applied) for reason in standing.reasons]


@pytest.mark.rule("UF-095")
@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (0, Standing.UP_TO_DATE),
        (1, Standing.OPEN),
        (30, Standing.OPEN),
        (31, Standing.SUSPENDED),
        (300, Standing.SUSPENDED),
    ],
)
def test_unafisco_suspends_after_thirty_days(rulebook: Rulebook, days: int, standing: Standing) -> None:
    found = stand(rulebook, "UF", days)
    assert found.standing is standing
    assert rules(found) == [("UF-095", standing is not Standing.UP_TO_DATE)]
    assert found.releasable is (standing is not Standing.SUSPENDED)
    if standing is not Standing.UP_TO_DATE:
        assert (found.served_until, found.limited_by) == (date(2012, 4, 9), "UF-095")


@pytest.mark.rule("UF-095")
def test_of_unafisco_a_later_payment_does_not_make_a_gap(rulebook: Rulebook) -> None:
    dues = (OPEN[0], replace(OPEN[1], paid_on=OPEN[1].due_on), replace(OPEN[2], paid_on=OPEN[2].due_on))
    assert stand(rulebook, "UF", 31, dues).standing is Standing.SUSPENDED
    assert stand(rulebook, "DM", 65, dues).standing is Standing.GAP


@pytest.mark.rule("AZ-084")
@pytest.mark.parametrize("days", [1, 31, 62, 400])
def test_assefaz_never_suspends_for_fees(rulebook: Rulebook, days: int) -> None:
    found = stand(rulebook, "AZ", days)
    assert (found.standing, found.served_until, found.releasable) == (Standing.OPEN, None, True)
    assert rules(found) == [("AZ-084", True)]
    assert found.limited_by == ""
    assert not found.needs_proof


@pytest.mark.rule("PS-011")
def test_of_pas_serpro_nothing_is_made_up(rulebook: Rulebook) -> None:
    found = stand(rulebook, "PS", 90)
    assert (found.standing, found.served_until) == (Standing.OPEN, None)
    assert rules(found) == [("PS-011", True)]


@pytest.mark.parametrize("code", ["AZ", "UF", "PS"])
def test_nobody_is_held_to_the_manual_of_another_insurer(rulebook: Rulebook, code: str) -> None:
    for facts in ({}, {"continuation": True}, {"adapted": False}, {"cancelled_from": DUE}):
        for days in (0, 20, 70, 400):
            found = stand(rulebook, code, days, **facts)
            assert not {rule for rule, _ in rules(found)} & {"EL-015", "EL-017", "EL-020", "PR-063", "DA-035"}


@pytest.mark.parametrize("code", ["AZ", "UF", "PS"])
def test_a_court_deposit_is_as_paid_up_and_a_cancelled_contract_is_over(rulebook: Rulebook, code: str) -> None:
    assert stand(rulebook, code, 90, court_deposit=True).standing is Standing.UP_TO_DATE
    over = stand(rulebook, code, 0, cancelled_from=DUE)
    assert (over.standing, over.releasable) == (Standing.CANCELLED, False)
    assert rules(over) == [("EL-002", True)]


@pytest.mark.rule("PR-063", "DA-035", "EL-015")
@pytest.mark.parametrize(
    ("facts", "rule"),
    [({}, "EL-015"), ({"adapted": False}, "PR-063"), ({"continuation": True}, "DA-034")],
)
def test_the_manual_names_the_rule_that_ends_care(rulebook: Rulebook, facts: dict[str, bool], rule: str) -> None:
    dues = (Due(1, date(2006, 1, 2)), Due(2, date(2006, 2, 2)), Due(3, date(2006, 3, 6)))
    contract = replace(Contract(adapted=True), **facts)
    found = assess(dues, contract, date(2006, 3, 20), rulebook=rulebook, calendar=CALENDAR)
    assert (found.standing, found.limited_by) == (Standing.SUSPENDED, rule)
