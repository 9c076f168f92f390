"""What real terminals do: keys, colours, sizes, encodings, paste."""

import os
import re

import pytest

from tests.conftest import AURORA
from tests.pty.conftest import OpenGlass
from tests.pty.glass import Glass

SGR = re.compile(rb"\x1b\[([0-9;]*)m")
ALT_DIGITS = {"ALT 5": "\x1b5", "ALT 6": "\x1b6", "ALT 9": "\x1b9", "ALT 10": "\x1b0", "ALT 11": "\x1b-"}
ALT_FUNCTIONS = {"ALT 5": "\x1b[15;3~", "ALT 10": "\x1b[21;3~", "ALT 11": "\x1b[23;3~"}
FUNCTIONS = {
    "xterm": {"F9": "\x1b[20~", "F5": "\x1b[15~", "F12": "\x1b[24~", "F4": "\x1bOS"},
    "linux": {"F9": "\x1b[20~", "F5": "\x1b[[E", "F12": "\x1b[24~", "F4": "\x1b[[D"},
    "vt220": {"F9": "\x1b[20~", "F12": "\x1b[24~"},
}


def at_the_menu_says(glass: Glass, word: str) -> None:
    """The menu gives no key of this kind a meaning, so it names the key it got."""
    if word == "F4":
        glass.wait_for("MENU NÃO TEM TRANSAÇÃO GÊMEA")
    else:
        glass.wait_for(f"{word} NÃO TEM FUNÇÃO NESTE PAINEL")


def test_alt_keys_arrive_whatever_way_a_terminal_sends_them(signed_on: OpenGlass) -> None:
    glass = signed_on()
    for word, data in [*ALT_DIGITS.items(), *ALT_FUNCTIONS.items()]:
        glass.send(data)
        at_the_menu_says(glass, word)
        assert "_" * 24 in glass.row(24), "the key typed no character"


def test_a_burst_of_alt_digits_is_no_text(signed_on: OpenGlass) -> None:
    glass = signed_on()
    glass.send("\x1b5\x1b6\x1b5\x1b6\x1b0")
    glass.wait_for("ALT 10 NÃO TEM FUNÇÃO")
    assert "_" * 24 in glass.row(24)


@pytest.mark.parametrize("term", ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt220"])
def test_keys_and_panel_on_every_kind_of_terminal(signed_on: OpenGlass, term: str) -> None:
    glass = signed_on(environment={"TERM": term})
    for word, data in FUNCTIONS.get(term, FUNCTIONS["xterm"]).items():
        glass.send(data)
        at_the_menu_says(glass, word)
    assert glass.row(1).startswith(" MENU")
    assert glass.row(24).startswith(" ==>")


def test_keys_may_be_written_as_words(signed_on: OpenGlass) -> None:
    glass = signed_on()
    glass.send("ALT 10\r")
    at_the_menu_says(glass, "ALT 10")
    glass.send("IMPR\r")
    at_the_menu_says(glass, "F12")


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "vt220"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none"),
        ({"TERM": "dumb"}, "none"),
    ],
)
def test_colours_are_those_the_terminal_has(
    signed_on: OpenGlass, environment: dict[str, str], wanted: str
) -> None:
    glass = signed_on(environment=environment)
    codes = [match[1].split(b";") for match in SGR.finditer(glass.raw)]
    full = any(b"38" in code for code in codes)
    basic = any(set(code) & {b"32", b"92"} for code in codes if b"38" not in code)
    assert (full, basic) == {"256": (True, False), "16": (False, True), "none": (False, False)}[wanted]


def test_a_smaller_terminal_says_what_it_needs_and_waits(signed_on: OpenGlass) -> None:
    glass = signed_on()
    glass.send("MCAA")
    glass.settle()
    glass.resize(79, 23)
    glass.wait_for("O DESK PRECISA DE 80x24")
    glass.resize(80, 24)
    glass.wait_for("MENU PRINCIPAL")
    glass.wait_until(lambda: "MCAA" in glass.row(24), "what was typed to stand there again")


def test_a_wider_terminal_shows_explanations_beside_the_panel(signed_on: OpenGlass) -> None:
    glass = signed_on(columns=132, rows=30)
    glass.send(f"MSI6\t{AURORA}\r")
    glass.wait_for("50 PARCELAS")
    assert glass.row(1)[82:].strip() == "POR QUÊ"
    assert "SITUAÇÃO: EM DIA" in glass.text()
    glass.send("\x1bOP")
    glass.wait_until(lambda: glass.row(1)[82:].strip() == "AJUDA", "the help page beside the panel")
    assert glass.row(1).startswith(" MSI6"), "the panel stays as it was"


def test_a_latin_1_byte_is_a_letter(signed_on: OpenGlass) -> None:
    glass = signed_on()
    glass.send("ASEG\r")
    glass.wait_for("PESQUISA DE SEGURADO")
    glass.send("concei\xe7\xe3o".encode("latin-1"))
    glass.wait_for("NOME: CONCEIÇÃO")


def test_bytes_of_no_encoding_do_not_end_the_program(signed_on: OpenGlass) -> None:
    glass = signed_on()
    glass.send(b"\xff\xfe\xc3\x28\x80" + os.urandom(40).replace(b"\x1b", b"x").replace(b"\r", b"x"))
    glass.settle()
    glass.send("\x15")
    glass.settle()
    glass.send("\x1b[H\x15MCAA\r")
    glass.wait_for("CADASTRO DO SEGURADO")


def test_a_latin_1_terminal_gets_latin_1(open_glass: OpenGlass) -> None:
    glass = open_glass("demo", environment={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"})
    glass.wait_for("E TECLE ENTER")
    assert "MATRÍCULA".encode("latin-1") in glass.raw
    assert b"\\u" not in glass.raw


def test_a_paste_goes_into_its_fields(signed_on: OpenGlass) -> None:
    glass = signed_on()
    glass.send("MDR5\r")
    glass.wait_for("PRÉVIA DE REEMBOLSO")
    glass.send(f"\x1b[200~{AURORA}00010014\t\x1b[201~")
    glass.wait_until(lambda: "SERVIÇO: 00010014" in glass.text(), "the pasted service")
    assert "IDENTIFICAÇÃO: 99901/00001234-5-01" in glass.text()


def test_keys_of_control_never_end_the_session(signed_on: OpenGlass) -> None:
    glass = signed_on()
    glass.send("\x03\x11\x10\x1a\x1c")
    glass.settle()
    glass.send("MCAA\r")
    glass.wait_for("CADASTRO DO SEGURADO")


def test_a_key_of_the_user_wins(signed_on: OpenGlass, home: object) -> None:
    from pathlib import Path

    (Path(str(home)) / "keys.toml").write_text('[keys]\n"ctrl+k" = "ALT 5"\n', encoding="utf-8")
    glass = signed_on()
    glass.send("\x0b")
    at_the_menu_says(glass, "ALT 5")


def test_the_terminal_is_left_as_it_was_found(open_glass: OpenGlass) -> None:
    glass = open_glass("demo")
    glass.wait_for("INFORME MATRÍCULA")
    glass.settle()
    glass.send("\x1bOR")
    assert glass.status() == 0
    assert glass.raw.rstrip().endswith(b"\x1b[?1004l") or b"\x1b[?1049l" in glass.raw
    assert glass.raw.rfind(b"\x1b[?25h") > glass.raw.rfind(b"\x1b[?25l")
