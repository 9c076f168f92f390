"""Materials and special drugs by the desk manual (CV-028 to CV-040, CV-052, CV-102, CV-106 to CV-108)."""

from pathlib import Path
from typing import Any

import pytest

from desk.domain.eligibility.answer import CareAnswer, answer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.kernel.decision import Disclosure, Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import a_question, ask
from tests.unit.eligibility.rows import NO, YES, Row, hold, hold_note, note, row

REFUSED, ALLOWED, ROUTED = Outcome.REFUSED, Outcome.ALLOWED, Outcome.ROUTED
URGENT: dict[str, Any] = {"circumstance": Circumstance.EMERGENCY}
TIPO: dict[str, Any] = {"tipo": True}


@pytest.mark.rule(
    "CV-028",
    "CV-031",
    "CV-032",
    "CV-033",
    "CV-034",
    "CV-035",
    "CV-038",
    "CV-039",
    "CV-052",
    "CV-102",
    "CV-106",
    "CV-107",
)
@pytest.mark.parametrize(
    "held",
    [
        row("CV-028", "material", ROUTED, YES, area="SEPIN", promise="72 HORAS ÚTEIS", papers="FORMULÁRIO PADRÃO"),
        row("CV-028", "material", ROUTED, YES, area="SEPIN", promise="12 HORAS", papers="LAUDO", **URGENT),
        row("CV-028", "90010011", ALLOWED, YES),
        row("CV-028", "90030012", ALLOWED, NO, papers="FORMULÁRIO PADRÃO"),
        row("CV-031", "skin_adhesive", REFUSED, YES, covered=False, **TIPO),
        row("CV-031", "material", ROUTED, NO, **TIPO),
        row("CV-032", "gastric_balloon", REFUSED, YES, covered=False, **TIPO),
        row("CV-032", "material", ROUTED, NO, **TIPO),
        row("CV-033", "cervical_collar", REFUSED, YES, covered=False, **TIPO),
        row("CV-033", "prosthesis", ROUTED, NO, covered=True, **TIPO),
        row("CV-034", "disposable", ALLOWED, YES),
        row("CV-034", "stent", ROUTED, NO, **TIPO),
        row("CV-035", "stent", ROUTED, YES, covered=True, **TIPO),
        row("CV-035", "prosthesis", REFUSED, YES, covered=False, tipo=False),
        row("CV-035", "prosthesis", ROUTED, YES, covered=True),
        row("CV-035", "material", ROUTED, NO, tipo=False),
        row(
            "CV-038",
            "61061018",
            ROUTED,
            YES,
            area="CAP",
            promise="10 HORAS ÚTEIS",
            papers="FORMULÁRIO PADRÃO DE Q",
        ),
        row(
            "CV-038", "special_drug", ROUTED, YES, area="CAP", promise="10 HORAS ÚTEIS", papers="FORMULÁRIO PADRÃO"
        ),
        row("CV-038", "remicade", ROUTED, YES, area="CAP", promise="10 HORAS ÚTEIS"),
        row("CV-038", "drug", None, NO, papers="FORMULÁRIO PADRÃO"),
        row("CV-039", "thyrogen", ROUTED, YES, area="CAP", promise="10 HORAS ÚTEIS"),
        row("CV-039", "remicade", ROUTED, NO),
        row("CV-052", "albumin", ALLOWED, YES, covered=True, papers="JUSTIFICATIVA", attendance_type="6"),
        row("CV-052", "albumin", REFUSED, YES, covered=False, attendance_type="5"),
        row("CV-052", "drug", None, NO, attendance_type="5"),
        row("CV-102", "xolair", ALLOWED, YES, covered=True, papers="DECLARAÇÃO DA ABRA-SP"),
        row("CV-102", "xolair", ROUTED, YES, area="CONSULTORIA", papers="PEDIDO", in_network=True, role="ATD"),
        row("CV-102", "xolair", ALLOWED, YES, papers="RECIBO", in_network=False, role="ATD"),
        row("CV-102", "albumin", ALLOWED, NO, papers="DECLARAÇÃO DA ABRA-SP", attendance_type="6"),
        row("CV-106", "61061026", ALLOWED, YES),
        row("CV-106", "61061034", ALLOWED, YES),
        row("CV-106", "61061018", ROUTED, NO),
        row("CV-107", "oral_chemotherapy", ROUTED, YES, covered=True, area="CAP", papers="RELATÓRIO MÉDICO"),
        row("CV-107", "hospital_oral_drug", ROUTED, YES, covered=True, area="CAP", papers="RELATÓRIO MÉDICO"),
        row("CV-107", "oral_chemotherapy", ROUTED, YES, covered=True, adapted=False),
        row("CV-107", "61061026", ALLOWED, NO, papers="RELATÓRIO MÉDICO"),
    ],
)
def test_what_a_material_or_a_drug_takes(held: Row) -> None:
    hold(held)


