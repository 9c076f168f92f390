"""MDJ6: the search of the home-care programme, the list of names, a patient with the histories."""

from datetime import date

import pytest

from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA, SignOn
from tests.screens.golden import hold

MARIA, RUNNING = "9990100006019301", "9990100006006101"
CLINIC, HOSPITAL = "00000003000125", "11222333000181"


@pytest.mark.rule("CV-012", "CV-013")
def test_mdj6_of_a_patient_lists_the_providers_with_h_before_history(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDJ6", {"paciente": MARIA}, "ENTER")
    hold(terminal, "MDJ6")
    assert [line["h"] for line in answer["lines"]] == ["", "H", "H"]
    assert (answer["fields"]["data_inicial"], answer["fields"]["data_final"]) == ("01/01/0001", "31/12/9999")
    assert "INTERNO" in answer["message"]["text"]


@pytest.mark.rule("CV-012")
def test_mdj6_of_a_provider_lists_the_patients_and_of_both_only_the_pair(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDJ6", {"prestador": CLINIC}, "ENTER")
    assert [line["nome_paciente"] for line in answer["lines"]] == [
        "MARIA APARECIDA EXEMPLO",
        "MARIA EXEMPLO",
        "MARIA APARECIDA EXEMPLO",
    ]
    assert answer["fields"]["prestador_nome"] == "CLÍNICA EXEMPLO S/C"
    answer = terminal.step("MDJ6", {"prestador": HOSPITAL, "paciente": MARIA}, "ENTER")
    assert [line["inicio"] for line in answer["lines"]] == ["21/08/2006"]


@pytest.mark.rule("CV-012", "CV-013")
def test_mdj6_of_a_name_opens_its_own_map_then_the_patient_then_a_history(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDJ6", {"nome": "maria"}, "ENTER")
    hold(terminal, "MDJ6-NOMES")
    assert answer["map"] == "MDJ6M03"
    answer = terminal.step("MDJ6", {"x.1": "X"}, "ENTER")
    hold(terminal, "MDJ6-PACIENTE")
    assert answer["map"] == "MDJ6M02"
    assert answer["fields"]["situacao_atual"] == "EM DESMAME 07/05/2007"
    assert not terminal.takes("x.1"), "the running stay is open already"
    answer = terminal.step("MDJ6", {"x.3": "X"}, "ENTER")
    hold(terminal, "MDJ6-HISTORICO")
    assert answer["fields"]["aberto"] == "03/11/2005 CLÍNICA EXEMPLO S/C (HISTÓRICO, SÓ CONSULTA)"
    assert answer["fields"]["situacao_atual"] == "ALTA 17/02/2006 - HISTÓRICO"
    assert terminal.step("MDJ6", {}, "ALT 7")["map"] == "MDJ6M03"
    assert terminal.step("MDJ6", {}, "ALT 7")["map"] == "MDJ6M01"


@pytest.mark.rule("CV-013")
def test_mdj6_opens_a_history_straight_from_the_list_and_writes_nothing(terminal: HeadlessTerminal) -> None:
    terminal.step("MDJ6", {"paciente": MARIA}, "ENTER")
    answer = terminal.step("MDJ6", {"x.2": "X"}, "ENTER")
    assert answer["fields"]["situacao_atual"] == "ENCERRADO 30/09/2006 - HISTÓRICO"
    texts = [
        placed.name for placed in terminal.buffer.inputs if not placed.name.startswith(("x.", "comando", "ident"))
    ]
    assert texts == [], "a history has no field to type into"
    for key in ("ALT 5", "ALT 6"):
        assert "NÃO TEM FUNÇÃO" in terminal.step("MDJ6", {}, key)["message"]["text"]


def test_mdj6_shows_the_last_occurrences_first_and_turns_back_to_the_older(terminal: HeadlessTerminal) -> None:
    terminal.step("MDJ6", {"nome": "aparecida"}, "ENTER")
    answer = terminal.step("MDJ6", {"x.1": "X"}, "ENTER")
    shown = [line["data"] for line in answer["lines"] if line.get("data")]
    assert (shown[0], shown[-1], len(shown)) == ("09/03/2007", "07/05/2007", 5)
    terminal.press(Key.F7)
    older = [line["data"] for line in terminal.as_dict()["lines"] if line.get("data")]
    assert older == ["05/03/2007"]
    terminal.press(Key.F1)
    assert "CONCEDIDO COMO EXCEÇÃO, FORA DO CONTRATO" in terminal.text()


def test_mdj6_of_a_patient_with_history_only_opens_none_by_itself(terminal: HeadlessTerminal) -> None:
    terminal.step("MDJ6", {"nome": "maria"}, "ENTER")
    answer = terminal.step("MDJ6", {"x.2": "X"}, "ENTER")
    assert answer["message"]["text"].startswith("SÓ HÁ HISTÓRICO")
    assert (answer["fields"]["situacao_atual"], answer["cursor"]) == ("-", "x.1")


@pytest.mark.rule("CV-012")
@pytest.mark.parametrize(
    ("values", "text", "cursor"),
    [
        ({}, "INFORME PACIENTE, NOME OU PRESTADOR", "paciente"),
        ({"data_inicial": "01/01/2007"}, "AS DATAS VÊM COM", "paciente"),
        ({"data_inicial": "01010001"}, "AS DATAS VÊM COM", "paciente"),
        ({"paciente": "99901"}, "IDENTIFICAÇÃO INCOMPLETA", "paciente"),
        ({"paciente": "1" * 16}, "PACIENTE NÃO CADASTRADO", "paciente"),
        ({"paciente": AURORA}, "NINGUÉM EM HOME CARE", "paciente"),
        ({"nome": "ninguem"}, "NINGUÉM EM HOME CARE", "nome"),
        ({"prestador": "123"}, "14 DÍGITOS", "prestador"),
        ({"prestador": "0" * 14}, "PRESTADOR NÃO CADASTRADO", "prestador"),
        ({"paciente": MARIA, "data_inicial": "31/02/2007"}, "DATA INVÁLIDA", "data_inicial"),
        (
            {"paciente": MARIA, "data_inicial": "02012007", "data_final": "01012007"},
            "ANTES DA INICIAL",
            "data_final",
        ),
    ],
)
def test_mdj6_refuses_on_the_field(
    terminal: HeadlessTerminal, values: dict[str, str], text: str, cursor: str
) -> None:
    answer = terminal.step("MDJ6", values, "ENTER")
    assert text in answer["message"]["text"]
    assert answer["cursor"] == cursor
    assert answer["lines"] == []


@pytest.mark.rule("CV-012")
def test_mdj6_takes_the_ends_of_all_time_as_it_shows_them(terminal: HeadlessTerminal) -> None:
    terminal.step("MDJ6", {"paciente": MARIA}, "ENTER")
    answer = terminal.step("MDJ6", {"data_inicial": "01102006"}, "ENTER")
    assert [line["inicio"] for line in answer["lines"]] == ["12/03/2007"]
    answer = terminal.step("MDJ6", {"data_inicial": "01010001", "data_final": "31129999"}, "ENTER")
    assert len(answer["lines"]) == 3


def test_mdj6_searches_for_what_was_typed_last(terminal: HeadlessTerminal) -> None:
    terminal.step("MDJ6", {"paciente": RUNNING}, "ENTER")
    assert terminal.step("MDJ6", {"nome": "aparecida"}, "ENTER")["map"] == "MDJ6M03"
    terminal.step("MDJ6", {}, "ALT 7")
    answer = terminal.step("MDJ6", {"paciente": RUNNING}, "ENTER")
    assert [line["nome_prestador"] for line in answer["lines"]] == ["HOSPITAL EXEMPLO"]


def test_mdj6_lets_go_of_the_identification_in_transit_when_something_else_is_asked(
    terminal: HeadlessTerminal,
) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    terminal.go("MDJ6")
    assert terminal.as_dict()["fields"]["paciente"] == "99901/00001234-5-01"
    assert len(terminal.step("MDJ6", {"prestador": CLINIC}, "ENTER")["lines"]) == 3


@pytest.mark.parametrize(
    ("marks", "text"), [({"x.1": "X", "x.2": "X"}, "UMA SÓ LINHA"), ({"x.1": "S"}, "UMA SÓ LINHA")]
)
def test_mdj6_wants_one_x(terminal: HeadlessTerminal, marks: dict[str, str], text: str) -> None:
    terminal.step("MDJ6", {"paciente": MARIA}, "ENTER")
    answer = terminal.step("MDJ6", marks, "ENTER")
    assert text in answer["message"]["text"]
    with pytest.raises(ValueError, match=r"x\.4: protected"):
        terminal.fill({"x.4": "X"})


def test_mdj6_prints_nothing(terminal: HeadlessTerminal) -> None:
    terminal.step("MDJ6", {"paciente": MARIA}, "ENTER")
    assert terminal.step("MDJ6", {}, "IMPR")["message"]["text"] == "PAINEL INTERNO: NADA SE IMPRIME"


def test_mdj6_comes_back_as_it_was_left(sign_on: SignOn) -> None:
    terminal = sign_on(on=date(2007, 5, 15))
    terminal.step("MDJ6", {"nome": "maria"}, "ENTER")
    terminal.step("MDJ6", {"x.1": "X"}, "ENTER")
    terminal.go("MCAA")
    assert terminal.as_dict()["fields"]["ident"] == "99901/00006019-3-01"
    terminal.press(Key.F3)
    assert (terminal.code, terminal.as_dict()["map"]) == ("MDJ6", "MDJ6M02")
