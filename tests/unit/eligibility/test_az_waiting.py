"""ASSEFAZ Safira: waiting periods, urgency while they run, who serves none (AZ-008, AZ-009, AZ-044 to AZ-056)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desk.domain.catalogue.model import Procedure
from desk.domain.eligibility.answer import answer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.question import Told
from desk.domain.kernel.decision import Outcome
from desk.domain.premium.rules import Contract, Due, Standing, assess
from desk.domain.premium.service import calendar
from tests.unit.eligibility.asking import RULEBOOK, TODAY, a_procedure, a_question, applied, ask, on_day
from tests.unit.eligibility.test_az_coverage import other_reading, says

TODAY_AZ = TODAY["AZ"]
BASIC = a_procedure(needs_authorization=False)
SPECIAL = a_procedure(needs_authorization=True)
UNKNOWN = a_procedure(needs_authorization=None)
ELECTIVE, ACCIDENT = Circumstance.ELECTIVE, Circumstance.ACCIDENT
EMERGENCY, OBSTETRIC = Circumstance.EMERGENCY, Circumstance.OBSTETRIC


def first_day(about: str | Procedure, circumstance: Circumstance = ELECTIVE, **facts: Any) -> int:
    """After how many days as a member a service is first not blocked."""
    given = ask(about, "AZ", started_on=TODAY_AZ, circumstance=circumstance, **facts)
    assert given.first_allowed is not None
    return (given.first_allowed - TODAY_AZ).days


@pytest.mark.rule("AZ-044")
@pytest.mark.parametrize(
    ("about", "days"),
    [
        pytest.param("consultation", 30, id="consultation"),
        pytest.param(BASIC, 30, id="basic examination"),
        pytest.param(SPECIAL, 180, id="special examination"),
        pytest.param(UNKNOWN, 180, id="examination the table is silent about"),
        pytest.param("magnetic_resonance", 180, id="examination without a code"),
        pytest.param("physiotherapy", 180, id="other procedures"),
        pytest.param("admission", 180, id="admission"),
        pytest.param("surgery", 180, id="surgery"),
        pytest.param("prenatal", 180, id="pre-natal"),
        pytest.param("delivery", 300, id="birth at term"),
    ],
)
def test_the_right_begins_after_the_waiting_period_of_the_service(about: str | Procedure, days: int) -> None:
    assert first_day(about) == days
    last = ask(about, "AZ", started_on=TODAY_AZ - timedelta(days=days - 1))
    assert last.decision.outcome is Outcome.BLOCKED
    assert "426" in last.decision.codes
    free = ask(about, "AZ", started_on=TODAY_AZ - timedelta(days=days))
    assert free.decision.outcome is not Outcome.BLOCKED
    assert "AZ-044" not in applied(free)


@pytest.mark.rule("AZ-044")
def test_a_basic_examination_inside_an_admission_waits_as_long_as_the_admission() -> None:
    assert first_day(BASIC, attendance_type="6") == 180
    assert first_day("consultation", attendance_type="7") == 180


@pytest.mark.rule("AZ-044")
@pytest.mark.parametrize("about", ["consultation", BASIC, SPECIAL, "emergency_room", "delivery", "dialysis"])
@pytest.mark.parametrize("circumstance", [EMERGENCY, OBSTETRIC, ACCIDENT])
def test_urgent_care_waits_twenty_four_hours(about: str | Procedure, circumstance: Circumstance) -> None:
    assert first_day(about, circumstance) == 1


@pytest.mark.rule("AZ-051")
@pytest.mark.parametrize("about", ["admission", "surgery", "psychiatric_admission", BASIC, SPECIAL, "delivery"])
def test_an_accident_is_covered_without_restriction_after_a_day(about: str | Procedure) -> None:
    assert first_day(about, ACCIDENT, attendance_type="7") == 1
    given = ask(about, "AZ", started_on=TODAY_AZ - timedelta(days=5), circumstance=ACCIDENT, attendance_type="7")
    assert "AZ-051" in applied(given)
    assert "AZ-054" not in applied(given)
    elective = ask(about, "AZ", started_on=TODAY_AZ - timedelta(days=5), attendance_type="7")
    assert "AZ-051" not in applied(elective)


@pytest.mark.rule("AZ-054")
@pytest.mark.parametrize("about", ["admission", "psychiatric_admission", "surgery", BASIC, "consultation"])
@pytest.mark.parametrize("attendance_type", ["6", "7"])
def test_urgent_care_that_becomes_an_admission_waits_its_180_days(
    about: str | Procedure, attendance_type: str
) -> None:
    assert first_day(about, EMERGENCY, attendance_type=attendance_type) == 180


@pytest.mark.rule("AZ-054")
@pytest.mark.rule("AZ-052")
@pytest.mark.parametrize(
    ("days", "limited", "whole"), [(1, True, False), (179, True, False), (180, False, True), (400, False, True)]
)
def test_an_emergency_is_held_to_its_first_hours_until_the_admission_period_is_over(
    days: int, limited: bool, whole: bool
) -> None:
    given = ask("emergency_room", "AZ", started_on=TODAY_AZ - timedelta(days=days), circumstance=EMERGENCY)
    assert given.decision.outcome is Outcome.ALLOWED
    assert ("12 HORAS" in says(given, "AZ-054")) is limited
    assert ("AZ-052" in applied(given)) is whole


@pytest.mark.rule("AZ-052")
def test_an_emergency_consultation_is_whole_once_its_own_thirty_days_are_over() -> None:
    def emergency(days: int) -> set[str]:
        started = TODAY_AZ - timedelta(days=days)
        return applied(ask("consultation", "AZ", started_on=started, circumstance=EMERGENCY))

    assert "AZ-052" in emergency(30)
    assert "AZ-052" not in emergency(29)
    assert "AZ-052" not in applied(ask("consultation", "AZ"))


@pytest.mark.rule("AZ-052")
@pytest.mark.parametrize(("days", "whole"), [(179, False), (180, True), (299, True)])
def test_the_waiting_period_of_birth_limits_no_other_emergency(days: int, whole: bool) -> None:
    started = TODAY_AZ - timedelta(days=days)
    given = ask("delivery", "AZ", started_on=started, circumstance=EMERGENCY)
    assert ("AZ-052" in applied(given)) is whole
    assert ("AZ-054" in applied(given)) is not whole


@pytest.mark.rule("AZ-053")
@pytest.mark.rule("AZ-052")
@pytest.mark.parametrize(("days", "limited"), [(1, True), (179, True), (180, False), (299, False)])
def test_a_complication_of_pregnancy_is_limited_until_the_180th_day(days: int, limited: bool) -> None:
    started = TODAY_AZ - timedelta(days=days)
    given = ask("delivery", "AZ", started_on=started, circumstance=OBSTETRIC)
    assert ("AZ-053" in applied(given)) is limited
    assert ("AZ-052" in applied(given)) is not limited
    admitted = ask("delivery", "AZ", started_on=started, circumstance=OBSTETRIC, attendance_type="8")
    assert (admitted.decision.outcome is Outcome.BLOCKED) is limited


@pytest.mark.rule("AZ-053")
@pytest.mark.rule("AZ-056")
@pytest.mark.parametrize(("days", "limited"), [(180, True), (299, True), (300, False)])
def test_in_the_other_reading_it_is_limited_until_the_300th_day(days: int, limited: bool) -> None:
    book = other_reading(RULEBOOK, "urgency.obstetric_days", 300)
    question = a_question(
        "delivery", "AZ", started_on=TODAY_AZ - timedelta(days=days), circumstance=OBSTETRIC, attendance_type="8"
    )
    given = answer(question, clauses(), book)
    assert ("AZ-053" in applied(given)) is limited
    assert ("AZ-056" in applied(given)) is limited
    assert (given.decision.outcome is Outcome.BLOCKED) is limited
    outside = answer(replace(question, attendance_type="5"), clauses(), book)
    assert ("12 HORAS" in says(outside, "AZ-053")) is limited


@pytest.mark.rule("AZ-056")
@pytest.mark.parametrize(
    ("days", "circumstance", "removed"),
    [(100, EMERGENCY, True), (179, OBSTETRIC, True), (180, EMERGENCY, False), (100, ACCIDENT, False)],
)
def test_who_may_not_be_admitted_yet_is_removed_to_sus(
    days: int, circumstance: Circumstance, removed: bool
) -> None:
    started = TODAY_AZ - timedelta(days=days)
    given = ask("admission", "AZ", started_on=started, circumstance=circumstance, attendance_type="6")
    assert ("REMOÇÃO AO SUS" in {route.promise for route in given.decision.routes}) is removed
    assert ("AZ-056" in applied(given)) is removed


@pytest.mark.rule("AZ-055")
@pytest.mark.rule("AZ-056")
def test_ground_removal_in_the_area_is_covered_with_a_certificate() -> None:
    given = ask("hospital_removal", "AZ")
    assert given.covered
    assert "ATESTADO DO MÉDICO: FALTA DE RECURSOS OU NECESSIDADE" in given.documents
    public = ask("public_removal", "AZ")
    assert {"AZ-055", "AZ-056"} <= applied(public)
    assert "É PARA O SUS" in says(public, "AZ-055")
    assert "AZ-055" not in applied(ask("admission", "AZ"))
    assert ask("air_removal", "AZ").covered is False


@pytest.mark.rule("AZ-009")
def test_every_person_waits_from_their_own_start() -> None:
    question = a_question("consultation", "AZ", started_on=TODAY_AZ - timedelta(days=10))
    question.card.policy.started_on = TODAY_AZ - timedelta(days=900)
    assert answer(question, clauses(), RULEBOOK).decision.outcome is Outcome.BLOCKED


@pytest.mark.rule("AZ-045")
def test_who_entered_in_time_serves_no_waiting_period() -> None:
    def asked(told: Told) -> set[str]:
        given = ask("admission", "AZ", started_on=TODAY_AZ, attendance_type="6", told=told)
        assert (given.decision.outcome is Outcome.BLOCKED) is (told.entered_exempt is not True)
        return applied(given)

    assert "AZ-045" in asked(Told(entered_exempt=True))
    assert "AZ-045" not in asked(Told(entered_exempt=False))
    assert "AZ-045" not in asked(Told())


@pytest.mark.rule("AZ-016")
@pytest.mark.parametrize(
    ("entered", "parent_days", "exempt"),
    [(0, 400, True), (30, 400, True), (31, 400, False), (30, 270, True), (30, 269, False)],
)
def test_a_newborn_enrolled_in_its_window_is_known_by_its_dates(
    entered: int, parent_days: int, exempt: bool
) -> None:
    """`parent_days` is how long the holder had been a member when the child was born."""
    born = TODAY_AZ - timedelta(days=60)
    question = a_question("admission", "AZ", started_on=born + timedelta(days=entered), attendance_type="6")
    question.card.member.birth_date = born
    question.card.policy.started_on = born - timedelta(days=parent_days)
    given = answer(question, clauses(), RULEBOOK)
    assert ("AZ-016" in applied(given)) is exempt
    assert (given.decision.outcome is Outcome.BLOCKED) is not exempt


@pytest.mark.rule("AZ-008")
def test_rights_begin_on_the_day_of_the_adhesion() -> None:
    tomorrow = TODAY_AZ + timedelta(days=1)
    given = ask("emergency_room", "AZ", started_on=tomorrow, circumstance=EMERGENCY)
    assert given.decision.outcome is Outcome.BLOCKED
    assert "AZ-008" in applied(given)
    assert given.first_allowed == tomorrow + timedelta(days=1)
    assert "AZ-008" not in applied(ask("emergency_room", "AZ", started_on=TODAY_AZ))


@pytest.mark.rule("AZ-086")
@pytest.mark.parametrize(("days", "undue"), [(0, True), (1, False)])
def test_care_after_leaving_is_undue(days: int, undue: bool) -> None:
    question = a_question("consultation", "AZ")
    question.card.member.removed_from = TODAY_AZ + timedelta(days=days)
    given = answer(question, clauses(), RULEBOOK)
    assert ("AZ-086" in applied(given)) is undue
    assert (given.decision.outcome is Outcome.REFUSED) is undue


@pytest.mark.rule("AZ-085")
@pytest.mark.parametrize(("days", "over"), [(0, True), (1, False)])
def test_nobody_is_served_when_the_agreement_is_over(days: int, over: bool) -> None:
    question = a_question("consultation", "AZ")
    question.card.sponsor.ended_on = TODAY_AZ + timedelta(days=days)
    given = answer(question, clauses(), RULEBOOK)
    assert ("AZ-085" in applied(given)) is over
    assert (given.decision.outcome is Outcome.REFUSED) is over
    later = answer(on_day(question, date(2012, 5, 20)), clauses(), RULEBOOK)
    assert later.decision.outcome is Outcome.REFUSED


@pytest.mark.rule("AZ-084")
def test_default_suspends_nothing_by_itself() -> None:
    dues = [Due(n, date(2011, 10 + n, 20)) for n in (1, 2)]
    contract = Contract(adapted=True, code="AZ")
    late = assess(dues, contract, TODAY_AZ, rulebook=RULEBOOK, calendar=calendar())
    assert (late.standing, late.served_until, late.releasable) == (Standing.OPEN, None, True)
    assert [r.rule for r in late.reasons] == ["AZ-084"]
    assert ask(BASIC, "AZ", standing=late).decision.outcome is Outcome.ALLOWED
    by_the_manual = assess(dues, Contract(adapted=True), TODAY_AZ, rulebook=RULEBOOK, calendar=calendar())
    assert by_the_manual.standing is Standing.SUSPENDED
