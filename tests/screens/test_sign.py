"""SIGN: entering, being refused, and the lock over a session."""

from datetime import timedelta

import pytest

from desk.domain.access.service import disable_operator
from desk.domain.context import Desk
from desk.domain.kernel.clock import FixedClock
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA, SUPERVISOR, KeptDrafts, SignOn
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
    assert AURORA[5:13] not in terminal.text(), "nor on row 24"
    assert not terminal.takes("ident")
    terminal.fill({"comando": "MCAA"})
    terminal.press(Key.ENTER)
    assert terminal.code == "SIGN", "no transaction opens over a locked session"
    assert terminal.step("SIGN", {"senha": "errada"}, "ENTER")["message"]["kind"] == "error"
    answer = terminal.step("SIGN", {"senha": "demo0001"}, "ENTER")
    assert answer["code"] == "MDAP"
    assert answer["fields"]["servico.1"] == "90030012"
    assert answer["message"]["text"] == "SESSÃO DESTRAVADA"
    assert answer["fields"]["ident"] == "99901/00001234-5-01"


def test_the_lock_says_until_when_the_password_is_not_taken(terminal: HeadlessTerminal, clock: FixedClock) -> None:
    terminal.fill({"comando": "TRAVA"})
    terminal.press(Key.ENTER)
    wrong = "SENHA NÃO CONFERE - A SESSÃO CONTINUA TRAVADA"
    locked_out = "BLOQUEADO POR ERROS DE SENHA ATÉ 10:15 - CONTINUA TRAVADA"
    said = [terminal.step("SIGN", {"senha": "errada99"}, "ENTER")["message"]["text"] for _ in range(5)]
    assert said == [wrong, wrong, wrong, wrong, locked_out]
    answer = terminal.step("SIGN", {"senha": "demo0001"}, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == (locked_out, "senha")
    clock.moment += timedelta(minutes=15)
    assert terminal.step("SIGN", {"senha": "demo0001"}, "ENTER")["code"] == "MENU"


def test_the_lock_of_a_closed_account_says_so(terminal: HeadlessTerminal, desk: Desk) -> None:
    terminal.fill({"comando": "TRAVA"})
    terminal.press(Key.ENTER)
    disable_operator(desk, SUPERVISOR, number="A100001")
    answer = terminal.step("SIGN", {"senha": "demo0001"}, "ENTER")
    assert answer["message"]["text"] == "OPERADOR DESATIVADO - PROCURE O ADMINISTRADOR"


def test_a_password_refused_is_not_tried_again_by_a_bare_enter(terminal: HeadlessTerminal, desk: Desk) -> None:
    terminal.fill({"comando": "TRAVA"})
    terminal.press(Key.ENTER)
    terminal.step("SIGN", {"senha": "errada99"}, "ENTER")
    for _ in range(6):
        answer = terminal.step("SIGN", {}, "ENTER")
    assert answer["message"]["text"] == "DIGITE A SENHA PARA DESTRAVAR"
    assert terminal.step("SIGN", {"senha": "demo0001"}, "ENTER")["code"] == "MENU"


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
