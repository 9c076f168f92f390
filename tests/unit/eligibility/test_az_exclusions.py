"""ASSEFAZ Safira: every item of article 22, the exceptions it names, and the nearest thing it does not exclude."""

from typing import Any

import pytest

from desk.domain.eligibility.clause import Effect
from desk.domain.eligibility.clause_files import clauses
from desk.domain.kernel.decision import Outcome
from tests.unit.eligibility.asking import a_procedure, applied, ask

_ROMAN = {"I": 1, "V": 5, "X": 10}


def items(subject: str, **facts: Any) -> set[str]:
    """The items of article 22 that refuse a subject, by their Roman numbers."""
    reasons = ask(subject, "AZ", **facts).decision.reasons
    return {r.says.partition(" - ")[0] for r in reasons if r.applied and r.rule == "AZ-043" and r.code}


def number(roman: str) -> int:
    """A Roman number up to thirty-nine."""
    values = [_ROMAN[letter] for letter in roman]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


@pytest.mark.rule("AZ-043")
@pytest.mark.parametrize(
    ("item", "excluded", "not_excluded"),
    [
        ("I", "home_care", "admission"),
        ("II", "experimental", "therapy"),
        ("III", "aesthetic", "therapy"),
        ("IV", "aesthetic_surgery", "breast_reconstruction"),
        ("IV", "aesthetic_surgery", "lipodystrophy"),
        ("V", "insemination", "family_planning"),
        ("VI", "slimming", "obesity"),
        ("VII", "rest_home", "admission"),
        ("VIII", "sex_change", "surgery"),
        ("X", "transplant", "cornea_transplant"),
        ("X", "transplant", "kidney_transplant"),
        ("X", "transplant", "marrow_transplant"),
        ("X", "organ_donor", "covered_organ_donor"),
        ("XI", "home_drug", "drug"),
        ("XI", "home_material", "material"),
        ("XII", "air_removal", "hospital_removal"),
        ("XII", "water_removal", "removal"),
        ("XII", "removal_outside", "public_removal"),
        ("XIII", "imported", "drug"),
        ("XIII", "imported_prosthesis", "prosthesis"),
        ("XIV", "prosthesis_without_surgery", "prosthesis"),
        ("XV", "unlawful", "therapy"),
        ("XVI", "calamity", "emergency_room"),
        ("XVII", "refractive_surgery", "refractive_on_rol"),
        ("XVIII", "vaccine", "drug"),
        ("XIX", "necropsy", "diagnosis"),
        ("XIX", "orthomolecular", "alternative"),
        ("XX", "orthopaedic_aid", "prosthesis"),
        ("XXI", "hearing_aid", "cochlear_implant"),
        ("XXII", "equipment_rental", "material"),
        ("XXII", "home_equipment", "material"),
        ("XXIII", "abroad", "removal"),
        ("XXIV", "unrecognised_specialty", "consultation"),
        ("XXV", "occupational", "diagnosis"),
        ("XXVI", "family_medicine", "consultation"),
        ("XXVII", "traffic_medicine", "consultation"),
        ("XXVIII", "sports_medicine", "consultation"),
        ("XXVIII", "sports_exam", "diagnosis"),
        ("XXIX", "legal_medicine", "consultation"),
        ("XXX", "off_rol", "diagnosis"),
        ("XXXI", "unlisted", "therapy"),
        ("XXXI", "dental", "consultation"),
    ],
)
def test_an_item_excludes_its_subject_and_not_the_nearest_other(
    item: str, excluded: str, not_excluded: str
) -> None:
    assert item in items(excluded)
    assert items(not_excluded) == set()


@pytest.mark.rule("AZ-043")
@pytest.mark.parametrize(
    ("item", "subject"),
    [
        ("IV", "breast_reconstruction"),
        ("IV", "lipodystrophy"),
        ("X", "cornea_transplant"),
        ("X", "kidney_transplant"),
        ("X", "marrow_transplant"),
        ("XVII", "refractive_on_rol"),
        ("XXI", "cochlear_implant"),
    ],
)
def test_an_exception_is_covered_by_its_own_words(item: str, subject: str) -> None:
    given = ask(subject, "AZ")
    assert given.covered
    assert any(r.applied and r.says.startswith(f"{item} - EXCEÇÃO") for r in given.decision.reasons)


@pytest.mark.rule("AZ-043")
def test_all_thirty_one_items_are_there() -> None:
    says = {c.says.partition(" - ")[0] for c in clauses() if c.rule == "AZ-043" and c.effect is Effect.EXCLUDED}
    assert sorted(number(roman) for roman in says) == list(range(1, 32))


@pytest.mark.rule("AZ-043")
@pytest.mark.parametrize(
    ("subject", "attendance_type", "refused"),
    [
        pytest.param("checkup", "6", {"IX"}, id="check-up in hospital"),
        pytest.param("checkup", "5", set(), id="check-up outside"),
        pytest.param("vaccine", "5", {"XVIII"}, id="vaccine outside"),
        pytest.param("vaccine", "", {"XVIII"}, id="vaccine, nobody says where"),
        pytest.param("vaccine", "6", set(), id="vaccine in hospital"),
        pytest.param("dental", "7", set(), id="dentist in hospital"),
    ],
)
def test_an_item_depends_on_the_kind_of_attendance(subject: str, attendance_type: str, refused: set[str]) -> None:
    assert items(subject, attendance_type=attendance_type) == refused


@pytest.mark.rule("AZ-043")
def test_marrow_only_the_patients_own_and_material_only_for_surgery() -> None:
    marrow = ask("marrow_transplant", "AZ", attendance_type="7")
    assert "RELATÓRIO MÉDICO: TRANSPLANTE AUTÓLOGO" in marrow.documents
    material = ask("prosthesis", "AZ")
    assert "RELATÓRIO DO ATO CIRÚRGICO" in material.documents
    assert "RELATÓRIO DO ATO CIRÚRGICO" not in ask("drug", "AZ").documents


@pytest.mark.rule("AZ-043")
def test_a_procedure_is_excluded_by_its_description() -> None:
    def outcome(description: str, kind: str) -> Outcome:
        return ask(a_procedure("40000001", description, kind=kind), "AZ").decision.outcome

    assert outcome("VACINA ANTIGRIPAL", "therapy") is Outcome.REFUSED
    assert outcome("TRATAMENTO ODONTOLÓGICO", "therapy") is Outcome.REFUSED
    assert outcome("IMPLANTE COCLEAR", "surgery") is not Outcome.REFUSED
    assert outcome("CORREÇÃO DE LIPODISTROFIA BRAQUIAL", "surgery") is not Outcome.REFUSED
    assert outcome("PLÁSTICA ESTÉTICA DE FACE", "surgery") is Outcome.REFUSED
    assert outcome("TRANSPLANTE CARDÍACO", "surgery") is Outcome.REFUSED


@pytest.mark.rule("AZ-062")
def test_personal_extras_are_never_paid() -> None:
    assert "AZ-062" in applied(ask("personal_extras", "AZ", attendance_type="6"))
    assert ask("personal_extras", "AZ").decision.outcome is Outcome.REFUSED
    assert ask("accommodation", "AZ", attendance_type="6").decision.outcome is not Outcome.REFUSED
