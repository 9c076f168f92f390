"""What each type of plan covers by the law, service by service (LX-037 to LX-046)."""

from pathlib import Path

import pytest

from desk.domain.eligibility.answer import answer
from desk.domain.eligibility.clause import LAW, Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import a_procedure, a_question
from tests.unit.eligibility.law import EVERY, HOSPITAL, OUTPATIENT, by_law, deciding, of_kind, verdict

TYPES = ("ambulatorial", "hospitalar", "obstetrica", "odontologico", "referencia", "global")


@pytest.mark.rule("LX-037", "LX-038", "LX-039", "LX-040", "LX-041", "LX-042")
@pytest.mark.parametrize(
    ("about", "attendance", "verdicts"),
    [
        pytest.param("consultation", "5", "yes no no no yes yes", id="consultation"),
        pytest.param("dental", "5", "no no no yes yes if", id="dentist"),
        pytest.param("dental_radiology", "5", "no no no yes yes if", id="radiology at the dentist"),
        pytest.param("oral_surgery", "5", "if yes yes if yes yes", id="minor oral surgery"),
        pytest.param("diagnosis", "5", "yes no no no yes yes", id="outpatient examination"),
        pytest.param("diagnosis", "6", "no yes yes no yes yes", id="examination of the admitted"),
        pytest.param("diagnosis", "", "yes if if no yes yes", id="examination, who knows where"),
        pytest.param("physiotherapy", "5", "yes no no no yes yes", id="outpatient treatment"),
        pytest.param("physiotherapy", "6", "no yes yes no yes yes", id="treatment of the admitted"),
        pytest.param("physiotherapy", "", "yes if if no yes yes", id="treatment, who knows where"),
        pytest.param("haemodynamics", "6", "no yes yes no yes yes", id="haemodynamics"),
        pytest.param("admission", "6", "no yes yes no yes yes", id="admission"),
        pytest.param("icu", "6", "no yes yes no yes yes", id="intensive care"),
        pytest.param("surgery", "7", "no yes yes no yes yes", id="surgery"),
        pytest.param("surgery", "5", "if yes yes no yes yes", id="outpatient surgery"),
        pytest.param("eye_surgery", "5", "yes yes yes no yes yes", id="outpatient eye surgery"),
        pytest.param("eye_surgery", "7", "no yes yes no yes yes", id="eye surgery with admission"),
        pytest.param("delivery", "8", "no yes yes no yes yes", id="delivery"),
        pytest.param("newborn", "6", "no if if no if if", id="newborn"),
        pytest.param("material", "7", " yes yes  yes yes", id="material of a surgery"),
    ],
)
def test_what_each_type_of_plan_covers(about: str, attendance: str, verdicts: str) -> None:
    found = {kind: verdict(by_law(about, kind, attendance_type=attendance)) for kind in TYPES}
    assert found == dict(zip(TYPES, verdicts.split(" "), strict=True))


