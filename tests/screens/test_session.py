"""What a conversation keeps: drafts, shelves, the identification in transit, DUP, themes."""

import copy

import pytest

from desk.screens.host import DEPTH
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA, KeptDrafts, SignOn


def half_a_form(terminal: HeadlessTerminal) -> None:
    terminal.go("MDAP")
    terminal.fill({"identificacao": AURORA, "ta": "5", "servico.1": "90030012"})
    terminal.press(Key.ENTER)


def test_a_draft_is_offered_at_the_next_sign_on_and_taken_up(sign_on: SignOn, drafts: KeptDrafts) -> None:
    first = sign_on()
    half_a_form(first)
    first._host.keep_draft({"quantidade.1": "2"})  # type: ignore[attr-defined]
    assert drafts.newest()["frames"][-1]["values"]["quantidade.1"] == "2"

    second = sign_on()
    assert second.screenful.message.text == "HÁ TRABALHO DIGITADO E NÃO GRAVADO: DIGITE RETOMA"
    second.fill({"comando": "RETOMA"})
    second.press(Key.ENTER)
    assert second.code == "MDAP"
    assert second.as_dict()["fields"]["quantidade.1"] == "2"
    second.press(Key.ALT5)
    assert "CONCLUÍDA - SENHA" in second.screenful.message.text
    second._host.keep_draft({})  # type: ignore[attr-defined]
    assert drafts.drafts["A100001"] == {}, "what has been written needs no draft"


def test_a_draft_submitted_before_the_line_died_gives_the_same_senha(sign_on: SignOn, drafts: KeptDrafts) -> None:
    first = sign_on()
    half_a_form(first)
    first.fill({"quantidade.1": "1"})
    first._host.keep_draft({"quantidade.1": "1"})  # type: ignore[attr-defined]
    kept = copy.deepcopy(drafts.drafts)
    first.press(Key.ALT5)
    senha = first.as_dict()["fields"]["senha"]
    drafts.drafts = kept

    second = sign_on()
    second.fill({"comando": "RETOMA"})
    second.press(Key.ENTER, Key.ALT5)
    assert second.as_dict()["fields"]["senha"] == senha
    assert second.screenful.message.text.startswith("JÁ CONCLUÍDA")


def test_another_operators_draft_is_nobody_elses_business(sign_on: SignOn, drafts: KeptDrafts) -> None:
    first = sign_on()
    half_a_form(first)
    first._host.keep_draft({})  # type: ignore[attr-defined]
    other = sign_on("A100002")
    assert "RETOMA" not in other.screenful.message.text
    other.fill({"comando": "RETOMA"})
    other.press(Key.ENTER)
    assert other.screenful.message.text == "NÃO HÁ RASCUNHO A RETOMAR"


def test_passwords_never_reach_a_draft(sign_on: SignOn, drafts: KeptDrafts) -> None:
    terminal = sign_on()
    half_a_form(terminal)
    terminal._host.keep_draft({"senha_do_responsavel": "demo0004", "lib": "LIB"})  # type: ignore[attr-defined]
    assert "demo0004" not in str(drafts.drafts)
    assert drafts.newest()["frames"][-1]["values"]["lib"] == "LIB"


def test_leaving_a_form_with_f3_shelves_it_and_recupera_brings_it_back(terminal: HeadlessTerminal) -> None:
    half_a_form(terminal)
    terminal.press(Key.F3)
    assert terminal.screenful.message.text == "DIGITADO E NÃO GRAVADO: RECUPERA TRAZ DE VOLTA"
    terminal.fill({"comando": "RECUPERA"})
    terminal.press(Key.ENTER)
    assert terminal.code == "MDAP"
    assert terminal.as_dict()["fields"]["servico.1"] == "90030012"


def test_clearing_a_form_can_be_taken_back(terminal: HeadlessTerminal) -> None:
    half_a_form(terminal)
    terminal.press(Key.CLEAR)
    assert terminal.as_dict()["fields"]["servico.1"] == ""
    terminal.fill({"comando": "RECUPERA"})
    terminal.press(Key.ENTER)
    assert terminal.as_dict()["fields"]["servico.1"] == "90030012"


def test_the_identification_travels_from_panel_to_panel(terminal: HeadlessTerminal) -> None:
    terminal.go("MCAA")
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    for code in ("MSI6", "MDZ1", "MDR5", "MCBK", "MDAP"):
        terminal.go(code)
        assert terminal.as_dict()["fields"]["identificacao"] == "99901/00001234-5-01", code


def test_the_identification_may_be_typed_on_row_24(terminal: HeadlessTerminal) -> None:
    terminal.fill({"comando": "MCAA", "ident": AURORA})
    terminal.press(Key.ALT2)
    assert terminal.as_dict()["fields"]["apolice"] == "99901"


