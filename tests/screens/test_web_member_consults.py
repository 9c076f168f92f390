"""ADBA and ADPL: a member looked up on the web."""

import pytest

from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA
from tests.screens.golden import hold

CECILIA = "9990100001234503"
UPGRADED = "9990100006101701"


def ask(terminal: HeadlessTerminal, code: str, member: str) -> dict[str, str]:
    """The fields of a panel for a member."""
    fields: dict[str, str] = terminal.step(code, {"identificacao": member}, "ENTER")["fields"]
    return fields


# ADBA


@pytest.mark.rule("EL-003", "RE-081", "DA-015")
def test_adba_shows_the_family_at_a_glance(terminal: HeadlessTerminal) -> None:
    ask(terminal, "ADBA", CECILIA)
    hold(terminal, "ADBA")


@pytest.mark.rule("EL-003")
def test_adba_opens_the_product_and_comes_back(terminal: HeadlessTerminal) -> None:
    ask(terminal, "ADBA", AURORA)
    terminal.step("ADBA", {"s_produto": "S"}, "ENTER")
    hold(terminal, "ADBA-PRODUTO")
    terminal.press(Key.ENTER)
    assert terminal.as_dict()["map"] == "ADBAM01"
    assert terminal.shown("segurado") == "AURORA EXEMPLO"
    assert terminal.shown("s_produto") == ""
    answer = terminal.step("ADBA", {"s_produto": "X"}, "ENTER")
    assert answer["cursor"] == "s_produto"


@pytest.mark.parametrize(
    ("member", "adapted", "tipo"),
    [("9990200009401801", "NÃO", "SIM"), ("9992000009003701", "A FONTE NÃO DIZ", "A FONTE NÃO DIZ")],
)
def test_adba_says_what_the_source_leaves_open(
    terminal: HeadlessTerminal, member: str, adapted: str, tipo: str
) -> None:
    ask(terminal, "ADBA", member)
    fields = terminal.step("ADBA", {"s_produto": "S"}, "ENTER")["fields"]
    assert (fields["adaptado"], fields["cobertura_tipo"]) == (adapted, tipo)


@pytest.mark.rule("RE-120")
def test_adba_shows_how_long_a_cheque_is_waited_for(terminal: HeadlessTerminal) -> None:
    fields = ask(terminal, "ADBA", "9990100006110601")
    assert (fields["cheque"], fields["cheque_emissao"], fields["cheque_espera"]) == (
        "000123",
        "07/05/2007",
        "22/05/2007",
    )


@pytest.mark.rule("RE-082")
def test_adba_sends_a_self_funded_company_without_an_account_to_mcea(terminal: HeadlessTerminal) -> None:
    assert ask(terminal, "ADBA", "9994000009201001")["reembolso"] == (
        "SEM CONTA CADASTRADA - A FORMA DA EMPRESA ESTÁ NA MCEA"
    )


def test_adba_points_to_apof_for_an_open_parcel(terminal: HeadlessTerminal) -> None:
    ask(terminal, "ADBA", "9990100005678301")
    assert terminal.screenful.message.text == "PAGAMENTO JANELA - ATRASO 102 DIAS - VER APOF"


@pytest.mark.rule("RE-009")
@pytest.mark.parametrize("code", ["ADBA", "ADPL"])
def test_the_web_shows_no_value_of_the_us(terminal: HeadlessTerminal, code: str) -> None:
    assert ask(terminal, "MCAA", AURORA)["valor_da_us"] == "0,4321"
    ask(terminal, code, AURORA)
    assert "0,4321" not in terminal.text()


@pytest.mark.parametrize(("code", "button"), [("ADBA", "ACPE"), ("ADPL", "ACOB")])
def test_alt_2_is_the_button_of_the_web(terminal: HeadlessTerminal, code: str, button: str) -> None:
    ask(terminal, code, AURORA)
    terminal.press(Key.ALT2)
    assert terminal.code == button or terminal.screenful.message.text.startswith(f"{button} AINDA NÃO")


# ADPL


@pytest.mark.rule("EL-006", "RE-018", "MA-069")
def test_adpl_shows_dates_and_right(terminal: HeadlessTerminal) -> None:
    ask(terminal, "ADPL", UPGRADED)
    hold(terminal, "ADPL")


@pytest.mark.rule("RE-010")
def test_adpl_magnifies_the_multiple(terminal: HeadlessTerminal) -> None:
    fields = ask(terminal, "ADPL", AURORA)
    assert (fields["multiplo"], fields["multiplo_1"]) == ("3,00", "")
    terminal.press(Key.ALT10)
    fields = terminal.as_dict()["fields"]
    assert fields["multiplo_1"] == "PRODUTO 342 + PLANO 04210: EM VIGOR DESDE 01/06/1999"
    assert fields["multiplo_2"] == "HISTÓRICO: 3,00 DESDE 01/06/1999"
    assert fields["multiplo"] == "3,00"


@pytest.mark.rule("RE-016", "RE-017", "RE-018", "RE-171")
@pytest.mark.parametrize(
    ("member", "right", "text"),
    [
        (AURORA, "S", "PRODUTO 342 COM DIREITO A REEMBOLSO"),
        ("0130000009301301", "N", "EMPRESA 01300 PLANO 04110: SEM REEMBOLSO PELA SEGURADORA"),
        ("9990200009403401", "S", "PRODUTO 314 NÃO REEMBOLSA CONSULTA"),
    ],
)
def test_adpl_confirms_the_right_to_reimbursement(
    terminal: HeadlessTerminal, member: str, right: str, text: str
) -> None:
    fields = ask(terminal, "ADPL", member)
    assert fields["direito"] == right
    assert text.startswith(fields["direito_texto"])
    assert fields["direito_texto"]


@pytest.mark.parametrize("code", ["ADBA", "ADPL", "MCBI", "MSEF", "MSI5"])
def test_a_mark_beside_an_answer_that_has_gone_picks_nobody(terminal: HeadlessTerminal, code: str) -> None:
    terminal.step(code, {"identificacao": AURORA}, "ENTER")
    assert terminal.step(code, {"identificacao": "1" * 16}, "ENTER")["message"]["kind"] == "error"
    answer = terminal.step(code, {"s.1": "S"}, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == ("NÃO HÁ VIDA NESTA LINHA", "s.1")
