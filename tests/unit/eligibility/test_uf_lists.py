"""Unafisco Saúde Soft II: every subject that an item of cover, of waiting or of authorisation names."""

from datetime import timedelta

import pytest

from desk.domain.eligibility.answer import CareAnswer
from desk.domain.eligibility.clause import Circumstance
from tests.unit.eligibility.asking import TODAY, ask

ADMITTED = ["surgery", "therapy", "diagnosis"]
SESSIONS = ["nutrition", "speech_therapy", "occupational_therapy", "psychotherapy"]
SPECIAL = ["dialysis", "chemotherapy", "radiotherapy", "haemotherapy", "eye_surgery", "facectomy"]
LINKED = [
    "dialysis", "chemotherapy", "radiotherapy", "haemotherapy", "haemodynamics", "interventional_radiology",
    "pre_operative", "physiotherapy",
]  # fmt: skip
OPERATED = [
    "admission", "surgery", "therapy", "diagnosis", "maternity", "delivery", "eye_surgery", "facectomy",
    "refractive_surgery", "bariatric", "plastic_surgery", "breast_reconstruction", "mammoplasty", "gynaecomastia",
    "sclerotherapy", "oral_surgery", "psychiatric_admission", "chemical_dependence",
]  # fmt: skip
URGENT = [
    "admission", "surgery", "therapy", "diagnosis", "maternity", "delivery", "psychiatric_admission",
    "chemical_dependence",
]  # fmt: skip
LISTED = [
    "scintigraphy", "tomography", "magnetic_resonance", "haemodynamics", "radiotherapy", "chemotherapy",
    "dialysis", "interventional_radiology", "angiography", "material", "prosthesis", "day_hospital",
    "psychiatric_day_hospital", "psychiatric_day_hospital_long", "hospital_removal", "transplant",
    "kidney_transplant", "cornea_transplant", "autologous_transplant", "marrow_transplant", "dental",
    "crisis_psychotherapy", "home_equipment", "equipment_rental",
]  # fmt: skip
COMPLEX = [
    "surgery", "icu", "tomography", "magnetic_resonance", "scintigraphy", "angiography", "haemodynamics",
    "interventional_radiology", "chemotherapy", "radiotherapy", "dialysis",
]  # fmt: skip
REPARATIVE = [
    "plastic_surgery", "breast_reconstruction", "mammoplasty", "aesthetic_surgery", "gynaecomastia",
    "sclerotherapy",
]  # fmt: skip
IN_CPT = ["surgery", "icu", "admission", "therapy", "diagnosis", "material"]
PSYCHIATRIC = [
    "psychiatric_admission", "chemical_dependence", "psychiatric_day_hospital", "psychiatric_day_hospital_long",
]  # fmt: skip

