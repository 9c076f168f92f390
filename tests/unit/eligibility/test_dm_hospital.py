"""Hospital products, companions and psychiatric admission by the desk manual (CV-014 to CV-019, CV-072)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk.domain.eligibility.answer import answer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.kernel.decision import Disclosure, Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import TODAY, a_question, applied, ask
from tests.unit.eligibility.rows import NO, YES, Row, hold, row

REFUSED, ALLOWED = Outcome.REFUSED, Outcome.ALLOWED
ADAPTED = {"coverage": "hospitalar", "attendance_type": "5", "adapted": True}
OLD = {"coverage": "hospitalar", "attendance_type": "5", "adapted": False}
CONTINUES = "PEDIDO OU RELATÓRIO QUE LIGUE"


@pytest.mark.rule("CV-014", "CV-015", "CV-016", "CV-017", "CV-018", "CV-019", "CV-072")
@pytest.mark.parametrize(
    "held",
    [
        row("CV-014", "90030012", REFUSED, YES, covered=False, **ADAPTED),
        row("CV-014", "90030012", ALLOWED, NO, **ADAPTED | {"attendance_type": "6"}),
        row("CV-014", "90030012", ALLOWED, NO, **ADAPTED | {"coverage": "global"}),
        row("CV-014", "90030012", REFUSED, NO, **OLD),
        row("CV-014", "90030012", ALLOWED, NO, **ADAPTED | {"circumstance": Circumstance.EMERGENCY}),
        row("CV-014", "15010023", ALLOWED, YES, papers=CONTINUES, covered=True, **ADAPTED),
        row("CV-014", "25030019", ALLOWED, YES, papers=CONTINUES, covered=True, **ADAPTED),
        row("CV-014", "61061026", ALLOWED, YES, papers=CONTINUES, covered=True, **ADAPTED),
        row("CV-014", "56030460", ALLOWED, YES, covered=True, **ADAPTED),
        row("CV-014", "transplant_drug", REFUSED, YES, covered=False, **ADAPTED),
        *(
            row("CV-014", about, ALLOWED, YES, papers=CONTINUES, covered=True, **ADAPTED)
            for about in (
                "radiotherapy",
                "artificial_nutrition",
                "haemotherapy",
                "pre_operative",
                "haemodynamics",
                "interventional_radiology",
                "transplant_follow_up",
            )
        ),
        *(
            row("CV-014", about, ALLOWED, YES, covered=True, **ADAPTED)
            for about in ("prenatal", "facectomy", "lithotripsy")
        ),
        row("CV-014", "psychotherapy", REFUSED, YES, covered=False, **ADAPTED),
        row("CV-015", "90030012", REFUSED, YES, covered=False, **OLD),
        row("CV-015", "90030012", ALLOWED, NO, **OLD | {"coverage": "global"}),
        row("CV-015", "90030012", ALLOWED, NO, **OLD | {"attendance_type": "6"}),
        row("CV-015", "chemotherapy", REFUSED, YES, covered=False, **OLD),
        row("CV-015", "facectomy", ALLOWED, YES, covered=True, **OLD),
        row("CV-015", "lithotripsy", ALLOWED, YES, covered=True, **OLD),
        row("CV-015", "56030479", ALLOWED, YES, covered=True, **OLD),
        row("CV-015", "25030019", ALLOWED, YES, papers=CONTINUES, covered=True, **OLD),
        *(
            row("CV-016", "companion", ALLOWED, YES, covered=True, plan=plan)
            for plan in (
                "ESPECIAL",
                "EXECUTIVO",
                "MÁXIMO",
                "BETA",
                "ÔMEGA",
                "ESTILO II",
                "PRATA",
                "DIAMANTE",
                "PLATINUM",
                "MAXIMUM",
            )
        ),
        row("CV-016", "companion", REFUSED, YES, covered=False, plan="BÁSICO"),
        row("CV-016", "companion", REFUSED, YES, covered=False, plan="MAXI 300"),
        row("CV-016", "admission", ALLOWED, NO, plan="BÁSICO"),
        row("CV-017", "companion", REFUSED, YES, plan="BÁSICO", age=17),
        row("CV-017", "companion", REFUSED, NO, plan="BÁSICO", age=18),
        row("CV-017", "companion", REFUSED, YES, plan="ALPHA", age=60),
        row("CV-017", "companion", REFUSED, NO, plan="ALPHA", age=59),
        row("CV-017", "companion", REFUSED, YES, plan="ESTILO I", age=5),
        row("CV-017", "companion", ALLOWED, NO, plan="ESPECIAL", age=5),
        row("CV-018", "newborn_companion", REFUSED, YES, covered=False, plan="ESPECIAL"),
        row("CV-018", "companion", ALLOWED, NO, plan="ESPECIAL"),
        row("CV-019", "psychiatric_admission", ALLOWED, YES, covered=True, quantity=30, left=30),
        row("CV-019", "chemical_dependence", ALLOWED, YES, covered=True, quantity=15, left=15),
        row("CV-019", "psychiatric_admission", REFUSED, NO, adapted=False),
        row("CV-019", "admission", ALLOWED, NO),
        row("CV-072", "colonoscopy", ALLOWED, YES, covered=True, coverage="global"),
        row("CV-072", "colonoscopy", REFUSED, YES, covered=False, coverage="hospitalar", attendance_type="5"),
        row("CV-072", "colonoscopy", REFUSED, YES, covered=False, coverage="hospitalar", attendance_type="2"),
        row("CV-072", "colonoscopy", ALLOWED, YES, covered=True, coverage="hospitalar", attendance_type="6"),
        row("CV-072", "colonoscopy", ALLOWED, YES, coverage="hospitalar", attendance_type="2", group_name="IBM"),
        row("CV-072", "90030012", REFUSED, NO, **ADAPTED),
    ],
)
def test_what_a_hospital_product_gives(held: Row) -> None:
    hold(held)


@pytest.mark.rule("CV-015")
def test_the_physiotherapy_of_a_non_adapted_hospital_product_is_a_reading_of_the_house(tmp_path: Path) -> None:
    narrow = _preferring(tmp_path, "coverage.hospital_physiotherapy", "false")
    question = a_question("physiotherapy", **OLD)
    assert answer(question, clauses(), narrow).decision.outcome is REFUSED


@pytest.mark.rule("CV-017", "CV-072")
def test_what_the_hospital_owes_is_told_to_the_insured() -> None:
    for about, facts in (("companion", {"plan": "BÁSICO", "age": 70}), ("colonoscopy", ADAPTED)):
        told = {r.rule: r.disclose for r in ask(about, **facts).decision.reasons if r.applied}
        assert Disclosure.INSURED in {told.get("CV-017"), told.get("CV-072")}


@pytest.mark.rule("CV-019")
@pytest.mark.parametrize(
    ("reading", "about", "days", "outcome", "left"),
    [
        ("year_share", "psychiatric_admission", 31, ALLOWED, 20),
        ("year_share", "chemical_dependence", 16, ALLOWED, 5),
        ("year_refused", "psychiatric_admission", 20, ALLOWED, 20),
        ("year_refused", "psychiatric_admission", 21, Outcome.BLOCKED, 20),
        ("year_refused", "chemical_dependence", 5, ALLOWED, 5),
        ("year_refused", "chemical_dependence", 6, Outcome.BLOCKED, 5),
        ("admission_share", "psychiatric_admission", 40, ALLOWED, 30),
        ("admission_share", "chemical_dependence", 40, ALLOWED, 15),
        ("admission_refused", "psychiatric_admission", 30, ALLOWED, 30),
        ("admission_refused", "psychiatric_admission", 31, REFUSED, 30),
        ("admission_refused", "chemical_dependence", 15, ALLOWED, 15),
        ("admission_refused", "chemical_dependence", 16, REFUSED, 15),
    ],
)
def test_the_days_of_psychiatric_admission_by_reading(
    tmp_path: Path, reading: str, about: str, days: int, outcome: Outcome, left: int
) -> None:
    book = _preferring(tmp_path, "coverage.psychiatric_days", f'"{reading}"')
    question = a_question(about, quantity=days, used=[(date(2007, 4, 1), 10)], started_on=date(2003, 5, 20))
    given = answer(question, clauses(), book)
    assert given.decision.outcome is outcome
    (use,) = given.limits
    assert use.clause.says.endswith("50%") is ("share" in reading)
    assert answer(a_question(about, adapted=False), clauses(), book).limits == ()
    assert (use.left, use.clause.limit.share if use.clause.limit else 0) == (
        left,
        50 if "share" in reading else None,
    )


@pytest.mark.rule("CV-019")
def test_the_days_of_psychiatric_admission_begin_again_with_the_year_of_the_contract(tmp_path: Path) -> None:
    book = _preferring(tmp_path, "coverage.psychiatric_days", '"year_refused"')
    question = a_question(
        "psychiatric_admission", quantity=30, used=[(date(2007, 5, 1), 30)], started_on=date(2003, 5, 20)
    )
    given = answer(question, clauses(), book)
    assert (given.decision.outcome, given.first_allowed) == (Outcome.BLOCKED, date(2007, 5, 20))
    again = answer(replace(question, on=date(2007, 5, 20)), clauses(), book)
    assert again.decision.outcome is ALLOWED


@pytest.mark.rule("CV-016")
def test_a_companion_of_a_child_is_refused_by_the_statute_and_not_by_the_plan_alone() -> None:
    given = ask("companion", plan="BÁSICO", age=10, on=TODAY["DM"])
    assert {"CV-016", "CV-017"} <= applied(given)
    assert [r.rule for r in given.decision.reasons if r.code == "401"] == ["CV-017"]


def _preferring(folder: Path, name: str, value: str) -> Rulebook:
    preferred = folder / "readings.toml"
    preferred.write_text(f'[DM."{name}"]\nvalue = {value}\n', encoding="utf-8")
    return Rulebook.load(None, preferred)
