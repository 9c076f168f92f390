"""Unafisco Saúde Soft II: urgent care by the hour, removal, a child's first days, a disease known at adhesion."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.declared_disease import OmissionCase, full_cover_from, may_allege, omission
from desk.domain.eligibility.first_days import Child, first_days
from desk.domain.eligibility.urgency import Arrival, Payer, RemovalCase, removal, urgent_care
from desk.domain.kernel.decision import Outcome
from tests.unit.eligibility.asking import RULEBOOK, TODAY

ON = TODAY["UF"]
AT = datetime(2013, 5, 10, 8, 0, tzinfo=UTC)
EMERGENCY, ACCIDENT, OBSTETRIC = Circumstance.EMERGENCY, Circumstance.ACCIDENT, Circumstance.OBSTETRIC


def arrival(circumstance: Circumstance = EMERGENCY, **facts: Any) -> Arrival:
    """Somebody who arrives at eight, a member since the first of May."""
    return Arrival(**{"entered_on": date(2013, 5, 1), "at": AT, "circumstance": circumstance, **facts})


@pytest.mark.parametrize(
    ("case", "outcome", "hours", "rule"),
    [
        pytest.param(
            arrival(ACCIDENT, entered_on=date(2013, 5, 10)), Outcome.BLOCKED, 16, "UF-063",
            marks=pytest.mark.rule("UF-063"), id="on the first day",
        ),
        pytest.param(
            arrival(ACCIDENT, entered_on=date(2013, 5, 9)), Outcome.ALLOWED, None, "UF-063",
            marks=pytest.mark.rule("UF-063"), id="an accident after a day",
        ),
        pytest.param(
            arrival(), Outcome.ALLOWED, 12, "UF-064", marks=pytest.mark.rule("UF-064"), id="twelve hours"
        ),
        pytest.param(
            arrival(admitted_at=AT + timedelta(hours=3)), Outcome.ALLOWED, 3, "UF-064",
            marks=pytest.mark.rule("UF-064"), id="admission sooner",
        ),
        pytest.param(
            arrival(admitted_at=AT + timedelta(hours=13)), Outcome.ALLOWED, 12, "UF-064",
            marks=pytest.mark.rule("UF-064"), id="admission later",
        ),
        pytest.param(
            arrival(OBSTETRIC, entered_on=date(2012, 11, 12)), Outcome.ALLOWED, 12, "UF-064",
            marks=pytest.mark.rule("UF-064"), id="pregnancy on day 179",
        ),
        pytest.param(
            arrival(OBSTETRIC, entered_on=date(2012, 11, 11)), Outcome.ALLOWED, None, "UF-064",
            marks=pytest.mark.rule("UF-064"), id="pregnancy on day 180",
        ),
        pytest.param(
            arrival(exempt=True), Outcome.ALLOWED, None, "UF-064", marks=pytest.mark.rule("UF-064"), id="exempt"
        ),
        pytest.param(
            arrival(exempt=True, in_cpt=True), Outcome.ALLOWED, 12, "UF-065",
            marks=pytest.mark.rule("UF-065"), id="what a CPT holds back",
        ),
        pytest.param(
            arrival(entered_on=date(2011, 5, 1), in_cpt=True, admitted_at=AT + timedelta(hours=1)),
            Outcome.ALLOWED, 1, "UF-065", marks=pytest.mark.rule("UF-065"), id="a CPT and an admission",
        ),
    ],
)  # fmt: skip
def test_urgent_care_is_paid_until_an_hour(case: Arrival, outcome: Outcome, hours: int | None, rule: str) -> None:
    found = urgent_care(case, "UF", RULEBOOK)
    assert found.decision.outcome is outcome
    assert found.decision.reasons[0].rule == rule
    assert found.until == (None if hours is None else AT + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("case", "outcome", "payer", "rule"),
    [
        pytest.param(
            RemovalCase(in_waiting=True), Outcome.ALLOWED, Payer.OPERATOR, "UF-066",
            marks=pytest.mark.rule("UF-066"), id="to the public network",
        ),
        pytest.param(
            RemovalCase(in_waiting=False, lacks_resources=True), Outcome.ALLOWED, Payer.OPERATOR, "UF-066",
            marks=pytest.mark.rule("UF-066"), id="for want of resources",
        ),
        pytest.param(
            RemovalCase(in_waiting=False), Outcome.REFUSED, Payer.MEMBER, "UF-066",
            marks=pytest.mark.rule("UF-066"), id="not needed",
        ),
        pytest.param(
            RemovalCase(in_waiting=False, needed=True, by_ground=False), Outcome.REFUSED, Payer.MEMBER, "UF-066",
            marks=pytest.mark.rule("UF-066"), id="by air",
        ),
        pytest.param(
            RemovalCase(in_waiting=True, deadly_risk=True), Outcome.REFUSED, Payer.NEGOTIATED, "UF-067",
            marks=pytest.mark.rule("UF-067"), id="at risk of death",
        ),
        pytest.param(
            RemovalCase(in_waiting=True, signed_term=True), Outcome.REFUSED, Payer.MEMBER, "UF-067",
            marks=pytest.mark.rule("UF-067"), id="to another unit",
        ),
    ],
)  # fmt: skip
def test_a_removal_and_who_pays_what_follows(case: RemovalCase, outcome: Outcome, payer: Payer, rule: str) -> None:
    found = removal(case, ON, "UF", RULEBOOK)
    assert (found.decision.outcome, found.payer) == (outcome, payer)
    assert found.decision.reasons[0].rule == rule


@pytest.mark.rule("UF-067")
def test_the_plan_answers_until_the_public_unit_takes_over() -> None:
    found = removal(RemovalCase(in_waiting=True), ON, "UF", RULEBOOK)
    assert (found.to, found.answers_until) == ("SUS", "REGISTRO NO SUS")
    assert removal(RemovalCase(in_waiting=False, needed=True), ON, "UF", RULEBOOK).answers_until == ""


@pytest.mark.parametrize(
    ("child", "on", "outcome", "rule"),
    [
        pytest.param(
            Child(date(2013, 4, 15), date(2012, 1, 1)), date(2013, 5, 15), Outcome.ALLOWED, "UF-014",
            marks=pytest.mark.rule("UF-014"), id="thirtieth day",
        ),
        pytest.param(
            Child(date(2013, 4, 15), date(2012, 1, 1)), date(2013, 5, 16), Outcome.REFUSED, "UF-018",
            marks=pytest.mark.rule("UF-018"), id="thirty-first day",
        ),
        pytest.param(
            Child(date(2013, 4, 15), date(2012, 1, 1), enrolled=True), date(2013, 6, 1), Outcome.ALLOWED, "UF-018",
            marks=pytest.mark.rule("UF-018"), id="enrolled",
        ),
        pytest.param(
            Child(date(2013, 4, 15), date(2012, 6, 20)), date(2013, 4, 20), Outcome.REFUSED, "UF-014",
            marks=pytest.mark.rule("UF-014"), id="born on day 299",
        ),
        pytest.param(
            Child(date(2013, 4, 15), date(2012, 6, 19)), date(2013, 4, 20), Outcome.ALLOWED, "UF-014",
            marks=pytest.mark.rule("UF-014"), id="born on day 300",
        ),
        pytest.param(
            Child(date(2013, 4, 15), date(2013, 4, 1), parent_exempt=True), date(2013, 4, 20), Outcome.ALLOWED,
            "UF-014", marks=pytest.mark.rule("UF-014"), id="of an exempt parent",
        ),
    ],
)  # fmt: skip
def test_the_first_days_of_a_child(child: Child, on: date, outcome: Outcome, rule: str) -> None:
    decision = first_days(child, on, "UF", RULEBOOK)
    assert (decision.outcome, decision.reasons[0].rule) == (outcome, rule)


ADHERED = date(2011, 5, 15)


@pytest.mark.rule("UF-056")
def test_cover_is_full_on_the_date_the_months_are_completed() -> None:
    assert full_cover_from(ADHERED, "UF", RULEBOOK) == date(2013, 5, 15)


@pytest.mark.parametrize(
    ("on", "asked", "offered", "outcome", "rule"),
    [
        pytest.param(date(2013, 5, 14), True, True, Outcome.ALLOWED, "UF-055", marks=pytest.mark.rule("UF-055")),
        pytest.param(date(2013, 5, 15), True, True, Outcome.REFUSED, "UF-059", marks=pytest.mark.rule("UF-059")),
        pytest.param(date(2012, 5, 15), False, True, Outcome.REFUSED, "UF-055", marks=pytest.mark.rule("UF-055")),
        pytest.param(date(2012, 5, 15), True, False, Outcome.REFUSED, "UF-058", marks=pytest.mark.rule("UF-058")),
    ],
)
def test_a_disease_may_be_alleged_in_time_where_it_was_asked_for_and_cpt_offered(
    on: date, asked: bool, offered: bool, outcome: Outcome, rule: str
) -> None:
    decision = may_allege(ADHERED, on, "UF", RULEBOOK, asked=asked, cpt_offered=offered)
    assert (decision.outcome, decision.reasons[0].rule) == (outcome, rule)


@pytest.mark.rule("UF-060")
@pytest.mark.parametrize(
    ("answered", "contested"), [(date(2013, 3, 11), True), (date(2013, 3, 12), False), (None, False)]
)
def test_an_omission_is_contested_in_ten_days_and_care_goes_on(answered: date | None, contested: bool) -> None:
    case = OmissionCase(date(2013, 3, 1), answered, closed_on=date(2013, 6, 1), upheld=True)
    found = omission(case, date(2013, 5, 31), "UF", RULEBOOK, holder=False)
    assert found.answer_by == date(2013, 3, 11)
    assert found.decision.outcome is Outcome.ALLOWED
    assert ("CONTESTADO NO PRAZO" in found.decision.reasons[0].says) is contested
    assert (found.member_pays_from, found.excluded) == (None, False)


@pytest.mark.rule("UF-061")
@pytest.mark.parametrize("holder", [True, False])
def test_an_upheld_omission_costs_the_member_from_the_communication(holder: bool) -> None:
    case = OmissionCase(date(2013, 3, 1), closed_on=date(2013, 6, 1), upheld=True)
    found = omission(case, date(2013, 6, 1), "UF", RULEBOOK, holder=holder)
    assert (found.decision.outcome, found.member_pays_from) == (Outcome.REFUSED, date(2013, 3, 1))
    assert found.excluded
    assert ("TITULARIDADE" in found.decision.reasons[0].says) is holder
    lost = omission(OmissionCase(date(2013, 3, 1), closed_on=date(2013, 6, 1)), ON, "UF", RULEBOOK, holder=holder)
    assert (lost.decision.outcome, lost.excluded) == (Outcome.ALLOWED, False)
