"""Unafisco Saúde Soft II: what must be asked for and where, by when it is answered, and OPME (chapter 16)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.domain.eligibility.answer import CareAnswer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.regulation import (
    answer_by,
    birth_companion_until,
    brands_offered,
    elective_admission,
    imported_material,
    urgent_notice,
)
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.money import Money
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import RULEBOOK, TODAY, a_procedure, applied, ask

ON = TODAY["UF"]
CALENDAR = BusinessCalendar.load()
EMERGENCY = Circumstance.EMERGENCY
CENTRAL, EXPERT = "CENTRAL UNAFISCO", "PERÍCIA UNAFISCO"


def areas(given: CareAnswer) -> list[str]:
    """The areas a question is sent to."""
    return [route.area for route in given.decision.routes]


def a_scan(description: str) -> Any:
    """An examination of that description."""
    return a_procedure("40000001", description)


@pytest.mark.rule("UF-076")
@pytest.mark.parametrize(
    "about",
    [
        pytest.param(a_scan("CINTILOGRAFIA ÓSSEA"), id="nuclear medicine and scintigraphy"),
        pytest.param(a_scan("TOMOGRAFIA DE CRÂNIO"), id="computed tomography"),
        pytest.param(a_scan("RESSONÂNCIA DE JOELHO"), id="magnetic resonance"),
        pytest.param(a_scan("CINEANGIOCORONARIOGRAFIA"), id="cineangiocoronariography"),
        pytest.param(a_scan("ANGIOGRAFIA CEREBRAL"), id="angiography"),
        "radiotherapy", "chemotherapy", "dialysis", "eye_surgery", "facectomy", "day_hospital",
        "psychiatric_day_hospital", "haemodynamics", "interventional_radiology", "material", "dental",
        "hospital_removal", "transplant", "kidney_transplant", "crisis_psychotherapy", "bariatric",
        "home_equipment",
    ],
)  # fmt: skip
def test_what_is_on_the_list_is_asked_for_before_unless_it_is_urgent(about: Any) -> None:
    facts = {"attendance_type": "2"} if about == "dental" else {}
    given = ask(about, "UF", **facts)
    assert given.decision.outcome is Outcome.ROUTED
    assert areas(given) == [CENTRAL]
    assert "UF-076" in applied(given)
    assert given.decision.routes[0].promise == "1 DIA ÚTIL"
    urgent = ask(about, "UF", circumstance=EMERGENCY, **facts)
    assert urgent.decision.outcome is Outcome.ALLOWED
    assert "UF-076" not in applied(urgent)


@pytest.mark.rule("UF-076")
@pytest.mark.parametrize("about", ["admission", "surgery", "delivery", "psychiatric_admission", "oral_surgery"])
def test_an_admission_is_authorised_with_a_report(about: str) -> None:
    given = ask(about, "UF", attendance_type="6")
    assert areas(given) == [CENTRAL]
    assert {"UF-076", "UF-029"} <= applied(given)
    assert "RELATÓRIO: DIAGNÓSTICO, COMPLICAÇÕES, TERAPIA E DURAÇÃO PREVISTA" in given.documents
    assert "UF-029" not in applied(ask("surgery", "UF", attendance_type="5"))


@pytest.mark.rule("UF-078")
@pytest.mark.parametrize(
    ("about", "needed"),
    [
        pytest.param("therapy", True, id="a treatment"),
        pytest.param("surgery", True, id="ambulatory surgery"),
        pytest.param(a_scan("ULTRASSONOGRAFIA"), True, id="an exam that is not simple"),
        pytest.param("consultation", False, id="a consultation"),
        pytest.param(a_scan("RAIO X DE TÓRAX"), False, id="an X-ray"),
        pytest.param(a_procedure("28010000", "HEMOGRAMA"), False, id="a laboratory test"),
        pytest.param(a_scan("MAMOGRAFIA"), False, id="a mammography"),
    ],
)
def test_outpatient_care_needs_a_password_but_for_the_simple(about: Any, needed: bool) -> None:
    given = ask(about, "UF")
    assert (given.decision.outcome is Outcome.ROUTED) is needed
    assert "UF-078" in applied(given)
    assert "UF-078" not in applied(ask(about, "UF", circumstance=EMERGENCY))


@pytest.mark.rule("UF-075")
@pytest.mark.parametrize("about", ["plastic_surgery", "breast_reconstruction", "mammoplasty", "sclerotherapy"])
def test_what_may_be_reparative_is_seen_by_an_expert_first(about: str) -> None:
    given = ask(about, "UF", attendance_type="7")
    assert set(areas(given)) == {CENTRAL, EXPERT}
    assert "EXAMES E FOTOS PARA A PERÍCIA PRÉVIA" in given.documents
    assert EXPERT not in areas(ask(about, "UF", attendance_type="7", circumstance=EMERGENCY))
    assert EXPERT not in areas(ask("surgery", "UF", attendance_type="7"))


@pytest.mark.rule("UF-028")
@pytest.mark.parametrize("circumstance", [EMERGENCY, Circumstance.ACCIDENT, Circumstance.OBSTETRIC])
def test_an_urgent_admission_is_told_with_the_physicians_declaration(circumstance: Circumstance) -> None:
    given = ask("admission", "UF", attendance_type="6", circumstance=circumstance)
    assert given.decision.outcome is Outcome.ALLOWED
    assert "UF-028" in applied(given)
    assert "DECLARAÇÃO DO MÉDICO ASSISTENTE COM O HISTÓRICO DO CASO" in given.documents
    assert "UF-028" not in applied(ask("admission", "UF", attendance_type="6"))
    assert "UF-028" not in applied(ask("emergency_room", "UF", circumstance=circumstance))


@pytest.mark.rule("UF-032")
@pytest.mark.parametrize("about", ["material", "prosthesis"])
def test_special_material_comes_with_a_justification_and_brands(about: str) -> None:
    given = ask(about, "UF", attendance_type="7")
    assert "JUSTIFICATIVA CLÍNICA DA OPME" in given.documents
    assert "3 MARCAS DE FABRICANTES DIFERENTES COM REGISTRO NA ANVISA" in given.documents
    assert "UF-032" not in applied(ask("drug", "UF", attendance_type="7"))


@pytest.mark.rule("UF-068")
def test_outside_the_network_the_question_is_one_of_reimbursement() -> None:
    given = ask("consultation", "UF", in_network=False)
    assert areas(given) == ["REEMBOLSO UNAFISCO"]
    assert "UF-068" in applied(given)
    tomography = ask(a_scan("TOMOGRAFIA DE CRÂNIO"), "UF", in_network=False)
    assert set(areas(tomography)) == {CENTRAL, "REEMBOLSO UNAFISCO"}
    for inside in (True, None):
        assert "UF-068" not in applied(ask("consultation", "UF", in_network=inside))


# What the functions compute. 15 May 2013 is a Wednesday, 30 May was Corpus Christi.


@pytest.mark.rule("UF-079")
@pytest.mark.parametrize(
    ("asked", "last"),
    [
        pytest.param(date(2013, 5, 15), date(2013, 5, 16), id="the next day"),
        pytest.param(date(2013, 5, 17), date(2013, 5, 20), id="over a weekend"),
        pytest.param(date(2013, 5, 29), date(2013, 5, 31), id="over a holiday"),
    ],
)
def test_a_request_is_answered_in_a_business_day(asked: date, last: date) -> None:
    found = answer_by(asked, "UF", RULEBOOK, CALENDAR)
    assert (found.last, found.reason.rule) == (last, "UF-079")


@pytest.mark.rule("UF-028")
@pytest.mark.parametrize(
    ("told", "on", "outcome"),
    [
        pytest.param(date(2013, 5, 20), date(2013, 5, 25), Outcome.ALLOWED, id="on the first business day"),
        pytest.param(date(2013, 5, 21), date(2013, 5, 25), Outcome.ALLOWED, id="on the second"),
        pytest.param(date(2013, 5, 22), date(2013, 5, 25), Outcome.REFUSED, id="on the third"),
        pytest.param(None, date(2013, 5, 21), Outcome.BLOCKED, id="not yet"),
        pytest.param(None, date(2013, 5, 22), Outcome.REFUSED, id="never"),
    ],
)
def test_an_urgent_admission_on_a_friday_is_told_by_tuesday(told: date | None, on: date, outcome: Outcome) -> None:
    decision = urgent_notice(date(2013, 5, 17), told, on, "UF", RULEBOOK, CALENDAR)
    assert decision.outcome is outcome


@pytest.mark.rule("UF-028")
def test_by_the_other_reading_it_is_told_on_the_first_business_day(tmp_path: Path) -> None:
    preferred = tmp_path / "override.toml"
    preferred.write_text('[UF."regulation.notice_tolerated_days"]\nvalue = 1\n', encoding="utf-8")
    book = Rulebook.load(None, preferred)
    decision = urgent_notice(date(2013, 5, 17), date(2013, 5, 21), ON, "UF", book, CALENDAR)
    assert decision.outcome is Outcome.REFUSED


@pytest.mark.rule("UF-029")
@pytest.mark.parametrize(
    ("days", "needed", "outcome"),
    [
        (5, False, Outcome.ALLOWED),
        (4, False, Outcome.BLOCKED),
        (2, False, Outcome.BLOCKED),
        (1, False, Outcome.REFUSED),
        (1, True, Outcome.ALLOWED),
        (0, False, Outcome.REFUSED),
    ],
)
def test_an_elective_admission_is_asked_for_five_days_before(days: int, needed: bool, outcome: Outcome) -> None:
    admission = ON + timedelta(days=days)
    assert elective_admission(ON, admission, "UF", RULEBOOK, needed_now=needed).outcome is outcome


@pytest.mark.rule("UF-032")
@pytest.mark.parametrize(
    ("offered", "available", "outcome"),
    [(3, 9, Outcome.ALLOWED), (2, 9, Outcome.BLOCKED), (2, 2, Outcome.ALLOWED), (1, 2, Outcome.BLOCKED)],
)
def test_three_makers_are_offered_where_there_are_so_many(offered: int, available: int, outcome: Outcome) -> None:
    makers = frozenset(f"FABRICANTE {n}" for n in range(offered))
    assert brands_offered(makers, available, ON, "UF", RULEBOOK).outcome is outcome


@pytest.mark.rule("UF-034")
@pytest.mark.parametrize(
    ("registered", "similar", "outcome"),
    [
        pytest.param(False, None, Outcome.REFUSED, id="not registered"),
        pytest.param(True, None, Outcome.ALLOWED, id="no similar"),
        pytest.param(True, Money(100000), Outcome.ALLOWED, id="as dear as the similar"),
        pytest.param(True, Money(99999), Outcome.REFUSED, id="a centavo dearer"),
    ],
)
def test_imported_material_is_covered_by_registration_and_price(
    registered: bool, similar: Money | None, outcome: Outcome
) -> None:
    decision = imported_material(Money(100000), ON, "UF", RULEBOOK, registered=registered, similar_price=similar)
    assert decision.outcome is outcome


@pytest.mark.rule("UF-034")
def test_by_the_other_reading_any_similar_excludes_the_import(tmp_path: Path) -> None:
    preferred = tmp_path / "override.toml"
    preferred.write_text('[UF."regulation.dearer_import_only"]\nvalue = false\n', encoding="utf-8")
    book = Rulebook.load(None, preferred)
    for similar, outcome in ((Money(2), Outcome.REFUSED), (None, Outcome.ALLOWED)):
        decision = imported_material(Money(1), ON, "UF", book, registered=True, similar_price=similar)
        assert decision.outcome is outcome


@pytest.mark.rule("UF-036")
def test_the_companion_of_a_birth_stays_two_days_or_ten_when_indicated() -> None:
    born = datetime(2013, 5, 15, 22, 30, tzinfo=UTC)
    assert birth_companion_until(born, "UF", RULEBOOK, indicated=False) == born + timedelta(hours=48)
    assert birth_companion_until(born, "UF", RULEBOOK, indicated=True) == born + timedelta(days=10)
