"""Unafisco Saúde Soft II: what is covered outside hospital and in it, with its papers (chapter 8)."""

from datetime import date, timedelta
from typing import Any

import pytest

from desk.domain.eligibility.answer import answer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.question import Told
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import TODAY, a_procedure, a_question, applied, ask

ON = TODAY["UF"]


def rules(service: str, **facts: Any) -> set[str]:
    """The rules of Unafisco that apply to a question."""
    return {rule for rule in applied(ask(service, "UF", **facts)) if rule.startswith("UF")}


@pytest.mark.rule("UF-002")
def test_what_no_clause_names_is_covered_on_the_condition_of_the_rol() -> None:
    given = ask(a_procedure("40000001", "SERVIÇO SEM NOME", kind="daily_rate"), "UF", attendance_type="5")
    assert "UF-002" in applied(given)
    assert given.spoke == "UF"
    assert "UF-002" not in applied(ask("abroad", "UF"))
    assert "UF-002" not in applied(ask("therapy", "AZ"))


@pytest.mark.parametrize(
    ("rule", "subject", "facts", "elsewhere", "other"),
    [
        pytest.param("UF-019", "consultation", {}, "diagnosis", {}, marks=pytest.mark.rule("UF-019")),
        pytest.param("UF-019", "prenatal", {}, "delivery", {}, marks=pytest.mark.rule("UF-019")),
        pytest.param("UF-020", "diagnosis", {}, "consultation", {}, marks=pytest.mark.rule("UF-020")),
        pytest.param("UF-020", "therapy", {}, "maternity", {}, marks=pytest.mark.rule("UF-020")),
        pytest.param("UF-020", "surgery", {}, "dental", {}, marks=pytest.mark.rule("UF-020")),
        pytest.param("UF-020", "emergency_room", {}, "removal", {}, marks=pytest.mark.rule("UF-020")),
        pytest.param("UF-020", "drug", {}, "material", {}, marks=pytest.mark.rule("UF-020")),
        pytest.param("UF-021", "speech_therapy", {}, "dialysis", {}, marks=pytest.mark.rule("UF-021")),
        pytest.param("UF-021", "physiotherapy", {}, "radiotherapy", {}, marks=pytest.mark.rule("UF-021")),
        pytest.param("UF-022", "family_planning", {}, "infertility", {}, marks=pytest.mark.rule("UF-022")),
        pytest.param("UF-022", "hormonal_iud", {}, "prosthesis", {}, marks=pytest.mark.rule("UF-022")),
        pytest.param("UF-023", "dialysis", {}, "physiotherapy", {}, marks=pytest.mark.rule("UF-023")),
        pytest.param("UF-023", "facectomy", {}, "refractive_surgery", {}, marks=pytest.mark.rule("UF-023")),
        pytest.param(
            "UF-023",
            "haemodynamics",
            {"attendance_type": "2"},
            "haemodynamics",
            {"attendance_type": "6"},
            marks=pytest.mark.rule("UF-023"),
        ),
        pytest.param("UF-026", "admission", {}, "consultation", {}, marks=pytest.mark.rule("UF-026")),
        pytest.param(
            "UF-026",
            "surgery",
            {"attendance_type": "7"},
            "surgery",
            {"attendance_type": "5"},
            marks=pytest.mark.rule("UF-026"),
        ),
        pytest.param(
            "UF-026", "accommodation_upgrade", {}, "higher_accommodation", {}, marks=pytest.mark.rule("UF-026")
        ),
        pytest.param(
            "UF-031",
            "drug",
            {"attendance_type": "6"},
            "drug",
            {"attendance_type": "5"},
            marks=pytest.mark.rule("UF-031"),
        ),
        pytest.param(
            "UF-031",
            "psychotherapy",
            {"attendance_type": "6"},
            "psychotherapy",
            {"attendance_type": "5"},
            marks=pytest.mark.rule("UF-031"),
        ),
        pytest.param("UF-031", "prosthesis", {}, "orthopaedic_aid", {}, marks=pytest.mark.rule("UF-031")),
        pytest.param("UF-031", "anaesthesia", {}, "surgery", {}, marks=pytest.mark.rule("UF-031")),
        pytest.param("UF-037", "oral_surgery", {}, "plastic_surgery", {}, marks=pytest.mark.rule("UF-037")),
        pytest.param(
            "UF-038",
            "chemotherapy",
            {"attendance_type": "6"},
            "chemotherapy",
            {"attendance_type": "5"},
            marks=pytest.mark.rule("UF-038"),
        ),
        pytest.param(
            "UF-038",
            "pre_operative",
            {"attendance_type": "7"},
            "pre_operative",
            {"attendance_type": "5"},
            marks=pytest.mark.rule("UF-038"),
        ),
        pytest.param("UF-039", "plastic_surgery", {}, "oral_surgery", {}, marks=pytest.mark.rule("UF-039")),
        pytest.param("UF-039", "breast_reconstruction", {}, "surgery", {}, marks=pytest.mark.rule("UF-039")),
        pytest.param("UF-040", "kidney_transplant", {}, "surgery", {}, marks=pytest.mark.rule("UF-040")),
        pytest.param("UF-040", "cornea_transplant", {}, "eye_surgery", {}, marks=pytest.mark.rule("UF-040")),
        pytest.param("UF-041", "maternity", {}, "admission", {}, marks=pytest.mark.rule("UF-041")),
        pytest.param(
            "UF-041", "excluded_complication", {}, "excluded_followup", {}, marks=pytest.mark.rule("UF-041")
        ),
        pytest.param(
            "UF-036", "childbirth_companion", {}, "disabled_companion", {}, marks=pytest.mark.rule("UF-036")
        ),
    ],
)
def test_a_service_is_covered_by_its_item(
    rule: str, subject: str, facts: dict[str, Any], elsewhere: str, other: dict[str, Any]
) -> None:
    given = ask(subject, "UF", **facts)
    assert given.covered
    assert rule in applied(given)
    assert rule not in rules(elsewhere, **other)


