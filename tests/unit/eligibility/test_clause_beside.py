"""Clauses that decide beside more special ones, clauses that are overruled, and how a file says `always`."""

from pathlib import Path

import pytest

from desk.domain.eligibility.clause import Clause, Effect, When, Where
from desk.domain.eligibility.clause_files import read_clauses
from desk.domain.kernel.decision import Outcome
from tests.unit.eligibility.asking import applied, ask, tried

WIDE = Clause("DM", "CV-014", Effect.EXCLUDED, "INTERNAÇÃO", subjects=("admission",))
NARROW = Clause("DM", "CV-016", Effect.COVERED, "ACOMPANHANTE", subjects=("companion",))
OUTSIDE = Clause(
    "DM",
    "CV-001",
    Effect.PROCEDURE,
    "FORA DA REDE",
    when=When(in_network=False),
    where=Where("REEMBOLSO"),
    always=True,
)
ASKED_AT = Clause("DM", "CV-016", Effect.PROCEDURE, "PEDIR", subjects=("companion",), where=Where("CENTRAL"))


def areas(*among: Clause, in_network: bool | None) -> set[str]:
    """Where a companion is asked for by these clauses."""
    return {route.area for route in ask("companion", among=among, in_network=in_network).decision.routes}


def test_a_clause_that_always_decides_stands_beside_the_more_special_ones() -> None:
    assert areas(OUTSIDE, ASKED_AT, in_network=False) == {"REEMBOLSO", "CENTRAL"}
    assert areas(OUTSIDE, ASKED_AT, in_network=True) == {"CENTRAL"}
    assert areas(OUTSIDE, in_network=False) == {"REEMBOLSO", "CAP"}, "nobody says that it is covered"


def test_an_exclusion_that_always_decides_refuses_what_a_narrower_clause_covers() -> None:
    never = Clause("DM", "CV-015", Effect.EXCLUDED, "NUNCA", always=True)
    given = ask("companion", among=[never, NARROW])
    assert given.decision.outcome is Outcome.REFUSED
    refused = [reason.rule for reason in given.decision.reasons if reason.code == "401"]
    assert refused == ["CV-015"]


def test_what_a_more_special_clause_overrules_is_told_as_tried_in_vain() -> None:
    given = ask("companion", among=[WIDE, NARROW])
    assert "CV-014" in tried(given)
    assert "CV-014" not in applied(given)
    assert any("VALE REGRA MAIS ESPECIAL" in reason.says for reason in given.decision.reasons)
    assert "CV-014" in applied(ask("admission", among=[WIDE, NARROW]))


@pytest.mark.parametrize(("written", "always"), [("", False), ("always = true", True), ("always = false", False)])
def test_a_file_says_whether_a_clause_always_decides(tmp_path: Path, written: str, always: bool) -> None:
    folder = tmp_path / "DM" / "clauses"
    folder.mkdir(parents=True)
    text = f'[[clause]]\nrule = "CV-014"\neffect = "note"\nsays = "NOTA"\n{written}\n'
    (folder / "one.toml").write_text(text, encoding="utf-8")
    assert [clause.always for clause in read_clauses(tmp_path)] == [always]


def test_anything_else_is_refused_with_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "DM" / "clauses"
    folder.mkdir(parents=True)
    text = '[[clause]]\nrule = "CV-014"\neffect = "note"\nsays = "NOTA"\nalways = "yes"\n'
    (folder / "one.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"one\.toml: clause 1 \(CV-014\)"):
        read_clauses(tmp_path)