@pytest.mark.parametrize(
    ("about", "coverage", "attendance", "rule"),
    [
        pytest.param("consultation", "global", "5", "LX-037", marks=pytest.mark.rule("LX-037")),
        pytest.param("consultation", "ambulatorial", "5", "LX-037", marks=pytest.mark.rule("LX-037")),
        pytest.param("therapy", "ambulatorial", "5", "LX-037", marks=pytest.mark.rule("LX-037")),
        pytest.param("facectomy", "ambulatorial", "2", "LX-037", marks=pytest.mark.rule("LX-037")),
        pytest.param("admission", "hospitalar", "6", "LX-038", marks=pytest.mark.rule("LX-038")),
        pytest.param("therapy", "obstetrica", "5", "LX-038", marks=pytest.mark.rule("LX-038")),
        pytest.param("haemodynamics", "hospitalar", "6", "LX-038", marks=pytest.mark.rule("LX-038")),
        pytest.param("haemodynamics", "global", "6", "LX-038", marks=pytest.mark.rule("LX-038")),
        pytest.param("therapy", "global", "5", "LX-037", marks=pytest.mark.rule("LX-037")),
        pytest.param("delivery", "obstetrica", "8", "LX-039", marks=pytest.mark.rule("LX-039")),
        pytest.param("prenatal", "obstetrica", "5", "LX-039", marks=pytest.mark.rule("LX-039")),
        pytest.param("newborn", "global", "6", "LX-039", marks=pytest.mark.rule("LX-039")),
        pytest.param("dental", "odontologico", "5", "LX-040", marks=pytest.mark.rule("LX-040")),
        pytest.param("dental", "global", "5", "LX-041", marks=pytest.mark.rule("LX-041")),
        pytest.param("surgery", "odontologico", "7", "LX-040", marks=pytest.mark.rule("LX-040")),
        pytest.param("emergency_room", "odontologico", "5", "LX-040", marks=pytest.mark.rule("LX-040")),
        pytest.param("dental", "referencia", "5", "LX-041", marks=pytest.mark.rule("LX-041")),
        pytest.param("delivery", "referencia", "8", "LX-041", marks=pytest.mark.rule("LX-041")),
        pytest.param("diagnosis", "ambulatorial", "5", "LX-042", marks=pytest.mark.rule("LX-042")),
        pytest.param("diagnosis", "hospitalar", "5", "LX-042", marks=pytest.mark.rule("LX-042")),
        pytest.param("haemodynamics", "ambulatorial", "5", "LX-042", marks=pytest.mark.rule("LX-042")),
    ],
)
def test_the_rule_that_speaks_is_named(about: str, coverage: str, attendance: str, rule: str) -> None:
    assert rule in deciding(by_law(about, coverage, attendance_type=attendance))
    assert rule not in deciding(by_law(about, "unknown", attendance_type=attendance))


def test_the_law_speaks_of_nothing_where_the_type_of_plan_is_unknown() -> None:
    found = by_law("diagnosis", "unknown")
    assert (verdict(found), found.decision.outcome) == ("", Outcome.ROUTED)


@pytest.mark.rule("LX-038", "LX-042")
def test_in_a_stay_the_law_speaks_of_the_stay() -> None:
    for kind in HOSPITAL:
        for attendance in ("2", "6", "7", "8"):
            for about, rule in (("diagnosis", "LX-042"), ("therapy", "LX-038"), ("material", "LX-038")):
                found = by_law(about, kind, attendance_type=attendance)
                said = {r.says for r in found.decision.reasons if r.applied and r.rule == rule}
                assert [says for says in said if "INTERNAÇÃO" in says]
                outside = by_law(about, kind, attendance_type="5")
                assert not said & {r.says for r in outside.decision.reasons if r.applied}


@pytest.mark.rule("LX-039")
def test_a_consultation_before_the_birth_is_of_obstetrics() -> None:
    prenatal = of_kind("consultation", "CONSULTA PRENATAL EXEMPLO")
    for kind in ("hospitalar", "obstetrica", "global"):
        found = by_law(prenatal, kind)
        assert (verdict(found), "LX-039" in deciding(found)) == ("yes", True)
    assert verdict(by_law(of_kind("consultation"), "obstetrica")) == "no"


@pytest.mark.rule("LX-041")
def test_the_reference_plan_is_the_sum_of_the_four() -> None:
    everything = ("consultation", "therapy", "surgery", "admission", "maternity", "prenatal", "delivery", "dental",
                  "haemodynamics", "emergency_room")  # fmt: skip
    for about in everything:
        assert "LX-041" in deciding(by_law(about, "referencia", attendance_type=""))
        assert ("LX-041" in deciding(by_law(about, "global", attendance_type=""))) == (about == "dental")


@pytest.mark.rule("LX-037")
def test_eye_surgery_of_an_outpatient_plan_says_where_it_is_done() -> None:
    for about in ("eye_surgery", "facectomy"):
        assert by_law(about, "ambulatorial", attendance_type="").documents == (
            "PEDIDO MÉDICO COM LOCAL E DURAÇÃO",
        )
        for kind in OUTPATIENT:
            outpatient = by_law(about, kind, attendance_type="2")
            assert (outpatient.documents, "LX-037" in deciding(outpatient)) == ((), True)
        assert "LX-037" not in deciding(by_law(about, "hospitalar", attendance_type="2"))


def test_a_procedure_is_read_by_its_kind() -> None:
    assert verdict(by_law(of_kind("diagnosis"), "ambulatorial")) == "yes"
    assert verdict(by_law(of_kind("diagnosis"), "ambulatorial", attendance_type="6")) == "no"
    assert verdict(by_law(of_kind("consultation", "CONSULTA EXEMPLO"), "hospitalar")) == "no"
    assert verdict(by_law(a_procedure("90010089", "RADIOGRAFIA PERIAPICAL"), "odontologico")) == "yes"
    assert verdict(by_law(a_procedure("90010089", "RADIOGRAFIA DE TÓRAX"), "odontologico")) == "no"


