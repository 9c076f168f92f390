"""Exams and imaging by the desk manual (CV-053 to CV-066, CV-073, CV-090, CV-094 to CV-099, CV-103, CV-104)."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk.domain.eligibility.answer import answer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.question import Use
from desk.domain.eligibility.subjects import subjects_of
from desk.domain.kernel.decision import Disclosure, Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import RULEBOOK, TODAY, a_question, ask
from tests.unit.eligibility.rows import NO, YES, Row, hold, hold_note, note, procedure, row

REFUSED, ALLOWED, BLOCKED, ROUTED = Outcome.REFUSED, Outcome.ALLOWED, Outcome.BLOCKED, Outcome.ROUTED
ATTENDANT: dict[str, Any] = {"role": "ATD"}
SELF_FUNDED: dict[str, Any] = {"line_of_business": "self_funded"}
TODAY_DM = TODAY["DM"]


@pytest.mark.rule(
    "CV-053",
    "CV-054",
    "CV-055",
    "CV-056",
    "CV-057",
    "CV-059",
    "CV-060",
    "CV-061",
    "CV-062",
    "CV-064",
    "CV-073",
    "CV-090",
    "CV-094",
    "CV-095",
    "CV-096",
    "CV-097",
    "CV-098",
    "CV-099",
    "CV-103",
    "CV-104",
)
@pytest.mark.parametrize(
    "held",
    [
        row("CV-053", "34090010", ALLOWED, YES),
        row("CV-053", "coronary_tomography", REFUSED, YES, covered=False),
        row("CV-053", "tomography", ALLOWED, NO),
        row("CV-054", "bioimpedance", ROUTED, YES, area="CONSULTORIA", **ATTENDANT),
        row("CV-054", "diagnosis", ALLOWED, NO, **ATTENDANT),
        *(row("CV-055", code, ALLOWED, YES) for code in ("36019011", "36019020", "36019038", "36019046")),
        row("CV-055", "36010197", ALLOWED, NO),
        row("CV-056", "brain_holter", REFUSED, YES, covered=False),
        row("CV-056", "diagnosis", ALLOWED, NO),
        row("CV-057", "contrast", ALLOWED, YES, papers="PEDIDO MÉDICO NA CONTA"),
        row("CV-057", "drug", None, NO, papers="PEDIDO MÉDICO NA CONTA"),
        row("CV-059", "28062507", ALLOWED, YES),
        row("CV-059", "28062523", REFUSED, NO),
        row("CV-060", "scintigraphy", ALLOWED, YES),
        row("CV-060", "tomography", ALLOWED, NO),
        row("CV-061", "32130902", ALLOWED, YES, covered=True, age=31, **ATTENDANT | {"role": "CON"}),
        row("CV-061", "32130902", ALLOWED, YES, covered=True, age=31, adapted=False, coverage="hospitalar"),
        row("CV-061", "mammotomy", ROUTED, YES, area="CONSULTORIA", papers="JUSTIFICATIVA", age=30, **ATTENDANT),
        row("CV-061", "mammotomy", ALLOWED, YES, age=31, left=1, **ATTENDANT),
        row("CV-061", "mammotomy", ROUTED, YES, area="CONSULTORIA", papers="JUSTIFICATIVA", sex="M", **ATTENDANT),
        row("CV-061", "32130902", REFUSED, YES, covered=False, attendance_type="6"),
        row("CV-061", "mammotomy", BLOCKED, YES, first=date(2007, 7, 1), waiting=[("2", date(2007, 6, 30))]),
        row("CV-061", "mammography", None, NO, attendance_type="6"),
        row("CV-062", "mammotomy_pathology", ALLOWED, YES, quantity=2, left=2),
        row("CV-062", "mammotomy_pathology", REFUSED, YES, quantity=3, left=2),
        row("CV-062", "mammography", None, NO, quantity=3),
        row("CV-064", "28060601", ALLOWED, YES, quantity=5, left=5, papers="PEDIDO MÉDICO"),
        row("CV-064", "28060601", REFUSED, YES, quantity=6, left=5),
        row("CV-064", "28062400", ALLOWED, YES, quantity=5, left=5, papers="PEDIDO MÉDICO"),
        row("CV-064", "28062400", REFUSED, YES, quantity=6, left=5),
        row("CV-064", "28140206", ALLOWED, NO, quantity=6),
        row("CV-073", "breast_biopsy", ALLOWED, YES, quantity=4),
        row("CV-073", "thyroid_biopsy", ALLOWED, YES, quantity=2, left=2),
        row("CV-073", "thyroid_biopsy", REFUSED, YES, quantity=3, left=2),
        row("CV-073", "percutaneous_biopsy", ALLOWED, YES, quantity=3),
        row("CV-073", "diagnosis", ALLOWED, NO),
        row("CV-090", "chest_dynamic_ct", ROUTED, YES, area="CONSULTORIA", papers="PEDIDO MÉDICO", **ATTENDANT),
        row("CV-090", "tomography", ALLOWED, NO, **ATTENDANT),
        row("CV-094", "19010079", ALLOWED, YES, left=1),
        row("CV-094", "19010087", ALLOWED, YES, left=1),
        row("CV-094", "19010095", ALLOWED, NO),
        row("CV-095", "19010095", ALLOWED, YES, age=6),
        row("CV-095", "19010095", ALLOWED, NO, age=7),
        row("CV-096", "19010117", ALLOWED, YES, quantity=3, left=3, papers="PEDIDO MÉDICO COM OS"),
        row("CV-096", "19010117", ROUTED, YES, quantity=4, left=3, area="CONSULTORIA", **ATTENDANT),
        row("CV-096", "19010095", ALLOWED, NO, quantity=4),
        row("CV-097", "19010125", ALLOWED, YES, left=1),
        row("CV-097", "19010125", REFUSED, YES, quantity=2, left=1),
        row("CV-097", "19010133", ALLOWED, YES, quantity=15, left=15),
        row("CV-097", "19010133", ROUTED, YES, quantity=16, left=15, area="CONSULTORIA", **ATTENDANT),
        row("CV-097", "19010141", REFUSED, YES, quantity=2, left=1),
        row("CV-097", "19010150", ALLOWED, YES, quantity=15, left=15),
        row("CV-097", "19010150", ROUTED, YES, quantity=16, left=15, area="CONSULTORIA", **ATTENDANT),
        row("CV-097", "19010095", ALLOWED, NO, quantity=16),
        row("CV-098", "19010168", ALLOWED, YES, left=1),
        row("CV-098", "19010168", REFUSED, YES, quantity=2, left=1),
        row("CV-098", "19010095", ALLOWED, NO, quantity=2),
        row("CV-099", "28062523", REFUSED, YES, covered=False),
        row("CV-099", "28062523", ALLOWED, YES, covered=True, **SELF_FUNDED),
        row("CV-099", "28062523", ALLOWED, YES, covered=True, in_network=False, **SELF_FUNDED),
        row("CV-099", "28062523", REFUSED, YES, covered=False, in_network=True, **SELF_FUNDED),
        row("CV-099", "28062400", ALLOWED, NO),
        row("CV-103", "32010176", ALLOWED, YES),
        row("CV-103", "xray", ALLOWED, NO),
        row("CV-104", "panoramic_xray_cro", ALLOWED, YES),
        row("CV-104", "panoramic_xray", ALLOWED, NO),
    ],
)
def test_what_an_exam_takes(held: Row) -> None:
    hold(held)


@pytest.mark.rule("CV-056")
def test_that_the_holter_is_not_on_the_list_is_told() -> None:
    reasons = ask("brain_holter").decision.reasons
    assert {r.disclose for r in reasons if r.rule == "CV-056" and r.applied} == {Disclosure.INSURED}


@pytest.mark.rule("CV-064")
@pytest.mark.parametrize(
    ("together", "had", "quantity", "outcome"),
    [(True, 3, 2, ALLOWED), (True, 3, 3, BLOCKED), (False, 3, 5, ALLOWED), (True, 0, 5, ALLOWED)],
)
def test_allergens_and_panels_of_one_day_add_up_by_the_reading_of_the_house(
    tmp_path: Path, together: bool, had: int, quantity: int, outcome: Outcome
) -> None:
    book = _preferring(tmp_path, "coverage.rast_together", str(together).lower())
    panels = procedure("28062400")
    used = (Use(TODAY_DM, had, panels.code, subjects_of(panels)),) if had else ()
    question = replace(a_question(procedure("28060601"), quantity=quantity), used=used)
    assert answer(question, clauses(), book).decision.outcome is outcome


@pytest.mark.rule("CV-064")
def test_panels_of_another_day_do_not_count() -> None:
    question = a_question(procedure("28060601"), quantity=5, used=[(date(2007, 5, 14), 5)])
    assert answer(question, clauses(), RULEBOOK).decision.outcome is ALLOWED


@pytest.mark.rule("CV-061")
@pytest.mark.parametrize(
    ("year", "had", "outcome"),
    [
        ("twelve_months", date(2006, 5, 16), ROUTED),
        ("twelve_months", date(2006, 5, 15), ALLOWED),
        ("calendar_year", date(2006, 12, 31), ALLOWED),
        ("calendar_year", date(2007, 1, 1), ROUTED),
        ("contract_year", date(2007, 5, 9), ALLOWED),
        ("contract_year", date(2007, 5, 10), ROUTED),
    ],
)
def test_a_second_mammotomy_in_the_year_goes_to_the_consultancy(
    tmp_path: Path, year: str, had: date, outcome: Outcome
) -> None:
    book = _preferring(tmp_path, "coverage.mammotomy_year", f'"{year}"')
    question = a_question("mammotomy", role="ATD", used=[(had, 1)], started_on=date(2003, 5, 10))
    assert answer(question, clauses(), book).decision.outcome is outcome


@pytest.mark.rule("CV-061")
@pytest.mark.parametrize(
    ("reading", "age", "sex", "says"),
    [
        ("31", 31, "F", ["MULHER ACIMA DE 30"]),
        ("31", 25, "F", ["DE ATÉ 30 ANOS"]),
        ("30", 31, "F", ["DE 30 ANOS OU MAIS"]),
        ("30", 25, "F", ["DE MENOS DE 30"]),
        ("30", 25, "M", ["DE HOMEM"]),
        ("31", 25, "M", ["DE HOMEM"]),
    ],
)
def test_of_each_reading_of_mammotomy_only_its_own_clause_speaks(
    tmp_path: Path, reading: str, age: int, sex: str, says: list[str]
) -> None:
    book = _preferring(tmp_path, "coverage.mammotomy_above_age", f'"{reading}"')
    given = answer(a_question("mammotomy", role="ATD", age=age, sex=sex), clauses(), book)
    about = [r.says for r in given.decision.reasons if r.rule == "CV-061" and r.applied and not r.values]
    assert len(set(about)) == len(says)
    assert all(part in said for part, said in zip(says, sorted(set(about)), strict=True))
    assert len(given.limits) == 1


@pytest.mark.rule("CV-061")
@pytest.mark.parametrize(("age", "outcome"), [(29, ROUTED), (30, ALLOWED)])
def test_thirty_itself_is_a_reading_of_the_house(tmp_path: Path, age: int, outcome: Outcome) -> None:
    book = _preferring(tmp_path, "coverage.mammotomy_above_age", '"30"')
    given = answer(a_question("mammotomy", role="ATD", age=age), clauses(), book)
    assert given.decision.outcome is outcome
    said = [r.says for r in given.decision.reasons if r.rule == "CV-061" and r.applied and "MULHER" in r.says]
    assert ["30 ANOS OU MAIS" in says for says in said] == [age == 30]
    assert ("JUSTIFICATIVA MÉDICA" in given.documents) is (age == 29)
    man = answer(a_question("mammotomy", role="ATD", age=30, sex="M"), clauses(), book)
    assert not any("MULHER" in r.says for r in man.decision.reasons if r.rule == "CV-061" and r.applied)


@pytest.mark.rule("CV-094")
@pytest.mark.parametrize("code", ["19010079", "19010087"])
@pytest.mark.parametrize(
    ("had", "outcome", "first"),
    [(date(2006, 5, 16), BLOCKED, date(2007, 5, 16)), (date(2006, 5, 15), ALLOWED, date(2007, 5, 15))],
)
def test_a_bacterial_or_fungal_test_is_repeated_after_a_year(
    code: str, had: date, outcome: Outcome, first: date
) -> None:
    given = ask(procedure(code), used=[(had, 1)])
    assert (given.decision.outcome, given.first_allowed) == (outcome, first)


@pytest.mark.rule("CV-094")
def test_one_test_does_not_stop_the_other() -> None:
    fungi = procedure("19010087")
    question = replace(
        a_question(procedure("19010079")), used=(Use(date(2007, 5, 1), 1, fungi.code, subjects_of(fungi)),)
    )
    assert answer(question, clauses(), RULEBOOK).decision.outcome is ALLOWED


@pytest.mark.parametrize(
    ("code", "most"),
    [
        pytest.param("19010117", 3, marks=pytest.mark.rule("CV-096")),
        pytest.param("19010133", 15, marks=pytest.mark.rule("CV-097")),
        pytest.param("19010150", 15, marks=pytest.mark.rule("CV-097")),
    ],
)
def test_beyond_the_usual_number_the_consultancy_decides_and_the_consultant_does(code: str, most: int) -> None:
    within = ask(procedure(code), quantity=most, role="ATD")
    beyond = ask(procedure(code), quantity=most + 1, role="ATD")
    assert "CONSULTORIA" not in {route.area for route in within.decision.routes}
    assert "CONSULTORIA" in {route.area for route in beyond.decision.routes}
    urgent = ask(procedure(code), quantity=most + 1, role="ATD", circumstance=Circumstance.EMERGENCY)
    assert "CONSULTORIA" in {route.area for route in urgent.decision.routes}
    assert ask(procedure(code), quantity=most + 1).decision.outcome is ALLOWED


@pytest.mark.rule("CV-058", "CV-062", "CV-066", "CV-097", "CV-098", "CV-099", "CV-104")
@pytest.mark.parametrize(
    ("rule", "words", "elsewhere", "about"),
    [
        note("CV-058", "CARÓTIDAS", "HOME CARE", "doppler"),
        note("CV-062", "MAMOTOMIA PACOTE", "HOME CARE", "mammotomy"),
        note("CV-066", "HEPATITE SANGUE", "HOME CARE", "hepatitis"),
        note("CV-097", "CONTATO LEITURAS", "HOME CARE", "19010125"),
        note("CV-098", "PHADIATOP ALIMENTO", "HOME CARE", "19010168"),
        note("CV-099", "QUALITATIVO", "HOME CARE", "pcr"),
        note("CV-104", "CRO ESTÉTICO", "HOME CARE", "oral_surgery"),
    ],
)
def test_what_decides_nothing_is_found(rule: str, words: str, elsewhere: str, about: str) -> None:
    hold_note(rule, words, elsewhere, about)


def _preferring(folder: Path, name: str, value: str) -> Rulebook:
    preferred = folder / "readings.toml"
    preferred.write_text(f'[DM."{name}"]\nvalue = {value}\n', encoding="utf-8")
    return Rulebook.load(None, preferred)
