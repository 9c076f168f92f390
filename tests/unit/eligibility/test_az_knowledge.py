"""ASSEFAZ Safira: what the desk looks up by a word, whoever asks."""

import pytest

from desk.domain.eligibility.clause import Effect
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.knowledge import notes_for
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import TODAY, ask

mark = pytest.mark


@pytest.mark.parametrize(
    ("rule", "text", "word"),
    [
        pytest.param("AZ-001", "segmentação", "APARTAMENTO", marks=mark.rule("AZ-001"), id="AZ-001"),
        pytest.param("AZ-002", "livre escolha", "PAGA DIRETO", marks=mark.rule("AZ-002"), id="AZ-002"),
        pytest.param("AZ-003", "mensalidade sem uso", "DEVIDA", marks=mark.rule("AZ-003"), id="AZ-003"),
        pytest.param(
            "AZ-004", "titular adesão", "PARENTE ENTRA POR UM TITULAR", marks=mark.rule("AZ-004"), id="AZ-004"
        ),
        pytest.param("AZ-005", "titular responsabilidade", "PATROCINADOR", marks=mark.rule("AZ-005"), id="AZ-005"),
        pytest.param("AZ-006", "dependente faixa", "DECLARAÇÃO DE SAÚDE", marks=mark.rule("AZ-006"), id="AZ-006"),
        pytest.param("AZ-007", "inclusão formulário", "PRÓPRIO", marks=mark.rule("AZ-007"), id="AZ-007"),
        pytest.param("AZ-008", "vigência adesão", "DEFERIMENTO", marks=mark.rule("AZ-008"), id="AZ-008"),
        pytest.param("AZ-009", "carência dependente", "PRÓPRIAS", marks=mark.rule("AZ-009"), id="AZ-009"),
        pytest.param("AZ-010", "documento titular", "ATESTO", marks=mark.rule("AZ-010"), id="AZ-010"),
        pytest.param("AZ-011", "documento cônjuge", "CASAMENTO CIVIL", marks=mark.rule("AZ-011"), id="AZ-011"),
        pytest.param("AZ-012", "documento companheiro", "CARTÓRIO", marks=mark.rule("AZ-012"), id="AZ-012"),
        pytest.param("AZ-013", "filho idade", "24", marks=mark.rule("AZ-013"), id="AZ-013"),
        pytest.param("AZ-014", "inválido documento", "IMPOSTO DE RENDA", marks=mark.rule("AZ-014"), id="AZ-014"),
        pytest.param("AZ-015", "agregado grau", "RECUSAR", marks=mark.rule("AZ-015"), id="AZ-015"),
        pytest.param("AZ-016", "recém nascido isenção", "300 DIAS", marks=mark.rule("AZ-016"), id="AZ-016"),
        pytest.param("AZ-018", "adotivo carência", "12 ANOS", marks=mark.rule("AZ-018"), id="AZ-018"),
        pytest.param("AZ-019", "guarda isenção", "RENOVA", marks=mark.rule("AZ-019"), id="AZ-019"),
        pytest.param("AZ-020", "casamento isenção", "30 DIAS", marks=mark.rule("AZ-020"), id="AZ-020"),
        pytest.param("AZ-021", "coabitação", "30 DIAS", marks=mark.rule("AZ-021"), id="AZ-021"),
        pytest.param("AZ-045", "ingresso carência", "30 DIAS", marks=mark.rule("AZ-045"), id="AZ-045"),
        pytest.param("AZ-046", "número participantes", "ISENTOS", marks=mark.rule("AZ-046"), id="AZ-046"),
        pytest.param("AZ-047", "pagamento antecipado", "NEM REDUZ", marks=mark.rule("AZ-047"), id="AZ-047"),
        pytest.param("AZ-048", "agravo", "SEM CPT", marks=mark.rule("AZ-048"), id="AZ-048"),
        pytest.param("AZ-049", "duração", "INDETERMINADO", marks=mark.rule("AZ-049"), id="AZ-049"),
        pytest.param("AZ-050", "sofrimento intenso", "RISCO IMINENTE", marks=mark.rule("AZ-050"), id="AZ-050"),
        pytest.param("AZ-057", "reembolso rede", "NÃO FOI POSSÍVEL", marks=mark.rule("AZ-057"), id="AZ-057"),
        pytest.param("AZ-058", "reembolso consulta urgência", "INTEGRAL", marks=mark.rule("AZ-058"), id="AZ-058"),
        pytest.param(
            "AZ-059", "reembolso procedimento cbhpm", "SEM BANDAS", marks=mark.rule("AZ-059"), id="AZ-059"
        ),
        pytest.param("AZ-060", "reembolso original", "PROTOCOLO", marks=mark.rule("AZ-060"), id="AZ-060"),
        pytest.param("AZ-061", "reembolso prazo", "1 ANO", marks=mark.rule("AZ-061"), id="AZ-061"),
        pytest.param("AZ-067", "hospital substituição", "30 DIAS", marks=mark.rule("AZ-067"), id="AZ-067"),
        pytest.param("AZ-068", "pedido médico", "FORA DA REDE", marks=mark.rule("AZ-068"), id="AZ-068"),
        pytest.param("AZ-069", "alta interrupção", "MÉDICO ASSISTENTE", marks=mark.rule("AZ-069"), id="AZ-069"),
        pytest.param("AZ-070", "credenciamento", "CÓDIGO DE ÉTICA", marks=mark.rule("AZ-070"), id="AZ-070"),
        pytest.param("AZ-071", "divergência", "COMUM ACORDO", marks=mark.rule("AZ-071"), id="AZ-071"),
        pytest.param("AZ-072", "outra operadora", "RELAÇÃO INDIRETA", marks=mark.rule("AZ-072"), id="AZ-072"),
        pytest.param("AZ-073", "débito", "SOMA DAS FAIXAS", marks=mark.rule("AZ-073"), id="AZ-073"),
        pytest.param("AZ-074", "atraso multa", "2%", marks=mark.rule("AZ-074"), id="AZ-074"),
        pytest.param("AZ-075", "reajuste aniversário", "ATUARIAL", marks=mark.rule("AZ-075"), id="AZ-075"),
        pytest.param("AZ-076", "sinistralidade", "DESPESAS", marks=mark.rule("AZ-076"), id="AZ-076"),
        pytest.param("AZ-077", "reajuste franquia", "MIGRAÇÃO", marks=mark.rule("AZ-077"), id="AZ-077"),
        pytest.param("AZ-078", "faixa etária reajuste", "59 +40%", marks=mark.rule("AZ-078"), id="AZ-078"),
        pytest.param("AZ-079", "faixa etária aniversário", "MÊS SEGUINTE", marks=mark.rule("AZ-079"), id="AZ-079"),
        pytest.param("AZ-080", "perda exclusão", "FALSA RELEVANTE", marks=mark.rule("AZ-080"), id="AZ-080"),
        pytest.param("AZ-081", "último dia", "JÁ PAGO", marks=mark.rule("AZ-081"), id="AZ-081"),
        pytest.param("AZ-082", "saída carteira", "30 DIAS", marks=mark.rule("AZ-082"), id="AZ-082"),
        pytest.param("AZ-083", "fraude", "IMEDIATA", marks=mark.rule("AZ-083"), id="AZ-083"),
        pytest.param("AZ-084", "inadimplência cancelamento", "50º DIA", marks=mark.rule("AZ-084"), id="AZ-084"),
        pytest.param("AZ-085", "rescisão patrocinador", "CONVÊNIO", marks=mark.rule("AZ-085"), id="AZ-085"),
        pytest.param("AZ-086", "uso indevido", "PERÍCIA", marks=mark.rule("AZ-086"), id="AZ-086"),
        pytest.param("AZ-087", "demitido permanência", "1/3", marks=mark.rule("AZ-087"), id="AZ-087"),
        pytest.param("AZ-088", "permanência família", "NOVO EMPREGO", marks=mark.rule("AZ-088"), id="AZ-088"),
        pytest.param("AZ-089", "aposentado permanência", "10 ANOS", marks=mark.rule("AZ-089"), id="AZ-089"),
        pytest.param("AZ-090", "foro", "SEDE DO PATROCINADOR", marks=mark.rule("AZ-090"), id="AZ-090"),
        pytest.param("AZ-091", "prontuário", "FISCALIZAÇÃO", marks=mark.rule("AZ-091"), id="AZ-091"),
    ],
)
def test_knowledge_is_found_by_its_words_and_only_by_them(rule: str, text: str, word: str) -> None:
    found = [c.says for c in notes_for("AZ", text) if c.rule == rule and c.effect is Effect.NOTE]
    assert any(word in clause for clause in found)
    assert rule not in {clause.rule for clause in notes_for("AZ", "tomografia") if clause.effect is Effect.NOTE}
    assert rule not in {clause.rule for clause in notes_for("UF", text)}