@pytest.mark.parametrize(
    ("subject", "facts", "paper"),
    [
        pytest.param("drug", {}, "REGISTRO DO MEDICAMENTO NA ANVISA", marks=pytest.mark.rule("UF-020"), id="drug"),
        pytest.param(
            "nutrition", {}, "INDICAÇÃO DO MÉDICO ASSISTENTE", marks=pytest.mark.rule("UF-021"), id="sessions"
        ),
        pytest.param(
            "admission",
            {"attendance_type": "6"},
            "RELATÓRIO MÉDICO QUE JUSTIFIQUE A INTERNAÇÃO",
            marks=pytest.mark.rule("UF-026"),
            id="admission",
        ),
        pytest.param(
            "surgery",
            {"attendance_type": "7"},
            "RELATÓRIO MÉDICO QUE JUSTIFIQUE A INTERNAÇÃO",
            marks=pytest.mark.rule("UF-026"),
            id="surgery in hospital",
        ),
        pytest.param(
            "prosthesis", {}, "REGISTRO DO MATERIAL NA ANVISA", marks=pytest.mark.rule("UF-031"), id="prosthesis"
        ),
        pytest.param(
            "anaesthesia", {}, "INDICAÇÃO CLÍNICA DE ANESTESIA", marks=pytest.mark.rule("UF-031"), id="anaesthesia"
        ),
        pytest.param(
            "dental",
            {"attendance_type": "6"},
            "DECLARAÇÃO DE IMPERATIVO CLÍNICO DO DENTISTA",
            marks=pytest.mark.rule("UF-037"),
            id="dental in hospital",
        ),
        pytest.param(
            "plastic_surgery",
            {},
            "LAUDO DA FINALIDADE REPARADORA",
            marks=pytest.mark.rule("UF-039"),
            id="reparative",
        ),
        pytest.param(
            "autologous_transplant",
            {},
            "INSCRIÇÃO NA CNCDO, SE O DOADOR FOR FALECIDO (FILA ÚNICA)",
            marks=pytest.mark.rule("UF-040"),
            id="transplant list",
        ),
        pytest.param(
            "transplant",
            {},
            "INDICAÇÃO DO TRANSPLANTE NO ROL DA ANS",
            marks=pytest.mark.rule("UF-040"),
            id="another transplant",
        ),
        pytest.param(
            "disabled_companion",
            {},
            "INDICAÇÃO DE ACOMPANHANTE PELO MÉDICO ASSISTENTE",
            marks=pytest.mark.rule("UF-035"),
            id="companion of a disabled patient",
        ),
        pytest.param(
            "excluded_complication",
            {},
            "RELATÓRIO DA COMPLICAÇÃO",
            marks=pytest.mark.rule("UF-041"),
            id="complication",
        ),
    ],
)
def test_a_condition_asks_for_its_paper(subject: str, facts: dict[str, Any], paper: str) -> None:
    assert paper in ask(subject, "UF", **facts).documents
    assert paper not in ask("consultation", "UF").documents


