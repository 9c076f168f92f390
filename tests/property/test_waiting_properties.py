"""Waiting periods and CPT over time: waiting loses nothing that was served, the first day told is the first."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.eligibility.answer import CareAnswer, answer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.question import CareQuestion
from desk.domain.kernel.decision import Outcome
from tests.unit.eligibility.asking import RULEBOOK, TODAY, a_question

SUBJECTS = (
    "consultation", "diagnosis", "therapy", "surgery", "admission", "delivery", "physiotherapy", "psychotherapy",
    "tomography", "dialysis", "emergency_room", "icu", "refractive_surgery", "psychiatric_admission",
)  # fmt: skip
IN_THE_WAY = {Outcome.BLOCKED, Outcome.REFUSED}


@st.composite
def questions(draw: st.DrawFn) -> CareQuestion:
    """Somebody who joined up to two years before the day, with registered waiting periods under the manual."""
    code = draw(st.sampled_from(("DM", "AZ", "UF")))
    on = TODAY[code]
    started_on = on - timedelta(days=draw(st.integers(0, 760)))
    periods = st.tuples(st.sampled_from("01234"), st.integers(0, 760))
    registered = draw(st.lists(periods, max_size=3, unique_by=lambda period: period[0])) if code == "DM" else []
    cpt = draw(st.none() | st.integers(-30, 700))
    return a_question(
        draw(st.sampled_from(SUBJECTS)),
        code,
        on=on,
        started_on=started_on,
        attendance_type=draw(st.sampled_from(["2", "5", "6", "7", "8"])),
        circumstance=draw(st.sampled_from(list(Circumstance))),
        waiting=[(waiting, started_on + timedelta(days=days)) for waiting, days in registered],
        cpt_until=None if cpt is None else on + timedelta(days=cpt),
        adapted=draw(st.booleans()) if code == "DM" else True,
    )


def asked(question: CareQuestion, day: date) -> CareAnswer:
    """The same question on a day."""
    return answer(question.on_day(day), clauses(), RULEBOOK)


def waits(given_: CareAnswer) -> bool:
    """Whether a waiting period holds it back."""
    return any(reason.applied and reason.code == "426" for reason in given_.decision.reasons)


@pytest.mark.rule("AP-117", "AZ-044", "UF-051", "EL-026")
@settings(deadline=None, max_examples=80)
@given(questions(), st.integers(1, 400))
def test_a_later_day_never_brings_a_waiting_period_back(question: CareQuestion, days: int) -> None:
    now, later = asked(question, question.on), asked(question, question.on + timedelta(days=days))
    assert waits(now) or not waits(later)


@pytest.mark.rule("AP-117", "AZ-044", "UF-051")
@settings(deadline=None, max_examples=80)
@given(questions(), st.integers(0, 2000))
def test_nothing_is_allowed_before_the_first_day_that_was_told(question: CareQuestion, share: int) -> None:
    now = asked(question, question.on)
    if now.first_allowed is None:
        day = question.on + timedelta(days=share)
        assert asked(question, day).decision.outcome in IN_THE_WAY
        return
    assert asked(question, now.first_allowed).decision.outcome not in IN_THE_WAY
    wait = (now.first_allowed - question.on).days
    if wait:
        day = question.on + timedelta(days=share % wait)
        assert asked(question, day).decision.outcome in IN_THE_WAY