@pytest.mark.rule("AZ-050")
@pytest.mark.rule("AZ-068")
@pytest.mark.rule("AZ-069")
@pytest.mark.parametrize(
    ("rule", "subject", "other"),
    [
        ("AZ-068", "tomography", "consultation"),
        ("AZ-069", "icu", "surgery"),
        ("AZ-050", "emergency_room", "consultation"),
    ],
)
def test_knowledge_stands_beside_the_answer_it_is_about(rule: str, subject: str, other: str) -> None:
    assert rule in {note.rule for note in ask(subject, "AZ").notes}
    assert rule not in {note.rule for note in ask(other, "AZ").notes}


@pytest.mark.parametrize(
    ("rule", "name", "says"),
    [
        ("AZ-061", "reimbursement.payment_days", "ATÉ {} DIAS"),
        ("AZ-067", "network.hospital_notice_days", "{} DIAS DE AVISO"),
        ("AZ-084", "leaving.default_days", "MAIS DE {} DIAS"),
        ("AZ-084", "leaving.notice_by_day", "ATÉ O {}º DIA"),
        ("AZ-089", "leaving.stay_retired_years", "COM {} ANOS DE VÍNCULO"),
        ("AZ-074", "premium.late_fine_percent", "MULTA DE {}%"),
        ("AZ-074", "premium.late_interest_percent", "JUROS DE {}% AO MÊS"),
    ],
)
def test_what_is_told_is_what_is_computed(rulebook: Rulebook, rule: str, name: str, says: str) -> None:
    value = rulebook.value(name, TODAY["AZ"], rulebook="AZ")
    told = [c.says for c in clauses() if c.rule == rule and c.effect is Effect.NOTE]
    assert any(says.format(value) in text for text in told)
