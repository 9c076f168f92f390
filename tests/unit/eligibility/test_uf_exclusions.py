"""Unafisco Saúde Soft II: every item of the exclusions, and the nearest thing it does not exclude."""

from typing import Any

import pytest

from desk.domain.eligibility.answer import CareAnswer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.knowledge import notes_for
from desk.domain.kernel.decision import Outcome
from tests.unit.eligibility.asking import a_procedure, applied, ask


def said(given: CareAnswer, rule: str) -> list[str]:
    """What a rule says in an answer, where it applies."""
    return [reason.says for reason in given.decision.reasons if reason.applied and reason.rule == rule]


@pytest.mark.rule("UF-046")
@pytest.mark.parametrize(
    ("item", "excluded", "not_excluded"),
    [
        ("9.2", "experimental", "therapy"),
        ("9.3", "aesthetic", "surgery"),
        ("9.3", "aesthetic_surgery", "breast_reconstruction"),
        ("9.4", "insemination", "family_planning"),
        ("9.6", "imported", "imported_prosthesis"),
        ("9.7", "home_drug", "oral_chemotherapy"),
        ("9.8", "rejected_drug", "drug"),
        ("9.9", "prosthesis_without_surgery", "prosthesis"),
        ("9.10", "unlawful", "therapy"),
        ("9.11", "calamity", "emergency_room"),
        ("9.12", "rest_home", "admission"),
        ("9.18", "sports_exam", "diagnosis"),
        ("9.19", "glasses", "material"),
        ("9.19", "hearing_aid", "material"),
        ("9.32", "orthopaedic_aid", "prosthesis"),
        ("9.20", "no_medical_reason", "diagnosis"),
        ("9.21", "organ_donor", "covered_organ_donor"),
        ("9.22", "personal_extras", "admission"),
        ("9.24", "private_nursing", "home_nursing"),
        ("9.25", "stay_after_discharge", "stay_extension"),
        ("9.26", "abortion", "maternity"),
        ("9.27", "higher_accommodation", "accommodation_upgrade"),
        ("9.28", "skin_cleaning", "therapy"),
        ("9.29", "paternity_test", "laboratory"),
        ("9.30", "removal_outside", "removal"),
        ("9.30, 9.37", "water_removal", "hospital_removal"),
        ("9.33", "infertility", "family_planning"),
        ("9.34", "vaccine", "drug"),
        ("9.36", "group_activity", "physiotherapy"),
        ("9.38", "sex_change", "surgery"),
        ("9.41", "occupational", "diagnosis"),
        ("9.44", "excluded_followup", "excluded_complication"),
        ("9.46", "equipment_rental", "home_equipment"),
        ("9.49", "checkup", "laboratory"),
        ("9.50", "unenrolled_newborn", "newborn"),
        ("9.52", "necropsy", "diagnosis"),
        ("9.52", "orthomolecular", "alternative"),
        ("9.53", "abroad", "removal"),
        ("9.56", "disabled_rehabilitation", "physiotherapy"),
        ("9.58", "unregistered_drug", "drug"),
    ],
)
def test_an_item_excludes_its_subject_and_not_the_nearest_other(
    item: str, excluded: str, not_excluded: str
) -> None:
    given = ask(excluded, "UF")
    assert given.decision.outcome is Outcome.REFUSED
    assert "401" in given.decision.codes
    assert any(says.startswith(item) for says in said(given, "UF-046"))
    near = ask(not_excluded, "UF")
    assert near.decision.outcome in {Outcome.ALLOWED, Outcome.ROUTED}
    assert not any(says.startswith(item) for says in said(near, "UF-046") if "COBERT" not in says)


@pytest.mark.rule("UF-046")
@pytest.mark.parametrize(
    ("item", "subject", "paper"),
    [
        ("9.15", "refractive_surgery", "LAUDO COM O GRAU, CONFORME A DIRETRIZ DO ROL"),
        ("9.42", "mammoplasty", "LAUDO DA FINALIDADE REPARADORA"),
        ("9.43", "sclerotherapy", "LAUDO DA FINALIDADE NÃO ESTÉTICA"),
        ("9.51", "bariatric", "LAUDO DE OBESIDADE MÓRBIDA (CFM 1.766/05)"),
        ("9.57", "physical_conditioning", "LAUDO DE CARDIOPATIA, COM A DATA DE INÍCIO"),
    ],
)
def test_an_item_with_an_exception_asks_for_its_papers(item: str, subject: str, paper: str) -> None:
    given = ask(subject, "UF")
    assert given.decision.outcome is not Outcome.REFUSED
    assert paper in given.documents
    assert any(says.startswith(item) for says in said(given, "UF-046"))
    assert paper not in ask("therapy", "UF").documents