@pytest.mark.rule("UF-040")
def test_one_more_transplant_needs_the_rol_and_a_kidney_does_not() -> None:
    paper = "INDICAÇÃO DO TRANSPLANTE NO ROL DA ANS"
    liver = ask(a_procedure("40000001", "TRANSPLANTE DE FÍGADO", kind="surgery"), "UF")
    assert paper in liver.documents
    cornea = ask(a_procedure("40000002", "CERATOPLASTIA PENETRANTE", kind="surgery"), "UF")
    deciding = {r.rule: r.says for r in cornea.decision.reasons if r.applied}
    assert deciding["UF-040"].startswith(("TRANSPLANTE DE RIM", "OUTRO TRANSPLANTE"))
    assert "INSCRIÇÃO NA CNCDO, SE O DOADOR FOR FALECIDO (FILA ÚNICA)" in cornea.documents


@pytest.mark.parametrize(
    ("rule", "subject", "facts"),
    [
        pytest.param("UF-027", "higher_accommodation", {}, marks=pytest.mark.rule("UF-027")),
        pytest.param("UF-030", "stay_after_discharge", {}, marks=pytest.mark.rule("UF-030")),
        pytest.param("UF-037", "dental", {"attendance_type": "5"}, marks=pytest.mark.rule("UF-037")),
        pytest.param("UF-038", "transplant_drug", {"attendance_type": "6"}, marks=pytest.mark.rule("UF-038")),
        pytest.param("UF-018", "unenrolled_newborn", {}, marks=pytest.mark.rule("UF-018")),
        pytest.param("UF-073", "personal_extras", {"attendance_type": "6"}, marks=pytest.mark.rule("UF-073")),
    ],
)
def test_what_the_member_pays_is_refused(rule: str, subject: str, facts: dict[str, Any]) -> None:
    given = ask(subject, "UF", **facts)
    assert given.decision.outcome is Outcome.REFUSED
    assert rule in applied(given)
    assert rule not in rules("consultation")


@pytest.mark.rule("UF-030")
def test_more_days_are_asked_for_with_a_report() -> None:
    given = ask("stay_extension", "UF", attendance_type="6")
    assert given.decision.outcome is Outcome.ROUTED
    assert "LAUDO CONCLUSIVO E FUNDAMENTADO PARA PRORROGAR" in given.documents
    assert "UF-030" not in rules("admission", attendance_type="6")


@pytest.mark.rule("UF-035")
@pytest.mark.parametrize(
    ("age", "outcome"),
    [(17, Outcome.ALLOWED), (18, Outcome.REFUSED), (59, Outcome.REFUSED), (60, Outcome.ALLOWED)],
)
def test_a_companion_by_the_age_of_the_patient(age: int, outcome: Outcome) -> None:
    given = ask("companion", "UF", age=age)
    assert given.decision.outcome is outcome
    assert "UF-035" in applied(given)


