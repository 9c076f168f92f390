"""Keys out of place and text that means nothing: a panel answers every one of them, and never with a failure."""

from random import Random

import pytest

from desk.screens.frame import MESSAGE_COLUMNS
from desk.screens.registry import ENTRIES
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import ATTENTION, Key
from tests.conftest import AURORA

BUILT = [code for code, entry in ENTRIES.items() if entry.built and code not in {"SIGN", "MENU"}]
TYPED = (
    "", " ", "0", "00", "-", "S", "X", "?", "9" * 40, "A" * 200, "31/02/2007", "99/99/9999", "01/01/0001", "1e5",
    "NaN", "-1", "\x1b[31m", "\x00\x07", "%", "'", '" OR 1=1 --', "ção 🙂", "１２３", "²", "٣", "1.2.3,4", "0,00",
    "90030012", "acompanhante", "99911", "12/05/2007", "0700123456", "EXEMPLO",
)  # fmt: skip
KEYS = [*sorted(ATTENTION - {Key.F12}, key=lambda key: key.name), *[Key.ENTER] * 8, *[Key.F7, Key.F8] * 3]
ROUNDS = 50


def careless(terminal: HeadlessTerminal, dice: Random) -> str:
    """Fill half of the open fields with anything that goes in, press any key; what was done, in words."""
    done = []
    for placed in terminal.buffer.inputs:
        text = AURORA if placed.name in {"identificacao", "ident"} and dice.random() < 0.7 else dice.choice(TYPED)
        if placed.name == "comando" or dice.random() < 0.5:
            continue
        try:
            terminal.fill({placed.name: text[: placed.length]})
        except ValueError:
            continue  # the field takes no such characters
        done.append(f"{placed.name}={text[:20]!r}")
    key = dice.choice(KEYS)
    terminal.press(key)
    return f"{' '.join(done)} {key.name}"


@pytest.mark.parametrize("code", BUILT)
def test_no_text_and_no_key_makes_a_panel_fail(terminal: HeadlessTerminal, code: str) -> None:
    dice = Random(code)
    for _ in range(ROUNDS):
        if terminal.code != code:
            terminal.go("MENU")
            terminal.fill({"ident": AURORA if dice.random() < 0.6 else ""})
            terminal.go(code)
            if terminal.code != code:
                return  # it opens from another panel only
        done = careless(terminal, dice)
        message = terminal.screenful.message.text
        assert "FALHA INTERNA" not in message, (code, done)
        if terminal.code == code:
            assert len(message) <= MESSAGE_COLUMNS, (code, done, message)
        for row in terminal.rows():
            assert len(row) == 80
            assert row.isprintable(), (code, done, row)
