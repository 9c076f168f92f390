"""Each clause of the desk manual speaks where its rule holds and is silent next to it (CV-014 to CV-107)."""

from datetime import date
from typing import Any

import pytest

from desk.domain.eligibility.clause import Circumstance
from tests.unit.eligibility.asking import ask
from tests.unit.eligibility.rows import edges, hold_edge, procedure

EMERGENCY, ACCIDENT, OBSTETRIC = (
    {"circumstance": each} for each in (Circumstance.EMERGENCY, Circumstance.ACCIDENT, Circumstance.OBSTETRIC)
)
ADMITTED = [{"attendance_type": ta} for ta in "678"]
DAY, OUT, UNSAID = {"attendance_type": "2"}, {"attendance_type": "5"}, {"attendance_type": ""}
GLOBAL, UNKNOWN, HOSPITAL = {"coverage": "global"}, {"coverage": "unknown"}, {"coverage": "hospitalar"}
OLD = {"adapted": False}
NEW_OUT: dict[str, Any] = {"adapted": True, **HOSPITAL, **OUT}
OLD_OUT: dict[str, Any] = {"adapted": False, **HOSPITAL, **OUT}
NETWORK, REFUND = {"in_network": True}, {"in_network": False}
OWN = {"line_of_business": "self_funded"}
GROUPS = [{"line_of_business": "group"}, {"line_of_business": "small_group"}]
BASIC = [{"plan": "ALPHA"}, {"plan": "ESTILO I"}]
NOT_NEW = (GLOBAL, OLD, ADMITTED[0], UNSAID, EMERGENCY)
NOT_OLD = (GLOBAL, {"adapted": True}, ADMITTED[0], UNSAID, EMERGENCY)