@pytest.mark.rule("CV-028", "CV-107")
@pytest.mark.parametrize("about", ["material", "surgery", "oral_chemotherapy"])
def test_what_the_provider_asks_for_and_what_is_analysed_is_told(about: str) -> None:
    told = [r for r in ask(about).decision.reasons if r.rule in {"CV-028", "CV-107"} and r.applied]
    assert Disclosure.INSURED in {r.disclose for r in told}


@pytest.mark.rule("CV-038", "CV-039")
@pytest.mark.parametrize("about", ["thyrogen", "remicade"])
def test_thyrogen_and_remicade_go_without_the_standard_form(about: str) -> None:
    assert not [paper for paper in ask(about).documents if paper.startswith("FORMULÁRIO")]


@pytest.mark.rule("CV-107")
def test_the_table_of_hospital_use_decides_only_where_the_house_prefers_it(tmp_path: Path) -> None:
    preferred = tmp_path / "readings.toml"
    preferred.write_text('[DM."coverage.oral_antineoplastics"]\nvalue = "by_table"\n', encoding="utf-8")
    book = Rulebook.load(None, preferred)

    def by_table(about: str) -> CareAnswer:
        return answer(a_question(about), clauses(), book)

    assert by_table("oral_chemotherapy").decision.outcome is REFUSED
    assert by_table("hospital_oral_drug").decision.outcome is ALLOWED
    assert by_table("hospital_oral_drug").covered is True
    table = [r.says for r in by_table("hospital_oral_drug").decision.reasons if r.rule == "CV-107"]
    analysed = [r.says for r in ask("hospital_oral_drug").decision.reasons if r.rule == "CV-107"]
    assert ["MITEXAN" in says for says in table] == [True]
    assert ["MITEXAN" in says for says in analysed] == [False, False]


@pytest.mark.rule("CV-107")
def test_the_yardstick_of_the_consultant_is_not_told() -> None:
    notes = {r.says[:20]: r.disclose for r in ask("oral_chemotherapy").notes if r.rule == "CV-107"}
    assert notes == {"CRITÉRIO DO CONSULTO": Disclosure.INTERNAL}


@pytest.mark.rule("CV-029", "CV-030", "CV-034", "CV-035", "CV-036", "CV-037", "CV-040", "CV-107", "CV-108")
@pytest.mark.parametrize(
    ("rule", "words", "elsewhere", "about"),
    [
        note("CV-029", "SEPIN RESPONDE", "HOME CARE", "material"),
        note("CV-030", "EINSTEIN MATERIAL", "HOME CARE", "material"),
        note("CV-034", "DESCARTÁVEL REPROCESSA", "HOME CARE", "disposable"),
        note("CV-035", "ÓRTESE FUNÇÃO", "HOME CARE", "prosthesis"),
        note("CV-036", "DOCTOR PRAZO", "HOME CARE", "material"),
        note("CV-037", "NOTES NÚCLEO", "HOME CARE", "material"),
        note("CV-040", "FARMACOLÓGICO", "HOME CARE", "61061018"),
        note("CV-040", "61061026", "32010176", ""),
        note("CV-107", "MITEXAN", "HOME CARE", "oral_chemotherapy"),
        note("CV-108", "L01 ALQUILANTES", "HOME CARE", "oral_chemotherapy"),
        note("CV-108", "L02 ORAL", "HOME CARE", "oral_chemotherapy"),
        note("CV-108", "L03 L04", "HOME CARE", "oral_chemotherapy"),
    ],
)
def test_what_decides_nothing_is_found(rule: str, words: str, elsewhere: str, about: str) -> None:
    hold_note(rule, words, elsewhere, about)
