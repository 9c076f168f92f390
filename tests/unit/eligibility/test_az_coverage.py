"""ASSEFAZ Safira: what is covered, on which condition and with which papers (AZ-017 to AZ-041)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desk.domain.eligibility.answer import CareAnswer, answer
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.question import Told
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import RULEBOOK, TODAY, a_procedure, a_question, applied, ask

mark = pytest.mark
TODAY_AZ = TODAY["AZ"]


def says(given: CareAnswer, rule: str) -> str:
    """What a rule says where it applies, its clauses one after the other."""
    found = (*given.decision.reasons, *given.notes)
    return " / ".join(r.says for r in found if r.applied and r.rule == rule)


def other_reading(book: Rulebook, name: str, value: Any) -> Rulebook:
    """The same rulebook in another reading of ASSEFAZ."""
    definitions = dict(book._definitions)
    definition = definitions["AZ", name]
    assert value in definition.alternatives
    entries = tuple(replace(entry, value=value) for entry in definition.entries)
    definitions["AZ", name] = replace(definition, entries=entries)
    return Rulebook(definitions)


@pytest.mark.parametrize(
    ("subject", "facts", "others", "word"),
    [
        pytest.param("family_planning", {}, ("maternity", {}), "PLANEJAMENTO", marks=mark.rule("AZ-023")),
        pytest.param("sterilisation", {}, ("surgery", {}), "PLANEJAMENTO", marks=mark.rule("AZ-023")),
        pytest.param("anaesthesia", {}, ("surgery", {}), "INDICAÇÃO CLÍNICA", marks=mark.rule("AZ-023")),
        pytest.param("consultation", {}, ("therapy", {}), "SEM LIMITE", marks=mark.rule("AZ-024")),
        pytest.param("prenatal", {}, ("delivery", {}), "SEM LIMITE", marks=mark.rule("AZ-024")),
        pytest.param("return_visit", {}, ("consultation", {}), "RETORNO", marks=mark.rule("AZ-024")),
        pytest.param(
            "surgery", {}, ("surgery", {"attendance_type": "7"}), "AMBULATORIAL", marks=mark.rule("AZ-025")
        ),
        pytest.param("diagnosis", {}, ("consultation", {}), "EXAME", marks=mark.rule("AZ-025")),
        pytest.param("physiotherapy", {}, ("therapy", {}), "SEM LIMITE", marks=mark.rule("AZ-026")),
        pytest.param("speech_therapy", {}, ("physiotherapy", {}), "NÚMERO", marks=mark.rule("AZ-026")),
        pytest.param("nutrition", {}, ("physiotherapy", {}), "NÚMERO", marks=mark.rule("AZ-026")),
        pytest.param("occupational_therapy", {}, ("therapy", {}), "NÚMERO", marks=mark.rule("AZ-026")),
        pytest.param("psychotherapy", {}, ("psychiatry", {}), "PSICÓLOGO", marks=mark.rule("AZ-026")),
        pytest.param(
            "dialysis", {}, ("dialysis", {"attendance_type": "6"}), "ESPECIAL", marks=mark.rule("AZ-027")
        ),
        pytest.param("eye_surgery", {}, ("surgery", {}), "ESPECIAL", marks=mark.rule("AZ-027")),
        pytest.param(
            "haemodynamics",
            {},
            ("haemodynamics", {"attendance_type": "6"}),
            "12 HORAS",
            marks=mark.rule("AZ-027"),
        ),
        pytest.param("obesity", {}, ("slimming", {}), "MULTIPROFISSIONAL", marks=mark.rule("AZ-028")),
        pytest.param(
            "bariatric",
            {"attendance_type": "7"},
            ("surgery", {"attendance_type": "7"}),
            "CNES",
            marks=mark.rule("AZ-028"),
        ),
        pytest.param("icu", {}, ("surgery", {}), "SEM LIMITE DE DIAS", marks=mark.rule("AZ-029")),
        pytest.param(
            "accommodation_upgrade", {}, ("higher_accommodation", {}), "SEM CUSTO", marks=mark.rule("AZ-029")
        ),
        pytest.param(
            "drug",
            {"attendance_type": "6"},
            ("drug", {"attendance_type": "5"}),
            "INCLUÍDO",
            marks=mark.rule("AZ-030"),
        ),
        pytest.param("oral_surgery", {}, ("surgery", {}), "BUCO", marks=mark.rule("AZ-032")),
        pytest.param(
            "dental",
            {"attendance_type": "7"},
            ("dental", {"attendance_type": "5"}),
            "IMPERATIVO",
            marks=mark.rule("AZ-032"),
        ),
        pytest.param("artificial_nutrition", {}, ("nutrition", {}), "INTERNAÇÃO", marks=mark.rule("AZ-033")),
        pytest.param("interventional_radiology", {}, ("imaging", {}), "ESPECIAL", marks=mark.rule("AZ-033")),
        pytest.param("transplant_follow_up", {}, ("transplant_drug", {}), "TARDIO", marks=mark.rule("AZ-033")),
        pytest.param("breast_reconstruction", {}, ("surgery", {}), "CÂNCER", marks=mark.rule("AZ-034")),
        pytest.param("plastic_surgery", {}, ("surgery", {}), "REPARADORA", marks=mark.rule("AZ-034")),
        pytest.param("kidney_transplant", {}, ("transplant", {}), "RIM", marks=mark.rule("AZ-035")),
        pytest.param("covered_organ_donor", {}, ("organ_donor", {}), "DOADOR", marks=mark.rule("AZ-035")),
        pytest.param("day_hospital", {}, ("admission", {}), "CURTA", marks=mark.rule("AZ-036")),
        pytest.param("maternity", {}, ("admission", {}), "PUERPÉRIO", marks=mark.rule("AZ-038")),
        pytest.param("childbirth_companion", {}, ("companion", {}), "LEI 11.108", marks=mark.rule("AZ-038")),
        pytest.param("psychiatric_emergency", {}, ("emergency_room", {}), "AUTO", marks=mark.rule("AZ-039")),
        pytest.param("psychiatric_day_hospital", {}, ("day_hospital", {}), "12 HORAS", marks=mark.rule("AZ-040")),
        pytest.param("newborn", {}, ("maternity", {}), "30 DIAS", marks=mark.rule("AZ-017")),
    ],
)
def test_a_rule_covers_its_subject_and_is_silent_beside_it(
    request: pytest.FixtureRequest,
    subject: str,
    facts: dict[str, Any],
    others: tuple[str, dict[str, Any]],
    word: str,
) -> None:
    rule = next(mark.args[0] for mark in request.node.iter_markers("rule"))
    given = ask(subject, "AZ", **facts)
    assert given.covered
    assert word in says(given, rule)
    other, other_facts = others
    assert word not in says(ask(other, "AZ", **other_facts), rule)


@pytest.mark.parametrize(
    ("subject", "facts", "paper"),
    [
        pytest.param("anaesthesia", {}, "INDICAÇÃO CLÍNICA", marks=mark.rule("AZ-023")),
        pytest.param(
            "therapy", {}, "PEDIDO DO MÉDICO ASSISTENTE OU DO CIRURGIÃO-DENTISTA", marks=mark.rule("AZ-025")
        ),
        pytest.param("obesity", {"attendance_type": "6"}, "CNES DO ESTABELECIMENTO", marks=mark.rule("AZ-028")),
        pytest.param("disabled_companion", {}, "INDICAÇÃO DO MÉDICO ASSISTENTE", marks=mark.rule("AZ-031")),
        pytest.param(
            "dental", {"attendance_type": "7"}, "JUSTIFICATIVA DO IMPERATIVO CLÍNICO", marks=mark.rule("AZ-032")
        ),
        pytest.param("plastic_surgery", {}, "RELATÓRIO MÉDICO DA FUNÇÃO A REPARAR", marks=mark.rule("AZ-034")),
        pytest.param(
            "cornea_transplant", {}, "INSCRIÇÃO NA CNCDO, SE O DOADOR É FALECIDO", marks=mark.rule("AZ-035")
        ),
        pytest.param("psychiatry", {}, "PARECER ESPECÍFICO DO MÉDICO ASSISTENTE", marks=mark.rule("AZ-039")),
        pytest.param("psychiatric_admission", {}, "INDICAÇÃO DE INTERNAÇÃO", marks=mark.rule("AZ-039")),
    ],
)
def test_a_condition_names_the_paper_that_shows_it(subject: str, facts: dict[str, Any], paper: str) -> None:
    assert paper in ask(subject, "AZ", **facts).documents
    assert paper not in ask("consultation", "AZ").documents


@pytest.mark.rule("AZ-022")
def test_whatever_no_other_article_names_is_covered_on_the_rol_alone() -> None:
    given = ask("emergency_room", "AZ")
    assert given.covered
    assert "ROL DA ANS VIGENTE NA DATA DO EVENTO" in says(given, "AZ-022")
    assert "AZ-022" not in applied(ask("home_care", "AZ"))


@pytest.mark.rule("AZ-031")
@pytest.mark.parametrize(
    ("age", "covered"), [(0, True), (17, True), (18, False), (40, False), (59, False), (60, True), (80, True)]
)
def test_a_companion_by_the_patients_age(age: int, covered: bool) -> None:
    given = ask("companion", "AZ", age=age, attendance_type="6")
    assert given.covered is covered
    assert "AZ-031" in applied(given)


@pytest.mark.rule("AZ-031")
@pytest.mark.parametrize("subject", ["disabled_companion", "childbirth_companion"])
def test_a_companion_of_any_age_for_special_needs_and_birth(subject: str) -> None:
    given = ask(subject, "AZ", age=30)
    assert given.covered
    assert "AZ-031" in applied(given)


@pytest.mark.rule("AZ-035")
def test_autologous_transplants_under_both_readings() -> None:
    assert ask("autologous_transplant", "AZ").covered
    question = a_question("autologous_transplant", "AZ")
    narrow = other_reading(RULEBOOK, "cover.every_autologous", False)
    refused = answer(question, clauses(), narrow)
    assert refused.covered is False
    assert "SÓ DE MEDULA" in says(refused, "AZ-035")
    assert ask("transplant_drug", "AZ").covered is False


@pytest.mark.rule("AZ-017")
@pytest.mark.parametrize(("days", "outcome"), [(0, Outcome.ALLOWED), (30, Outcome.ALLOWED), (31, Outcome.REFUSED)])
def test_a_newborn_is_covered_for_thirty_days_without_being_enrolled(days: int, outcome: Outcome) -> None:
    told = Told(born_on=TODAY_AZ - timedelta(days=days))
    given = ask("newborn", "AZ", told=told)
    assert given.decision.outcome is outcome
    assert "AZ-017" in applied(given)


@pytest.mark.rule("AZ-017")
def test_later_only_an_enrolled_child_is_covered() -> None:
    assert ask("unenrolled_newborn", "AZ").covered is False


@pytest.mark.rule("AZ-041")
@pytest.mark.parametrize(
    ("used_on", "left"),
    [
        pytest.param(date(2012, 5, 1), 18, id="in the year of the agreement"),
        pytest.param(date(2011, 5, 16), 18, id="its first day"),
        pytest.param(date(2011, 5, 15), 30, id="the year before"),
    ],
)
def test_thirty_days_of_psychiatric_admission_a_year_are_free(used_on: date, left: int) -> None:
    for subject in ("psychiatric_admission", "chemical_dependence"):
        given = ask(
            subject, "AZ", used=[(used_on, 12)], started_on=date(2010, 5, 16), attendance_type="6", quantity=40
        )
        free = next(use for use in given.limits if use.clause.rule == "AZ-041")
        assert (free.left, free.until) == (left, date(2012, 5, 16))
        assert given.decision.outcome is Outcome.ROUTED
    assert ask("psychiatric_day_hospital", "AZ").limits == ()


@pytest.mark.rule("AZ-041")
def test_the_year_is_that_of_the_agreement_and_not_the_familys() -> None:
    question = a_question("psychiatric_admission", "AZ", used=[(date(2012, 3, 1), 12)], attendance_type="6")
    question.card.sponsor.started_on = date(2009, 4, 1)
    free = next(u for u in answer(question, clauses(), RULEBOOK).limits if u.clause.rule == "AZ-041")
    assert (free.left, free.since) == (30, date(2012, 4, 1))


@pytest.mark.rule("AZ-042")
def test_the_steps_of_the_share_are_told_with_what_is_used() -> None:
    given = ask("psychiatric_admission", "AZ", used=[(TODAY_AZ, 75)], attendance_type="6")
    steps = [(u.clause.limit.quantity, u.clause.limit.share, u.left) for u in given.limits if u.clause.limit]
    assert steps == [(30, 10, 0), (60, 20, 0), (90, 30, 15), (120, 40, 45), (150, 50, 75)]


@pytest.mark.rule("AZ-048")
def test_a_disease_older_than_the_contract_changes_nothing() -> None:
    later = TODAY_AZ + timedelta(days=90)
    given = ask(a_procedure(needs_authorization=False), "AZ", cpt_until=later, block="P")
    assert given.decision.outcome is Outcome.ALLOWED
    assert "AZ-048" in applied(given)
    assert "AZ-048" not in applied(ask(a_procedure(needs_authorization=False), "AZ"))