HOSPITAL_EDGES = [
    *edges("CV-014", "SÓ NAS EXCEÇÕES", "90030012", NEW_OUT, *NOT_NEW),
    *edges("CV-014", "CONTINUA TRATAMENTO", "25030019", NEW_OUT, *NOT_NEW),
    *edges("CV-014", "PRÉ-NATAL, FACECTOMIA", "facectomy", NEW_OUT, *NOT_NEW),
    *edges("CV-014", "PRÉ-NATAL, FACECTOMIA", "#56030460", NEW_OUT, OLD),
    *edges("CV-014", "PRÉ-NATAL, FACECTOMIA", "#56030479", NEW_OUT, OLD),
    *edges("CV-014", "REMÉDIO DE MANUTENÇÃO", "transplant_drug", NEW_OUT, *NOT_NEW),
    *edges("CV-015", "AMBULATÓRIO SÓ FACECTOMIA", "90030012", OLD_OUT, *NOT_OLD),
    *edges("CV-015", "TAMBÉM NO AMBULATÓRIO", "facectomy", OLD_OUT, *NOT_OLD),
    *edges("CV-015", "TAMBÉM NO AMBULATÓRIO", "#56030460", OLD_OUT, GLOBAL),
    *edges("CV-015", "TAMBÉM NO AMBULATÓRIO", "#56030479", OLD_OUT, GLOBAL),
    *edges("CV-015", "FISIOTERAPIA QUE CONTINUA", "physiotherapy", OLD_OUT, *NOT_OLD),
    *edges(
        "CV-017", "ESTATUTO DA CRIANÇA", "companion", {"plan": "BÁSICO", "age": 17}, {"plan": "BETA"}, {"age": 18},
        same=BASIC,
    ),
    *edges(
        "CV-017", "ESTATUTO DO IDOSO", "companion", {"plan": "BÁSICO", "age": 60}, {"plan": "BETA"}, {"age": 59},
        same=BASIC,
    ),
    *edges("CV-019", "ADAPTADO TEM INTERNAÇÃO", "psychiatric_admission", {}, OLD),
    *edges("CV-019", "ADAPTADO TEM INTERNAÇÃO", "chemical_dependence", {}, OLD),
    *edges("CV-019", "30 DIAS", "psychiatric_admission", {}, OLD),
    *edges("CV-019", "15 DIAS", "chemical_dependence", {}, OLD),
    *edges("CV-072", "NO GLOBAL", "colonoscopy", GLOBAL, UNKNOWN, HOSPITAL),
    *edges("CV-072", "SÓ QUANDO PRECISA", "colonoscopy", HOSPITAL | OUT, *ADMITTED, UNSAID, GLOBAL, same=[DAY]),
    *edges("CV-072", "COM INTERNAÇÃO", "colonoscopy", HOSPITAL | ADMITTED[0], OUT, UNSAID, GLOBAL, same=ADMITTED),
]  # fmt: skip
CASE_AND_MATERIAL_EDGES = [
    *edges("CV-009", "POR EXCEÇÃO", "home_care", ADMITTED[0], OUT, UNSAID, same=ADMITTED),
    *edges("CV-028", "PRESTADOR PEDE ANTES, NO", "material", {}, EMERGENCY, ACCIDENT, OBSTETRIC),
    *edges("CV-028", "MATERIAL DE URGÊNCIA", "material", EMERGENCY, {"circumstance": Circumstance.ELECTIVE},
           same=[ACCIDENT, OBSTETRIC]),
    *edges("CV-035", "O PRODUTO TEM TIPO", "stent", {"tipo": True}, {"tipo": None}, {"tipo": False}),
    *edges("CV-035", "O PRODUTO NÃO TEM TIPO", "stent", {"tipo": False}, {"tipo": None}, {"tipo": True}),
    *edges("CV-035", "SÓ SE O PRODUTO TIVER", "stent", {"tipo": None}),
    *edges("CV-038", "DISPENSAM O FORMULÁRIO", "thyrogen", {}),
    *edges("CV-040", "NOME FARMACOLÓGICO", "special_drug", {}),
    *edges("CV-040", "NOME FARMACOLÓGICO", "#61061034", {}),
    *edges("CV-040", "NOME FARMACOLÓGICO", "#61061026", {}),
    *edges("CV-052", "PELO PROTOCOLO", "albumin", DAY, OUT, UNSAID, same=ADMITTED),
    *edges("CV-052", "SÓ EM REGIME", "albumin", OUT, DAY, UNSAID, *ADMITTED),
    *edges("CV-102", "NA REDE", "xolair", NETWORK, REFUND, {"in_network": None}),
    *edges("CV-102", "POR REEMBOLSO", "xolair", REFUND, NETWORK, {"in_network": None}),
    *edges("CV-106", "SEMPRE AP", "#61061026", {}),
    *edges("CV-106", "SEMPRE AP", "#61061034", {}),
    *edges("CV-106", "SEMPRE AP", "chemotherapy", {}),
    *edges("CV-107", "CRITÉRIO DO CONSULTOR", "hospital_oral_drug", {}),
]  # fmt: skip
MATERNITY_EDGES = [
    *edges("CV-050", "NO HOSPITALAR ADAPTADO", "prenatal", NEW_OUT, *NOT_NEW),
    *edges("CV-050", "EX-HSBC", "prenatal", {"group_name": "CARTEIRA HSBC"}, {"group_name": "GRUPO HSBC"}),
    *edges("CV-050", "AMBULATÓRIO DA GRAVIDEZ", "maternity", OLD_OUT, *NOT_OLD),
    *edges("CV-050", "AMBULATÓRIO DA GRAVIDEZ", "prenatal", OLD_OUT, *NOT_OLD),
    *edges("CV-051", "DE MENOR DE 18 INTERNADO", "companion_meals", {"age": 17}, {"age": 18}),
    *edges("CV-051", "SÓ DE INTERNADO", "companion_meals", {"age": 18}, {"age": 17}),
    *edges("CV-051", "SÓ REEMBOLSO", "companion_meals", {"age": 17, **NETWORK}, {"age": 18}, REFUND),
    *edges("CV-051", "POR DIA", "companion_meals", {"age": 17}, {"age": 18}),
    *edges("CV-070", "LAQUEADURA: A COBERTURA", "sterilisation", {}),
    *edges("CV-070", "SALPINGECTOMIA NÃO É", "salpingectomy", {}),
    *edges("CV-100", "PEZINHO OBRIGATÓRIO", "heel_prick", GLOBAL, HOSPITAL, HOSPITAL | UNSAID, same=[UNKNOWN]),
    *edges("CV-100", "DURANTE A INTERNAÇÃO", "heel_prick", HOSPITAL | ADMITTED[0], UNSAID, GLOBAL, same=ADMITTED),
    *edges("CV-100", "NÃO DEPOIS DA ALTA", "heel_prick", HOSPITAL | OUT, *ADMITTED, UNSAID, GLOBAL, same=[DAY]),
]
ADAPTED_EDGES = [
    *edges("CV-043", "SÓ EM REGIME", "refractive_surgery", HOSPITAL | DAY, OUT, OLD, GLOBAL, same=ADMITTED),
    *edges("CV-076", "SÓ PACIENTE AGUDO", "dialysis", OLD, {"adapted": True}, OWN, same=GROUPS),
    *edges("CV-076", "AGUDO E CRÔNICO", "dialysis", GLOBAL, HOSPITAL, OLD, same=[UNKNOWN]),
    *edges("CV-076", "CRÔNICO SÓ EM", "chronic_dialysis", OLD, {"adapted": True}, OWN, same=GROUPS),
    *edges("CV-076", "NO ADMINISTRADO", "dialysis", OWN, *GROUPS),
    *edges("CV-076", "TABELAS 3 OU 4", "15010090", {}),
    *edges("CV-076", "TABELAS 3 OU 4", "15010058", {}),
    *edges("CV-078", "O PRODUTO TEM TIPO", "kidney_transplant", {"tipo": True}, {"tipo": None}, {"tipo": False}),
    *edges("CV-078", "O PRODUTO NÃO TEM TIPO", "kidney_transplant", {"tipo": False}, {"tipo": None}),
    *edges("CV-078", "SÓ SE O PRODUTO TIVER", "kidney_transplant", {}),
    *edges("CV-078", "NÃO TÊM TIPO", "transplant", {"product": "102"}, {"product": "301"}),
    *edges("CV-080", "TEM DE ESTAR DEFINIDO", "organ_donor", {}, OLD),
    *edges("CV-081", "O PRODUTO NÃO TEM TIPO", "marrow_transplant", {"tipo": False}, {"tipo": None}),
    *edges("CV-082", "O PRODUTO NÃO TEM TIPO", "cochlear_implant", {"tipo": False}, {"tipo": None}),
]
EXAM_EDGES = [
    *edges("CV-055", "ARTRO-RESSONÂNCIA", "arthro_resonance", {}),
    *edges("CV-061", "MULHER ACIMA DE 30", "mammotomy", {"age": 31}, {"age": 30}, {"sex": "M"}),
    *edges("CV-061", "DE ATÉ 30 ANOS", "mammotomy", {"age": 30, "role": "ATD"}, {"age": 31}, {"sex": "M"}),
    *edges("CV-061", "DE HOMEM", "mammotomy", {"sex": "M"}, {"sex": "F"}),
    *edges("CV-061", "SÓ EM REGIME", "mammotomy", ADMITTED[0], OUT, DAY, UNSAID, same=ADMITTED),
    *edges("CV-073", "DE MAMA", "breast_biopsy", {}),
    *edges("CV-073", "UMA POR LOBO", "thyroid_biopsy", {}),
    *edges("CV-073", "TIREÓIDE: SEMPRE AP", "thyroid_biopsy", {}),
    *edges("CV-094", "COM OUTRAS PROVAS", "#19010079", {}),
    *edges("CV-094", "COM OUTRAS PROVAS", "#19010087", {}),
    *edges("CV-097", "TRÊS LEITURAS", "#19010133", {}),
    *edges("CV-097", "TRÊS LEITURAS", "#19010141", {}),
    *edges("CV-097", "TRÊS LEITURAS", "#19010150", {}),
    *edges("CV-099", "SÓ REEMBOLSO", "28062523", OWN | NETWORK, REFUND, *GROUPS),
    *edges("CV-104", "SÓ COM SEGURO MÉDICO", "panoramic_xray_cro", {}),
    *edges("CV-104", "COM SEGURO ODONTOLÓGICO", "panoramic_xray_cro", {}),
    *edges("CV-104", "ESTÉTICO, NÃO", "panoramic_xray_cro", {}),
]
POOL_IN = "FISIOTERAPIA NA PISCINA"
THERAPY_EDGES = [
    *edges("CV-067", "SE REGISTRADA", "intraocular_lens", {"tipo": True}, {"tipo": None}, {"tipo": False}),
    *edges("CV-067", "O SEGURADO PAGA", "intraocular_lens", {"tipo": False}, {"tipo": None}, {"tipo": True}),
    *edges("CV-067", "PRIMEIRA RESPOSTA", "intraocular_lens", {"product": "204"}, {"product": "206"}),
    *edges("CV-067", "O RH QUESTIONAR", "intraocular_lens", {"product": "204"}, {"product": "206"}),
    *edges("CV-069", "SÓ EM AMBIENTE", "parenteral_nutrition", GLOBAL, HOSPITAL, same=[UNKNOWN]),
    *edges("CV-069", "SÓ EM AMBIENTE", "parenteral_nutrition", HOSPITAL | DAY, OUT, UNSAID, same=ADMITTED),
    *edges("CV-069", "DE PREFERÊNCIA", "enteral_nutrition", OUT, HOSPITAL, UNSAID, DAY, *ADMITTED, same=[UNKNOWN]),
    *edges("CV-071", POOL_IN, "hydrotherapy", OUT, UNSAID, HOSPITAL, *ADMITTED, same=[UNKNOWN]),
    *edges("CV-071", "SE CONTINUA", "hydrotherapy", HOSPITAL | OUT, UNSAID, GLOBAL, DAY, same=[OLD]),
    *edges("CV-071", "SÓ NO AMBULATÓRIO", "hydrotherapy", HOSPITAL | DAY, OUT, UNSAID, same=ADMITTED),
    *edges("CV-071", "NÃO TEM REDE: REEMBOLSO", "hydrotherapy", {}),
    *edges("CV-071", "NÃO TEM REDE: SÓ", "hydrotherapy", OUT | NETWORK, REFUND, UNSAID, DAY,
           same=[HOSPITAL, UNKNOWN]),
    *edges("CV-084", "SÓ EM CONTRATO", "25060309", OLD, {"adapted": True}, {"adapted": True, **UNSAID}),
    *edges("CV-084", "RPG NO ADAPTADO", "25060309", OUT, OLD, HOSPITAL, UNSAID, DAY,
           same=[UNKNOWN, {"coverage": "ambulatorial"}]),
    *edges("CV-084", "HOSPITALAR ADAPTADO", "25060309", HOSPITAL | OUT, OLD, GLOBAL, UNSAID, DAY),
    *edges("CV-084", "RPG SÓ NO AMBULATÓRIO", "25060309", DAY, OUT, UNSAID, same=ADMITTED),
    *edges("CV-084", "SEM AP E SEM RELATÓRIO", "25060309", {}),
    *edges("CV-085", "PRECISA DE AP", "59020369", OWN),
    *edges("CV-088", "PODE SER AMBULATORIAL", "lithotripsy", {}),
    *edges("CV-093", "3 POR SEMANA", "asthma_rehabilitation", {}),
    *edges("CV-105", "SEM AP, SALVO", "infiltration", {}),
]  # fmt: skip


