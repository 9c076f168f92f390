"""SIGN: entering, being refused, and the lock over a session."""

import pytest

from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA, KeptDrafts, SignOn
from tests.screens.golden import hold


@pytest.fixture
def door(sign_on: SignOn) -> HeadlessTerminal:
    return sign_on(None)


def test_the_panel_offers_the_demo_operators_and_dates(door: HeadlessTerminal) -> None:
    hold(door, "SIGN")


def test_number_and_password_typed_one_after_the_other_open_the_menu(door: HeadlessTerminal) -> None:
    for character in "A100001demo0001":
        door.press(character)
    door.press(Key.ENTER)
    assert door.code == "MENU"
    assert "OPER A100001/ATD" in door.rows()[1]


@pytest.mark.parametrize(
    ("values", "text", "cursor"),
    [
        ({}, "INFORME A MATRÍCULA", "matricula"),
        ({"matricula": "A100001"}, "INFORME A SENHA", "senha"),
        ({"matricula": "A100001", "senha": "errada"}, "MATRÍCULA OU SENHA INVÁLIDA", "matricula"),
        (
            {"matricula": "A100001", "senha": "demo0001", "unidade": "9999"},
            "UNIDADE 9999 NÃO CADASTRADA",
            "unidade",
        ),
    ],
)
def test_a_refusal_names_the_field_and_keeps_the_rest_but_never_the_password(
    door: HeadlessTerminal, values: dict[str, str], text: str, cursor: str
) -> None:
    answer = door.step("SIGN", values, "ENTER")
    assert (answer["code"], answer["message"]["text"], answer["cursor"]) == ("SIGN", text, cursor)
    assert answer["fields"]["matricula"] == values.get("matricula", "")
    assert "errada" not in door.text()
    assert door.buffer.value("senha") == ""


def test_the_password_is_dark(door: HeadlessTerminal) -> None:
    door.fill({"senha": "segredo"})
    assert "segredo" not in door.text()
    assert door.as_dict()["fields"]["senha"] == ""


def test_nothing_opens_before_the_sign_on(door: HeadlessTerminal) -> None:
    door.fill({"comando": "MCAA"})
    door.press(Key.ENTER)
    assert door.code == "SIGN"
    assert door.screenful.message.text == "ENTRE COM MATRÍCULA E SENHA ANTES"


def test_the_lock_hides_the_panel_and_gives_it_back_as_it_was(
    terminal: HeadlessTerminal, drafts: KeptDrafts
) -> None:
    terminal.go("MDAP")
    terminal.fill({"identificacao": AURORA, "ta": "5", "servico.1": "90030012"})
    terminal.press(Key.ENTER)
    terminal.fill({"comando": "TRAVA"})
    terminal.press(Key.ENTER)
    assert terminal.code == "SIGN"
    assert AURORA[5:13] not in terminal.text().split("IDENT")[0]
    terminal.fill({"comando": "MCAA"})
    terminal.press(Key.ENTER)
    assert terminal.code == "SIGN", "no transaction opens over a locked session"
    assert terminal.step("SIGN", {"senha": "errada"}, "ENTER")["message"]["kind"] == "error"
    answer = terminal.step("SIGN", {"senha": "demo0001"}, "ENTER")
    assert answer["code"] == "MDAP"
    assert answer["fields"]["servico.1"] == "90030012"
    assert answer["message"]["text"] == "SESSÃO DESTRAVADA"


def test_f3_ends_the_session_and_then_the_program(terminal: HeadlessTerminal) -> None:
    terminal.press(Key.F3)
    assert terminal.code == "SIGN"
    assert not terminal.screenful.closed
    terminal.press(Key.F3)
    assert terminal.screenful.closed


def test_one_session_leaves_nothing_to_the_next(terminal: HeadlessTerminal) -> None:
    terminal.go("MCAA")
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    terminal.press(Key.F3, Key.F3)
    answer = terminal.step("SIGN", {"matricula": "A100002", "senha": "demo0002"}, "ENTER")
    assert answer["code"] == "MENU"
    assert answer["fields"]["ident"] == ""
    terminal.press(Key.F3)
    assert AURORA[5:13] not in terminal.text()
