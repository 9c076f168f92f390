"""PAS/Serpro: the notice answers what it says, and sends everything else to the operator."""

from datetime import date, timedelta
from typing import Any

import pytest

from desk.domain.catalogue.model import Procedure
from desk.domain.eligibility.admission import Candidate, admit
from desk.domain.eligibility.answer import CareAnswer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.knowledge import notes_for
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import ParameterError
from tests.unit.eligibility.asking import RULEBOOK, TODAY, a_procedure, applied, ask

mark = pytest.mark
OPERATOR = "PAS/SERPRO 0800 888 9504"
TODAY_PS = TODAY["PS"]


def says(given: CareAnswer, rule: str) -> str:
    """What a rule says where it applies."""
    return " / ".join(r.says for r in given.decision.reasons if r.applied and r.rule == rule)


@pytest.mark.rule("PS-005")
@pytest.mark.rule("PS-006")
@pytest.mark.rule("PS-011")
@pytest.mark.parametrize(
    ("about", "facts"),
    [
        ("consultation", {}),
        (a_procedure(needs_authorization=False), {}),
        ("vaccine", {}),
        ("home_care", {}),
        ("companion", {"age": 40}),
        ("psychiatric_admission", {"used": [(TODAY_PS - timedelta(days=3), 200)], "quantity": 90}),
        ("delivery", {"started_on": TODAY_PS, "attendance_type": "8"}),
        ("admission", {"started_on": TODAY_PS, "attendance_type": "6"}),
        ("emergency_room", {"started_on": TODAY_PS, "circumstance": Circumstance.EMERGENCY}),
        ("surgery", {"cpt_until": TODAY_PS + timedelta(days=30)}),
    ],
)
def test_everything_is_asked_for_at_the_operator_and_nothing_is_borrowed(
    about: str | Procedure, facts: dict[str, Any]
) -> None:
    given = ask(about, "PS", **facts)
    assert given.decision.outcome is Outcome.ROUTED
    assert [route.area for route in given.decision.routes] == [OPERATOR]
    assert given.spoke == "PS"
    decided = {rule[:2] for rule in applied(given)}
    assert decided == {"PS"}
    assert given.limits == ()
    assert {"PS-005", "PS-006", "PS-011"} <= applied(given)
    assert "PS-005" not in applied(ask(about, "AZ", **{**facts, "started_on": None, "used": []}))


@pytest.mark.rule("PS-011")
def test_no_other_rulebooks_number_stands_in_the_notice() -> None:
    own = [clause for clause in clauses() if clause.rulebook == "PS"]
    assert all(clause.limit is None and clause.wait is None for clause in own)
    for name in (
        "urgency.hours",
        "leaving.default_days",
        "reimbursement.claim_months",
        "price.band_change_months",
    ):
        with pytest.raises(ParameterError):
            RULEBOOK.value(name, TODAY_PS, rulebook="PS")


@pytest.mark.rule("PS-002")
@pytest.mark.rule("PS-003")
def test_the_rol_of_the_day_of_care_decides_cover() -> None:
    given = ask("consultation", "PS")
    assert "REGULAMENTO PAS-SERPRO" in says(given, "PS-002")
    assert "EM VIGOR NA DATA DO ATENDIMENTO" in says(given, "PS-003")
    assert {"PS-002", "PS-003"}.isdisjoint(applied(ask("dental", "PS")))


@pytest.mark.rule("PS-004")
@pytest.mark.parametrize("subject", ["admission", "accommodation", "maternity", "delivery"])
def test_admission_in_an_apartment_and_obstetrics_are_in_the_segment(subject: str) -> None:
    given = ask(subject, "PS")
    assert given.covered
    assert "APARTAMENTO INDIVIDUAL" in says(given, "PS-004")
    assert "PS-004" not in applied(ask("consultation", "PS"))


@pytest.mark.rule("PS-004")
def test_dental_care_is_not() -> None:
    given = ask("dental", "PS")
    assert given.decision.outcome is Outcome.REFUSED
    assert "ODONTOLOGIA" in says(given, "PS-004")
    assert ask("consultation", "PS").decision.outcome is Outcome.ROUTED


@pytest.mark.rule("PS-001")
@pytest.mark.parametrize(
    ("relation", "link", "outcome", "rule"),
    [
        ("holder", "employee", Outcome.ROUTED, "PS-011"),
        ("holder", "retired", Outcome.REFUSED, "PS-001"),
        ("holder", "", Outcome.REFUSED, "PS-001"),
        ("child", "", Outcome.ROUTED, "PS-011"),
        ("relative", "", Outcome.ROUTED, "PS-011"),
    ],
)
def test_only_employees_and_their_dependants_and_the_rest_is_asked(
    relation: str, link: str, outcome: Outcome, rule: str
) -> None:
    candidate = Candidate(relation, date(1990, 1, 1), TODAY_PS, link=link)
    found = admit(candidate, None, "PS", RULEBOOK)
    assert found.decision.outcome is outcome
    assert found.decision.reasons[0].rule == rule
    assert [route.area for route in found.decision.routes] == ([OPERATOR] if outcome is Outcome.ROUTED else [])


@pytest.mark.parametrize(
    ("rule", "text", "word"),
    [
        pytest.param("PS-001", "empregado", "ACORDO COLETIVO", marks=mark.rule("PS-001")),
        pytest.param("PS-007", "participação financeira", "NÃO SÃO DITAS", marks=mark.rule("PS-007")),
        pytest.param("PS-008", "telefone aplicativo", "0800 888 9504", marks=mark.rule("PS-008")),
        pytest.param("PS-009", "cassi telefone", "0800 729 0080", marks=mark.rule("PS-009")),
        pytest.param("PS-010", "reajuste", "DEZEMBRO DE 2021", marks=mark.rule("PS-010")),
        pytest.param("PS-011", "carência", "REGULAMENTO PAS-SERPRO", marks=mark.rule("PS-011")),
        pytest.param("PS-011", "reembolso", "REGULAMENTO PAS-SERPRO", marks=mark.rule("PS-011")),
        pytest.param("PS-011", "permanência", "REGULAMENTO PAS-SERPRO", marks=mark.rule("PS-011")),
        pytest.param("PS-011", "documento dependente", "REGULAMENTO PAS-SERPRO", marks=mark.rule("PS-011")),
    ],
)
def test_knowledge_is_found_by_its_words_and_only_by_them(rule: str, text: str, word: str) -> None:
    assert any(word in clause.says for clause in notes_for("PS", text) if clause.rule == rule)
    assert rule not in {clause.rule for clause in notes_for("PS", "tomografia")}