@pytest.mark.rule("LX-042", "LX-059")
def test_what_a_hospital_plan_refuses_to_the_outpatient_it_does_not_refuse_in_an_emergency() -> None:
    for about in ("diagnosis", "therapy", "consultation"):
        assert verdict(by_law(about, "hospitalar")) == "no"
        emergency = by_law(about, "hospitalar", circumstance=Circumstance.EMERGENCY)
        assert emergency.decision.outcome is (Outcome.ALLOWED if verdict(emergency) else Outcome.ROUTED)


@pytest.mark.rule("LX-039", "LX-059")
def test_whether_a_hospital_product_has_obstetrics_is_a_reading(tmp_path: Path) -> None:
    preferred = tmp_path / "override.toml"
    preferred.write_text('[LX."coverage.hospital_has_delivery"]\nvalue = false\n', encoding="utf-8")
    other = Rulebook.load(None, preferred)
    law = [clause for clause in clauses() if clause.rulebook == LAW]
    for about in ("maternity", "delivery", "prenatal", "newborn"):
        question = a_question(about, coverage="hospitalar", attendance_type="8")
        read, otherwise = answer(question, law, Rulebook.load()), answer(question, law, other)
        assert read.decision.outcome is Outcome.ALLOWED
        assert "LX-039" in deciding(read)
        assert otherwise.decision.outcome is Outcome.REFUSED
        assert "LX-059" in deciding(otherwise)
        named = answer(a_question(about, coverage="obstetrica", attendance_type="8"), law, other)
        assert named.decision.outcome is Outcome.ALLOWED


@pytest.mark.rule("LX-043")
def test_consultations_and_days_have_no_limit() -> None:
    many = [(a_question().on, 300)]
    for kind in OUTPATIENT:
        found = by_law("consultation", kind, used=many)
        assert (found.decision.outcome, found.limits) == (Outcome.ALLOWED, ())
        assert "LX-043" in deciding(found)
    for kind in HOSPITAL:
        for about in ("admission", "icu"):
            found = by_law(about, kind, used=many, quantity=300)
            assert (found.decision.outcome, found.limits) == (Outcome.ALLOWED, ())
            assert "LX-043" in deciding(found)
    assert "LX-043" not in deciding(by_law("admission", "ambulatorial"))


@pytest.mark.rule("LX-044")
def test_a_bed_is_at_least_a_ward_wherever_the_plan_has_admissions() -> None:
    for kind in HOSPITAL:
        found = by_law("accommodation", kind, attendance_type="6")
        assert (verdict(found), "LX-044" in deciding(found)) == ("yes", True)
    assert verdict(by_law("accommodation", "ambulatorial", attendance_type="6")) == "no"


@pytest.mark.rule("LX-045")
@pytest.mark.parametrize(
    ("age", "says"), [(0, "yes"), (17, "yes"), (18, "if"), (70, "if")], ids=["baby", "17", "18", "70"]
)
def test_a_companion_is_due_to_who_is_under_eighteen(age: int, says: str) -> None:
    found = [by_law("companion", kind, age=age) for kind in HOSPITAL]
    assert [verdict(given) for given in found] == [says] * 4
    for given in found:
        said = [reason for reason in given.decision.reasons if reason.rule == "LX-045" and reason.applied]
        assert len(said) == 1
    assert verdict(by_law("companion", "ambulatorial", age=age)) == "no"


@pytest.mark.rule("LX-046")
def test_nothing_is_due_abroad_or_outside_the_area() -> None:
    for kind in (*EVERY, "odontologico", "unknown"):
        found = by_law("abroad", kind)
        assert (found.decision.outcome, found.decision.codes) == (Outcome.REFUSED, ("401",))
        assert "LX-046" in deciding(found)
    removed = by_law("removal_outside", "hospitalar", circumstance=Circumstance.EMERGENCY)
    assert removed.decision.outcome is Outcome.REFUSED
    assert by_law("removal", "hospitalar").decision.outcome is Outcome.ALLOWED
