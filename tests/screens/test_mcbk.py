"""MCBK: changing an address, with the identity confirmed and nothing overwritten."""

import pytest

from desk.domain.context import Desk
from desk.domain.maintenance.service import contact_card, contact_changes
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import ATTENDANT, AURORA, SignOn
from tests.screens.golden import hold

MOACIR = "9990200009401801"
SURE = {"endereco_atual": "S", "nasc_titular": "S", "vidas": "S"}


@pytest.mark.rule("MA-013", "MA-016", "MA-017")
def test_a_new_cep_brings_its_street_and_alt_6_writes(terminal: HeadlessTerminal, desk: Desk) -> None:
    terminal.step("MCBK", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("MCBK", SURE | {"cep": "00999200"}, "ENTER")
    assert answer["fields"]["logradouro"] == "AVENIDA DOS MODELOS"
    assert answer["cursor"] == "numero"
    terminal.fill({"numero": "2000", "complemento": "BLOCO B AP 34", "telefone": "1100000022"})
    hold(terminal, "MCBK")
    terminal.press(Key.ALT6)
    assert terminal.screenful.message.text.startswith("GRAVADO")
    written = contact_card(desk, ATTENDANT, AURORA)
    assert (written.contact.street, written.contact.street_number) == ("AVENIDA DOS MODELOS", "2000")
    assert written.contact.phone_1 == "1100000022"
    assert [change.action for change in contact_changes(desk, AURORA[:14])] == ["contact.change"]
    assert terminal.as_dict()["fields"]["endereco_atual"] == "", "the next change is confirmed anew"


@pytest.mark.rule("MA-014")
@pytest.mark.parametrize("missing", list(SURE))
def test_without_one_of_the_three_confirmations_nothing_is_written(
    terminal: HeadlessTerminal, desk: Desk, missing: str
) -> None:
    before = contact_card(desk, ATTENDANT, AURORA)
    terminal.step("MCBK", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("MCBK", {k: v for k, v in SURE.items() if k != missing} | {"numero": "9"}, "ALT 6")
    assert answer["message"]["text"].startswith("FALTA CONFIRMAR")
    assert answer["cursor"] == missing
    assert answer["fields"]["numero"] == "9"
    assert contact_card(desk, ATTENDANT, AURORA) == before


@pytest.mark.rule("MA-015")
def test_a_non_adapted_member_moving_into_sao_paulo_writes_to_semas(
    terminal: HeadlessTerminal, desk: Desk
) -> None:
    terminal.step("MCBK", {"identificacao": MOACIR}, "ENTER")
    terminal.step("MCBK", SURE | {"cep": "00999200"}, "ENTER")
    answer = terminal.step("MCBK", {"numero": "1"}, "ALT 6")
    assert "CARTA À SEMAS" in answer["message"]["text"]
    assert answer["decision"]["outcome"] == "routed"
    assert contact_card(desk, ATTENDANT, MOACIR).contact.state == "MG"
    terminal.step("MCBK", {"cep": "30999200"}, "ENTER")
    assert terminal.step("MCBK", {"numero": "1"}, "ALT 6")["message"]["kind"] == "ok"
    assert contact_card(desk, ATTENDANT, MOACIR).contact.district == "BAIRRO SUL"


def test_two_operators_the_second_is_told_and_loses_nothing_typed(sign_on: SignOn, desk: Desk) -> None:
    first, second = sign_on(), sign_on("A100002")
    for terminal in (first, second):
        terminal.step("MCBK", {"identificacao": AURORA}, "ENTER")
    assert first.step("MCBK", SURE | {"numero": "111"}, "ALT 6")["message"]["kind"] == "ok"
    answer = second.step("MCBK", SURE | {"complemento": "FUNDOS"}, "ALT 6")
    assert "ALTERADO POR OUTRO OPERADOR" in answer["message"]["text"]
    assert answer["fields"]["complemento"] == "FUNDOS"
    assert contact_card(desk, ATTENDANT, AURORA).contact.complement == "AP 12"

    answer = second.step("MCBK", {}, "ENTER")
    assert answer["message"]["text"].startswith("OUTRO OPERADOR ALTEROU")
    assert answer["fields"]["numero"] == "111", "what was not typed over follows the change"
    assert answer["fields"]["complemento"] == "FUNDOS", "what was typed is kept"
    assert second.step("MCBK", {}, "ALT 6")["message"]["kind"] == "ok"
    contact = contact_card(desk, ATTENDANT, AURORA).contact
    assert (contact.street_number, contact.complement) == ("111", "FUNDOS")


@pytest.mark.parametrize(
    ("changes", "text", "cursor"),
    [
        ({"cep": "00999"}, "CEP MUDOU: TECLE ENTER PARA TRAZER O ENDEREÇO", "cep"),
        ({"uf": "XX"}, "UF XX NÃO EXISTE", "uf"),
        ({"numero": ""}, "INFORME O NÚMERO (OU S/N)", "numero"),
        ({"telefone": "11"}, "TELEFONE: DDD COM 2 DÍGITOS E NÚMERO COM 8", "telefone"),
        ({"e_mail": "SEM ARROBA"}, "E-MAIL INVÁLIDO", "e_mail"),
        ({"logradouro": ""}, "INFORME LOGRADOURO OU BUSQUE PELO CEP (ENTER)", "logradouro"),
    ],
)
def test_bad_data_is_refused_on_its_field(
    terminal: HeadlessTerminal, changes: dict[str, str], text: str, cursor: str
) -> None:
    terminal.step("MCBK", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("MCBK", SURE | changes, "ALT 6")
    assert (answer["message"]["text"], answer["cursor"]) == (text, cursor)


def test_an_unknown_cep_is_told_and_the_address_may_be_typed(terminal: HeadlessTerminal, desk: Desk) -> None:
    terminal.step("MCBK", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("MCBK", {"cep": "01999999"}, "ENTER")
    assert answer["message"]["text"].startswith("CEP NÃO CADASTRADO: CONFIRA, OU DIGITE O ENDEREÇO")
    assert (answer["fields"]["cep"], answer["cursor"]) == ("01999-999", "logradouro")
    typed = {"logradouro": "RUA NOVA DE EXEMPLO", "numero": "5", "municipio": "CIDADE FICTÍCIA", "uf": "SP"}
    assert terminal.step("MCBK", SURE | typed, "ALT 6")["message"]["text"].startswith("GRAVADO")
    written = contact_card(desk, ATTENDANT, AURORA).contact
    assert (written.postal_code, written.street) == ("01999999", "RUA NOVA DE EXEMPLO")


@pytest.mark.rule("MA-015")
def test_the_state_of_a_known_cep_cannot_be_typed_over(terminal: HeadlessTerminal, desk: Desk) -> None:
    """Otherwise a letter would take a non-adapted contract into a protected state."""
    terminal.step("MCBK", {"identificacao": MOACIR}, "ENTER")
    terminal.step("MCBK", SURE | {"cep": "00999200"}, "ENTER")
    answer = terminal.step("MCBK", SURE | {"numero": "10", "uf": "MG"}, "ALT 6")
    assert (answer["message"]["text"], answer["cursor"]) == ("O CEP É DE SP: CONFIRA CEP E UF", "uf")
    assert contact_changes(desk, MOACIR[:14]) == ()


def test_the_same_data_again_writes_nothing(terminal: HeadlessTerminal, desk: Desk) -> None:
    terminal.step("MCBK", {"identificacao": AURORA}, "ENTER")
    assert terminal.step("MCBK", SURE, "ALT 6")["message"]["text"].startswith("NADA MUDOU")
    assert contact_changes(desk, AURORA[:14]) == ()


def test_alt_6_before_any_lookup_writes_nothing(terminal: HeadlessTerminal) -> None:
    terminal.go("MCBK")
    answer = terminal.step("MCBK", {"identificacao": AURORA, **SURE}, "ALT 6")
    assert answer["message"]["text"] == "CONSULTE ANTES DE GRAVAR: TECLE ENTER"
