"""MDAY: every change of a senha; and the way there from the list."""

import pytest

from desk.domain.context import Desk
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA
from tests.screens.golden import hold
from tests.service.lifecycle import FIRST, SECOND, a_revision, add, change, drop, issued


@pytest.mark.rule("AP-140")
def test_every_change_with_who_and_what_was_before(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST)
    change(desk, number, a_revision(desk, number, quantities=((1, 4),)))
    add(desk, number, SECOND)
    drop(desk, number, 1, motive="T")
    answer = terminal.step("MDAY", {"senha": number}, "ENTER")
    assert answer["message"]["text"] == "4 ALTERAÇÕES DA AP"
    hold(terminal, "MDAY")
    assert "LINHA 1 QT 2 PARA 4" in terminal.text()
    assert "A100001 A100001 ATENDENTE MODELO" in terminal.text()
    assert "ÁREA: UDAS EXEMPLO CENTRO" in terminal.text()
    terminal.press(Key.F8)
    assert "CONCLUÍDA, 1 SERVIÇO(S), ATÉ 14/06/2007" in terminal.text()


def test_an_unknown_senha_is_said(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDAY", {"senha": "07/999999"}, "ENTER")
    assert (answer["message"]["kind"], answer["cursor"]) == ("error", "senha")


@pytest.mark.parametrize("code", ["MDAR", "MDAQ", "MDAT", "MDAY"])
@pytest.mark.parametrize("key", [Key.ALT2, Key.ENTER])
def test_a_mark_on_the_list_and_a_code_beside_it_go_there_with_the_senha(
    terminal: HeadlessTerminal, code: str, key: Key
) -> None:
    terminal.step("MDZ1", {"identificacao": AURORA}, "ENTER")
    terminal.fill({"s.2": "S", "comando": code})
    terminal.press(key)
    assert (terminal.code, terminal.shown("senha")) == (code, "07/004377")


def test_two_marks_go_nowhere(terminal: HeadlessTerminal) -> None:
    terminal.step("MDZ1", {"identificacao": AURORA}, "ENTER")
    terminal.fill({"s.2": "S", "s.3": "S", "comando": "MDAY"})
    terminal.press(Key.ALT2)
    assert terminal.code == "MDZ1"


@pytest.mark.parametrize("action", ["AEXC", "AALT", "AINC"])
def test_acoa_goes_to_the_web_twins(terminal: HeadlessTerminal, action: str) -> None:
    terminal.step("ACOA", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("ACOA", {"s.2": "S", "subacao": action}, "ENTER")
    assert (answer["code"], terminal.shown("senha")) == (action, "07/004377")
