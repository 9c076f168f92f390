"""The whole terminal: the panel, the explanations beside it, or a notice when it is too small."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.terminal.buffer import ScreenBuffer
from desk.terminal.fields import Field, Role
from desk.terminal.glass import PANE_COLUMN, WIDE, fits, glass
from desk.terminal.keyboard import Keyboard
from desk.terminal.keys import Key
from desk.terminal.panel import COLUMNS, ROWS, panel
from desk.terminal.protocol import Screenful

FORM = panel("TSTEM01", " NOME: ________", [Field("nome", label="NOME", help="COMO NO CARTÃO.")])


def keyboard(**more: Any) -> Keyboard:
    return Keyboard(ScreenBuffer(Screenful("TSTE", FORM, **more)), lambda inbound: None)


@given(st.integers(0, 220), st.integers(0, 70))
@settings(max_examples=60, deadline=None)
def test_every_row_of_any_terminal_is_exactly_its_width(width: int, height: int) -> None:
    rows = glass(keyboard(why=("PORQUE SIM " * 30,) * 9), width, height)
    assert len(rows) == height
    assert {(len(row.text), len(row.roles)) for row in rows} <= {(width, width)}
    assert {role for row in rows for role in row.roles} <= set(Role)


@pytest.mark.parametrize(
    ("width", "height", "enough"), [(80, 24, True), (79, 24, False), (80, 23, False), (200, 60, True)]
)
def test_a_terminal_of_80_by_24_is_enough_and_no_less(width: int, height: int, enough: bool) -> None:
    assert fits(width, height) is enough
    shown = "\n".join(row.text for row in glass(keyboard(), width, height))
    assert ("NOME: ________" in shown) is enough
    assert ("PRECISA DE 80x24" in shown) is not enough


def test_80_by_24_shows_the_buffer_as_it_is() -> None:
    board = keyboard()
    assert glass(board, COLUMNS, ROWS) == board.buffer.rows()


def test_too_small_a_terminal_tells_its_size() -> None:
    assert glass(keyboard(), 60, 20)[0].text.rstrip() == "TERMINAL DE 60x20"


def test_nothing_typed_is_lost_while_the_terminal_is_too_small() -> None:
    board = keyboard()
    board.press("MARIA")
    glass(board, 40, 10)
    assert glass(board, COLUMNS, ROWS)[0].text.startswith(" NOME: MARIA___")


def test_below_the_width_for_explanations_the_rest_stays_blank() -> None:
    rows = glass(keyboard(why=("PORQUE SIM",)), WIDE - 1, 30)
    assert {row.text[COLUMNS:].strip() for row in rows} == {""}
    assert {row.text.strip() for row in rows[ROWS:]} == {""}


def test_a_wide_terminal_shows_the_explanation_beside_the_panel() -> None:
    rows = glass(keyboard(why=("PORQUE SIM",)), WIDE, ROWS)
    assert [row.text[PANE_COLUMN:].rstrip() for row in rows[:3]] == ["POR QUÊ", "", "PORQUE SIM"]
    assert {row.text[COLUMNS] for row in rows} == {"|"}
    assert rows[0].text.startswith(" NOME: ________")


def test_f1_turns_the_pages_beside_a_wide_panel_and_comes_round() -> None:
    board = keyboard(why=("PORQUE SIM",))
    board.wide = True
    titles, feet = [], []
    for _ in range(3):
        rows = glass(board, WIDE, ROWS)
        titles.append(rows[0].text[PANE_COLUMN:].rstrip())
        feet.append(rows[ROWS - 1].text[PANE_COLUMN:].rstrip())
        board.press(Key.F1)
    assert titles == ["POR QUÊ", "AJUDA", "POR QUÊ"]
    assert feet == ["F1: PÁGINA 1/2", "F1: PÁGINA 2/2", "F1: PÁGINA 1/2"]


def test_no_line_of_a_long_explanation_is_lost_beside_a_wide_panel() -> None:
    board = keyboard(why=tuple(f"REGRA {n:03d}" for n in range(1, 51)))
    board.wide = True
    seen: list[str] = []
    for _ in range(3):
        seen += [row.text[PANE_COLUMN:].rstrip() for row in glass(board, WIDE, ROWS)]
        board.press(Key.F1)
    assert [line for line in seen if line.startswith("REGRA")] == [f"REGRA {n:03d}" for n in range(1, 51)]


@pytest.mark.parametrize("width", [WIDE, WIDE + 1, 160])
def test_no_word_of_a_long_line_is_cut_beside_a_wide_panel(width: int) -> None:
    words = [f"PALAVRA{n:02d}" for n in range(40)]
    rows = glass(keyboard(why=(" ".join(words),)), width, ROWS)
    assert " ".join(row.text[PANE_COLUMN:] for row in rows[2:-1]).split() == words
    assert {row.text[width - 1] for row in rows} == {" "}
