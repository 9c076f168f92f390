"""ARED, MCRA, MCPD, APES, ALIS, AMED, and the words that mark a system down."""

from typing import Any

import pytest

from desk.domain.context import Desk
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA, SignOn
from tests.screens.golden import hold

HSBC = "9994000009201001"
MODULAR = "9990300009501401"
MEDICINE = {"identificacao": AURORA, "especialidade": "clinica medica"}


def ared(terminal: HeadlessTerminal, **values: str) -> dict[str, Any]:
    return terminal.step("ARED", MEDICINE | values, "ENTER")


def from_mcaa(terminal: HeadlessTerminal, member: str = AURORA) -> dict[str, Any]:
    terminal.step("MCAA", {"identificacao": member}, "ENTER")
    return terminal.step("MCAA", {"proxima_transacao": "MCRA"}, "ALT 2")


def names(answer: dict[str, Any]) -> list[str]:
    return [line["prestador"] for line in answer["lines"]]


def marks(terminal: HeadlessTerminal) -> str:
    return "".join(terminal.shown(f"s.{n}") or "." for n in range(1, 8))


# ARED


@pytest.mark.rule("AP-007", "AP-008")
def test_ared_lists_by_name_and_marks_who_was_named(terminal: HeadlessTerminal) -> None:
    ared(terminal)
    answer = terminal.step("ARED", {"s.2": "S", "s.4": "S"}, "ENTER")
    hold(terminal, "ARED")
    assert answer["message"]["text"] == "2 DE 3 PRESTADORES INFORMADOS"
    assert {"AP-006", "AP-008", "AP-011"} <= {reason["rule"] for reason in answer["decision"]["reasons"]}


