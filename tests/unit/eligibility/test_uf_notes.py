"""Unafisco Saúde Soft II: what is only known, found by its words and silent elsewhere."""

import pytest

from desk.domain.eligibility.clause import Effect
from desk.domain.eligibility.knowledge import notes_for
from tests.unit.eligibility.asking import applied, ask

CASES = [
    pytest.param("UF-001", "registro", "471.839/14-9", marks=pytest.mark.rule("UF-001")),
    pytest.param("UF-001", "abrangencia", "ÁREA NACIONAL, QUARTO INDIVIDUAL", marks=pytest.mark.rule("UF-001")),
    pytest.param("UF-013", "aceitacao", "ACEITA O REGULAMENTO", marks=pytest.mark.rule("UF-013")),
    pytest.param("UF-033", "divergencia opme", "PAGO PELO SINDIFISCO", marks=pytest.mark.rule("UF-033")),
    pytest.param("UF-053", "antecipado", "NÃO REDUZ CARÊNCIA", marks=pytest.mark.rule("UF-053")),
    pytest.param("UF-054", "renovacao", "12 MESES", marks=pytest.mark.rule("UF-054")),
    pytest.param("UF-055", "preexistente", "OMITIR É FRAUDE", marks=pytest.mark.rule("UF-055")),
    pytest.param("UF-057", "agravo", "ADITIVO COM VALOR E PRAZO", marks=pytest.mark.rule("UF-057")),
    pytest.param("UF-058", "entrevista", "OFERECER CPT", marks=pytest.mark.rule("UF-058")),
    pytest.param("UF-062", "acidente pessoal", "EXTERNO, SÚBITO, INVOLUNTÁRIO", marks=pytest.mark.rule("UF-062")),
    pytest.param("UF-067", "negociam", "LIBERA O PLANO", marks=pytest.mark.rule("UF-067")),
    pytest.param("UF-074", "cartao senha", "NA REDE NADA SE PAGA", marks=pytest.mark.rule("UF-074")),
    pytest.param("UF-074", "2ª via", "PAGA PELO TITULAR", marks=pytest.mark.rule("UF-074")),
    pytest.param("UF-077", "pericia distorcao", "USO CORRETO DO BENEFÍCIO", marks=pytest.mark.rule("UF-077")),
    pytest.param("UF-082", "substituicao", "AUTORIZAÇÃO DA ANS", marks=pytest.mark.rule("UF-082")),
    pytest.param("UF-082", "descredenciamento alta", "FICA ATÉ A ALTA", marks=pytest.mark.rule("UF-082")),
    pytest.param("UF-082", "sanitaria", "TRANSFERÊNCIA IMEDIATA", marks=pytest.mark.rule("UF-082")),
    pytest.param("UF-083", "junta tres", "DESEMPATADOR ESCOLHIDO PELOS DOIS", marks=pytest.mark.rule("UF-083")),
    pytest.param("UF-083", "desempate", "CRM DO ESTADO", marks=pytest.mark.rule("UF-083")),
    pytest.param("UF-084", "junta honorarios", "O DESEMPATADOR É DO SINDIFISCO", marks=pytest.mark.rule("UF-084")),
    pytest.param("UF-085", "telefone cobertura", "61 2103 5200", marks=pytest.mark.rule("UF-085")),
    pytest.param("UF-086", "folha", "FIRMA RECONHECIDA", marks=pytest.mark.rule("UF-086")),
    pytest.param("UF-086", "tolerancia divida", "NÃO QUITA OS ANTERIORES", marks=pytest.mark.rule("UF-086")),
    pytest.param("UF-086", "auxilio", "IGUAL PARA NOVOS E ANTIGOS", marks=pytest.mark.rule("UF-086")),
    pytest.param("UF-093", "idoso", "MAIS DE 60 ANOS", marks=pytest.mark.rule("UF-093")),
    pytest.param("UF-097", "divida exclusao", "EVENTOS AINDA NÃO AVISADOS", marks=pytest.mark.rule("UF-097")),
    pytest.param("UF-101", "licenca", "PAGANDO TODO O CUSTO", marks=pytest.mark.rule("UF-101")),
    pytest.param("UF-106", "permanencia", "ENQUANTO FILIADO E EM DIA", marks=pytest.mark.rule("UF-106")),
    pytest.param("UF-106", "patrimonio", "VAI AO SINDIFISCO", marks=pytest.mark.rule("UF-106")),
    pytest.param("UF-108", "anexo", "GLC", marks=pytest.mark.rule("UF-108")),
    pytest.param("UF-108", "foro", "DOMICÍLIO DO TITULAR", marks=pytest.mark.rule("UF-108")),
    pytest.param("UF-108", "dano", "ACORDO PARTICULAR", marks=pytest.mark.rule("UF-108")),
    pytest.param("UF-108", "liberalidade", "NÃO CRIA DIREITO", marks=pytest.mark.rule("UF-108")),
]


@pytest.mark.parametrize(("rule", "words", "says"), CASES)
def test_a_note_is_found_by_its_words_and_decides_nothing(rule: str, words: str, says: str) -> None:
    found = [clause for clause in notes_for("UF", words) if clause.rule == rule]
    assert any(says in clause.says for clause in found)
    assert all(clause.effect is Effect.NOTE for clause in found)
    assert rule not in {clause.rule for clause in notes_for("UF", "inseminacao")}
    assert rule not in {clause.rule for clause in notes_for("AZ", words)}
    assert rule not in applied(ask("consultation", "UF"))


@pytest.mark.parametrize(
    ("rule", "about", "elsewhere"),
    [
        pytest.param("UF-033", "material", "drug", marks=pytest.mark.rule("UF-033")),
        pytest.param("UF-052", "xray", "ultrasound", marks=pytest.mark.rule("UF-052")),
        pytest.param("UF-052", "tomography", "surgery", marks=pytest.mark.rule("UF-052")),
        pytest.param("UF-062", "emergency_room", "admission", marks=pytest.mark.rule("UF-062")),
        pytest.param("UF-067", "hospital_removal", "removal", marks=pytest.mark.rule("UF-067")),
        pytest.param("UF-080", "surgery", "therapy", marks=pytest.mark.rule("UF-080")),
        pytest.param("UF-081", "diagnosis", "consultation", marks=pytest.mark.rule("UF-081")),
        pytest.param("UF-082", "admission", "surgery", marks=pytest.mark.rule("UF-082")),
    ],
)
def test_a_note_stands_beside_the_answer_about_its_subject(rule: str, about: str, elsewhere: str) -> None:
    assert rule in {note.rule for note in ask(about, "UF").notes}
    assert rule not in {note.rule for note in ask(elsewhere, "UF").notes}


@pytest.mark.rule("UF-052")
def test_a_simple_and_a_complex_procedure_are_told_apart() -> None:
    simple = [note.says for note in ask("mammography", "UF").notes if note.rule == "UF-052"]
    complex_ = [note.says for note in ask("magnetic_resonance", "UF").notes if note.rule == "UF-052"]
    assert [says.split(":")[0] for says in (*simple, *complex_)] == [
        "PROCEDIMENTO SIMPLES",
        "PROCEDIMENTO COMPLEXO",
    ]
