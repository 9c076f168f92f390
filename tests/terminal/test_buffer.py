"""The screen buffer under the fingers: typing, erasing, moving, and what it paints."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.terminal.buffer import Lock, ScreenBuffer
from desk.terminal.fields import DUP, Field, Kind, Repeat, Role
from desk.terminal.panel import COLUMNS, KEY_ROW, MESSAGE_ROW, ROWS, panel
from desk.terminal.picture import POPUP_ROWS, Popup
from desk.terminal.protocol import Message, Screenful, Severity

FORM = panel(
    "TSTEM01",
    "\n".join(
        [
            " TSTE  FORMULARIO",
            " NOME: ________ SEXO: _",
            " SERVICO: ____ VALOR: ________",
            " DATA: ##/##/#### PLANO: ~~~~~~",
            " CHAVE: ______ CODIGO: ____",
            *[""] * 15,
            "-" * 80,
            " MSG:",
            " F3 VOLTA",
            " ==> ______",
        ]
    ),
    [
        Field("nome", label="NOME"),
        Field("sexo"),
        Field("servico", Kind.DIGITS),
        Field("valor", Kind.MONEY, right=True),
        Field("data", Kind.MASKED),
        Field("plano"),
        Field("chave", Kind.PASSWORD),
        Field("codigo", Kind.CODE),
        Field("comando"),
    ],
)
ENTRIES = ["nome", "sexo", "servico", "valor", "data", "chave", "codigo", "comando"]


def form(values: dict[str, str] | None = None, **more: Any) -> ScreenBuffer:
    return ScreenBuffer(Screenful("TSTE", FORM, values or {}, **more))


def at(buffer: ScreenBuffer, name: str, cell: int = 0) -> ScreenBuffer:
    placed = buffer.panel.field(name)
    buffer.row, buffer.column = placed.row, placed.slots[cell]
    return buffer


def where(buffer: ScreenBuffer) -> tuple[str, int]:
    placed = buffer.field_here()
    return (placed.name, buffer.column - placed.start) if placed else ("", buffer.column)


def typed(buffer: ScreenBuffer, text: str) -> ScreenBuffer:
    for character in text:
        buffer.type(character)
    return buffer


def full() -> dict[str, str]:
    return {
        "nome": "MARIA",
        "sexo": "F",
        "servico": "1234",
        "valor": "12,50",
        "data": "15/05/2007",
        "plano": "OURO",
        "codigo": "MCAA",
    }


# a screenful on the glass


def test_a_screen_opens_with_the_cursor_on_its_first_input() -> None:
    assert where(form()) == ("nome", 0)


@pytest.mark.parametrize("name", [*ENTRIES, "plano"])
def test_the_host_puts_the_cursor_where_it_says(name: str) -> None:
    assert where(form(cursor=name)) == (name, 0)


def test_a_cursor_on_a_field_the_panel_does_not_have_is_the_first_input() -> None:
    assert where(form(cursor="outro")) == ("nome", 0)


def test_a_panel_without_inputs_leaves_every_key_harmless() -> None:
    buffer = ScreenBuffer(Screenful("TSTE", panel("TSTEM02", " SO TEXTO ~~~~", [Field("a")]), {"a": "X"}))
    for move in (buffer.tab, buffer.backtab, buffer.home, buffer.newline, buffer.end, buffer.erase_input):
        move()
    assert (buffer.row, buffer.column) == (0, 0)
    assert buffer.changes() == {}


def test_a_check_that_failed_keeps_everything_else_as_it_was() -> None:
    buffer = form(full(), cursor="servico", roles={"servico": Role.ERROR}, message=Message("RUIM", Severity.ERROR))
    assert where(buffer) == ("servico", 0)
    assert {name: buffer.value(name) for name in full()} == full()
    assert buffer.rows()[2].roles[10] == Role.ERROR


def test_a_new_screenful_forgets_changes_locks_and_insert_mode() -> None:
    buffer = typed(form(), "AB")
    buffer.toggle_insert()
    buffer.lock, buffer.clock = Lock.SYSTEM, True
    buffer.load(Screenful("TSTE", FORM))
    assert buffer.clock is False
    assert (buffer.changes(), buffer.lock, buffer.insert, buffer.value("nome")) == ({}, None, False, "")


def test_a_value_longer_than_its_field_is_cut_and_a_mask_that_does_not_fit_is_blank() -> None:
    buffer = form({"nome": "MARIA APARECIDA", "data": "15/05/2007 99"})
    assert (buffer.value("nome"), buffer.value("data")) == ("MARIA AP", "")


# typing


def test_typing_overwrites() -> None:
    buffer = typed(form({"nome": "MARIA"}), "JO")
    assert buffer.value("nome") == "JORIA"
    assert where(buffer) == ("nome", 2)


def test_letters_are_typed_as_capitals() -> None:
    assert typed(form(), "josé").value("nome") == "JOSÉ"


def test_a_password_keeps_its_case() -> None:
    assert typed(at(form(), "chave"), "aB3").changes() == {"chave": "aB3"}


@given(st.text(st.characters(codec="latin-1", categories=["Lu", "Nd"]), min_size=1, max_size=7))
@settings(max_examples=60)
def test_what_is_typed_is_what_travels(text: str) -> None:
    assert typed(form(), text).changes() == {"nome": text}


@pytest.mark.parametrize("place", [(0, 0), (1, 6), (1, 15), (3, 25), (10, 40), (23, 79)])
def test_typing_on_protected_text_changes_nothing_and_locks(place: tuple[int, int]) -> None:
    buffer = form(full())
    buffer.row, buffer.column = place
    before = [row.text[:60] for row in buffer.rows()][:KEY_ROW]
    buffer.type("X")
    assert buffer.lock is Lock.PROTECTED
    assert (buffer.row, buffer.column) == place
    assert buffer.changes() == {}
    assert [row.text[:60] for row in buffer.rows()][:KEY_ROW] == before
    assert "X PROTEGIDO" in buffer.rows()[KEY_ROW].text


@pytest.mark.parametrize(
    "press",
    [ScreenBuffer.delete, ScreenBuffer.backspace, ScreenBuffer.erase_eof, ScreenBuffer.dup],
)
def test_erasing_on_protected_text_changes_nothing_and_locks(press: Callable[[ScreenBuffer], None]) -> None:
    buffer = at(form(full()), "plano")
    press(buffer)
    assert buffer.lock is Lock.PROTECTED
    assert (buffer.value("plano"), buffer.changes()) == ("OURO", {})


def test_a_locked_keyboard_takes_no_more_characters() -> None:
    buffer = at(form(), "plano")
    buffer.type("X")
    at(buffer, "nome")
    buffer.type("Y")
    assert buffer.value("nome") == ""


def test_reset_unlocks_and_leaves_insert_mode() -> None:
    buffer = form()
    buffer.insert, buffer.lock = True, Lock.PROTECTED
    buffer.reset()
    assert (buffer.lock, buffer.insert) == (None, False)


def test_reset_does_not_unlock_a_working_transaction() -> None:
    buffer = form()
    buffer.lock = Lock.SYSTEM
    buffer.reset()
    assert buffer.lock is Lock.SYSTEM


@pytest.mark.parametrize(
    ("press", "place"),
    [
        (ScreenBuffer.tab, ("sexo", 0)),
        (ScreenBuffer.backtab, ("nome", 0)),
        (ScreenBuffer.home, ("nome", 0)),
        (ScreenBuffer.newline, ("servico", 0)),
        (ScreenBuffer.end, ("nome", 7)),
        (ScreenBuffer.erase_input, ("nome", 0)),
        (lambda buffer: buffer.move(0, 1), ("nome", 3)),
    ],
)
def test_a_moving_key_clears_an_operator_error_and_then_acts(
    press: Callable[[ScreenBuffer], None], place: tuple[str, int]
) -> None:
    buffer = at(form({"nome": "ABCDEFGH"}), "nome", 2)
    buffer.insert = True
    buffer.type("X")
    assert buffer.lock is Lock.OVERFLOW
    press(buffer)
    assert buffer.lock is None
    assert where(buffer) == place


def test_erase_eof_clears_an_operator_error_and_then_erases() -> None:
    buffer = at(form({"nome": "ABCDEFGH"}), "nome", 2)
    buffer.lock = Lock.OVERFLOW
    buffer.erase_eof()
    assert (buffer.lock, buffer.value("nome")) == (None, "AB")


def test_insert_mode_pushes_the_rest_of_the_field_only() -> None:
    buffer = at(form({"nome": "MRIA", "sexo": "F"}), "nome", 1)
    buffer.toggle_insert()
    buffer.type("A")
    assert (buffer.value("nome"), buffer.value("sexo")) == ("MARIA", "F")
    assert where(buffer) == ("nome", 2)


def test_insert_into_a_full_field_overflows_and_loses_nothing() -> None:
    buffer = at(form({"nome": "ABCDEFGH"}), "nome", 3)
    buffer.toggle_insert()
    buffer.type("X")
    assert (buffer.lock, buffer.value("nome"), buffer.changes()) == (Lock.OVERFLOW, "ABCDEFGH", {})
    assert where(buffer) == ("nome", 3)
    assert "X CAMPO CHEIO" in buffer.rows()[KEY_ROW].text


def test_insert_toggles_and_shows() -> None:
    buffer = form()
    marks = []
    for _ in range(3):
        marks.append("^" in buffer.rows()[KEY_ROW].text[70:])
        buffer.toggle_insert()
    assert marks == [False, True, False]


def test_filling_the_last_cell_moves_to_the_next_entry_field() -> None:
    assert where(typed(form(), "ABCDEFGH")) == ("sexo", 0)


def test_filling_the_last_cell_jumps_over_protected_fields() -> None:
    assert where(typed(at(form(), "data"), "15052007")) == ("chave", 0)


def test_filling_the_last_field_goes_on_in_the_first() -> None:
    assert where(typed(at(form(), "comando"), "ABCDEF")) == ("nome", 0)


def test_one_text_flows_through_the_fields_as_they_fill() -> None:
    assert typed(form(), "ABCDEFGHF1234").changes() == {"nome": "ABCDEFGH", "sexo": "F", "servico": "1234"}


@pytest.mark.parametrize("character", ["A", "-", " ", "ç", "²"])
def test_a_letter_in_a_numeric_field_is_rejected_and_locks(character: str) -> None:
    buffer = typed(at(form(), "servico"), "1" + character)
    assert (buffer.lock, buffer.value("servico")) == (Lock.NUMERIC, "1")
    assert where(buffer) == ("servico", 1)
    assert "X NUM" in buffer.rows()[KEY_ROW].text


def test_a_money_field_takes_digits_points_and_signs_and_rejects_letters() -> None:
    buffer = typed(at(form(), "valor"), "-1.234,5")
    assert (buffer.lock, buffer.value("valor")) == (None, "-1.234,5")
    at(buffer, "valor").type("R")
    assert (buffer.lock, buffer.value("valor")) == (Lock.NUMERIC, "-1.234,5")


# masked fields


@pytest.mark.parametrize("text", ["15052007", "15/05/2007", "15/5/2007"])
def test_a_date_may_be_typed_with_or_without_its_separators(text: str) -> None:
    assert typed(at(form(), "data"), text).changes() == {"data": "15/05/2007"}


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
@settings(max_examples=30)
def test_every_way_to_type_a_date_gives_the_same_date(day: date) -> None:
    ways = [f"{day:%d%m%Y}", f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}"]
    buffers = [typed(at(form(), "data"), way) for way in ways]
    assert {buffer.value("data") for buffer in buffers} == {f"{day:%d/%m/%Y}"}
    assert {where(buffer) for buffer in buffers} == {("chave", 0)}


def test_digits_skip_the_separators_of_a_mask() -> None:
    buffer = typed(at(form(), "data"), "15")
    assert where(buffer) == ("data", 3)
    typed(buffer, "05")
    assert where(buffer) == ("data", 6)
    assert buffer.value("data") == "15/05/"


def test_a_typed_separator_completes_its_group_with_zeros() -> None:
    buffer = typed(at(form(), "data"), "1/")
    assert (buffer.value("data"), buffer.lock) == ("01/  /", None)
    assert where(buffer) == ("data", 3)


def test_a_separator_after_a_full_group_changes_nothing() -> None:
    buffer = typed(at(form(), "data"), "15/")
    assert (buffer.value("data"), buffer.lock) == ("15/  /", None)
    assert where(buffer) == ("data", 3)


def test_a_separator_in_an_empty_mask_is_rejected() -> None:
    buffer = typed(at(form(), "data"), "/")
    assert (buffer.lock, buffer.changes()) == (Lock.NUMERIC, {})


def test_a_separator_completes_the_last_group_and_goes_on() -> None:
    buffer = typed(at(form(), "data"), "1/5/7/")
    assert buffer.value("data") == "01/05/0007"
    assert where(buffer) == ("chave", 0)


def test_typing_on_a_separator_types_in_the_next_cell() -> None:
    buffer = at(form({"data": "15/05/2007"}), "data")
    buffer.move(0, 2)
    assert where(buffer) == ("data", 2)
    buffer.type("1")
    assert buffer.value("data") == "15/15/2007"
    assert where(buffer) == ("data", 4)


def test_insert_in_a_mask_pushes_digits_across_separators() -> None:
    buffer = at(form({"data": "1505200"}), "data", 1)
    buffer.toggle_insert()
    buffer.type("9")
    assert buffer.value("data") == "19/50/5200"


def test_insert_in_a_full_mask_overflows_and_loses_nothing() -> None:
    buffer = at(form({"data": "15/05/2007"}), "data")
    buffer.toggle_insert()
    buffer.type("9")
    assert (buffer.lock, buffer.value("data")) == (Lock.OVERFLOW, "15/05/2007")


def test_delete_in_a_mask_pulls_digits_across_separators() -> None:
    buffer = at(form({"data": "15/05/2007"}), "data", 1)
    buffer.delete()
    assert buffer.value("data") == "10/52/007"
    assert where(buffer) == ("data", 1)


def test_delete_on_a_separator_takes_the_next_digit() -> None:
    buffer = at(form({"data": "15/05/2007"}), "data")
    buffer.move(0, 2)
    buffer.delete()
    assert buffer.value("data") == "15/52/007"


def test_backspace_in_a_mask_steps_over_its_separators() -> None:
    buffer = at(form({"data": "15/05/2007"}), "data", 2)
    buffer.backspace()
    assert buffer.value("data") == "10/52/007"
    assert where(buffer) == ("data", 1)


def test_erase_eof_in_a_mask_keeps_what_stands_before_the_cursor() -> None:
    buffer = at(form({"data": "15/05/2007"}), "data", 4)
    buffer.erase_eof()
    assert buffer.value("data") == "15/05/"


def test_end_in_a_mask_goes_after_its_last_digit() -> None:
    buffer = at(form({"data": "1505"}), "data")
    buffer.end()
    assert where(buffer) == ("data", 6)


def test_an_emptied_mask_travels_as_an_empty_text() -> None:
    buffer = at(form({"data": "15/05/2007"}), "data")
    buffer.erase_eof()
    assert buffer.changes() == {"data": ""}


# pasting


@pytest.mark.parametrize("text", ["15/05/2007", "15052007", "15/5/2007"])
def test_a_date_is_pasted_into_its_mask(text: str) -> None:
    buffer = at(form(), "data")
    buffer.paste(text)
    assert buffer.changes() == {"data": "15/05/2007"}


def test_a_pasted_tab_goes_to_the_next_field() -> None:
    buffer = form()
    buffer.paste("maria\t\t12")
    assert buffer.changes() == {"nome": "MARIA", "servico": "12"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_pasted_line_end_goes_to_the_next_line(line_end: str) -> None:
    buffer = form()
    buffer.paste(f"maria{line_end}12")
    assert buffer.changes() == {"nome": "MARIA", "servico": "12"}


def test_a_paste_stops_at_the_first_character_refused() -> None:
    buffer = at(form(), "servico")
    buffer.paste("12x4")
    assert (buffer.changes(), buffer.lock) == ({"servico": "12"}, Lock.NUMERIC)


def test_control_and_bidi_characters_of_a_paste_are_dropped() -> None:
    buffer = form()
    buffer.paste("a\x1b\u202eb\x00\u200bc")
    assert buffer.changes() == {"nome": "ABC"}


# erasing


def test_delete_pulls_the_rest_of_its_own_field_only() -> None:
    buffer = at(form({"nome": "ABCDEFGH", "sexo": "F"}), "nome", 2)
    buffer.delete()
    assert (buffer.value("sexo"), buffer.changes()) == ("F", {"nome": "ABDEFGH"})
    assert where(buffer) == ("nome", 2)


def test_backspace_takes_the_character_on_the_left() -> None:
    buffer = at(form({"nome": "MARIA"}), "nome", 3)
    buffer.backspace()
    assert buffer.value("nome") == "MAIA"
    assert where(buffer) == ("nome", 2)


def test_backspace_takes_the_first_character_too() -> None:
    buffer = at(form({"nome": "MARIA"}), "nome", 1)
    buffer.backspace()
    assert buffer.changes() == {"nome": "ARIA"}
    assert where(buffer) == ("nome", 0)


def test_backspace_never_leaves_its_field() -> None:
    buffer = at(form({"nome": "MARIA", "sexo": "F"}), "sexo")
    buffer.backspace()
    assert (buffer.value("nome"), buffer.value("sexo"), buffer.changes()) == ("MARIA", "F", {})
    assert where(buffer) == ("sexo", 0)


def test_erase_eof_clears_to_the_end_of_the_field_and_the_cursor_stays() -> None:
    buffer = at(form({"nome": "MARIA", "sexo": "F"}), "nome", 2)
    buffer.erase_eof()
    assert (buffer.value("nome"), buffer.value("sexo")) == ("MA", "F")
    assert where(buffer) == ("nome", 2)


def test_erase_input_clears_every_entry_field_and_goes_to_the_first() -> None:
    buffer = at(form(full()), "codigo", 1)
    buffer.erase_input()
    assert {buffer.value(name) for name in ENTRIES} == {""}
    assert buffer.value("plano") == "OURO"
    assert where(buffer) == ("nome", 0)


def test_erase_input_sends_only_fields_that_held_something() -> None:
    buffer = form({"nome": "MARIA", "plano": "OURO"})
    buffer.erase_input()
    assert buffer.changes() == {"nome": ""}


def test_dup_marks_the_field_shows_a_star_and_goes_to_the_next() -> None:
    buffer = at(form({"nome": "MARIA"}), "nome", 3)
    buffer.dup()
    assert buffer.changes() == {"nome": DUP}
    assert where(buffer) == ("sexo", 0)
    assert buffer.rows()[1].text.startswith(" NOME: *_______ SEXO:")


def test_dup_in_a_mask_marks_it_and_goes_to_the_next() -> None:
    buffer = at(form({"data": "15/05/2007"}), "data", 5)
    buffer.dup()
    assert DUP in buffer.changes()["data"]
    assert where(buffer) == ("chave", 0)
    assert buffer.rows()[3].text.startswith(" DATA: *_/__/____ PLANO:")


def test_a_password_cannot_be_taken_from_the_record_before() -> None:
    buffer = at(form(), "chave")
    buffer.dup()
    assert buffer.changes() == {}


# moving


def test_tab_goes_through_the_entry_fields_in_reading_order_and_wraps() -> None:
    buffer = form()
    seen = []
    for _ in range(len(ENTRIES) + 1):
        seen.append(where(buffer))
        buffer.tab()
    assert seen == [(name, 0) for name in [*ENTRIES, "nome"]]


def test_tab_from_protected_text_goes_to_the_next_entry_field() -> None:
    buffer = at(form(), "plano", 3)
    buffer.tab()
    assert where(buffer) == ("chave", 0)


def test_backtab_goes_to_the_start_of_this_field_and_from_there_to_the_one_before() -> None:
    buffer = at(form(), "servico", 2)
    seen = []
    for _ in range(4):
        buffer.backtab()
        seen.append(where(buffer))
    assert seen == [("servico", 0), ("sexo", 0), ("nome", 0), ("comando", 0)]


def test_home_goes_to_the_first_entry_field() -> None:
    buffer = at(form(), "codigo", 2)
    buffer.home()
    assert where(buffer) == ("nome", 0)


def test_newline_goes_to_the_first_entry_field_of_a_following_line_and_wraps() -> None:
    buffer = at(form(), "sexo")
    seen = []
    for _ in range(5):
        buffer.newline()
        seen.append(where(buffer))
    assert seen == [("servico", 0), ("data", 0), ("chave", 0), ("comando", 0), ("nome", 0)]


@pytest.mark.parametrize(("value", "cell"), [("", 0), ("MARIA", 5), ("A B", 3), ("ABCDEFGH", 7)])
def test_end_goes_after_the_last_character_of_the_field(value: str, cell: int) -> None:
    buffer = at(form({"nome": value}), "nome", 1)
    buffer.end()
    assert where(buffer) == ("nome", cell)


@pytest.mark.parametrize(
    ("start", "step", "there"),
    [
        ((0, 0), (0, -1), (23, 79)),
        ((23, 79), (0, 1), (0, 0)),
        ((5, 79), (0, 1), (6, 0)),
        ((5, 0), (0, -1), (4, 79)),
        ((0, 12), (-1, 0), (23, 12)),
        ((23, 12), (1, 0), (0, 12)),
        ((5, 5), (1, 0), (6, 5)),
    ],
)
def test_arrows_move_one_cell_and_wrap_at_the_edges(
    start: tuple[int, int], step: tuple[int, int], there: tuple[int, int]
) -> None:
    buffer = form()
    buffer.row, buffer.column = start
    buffer.move(*step)
    assert (buffer.row, buffer.column) == there


def test_arrows_cross_protected_text_without_locking() -> None:
    buffer = form()
    buffer.move(0, -1)
    assert (buffer.field_here(), buffer.lock) == (None, None)


# what travels


def test_only_fields_that_were_changed_travel() -> None:
    buffer = at(form(full()), "servico")
    typed(buffer, "9")
    assert buffer.changes() == {"servico": "9234"}


def test_nothing_typed_is_nothing_sent_however_much_stands_on_the_glass() -> None:
    assert form(full()).changes() == {}


def test_an_emptied_field_travels_as_empty() -> None:
    buffer = form({"nome": "MARIA"})
    buffer.erase_eof()
    assert buffer.changes() == {"nome": ""}


# fields the host closes, repeated lines, values set by scripts


def test_a_field_the_host_closes_is_protected_text() -> None:
    buffer = form(full(), protected=frozenset({"nome"}))
    assert where(buffer) == ("sexo", 0)
    typed(at(buffer, "nome"), "X")
    assert (buffer.lock, buffer.value("nome")) == (Lock.PROTECTED, "MARIA")


def test_a_closed_field_shows_no_underscores_and_no_entry_colour() -> None:
    row = form({"nome": "MARIA"}, protected=frozenset({"nome"})).rows()[1]
    assert row.text.startswith(" NOME: MARIA    SEXO: _")
    assert row.roles[7] == Role.VALUE


def test_erase_input_leaves_closed_fields_alone() -> None:
    buffer = form(full(), protected=frozenset({"nome"}))
    buffer.erase_input()
    assert (buffer.value("nome"), buffer.value("codigo")) == ("MARIA", "")


def test_the_lines_of_a_group_are_fields_of_their_own() -> None:
    lista = panel("TSTEM03", "_ ~~~~\n_ ~~~~", [Repeat(2, (Field("s"), Field("nome")))])
    buffer = ScreenBuffer(Screenful("TSTE", lista, {"nome.1": "ANA", "nome.2": "RUI"}))
    buffer.newline()
    buffer.type("s")
    assert buffer.changes() == {"s.2": "S"}
    assert [row.text[:6] for row in buffer.rows()[:2]] == ["_ ANA ", "S RUI "]


def test_a_filled_field_holds_and_sends_what_a_typed_one_would() -> None:
    buffer = form()
    buffer.fill("nome", "maria")
    buffer.fill("data", "15/05/2007")
    buffer.fill("valor", "12,50")
    assert buffer.changes() == {"nome": "MARIA", "valor": "12,50", "data": "15/05/2007"}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("plano", "OURO", "protected"),
        ("nome", "ABCDEFGHI", "9 characters in a field of 8"),
        ("servico", "12a", "refuses"),
        ("chave", "1234567", "7 characters in a field of 6"),
        ("data", "15/05/20071", "9 characters in a field of 8"),
    ],
)
def test_a_fill_that_could_not_be_typed_is_refused_and_changes_nothing(name: str, text: str, says: str) -> None:
    buffer = form(full())
    with pytest.raises(ValueError, match=says):
        buffer.fill(name, text)
    assert buffer.changes() == {}


# painting


def test_entry_fields_show_their_free_cells_as_underscores() -> None:
    rows = form({"nome": "MARIA"}).rows()
    assert rows[1].text.startswith(" NOME: MARIA___ SEXO: _ ")
    assert rows[3].text.startswith(" DATA: __/__/____ PLANO:        ")


def test_a_right_field_stands_at_its_right_end() -> None:
    assert form({"valor": "12,50"}).rows()[2].text.startswith(" SERVICO: ____ VALOR:    12,50 ")


def test_a_dark_field_shows_nothing_while_its_cursor_moves() -> None:
    buffer = at(form(), "chave")
    before = buffer.rows()[4].text
    typed(buffer, "aB3")
    assert where(buffer) == ("chave", 3)
    assert buffer.rows()[4].text == before
    assert buffer.changes() == {"chave": "aB3"}


def test_a_dark_value_from_the_host_shows_nothing() -> None:
    assert "SEGRED" not in "".join(row.text for row in form({"chave": "SEGRED"}).rows())


def test_labels_values_entries_and_titles_have_their_roles() -> None:
    rows = form(full(), message=Message("TUDO BEM", Severity.OK)).rows()
    assert rows[0].roles[7] == Role.TITLE
    assert rows[3].roles[1] == Role.LABEL
    assert rows[3].roles[7:17] == bytes([Role.INPUT]) * 10
    assert rows[3].roles[25] == Role.VALUE
    assert rows[20].roles[40] == Role.RULE
    assert rows[KEY_ROW].roles[1] == Role.KEYS
    assert rows[MESSAGE_ROW].roles[6] == Role.OK


@pytest.mark.parametrize(
    ("severity", "role"),
    [
        (Severity.OK, Role.OK),
        (Severity.INFO, Role.INFO),
        (Severity.WARN, Role.WARN),
        (Severity.ERROR, Role.ALERT),
    ],
)
def test_the_message_stands_on_row_22_in_the_ink_of_its_severity(severity: Severity, role: Role) -> None:
    row = form(message=Message("NÃO CONFERE", severity, "045")).rows()[21]
    assert row.text.rstrip() == " MSG: 045 NÃO CONFERE"
    assert set(row.roles[6 : 6 + len("045 NÃO CONFERE")]) == {role}


def test_a_long_message_ends_inside_its_row() -> None:
    row = form(message=Message("A" * 200)).rows()[MESSAGE_ROW]
    assert row.text == " MSG: " + "A" * 73 + " "


def test_the_status_shows_the_cursor_counted_from_one() -> None:
    buffer = at(form(), "sexo")
    assert buffer.rows()[22].text.rstrip().endswith("02/23")
    buffer.move(-2, 0)
    assert buffer.rows()[KEY_ROW].text.rstrip().endswith("24/23")


def test_the_status_leaves_when_the_error_is_cleared() -> None:
    buffer = form()
    clean = buffer.rows()[KEY_ROW]
    buffer.lock = Lock.PROTECTED
    assert buffer.rows()[KEY_ROW] != clean
    buffer.reset()
    assert buffer.rows()[KEY_ROW] == clean


def test_a_working_transaction_shows_only_when_its_clock_does() -> None:
    buffer = form()
    quiet = buffer.rows()
    buffer.lock = Lock.SYSTEM
    assert buffer.rows() == quiet
    buffer.clock = True
    assert "X SISTEMA" in buffer.rows()[KEY_ROW].text


def test_a_highlighted_row_is_marked_without_colour_too() -> None:
    rows = form(row_roles={2: Role.HIGHLIGHT}).rows()
    assert rows[2].roles == bytes([Role.HIGHLIGHT]) * COLUMNS
    assert [row.text[1] for row in rows[1:4]] == ["N", "S", "D"]
    assert form(row_roles={7: Role.HIGHLIGHT}).rows()[7].text[1] == "*"


def test_a_pointer_shows_on_the_row_under_the_cursor_only() -> None:
    buffer = form(pointer_rows=frozenset({5, 6}))
    marks = []
    for row in (5, 6, 7):
        buffer.row = row
        marks.append([r.text[1] for r in buffer.rows()[5:8]])
    assert marks == [[">", " ", " "], [" ", ">", " "], [" ", " ", " "]]


def test_a_window_is_a_closed_frame_over_the_panel() -> None:
    buffer = form(full())
    buffer.popup = Popup("AJUDA", ("UM", "DOIS", "X" * 100))
    rows = buffer.rows()
    assert [row.text for row in rows[3:8]] == [
        " D+" + " AJUDA ".center(74, "-") + "+  ",
        " C| " + "UM".ljust(72) + " |  ",
        "  | " + "DOIS".ljust(72) + " |  ",
        "  | " + "X" * 72 + " |  ",
        "  +" + " 1-3 DE 3 " + " F3 FECHA ".rjust(64, "-") + "+  ",
    ]
    assert {role for row in rows[3:8] for role in row.roles[2:78]} == {Role.POPUP}
    assert rows[2].text == form(full()).rows()[2].text


@pytest.mark.parametrize(
    ("lines", "top", "foot"),
    [
        (POPUP_ROWS, 0, " F3 FECHA +"),
        (POPUP_ROWS + 1, 0, " F8 CONTINUA  F7 VOLTA  F3 FECHA +"),
        (POPUP_ROWS + 1, 1, " F8 CONTINUA  F7 VOLTA  F3 FECHA +"),
    ],
)
def test_a_window_offers_its_pages_only_when_it_has_more_than_one(lines: int, top: int, foot: str) -> None:
    buffer = form()
    buffer.popup = Popup("AJUDA", ("LINHA",) * lines, top)
    shown = buffer.rows()[4 + POPUP_ROWS].text.rstrip()
    assert shown.endswith("-" + foot)


# words from outside


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("A\x1b[2JB", "A[2JB"),
        ("A\x07\x08\x7fB", "AB"),
        ("A\x9b31mB", "A31mB"),
        ("A\u202eB\u2066C", "ABC"),
        ("A\u200b\u00ad\ufeffB", "AB"),
        ("A\tB\nC\u2028D\u00a0E", "A B C D E"),
        ("日本", "??"),
        ("A😀B", "A?B"),
        ("Ａ１", "??"),
        ("x\u0338", "x?"),
        ("Jose\u0301", "José"),
        ("S\ue000\ud800", "S??"),
    ],
)
def test_a_hostile_value_is_shown_one_plain_cell_a_character(value: str, shown: str) -> None:
    outro = panel("TSTEM04", " ~~~~~~~~~~|", [Field("a")])
    rows = ScreenBuffer(Screenful("TSTE", outro, {"a": value})).rows()
    assert rows[0].text[1:12] == f"{shown:<10}|"


def test_a_hostile_message_is_shown_one_plain_cell_a_character() -> None:
    row = form(message=Message("A\x1b]0;X\x07\u202e日B", Severity.ERROR)).rows()[MESSAGE_ROW]
    assert row.text.rstrip() == " MSG: A]0;X?B"


def test_a_typed_wide_or_combining_character_takes_one_cell() -> None:
    assert typed(form(), "日\u0301A").value("nome") == "??A"


@given(
    st.dictionaries(st.sampled_from([*ENTRIES, "plano"]), st.text(max_size=30)),
    st.builds(Message, st.text(max_size=100), st.sampled_from(Severity), st.text(max_size=5)),
    st.integers(0, 23),
    st.integers(0, 79),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_host_sends_every_row_is_80_plain_cells_with_80_roles(
    values: dict[str, str], message: Message, row: int, column: int
) -> None:
    buffer = form(values, message=message, row_roles={row: Role.HIGHLIGHT}, pointer_rows=frozenset({row}))
    buffer.row, buffer.column = row, column
    rows = buffer.rows()
    assert len(rows) == ROWS
    assert {(len(r.text), len(r.roles)) for r in rows} == {(COLUMNS, COLUMNS)}
    assert all(r.text.isprintable() for r in rows)
    assert {role for r in rows for role in r.roles} <= set(Role)
