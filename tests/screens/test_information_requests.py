"""MDAP: what is issued with a SIC, by a blank field or by service 12009, and where it shows."""

import pytest

from desk.domain.context import Desk
from desk.terminal.headless import HeadlessTerminal
from tests.conftest import AURORA, SignOn
from tests.screens.golden import hold
from tests.service.lifecycle import statuses

FRONT = {
    "identificacao": AURORA,
    "ta": "6",
    "servico.1": "90010054",
    "quantidade.1": "1",
    "data_prevista": "22/05/2007",
    "qtde_diarias": "2",
    "crm": "SP000000",
    "lib": "819",
    "matricula_do_responsavel": "A100001",
}
VERSO = {"medico": "DR. MODELO FICTÍCIO", "diagnostico": "QUADRO DE EXEMPLO", "justificativa.1": "RELATÓRIO ANEXO"}


@pytest.mark.rule("AP-040")
def test_enter_says_that_a_sic_goes_along_and_alt_5_issues_it_so(desk: Desk, terminal: HeadlessTerminal) -> None:
    terminal.step("MDAP", FRONT, "ALT 8")
    answer = terminal.step("MDAP", VERSO, "ENTER")
    assert answer["message"] == {
        "kind": "warn",
        "code": "",
        "text": "ALT 5 EMITE COM SIC: INFORME CID 10; INFORME TEMPO DE EXISTÊNCIA",
    }
    answer = terminal.step("MDAP", {}, "ALT 5")
    assert answer["message"]["text"] == "CONCLUÍDA COM SIC (12009) - SENHA 07/004402. OUTRA AP: DIGITE MDAP"
    assert statuses(desk, "07/004402") == ("Complem", ["Complem"])
    terminal.step("MDZ1", {"identificacao": AURORA}, "ENTER")
    hold(terminal, "MDZ1-SIC")


@pytest.mark.rule("AP-040")
def test_with_cid_and_duration_filled_in_it_is_granted(desk: Desk, terminal: HeadlessTerminal) -> None:
    terminal.step("MDAP", FRONT, "ALT 8")
    filled = VERSO | {"cid_10": "Z000", "tempo_de_existencia_da_doenca": "3 MESES"}
    answer = terminal.step("MDAP", filled, "ENTER")
    assert answer["message"]["text"] == "SEM BLOQUEIO - ALT 5 CONCLUI"
    terminal.step("MDAP", {}, "ALT 5")
    assert statuses(desk, "07/004402") == ("Pendente", ["Pendente"])


@pytest.mark.rule("AP-107")
def test_service_12009_is_for_whoever_authorises(desk: Desk, sign_on: SignOn) -> None:
    values = {
        "identificacao": AURORA,
        "ta": "5",
        "servico.1": "90030012",
        "quantidade.1": "2",
        "servico.2": "12009",
        "mensagem": "ENVIE O LAUDO DO EXAME",
    }
    answer = sign_on().step("MDAP", values, "ALT 5")
    assert (answer["message"]["code"], answer["cursor"]) == ("041", "servico.2")
    consultant = sign_on("A100003")
    answer = consultant.step("MDAP", values, "ENTER")
    assert answer["message"]["text"] == "ALT 5 EMITE COM SIC: ENVIE O LAUDO DO EXAME"
    consultant.step("MDAP", {}, "ALT 5")
    assert statuses(desk, "07/004402") == ("Complem", ["Complem"])