@pytest.mark.rule("UF-035")
@pytest.mark.parametrize(
    ("age", "outcome"),
    [(17, Outcome.ALLOWED), (18, Outcome.REFUSED), (60, Outcome.REFUSED), (61, Outcome.ALLOWED)],
)
def test_a_companion_by_the_other_reading(age: int, outcome: Outcome, tmp_path: Any) -> None:
    preferred = tmp_path / "override.toml"
    preferred.write_text('[UF."cover.companion_from_age"]\nvalue = 61\n', encoding="utf-8")
    book = Rulebook.load(None, preferred)
    question = a_question("companion", "UF", age=age)
    given = answer(question, clauses(), book)
    assert given.decision.outcome is outcome
    assert "UF-035" in applied(given)


@pytest.mark.rule("UF-036")
@pytest.mark.parametrize(("days", "outcome"), [(10, Outcome.ROUTED), (11, Outcome.REFUSED)])
def test_the_companion_of_a_birth_stays_no_longer_than_ten_days(days: int, outcome: Outcome) -> None:
    given = ask("childbirth_companion", "UF", attendance_type="8", quantity=days)
    assert given.decision.outcome is outcome
    assert [use.left for use in given.limits] == [10]


@pytest.mark.rule("UF-036")
def test_a_nurse_may_attend_a_normal_birth() -> None:
    assert "UF-036" in applied(ask("delivery", "UF", attendance_type="8"))
    assert "UF-036" not in applied(ask("admission", "UF", attendance_type="6"))


@pytest.mark.rule("UF-014")
@pytest.mark.parametrize(("days", "outcome"), [(299, Outcome.BLOCKED), (300, Outcome.ALLOWED)])
def test_a_newborn_on_the_card_of_a_parent_waits_for_the_birth(days: int, outcome: Outcome) -> None:
    start = ON - timedelta(days=days)
    given = ask("newborn", "UF", started_on=start)
    assert given.decision.outcome is outcome
    assert given.first_allowed == start + timedelta(days=300)
    assert ask("consultation", "UF", started_on=start).decision.outcome is Outcome.ALLOWED
    urgent = ask("newborn", "UF", started_on=start, circumstance=Circumstance.EMERGENCY)
    assert urgent.decision.outcome is Outcome.ALLOWED


@pytest.mark.rule("UF-014")
@pytest.mark.parametrize(("age", "parents"), [(0, False), (1, True)])
def test_a_child_enrolled_has_a_card_of_its_own(age: int, parents: bool) -> None:
    assert ("UF-014" in rules("newborn", age=age)) is parents
    recent = ask("newborn", "UF", age=age, started_on=ON - timedelta(days=200))
    assert (recent.decision.outcome is Outcome.BLOCKED) is parents


@pytest.mark.rule("UF-014")
@pytest.mark.rule("UF-018")
@pytest.mark.parametrize(
    ("born", "outcome", "rule"),
    [
        pytest.param(ON - timedelta(days=30), Outcome.ALLOWED, "UF-014", id="on its thirtieth day"),
        pytest.param(ON - timedelta(days=31), Outcome.REFUSED, "UF-018", id="a day later"),
    ],
)
def test_a_newborn_told_of_is_cared_for_thirty_days(born: date, outcome: Outcome, rule: str) -> None:
    given = ask("consultation", "UF", told=Told(born_on=born))
    assert given.decision.outcome is outcome
    assert rule in applied(given)
    assert rule not in rules("consultation")


@pytest.mark.rule("UF-014")
def test_a_preterm_birth_is_urgent_and_waits_for_nothing() -> None:
    start, born = ON - timedelta(days=200), ON - timedelta(days=2)
    early = ask("newborn", "UF", started_on=start, told=Told(born_on=born))
    assert early.decision.outcome is Outcome.REFUSED
    urgent = ask("newborn", "UF", started_on=start, told=Told(born_on=born), circumstance=Circumstance.EMERGENCY)
    assert urgent.decision.outcome is Outcome.ALLOWED