def test_dup_takes_the_value_of_the_time_before(terminal: HeadlessTerminal) -> None:
    terminal.go("MDR5")
    terminal.step("MDR5", {"identificacao": AURORA, "servico": "00010014", "valor": "250,00"}, "ENTER")
    terminal.fill({"servico": ""})
    while terminal.buffer.field_here() is None or terminal.buffer.field_here().name != "servico":  # type: ignore[union-attr]
        terminal.press(Key.TAB)
    terminal.press(Key.DUP)
    assert "*" in terminal.rows()[6]
    terminal.press(Key.ENTER)
    assert terminal.as_dict()["fields"]["servico"] == "00010014"


def test_a_short_word_over_a_refused_one_is_read_alone(terminal: HeadlessTerminal) -> None:
    terminal.go("MCAA")
    terminal.press(Key.COMMAND, "TABULAR", Key.ENTER)
    assert terminal.shown("comando") == "TABULAR", "it stays, to be corrected"
    assert terminal.screenful.cursor == "comando"
    for character in "MSI6":
        terminal.press(character)
    terminal.press(Key.ENTER)
    assert terminal.code == "MSI6"


def test_a_refused_word_may_be_corrected_in_place(terminal: HeadlessTerminal) -> None:
    terminal.go("MCAA")
    terminal.press(Key.COMMAND, "MSI7", Key.ENTER)
    terminal.press(Key.RIGHT, Key.RIGHT, Key.RIGHT, "6", Key.ENTER)
    assert terminal.code == "MSI6"


def test_alt_10_written_out_acts_on_the_row_the_cursor_came_from(terminal: HeadlessTerminal) -> None:
    terminal.go("MCAA")
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    while terminal.buffer.row != 14:  # the second life
        terminal.press(Key.DOWN)
    terminal.press(Key.COMMAND, "ALT 10", Key.ENTER)
    assert terminal.screenful.message.text.startswith("RDP 02: ")
    assert terminal.buffer.row == 14
    assert terminal.shown("comando") == ""


@pytest.mark.parametrize("word", ["F1", "AJUDA"])
def test_f1_written_out_opens_the_window_of_the_field_the_cursor_came_from(
    terminal: HeadlessTerminal, word: str
) -> None:
    terminal.go("MDR5")
    terminal.press(Key.TAB, Key.F1)
    window = terminal.buffer.popup
    terminal.press(Key.F3, Key.COMMAND, word, Key.ENTER)
    assert terminal.buffer.popup == window
    terminal.press(Key.F3, "0")
    assert terminal.buffer.field_here() is not None
    assert terminal.shown("comando") == ""


def test_equals_jumps_and_a_theme_is_a_word(terminal: HeadlessTerminal) -> None:
    terminal.go("=MCAA")
    assert terminal.code == "MCAA"
    terminal.fill({"comando": "TEMA AMBAR"})
    terminal.press(Key.ENTER)
    assert terminal.screenful.theme == "amber"
    terminal.fill({"comando": "TEMA ROSA"})
    terminal.press(Key.ENTER)
    assert terminal.screenful.message.text.startswith("TEMAS: ")
    assert terminal.screenful.theme == "amber"


def test_an_unknown_command_keeps_the_panel_and_the_command(terminal: HeadlessTerminal) -> None:
    terminal.go("MCAA")
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("MCAA", {"comando": "XPTO"}, "ENTER")
    assert answer["message"]["text"] == "NEM TRANSAÇÃO NEM CADASTRO: XPTO"
    assert answer["cursor"] == "comando"
    assert answer["fields"]["apolice"] == "99901", "what was shown is still shown"


def test_a_crash_inside_is_told_and_kills_nothing(terminal: HeadlessTerminal, monkeypatch: object) -> None:
    import pytest

    from desk.screens import mcaa

    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    terminal.go("MCAA")
    monkeypatch.setattr(mcaa, "member_card", lambda *_: 1 / 0)
    answer = terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    assert answer["message"]["text"].startswith("FALHA INTERNA (ZeroDivisionError)")
    assert answer["fields"]["identificacao"] == "99901/00001234-5-01"
    terminal.go("MENU")
    assert terminal.code == "MENU"


def test_a_long_day_leaves_no_endless_way_back(terminal: HeadlessTerminal) -> None:
    """The oldest transactions make room, what was typed there is kept, and F3 still ends at the menu."""
    terminal.go("MDAP")
    terminal.fill({"servico.1": "90030012"})
    for _ in range(2 * DEPTH):
        terminal.go("MCAA")
    for _ in range(DEPTH - 1):
        assert terminal.code == "MCAA"
        terminal.press(Key.F3)
    assert terminal.code == "MENU"
    terminal.go("RECUPERA")
    assert (terminal.code, terminal.as_dict()["fields"]["servico.1"]) == ("MDAP", "90030012")


def test_a_wrong_mark_on_a_list_keeps_nobody_there(terminal: HeadlessTerminal) -> None:
    """A mark goes along to a transaction alone: the menu, the lock and the themes ask for none."""
    terminal.step("MDZ1", {"identificacao": AURORA}, "ENTER")
    terminal.fill({"s.1": "X"})
    terminal.go("MDAU")
    assert terminal.code == "MDZ1"
    terminal.go("TEMA AMBAR")
    assert terminal.as_dict()["message"]["text"] == "TEMA AMBAR"
    terminal.go("MENU")
    assert terminal.code == "MENU"