def test_ared_comes_with_the_town_of_the_policy(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    terminal.go("ARED")
    answer = terminal.as_dict()
    assert (answer["fields"]["uf"], answer["fields"]["municipio"]) == ("SP", "CIDADE FICTÍCIA")
    assert (answer["fields"]["segurado"], answer["fields"]["redes"]) == ("AURORA EXEMPLO", "001 CONVENCIONAL")
    assert answer["cursor"] == "especialidade"
    assert answer["lines"] == []


@pytest.mark.rule("AP-008")
def test_ared_refuses_the_fourth_and_keeps_the_marks(terminal: HeadlessTerminal) -> None:
    ared(terminal)
    answer = terminal.step("ARED", {"s.1": "S", "s.2": "S", "s.3": "S", "s.4": "S"}, "ENTER")
    assert answer["message"]["text"] == "ATÉ 3 PRESTADORES POR PESQUISA: 0 JÁ INFORMADO(S)"
    assert (answer["message"]["kind"], answer["cursor"], marks(terminal)) == ("error", "s.4", "SSSS...")
    assert answer["decision"]["outcome"] == "refused"
    answer = terminal.step("ARED", {"s.2": ""}, "ENTER")
    assert answer["message"]["text"] == "3 DE 3 PRESTADORES INFORMADOS"
    assert marks(terminal) == "*.**..."
    with pytest.raises(ValueError, match=r"s\.1: protected"):
        terminal.fill({"s.1": "S"})
    answer = terminal.step("ARED", {"s.2": "S"}, "ENTER")
    assert answer["message"]["text"] == "ATÉ 3 PRESTADORES POR PESQUISA: 3 JÁ INFORMADO(S)"


@pytest.mark.rule("AP-008")
def test_who_was_named_is_remembered_by_every_terminal(sign_on: SignOn) -> None:
    first = sign_on("A100001")
    ared(first)
    first.step("ARED", {"s.1": "S"}, "ENTER")
    second = sign_on("A100002")
    ared(second)
    assert marks(second) == "*......"
    assert second.as_dict()["fields"]["informados"] == "CLÍNICA DA AMOSTRA EXEMPLO"
    ared(second, bairro="vila")
    assert marks(second) == ".......", "another search is another enquiry"


def test_ared_turns_pages_and_not_over_marks_that_wait(terminal: HeadlessTerminal) -> None:
    first = ared(terminal)
    assert len(first["lines"]) == 7
    terminal.fill({"s.7": "S"})
    terminal.press(Key.F8)
    assert terminal.screenful.message.text.startswith("TECLE ENTER PARA REGISTRAR OS MARCADOS")
    assert terminal.as_dict()["cursor"] == "s.7"
    terminal.fill({"s.7": ""})
    terminal.press(Key.F8)
    second = terminal.as_dict()
    assert names(second) == ["CONSULTÓRIO FICTÍCIO GAMA", "CONSULTÓRIO FICTÍCIO ÔMEGA", "HOSPITAL EXEMPLO LTDA"]
    terminal.press(Key.F7)
    assert terminal.as_dict()["lines"] == first["lines"]


def test_a_mark_other_than_s_is_refused_and_one_on_an_old_list_is_no_mark(terminal: HeadlessTerminal) -> None:
    ared(terminal)
    answer = terminal.step("ARED", {"s.1": "N"}, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == ("MARQUE COM S QUEM FOI INFORMADO", "s.1")
    answer = terminal.step("ARED", {"s.1": "S", "especialidade": "obstet"}, "ENTER")
    assert names(answer) == ["HOSPITAL EXEMPLO LTDA", "MATERNIDADE EXEMPLO"]
    assert marks(terminal) == "......."


def test_marks_left_behind_by_a_jump_are_not_taken_for_named(terminal: HeadlessTerminal) -> None:
    ared(terminal)
    terminal.fill({"s.1": "S", "comando": "MCAA"})
    terminal.press(Key.ENTER, Key.F3)
    assert terminal.code == "ARED"
    assert terminal.as_dict()["fields"]["informados"] == "NENHUM NESTA PESQUISA"
    assert marks(terminal) == "......."


@pytest.mark.parametrize(
    ("values", "text", "cursor"),
    [
        ({"uf": ""}, "INFORME A UF", "uf"),
        ({"municipio": "LUA"}, "SEM PRESTADOR NO MUNICÍPIO LUA, SP", "municipio"),
        ({"especialidade": "ASTROLOGIA"}, "ESPECIALIDADE DESCONHECIDA: ASTROLOGIA", "especialidade"),
        ({"especialidade": "", "servico": "123"}, "CÓDIGO DE SERVIÇO TEM 8 DÍGITOS", "servico"),
        ({"servico": "90020017"}, "INFORME A ESPECIALIDADE OU O SERVIÇO, NÃO OS DOIS", "servico"),
    ],
)
def test_ared_refuses_on_the_field_keeps_the_person_and_drops_the_list(
    terminal: HeadlessTerminal, values: dict[str, str], text: str, cursor: str
) -> None:
    ared(terminal)
    answer = terminal.step("ARED", values, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == (text, cursor)
    assert answer["lines"] == []
    assert answer["fields"]["segurado"] == "AURORA EXEMPLO"
    for name, value in values.items():
        assert answer["fields"][name] == value


@pytest.mark.parametrize(
    ("member", "text"),
    [("1" * 16, "IDENTIFICAÇÃO NÃO CADASTRADA"), ("9992000007001001", "SEGURADO EXCLUÍDO, SEM REDE")],
)
def test_ared_forgets_the_last_person_when_the_next_has_no_network(
    terminal: HeadlessTerminal, member: str, text: str
) -> None:
    ared(terminal)
    answer = terminal.step("ARED", {"identificacao": member}, "ENTER")
    assert text in answer["message"]["text"]
    assert answer["cursor"] == "identificacao"
    assert "AURORA" not in terminal.text()
    assert answer["lines"] == []


def test_alt_10_opens_everything_of_the_provider_on_the_row(terminal: HeadlessTerminal) -> None:
    ared(terminal, especialidade="obstet")
    terminal.press(Key.ALT10)
    assert terminal.screenful.message.text == "RUA DOS EXEMPLOS, 1000 BAIRRO MODELO: F1 MOSTRA TUDO"
    assert "REDES: 001 CONVENCIONAL, 017 NOVOS PRODUTOS, 022 450 E 460" in terminal.screenful.why
    assert "CNPJ 11.222.333/0001-81  HOSPITAL" in terminal.screenful.why
    terminal.press(Key.HOME, Key.ALT10)
    assert terminal.screenful.message.text == "PONHA O CURSOR NA LINHA DE UM PRESTADOR"


@pytest.mark.rule("AP-004")
def test_a_modular_product_is_told_that_the_authorization_names_the_provider(terminal: HeadlessTerminal) -> None:
    answer = ared(terminal, identificacao=MODULAR, especialidade="cirurgia geral")
    assert answer["fields"]["modular"] == "MODULAR"
    assert answer["fields"]["aviso_1"].startswith("PRODUTO 990 MODULAR: AP DE INTERNAÇÃO DIRIGIDA")
    assert {line["rede_do_prestador"] for line in answer["lines"]} == {"017"}


@pytest.mark.rule("CV-063", "CV-075")
@pytest.mark.parametrize(
    ("code", "begins"),
    [("31100015", "ANTES DE INDICAR, PERGUNTE"), ("90070029", "EM SP INDIQUE SOMENTE OS DE PACOTE")],
)
def test_what_goes_with_a_procedure_stands_on_the_panel(
    terminal: HeadlessTerminal, code: str, begins: str
) -> None:
    answer = ared(terminal, especialidade="", servico=code)
    assert answer["fields"]["aviso_1"].startswith(begins)
    assert answer["fields"]["aviso_2"].startswith("A AP VALE EM QUALQUER REFERENCIADO")


# MCRA


@pytest.mark.rule("AP-005", "AP-011", "AP-012")
def test_mcra_takes_the_person_from_mcaa_and_reminds_of_automation(terminal: HeadlessTerminal) -> None:
    opened = from_mcaa(terminal)
    assert (opened["code"], opened["fields"]["identificacao"]) == ("MCRA", "99901/00001234-5-01")
    assert (opened["fields"]["rede"], opened["fields"]["municipio"]) == ("001", "CIDADE FICTÍCIA")
    with pytest.raises(ValueError, match="identificacao: protected"):
        terminal.fill({"identificacao": HSBC})
    answer = terminal.step("MCRA", {"especialidade": "radiologia"}, "ENTER")
    hold(terminal, "MCRA")
    assert answer["message"] == {
        "kind": "warn",
        "code": "",
        "text": "3 PRESTADORES - AUTOMAÇÃO NO AR: USE A ARED (F4)",
    }


@pytest.mark.rule("AP-005")
def test_mcra_without_a_person_sends_to_mcaa(terminal: HeadlessTerminal) -> None:
    terminal.go("MCRA")
    assert terminal.screenful.message.text == "ABRA O SEGURADO NA MCAA E VENHA COM MCRA E ALT 2"
    terminal.press(Key.ENTER)
    assert terminal.screenful.message.text == "ABRA O SEGURADO NA MCAA E VENHA COM MCRA E ALT 2"


@pytest.mark.rule("AP-009", "AP-012")
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("", "INFORME O Nº DA REDE (001)"),
        ("20", "A REDE 020 (HSBC) NÃO É DO SEGURADO: 001"),
        ("555", "A REDE 555 NÃO EXISTE - DO SEGURADO: 001"),
    ],
)
def test_mcra_wants_a_network_of_the_person(terminal: HeadlessTerminal, typed: str, text: str) -> None:
    from_mcaa(terminal)
    answer = terminal.step("MCRA", {"rede": typed}, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == (text, "rede")
    assert answer["fields"]["segurado"] == "AURORA EXEMPLO"


@pytest.mark.rule("AP-010")
def test_mcra_goes_from_001_to_020_for_hsbc_people(terminal: HeadlessTerminal) -> None:
    from_mcaa(terminal, HSBC)
    answer = terminal.step("MCRA", {"especialidade": "nefrologia"}, "ENTER")
    assert answer["message"]["text"] == "NÃO LOCALIZADO NA REDE 001 - ENTER PESQUISA A 020"
    assert answer["fields"]["rede"] == "020"
    terminal.press(Key.ENTER)
    assert names(terminal.as_dict()) == ["CLÍNICA RENAL HSBC EXEMPLO"]
    answer = terminal.step("MCRA", {"especialidade": "clinica medica"}, "ENTER")
    assert answer["message"]["text"] == "REDE 020: 1 PRESTADOR; A 001, QUE VEM PRIMEIRO, TEM 10"


def test_f4_takes_the_search_to_the_twin_and_back(terminal: HeadlessTerminal) -> None:
    ared(terminal, bairro="vila")
    there = terminal.as_dict()
    terminal.press(Key.F4)
    twin = terminal.as_dict()
    assert twin["code"] == "MCRA"
    assert names(twin) == names(there)
    for name in ("identificacao", "uf", "municipio", "bairro", "especialidade"):
        assert twin["fields"][name] == there["fields"][name]
    terminal.step("MCRA", {"regiao": "oeste", "bairro": ""}, "ENTER")
    terminal.press(Key.F4)
    back = terminal.as_dict()
    assert (back["code"], back["fields"]["bairro"]) == ("ARED", "")
    assert back["fields"]["especialidade"] == "CLINICA MEDICA"


# systems marked down


@pytest.mark.rule("AP-011")
def test_a_supervisor_marks_automation_down_and_every_panel_shows_it(sign_on: SignOn) -> None:
    supervisor, attendant = sign_on("A100004"), sign_on("A100001")
    from_mcaa(attendant)
    supervisor.go("AUTOM FORA")
    assert supervisor.screenful.message.text == "AUTOMAÇÃO MARCADA FORA DO AR"
    assert supervisor.rows()[2].startswith("- AUTOMAÇÃO FORA DO AR ----")
    answer = attendant.step("MCRA", {"especialidade": "radiologia"}, "ENTER")
    assert attendant.rows()[2].startswith("- AUTOMAÇÃO FORA DO AR ----")
    assert answer["message"]["text"] == "3 PRESTADORES - INFORME ATÉ 3: MARQUE COM S E TECLE ENTER"
    assert answer["fields"]["aviso_2"] == "AUTOMAÇÃO FORA DO AR: A REDE SE PESQUISA NO EXTRA"
    attendant.press(Key.F4)
    assert attendant.code == "ARED"
    assert attendant.screenful.message.text == "AUTOMAÇÃO FORA DO AR - PESQUISE NA MCRA (F4)"
    attendant.press(Key.F4)
    assert attendant.as_dict()["fields"]["especialidade"] == "RADIOLOGIA", "the filters came back"
    supervisor.go("AUTOM NO AR")
    assert supervisor.screenful.message.text == "AUTOMAÇÃO MARCADA NO AR"
    assert supervisor.rows()[2] == "-" * 80


def test_extra_is_marked_down_as_well_and_mcra_says_so(sign_on: SignOn) -> None:
    administrator = sign_on("A100007")
    administrator.go("EXTRA  FORA")
    assert administrator.rows()[2].startswith("- EXTRA FORA DO AR ---")
    administrator.fill({"ident": AURORA})
    administrator.go("MCRA")
    assert administrator.screenful.message.text == "EXTRA FORA DO AR - PESQUISE NA ARED (F4)"
    administrator.go("AUTOM FORA")
    assert administrator.rows()[2].startswith("- EXTRA E AUTOMAÇÃO FORA DO AR -")


@pytest.mark.parametrize("operator", ["A100001", "A100002", "A100003", "A100005", "A100006"])
def test_nobody_else_switches_a_system(sign_on: SignOn, operator: str) -> None:
    terminal = sign_on(operator)
    terminal.go("AUTOM FORA")
    answer = terminal.as_dict()
    assert answer["message"]["text"] == "SÓ SUPERVISÃO (SUP) OU ADMINISTRAÇÃO (ADM) MUDA AUTOMAÇÃO"
    assert (answer["fields"]["comando"], answer["cursor"]) == ("AUTOM FORA", "comando")
    assert terminal.rows()[2] == "-" * 80


def test_half_a_command_says_the_whole_and_nobody_commands_before_the_sign_on(sign_on: SignOn) -> None:
    terminal = sign_on("A100004")
    terminal.go("AUTOM")
    assert terminal.screenful.message.text == "USE AUTOM FORA OU AUTOM NO AR"
    nobody = sign_on(None)
    nobody.go("AUTOM FORA")
    assert nobody.screenful.message.text == "ENTRE COM MATRÍCULA E SENHA ANTES"


def test_the_switch_leaves_the_panel_as_it_is_with_what_was_typed(sign_on: SignOn) -> None:
    terminal = sign_on("A100004")
    from_mcaa(terminal)
    terminal.step("MCRA", {"especialidade": "radiologia"}, "ENTER")
    terminal.go("AUTOM FORA")
    answer = terminal.as_dict()
    assert (answer["code"], answer["fields"]["especialidade"]) == ("MCRA", "RADIOLOGIA")
    assert len(answer["lines"]) == 3
    assert answer["fields"]["aviso_2"] == "AUTOMAÇÃO FORA DO AR: A REDE SE PESQUISA NO EXTRA"


# MCPD


@pytest.mark.rule("AP-013", "AP-014")
def test_mcpd_shows_why_and_says_it_is_internal(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCPD", {"prestador": "00000006000169"}, "ENTER")
    hold(terminal, "MCPD")
    assert answer["message"]["text"] == "INTERNO: NÃO DIGA O MOTIVO AO SEGURADO NEM AO PRESTADOR"
    assert answer["fields"]["motivo_interno"] == "INTERNO - NÃO DIZER"
    assert answer["decision"]["reasons"][0]["disclose"] == "internal"
    answer = terminal.step("MCPD", {"prestador": "00000007000103"}, "ENTER")
    assert (answer["fields"]["publico_10"], answer["fields"]["publico_10_interno"]) == ("S", "INTERNO - NÃO DIZER")


@pytest.mark.rule("AP-013")
def test_every_reason_of_leaving_has_a_provider_in_the_demo(terminal: HeadlessTerminal) -> None:
    seen: set[str] = set()
    found = terminal.step("MCPD", {"nome": "clinica exemplo"}, "ENTER")
    numbers = [line["cnpj"] for line in found["lines"]]
    terminal.press(Key.F8)
    numbers += [line["cnpj"] for line in terminal.as_dict()["lines"]]
    for number in (*numbers, "00.000.006/0001-69"):
        seen.add(terminal.step("MCPD", {"prestador": number}, "ENTER")["fields"]["motivo"])
    assert seen == set("0123456789")


def test_mcpd_lists_several_of_a_name_and_opens_the_one_marked(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCPD", {"nome": "clinica exemplo"}, "ENTER")
    hold(terminal, "MCPD-NOMES")
    answer = terminal.step("MCPD", {"s.1": "S", "s.2": "S"}, "ENTER")
    assert answer["message"]["text"] == "MARQUE UM SÓ PRESTADOR COM S"
    answer = terminal.step("MCPD", {"s.2": ""}, "ENTER")
    assert (answer["map"], answer["fields"]["motivo_texto"]) == ("MCPDM01", "FALECIDO")
    answer = terminal.step("MCPD", {"nome": "hospital do peso"}, "ENTER")
    assert answer["fields"]["prestador"] == "00.000.023/0001-04"


@pytest.mark.parametrize(
    ("values", "text", "cursor"),
    [
        ({}, "INFORME O CNPJ OU O COMEÇO DO NOME", "prestador"),
        ({"prestador": "00000006000168"}, "CNPJ INVÁLIDO - CONFIRA OS DÍGITOS", "prestador"),
        ({"nome": "ninguém"}, "NENHUM PRESTADOR COM NOME ASSIM", "nome"),
        ({"nome": "ab"}, "INFORME O CNPJ OU 3 LETRAS DO COMEÇO DO NOME", "nome"),
    ],
)
def test_mcpd_refuses_on_the_field(
    terminal: HeadlessTerminal, values: dict[str, str], text: str, cursor: str
) -> None:
    answer = terminal.step("MCPD", values, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == (text, cursor)


def test_alt_2_on_a_row_of_the_network_goes_to_mcpd_with_the_provider(terminal: HeadlessTerminal) -> None:
    ared(terminal, especialidade="obstet")
    terminal.press(Key.DOWN, Key.ALT2)
    answer = terminal.as_dict()
    assert (answer["code"], answer["fields"]["prestador_nome"]) == ("MCPD", "MATERNIDADE EXEMPLO")
    terminal.press(Key.F3)
    assert terminal.code == "ARED"
    terminal.press(Key.HOME, Key.ALT2)
    assert terminal.as_dict()["cursor"] == "comando"


# APES, ALIS, AMED


@pytest.mark.rule("AP-011", "CV-068")
def test_apes_lists_who_has_an_agreement(terminal: HeadlessTerminal) -> None:
    terminal.step("APES", {"procedimento": "facectomia"}, "ENTER")
    hold(terminal, "APES")
    answer = terminal.step("APES", {"uf": "RJ"}, "ENTER")
    assert answer["message"]["text"] == "NENHUM PRESTADOR COM ACORDO EM RJ"
    assert answer["fields"]["aviso_1"].startswith("SEM PACOTE EM RJ: INDIQUE PELA ESPECIALIDADE")
    assert answer["fields"]["estados"] == "MG SP"


@pytest.mark.rule("CV-103")
def test_apes_asks_who_ordered_the_panoramic_x_ray(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("APES", {"procedimento": "32010176"}, "ENTER")
    assert answer["fields"]["aviso_1"].endswith("PEDIDO É DE MÉDICO (CRM) OU DENTISTA (CRO)")
    answer = terminal.step("APES", {"procedimento": "zzz"}, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == ("NENHUM PROCEDIMENTO: ZZZ", "procedimento")
    assert answer["fields"]["servico"] == ""


@pytest.mark.rule("AP-030")
def test_alis_lists_the_users_of_a_state(terminal: HeadlessTerminal) -> None:
    terminal.step("ALIS", {"uf": "sp"}, "ENTER")
    hold(terminal, "ALIS")
    answer = terminal.step("ALIS", {"uf": "AC"}, "ENTER")
    assert answer["message"]["text"] == "NENHUM PRESTADOR USA O AUTORIZADOR NESTE LUGAR"
    assert answer["lines"] == []


@pytest.mark.rule("CV-040", "CV-106", "CV-107")
def test_amed_gives_the_substance_and_keeps_the_yardstick_inside(terminal: HeadlessTerminal) -> None:
    terminal.step("AMED", {"medicamento": "mesna"}, "ENTER")
    hold(terminal, "AMED")
    answer = terminal.step("AMED", {"medicamento": "nilandron"}, "ENTER")
    assert [(line["substancia"], line["uso_hospitalar"]) for line in answer["lines"]] == [("NILUTAMIDA", "N?")]
    terminal.step("AMED", {"medicamento": "biomida"}, "ENTER")
    assert "EULEXIN, BIOMIDA, TECNOFLUT: FLUTAMIDA" in terminal.screenful.why
    answer = terminal.step("AMED", {"medicamento": "aspirina"}, "ENTER")
    assert (answer["cursor"], answer["lines"]) == ("medicamento", [])


def test_nothing_hostile_in_a_provider_reaches_the_glass(terminal: HeadlessTerminal, desk: Desk) -> None:
    from desk.domain.network.model import Provider

    with desk.store.writing() as session:
        provider = session.get_one(Provider, "11222333000181")
        provider.name = "[bold]\x1b[31mHOSPITAL"
        session.add(provider)
    ared(terminal)
    assert "\x1b" not in terminal.text()
