"""The painter against a terminal: what is shown is what was meant, for as few bytes as it takes."""

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.terminal.buffer import ScreenBuffer
from desk.terminal.fields import Field, Kind, Role
from desk.terminal.keyboard import Keyboard
from desk.terminal.keys import Key
from desk.terminal.painter import Painter
from desk.terminal.palette import THEMES, Depth, inks
from desk.terminal.panel import COLUMNS, ROWS, panel
from desk.terminal.picture import Row
from desk.terminal.protocol import Message, Screenful, Severity

WIDTH, HEIGHT = 18, 3
BLANK_GLASS = (Row(" " * WIDTH, bytes(WIDTH)),) * HEIGHT


class Terminal:
    """A real terminal's reading of the painter's bytes."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)

    def feed(self, data: str) -> None:
        self._stream.feed(data)

    @property
    def rows(self) -> list[str]:
        return list(self.screen.display)

    @property
    def cursor(self) -> tuple[int, int]:
        return self.screen.cursor.y, self.screen.cursor.x

    def looks(self) -> list[tuple[object, ...]]:
        """What an eye can tell of each cell: a blank without reverse has no colour."""
        cells = [self.screen.buffer[y][x] for y in range(self.screen.lines) for x in range(self.screen.columns)]
        return [(c.data,) if c.data == " " and not c.reverse else (c.data, c.fg, c.bold, c.reverse) for c in cells]


CELLS = st.sampled_from("AAB   _1ç─")
ROLES = st.sampled_from([Role.LABEL, Role.LABEL, Role.INPUT, Role.ERROR, Role.ALERT])
GLASS_ROW = st.builds(
    lambda text, roles: Row("".join(text), bytes(roles)),
    st.lists(CELLS, min_size=WIDTH, max_size=WIDTH),
    st.lists(ROLES, min_size=WIDTH, max_size=WIDTH),
)
GLASS = st.lists(GLASS_ROW | st.just(BLANK_GLASS[0]), min_size=HEIGHT, max_size=HEIGHT).map(tuple)
CURSOR = st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1))


@given(st.lists(st.tuples(GLASS, CURSOR), min_size=1, max_size=4), st.sampled_from(Depth))
@settings(max_examples=60, deadline=None)
def test_the_terminal_always_shows_the_last_glass_and_cursor(
    glasses: list[tuple[tuple[Row, ...], tuple[int, int]]], depth: Depth
) -> None:
    painter, terminal = Painter(WIDTH, HEIGHT, depth), Terminal()
    for rows, cursor in glasses:
        terminal.feed(painter.paint(rows, cursor, "green"))
        assert terminal.rows == [row.text for row in rows]
        assert terminal.cursor == cursor


@given(GLASS, GLASS, CURSOR, st.sampled_from(Depth), st.sampled_from(THEMES))
@settings(max_examples=60, deadline=None)
def test_painting_the_difference_looks_the_same_as_painting_the_whole(
    before: tuple[Row, ...], after: tuple[Row, ...], cursor: tuple[int, int], depth: Depth, theme: str
) -> None:
    painter, stepwise, at_once = Painter(WIDTH, HEIGHT, depth), Terminal(), Terminal()
    stepwise.feed(painter.paint(before, (0, 0), theme))
    stepwise.feed(painter.paint(after, cursor, theme))
    at_once.feed(Painter(WIDTH, HEIGHT, depth).paint(after, cursor, theme))
    assert stepwise.looks() == at_once.looks()


@given(GLASS, CURSOR)
@settings(max_examples=30, deadline=None)
def test_painting_the_same_glass_again_writes_nothing(rows: tuple[Row, ...], cursor: tuple[int, int]) -> None:
    painter = Painter(WIDTH, HEIGHT, Depth.FULL)
    assert painter.paint(rows, cursor, "green") != ""
    assert painter.paint(rows, cursor, "green") == ""
    assert painter.paint(tuple(Row(row.text, row.roles) for row in rows), cursor, "green") == ""


@given(GLASS, GLASS, CURSOR)
@settings(max_examples=30, deadline=None)
def test_after_the_first_paint_the_glass_is_never_cleared(
    before: tuple[Row, ...], after: tuple[Row, ...], cursor: tuple[int, int]
) -> None:
    painter = Painter(WIDTH, HEIGHT, Depth.FULL)
    painter.paint(before, (0, 0), "green")
    assert "J" not in painter.paint(after, cursor, "green")


def test_only_a_moved_cursor_writes_only_its_place() -> None:
    painter = Painter(WIDTH, HEIGHT, Depth.FULL)
    painter.paint(BLANK_GLASS, (0, 0), "green")
    assert painter.paint(BLANK_GLASS, (2, 7), "green") == "\x1b[3;8H"


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("A  B".ljust(WIDTH), "\x1b[HA  B\x1b[H"),
        ("A".ljust(WIDTH - 1) + "B", f"\x1b[HA\x1b[{WIDTH - 2}CB\x1b[H"),
    ],
)
def test_a_short_gap_is_written_over_and_a_long_one_jumped(text: str, sent: str) -> None:
    painter = Painter(WIDTH, HEIGHT, Depth.FULL)
    painter.paint(BLANK_GLASS, (0, 0), "green")
    assert painter.paint((Row(text, bytes(WIDTH)), *BLANK_GLASS[1:]), (0, 0), "green") == sent


def test_the_end_of_a_row_that_empties_is_erased() -> None:
    painter = Painter(WIDTH, HEIGHT, Depth.FULL)
    painter.paint((Row("A" * WIDTH, bytes(WIDTH)), *BLANK_GLASS[1:]), (0, 0), "green")
    after = (Row("AB".ljust(WIDTH), bytes(WIDTH)), *BLANK_GLASS[1:])
    assert painter.paint(after, (0, 2), "green") == "\x1b[1;2HB\x1b[K"


def test_a_change_of_ink_says_only_what_differs() -> None:
    roles = bytes([Role.VALUE, Role.TITLE, Role.INPUT, Role.LABEL])
    assert inks("green")[Role.VALUE] == inks("green")[Role.TITLE]
    painter = Painter(4, 1, Depth.FULL)
    painter.paint((Row("    ", bytes(4)),), (0, 0), "green")
    written = painter.paint((Row("ABCD", roles),), (0, 0), "green")
    assert written == "\x1b[H\x1b[1;38;5;46mAB\x1b[38;5;120mC\x1b[22;38;5;34mD\x1b[H"


def test_a_blank_that_only_changes_its_ink_is_not_written() -> None:
    painter = Painter(WIDTH, HEIGHT, Depth.FULL)
    painter.paint(BLANK_GLASS, (0, 0), "green")
    inked = (Row(" " * WIDTH, bytes([Role.INPUT]) * WIDTH), *BLANK_GLASS[1:])
    assert painter.paint(inked, (0, 0), "green") == ""


def test_a_blank_that_becomes_reversed_is_written() -> None:
    painter, terminal = Painter(WIDTH, HEIGHT, Depth.MONO), Terminal()
    terminal.feed(painter.paint(BLANK_GLASS, (0, 0), "green"))
    terminal.feed(
        painter.paint((Row(" " * WIDTH, bytes([Role.ERROR]) * WIDTH), *BLANK_GLASS[1:]), (0, 0), "green")
    )
    assert all(terminal.screen.buffer[0][x].reverse for x in range(WIDTH))


def test_another_theme_paints_everything_anew() -> None:
    painter, terminal = Painter(WIDTH, HEIGHT, Depth.FULL), Terminal()
    rows = (Row("A" * WIDTH, bytes(WIDTH)), *BLANK_GLASS[1:])
    terminal.feed(painter.paint(rows, (0, 0), "green"))
    green = terminal.screen.buffer[0][0].fg
    terminal.feed(painter.paint(rows, (0, 0), "amber"))
    assert terminal.screen.buffer[0][WIDTH - 1].fg != green
    assert terminal.rows == [row.text for row in rows]


def test_a_glass_scribbled_over_is_whole_again_after_forgetting() -> None:
    painter, terminal = Painter(WIDTH, HEIGHT, Depth.FULL), Terminal()
    rows = (Row("A" * WIDTH, bytes(WIDTH)), *BLANK_GLASS[1:])
    terminal.feed(painter.paint(rows, (1, 1), "green"))
    terminal.feed("\x1b[3;3H\x1b[31mwall: reboot")
    painter.forget()
    terminal.feed(painter.paint(rows, (1, 1), "green"))
    assert terminal.rows == [row.text for row in rows]
    assert terminal.cursor == (1, 1)


def test_a_glass_of_another_height_is_painted_whole() -> None:
    painter, terminal = Painter(WIDTH, HEIGHT, Depth.FULL), Terminal()
    painter.paint(BLANK_GLASS[:2], (0, 0), "green")
    terminal.feed(painter.paint((Row("B" * WIDTH, bytes(WIDTH)), *BLANK_GLASS[1:]), (0, 0), "green"))
    assert terminal.rows[0] == "B" * WIDTH


@pytest.mark.parametrize(
    ("encoding", "shown"), [("utf-8", "ação ─→"), ("iso-8859-1", "ação ??"), ("ascii", "a??o ??")]
)
def test_what_the_encoding_cannot_show_becomes_a_question_mark(encoding: str, shown: str) -> None:
    painter, terminal = Painter(WIDTH, HEIGHT, Depth.FULL, encoding), Terminal()
    rows = (Row("ação ─→".ljust(WIDTH), bytes(WIDTH)), *BLANK_GLASS[1:])
    data = painter.paint(rows, (0, 0), "green")
    terminal.feed(data.encode(encoding).decode(encoding))
    assert terminal.rows[0].rstrip() == shown


def test_without_colour_no_colour_is_sent() -> None:
    rows = tuple(Row("A" * WIDTH, bytes([role]) * WIDTH) for role in Role)
    data = Painter(WIDTH, len(rows), Depth.MONO).paint(rows, (0, 0), "green")
    assert {code for part in data.split("\x1b[") if "m" in part for code in part.split("m")[0].split(";")} == {
        "0", "1", "7", "22", "27",
    }  # fmt: skip


# what a key costs

FORM = panel(
    "TSTEM01",
    "\n".join(
        [
            " TSTE  FORMULARIO",
            " NOME: ____________________ SEXO: _",
            " DATA: ##/##/#### PLANO: ~~~~~~~~~~",
            *[""] * 17,
            "-" * 80,
            " MSG:",
            " ENTER CONFIRMA  F3 VOLTA",
            " ==> ________",
        ]
    ),
    [
        Field("nome"),
        Field("sexo"),
        Field("data", Kind.MASKED),
        Field("plano"),
        Field("comando"),
    ],
)


class Desk:
    """A keyboard, its painter and the terminal they speak to."""

    def __init__(self, depth: Depth = Depth.FULL) -> None:
        self.keyboard = Keyboard(ScreenBuffer(Screenful("TSTE", FORM, {"plano": "OURO"})), lambda inbound: None)
        self.painter = Painter(COLUMNS, ROWS, depth)
        self.terminal = Terminal(COLUMNS, ROWS)
        self.paint()

    def paint(self) -> int:
        buffer = self.keyboard.buffer
        data = self.painter.paint(buffer.rows(), (buffer.row, buffer.column), "green")
        self.terminal.feed(data)
        return len(data.encode())

    def press(self, press: Key | str) -> int:
        self.keyboard.press(press)
        return self.paint()


@pytest.mark.parametrize("depth", list(Depth))
def test_a_typed_character_costs_at_most_70_bytes_with_its_status(depth: Depth) -> None:
    desk = Desk(depth)
    assert max(desk.press(character) for character in "MARIA DA SILVA") <= 70
    assert desk.terminal.rows[1].startswith(" NOME: MARIA DA SILVA______ SEXO: _")


@pytest.mark.parametrize("depth", list(Depth))
def test_a_move_of_the_cursor_costs_at_most_40_bytes_with_its_status(depth: Depth) -> None:
    desk = Desk(depth)
    assert max(desk.press(key) for key in [Key.TAB] * 5 + [Key.BACKTAB, Key.HOME, Key.LEFT, Key.DOWN]) <= 40


def test_an_idle_screen_costs_nothing() -> None:
    desk = Desk()
    desk.press("M")
    assert [desk.paint() for _ in range(3)] == [0, 0, 0]


def test_a_key_that_changes_nothing_costs_nothing() -> None:
    assert Desk().press(Key.HOME) == 0


def test_a_password_shows_on_no_byte() -> None:
    chave = panel("TSTEM02", " CHAVE: ______", [Field("chave", Kind.PASSWORD)])
    buffer = ScreenBuffer(Screenful("TSTE", chave))
    painter = Painter(COLUMNS, ROWS, Depth.FULL)
    sent = painter.paint(buffer.rows(), (buffer.row, buffer.column), "green")
    for character in "zyxw":
        buffer.type(character)
        sent += painter.paint(buffer.rows(), (buffer.row, buffer.column), "green")
    assert not set(sent) & set("zyxwZYXW")


def test_a_hostile_value_reaches_the_terminal_as_plain_cells() -> None:
    hostile = "\x1b[2J\x1b]0;X\x07\x9b31m\u202e日😀"
    screenful = Screenful("TSTE", FORM, {"nome": hostile}, message=Message(hostile, Severity.ERROR))
    buffer = ScreenBuffer(screenful)
    terminal = Terminal(COLUMNS, ROWS)
    terminal.feed(Painter(COLUMNS, ROWS, Depth.FULL).paint(buffer.rows(), (1, 7), "green"))
    assert terminal.rows == [row.text for row in buffer.rows()]
    assert terminal.rows[1].startswith(" NOME: [2J]0;X31m??________ SEXO: _")


@given(st.lists(st.sampled_from([*Key, *"aB1/ç "]), max_size=25), st.sampled_from(Depth))
@settings(max_examples=30, deadline=None)
def test_after_any_keys_the_terminal_shows_the_buffer(presses: list[Key | str], depth: Depth) -> None:
    desk = Desk(depth)
    for press in presses:
        desk.press(press)
    buffer = desk.keyboard.buffer
    assert desk.terminal.rows == [row.text for row in buffer.rows()]
    assert desk.terminal.cursor == (buffer.row, buffer.column)
