"""MENU and the ways to move between transactions."""

from desk.screens.registry import ENTRIES
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key

UNBUILT = next(code for code, entry in ENTRIES.items() if not entry.built)


def test_every_code_stands_on_the_menu(terminal: HeadlessTerminal) -> None:
    text = terminal.text()
    terminal.press(Key.F8)
    text += terminal.text()
    for code, entry in ENTRIES.items():
        if code not in {"SIGN", "MENU"}:
            assert f"{code} {entry.menu if entry.built else entry.menu.lower()}" in text


def test_a_code_not_built_says_so_and_keeps_what_was_typed(terminal: HeadlessTerminal) -> None:
    terminal.go(UNBUILT)
    answer = terminal.as_dict()
    assert answer["code"] == "MENU"
    assert answer["message"] == {
        "kind": "error",
        "code": "",
        "text": f"{UNBUILT} AINDA NÃO ESTÁ DISPONÍVEL NESTA VERSÃO",
    }
    assert answer["fields"]["comando"] == UNBUILT
    assert answer["cursor"] == "comando"


def test_f3_goes_back_to_the_caller_and_then_to_the_menu(terminal: HeadlessTerminal) -> None:
    terminal.go("MCAA")
    terminal.go("MSI6")
    terminal.press(Key.F3)
    assert terminal.code == "MCAA"
    terminal.press(Key.F3)
    assert terminal.code == "MENU"
