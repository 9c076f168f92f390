"""Care the law speaks of by itself: medicines, prostheses, dialysis, transplants, minds, removal (LX-012 …)."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.domain.eligibility.answer import answer
from desk.domain.eligibility.clause import LAW, Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.knowledge import notes_for
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import RULEBOOK, TODAY, a_procedure, a_question, applied
from tests.unit.eligibility.law import EVERY, HOSPITAL, OUTPATIENT, by_law, deciding, of_kind, verdict

mark = pytest.mark
TYPES = ("ambulatorial", "hospitalar", "obstetrica", "odontologico", "referencia", "global")
ON = TODAY["DM"]


@pytest.mark.parametrize(
    ("about", "attendance", "verdicts", "rule"),
    [
        pytest.param("aids", "5", "yes yes yes  yes yes", "LX-019", marks=mark.rule("LX-019")),
        pytest.param("cancer", "6", "yes yes yes  yes yes", "LX-019", marks=mark.rule("LX-019")),
        pytest.param("congenital_disease", "6", "if if if if if if", "LX-020", marks=mark.rule("LX-020")),
        pytest.param("drug", "5", "if if if  if if", "LX-047", marks=mark.rule("LX-047")),
        pytest.param("home_drug", "5", "no no no no no no", "LX-047", marks=mark.rule("LX-047")),
        pytest.param("prosthesis", "7", "no if if no if if", "LX-048", marks=mark.rule("LX-048")),
        pytest.param("dialysis", "5", "yes if if no yes yes", "LX-049", marks=mark.rule("LX-049")),
        pytest.param("chemotherapy", "6", "no yes yes no yes yes", "LX-049", marks=mark.rule("LX-049")),
        pytest.param("radiotherapy", "2", "yes yes yes no yes yes", "LX-049", marks=mark.rule("LX-049")),
        pytest.param("haemotherapy", "", "yes if if no yes yes", "LX-049", marks=mark.rule("LX-049")),
        pytest.param("kidney_transplant", "7", "no yes yes no yes yes", "LX-050", marks=mark.rule("LX-050")),
        pytest.param("cornea_transplant", "7", "no yes yes no yes yes", "LX-050", marks=mark.rule("LX-050")),
        pytest.param("covered_organ_donor", "7", "no yes yes no yes yes", "LX-050", marks=mark.rule("LX-050")),
        pytest.param("transplant_drug", "5", "no no no no no no", "LX-050", marks=mark.rule("LX-050")),
        pytest.param("psychiatric_emergency", "5", "yes yes yes  yes yes", "LX-051", marks=mark.rule("LX-051")),
        pytest.param("psychoanalysis", "5", "no no no no no no", "LX-051", marks=mark.rule("LX-051")),
        pytest.param("psychiatric_admission", "6", "no yes yes  yes yes", "LX-051", marks=mark.rule("LX-051")),
        pytest.param("chemical_dependence", "6", "no yes yes  yes yes", "LX-051", marks=mark.rule("LX-051")),
        pytest.param("crisis_psychotherapy", "5", "if no no no if if", "LX-051", marks=mark.rule("LX-051")),
        pytest.param("removal", "5", "no if if  if if", "LX-052", marks=mark.rule("LX-052")),
        pytest.param("experimental", "6", "no no no no no no", "LX-057", marks=mark.rule("LX-057")),
        pytest.param("aesthetic", "7", "no no no no no no", "LX-057", marks=mark.rule("LX-057")),
        pytest.param("insemination", "5", "no no no no no no", "LX-057", marks=mark.rule("LX-057")),
        pytest.param("imported", "6", "no no no no no no", "LX-057", marks=mark.rule("LX-057")),
        pytest.param("home_drug", "", "no no no no no no", "LX-057", marks=mark.rule("LX-057")),
        pytest.param("prosthesis_without_surgery", "5", "no no no no no no", "LX-057", marks=mark.rule("LX-057")),
        pytest.param("calamity", "6", "no no no no no no", "LX-057", marks=mark.rule("LX-057")),
        pytest.param("plastic_surgery", "7", "no if if no if if", "LX-057", marks=mark.rule("LX-057")),
        pytest.param("admission", "6", "no yes yes no yes yes", "LX-058", marks=mark.rule("LX-058")),
        pytest.param("surgery", "5", "if yes yes no yes yes", "LX-058", marks=mark.rule("LX-058")),
        pytest.param("haemodynamics", "5", "no yes yes no yes yes", "LX-058", marks=mark.rule("LX-058")),
        pytest.param("general_anaesthesia", "5", "no     ", "LX-058", marks=mark.rule("LX-058")),
        pytest.param("intrathecal_chemotherapy", "5", "no if if no yes yes", "LX-058", marks=mark.rule("LX-058")),
        pytest.param("brachytherapy", "5", "no if if no yes yes", "LX-058", marks=mark.rule("LX-058")),
        pytest.param("artificial_nutrition", "6", "no yes yes no yes yes", "LX-058", marks=mark.rule("LX-058")),
        pytest.param("interventional_radiology", "6", "no     ", "LX-058", marks=mark.rule("LX-058")),
        pytest.param("consultation", "5", "yes no no no yes yes", "LX-059", marks=mark.rule("LX-059")),
        pytest.param("home_visit", "5", " no no   ", "LX-059", marks=mark.rule("LX-059")),
        pytest.param("marrow_transplant", "7", "no no no no no no", "LX-059", marks=mark.rule("LX-059")),
    ],
)
def test_care_by_type_of_plan(about: str, attendance: str, verdicts: str, rule: str) -> None:
    found = {kind: by_law(about, kind, attendance_type=attendance) for kind in TYPES}
    assert {kind: verdict(given) for kind, given in found.items()} == dict(
        zip(TYPES, verdicts.split(" "), strict=True)
    )
    assert rule in set().union(*(deciding(given) for given in found.values()))
    other = by_law("occupational", "global")
    assert rule not in deciding(other)


@pytest.mark.rule("LX-012", "LX-019")
def test_a_running_cpt_is_told_where_the_law_lets_it_hold_back() -> None:
    running = {"cpt_until": ON + timedelta(days=30)}
    for about in ("surgery", "icu", "radiotherapy", "dialysis", "chemotherapy"):
        for kind in EVERY:
            under = by_law(about, kind, attendance_type="2", **running)
            if verdict(under) != "no":
                assert "LX-012" in deciding(under)
                assert "RELATÓRIO MÉDICO COM O DIAGNÓSTICO" in under.documents
            assert "LX-012" not in deciding(by_law(about, kind, attendance_type="2"))
    assert "LX-012" not in deciding(by_law("diagnosis", "global", **running))
    for about in ("aids", "cancer"):
        for kind in EVERY:
            assert by_law(about, kind, **running).documents == ("DECLARAÇÃO DE SAÚDE",)
            assert by_law(about, kind).documents == ()


@pytest.mark.rule("LX-049")
def test_dialysis_is_read_by_its_words_and_after_a_discharge_asks_for_the_summary() -> None:
    found = by_law(a_procedure("90010097", "HEMODIÁLISE EXEMPLO", kind="therapy"), "hospitalar")
    assert found.documents == ("RESUMO DE ALTA OU RELATÓRIO DA INTERNAÇÃO",)
    assert next(r for r in found.decision.reasons if r.rule == "LX-049" and r.applied).reading
    assert verdict(by_law(of_kind("therapy"), "hospitalar")) == "no"


@pytest.mark.rule("LX-049")
@pytest.mark.parametrize("about", ["dialysis", "chemotherapy", "radiotherapy", "haemotherapy"])
@pytest.mark.parametrize("attendance", ["", "2", "5", "6", "7", "8"])
def test_the_four_treatments_are_spoken_of_by_themselves(about: str, attendance: str) -> None:
    for kind in EVERY:
        assert "LX-049" in deciding(by_law(about, kind, attendance_type=attendance))
    admitted = attendance in {"6", "7", "8"}
    assert verdict(by_law(about, "ambulatorial", attendance_type=attendance)) == ("no" if admitted else "yes")
    for kind in ("hospitalar", "obstetrica"):
        within = admitted or attendance == "2"
        assert verdict(by_law(about, kind, attendance_type=attendance)) == ("yes" if within else "if")


@pytest.mark.rule("LX-050")
@pytest.mark.parametrize(
    ("description", "says"),
    [
        ("TRANSPLANTE RENAL EXEMPLO", "yes"),
        ("TRANSPLANTE DE RIM EXEMPLO", "yes"),
        ("TRANSPLANTE DE CÓRNEA EXEMPLO", "yes"),
        ("CERATOPLASTIA EXEMPLO", "yes"),
        ("TRANSPLANTE DE FÍGADO EXEMPLO", "no"),
        ("TRANSPLANTE DE MEDULA EXEMPLO", "no"),
        ("CIRURGIA RENAL EXEMPLO", "yes"),
    ],
)
def test_a_transplant_is_told_by_its_organ(description: str, says: str) -> None:
    found = by_law(of_kind("surgery", description), "hospitalar", attendance_type="7")
    assert verdict(found) == says
    assert ("LX-050" in applied(found)) == ("CIRURGIA" not in description)


@pytest.mark.rule("LX-051")
@pytest.mark.parametrize(
    ("about", "most"), [("psychiatric_admission", 30), ("chemical_dependence", 15)], ids=["disorder", "dependence"]
)
def test_days_at_full_cost_are_counted_in_the_contract_year(about: str, most: int) -> None:
    started = date(2006, 3, 10)
    used = [(date(2007, 3, 9), 9), (date(2007, 3, 10), most - 2)]
    facts = {"started_on": started, "attendance_type": "6", "used": used}
    for kind in HOSPITAL:
        assert [use.left for use in by_law(about, kind, **facts).limits] == [2]
    within = by_law(about, "hospitalar", quantity=2, **facts)
    assert [(use.used, use.left, use.until) for use in within.limits] == [(most - 2, 2, date(2008, 3, 10))]
    assert within.decision.outcome is Outcome.ALLOWED
    beyond = by_law(about, "hospitalar", quantity=3, **facts)
    assert (beyond.decision.outcome, beyond.first_allowed) == (Outcome.BLOCKED, date(2008, 3, 10))
    assert beyond.decision.codes == ("487",)


@pytest.mark.rule("LX-051")
def test_whether_the_days_are_of_the_year_or_of_each_admission_is_a_reading(tmp_path: Path) -> None:
    preferred = tmp_path / "override.toml"
    preferred.write_text('[LX."coverage.psychiatric_days_per"]\nvalue = "admission"\n', encoding="utf-8")
    law = [clause for clause in clauses() if clause.rulebook == LAW]
    for about, most in (("psychiatric_admission", 30), ("chemical_dependence", 15)):
        for kind in HOSPITAL:
            question = a_question(about, coverage=kind, attendance_type="6", quantity=2, used=[(ON, 30)])
            assert answer(question, law, RULEBOOK).decision.outcome is Outcome.BLOCKED
            each = answer(question, law, Rulebook.load(None, preferred))
            assert (each.decision.outcome, [use.left for use in each.limits]) == (Outcome.ALLOWED, [most])


@pytest.mark.rule("LX-051")
def test_crisis_sessions_are_counted_from_the_signature_or_from_the_adaptation() -> None:
    used = [(date(2007, 1, 31), 12)]
    facts = {"started_on": date(1995, 2, 1), "used": used}
    signed = by_law("crisis_psychotherapy", "ambulatorial", **facts)
    assert [(use.left, use.since) for use in signed.limits] == [(12, date(2007, 2, 1))]
    adapted = by_law("crisis_psychotherapy", "ambulatorial", adapted_on=date(1999, 10, 1), **facts)
    assert [(use.left, use.since) for use in adapted.limits] == [(0, date(2006, 10, 1))]
    assert (adapted.decision.outcome, adapted.first_allowed) == (Outcome.BLOCKED, date(2007, 10, 1))
    for kind in OUTPATIENT:
        assert by_law("psychotherapy", kind, quantity=13).decision.outcome is Outcome.BLOCKED
        assert by_law("psychotherapy", kind, quantity=12).decision.outcome is Outcome.ALLOWED


@pytest.mark.rule("LX-052")
def test_an_outpatient_plan_removes_only_in_urgency() -> None:
    for circumstance in (Circumstance.EMERGENCY, Circumstance.ACCIDENT, Circumstance.OBSTETRIC):
        assert verdict(by_law("removal", "ambulatorial", circumstance=circumstance)) == "yes"
        assert [verdict(by_law("removal", k, circumstance=circumstance)) for k in HOSPITAL] == ["yes"] * 4
    assert verdict(by_law("removal", "ambulatorial")) == "no"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        pytest.param("LX-004", "cláusulas vigência", marks=mark.rule("LX-004")),
        pytest.param("LX-004", "cláusulas franquia", marks=mark.rule("LX-004")),
        pytest.param("LX-004", "material explicativo", marks=mark.rule("LX-004")),
        pytest.param("LX-005", "declaração referência", marks=mark.rule("LX-005")),
        pytest.param("LX-006", "registro susep", marks=mark.rule("LX-006")),
        pytest.param("LX-007", "recusa idade", marks=mark.rule("LX-007")),
        pytest.param("LX-009", "entrevista grátis", marks=mark.rule("LX-009")),
        pytest.param("LX-009", "entrevista fraude", marks=mark.rule("LX-009")),
        pytest.param("LX-050", "transplante fila", marks=mark.rule("LX-050")),
        pytest.param("LX-062", "mecanismo mais barato", marks=mark.rule("LX-062")),
        pytest.param("LX-062", "porta de entrada", marks=mark.rule("LX-062")),
        pytest.param("LX-067", "ressarcimento sus", marks=mark.rule("LX-067")),
        pytest.param("LX-068", "rol de procedimentos", marks=mark.rule("LX-068")),
        pytest.param("LX-069", "disque saúde", marks=mark.rule("LX-069")),
        pytest.param("LX-069", "denúncia brasília", marks=mark.rule("LX-069")),
        pytest.param("LX-070", "multa susep", marks=mark.rule("LX-070")),
    ],
)
def test_what_the_guide_tells_is_found_by_its_words_and_stands_beside_no_answer(rule: str, words: str) -> None:
    assert rule in {clause.rule for clause in notes_for(LAW, words)}
    assert rule not in {clause.rule for clause in notes_for("DM", words)}
    for about in ("diagnosis", "admission", "consultation"):
        assert rule not in applied(by_law(about, "global"))
