"""Which kind of request a service is, with the nearest that is another one (AP-034 to AP-047)."""

import pytest

from desk.domain.eligibility.papers import Service, kind_of
from tests.unit.eligibility.paper_services import DRUG, SURGERY, THERAPY, TODAY, a_service


@pytest.mark.parametrize(
    ("service", "kind", "rule"),
    [
        pytest.param(a_service(), "EXAME", "AP-035", marks=pytest.mark.rule("AP-035")),
        pytest.param(a_service(ta="7"), "INTERNACAO", "AP-039", marks=pytest.mark.rule("AP-035", "AP-039")),
        pytest.param(a_service(kind=THERAPY), "TERAPIA", "AP-036", marks=pytest.mark.rule("AP-036")),
        pytest.param(a_service("CONSULTA", "consultation"), "OUTRO", "AP-034", marks=pytest.mark.rule("AP-034")),
        pytest.param(a_service("RADIOTERAPIA", THERAPY), "RADIO", "AP-037", marks=pytest.mark.rule("AP-037")),
        pytest.param(
            a_service("BRAQUITERAPIA", THERAPY, "7"), "RADIO", "AP-037", marks=pytest.mark.rule("AP-037")
        ),
        pytest.param(a_service("RADIOSCOPIA"), "EXAME", "AP-035", marks=pytest.mark.rule("AP-037")),
        pytest.param(a_service("FISIOTERAPIA", THERAPY), "FISIO", "AP-038", marks=pytest.mark.rule("AP-038")),
        pytest.param(a_service("ACUPUNTURA", THERAPY), "FISIO", "AP-038", marks=pytest.mark.rule("AP-038")),
        pytest.param(a_service("ESCLEROTERAPIA", SURGERY), "FISIO", "AP-038", marks=pytest.mark.rule("AP-038")),
        pytest.param(a_service("PSICOTERAPIA", THERAPY), "TERAPIA", "AP-036", marks=pytest.mark.rule("AP-038")),
        pytest.param(a_service(kind=SURGERY, ta="7"), "INTERNACAO", "AP-039", marks=pytest.mark.rule("AP-039")),
        pytest.param(a_service(kind=SURGERY, ta="2"), "INTERNACAO", "AP-039", marks=pytest.mark.rule("AP-039")),
        pytest.param(a_service(kind=SURGERY, ta="5"), "OUTRO", "AP-034", marks=pytest.mark.rule("AP-039")),
        pytest.param(
            a_service("PARTO", "maternity", "8"), "INTERNACAO", "AP-039", marks=pytest.mark.rule("AP-039")
        ),
        pytest.param(a_service("QUIMIOTERAPIA", THERAPY), "QUIMIO", "AP-041", marks=pytest.mark.rule("AP-041")),
        pytest.param(
            a_service("QUIMIOTERAPIA", THERAPY, "6"), "QUIMIO", "AP-041", marks=pytest.mark.rule("AP-041")
        ),
        pytest.param(a_service("ITEM", DRUG), "QUIMIO", "AP-041", marks=pytest.mark.rule("AP-041")),
        pytest.param(
            a_service("ECO SOB ESTRESSE MEDICAMENTOSO"), "EXAME", "AP-035", marks=pytest.mark.rule("AP-041")
        ),
        pytest.param(
            a_service("CIRURGIA BUCO MAXILO", SURGERY, "7"), "BUCO", "AP-042", marks=pytest.mark.rule("AP-042")
        ),
        pytest.param(a_service("RADIOGRAFIA DO MAXILAR"), "EXAME", "AP-035", marks=pytest.mark.rule("AP-042")),
        pytest.param(
            a_service("TRATAMENTO PSIQUIÁTRICO", "admission", "6"),
            "PSIQUIATRICA",
            "AP-043",
            marks=pytest.mark.rule("AP-043"),
        ),
        pytest.param(
            a_service("TRATAMENTO CLÍNICO", "admission", "6", cid="F20.0"),
            "PSIQUIATRICA",
            "AP-043",
            marks=pytest.mark.rule("AP-043"),
        ),
        pytest.param(
            a_service("TRATAMENTO CLÍNICO", "admission", "6", cid="G20"),
            "INTERNACAO",
            "AP-039",
            marks=pytest.mark.rule("AP-043"),
        ),
        pytest.param(
            a_service("CONSULTA PSIQUIÁTRICA", "consultation", "5", cid="F20.0"),
            "OUTRO",
            "AP-034",
            marks=pytest.mark.rule("AP-043"),
        ),
        pytest.param(a_service("RESTAURAÇÃO", "dental"), "ODONTO", "AP-044", marks=pytest.mark.rule("AP-044")),
        pytest.param(
            a_service("RADIOGRAFIA PERIAPICAL"), "ODONTO-EXAME", "AP-045", marks=pytest.mark.rule("AP-045")
        ),
        pytest.param(
            a_service("TELEPERFIL", "dental"), "ODONTO-EXAME", "AP-045", marks=pytest.mark.rule("AP-045")
        ),
        pytest.param(
            a_service("MODELO ORTODÔNTICO DE ESTUDO", "dental"),
            "ODONTO-EXAME",
            "AP-045",
            marks=pytest.mark.rule("AP-045"),
        ),
        pytest.param(
            a_service("RAIO X PANORÂMICO (PEDIDO POR MÉDICO CRM)"),
            "EXAME",
            "AP-035",
            marks=pytest.mark.rule("AP-045"),
        ),
        pytest.param(
            a_service("ITEM", SURGERY, "7", code="52110133"),
            "ORTOPEDIA",
            "AP-046",
            marks=pytest.mark.rule("AP-046"),
        ),
        pytest.param(
            a_service("ITEM", SURGERY, "7", specialty="ORTOPEDIA"),
            "ORTOPEDIA",
            "AP-046",
            marks=pytest.mark.rule("AP-046"),
        ),
        pytest.param(
            a_service("ITEM", SURGERY, "7", code="51110133"),
            "INTERNACAO",
            "AP-039",
            marks=pytest.mark.rule("AP-046"),
        ),
        pytest.param(
            a_service("INFILTRAÇÃO ARTICULAR", SURGERY, code="52250067"),
            "OUTRO",
            "AP-034",
            marks=pytest.mark.rule("AP-046"),
        ),
        pytest.param(
            a_service("RADIOGRAFIA", code="52110133"), "EXAME", "AP-035", marks=pytest.mark.rule("AP-046")
        ),
        pytest.param(
            a_service("CIRURGIA REFRATIVA", SURGERY, "2"),
            "REFRATIVA",
            "AP-047",
            marks=pytest.mark.rule("AP-047"),
        ),
        pytest.param(
            a_service("FACECTOMIA", SURGERY, "2"), "INTERNACAO", "AP-039", marks=pytest.mark.rule("AP-047")
        ),
    ],
)
def test_the_kind_of_request_a_service_is(service: Service, kind: str, rule: str) -> None:
    found = kind_of(service, TODAY)
    assert (found.code, found.rule) == (kind, rule)
