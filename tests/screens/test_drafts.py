"""Nothing typed gets lost: drafts beside each other, the shelf in them, the lock, and the end of a session."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from desk.drafts import DraftFolder
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA, KeptDrafts, SignOn

OFFER = "HÁ TRABALHO DIGITADO E NÃO GRAVADO: DIGITE RETOMA"
FORM = {"identificacao": AURORA, "ta": "5", "servico.1": "90030012"}


def host(terminal: HeadlessTerminal) -> Any:
    return terminal._host


def say(terminal: HeadlessTerminal, command: str) -> str:
    """Give a command; the message it is answered with."""
    terminal.fill({"comando": command})
    terminal.press(Key.ENTER)
    return terminal.screenful.message.text


def half_a_form(terminal: HeadlessTerminal, **more: str) -> None:
    terminal.go("MDAP")
    terminal.fill(FORM | more)
    terminal.press(Key.ENTER)


def hang_up(terminal: HeadlessTerminal) -> None:
    """What a dying session does: the draft of what is typed, sent or not."""
    host(terminal).keep_draft(terminal.buffer.changes())


# several drafts


def test_work_typed_while_a_draft_waits_is_kept_beside_it(sign_on: SignOn, drafts: KeptDrafts) -> None:
    first = sign_on()
    half_a_form(first, mensagem="PRIMEIRO")
    hang_up(first)
    second = sign_on()
    assert second.screenful.message.text == OFFER
    half_a_form(second, mensagem="SEGUNDO")
    hang_up(second)
    messages = [kept["frames"][-1]["values"]["mensagem.1"] for kept in drafts.drafts["A100001"].values()]
    assert messages == ["PRIMEIRO", "SEGUNDO"]

    third = sign_on()
    assert third.screenful.message.text == "HÁ 2 TRABALHOS DIGITADOS E NÃO GRAVADOS: DIGITE RETOMA"
    assert say(third, "RETOMA") == "RASCUNHO RETOMADO: CONFIRA E CONTINUE; HÁ MAIS 1: RETOMA"
    assert third.shown("mensagem.1") == "SEGUNDO"
    assert say(third, "RETOMA") == "RASCUNHO RETOMADO: CONFIRA E CONTINUE"
    assert third.shown("mensagem.1") == "PRIMEIRO"
    assert say(third, "RECUPERA") == "RECUPERADO O QUE ESTAVA DIGITADO EM MDAP; HÁ MAIS 1"
    assert third.shown("mensagem.1") == "SEGUNDO"


def test_a_draft_taken_up_shelves_the_work_on_the_panel(sign_on: SignOn) -> None:
    first = sign_on()
    half_a_form(first, mensagem="ANTIGO")
    hang_up(first)
    second = sign_on()
    half_a_form(second, mensagem="NOVO")
    say(second, "RETOMA")
    assert second.shown("mensagem.1") == "ANTIGO"
    say(second, "RECUPERA")
    assert second.shown("mensagem.1") == "NOVO"
    say(second, "RECUPERA")
    assert second.shown("mensagem.1") == "ANTIGO", "the shelf turns; nothing falls off it"


def test_a_draft_taken_up_and_lost_again_comes_back_once(sign_on: SignOn, drafts: KeptDrafts) -> None:
    first = sign_on()
    half_a_form(first)
    hang_up(first)
    second = sign_on()
    say(second, "RETOMA")
    assert len(drafts.drafts["A100001"]) == 1, "saved as the second session's own before the first one's goes"
    third = sign_on()
    assert third.screenful.message.text == OFFER
    say(third, "RETOMA")
    assert third.shown("servico.1") == "90030012"
    assert say(third, "RETOMA") == "NÃO HÁ RASCUNHO A RETOMAR"


def test_a_draft_that_cannot_be_saved_as_the_sessions_own_stays(sign_on: SignOn, drafts: KeptDrafts) -> None:
    first = sign_on()
    half_a_form(first)
    hang_up(first)
    second = sign_on()

    def full(*_: object) -> None:
        raise OSError("disk full")

    drafts.save = full  # type: ignore[method-assign]
    say(second, "RETOMA")
    assert second.shown("servico.1") == "90030012"
    assert len(drafts.drafts["A100001"]) == 1


def test_a_draft_is_discarded_only_when_asked_for_twice_running(sign_on: SignOn, drafts: KeptDrafts) -> None:
    first = sign_on()
    half_a_form(first)
    hang_up(first)
    second = sign_on()
    warning = "O RASCUNHO OFERECIDO SERÁ APAGADO: DESCARTA DE NOVO CONFIRMA"
    assert say(second, "DESCARTA") == warning
    second.press(Key.ENTER)
    assert say(second, "DESCARTA") == warning, "another key came between"
    assert len(drafts.drafts["A100001"]) == 1
    assert say(second, "DESCARTA") == "RASCUNHO APAGADO"
    assert drafts.drafts["A100001"] == {}
    assert say(second, "DESCARTA") == "NÃO HÁ RASCUNHO A RETOMAR"


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"identification": "", "frames": [{"code": "MDAP"}]},
        {"identification": "", "frames": 3},
        {
            "identification": "",
            "frames": [{"code": "ZZZZ", "panel": "", "values": {}, "state": {}, "dirty": True}],
        },
    ],
)
def test_a_damaged_draft_is_told_changes_nothing_and_can_be_discarded(
    sign_on: SignOn, drafts: KeptDrafts, damaged: dict[str, Any]
) -> None:
    drafts.drafts["A100001"] = {"broken": damaged}
    terminal = sign_on()
    half_a_form(terminal)
    assert say(terminal, "RETOMA") == "O RASCUNHO NÃO PÔDE SER LIDO: DESCARTA O APAGA"
    assert (terminal.code, terminal.shown("servico.1")) == ("MDAP", "90030012")
    say(terminal, "DESCARTA")
    assert say(terminal, "DESCARTA") == "RASCUNHO APAGADO"


# what is work and what is not


def test_a_form_left_with_f3_is_in_the_draft(sign_on: SignOn) -> None:
    first = sign_on()
    half_a_form(first)
    first.press(Key.F3)
    hang_up(first)
    second = sign_on()
    assert second.screenful.message.text == OFFER
    say(second, "RETOMA")
    assert (second.code, second.shown("servico.1")) == ("MDAP", "90030012")
    second.press(Key.F3)
    assert second.code == "MENU"


@pytest.mark.parametrize("unsent", [{"comando": "MDA"}, {"ident": AURORA}])
def test_a_command_half_typed_is_no_work(sign_on: SignOn, drafts: KeptDrafts, unsent: dict[str, str]) -> None:
    terminal = sign_on()
    terminal.fill(unsent)
    hang_up(terminal)
    terminal.go("MCAA")
    terminal.fill({"nome": "AURORA"})
    hang_up(terminal)
    assert drafts.drafts.get("A100001", {}) == {}


def test_a_dup_mark_is_saved_as_the_value_it_stands_for(sign_on: SignOn, drafts: KeptDrafts) -> None:
    terminal = sign_on()
    half_a_form(terminal)
    while (here := terminal.buffer.field_here()) is None or here.name != "servico.1":
        terminal.press(Key.TAB)
    terminal.press(Key.DUP)
    hang_up(terminal)
    assert drafts.newest()["frames"][-1]["values"]["servico.1"] == "90030012"


def test_the_shelf_holds_nine_forms_and_lets_the_oldest_go(terminal: HeadlessTerminal) -> None:
    for n in range(1, 11):
        half_a_form(terminal, mensagem=f"FORMULÁRIO {n}")
        terminal.press(Key.CLEAR)
    seen = []
    for _ in range(9):
        say(terminal, "RECUPERA")
        seen.append(terminal.shown("mensagem.1"))
    assert seen == [f"FORMULÁRIO {n}" for n in range(10, 1, -1)]


# the lock


def test_what_was_typed_and_not_sent_is_work_after_the_lock(terminal: HeadlessTerminal) -> None:
    terminal.go("MDAP")
    terminal.fill({"identificacao": AURORA, "comando": "XPTO"})
    locked = host(terminal).lock(terminal.buffer.changes())
    terminal.keyboard.answer(locked)
    terminal.step("SIGN", {"senha": "demo0001"}, "ENTER")
    assert (terminal.code, terminal.screenful.message.text) == ("MDAP", "SESSÃO DESTRAVADA")
    assert terminal.shown("comando") == "", "a word half typed is not given as a command later"
    terminal.press(Key.F3)
    assert terminal.screenful.message.text == "DIGITADO E NÃO GRAVADO: RECUPERA TRAZ DE VOLTA"
    say(terminal, "RECUPERA")
    assert terminal.shown("identificacao") == "99901/00001234-5-01"


def test_f3_over_a_locked_session_leaves_the_unsent_to_the_next_sign_on(
    sign_on: SignOn, drafts: KeptDrafts
) -> None:
    terminal = sign_on()
    terminal.go("MDAP")
    terminal.fill({"identificacao": AURORA, "senha_do_responsavel": "demo0004"})
    terminal.keyboard.answer(host(terminal).lock(terminal.buffer.changes()))
    terminal.press(Key.F3)
    assert terminal.code == "SIGN"
    assert "demo0004" not in str(drafts.drafts)
    again = sign_on()
    assert again.screenful.message.text == OFFER
    say(again, "RETOMA")
    assert again.shown("identificacao") == "99901/00001234-5-01"


# the end of a session


def test_f3_twice_on_the_menu_asks_before_a_shelved_form_is_lost(sign_on: SignOn, drafts: KeptDrafts) -> None:
    terminal = sign_on()
    half_a_form(terminal)
    terminal.press(Key.F3, Key.F3)
    warning = "HÁ DIGITADO E NÃO GRAVADO EM MDAP: RECUPERA, OU FIM DE NOVO PARA ENCERRAR"
    assert (terminal.code, terminal.screenful.message.text) == ("MENU", warning)
    assert warning in terminal.text(), "the whole of it fits the row"
    hang_up(terminal)
    assert len(drafts.drafts["A100001"]) == 1, "one FIM confirms nothing"
    terminal.press(Key.F3)
    assert terminal.code == "SIGN"
    assert drafts.drafts["A100001"] == {}
    assert "RETOMA" not in sign_on().screenful.message.text


def test_fim_asks_again_after_any_other_key(terminal: HeadlessTerminal) -> None:
    half_a_form(terminal)
    in_sight = "HÁ DIGITADO E NÃO GRAVADO EM MDAP: GRAVE, OU FIM DE NOVO PARA ENCERRAR"
    assert say(terminal, "FIM") == in_sight
    assert terminal.shown("servico.1") == "90030012"
    terminal.go("MCAA")
    assert say(terminal, "FIM") == "HÁ DIGITADO E NÃO GRAVADO EM MDAP: F3 VOLTA, OU FIM DE NOVO PARA ENCERRAR"
    say(terminal, "FIM")
    assert terminal.code == "SIGN"


def test_fim_names_every_transaction_with_something_unwritten(terminal: HeadlessTerminal) -> None:
    half_a_form(terminal)
    terminal.press(Key.F3)
    terminal.go("MCBK")
    terminal.fill({"numero": "7"})
    terminal.press(Key.ENTER, Key.F3)
    assert say(terminal, "FIM") == "HÁ DIGITADO E NÃO GRAVADO EM MCBK MDAP: RECUPERA, OU FIM DE NOVO"


def test_fim_leaves_a_draft_that_was_only_offered(sign_on: SignOn) -> None:
    first = sign_on()
    half_a_form(first)
    hang_up(first)
    second = sign_on()
    say(second, "FIM")
    assert second.code == "SIGN"
    assert sign_on().screenful.message.text == OFFER


# on disk


def test_the_folder_keeps_a_draft_a_session_for_this_user_only(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path / "drafts")
    folder.save("A1", "newer", {"n": 2})
    folder.save("A1", "older", {"n": 1})
    folder.save("A100001", "x", {"n": 3})
    os.utime(tmp_path / "drafts" / "A1-older.json", (1, 1))
    assert list(folder.load("A1").items()) == [("older", {"n": 1}), ("newer", {"n": 2})]
    assert (tmp_path / "drafts").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "drafts" / "A1-newer.json").stat().st_mode & 0o777 == 0o600
    folder.clear("A1", "newer")
    folder.clear("A1", "newer")
    assert list(folder.load("A1")) == ["older"]
    assert list(folder.load("A100001")) == ["x"]


def test_a_file_that_is_no_draft_hides_no_other(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path)
    folder.save("A1", "good", {"n": 1})
    (tmp_path / "A1-half.json").write_text('{"n": ', encoding="utf-8")
    (tmp_path / "A1-list.json").write_text(json.dumps([1]), encoding="utf-8")
    (tmp_path / "A1-latin.json").write_bytes(b"\xe7")
    assert list(folder.load("A1")) == ["good"]


def test_where_there_is_no_folder_there_is_no_draft(tmp_path: Path) -> None:
    assert DraftFolder(tmp_path / "none").load("A1") == {}
