"""What the manual tells of families and arrears is found by its words, and stands beside no answer."""

import pytest

from desk.domain.eligibility.clause import Effect
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.knowledge import notes_for
from desk.domain.kernel.decision import Disclosure
from desk.domain.rulebook.catalogue import catalogue
from tests.unit.eligibility.asking import applied, ask


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        pytest.param("DP-004", "declaração de saúde", marks=pytest.mark.rule("DP-004")),
        pytest.param("DP-006", "preexistente congênita", marks=pytest.mark.rule("DP-006")),
        pytest.param("DP-009", "titular responde", marks=pytest.mark.rule("DP-009")),
        pytest.param("DP-012", "tradução inclusão", marks=pytest.mark.rule("DP-012")),
        pytest.param("DP-013", "formulário individual", marks=pytest.mark.rule("DP-013")),
        pytest.param("DP-016", "dependente faixa", marks=pytest.mark.rule("DP-016")),
        pytest.param("DP-044", "óbito parcela", marks=pytest.mark.rule("DP-044")),
        pytest.param("DP-052", "remissão 09049", marks=pytest.mark.rule("DP-052")),
        pytest.param("DP-053", "remissão carnês", marks=pytest.mark.rule("DP-053")),
        pytest.param("DP-055", "depois da remissão", marks=pytest.mark.rule("DP-055")),
        pytest.param("DA-001", "demitido aposentado", marks=pytest.mark.rule("DA-001")),
        pytest.param("PR-053", "cobrança cancelamento", marks=pytest.mark.rule("PR-053")),
    ],
)
def test_a_note_is_found_by_its_words(rule: str, words: str) -> None:
    assert rule in {clause.rule for clause in notes_for("DM", words)}
    assert rule not in {clause.rule for clause in notes_for("LX", words)}
    assert rule not in applied(ask("admission"))
    own = [clause for clause in clauses() if clause.rule == rule and clause.rulebook == "DM"]
    assert {clause.effect for clause in own} == {Effect.NOTE}


@pytest.mark.rule("DP-052")
def test_the_number_of_the_policy_of_remissao_is_for_the_house_alone() -> None:
    assert catalogue()["DP-052"].disclose is Disclosure.INTERNAL
