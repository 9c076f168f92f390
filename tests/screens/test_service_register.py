"""MCSA and MCSG: the attributes of a service, its units by table and date, the factors of the formula."""

import pytest

from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.screens.golden import hold

RESTRICTED, RPG, SURGERY = "25800019", "25060309", "90010011"


@pytest.mark.rule("AP-150", "AP-152", "AP-153")
def test_mcsa_of_a_restricted_code_is_marked_internal(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCSA", {"servico": RESTRICTED}, "ENTER")
    hold(terminal, "MCSA")
    fields = answer["fields"]
    assert (fields["restrito"], fields["interno"]) == ("S", "INTERNO")
    assert answer["message"] == {
        "kind": "warn",
        "code": "",
        "text": "INTERNO: CÓDIGO RESTRITO NÃO SE REVELA AO SEGURADO (AP-152)",
    }
    by_rule = {reason["rule"]: reason for reason in answer["decision"]["reasons"]}
    assert {"AP-150", "AP-152", "AP-153"} <= {rule for rule, reason in by_rule.items() if reason["applied"]}
    assert by_rule["AP-152"]["disclose"] == "internal"


@pytest.mark.rule("AP-150", "AP-152")
def test_mcsa_of_any_other_code_has_nothing_internal(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCSA", {"servico": RPG}, "ENTER")
    assert answer["fields"]["restrito"] == "N"
    assert "INTERNO" not in terminal.text()
    assert not any(reason["applied"] for reason in answer["decision"]["reasons"])
    assert answer["fields"]["nivel_texto"] == "SÓ POR REEMBOLSO"
    assert answer["fields"]["regime"] == "5 AMBUL"
    assert (answer["fields"]["exige_ap"], answer["fields"]["so_adaptado"]) == ("N", "S")


def test_mcsa_shows_what_the_blocks_look_at(terminal: HeadlessTerminal) -> None:
    fields = terminal.step("MCSA", {"servico": SURGERY}, "ENTER")["fields"]
    assert fields["regime"] == "6 INT.CLÍN  7 INT.CIR"
    assert (fields["porte_anestesico"], fields["media_de_diarias"], fields["classe_de_carencia"]) == (
        "3",
        "3",
        "2",
    )
    assert (fields["sexo"], fields["idade"], fields["exige_ap"]) == ("AMBOS", "SEM LIMITE", "S")


@pytest.mark.parametrize("code", ["MCSA", "MCSG"])
@pytest.mark.parametrize(
    ("service", "text"), [("", "INFORME O SERVIÇO"), ("123", "8 DÍGITOS"), ("99999999", "SERVIÇO NÃO CADASTRADO")]
)
def test_the_register_refuses_on_the_field(terminal: HeadlessTerminal, code: str, service: str, text: str) -> None:
    terminal.step(code, {"servico": RPG}, "ENTER")
    answer = terminal.step(code, {"servico": service}, "ENTER")
    assert text in answer["message"]["text"]
    assert answer["cursor"] == "servico"
    assert answer["fields"]["descricao"] == ""


@pytest.mark.rule("RE-007", "RE-008", "RE-010")
def test_mcsg_shows_units_by_table_and_the_factors_of_a_product_and_plan(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCSG", {"servico": "00010014", "produto": "342", "plano": "4210"}, "ENTER")
    hold(terminal, "MCSG")
    fields = answer["fields"]
    assert (fields["us"], fields["multiplo"], fields["valor_da_us"]) == ("100,00", "3,00", "0,4321")
    assert "129,63" not in terminal.text(), "the amount is for MDR5, which looks at the right to it"
    assert {"RE-007", "RE-008", "RE-010"} <= {r["rule"] for r in answer["decision"]["reasons"] if r["applied"]}


@pytest.mark.rule("RE-020")
def test_mcsg_of_450_counts_in_its_own_table_and_unit(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCSG", {"servico": "00010014", "produto": "450", "plano": "07300"}, "ENTER")
    fields = answer["fields"]
    assert [line["tabela_de_us"] for line in answer["lines"]] == ["TRSS"]
    assert (fields["tabela_usada"], fields["us"], fields["unidade"], fields["valor_da_us"]) == (
        "TRSS",
        "120,00",
        "USR",
        "0,3850",
    )


@pytest.mark.rule("RE-008")
@pytest.mark.parametrize(
    ("day", "value"), [("31/05/2006", "0,4087"), ("01/06/2006", "0,4321"), ("01/01/1990", "NÃO CONSTA")]
)
def test_mcsg_takes_the_unit_value_of_the_day_of_care(terminal: HeadlessTerminal, day: str, value: str) -> None:
    answer = terminal.step("MCSG", {"servico": "00010014", "produto": "342", "data": day}, "ENTER")
    assert answer["fields"]["valor_da_us"] == value


def test_mcsg_marks_the_units_in_force_of_each_table(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCSG", {"servico": "00010014"}, "ENTER")
    assert [(line["tabela_de_us"], line["vigor"]) for line in answer["lines"]] == [
        ("SAS", "EM VIGOR"),
        ("TRSS", "EM VIGOR"),
    ]
    answer = terminal.step("MCSG", {"data": "31/12/2005"}, "ENTER")
    assert [(line["tabela_de_us"], line["vigor"]) for line in answer["lines"]] == [
        ("SAS", "EM VIGOR"),
        ("TRSS", ""),
    ]


@pytest.mark.rule("AP-153")
def test_mcsg_of_a_restricted_code_is_no_basis_for_cover(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCSG", {"servico": RESTRICTED}, "ENTER")
    assert answer["message"]["text"] == "INTERNO: CÓDIGO RESTRITO, O CADASTRO NÃO PROVA COBERTURA (AP-153)"
    terminal.press(Key.F1)
    assert "AP-153" in terminal.text()


@pytest.mark.parametrize(
    ("values", "text", "cursor"),
    [
        ({"produto": "999"}, "PRODUTO 999 NÃO CADASTRADO", "produto"),
        ({"produto": "342", "plano": "99999"}, "PLANO 99999 NÃO CADASTRADO", "plano"),
        ({"plano": "04210"}, "INFORME O PRODUTO", "produto"),
        ({"tabela": "XYZ"}, "SEM QUANTIDADE DE US NA TABELA XYZ", "tabela"),
        ({"data": "31/02/2007"}, "DATA INVÁLIDA", "data"),
    ],
)
def test_mcsg_refuses_on_the_field(
    terminal: HeadlessTerminal, values: dict[str, str], text: str, cursor: str
) -> None:
    answer = terminal.step("MCSG", {"servico": "00010014", **values}, "ENTER")
    assert text in answer["message"]["text"]
    assert answer["cursor"] == cursor


def test_mcsg_of_a_service_without_units_says_so(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCSG", {"servico": "15010023"}, "ENTER")
    assert answer["message"]["text"] == "SERVIÇO SEM QUANTIDADE DE US EM NENHUMA TABELA"