ITEMS = [
    ("UF-019", "CONSULTAS", "5", ["consultation", "prenatal"]),
    ("UF-020", "EXAMES, TRATAMENTOS", "5", ["diagnosis", "therapy", "surgery", "emergency_room"]),
    ("UF-021", "NUTRIÇÃO, FONO", "5", SESSIONS),
    ("UF-022", "PLANEJAMENTO FAMILIAR", "5", ["family_planning"]),
    ("UF-022", "DIU HORMONAL", "5", ["hormonal_iud"]),
    ("UF-023", "PROCEDIMENTO ESPECIAL", "5", SPECIAL),
    ("UF-023", "HEMODINÂMICA", "5", ["haemodynamics"]),
    ("UF-024", "PSICOTERAPIA DE CRISE", "5", ["crisis_psychotherapy"]),
    ("UF-025", "INTERNAÇÃO PSIQUIÁTRICA", "6", PSYCHIATRIC),
    ("UF-026", "INTERNAÇÃO DE QUALQUER", "6", ["admission", "icu", "day_hospital"]),
    ("UF-026", "CIRURGIA OU TRATAMENTO", "8", ADMITTED),
    ("UF-028", "INTERNAÇÃO DE URGÊNCIA", "7", URGENT),
    ("UF-029", "INTERNAÇÃO ELETIVA", "6", OPERATED),
    ("UF-031", "NA INTERNAÇÃO ENTRAM", "6", ["drug", "material"]),
    ("UF-031", "INTERNADO", "6", SESSIONS),
    ("UF-032", "OPME", "5", ["material", "prosthesis"]),
    ("UF-038", "CONTINUIDADE", "6", LINKED),
    ("UF-039", "CIRURGIA PLÁSTICA", "5", ["plastic_surgery"]),
    ("UF-039", "RECONSTRUÇÃO DE MAMA", "5", ["breast_reconstruction"]),
    ("UF-040", "TRANSPLANTE DE RIM", "7", ["kidney_transplant", "cornea_transplant", "autologous_transplant"]),
    ("UF-045", "ALÉM DOS DIAS LIVRES", "6", PSYCHIATRIC),
    ("UF-052", "PROCEDIMENTO SIMPLES", "5", ["xray", "laboratory", "mammography"]),
    (
        "UF-052",
        "PROCEDIMENTO COMPLEXO",
        "5",
        ["magnetic_resonance", "scintigraphy", "tomography", "chemotherapy", "radiotherapy"],
    ),
    ("UF-056", "CPT SÓ SUSPENDE", "5", COMPLEX),
    ("UF-065", "URGÊNCIA DE DLP", "6", IN_CPT),
    ("UF-066", "SÓ REMOÇÃO TERRESTRE", "5", ["air_removal", "water_removal", "removal_outside"]),
    ("UF-067", "SEM REMOÇÃO POR RISCO", "5", ["public_removal", "hospital_removal"]),
    ("UF-075", "PERÍCIA PRÉVIA", "7", REPARATIVE),
    ("UF-076", "AUTORIZAÇÃO PRÉVIA", "5", LISTED),
    ("UF-076", "CIRURGIA OFTALMOLÓGICA", "5", ["eye_surgery", "facectomy", "refractive_surgery"]),
    ("UF-076", "INTERNAÇÃO CLÍNICA OU CIRÚRGICA", "6", OPERATED),
    ("UF-078", "AMBULATÓRIO", "2", ["therapy", "surgery", "diagnosis"]),
    ("UF-078", "CONSULTA E PROCEDIMENTO SIMPLES", "5", ["consultation", "xray", "laboratory", "mammography"]),
    ("UF-081", "PEDIDO AMBULATORIAL", "5", ["diagnosis", "therapy"]),
]
_URGENT_ITEMS = {"UF-028", "UF-065"}


@pytest.mark.parametrize(
    ("rule", "says", "attendance", "about"),
    [
        pytest.param(rule, says, attendance, about, marks=pytest.mark.rule(rule), id=f"{rule}-{about}")
        for rule, says, attendance, subjects in ITEMS
        for about in subjects
    ],
)
def test_an_item_speaks_of_each_of_its_subjects(rule: str, says: str, attendance: str, about: str) -> None:
    urgent = Circumstance.EMERGENCY if rule in _URGENT_ITEMS else Circumstance.ELECTIVE
    given = ask(about, "UF", attendance_type=attendance, circumstance=urgent)
    if rule in {"UF-056", "UF-065"}:
        assert not _says(given, rule, says)
        given = _in_cpt(about, attendance, urgent)
    assert _says(given, rule, says)
    assert not _says(ask("vaccine", "UF", attendance_type=attendance, circumstance=urgent), rule, says)


def _says(given: CareAnswer, rule: str, says: str) -> bool:
    """Whether a rule speaks and holds in an answer, with these words at its beginning."""
    spoken = (*given.decision.reasons, *given.notes)
    return any(reason.applied and reason.rule == rule and reason.says.startswith(says) for reason in spoken)


def _in_cpt(about: str, attendance: str, circumstance: Circumstance) -> CareAnswer:
    """The answer for somebody whose partial cover ends today."""
    on = TODAY["UF"]
    return ask(
        about, "UF", attendance_type=attendance, circumstance=circumstance,
        started_on=on - timedelta(days=400), cpt_until=on,
    )  # fmt: skip
