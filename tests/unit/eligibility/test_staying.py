"""Who stays after leaving a company and how long, by manual and law (DA-002 to DA-057, LX-035, LX-036)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.domain.eligibility.stay_end import StayFacts, after_death, cancellation_day, stay_end
from desk.domain.eligibility.staying import (
    COMPANY,
    Contribution,
    Leaver,
    may_revise,
    may_stay,
    probation_ends,
    stay_by_law,
    stay_by_manual,
    transfer_documents,
)
from desk.domain.enrolment.model import Continuation
from desk.domain.kernel.decision import Outcome
from desk.domain.premium.rules import Contract, Due, Standing, assess
from desk.domain.premium.service import calendar
from desk.domain.rulebook.parameters import Rulebook

LEFT = date(2007, 4, 15)
ON = date(2007, 5, 15)
DISMISSED, RETIRED = Continuation.DISMISSED, Continuation.RETIRED
LEAVER = Leaver(DISMISSED, LEFT, Contribution.PAYROLL, ON)
PENSIONER = replace(LEAVER, kind=RETIRED)


@pytest.mark.rule("DA-006", "DA-008", "DA-009")
@pytest.mark.parametrize(("leaver", "rule"), [(LEAVER, "DA-006"), (PENSIONER, "DA-008")])
def test_who_fulfils_every_condition_stays_with_the_family(leaver: Leaver, rule: str, rulebook: Rulebook) -> None:
    found = may_stay(leaver, ON, rulebook)
    assert (found.outcome, [reason.rule for reason in found.reasons]) == (Outcome.ALLOWED, [rule, "DA-009"])


@pytest.mark.parametrize(
    ("leaver", "rule"),
    [
        pytest.param(replace(LEAVER, contribution=Contribution.NONE), "DA-002", id="a free plan",
                     marks=pytest.mark.rule("DA-002")),
        pytest.param(replace(LEAVER, contribution=Contribution.COPAYMENT), "DA-005", id="co-participation only",
                     marks=pytest.mark.rule("DA-005")),
        pytest.param(replace(PENSIONER, left_on=date(1999, 1, 1), asked_on=date(1999, 1, 5)), "DA-004",
                     id="left too early", marks=pytest.mark.rule("DA-004")),
        pytest.param(replace(LEAVER, cause=False), "DA-006", id="resigned", marks=pytest.mark.rule("DA-006")),
        pytest.param(replace(LEAVER, employed_member=False), "DA-006", id="no employee",
                     marks=pytest.mark.rule("DA-006")),
        pytest.param(replace(LEAVER, pays_in_full=False), "DA-006", id="not in full",
                     marks=pytest.mark.rule("DA-006")),
        pytest.param(replace(LEAVER, new_job_on=ON), "DA-006", id="new job", marks=pytest.mark.rule("DA-006")),
        pytest.param(replace(LEAVER, fixed_term=True), "DA-007", id="fixed term",
                     marks=pytest.mark.rule("DA-007")),
        pytest.param(replace(PENSIONER, fixed_term=True), "DA-007", id="fixed term, retired",
                     marks=pytest.mark.rule("DA-007")),
        pytest.param(replace(PENSIONER, left_on=None), "DA-008", id="retired but employed",
                     marks=pytest.mark.rule("DA-008")),
        pytest.param(replace(LEAVER, asked_on=ON + timedelta(days=1)), "DA-010", id="day 31",
                     marks=pytest.mark.rule("DA-010")),
        pytest.param(replace(PENSIONER, before=DISMISSED), "DA-013", id="was dismissed",
                     marks=pytest.mark.rule("DA-013")),
    ],
)  # fmt: skip
def test_what_takes_the_right_away(leaver: Leaver, rule: str, rulebook: Rulebook) -> None:
    found = may_stay(leaver, ON, rulebook)
    assert (found.outcome, [reason.rule for reason in found.reasons]) == (Outcome.REFUSED, [rule])


@pytest.mark.rule("DA-002", "DA-003", "DA-004", "DA-006", "DA-008", "DA-010")
def test_what_does_not(rulebook: Rulebook) -> None:
    for leaver in (
        replace(LEAVER, contribution=Contribution.UPGRADE),
        replace(LEAVER, left_on=date(1999, 1, 2), asked_on=date(1999, 1, 5)),
        replace(LEAVER, new_job_on=ON + timedelta(days=1)),
        replace(PENSIONER, cause=False),
        replace(LEAVER, asked_on=None),
    ):
        assert may_stay(leaver, ON, rulebook).outcome is Outcome.ALLOWED
    assert may_stay(replace(LEAVER, asked_on=None), ON + timedelta(days=1), rulebook).outcome is Outcome.REFUSED
    unknown = may_stay(replace(LEAVER, contribution=Contribution.UNKNOWN), ON, rulebook)
    assert (unknown.outcome, unknown.reasons[0].rule) == (Outcome.ROUTED, "DA-003")
    assert [route.area for route in unknown.routes] == [COMPANY]


@pytest.mark.rule("DA-016", "LX-035")
@pytest.mark.parametrize(
    ("months", "stays"),
    [(0, 6), (1, 6), (18, 6), (19, 7), (21, 7), (22, 8), (71, 24), (72, 24), (73, 24), (400, 24)],
)
def test_a_dismissed_person_stays_a_third_of_the_time_between_six_and_24_months(
    months: int, stays: int, rulebook: Rulebook
) -> None:
    starts = date(2007, 4, 16)
    manual, law = (by(DISMISSED, months, starts, rulebook) for by in (stay_by_manual, stay_by_law))
    assert (manual.months, manual.reason.rule) == (stays, "DA-016")
    assert (law.months, law.reason.rule) == (stays, "LX-035")
    assert manual.last_day == law.last_day


@pytest.mark.rule("DA-016")
def test_the_period_runs_to_the_day_before_its_months_are_full(rulebook: Rulebook) -> None:
    assert stay_by_manual(DISMISSED, 30, date(2007, 4, 16), rulebook).last_day == date(2008, 2, 15)
    assert stay_by_manual(DISMISSED, 18, date(2007, 8, 31), rulebook).last_day == date(2008, 2, 29)


@pytest.mark.parametrize(
    ("months", "by_manual", "by_law"),
    [
        pytest.param(11, 0, 11, id="less than a year", marks=pytest.mark.rule("DA-019")),
        pytest.param(107, 96, 107, id="8 years and 11 months", marks=pytest.mark.rule("DA-019", "LX-036")),
        pytest.param(119, 108, 119, id="a month short of ten years", marks=pytest.mark.rule("DA-019", "LX-036")),
        pytest.param(120, None, None, id="ten years", marks=pytest.mark.rule("DA-020", "LX-036")),
        pytest.param(240, None, None, id="twenty years", marks=pytest.mark.rule("DA-020", "LX-036")),
    ],
)
def test_a_retired_person_stays_as_long_as_the_contribution_lasted(
    months: int, by_manual: int | None, by_law: int | None, rulebook: Rulebook
) -> None:
    manual, law = (by(RETIRED, months, ON, rulebook) for by in (stay_by_manual, stay_by_law))
    assert (manual.months, law.months) == (by_manual, by_law)
    assert manual.reason.rule == ("DA-019" if by_manual is not None else "DA-020")
    assert (law.last_day is None) == (by_law is None)


@pytest.mark.rule("DA-014")
def test_the_company_sends_its_letter_and_the_proof_of_the_end() -> None:
    assert transfer_documents(DISMISSED)[1] == "TERMO DE RESCISÃO"
    assert transfer_documents(RETIRED)[1] == "CONCESSÃO DE APOSENTADORIA"
    assert transfer_documents(DISMISSED)[0] == transfer_documents(RETIRED)[0]


@pytest.mark.rule("DA-017")
@pytest.mark.parametrize(
    ("days", "misread", "outcome"),
    [(30, True, Outcome.ALLOWED), (31, True, Outcome.REFUSED), (1, False, Outcome.REFUSED)],
)
def test_the_period_is_not_revised_but_for_a_misread_document(
    days: int, misread: bool, outcome: Outcome, rulebook: Rulebook
) -> None:
    found = may_revise(LEFT, LEFT + timedelta(days=days), misread=misread, rulebook=rulebook)
    assert (found.outcome, found.reasons[0].rule) == (outcome, "DA-017")


@pytest.mark.rule("DA-022")
def test_who_retired_by_disability_is_two_years_on_probation(rulebook: Rulebook) -> None:
    assert probation_ends(date(2004, 2, 29), rulebook) == date(2006, 3, 1)
    assert probation_ends(LEFT, rulebook) == date(2009, 4, 15)


END = date(2008, 2, 15)


@pytest.mark.parametrize(
    ("facts", "last", "rule"),
    [
        pytest.param(StayFacts(END), END, "DA-012", id="the period", marks=pytest.mark.rule("DA-012")),
        pytest.param(StayFacts(END, new_job_on=date(2007, 9, 1)), date(2007, 8, 31), "DA-012", id="a new job",
                     marks=pytest.mark.rule("DA-012")),
        pytest.param(StayFacts(END, new_job_on=date(2008, 3, 1)), END, "DA-012", id="a job after the period",
                     marks=pytest.mark.rule("DA-012")),
        pytest.param(StayFacts(END, asked_end=date(2007, 7, 31)), date(2007, 7, 31), "DA-054", id="by request",
                     marks=pytest.mark.rule("DA-054")),
        pytest.param(StayFacts(END, company_ended_on=date(2007, 6, 10), paid_until=date(2007, 7, 1)),
                     date(2007, 7, 1), "DA-056", id="the company left", marks=pytest.mark.rule("DA-056")),
        pytest.param(StayFacts(None, company_ended_on=date(2007, 6, 10)), date(2007, 6, 9), "DA-056",
                     id="the company left, nothing paid", marks=pytest.mark.rule("DA-056")),
        pytest.param(StayFacts(None), None, "DA-012", id="no end", marks=pytest.mark.rule("DA-012")),
    ],
)  # fmt: skip
def test_what_comes_first_ends_the_cover(
    facts: StayFacts, last: date | None, rule: str, rulebook: Rulebook
) -> None:
    found = stay_end(facts, ON, rulebook)
    assert (found.last_day, found.reason.rule) == (last, rule)


@pytest.mark.rule("DA-054", "DA-057")
def test_more_than_sixty_days_of_default_end_it_consecutive_or_not(rulebook: Rulebook) -> None:
    due = ON - timedelta(days=60)
    assert stay_end(StayFacts(None, dues=[Due(1, due)]), ON, rulebook).last_day is None
    found = stay_end(StayFacts(None, dues=[Due(1, due)]), ON + timedelta(days=1), rulebook)
    assert (found.last_day, found.reason.rule) == (ON, "DA-057")
    in_parts = [
        Due(1, date(2006, 9, 1), date(2006, 10, 11)),
        Due(2, date(2007, 1, 1), date(2007, 1, 22)),
        Due(3, date(2007, 5, 1), ON),
    ]
    assert stay_end(StayFacts(None, dues=in_parts), ON, rulebook).reason.rule == "DA-057"
    assert stay_end(StayFacts(None, dues=in_parts[1:]), ON, rulebook).last_day is None


@pytest.mark.rule("DA-055")
@pytest.mark.parametrize(
    ("asked", "acts"),
    [(date(2007, 5, 1), date(2007, 5, 31)), (date(2007, 5, 2), date(2007, 6, 30)), (ON, date(2007, 6, 30))],
)
def test_a_cancellation_acts_on_the_last_of_a_month(asked: date, acts: date, rulebook: Rulebook) -> None:
    assert cancellation_day(asked, rulebook) == acts


@pytest.mark.rule("DA-051", "DA-052", "LX-035", "LX-036")
def test_the_family_stays_for_the_time_the_holder_had() -> None:
    assert after_death(END, END, new_holder_stays=True).outcome is Outcome.ALLOWED
    assert after_death(END, END + timedelta(days=1), new_holder_stays=True).outcome is Outcome.REFUSED
    assert after_death(None, date(2030, 1, 1), new_holder_stays=True).outcome is Outcome.ALLOWED
    gone = after_death(END, ON, new_holder_stays=False)
    assert (gone.outcome, gone.reasons[0].rule) == (Outcome.REFUSED, "DA-052")


@pytest.mark.rule("DA-034")
def test_who_was_transferred_and_paid_nothing_yet_has_no_cover(rulebook: Rulebook) -> None:
    def stand(dues: list[Due]) -> tuple[Standing, str]:
        contract = Contract(True, continuation=True)
        found = assess(dues, contract, ON, rulebook=rulebook, calendar=calendar())
        return found.standing, found.reasons[0].rule

    assert stand([Due(1, date(2007, 5, 1))]) == (Standing.SUSPENDED, "DA-034")
    paid = Due(1, date(2007, 4, 1), date(2007, 4, 1))
    assert stand([paid, Due(2, date(2007, 5, 1))]) == (Standing.SUSPENDED, "DA-035")
    assert stand([Due(1, date(2007, 6, 1))])[0] is Standing.UP_TO_DATE