@pytest.mark.rule(
    "CV-009",
    "CV-014",
    "CV-015",
    "CV-017",
    "CV-019",
    "CV-028",
    "CV-035",
    "CV-038",
    "CV-040",
    "CV-043",
    "CV-050",
    "CV-051",
    "CV-052",
    "CV-055",
    "CV-061",
    "CV-067",
    "CV-069",
    "CV-070",
    "CV-071",
    "CV-072",
    "CV-073",
    "CV-076",
    "CV-078",
    "CV-080",
    "CV-081",
    "CV-082",
    "CV-084",
    "CV-085",
    "CV-088",
    "CV-093",
    "CV-094",
    "CV-097",
    "CV-099",
    "CV-100",
    "CV-102",
    "CV-104",
    "CV-105",
    "CV-106",
    "CV-107",
)
@pytest.mark.parametrize(
    ("rule", "says", "about", "facts", "wanted"),
    [
        *HOSPITAL_EDGES,
        *CASE_AND_MATERIAL_EDGES,
        *MATERNITY_EDGES,
        *ADAPTED_EDGES,
        *EXAM_EDGES,
        *THERAPY_EDGES,
    ],
)
def test_a_clause_speaks_where_its_rule_holds_and_not_next_to_it(
    rule: str, says: str, about: str, facts: dict[str, Any], wanted: bool
) -> None:
    hold_edge(rule, says, about, facts, wanted)