@pytest.mark.rule("UF-046")
@pytest.mark.parametrize(
    ("subject", "facts", "refused"),
    [
        pytest.param("gynaecomastia", {"sex": "M"}, True, id="of a man"),
        pytest.param("gynaecomastia", {"sex": "F"}, False, id="of a woman"),
        pytest.param("equipment_rental", {"attendance_type": "5"}, True, id="rented at home"),
        pytest.param("equipment_rental", {"attendance_type": "6"}, False, id="rented in an admission"),
    ],
)
def test_an_item_holds_only_for_its_facts(subject: str, facts: dict[str, Any], refused: bool) -> None:
    assert (ask(subject, "UF", **facts).decision.outcome is Outcome.REFUSED) is refused


@pytest.mark.rule("UF-046")
def test_a_procedure_is_excluded_by_its_description() -> None:
    assert (
        ask(a_procedure("40000001", "VACINA ANTIGRIPAL", kind="therapy"), "UF").decision.outcome is Outcome.REFUSED
    )
    assert ask(a_procedure("40000002", "INFUSÃO", kind="therapy"), "UF").decision.outcome is Outcome.ROUTED
    donor = a_procedure("40000003", "TESTE DE PATERNIDADE")
    assert "UF-046" in applied(ask(donor, "UF"))


@pytest.mark.rule("UF-046")
def test_what_stands_outside_the_rol_is_known_but_refuses_nothing_by_itself() -> None:
    assert any(clause.says.startswith("9.1,") for clause in notes_for("UF", "rol exclusao"))
    assert ask("therapy", "UF").decision.outcome is not Outcome.REFUSED


@pytest.mark.rule("UF-034")
@pytest.mark.rule("UF-046")
def test_imported_material_is_asked_for_its_registration_and_a_quotation() -> None:
    given = ask("imported_prosthesis", "UF", attendance_type="7")
    assert "UF-034" in applied(given)
    assert "REGISTRO NA ANVISA E COTAÇÃO DO SIMILAR NACIONAL" in given.documents
    national = ask("prosthesis", "UF", attendance_type="7")
    assert "UF-034" not in applied(national)


@pytest.mark.rule("UF-047")
@pytest.mark.parametrize(
    ("subject", "outcome"),
    [
        ("home_care", Outcome.REFUSED),
        ("home_visit", Outcome.ALLOWED),
        ("home_nursing", Outcome.ALLOWED),
        ("home_equipment", Outcome.ROUTED),
    ],
)
def test_care_at_home_is_excluded_but_for_what_an_authorised_admission_at_home_needs(
    subject: str, outcome: Outcome
) -> None:
    given = ask(subject, "UF")
    assert given.decision.outcome is outcome
    assert "UF-047" in applied(given)
    asked = any(paper.startswith("AUTORIZAÇÃO ESCRITA DA INTERNAÇÃO DOMICILIAR") for paper in given.documents)
    assert asked is (outcome is not Outcome.REFUSED)


@pytest.mark.rule("UF-047")
def test_urgency_opens_no_home_care() -> None:
    given = ask("home_care", "UF", circumstance=Circumstance.EMERGENCY)
    assert given.decision.outcome is Outcome.REFUSED


@pytest.mark.rule("UF-048")
def test_an_epidemic_is_never_refused_but_sent_to_the_supervisor() -> None:
    given = ask("epidemic", "UF")
    assert given.decision.outcome is Outcome.ROUTED
    assert [route.area for route in given.decision.routes] == ["SUPERVISÃO"]
    assert "DECLARAÇÃO DO ÓRGÃO PÚBLICO OU ÍNDICE DA OMS" in given.documents
    assert "UF-048" not in applied(ask("consultation", "UF"))
