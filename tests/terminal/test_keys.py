"""The table of keys: what terminals send, the words that say it, and the user's own file."""

from pathlib import Path

import pytest

from desk.terminal.keys import ATTENTION, Key, key_for_word, key_table


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("enter", Key.ENTER),
        ("tab", Key.TAB),
        ("shift+tab", Key.BACKTAB),
        ("ctrl+j", Key.NEWLINE),
        ("ctrl+k", Key.COMMAND),
        ("ctrl+h", Key.BACKSPACE),
        ("ctrl+e", Key.ERASE_EOF),
        ("ctrl+u", Key.ERASE_INPUT),
        ("ctrl+d", Key.DUP),
        ("escape", Key.RESET),
        ("ctrl+r", Key.RESET),
        ("ctrl+x", Key.CLEAR),
        ("pageup", Key.F7),
        ("pagedown", Key.F8),
        ("alt+0", Key.ALT10),
        ("alt+minus", Key.ALT11),
        ("alt+5", Key.ALT5),
        ("alt+f5", Key.ALT5),
        ("alt+f10", Key.ALT10),
    ],
)
def test_what_the_terminal_sends_is_the_key_of_the_desk(name: str, key: Key) -> None:
    assert key_table()[name] is key


@pytest.mark.parametrize("number", [1, 3, 4, 5, 7, 8, 9, 12])
def test_f13_to_f24_are_f1_to_f12(number: int) -> None:
    table = key_table()
    assert table[f"f{number}"] is table[f"f{number + 12}"] is Key[f"F{number}"]


def test_every_key_of_the_desk_can_be_pressed() -> None:
    assert set(key_table().values()) == set(Key)


def test_no_key_of_the_host_depends_on_f10_f11_or_escape() -> None:
    ways = {key: {name for name, pressed in key_table().items() if pressed is key} for key in ATTENTION}
    assert not [key for key, names in ways.items() if names <= {"f10", "f11", "escape"}]


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("ALT 10", Key.ALT10),
        ("ALT10", Key.ALT10),
        ("alt10", Key.ALT10),
        ("  alt   10 ", Key.ALT10),
        ("f9", Key.F9),
        ("IMPR", Key.F12),
        ("impr", Key.F12),
        ("PF12", Key.F12),
        ("VOLTA", Key.F3),
        ("ajuda", Key.F1),
        ("limpa", Key.CLEAR),
        ("erase eof", Key.ERASE_EOF),
    ],
)
def test_a_word_says_its_key_whatever_its_case_and_spaces(word: str, key: Key) -> None:
    assert key_for_word(word) is key


@pytest.mark.parametrize("word", ["", "ALT", "ALT 1", "F2", "MCAA", "ENTERX"])
def test_any_other_word_says_no_key(word: str) -> None:
    assert key_for_word(word) is None


@pytest.mark.parametrize("key", list(Key))
def test_the_name_of_each_key_says_it(key: Key) -> None:
    assert key_for_word(key.value) is key


def test_the_users_file_goes_on_top_of_the_table(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text('[keys]\n"ctrl+k" = "alt 5"\n"f12" = "VOLTA"\n', encoding="utf-8")
    table = key_table(file)
    assert table["ctrl+k"] is Key.ALT5
    assert table["f12"] is Key.F3
    assert table["f9"] is Key.F9


def test_the_users_file_changes_nothing_for_the_next_reader(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text('[keys]\n"f12" = "VOLTA"\n', encoding="utf-8")
    key_table(file)
    assert key_table()["f12"] is Key.F12


def test_a_word_of_the_users_file_that_is_no_key_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text('[keys]\n"ctrl+k" = "ALT 55"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="ALT 55"):
        key_table(file)


@pytest.mark.parametrize("content", ["", "[outra]\nx = 1\n"])
def test_a_users_file_without_keys_leaves_the_table_as_it_is(tmp_path: Path, content: str) -> None:
    file = tmp_path / "keys.toml"
    file.write_text(content, encoding="utf-8")
    assert key_table(file) == key_table()


def test_a_users_file_that_is_not_there_leaves_the_table_as_it_is(tmp_path: Path) -> None:
    assert key_table(tmp_path / "keys.toml") == key_table()