@pytest.mark.parametrize(
    ("about", "facts", "papers"),
    [
        pytest.param("refractive_surgery", {}, ["LAUDO COM O GRAU", "INDICAÇÃO DO MÉDICO"],
                     marks=pytest.mark.rule("CV-042")),
        pytest.param("material", {}, ["FORMULÁRIO PADRÃO", "LAUDO DE EXAMES"], marks=pytest.mark.rule("CV-028")),
        pytest.param("material", EMERGENCY, ["FORMULÁRIO PADRÃO", "LAUDO DE EXAMES"],
                     marks=pytest.mark.rule("CV-028")),
        pytest.param(
            "companion_meals", {"age": 10}, ["RECIBO OU NOTA", "RELATÓRIO DA NECESSIDADE"],
            marks=pytest.mark.rule("CV-051"),
        ),
        pytest.param("hydrotherapy", HOSPITAL | OUT | OLD, ["PEDIDO OU RELATÓRIO QUE LIGUE"],
                     marks=pytest.mark.rule("CV-071")),
        pytest.param("xolair", REFUND, ["PEDIDO MÉDICO", "DECLARAÇÃO DA ABRA-SP", "RECIBO"],
                     marks=pytest.mark.rule("CV-102")),
        pytest.param(
            "organ_donor", {}, ["PEDIDO COM SEGURADO, IDENTIFICAÇÃO, NOME DO DOADOR"],
            marks=pytest.mark.rule("CV-080"),
        ),
        pytest.param(
            "delivery", {"waiting": [("3", date(2007, 9, 1))]},
            ["RELATÓRIO MÉDICO QUE JUSTIFIQUE", "RESULTADOS DE EXAMES", "1º E ÚLTIMO", "DATA DA ÚLTIMA"],
            marks=pytest.mark.rule("CV-046"),
        ),
    ],
)  # fmt: skip
def test_the_papers_of_a_request_are_all_named(about: str, facts: dict[str, Any], papers: list[str]) -> None:
    given = ask(about, **facts).documents
    assert [next((w for w in papers if d.startswith(w)), d) for d in sorted(given)] == sorted(papers)


@pytest.mark.rule("CV-004", "CV-019", "CV-062", "CV-064", "CV-073", "CV-096", "CV-097", "CV-098")
@pytest.mark.parametrize(
    "about",
    ["case", "mammotomy_pathology", "thyroid_biopsy", "28060601", "28062400", "19010117", "19010125", "19010133",
     "19010141", "19010150", "19010168"],
)  # fmt: skip
def test_what_is_limited_by_request_does_not_add_up(about: str) -> None:
    thing = procedure(about) if about.isdigit() else about
    given = ask(thing, used=[(date(2007, 5, 14), 100)])
    assert [use.used for use in given.limits] == [0] * len(given.limits)
    assert given.limits
