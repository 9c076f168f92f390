"""The fingers' side: type-ahead, attention keys, recalled commands, the windows of F1, any sequence of keys."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.terminal.buffer import Lock, ScreenBuffer
from desk.terminal.fields import DUP, Field, Kind, Repeat, Role
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keyboard import Keyboard, Press, explanations, wrapped
from desk.terminal.keys import ATTENTION, Key
from desk.terminal.panel import COLUMNS, KEY_ROW, MESSAGE_ROW, ROWS, panel
from desk.terminal.picture import POPUP_COLUMNS, POPUP_ROWS
from desk.terminal.protocol import Inbound, Message, Screenful, Severity

FORM = panel(
    "TSTEM01",
    "\n".join(
        [
            " TSTE  FORMULARIO",
            " NOME: ________ QTDE: ___",
            " DATA: ##/##/#### PLANO: ~~~~~~ FIM",
            " CHAVE: ______ VALOR: ________",
            " _ ~~~~~~~~",
            " _ ~~~~~~~~",
            *[""] * 14,
            "-" * 80,
            " MSG:",
            " F3 VOLTA",
            " ==> ________",
        ]
    ),
    [
        Field("nome", label="NOME", help="COMO NO CARTÃO."),
        Field("qtde", Kind.DIGITS),
        Field("data", Kind.MASKED),
        Field("plano"),
        Field("chave", Kind.PASSWORD),
        Field("valor", Kind.MONEY, right=True),
        Repeat(2, (Field("s", Kind.YES_NO), Field("pessoa"))),
        Field("comando"),
    ],
)
PROTECTED = {"plano": "OURO", "pessoa.1": "ANA", "pessoa.2": "RUI"}


def screen(**more: Any) -> Screenful:
    return Screenful("TSTE", FORM, **{"values": PROTECTED, **more})


class Line:
    """A terminal whose host answers when the test says so."""

    def __init__(self, **more: Any) -> None:
        self.sent: list[Inbound] = []
        self.buffer = ScreenBuffer(screen(**more))
        self.keyboard = Keyboard(self.buffer, self.sent.append)

    def press(self, *presses: Press) -> None:
        for press in presses:
            self.keyboard.press(press)

    def answer(self, **more: Any) -> None:
        self.keyboard.answer(screen(**more))

    def command(self, text: str) -> None:
        self.press(Key.HOME, Key.BACKTAB, text, Key.ENTER)
        self.answer(cursor="comando")

    @property
    def here(self) -> str:
        placed = self.buffer.field_here()
        return placed.name if placed else ""

    def shown(self) -> str:
        return "\n".join(row.text for row in self.buffer.rows())


class EchoHost:
    """Answers every key with the same panel holding what was sent so far."""

    def __init__(self, first: Screenful) -> None:
        self.screenful = first

    def connect(self) -> Screenful:
        return self.screenful

    def transact(self, inbound: Inbound) -> Screenful:
        self.screenful = replace(
            self.screenful,
            values={**self.screenful.values, **inbound.modified},
            message=Message(f"TECLA {inbound.key} EM {inbound.cursor}", Severity.OK),
            cursor=inbound.cursor,
        )
        return self.screenful


# attention keys


@pytest.mark.parametrize("key", sorted(ATTENTION, key=lambda key: key.value))
def test_an_attention_key_locks_the_keyboard_and_turns_insert_off(key: Key) -> None:
    line = Line()
    line.press(Key.INSERT, key)
    assert [inbound.key for inbound in line.sent] == [key.value]
    assert line.buffer.lock is Lock.SYSTEM
    assert line.buffer.insert is False


@pytest.mark.parametrize("key", sorted(set(Key) - ATTENTION, key=lambda key: key.value))
def test_every_other_key_stays_in_the_terminal(key: Key) -> None:
    line = Line()
    line.press(key)
    assert line.sent == []
    assert line.buffer.lock is None


def test_only_changed_fields_travel_with_the_place_of_the_cursor() -> None:
    line = Line(values={**PROTECTED, "nome": "MARIA", "qtde": "3"})
    line.press(Key.TAB, "5", Key.ENTER)
    assert line.sent == [Inbound("ENTER", {"qtde": "5"}, "qtde", 1)]


def test_from_protected_text_no_field_is_named() -> None:
    line = Line()
    line.press(Key.UP, Key.ALT5)
    assert line.sent == [Inbound("ALT 5", {}, "", 0)]


def test_clear_sends_no_fields_however_much_was_typed() -> None:
    line = Line()
    line.press("MARIA", Key.CLEAR)
    assert line.sent == [Inbound("LIMPA", {}, "nome", 1)]


def test_a_field_marked_by_dup_travels_with_its_mark() -> None:
    line = Line(values={"nome": "MARIA"})
    line.press(Key.DUP, Key.ENTER)
    assert line.sent[0].modified == {"nome": DUP}


def test_a_text_in_one_press_is_pasted() -> None:
    line = Line()
    line.press("ana\t12\n15/5/2007")
    assert line.buffer.changes() == {"nome": "ANA", "qtde": "12", "data": "15/05/2007"}


def test_reset_after_an_error_lets_typing_go_on() -> None:
    line = Line()
    line.press(Key.TAB, "x", "1", Key.RESET, "2", Key.ENTER)
    assert line.sent[0].modified == {"qtde": "2"}


@pytest.mark.parametrize(
    ("key", "place"),
    [(Key.LEFT, (1, 6)), (Key.RIGHT, (1, 8)), (Key.UP, (0, 7)), (Key.DOWN, (2, 7))],
)
def test_an_arrow_moves_the_cursor_one_cell_its_own_way(key: Key, place: tuple[int, int]) -> None:
    line = Line()
    line.press(key)
    assert (line.buffer.row, line.buffer.column) == place


# type-ahead


def test_keys_pressed_while_the_host_works_wait_and_are_played_back_in_order() -> None:
    line = Line()
    line.press(Key.ENTER, "a", "b", Key.TAB, "1", Key.HOME, "c")
    assert line.buffer.changes() == {}
    line.answer()
    assert line.buffer.changes() == {"nome": "CB", "qtde": "1"}
    assert line.buffer.lock is None


def test_an_attention_key_typed_ahead_is_sent_and_the_rest_waits_for_its_reply() -> None:
    line = Line()
    line.press(Key.ENTER, "ana", Key.F8, "rui", Key.F9)
    line.answer()
    assert [inbound.key for inbound in line.sent] == ["ENTER", "F8"]
    assert line.sent[1].modified == {"nome": "ANA"}
    assert line.buffer.lock is Lock.SYSTEM
    line.answer()
    assert [inbound.key for inbound in line.sent] == ["ENTER", "F8", "F9"]
    assert line.sent[2].modified == {"nome": "RUI"}


def test_hundreds_of_keys_typed_ahead_are_all_played_back() -> None:
    line = Line()
    line.press(Key.ENTER, *["a", Key.BACKSPACE] * 250, "b")
    line.answer()
    assert line.buffer.changes() == {"nome": "B"}


def test_reset_drops_what_was_typed_ahead_and_does_not_unlock() -> None:
    line = Line()
    line.press(Key.ENTER, "abc", Key.RESET)
    assert line.buffer.lock is Lock.SYSTEM
    line.press("x")
    line.answer()
    assert line.buffer.changes() == {"nome": "X"}


def test_an_error_in_what_was_typed_ahead_drops_the_rest() -> None:
    line = Line()
    line.press(Key.ENTER, Key.TAB, "1", "x", Key.HOME, "2", Key.F9)
    line.answer()
    assert [inbound.key for inbound in line.sent] == ["ENTER"]
    assert (line.buffer.lock, line.buffer.changes()) == (Lock.NUMERIC, {"qtde": "1"})
    line.answer()
    assert line.buffer.changes() == {}


def test_nothing_typed_ahead_reaches_a_host_that_has_closed() -> None:
    line = Line()
    line.press(Key.F3, "abc", Key.ENTER)
    line.answer(closed=True)
    assert len(line.sent) == 1
    assert line.buffer.changes() == {}


# recall of commands


def test_up_on_the_command_line_recalls_the_commands_before_and_down_returns() -> None:
    line = Line()
    for text in ("mcaa", "msi6", "mdap"):
        line.command(text)
    seen = []
    for key in (Key.UP, Key.UP, Key.UP, Key.UP, Key.DOWN, Key.DOWN, Key.DOWN):
        line.press(key)
        seen.append(line.buffer.value("comando"))
    assert seen == ["MDAP", "MSI6", "MCAA", "MCAA", "MSI6", "MDAP", "MDAP"]


def test_a_recalled_command_is_sent_with_enter() -> None:
    line = Line()
    line.command("mcaa")
    line.press(Key.UP, Key.ENTER)
    assert line.sent[-1] == Inbound("ENTER", {"comando": "MCAA"}, "comando", 23)


def test_the_cursor_stands_after_the_recalled_command() -> None:
    line = Line()
    line.command("mcaa")
    line.press(Key.UP, "2")
    assert line.buffer.value("comando") == "MCAA2"


def test_the_same_command_again_is_kept_once() -> None:
    line = Line()
    for text in ("mcaa", "msi6", "msi6"):
        line.command(text)
    line.press(Key.UP, Key.UP)
    assert line.buffer.value("comando") == "MCAA"


def test_with_no_command_before_up_on_the_command_line_changes_nothing() -> None:
    line = Line(cursor="comando")
    line.press(Key.UP, Key.DOWN)
    assert line.here == "comando"
    assert line.buffer.changes() == {}


def test_away_from_the_command_line_up_moves_the_cursor() -> None:
    line = Line()
    line.command("mcaa")
    line.press(Key.HOME, Key.DOWN, Key.UP, Key.UP)
    assert line.buffer.row == 0
    assert line.buffer.changes() == {}


# the command line


@pytest.mark.parametrize("before", [[], [Key.TAB, Key.TAB, Key.UP], [Key.HOME, Key.BACKTAB], [Key.COMMAND]])
def test_one_key_goes_to_the_command_line_from_anywhere(before: list[Key]) -> None:
    line = Line()
    line.press(*before, Key.COMMAND, "mcaa", Key.ENTER)
    assert line.sent == [Inbound("ENTER", {"comando": "MCAA"}, "comando", 23)]


def test_the_key_to_the_command_line_unlocks_as_moving_does() -> None:
    line = Line()
    line.press(Key.TAB, "x", Key.COMMAND, "m")
    assert line.buffer.lock is None
    assert line.buffer.value("comando") == "M"


def test_a_panel_without_a_command_line_keeps_the_cursor() -> None:
    line = Line(protected=frozenset({"comando"}))
    line.press(Key.COMMAND)
    assert line.here == "nome"


def refused(word: str) -> Line:
    """A line whose host has sent a word back to be corrected."""
    line = Line()
    line.press(Key.COMMAND, word, Key.ENTER)
    line.answer(values={**PROTECTED, "comando": word.upper()}, cursor="comando")
    return line


@pytest.mark.parametrize("presses", [["m", "d", "z"], ["mdz"], [Key.TAB, Key.COMMAND, "mdz"]])
def test_typing_at_the_start_of_a_refused_word_begins_anew(presses: list[Press]) -> None:
    line = refused("tabular")
    line.press(*presses)
    assert line.buffer.value("comando") == "MDZ"


def test_a_refused_word_is_corrected_where_the_cursor_was_moved_to() -> None:
    line = refused("mcab")
    line.press(Key.RIGHT, Key.RIGHT, Key.RIGHT, "a", Key.COMMAND, "n")
    assert line.buffer.value("comando") == "NCAA", "touched once, it is typed over like any other field"


def test_inserting_into_a_refused_word_keeps_it() -> None:
    line = refused("caa")
    line.press(Key.INSERT, "m")
    assert line.buffer.value("comando") == "MCAA"


def test_other_fields_are_typed_over_as_ever() -> None:
    line = Line(values={**PROTECTED, "nome": "MARIA"})
    line.press("J")
    assert line.buffer.value("nome") == "JARIA"


# keys written out


def test_a_key_written_out_is_sent_as_that_key_from_where_the_cursor_was() -> None:
    line = Line()
    line.press("ana", Key.TAB, Key.TAB, Key.DOWN, Key.DOWN, Key.COMMAND, "alt 10", Key.ENTER)
    assert line.sent == [Inbound("ALT 10", {"nome": "ANA"}, "pessoa.1", 4)]


def test_a_key_written_out_on_a_panel_just_opened_acts_on_row_24() -> None:
    line = Line(cursor="comando")
    line.press("f9", Key.ENTER)
    assert line.sent == [Inbound("F9", {}, "comando", 23)]


def test_the_place_of_the_cursor_is_not_carried_to_another_panel() -> None:
    line = Line()
    line.press(Key.TAB, Key.ENTER)
    line.keyboard.answer(Screenful("OUTR", replace(FORM, name="OUTRM01"), PROTECTED, cursor="comando"))
    line.press("f9", Key.ENTER)
    assert line.sent[-1] == Inbound("F9", {}, "comando", 23)


def test_the_place_of_the_cursor_is_kept_over_an_answer_on_the_command_line() -> None:
    line = Line()
    line.press(Key.TAB, Key.COMMAND, "xpto", Key.ENTER)
    line.answer(cursor="comando")
    line.press("alt 10", Key.ENTER)
    assert line.sent[-1] == Inbound("ALT 10", {}, "qtde", 1)


def test_a_key_written_out_can_be_recalled() -> None:
    line = Line()
    line.press(Key.COMMAND, "f9", Key.ENTER)
    line.answer()
    line.press(Key.COMMAND, Key.UP)
    assert line.buffer.value("comando") == "F9"


@pytest.mark.parametrize("word", ["f1", "ajuda"])
def test_f1_written_out_opens_the_window_of_the_field_the_cursor_came_from(word: str) -> None:
    line = Line()
    line.press(Key.COMMAND, word, Key.ENTER)
    assert "CAMPO NOME" in line.shown()
    assert (line.sent, line.here, line.buffer.changes()) == ([], "nome", {})


def test_a_local_key_written_out_is_a_command_like_any_other() -> None:
    line = Line()
    line.press(Key.COMMAND, "tab", Key.ENTER)
    assert line.sent == [Inbound("ENTER", {"comando": "TAB"}, "comando", 23)]


@pytest.mark.parametrize("key", [Key.ALT5, Key.F8])
def test_a_word_beside_another_attention_key_is_left_to_the_host(key: Key) -> None:
    line = Line()
    line.press(Key.COMMAND, "f9", key)
    assert line.sent == [Inbound(key.value, {"comando": "F9"}, "comando", 23)]


# the windows of F1


def test_f1_opens_the_reason_of_the_decision_then_the_help_then_closes() -> None:
    line = Line(why=("REGRA 7.1 APLICADA",), help=("DIGITE O NOME",))
    seen = []
    for _ in range(3):
        line.press(Key.F1)
        seen.append(("REGRA 7.1" in line.shown(), "DIGITE O NOME" in line.shown()))
    assert seen == [(True, False), (False, True), (False, False)]
    assert line.sent == []


def test_f1_explains_the_field_under_the_cursor() -> None:
    line = Line()
    line.press(Key.F1)
    assert "CAMPO NOME" in line.shown()
    assert "COMO NO CARTÃO." in line.shown()


def test_f1_names_a_field_that_has_a_label_or_a_help_only() -> None:
    pair = panel("TSTEM02", "__ __", [Field("a", label="CAMPO A"), Field("b", help="SÓ AJUDA.")])
    buffer = ScreenBuffer(Screenful("TSTE", pair))
    seen = [explanations(buffer)[0][1][0]]
    buffer.tab()
    seen.append(explanations(buffer)[0][1][0])
    assert seen == ["CAMPO CAMPO A", "CAMPO B"]


def test_f1_where_there_is_no_help_says_so() -> None:
    line = Line(cursor="plano")
    line.press(Key.F1)
    assert "SEM AJUDA" in line.shown()


@pytest.mark.parametrize("key", [Key.F3, Key.ENTER, Key.RESET])
def test_a_window_is_closed_without_asking_the_host(key: Key) -> None:
    line = Line(help=("DIGITE O NOME",))
    clean = line.shown()
    line.press(Key.F1, key)
    assert line.shown() == clean
    assert line.sent == []
    assert line.buffer.lock is None


def test_keys_of_the_panel_wait_outside_an_open_window() -> None:
    line = Line(help=("DIGITE O NOME",))
    line.press(Key.F1, Key.TAB, Key.ALT5, Key.ERASE_INPUT)
    assert line.here == "nome"
    assert line.sent == []


def test_a_long_window_turns_its_pages_and_stops_at_its_ends() -> None:
    line = Line(cursor="plano", help=tuple(f"LINHA {n:02d}" for n in range(1, 31)))
    line.press(Key.F1)
    tops = []
    for key in (Key.F7, Key.F8, Key.F8, Key.F8, Key.UP, Key.F7, Key.DOWN, Key.F7):
        line.press(key)
        popup = line.buffer.popup
        tops.append(popup.top if popup else None)
    last = 30 - POPUP_ROWS
    assert tops == [0, POPUP_ROWS, last, last, last - 1, last - 1 - POPUP_ROWS, last - POPUP_ROWS, 0]


def test_a_window_says_which_lines_of_how_many_it_shows() -> None:
    line = Line(cursor="plano", help=tuple(f"LINHA {n:02d}" for n in range(1, 31)))
    line.press(Key.F1, Key.F8)
    assert f" {POPUP_ROWS + 1}-{2 * POPUP_ROWS} DE 30 " in line.shown()
    assert "LINHA 15" in line.shown()
    assert "LINHA 14" not in line.shown()


def test_message_and_command_line_stay_in_sight_below_a_window() -> None:
    line = Line(help=("X",) * 40, message=Message("CONFIRA"))
    line.press(Key.F1)
    rows = line.buffer.rows()
    assert rows[MESSAGE_ROW].text.startswith(" MSG: CONFIRA")
    assert rows[23].text.startswith(" ==> ________")


def test_the_reply_of_the_host_closes_the_window() -> None:
    line = Line(help=("DIGITE O NOME",))
    line.press(Key.F1)
    line.answer(help=("DIGITE O NOME",))
    assert line.buffer.popup is None


def test_beside_a_wide_panel_f1_turns_pages_and_opens_no_window() -> None:
    line = Line()
    line.keyboard.wide = True
    line.press(Key.F1, Key.F1)
    assert line.keyboard.pane_page == 2
    assert line.buffer.popup is None
    line.press(Key.ENTER)
    line.answer()
    assert line.keyboard.pane_page == 0


def test_the_reason_of_a_decision_comes_before_the_help() -> None:
    titles = [title for title, _ in explanations(ScreenBuffer(screen(why=("PORQUE SIM",))))]
    assert titles == ["POR QUÊ", "AJUDA"]


@given(st.lists(st.text(st.characters(codec="latin-1", categories=["L", "P"]), max_size=200), max_size=5))
@settings(max_examples=40)
def test_folded_lines_fit_and_lose_no_letter(lines: list[str]) -> None:
    folded = wrapped(tuple(lines), POPUP_COLUMNS)
    assert all(len(line) <= POPUP_COLUMNS for line in folded)
    assert "".join("".join(folded).split()) == "".join("".join(lines).split())


def test_a_folded_line_keeps_its_indent() -> None:
    assert wrapped(("  AAAA BBBB CCCC",), 12) == ("  AAAA BBBB", "    CCCC")


# any sequence of keys

HOSTILE = [
    "\x1b[2J",
    "日本語",
    "😀",
    "\u202eabc",
    "\u0301",
    "1/",
    "15/05/2007",
    "a\tb\nc\r\nd",
    "ção",
    "\x1c",
    "ß",
]
PRESSES = st.lists(
    st.one_of(
        st.sampled_from(Key),
        st.sampled_from("aB1/.,- ç9"),
        st.sampled_from(HOSTILE),
        st.text(st.characters(codec="latin-1"), min_size=1, max_size=6),
    ),
    max_size=40,
)


def started() -> HeadlessTerminal:
    return HeadlessTerminal(EchoHost(screen(why=("PORQUE SIM",), help=("AJUDA",) * 20)))


def of_the_host(buffer: ScreenBuffer) -> list[str]:
    """The rows of the body with the cells of open fields taken out."""
    rows = [list(row.text) for row in buffer.rows()[:MESSAGE_ROW]]
    for placed in buffer.inputs:
        if placed.row < MESSAGE_ROW:
            rows[placed.row][placed.start : placed.end + 1] = " " * (placed.end + 1 - placed.start)
    return ["".join(row) for row in rows]


@given(PRESSES)
@settings(max_examples=60, deadline=None)
def test_no_sequence_of_keys_raises_or_takes_cursor_or_cells_out_of_the_glass(presses: list[Press]) -> None:
    terminal = started()
    for press in presses:
        terminal.press(press)
        buffer = terminal.buffer
        assert 0 <= buffer.row < ROWS
        assert 0 <= buffer.column < COLUMNS
        rows = buffer.rows()
        assert [(len(row.text), len(row.roles)) for row in rows] == [(COLUMNS, COLUMNS)] * ROWS
        assert all(row.text.isprintable() for row in rows)
        assert {role for row in rows for role in row.roles} <= set(Role)


@given(PRESSES)
@settings(max_examples=60, deadline=None)
def test_no_sequence_of_keys_changes_a_protected_cell(presses: list[Press]) -> None:
    terminal = started()
    before = of_the_host(terminal.buffer)
    open_fields = {placed.name for placed in terminal.buffer.inputs}
    for press in presses:
        terminal.press(press)
        assert {name: terminal.buffer.value(name) for name in PROTECTED} == PROTECTED
        assert set(terminal.buffer.changes()) <= open_fields
    terminal.buffer.popup = None
    assert of_the_host(terminal.buffer) == before


@given(PRESSES)
@settings(max_examples=30, deadline=None)
def test_numeric_fields_never_hold_a_letter(presses: list[Press]) -> None:
    terminal = started()
    terminal.press(Key.TAB, *presses)
    assert set(terminal.buffer.value("qtde")) <= set("0123456789 " + DUP)
    assert set(terminal.buffer.value("data")) <= set("0123456789 /" + DUP)
    assert set(terminal.buffer.value("valor")) <= set("0123456789.,- " + DUP)


@given(PRESSES)
@settings(max_examples=30, deadline=None)
def test_the_same_keys_always_give_the_same_path(presses: list[Press]) -> None:
    one, two = started(), started()
    one.press(*presses)
    for press in presses:
        two.press(press)
    assert one.rows() == two.rows()
    assert (one.buffer.row, one.buffer.column) == (two.buffer.row, two.buffer.column)


@given(PRESSES)
@settings(max_examples=30, deadline=None)
def test_keys_typed_ahead_give_the_path_they_would_have_given_later(presses: list[Press]) -> None:
    kept = [press for press in presses if press not in ATTENTION and press is not Key.RESET]
    ahead, later = Line(), Line()
    ahead.press(Key.ENTER, *kept)
    ahead.answer()
    later.press(Key.ENTER)
    later.answer()
    for press in kept:
        later.press(press)
        if later.buffer.lock is not None:
            break
    assert ahead.buffer.rows() == later.buffer.rows()
    assert ahead.buffer.changes() == later.buffer.changes()


def test_the_status_leaves_the_key_line_in_sight() -> None:
    line = Line()
    line.press(Key.TAB, "x")
    row = line.buffer.rows()[KEY_ROW].text
    assert row.startswith(" F3 VOLTA ")
    assert row.rstrip().endswith("X NUM    02/23")
