"""Urgent care by type of plan, in a waiting period and in CPT; waiting periods longer than the law lets them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.domain.eligibility.answer import CareAnswer, answer
from desk.domain.eligibility.clause import LAW, Circumstance, Clause, Effect, Wait, When
from desk.domain.eligibility.clause_files import clauses
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import RULEBOOK, TODAY, a_procedure, a_question, ask, tried
from tests.unit.eligibility.law import by_law, deciding, verdict

ON = TODAY["DM"]
URGENT = (Circumstance.EMERGENCY, Circumstance.ACCIDENT, Circumstance.OBSTETRIC)
WAITING = [("2", ON + timedelta(days=60))]
THE_LAW = [clause for clause in clauses() if clause.rulebook == LAW]


def hours(given: CareAnswer) -> dict[str, int]:
    """The hours the law stops at, by rule."""
    return {use.clause.rule: use.clause.limit.quantity for use in given.limits if use.clause.limit is not None}


@pytest.mark.rule("LX-054")
def test_the_outpatient_plan_has_twelve_hours_of_urgency() -> None:
    for circumstance in URGENT:
        found = by_law("emergency_room", "ambulatorial", circumstance=circumstance)
        assert (verdict(found), hours(found)) == ("yes", {"LX-054": 12})
        most = by_law("emergency_room", "ambulatorial", circumstance=circumstance, quantity=12)
        assert most.decision.outcome is Outcome.ALLOWED
        over = by_law("emergency_room", "ambulatorial", circumstance=circumstance, quantity=13)
        assert over.decision.outcome is Outcome.REFUSED
    assert "LX-054" not in deciding(by_law("emergency_room", "global"))


@pytest.mark.rule("LX-055", "LX-056")
@pytest.mark.parametrize(
    ("coverage", "rule"),
    [("hospitalar", "LX-055"), ("obstetrica", "LX-056"), ("global", "LX-056"), ("referencia", "LX-056")],
)
def test_a_hospital_plan_has_them_only_while_a_waiting_period_runs(coverage: str, rule: str) -> None:
    emergency = {"circumstance": Circumstance.EMERGENCY}
    free = by_law("emergency_room", coverage, **emergency)
    assert (verdict(free), hours(free)) == ("yes", {})
    waiting = by_law("emergency_room", coverage, waiting=WAITING, **emergency)
    assert (verdict(waiting), hours(waiting)) == ("yes", {rule: 12})
    short = by_law("emergency_room", coverage, waiting=[("1", ON + timedelta(days=1))], **emergency)
    assert hours(short) == {}


@pytest.mark.rule("LX-055", "LX-056")
@pytest.mark.parametrize(("coverage", "rule"), [("hospitalar", "LX-055"), ("obstetrica", "LX-056")])
def test_who_must_be_admitted_in_a_waiting_period_goes_to_the_public_network(coverage: str, rule: str) -> None:
    operation = a_procedure("90010011", "OPERAÇÃO EXEMPLO", kind="surgery", waiting_code="2")
    stay = a_procedure("90010054", "ESTADA EXEMPLO", kind="admission", waiting_code="2")
    facts = {"waiting": WAITING, "attendance_type": "7"}
    for about in (operation, stay):
        found = by_law(about, coverage, circumstance=Circumstance.EMERGENCY, **facts)
        assert (found.decision.outcome, rule in deciding(found)) == (Outcome.REFUSED, True)
        assert found.first_allowed == WAITING[0][1] + timedelta(days=1)
        calm = by_law(about, coverage, **facts)
        assert (calm.decision.outcome, rule in deciding(calm)) == (Outcome.BLOCKED, False)
        free = by_law(about, coverage, circumstance=Circumstance.EMERGENCY, attendance_type="7")
        assert free.decision.outcome is Outcome.ALLOWED
    small = by_law(operation, coverage, circumstance=Circumstance.EMERGENCY, waiting=WAITING, attendance_type="5")
    assert small.decision.outcome is Outcome.ALLOWED


@pytest.mark.rule("LX-055", "LX-056")
def test_urgency_of_pregnancy_depends_on_obstetrics(tmp_path: Path) -> None:
    preferred = tmp_path / "override.toml"
    preferred.write_text('[LX."coverage.hospital_has_delivery"]\nvalue = false\n', encoding="utf-8")
    obstetric = {"circumstance": Circumstance.OBSTETRIC}
    for coverage in ("hospitalar", "obstetrica", "global", "referencia"):
        found = by_law("emergency_room", coverage, **obstetric)
        assert (hours(found), "LX-056" in deciding(found)) == ({}, True)
        assert "LX-056" not in deciding(by_law("emergency_room", coverage, circumstance=Circumstance.ACCIDENT))
    question = a_question("emergency_room", coverage="hospitalar", circumstance=Circumstance.OBSTETRIC)
    without = answer(question, THE_LAW, Rulebook.load(None, preferred))
    assert hours(without) == {"LX-055": 12}
    other = a_question("emergency_room", coverage="hospitalar", circumstance=Circumstance.EMERGENCY)
    assert hours(answer(other, THE_LAW, Rulebook.load(None, preferred))) == {}


@pytest.mark.rule("LX-017")
def test_urgency_of_a_disease_in_cpt_has_twelve_hours_whatever_the_plan() -> None:
    emergency = {"circumstance": Circumstance.EMERGENCY}
    for coverage in ("hospitalar", "obstetrica", "global", "referencia"):
        under = by_law("emergency_room", coverage, cpt_until=ON, **emergency)
        assert hours(under) == {"LX-017": 12}
        over = by_law("emergency_room", coverage, cpt_until=ON - timedelta(days=1), **emergency)
        assert hours(over) == {}


@pytest.mark.rule("LX-021")
@pytest.mark.parametrize(
    ("about", "circumstance", "days"),
    [
        ("diagnosis", Circumstance.ELECTIVE, 180),
        ("surgery", Circumstance.ELECTIVE, 180),
        ("delivery", Circumstance.ELECTIVE, 300),
        ("diagnosis", Circumstance.EMERGENCY, 1),
        ("delivery", Circumstance.OBSTETRIC, 1),
        ("surgery", Circumstance.ACCIDENT, 1),
    ],
)
def test_a_waiting_period_longer_than_the_law_lets_it_is_shown_beside_it(
    about: str, circumstance: Circumstance, days: int
) -> None:
    def own(wait: int) -> CareAnswer:
        clause = Clause("AZ", "AZ-049", Effect.WAITING, "CARÊNCIA EXEMPLO", when=When(), wait=Wait(wait, "days"))
        return ask(about, "AZ", among=[*THE_LAW, clause], circumstance=circumstance, started_on=TODAY["AZ"])

    held = own(days + 1)
    assert held.decision.outcome is Outcome.BLOCKED
    assert "LX-021" in tried(held)
    said = next(reason.says for reason in held.decision.reasons if reason.rule == "LX-021")
    begins = TODAY["AZ"] + timedelta(days=days)
    assert f"{begins:%d/%m/%Y}" in said
    assert "LX-021" not in tried(own(days))


@pytest.mark.rule("LX-021")
def test_the_longest_wait_of_the_law_blocks_nobody_by_itself() -> None:
    found = by_law("diagnosis", "global", started_on=ON)
    assert (found.decision.outcome, "LX-021" in {r.rule for r in found.decision.reasons}) == (
        Outcome.ALLOWED,
        False,
    )


@pytest.mark.rule("LX-021")
def test_a_registered_wait_is_held_against_the_law_of_an_adapted_contract_only() -> None:
    started = date(2006, 1, 2)
    operation = a_procedure("90010011", "OPERAÇÃO EXEMPLO", kind="surgery", waiting_code="5")
    facts = {"started_on": started, "waiting": [("5", started + timedelta(days=539))], "attendance_type": "7"}
    adapted = by_law(operation, "global", **facts)
    assert (adapted.decision.outcome, "LX-021" in tried(adapted)) == (Outcome.BLOCKED, True)
    old = by_law(operation, "global", adapted=False, **facts)
    assert (old.decision.outcome, "LX-021" in tried(old)) == (Outcome.BLOCKED, False)


def test_limits_of_the_law_count_only_where_the_rulebook_is_silent() -> None:
    covered = Clause("AZ", "AZ-039", Effect.COVERED, "COBERTO", subjects=("psychiatric_admission",))
    facts = {"quantity": 40, "attendance_type": "6", "coverage": "global"}
    silent = answer(a_question("psychiatric_admission", "AZ", **facts), THE_LAW, RULEBOOK)
    assert silent.decision.outcome is Outcome.BLOCKED
    spoken = answer(a_question("psychiatric_admission", "AZ", **facts), [*THE_LAW, covered], RULEBOOK)
    assert (spoken.decision.outcome, spoken.limits, spoken.spoke) == (Outcome.ALLOWED, (), "AZ")
