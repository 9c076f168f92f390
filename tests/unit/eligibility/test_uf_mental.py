"""Unafisco Saúde Soft II: mental disorders, free days a contract year and the half that follows."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.domain.eligibility.answer import answer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.regulation import crisis_psychotherapy_until
from desk.domain.eligibility.share import CostedDay, day_hospital_table, member_share
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.money import Money
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import RULEBOOK, TODAY, a_procedure, a_question, applied, ask

ON = TODAY["UF"]
YEAR_FROM = date(2012, 9, 1)
"""A contract year that began before ON and ends after it."""


@pytest.mark.rule("UF-025")
def test_psychiatry_is_covered_and_admission_only_when_indicated() -> None:
    given = ask(a_procedure("00010014", "CONSULTA PSIQUIÁTRICA", kind="consultation"), "UF")
    assert given.decision.outcome is Outcome.ALLOWED
    assert "UF-025" in applied(given)
    paper = "INDICAÇÃO DO MÉDICO ASSISTENTE PARA INTERNAÇÃO PSIQUIÁTRICA"
    assert paper not in given.documents
    assert paper in ask("psychiatric_admission", "UF", attendance_type="6").documents
    assert "UF-025" not in applied(ask("consultation", "UF"))


@pytest.mark.rule("UF-024")
def test_a_psychiatric_emergency_is_covered_without_authorisation() -> None:
    given = ask("psychiatric_emergency", "UF", circumstance=Circumstance.EMERGENCY)
    assert given.decision.outcome is Outcome.ALLOWED
    assert "UF-024" in applied(given)
    assert "UF-024" not in applied(ask("psychotherapy", "UF"))


@pytest.mark.rule("UF-024")
def test_crisis_psychotherapy_asks_for_the_emergency_and_an_authorisation() -> None:
    given = ask("crisis_psychotherapy", "UF")
    assert given.decision.outcome is Outcome.ROUTED
    assert [route.promise for route in given.decision.routes] == ["1 DIA ÚTIL"]
    assert "RELATÓRIO DO ATENDIMENTO DE EMERGÊNCIA PSIQUIÁTRICA" in given.documents


@pytest.mark.rule("UF-024")
def test_crisis_psychotherapy_lasts_twelve_weeks_from_the_emergency() -> None:
    assert crisis_psychotherapy_until(date(2013, 5, 15), "UF", RULEBOOK).last == date(2013, 8, 7)


LIMITS = [
    pytest.param("UF-042", "psychiatric_admission", "6", 30, marks=pytest.mark.rule("UF-042")),
    pytest.param("UF-043", "chemical_dependence", "6", 15, marks=pytest.mark.rule("UF-043")),
    pytest.param("UF-044", "psychiatric_day_hospital", "2", 56, marks=pytest.mark.rule("UF-044")),
    pytest.param("UF-044", "psychiatric_day_hospital_long", "2", 180, marks=pytest.mark.rule("UF-044")),
    pytest.param("UF-045", "crisis_psychotherapy", "5", 12, marks=pytest.mark.rule("UF-045")),
]


@pytest.mark.parametrize(("rule", "about", "attendance", "free"), LIMITS)
def test_the_free_days_count_in_the_contract_year_and_half_is_paid_beyond(
    rule: str, about: str, attendance: str, free: int
) -> None:
    facts: dict[str, Any] = {"attendance_type": attendance, "started_on": YEAR_FROM - timedelta(days=731)}
    used = [(YEAR_FROM - timedelta(days=1), 9), (YEAR_FROM, free - 1)]
    given = ask(about, "UF", used=used, quantity=5, **facts)
    assert [(use.clause.rule, use.used, use.left) for use in given.limits] == [(rule, free - 1, 1)]
    limit = given.limits[0].clause.limit
    assert limit is not None
    assert limit.share == 50
    assert given.limits[0].until == date(2013, 9, 1)
    assert given.decision.outcome is Outcome.ROUTED


@pytest.mark.rule("UF-043")
def test_days_of_dependence_are_counted_apart_from_those_of_a_disorder() -> None:
    given = ask("psychiatric_admission", "UF", attendance_type="6")
    assert [use.clause.rule for use in given.limits] == ["UF-042"]
    assert [use.clause.rule for use in ask("chemical_dependence", "UF", attendance_type="6").limits] == ["UF-043"]


@pytest.mark.rule("UF-024")
@pytest.mark.parametrize(("quantity", "outcome"), [(12, Outcome.ROUTED), (13, Outcome.BLOCKED)])
def test_by_the_other_reading_no_session_is_had_beyond_the_twelfth(
    quantity: int, outcome: Outcome, tmp_path: Path
) -> None:
    preferred = tmp_path / "override.toml"
    preferred.write_text('[UF."mental.shares_crisis_sessions"]\nvalue = false\n', encoding="utf-8")
    question = a_question("crisis_psychotherapy", "UF", quantity=quantity)
    given = answer(question, clauses(), Rulebook.load(None, preferred))
    assert given.decision.outcome is outcome
    assert [use.clause.rule for use in given.limits] == ["UF-024"]


@pytest.mark.rule("UF-045")
def test_the_half_is_told_with_what_is_limited_and_with_nothing_else() -> None:
    given = ask("psychiatric_admission", "UF", attendance_type="6")
    assert any(note.rule == "UF-045" for note in given.notes)
    assert "UF-045" not in applied(ask("admission", "UF", attendance_type="6"))


@pytest.mark.parametrize(
    ("name", "free"),
    [
        pytest.param("mental.psychiatric_admission", 30, marks=pytest.mark.rule("UF-042")),
        pytest.param("mental.chemical_dependence", 15, marks=pytest.mark.rule("UF-043")),
        pytest.param("mental.psychiatric_day_hospital", 56, marks=pytest.mark.rule("UF-044")),
        pytest.param("mental.psychiatric_day_hospital_long", 180, marks=pytest.mark.rule("UF-044")),
        pytest.param("mental.crisis_psychotherapy", 12, marks=pytest.mark.rule("UF-045")),
    ],
)
def test_half_of_the_cost_of_each_unit_beyond_the_free_ones_is_the_members(name: str, free: int) -> None:
    days = [CostedDay(YEAR_FROM + timedelta(days=n), Money(10001)) for n in range(free + 3)]
    share = member_share(days, year_from=YEAR_FROM, name=name, code="UF", rulebook=RULEBOOK)
    assert [(block.percent, block.units) for block in share.blocks] == [(0, free), (50, 3)]
    assert share.total == Money(15002)
    within = member_share(days[:free], year_from=YEAR_FROM, name=name, code="UF", rulebook=RULEBOOK)
    assert (within.total, within.free_left) == (Money(0), 0)


@pytest.mark.rule("UF-042")
def test_what_is_left_of_a_contract_year_is_not_carried_over() -> None:
    last_year = [YEAR_FROM - timedelta(days=n) for n in range(1, 20)]
    days = [CostedDay(YEAR_FROM + timedelta(days=n), Money(100)) for n in range(31)]
    share = member_share(
        days, year_from=YEAR_FROM, name="mental.psychiatric_admission", code="UF", rulebook=RULEBOOK,
        earlier=last_year,
    )  # fmt: skip
    assert share.total == Money(50)


@pytest.mark.rule("UF-044")
@pytest.mark.parametrize(
    ("cid", "longer"),
    [
        ("F00", True), ("F09.9", True), ("F10", False), ("F19", False), ("f20.0", True), ("F29", True),
        ("F32", False), ("F69", False), ("F70", True), ("F79", True), ("F80", False), ("F90", True),
        ("F98.8", True), ("F99", False),
    ],
)  # fmt: skip
def test_the_longer_day_hospital_is_for_its_diagnoses(cid: str, longer: bool) -> None:
    table = day_hospital_table(cid, ON, "UF", RULEBOOK)
    assert table == f"mental.psychiatric_day_hospital{'_long' if longer else ''}"
