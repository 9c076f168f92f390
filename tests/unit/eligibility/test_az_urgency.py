"""Urgent care hour by hour while a waiting period runs, and the removal after it (AZ-051 to AZ-056)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.urgency import Arrival, Payer, RemovalCase, UrgentCare, removal, urgent_care
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook

ENTERED = date(2012, 5, 1)
EMERGENCY, ACCIDENT, OBSTETRIC = Circumstance.EMERGENCY, Circumstance.ACCIDENT, Circumstance.OBSTETRIC


def moment(days: int, hour: int = 10, minute: int = 0) -> datetime:
    """So many days after the entry, at an hour."""
    return datetime(2012, 5, 1, hour, minute, tzinfo=UTC) + timedelta(days=days)


def care(
    rulebook: Rulebook, at: datetime, circumstance: Circumstance = EMERGENCY, *, exempt: bool = False,
    admitted_at: datetime | None = None,
) -> UrgentCare:  # fmt: skip
    """The cover of an arrival under ASSEFAZ."""
    return urgent_care(Arrival(ENTERED, at, circumstance, admitted_at, exempt), "AZ", rulebook)


@pytest.mark.rule("AZ-044")
@pytest.mark.rule("AZ-051")
@pytest.mark.parametrize("circumstance", [EMERGENCY, ACCIDENT, OBSTETRIC])
def test_nothing_is_covered_in_the_first_day(rulebook: Rulebook, circumstance: Circumstance) -> None:
    before = care(rulebook, moment(0, 23, 59), circumstance)
    assert (before.decision.outcome, before.until) == (Outcome.BLOCKED, moment(1, 0))
    assert before.decision.reasons[0].rule == "AZ-044"
    after = care(rulebook, moment(1, 0), circumstance)
    assert after.decision.outcome is Outcome.ALLOWED
    assert care(rulebook, moment(0), circumstance, exempt=True).decision.outcome is Outcome.ALLOWED


@pytest.mark.rule("AZ-051")
def test_an_accident_is_covered_to_the_discharge(rulebook: Rulebook) -> None:
    found = care(rulebook, moment(1, 0), ACCIDENT, admitted_at=moment(1, 1))
    assert (found.until, found.decision.reasons[0].rule) == (None, "AZ-051")


@pytest.mark.rule("AZ-052")
@pytest.mark.rule("AZ-054")
def test_an_emergency_is_held_to_twelve_hours_until_the_180th_day(rulebook: Rulebook) -> None:
    held = care(rulebook, moment(179, 10, 30))
    assert (held.until, held.decision.reasons[0].rule) == (moment(179, 22, 30), "AZ-054")
    whole = care(rulebook, moment(180))
    assert (whole.until, whole.decision.reasons[0].rule) == (None, "AZ-052")
    assert care(rulebook, moment(10), exempt=True).until is None


@pytest.mark.rule("AZ-054")
def test_or_until_admission_is_necessary_if_that_is_sooner(rulebook: Rulebook) -> None:
    assert care(rulebook, moment(20), admitted_at=moment(20, 14)).until == moment(20, 14)
    assert care(rulebook, moment(20), admitted_at=moment(20, 23)).until == moment(20, 22)


@pytest.mark.rule("AZ-053")
def test_so_is_a_complication_of_pregnancy(rulebook: Rulebook) -> None:
    held = care(rulebook, moment(179), OBSTETRIC)
    assert (held.until, held.decision.reasons[0].rule) == (moment(179, 22), "AZ-053")
    assert held.decision.reasons[0].reading
    assert care(rulebook, moment(180), OBSTETRIC).until is None


ON = date(2012, 5, 15)


@pytest.mark.rule("AZ-055")
@pytest.mark.parametrize(
    ("case", "outcome", "to"),
    [
        pytest.param(RemovalCase(in_waiting=True), Outcome.ALLOWED, "SUS", id="in the waiting period"),
        pytest.param(RemovalCase(False, lacks_resources=True), Outcome.ALLOWED, "REDE", id="no resources"),
        pytest.param(RemovalCase(False, urgent=False, needed=True), Outcome.ALLOWED, "REDE", id="admitted"),
        pytest.param(RemovalCase(False), Outcome.REFUSED, "", id="no certificate"),
        pytest.param(RemovalCase(True, by_ground=False), Outcome.REFUSED, "", id="by air"),
        pytest.param(RemovalCase(True, in_area=False), Outcome.REFUSED, "", id="outside the area"),
    ],
)
def test_removal_is_by_ground_in_the_area_and_certified(
    rulebook: Rulebook, case: RemovalCase, outcome: Outcome, to: str
) -> None:
    found = removal(case, ON, "AZ", rulebook)
    assert (found.decision.outcome, found.to) == (outcome, to)
    assert "AZ-055" in {reason.rule for reason in found.decision.reasons}
    assert (found.payer is Payer.OPERATOR) is (outcome is Outcome.ALLOWED)


@pytest.mark.rule("AZ-056")
@pytest.mark.parametrize(
    ("case", "payer", "until"),
    [
        pytest.param(RemovalCase(in_waiting=True), Payer.OPERATOR, "REGISTRO NO SUS", id="taken to SUS"),
        pytest.param(RemovalCase(True, deadly_risk=True), Payer.NEGOTIATED, "", id="risk of death"),
        pytest.param(RemovalCase(True, signed_term=True), Payer.MEMBER, "", id="term signed"),
    ],
)
def test_where_the_operators_responsibility_ends(
    rulebook: Rulebook, case: RemovalCase, payer: Payer, until: str
) -> None:
    found = removal(case, ON, "AZ", rulebook)
    assert (found.payer, found.answers_until) == (payer, until)
    assert "AZ-056" in {reason.rule for reason in found.decision.reasons}
    network = removal(RemovalCase(False, lacks_resources=True), ON, "AZ", rulebook)
    assert "AZ-056" not in {reason.rule for reason in network.decision.reasons}
