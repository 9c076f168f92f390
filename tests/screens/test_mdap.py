"""MDAP: granting, blocks, releases, lines 5 to 8, the verso, and what stays on the panel."""

import pytest
from sqlmodel import select

from desk.domain.authorization.service import list_authorizations
from desk.domain.context import Desk
from desk.domain.documents.model import Printout
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import ATTENDANT, AURORA, SignOn
from tests.screens.golden import hold

PLAIN = {"identificacao": AURORA, "ta": "5", "servico.1": "90030012", "quantidade.1": "2"}
SURGERY = {
    "identificacao": AURORA,
    "ta": "7",
    "crm": "SP000000",
    "servico.1": "90010011",
    "quantidade.1": "1",
    "data_prevista": "18/05/2007",
    "qtde_diarias": "2",
}


def start(terminal: HeadlessTerminal, **values: str) -> None:
    terminal.go("MDAP")
    terminal.fill(values)


@pytest.mark.rule("AP-054", "AP-056", "AP-064", "AP-065", "AP-002")
def test_enter_checks_and_alt_5_gives_the_senha(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDAP", PLAIN, "ENTER")
    assert answer["message"]["text"] == "SEM BLOQUEIO - ALT 5 CONCLUI"
    assert answer["fields"]["descricao.1"] == "EXAME EXEMPLO D"
    assert answer["fields"]["validade"] == "14/06/2007"
    assert answer["fields"]["senha"] == ""
    answer = terminal.step("MDAP", {}, "ALT 5")
    assert answer["message"] == {
        "kind": "ok",
        "code": "",
        "text": "CONCLUÍDA - SENHA 07/004402. OUTRA AP: DIGITE MDAP",
    }
    assert answer["decision"]["outcome"] == "allowed"
    hold(terminal, "MDAP-CONCLUIDA")


def test_a_form_left_untouched_shows_no_fault_when_it_comes_back(terminal: HeadlessTerminal) -> None:
    terminal.go("MDAP")
    terminal.go("MCAA")
    terminal.press(Key.F3)
    assert (terminal.code, terminal.screenful.message.severity) == ("MDAP", "info")
    assert "INFORME TA E SERVIÇOS" in terminal.screenful.message.text


def test_a_word_typed_over_the_end_of_a_row_is_one_word(terminal: HeadlessTerminal, desk: Desk) -> None:
    said = "LEVAR OS EXAMES ANTERIORES E O CARTÃO DE IDENTIFICAÇÃO NO DIA DO ATENDIMENTO MARCADO"
    values = PLAIN | {"mensagem.1": said[:69], "mensagem.2": said[69:]}
    number = terminal.step("MDAP", values, "ALT 5")["fields"]["senha"]
    row = list_authorizations(desk, ATTENDANT, number=number).rows[0]
    assert row.authorization.message == said
    short = PLAIN | {"servico.1": "90030020", "mensagem.1": "LEVAR OS EXAMES", "mensagem.2": "E O CARTÃO"}
    terminal.go("MDAP")
    number = terminal.step("MDAP", short, "ALT 5")["fields"]["senha"]
    row = list_authorizations(desk, ATTENDANT, number=number).rows[0]
    assert row.authorization.message == "LEVAR OS EXAMES E O CARTÃO"


def test_a_second_alt_5_gives_the_same_senha(terminal: HeadlessTerminal, desk: Desk) -> None:
    first = terminal.step("MDAP", PLAIN, "ALT 5")["fields"]["senha"]
    again = terminal.step("MDAP", {}, "ALT 5")
    assert again["fields"]["senha"] == first
    assert again["message"]["text"].startswith("JÁ CONCLUÍDA")
    rows = list_authorizations(desk, ATTENDANT, member_number=AURORA).rows
    assert [row.authorization.number for row in rows].count(first) == 1


def test_a_concluded_form_is_closed_and_the_next_one_is_fresh(terminal: HeadlessTerminal) -> None:
    terminal.step("MDAP", PLAIN, "ALT 5")
    with pytest.raises(ValueError, match="protected"):
        terminal.fill({"quantidade.1": "9"})
    terminal.go("MDAP")
    fields = terminal.as_dict()["fields"]
    assert fields["servico.1"] == ""
    assert fields["identificacao"] == "99901/00001234-5-01"


@pytest.mark.rule("AP-066", "AP-068", "AP-093")
def test_blocks_are_listed_in_order_and_by_line(terminal: HeadlessTerminal) -> None:
    start(terminal, **SURGERY, **{"servico.2": "90010020", "quantidade.2": "1"})
    terminal.press(Key.ALT8)
    terminal.fill({"medico": "DR. MODELO FICTÍCIO", "diagnostico": "QUADRO DE EXEMPLO"})
    terminal.press(Key.ALT7, Key.ALT5)
    answer = terminal.as_dict()
    assert answer["decision"]["codes"] == ["480", "481"]
    assert answer["fields"]["bloqueio.1"] == "481"
    assert answer["fields"]["bloqueio.2"] == ""
    assert answer["message"]["code"] == "480"
    assert answer["cursor"] == "ta"
    hold(terminal, "MDAP-BLOQUEIOS")


@pytest.mark.rule("AP-072", "AP-096")
def test_819_step_by_step(terminal: HeadlessTerminal) -> None:
    start(terminal, **SURGERY)
    terminal.press(Key.ALT8)
    terminal.fill({"medico": "DR. MODELO FICTÍCIO", "diagnostico": "QUADRO DE EXEMPLO"})
    terminal.press(Key.ALT7, Key.ALT5)

    answer = terminal.step("MDAP", {"lib": "819"}, "ALT 5")
    assert (answer["message"]["code"], answer["cursor"]) == ("027", "matricula_do_responsavel")
    answer = terminal.step("MDAP", {"matricula_do_responsavel": "A100001"}, "ALT 5")
    assert (answer["message"]["code"], answer["cursor"]) == ("040", "justificativa.1")
    assert answer["map"] == "MDAPM03", "the verso comes up, where the justification belongs"
    answer = terminal.step("MDAP", {"justificativa.1": "DENTRO DA ALÇADA; LAUDO ANEXO"}, "ALT 5")
    assert answer["fields"]["senha"] == "07/004402"
    terminal.press(Key.ALT8)
    text = terminal.text()
    assert "819 A100001" in text


@pytest.mark.rule("AP-096", "AP-026")
def test_819_outside_the_authority_asks_for_a_consultant(terminal: HeadlessTerminal) -> None:
    start(terminal, **PLAIN | {"servico.1": "90030012", "quantidade.1": "1"})
    terminal.fill({"servico.2": "90020017", "quantidade.2": "5"})  # 5 > the maximum and > the authority
    terminal.press(Key.ALT5)
    assert terminal.as_dict()["decision"]["codes"] == ["487"]
    terminal.press(Key.ALT8)
    terminal.fill({"justificativa.1": "PEDIDO MÉDICO"})
    terminal.press(Key.ALT7)
    answer = terminal.step("MDAP", {"lib": "819", "matricula_do_responsavel": "A100001"}, "ALT 5")
    assert answer["message"]["code"] == "025"
    answer = terminal.step(
        "MDAP", {"matricula_do_responsavel": "A100003", "senha_do_responsavel": "errada"}, "ALT 5"
    )
    assert answer["message"]["code"] == "041"
    assert answer["fields"]["senha_do_responsavel"] == ""
    answer = terminal.step("MDAP", {"senha_do_responsavel": "demo0003"}, "ALT 5")
    assert answer["decision"]["outcome"] == "allowed", "the form stands on the consultant's authority now"
    assert answer["fields"]["senha"] == "07/004402"


@pytest.mark.rule("EL-027", "AP-016")
@pytest.mark.parametrize(
    ("changes", "area"),
    [
        ({"identificacao": "9990100006004501", "servico.1": "90030012", "quantidade.1": "1"}, "CAP"),
        ({"servico.1": "90020025", "quantidade.1": "1"}, "CAS 24H"),
    ],
)
def test_what_never_is_decided_at_the_unit_goes_away_even_from_a_consultant(
    sign_on: SignOn, changes: dict[str, str], area: str
) -> None:
    answer = sign_on("A100003").step("MDAP", PLAIN | changes, "ALT 5")
    assert answer["fields"]["senha"] == ""
    assert [route["area"] for route in answer["decision"]["routes"]] == [area]


def test_the_validity_the_desk_filled_follows_the_issue_date(terminal: HeadlessTerminal) -> None:
    filled = terminal.step("MDAP", PLAIN, "ENTER")
    assert filled["fields"]["validade"] == "14/06/2007"
    answer = terminal.step("MDAP", {"emissao": "12/05/2007"}, "ENTER")
    assert (answer["fields"]["validade"], answer["message"]["kind"]) == ("11/06/2007", "ok")
    answer = terminal.step("MDAP", {"validade": "14/06/2007"}, "ENTER")
    assert answer["message"]["code"] == "206", "what was typed stays typed"


def test_arrears_out_of_time_do_not_offer_lib(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDAP", PLAIN | {"identificacao": "9990100006002901"}, "ALT 5")
    assert answer["message"]["code"] == "434"
    assert "PAGAR AS PARCELAS" in answer["message"]["text"]


@pytest.mark.rule("AP-095", "EL-015", "EL-017", "EL-018")
def test_lib_for_arrears(sign_on: SignOn) -> None:
    terminal = sign_on()
    answer = terminal.step("MDAP", PLAIN | {"identificacao": "9990100006001101"}, "ALT 5")
    assert answer["decision"]["codes"] == ["434"]
    assert terminal.step("MDAP", {"lib": "LIB"}, "ALT 5")["fields"]["senha"]

    late = sign_on()
    answer = late.step("MDAP", PLAIN | {"identificacao": "9990100006002901", "lib": "LIB"}, "ALT 5")
    assert answer["decision"]["codes"] == ["434", "040"]
    assert "O PRAZO DE ATENDIMENTO EM ATRASO ACABOU" in answer["message"]["text"]

    gap = sign_on()
    answer = gap.step("MDAP", PLAIN | {"identificacao": "9990100005678301", "lib": "LIB"}, "ALT 5")
    assert answer["cursor"] == "justificativa.1"
    answer = gap.step("MDAP", {"justificativa.1": "SEGURADO CIENTE DA PARCELA 093"}, "ALT 5")
    assert answer["fields"]["senha"]


@pytest.mark.rule("AP-097")
def test_an_injunction_is_released_by_the_supervisor_only(terminal: HeadlessTerminal) -> None:
    start(terminal, **PLAIN | {"identificacao": "9990100006006101"})
    terminal.press(Key.ALT8)
    terminal.fill({"justificativa.1": "LIMINAR 0001/2007 CONFERIDA"})
    terminal.press(Key.ALT7)
    for number, password, code in (
        ("", "", "025"),
        ("A100001", "", "026"),
        ("A100002", "demo0002", "041"),
        ("A100003", "demo0003", "041"),
    ):
        answer = terminal.step(
            "MDAP",
            {"lib": "LIB", "matricula_do_responsavel": number, "senha_do_responsavel": password},
            "ALT 5",
        )
        assert answer["message"]["code"] == code
    answer = terminal.step(
        "MDAP", {"matricula_do_responsavel": "A100004", "senha_do_responsavel": "demo0004"}, "ALT 5"
    )
    assert answer["fields"]["senha"]


@pytest.mark.rule("AP-089")
def test_819_for_a_service_already_authorized_only_when_no_authorization_stands(
    terminal: HeadlessTerminal,
) -> None:
    start(terminal, **PLAIN | {"identificacao": "9990100006016901", "servico.1": "90030020"})
    terminal.press(Key.ALT8)
    terminal.fill({"justificativa.1": "CONSULTADO MDZ1"})
    terminal.press(Key.ALT7)
    release = {"lib": "819", "matricula_do_responsavel": "A100001"}
    answer = terminal.step("MDAP", release, "ALT 5")
    assert answer["message"]["code"] == "040"
    assert "07/004400" in answer["message"]["text"]
    answer = terminal.step("MDAP", {"servico.1": "90030012"}, "ALT 5")
    assert answer["fields"]["senha"], "the one of the day was excluded"


@pytest.mark.rule("AP-027", "AP-016", "EL-027", "EL-028", "AP-053", "AP-049")
@pytest.mark.parametrize(
    ("member", "procedure", "outcome", "text"),
    [
        ("9990100006004501", "90030012", "routed", "CAP, DIZER ATÉ 3 HORAS"),
        (AURORA, "90030047", "routed", "CAP, DIZER ATÉ 3 HORAS"),
        (AURORA, "90020025", "routed", "CAS 24H"),
        ("9992000009003701", "90020017", "routed", "EMPRESA"),
        (AURORA, "90030039", "blocked", "90030039 NÃO EXIGE AP: NÃO EMITIR"),
        ("9990100006005301", "90030012", "allowed", "CONCLUÍDA"),
    ],
)
def test_where_a_form_goes(
    terminal: HeadlessTerminal, member: str, procedure: str, outcome: str, text: str
) -> None:
    answer = terminal.step("MDAP", PLAIN | {"identificacao": member, "servico.1": procedure}, "ALT 5")
    assert answer["decision"]["outcome"] == outcome
    assert text in answer["message"]["text"]


@pytest.mark.rule("AP-067")
def test_s_and_f5_open_lines_5_to_8(terminal: HeadlessTerminal) -> None:
    start(terminal, **PLAIN)
    answer = terminal.step("MDAP", {}, "F5")
    assert answer["message"]["text"] == "DIGITE S EM MAIS SERVIÇOS E TECLE F5"
    answer = terminal.step("MDAP", {"s": "S"}, "F5")
    assert answer["map"] == "MDAPM02"
    answer = terminal.step("MDAP", {"servico.5": "90030020", "quantidade.5": "1"}, "ENTER")
    assert answer["fields"]["descricao.5"] == "EXAME EXEMPLO E"
    hold(terminal, "MDAP-MAIS")
    terminal.press(Key.ALT7)
    assert terminal.as_dict()["fields"]["servico.1"] == "90030012"
    answer = terminal.step("MDAP", {}, "ALT 5")
    assert answer["fields"]["senha"]


@pytest.mark.rule("AP-088", "AP-090", "AP-078", "AP-070", "AP-084", "AP-086", "AP-071")
@pytest.mark.parametrize(
    ("changes", "code", "cursor"),
    [
        ({"identificacao": "999"}, "005", "identificacao"),
        ({"identificacao": "1" * 16}, "024", "identificacao"),
        ({"escritorio_regional": "9999"}, "023", "escritorio_regional"),
        ({"escritorio_regional": ""}, "023", "escritorio_regional"),
        ({"ta": "3"}, "200", "ta"),
        ({"ta": ""}, "200", "ta"),
        ({"autoriza": "X"}, "181", "autoriza"),
        ({"servico.1": "12345678"}, "057", "servico.1"),
        ({"servico.1": "123"}, "057", "servico.1"),
        ({"quantidade.1": ""}, "377", "quantidade.1"),
        ({"servico.2": "90030012", "quantidade.2": "1"}, "214", "servico.2"),
        ({"servico.1": "90050013", "ta": "5"}, "200", "ta"),
        ({"emissao": "21/05/2007"}, "205", "emissao"),
        ({"emissao": "31/02/2007"}, "045", "emissao"),
        ({"validade": "15/06/2007"}, "206", "validade"),
        ({"validade": "31/12/2007"}, "207", "validade"),
        ({"validade": "14/05/2007"}, "042", "validade"),
        ({"codigo_do_prestador": "11222333000180"}, "090", "codigo_do_prestador"),
        ({"codigo_do_prestador": "00000006000169"}, "091", "codigo_do_prestador"),
        ({"servico.1": "90020033", "codigo_do_prestador": "11222333000181"}, "061", "codigo_do_prestador"),
        ({"quantidade.2": "1"}, "057", "servico.2"),
    ],
)
def test_a_fault_is_named_on_its_field_and_everything_typed_stays(
    terminal: HeadlessTerminal, changes: dict[str, str], code: str, cursor: str
) -> None:
    typed = PLAIN | changes
    answer = terminal.step("MDAP", typed, "ALT 5")
    assert (answer["message"]["code"], answer["cursor"]) == (code, cursor)
    assert answer["message"]["kind"] == "error"
    for name, value in typed.items():
        if name not in {"identificacao", "emissao", "validade"}:
            assert answer["fields"][name] == value


@pytest.mark.parametrize(
    ("changes", "text", "cursor"),
    [
        ({"qtde_diarias": "2"}, "DIÁRIAS SÓ EM INTERNAÇÃO (TA 6, 7, 8)", "qtde_diarias"),
        ({"data_prevista": "18/05/2007"}, "DATA PREVISTA SÓ EM INTERNAÇÃO OU DAY HOSPITAL", "data_prevista"),
        ({"ta": "6"}, "INTERNAÇÃO PEDE DIÁRIAS, CRM, MÉDICO (VERSO), DIAG", "qtde_diarias"),
        ({"ta": "6", "qtde_diarias": "1"}, "INTERNAÇÃO PEDE CRM, MÉDICO (VERSO), DIAG", "crm"),
        (
            {"ta": "6", "qtde_diarias": "1", "crm": "SP1"},
            "INTERNAÇÃO PEDE MÉDICO (VERSO), DIAGNÓSTICO (VERSO)",
            "medico",
        ),
        ({"matricula_do_atendente": "A100002"}, "A MATRÍCULA DO ATENDENTE É A100001", "matricula_do_atendente"),
    ],
)
@pytest.mark.rule("AP-039", "AP-061", "AP-062", "AP-056")
def test_what_an_admission_asks_for(
    terminal: HeadlessTerminal, changes: dict[str, str], text: str, cursor: str
) -> None:
    answer = terminal.step("MDAP", PLAIN | changes, "ALT 5")
    assert text in answer["message"]["text"]
    assert answer["cursor"] == cursor


@pytest.mark.rule("AP-057", "AP-063")
def test_the_verso_is_kept_with_the_authorization_and_marked_invisible(
    terminal: HeadlessTerminal, desk: Desk
) -> None:
    start(terminal, **PLAIN | {"servico.1": "90040018", "quantidade.1": "10"})
    terminal.press(Key.ALT8)
    assert "(VERSO NÃO VISÍVEL AO SEGURADO)" in terminal.text()
    terminal.fill({"sessoes_restantes": "5", "medico": "DR. MODELO", "diagnostico": "EXEMPLO", "cid_10": "Z00.0"})
    terminal.press(Key.ALT5)
    senha = terminal.as_dict()["fields"]["senha"]
    stored = list_authorizations(desk, ATTENDANT, number=senha).rows[0].authorization
    assert (stored.sessions_left, stored.physician, stored.cid) == (5, "DR. MODELO", "Z00.0")
    assert stored.message == ""


def test_f1_says_rule_values_source_and_what_may_be_told(terminal: HeadlessTerminal) -> None:
    terminal.step("MDAP", PLAIN | {"identificacao": "9990100006003701", "servico.1": "90020017"}, "ALT 5")
    terminal.press(Key.F1)
    text = terminal.text()
    assert "DECISÃO: BLOQUEADO 426" in text
    assert "FONTE: MANUAL UDAS L. 4167-4171" in text
    assert "PODE DIZER AO SEGURADO" in text
    assert "TESTADAS E NÃO APLICADAS" in text


@pytest.mark.rule("AP-104")
def test_impr_prints_the_authorization_once_it_has_a_senha(terminal: HeadlessTerminal, desk: Desk) -> None:
    answer = terminal.step("MDAP", PLAIN, "IMPR")
    assert answer["message"]["text"] == "NADA A IMPRIMIR ANTES DA SENHA: ALT 5 CONCLUI"
    senha = terminal.step("MDAP", {}, "ALT 5")["fields"]["senha"]
    answer = terminal.step("MDAP", {}, "IMPR")
    assert answer["message"]["text"].startswith("IMPRESSO: ap-")
    assert answer["fields"]["senha"] == senha
    assert {"AP-002", "AP-006"} <= {reason["rule"] for reason in answer["decision"]["reasons"]}
    assert "2ª VIA" in terminal.step("MDAP", {}, "IMPR")["message"]["text"]
    with desk.store.reading() as session:
        assert [printed.copy_number for printed in session.exec(select(Printout))] == [1, 2]


def test_a_trainer_grants_on_invented_people_and_an_analyst_does_not(sign_on: SignOn) -> None:
    assert sign_on("A100005").step("MDAP", PLAIN, "ALT 5")["fields"]["senha"]
    answer = sign_on("A100006").step("MDAP", PLAIN, "ALT 5")
    assert answer["message"]["text"] == "O PAPEL REE SÓ CONSULTA NESTA BASE"


def test_the_newborn_goes_in_the_mothers_name_with_a_message(terminal: HeadlessTerminal, desk: Desk) -> None:
    told = {"mensagem": "AP VÁLIDA PARA O RECÉM-NASCIDO"}
    answer = terminal.step("MDAP", PLAIN | {"identificacao": "9990100006008801"} | told, "ALT 5")
    stored = list_authorizations(desk, ATTENDANT, number=answer["fields"]["senha"]).rows[0].authorization
    assert stored.message == "AP VÁLIDA PARA O RECÉM-NASCIDO"
