"""What Textual's own driver lacks for this house: Alt keys, bytes that are not UTF-8, a dead line.

Each of these leans on a private part of Textual 8.2.8; a test in a real pty guards each.
"""

import codecs
import os
import signal
from collections.abc import Callable
from types import SimpleNamespace

_FUNCTION_CODES = {5: 15, 6: 17, 7: 18, 8: 19, 9: 20, 10: 21, 11: 23}
"""The number xterm sends for a function key: Alt+F5 is `ESC [ 15 ; 3 ~`."""


def _alt_sequences() -> dict[str, str]:
    """The bytes of Alt with a digit, the minus and a function key, and the name this house gives them."""
    names = {"\x1b-": "alt+minus", "\x1b[1;3Q": "alt+f2"}
    names |= {f"\x1b{digit}": f"alt+{digit}" for digit in range(10)}
    names |= {f"\x1b[{code};3~": f"alt+f{key}" for key, code in _FUNCTION_CODES.items()}
    return names


def prepare_textual() -> None:
    """Set Textual up for this house; before `textual` is imported for the first time.

    Without the kitty protocol every terminal sends the same bytes for the same key, and F13 to F24 arrive.
    """
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def install() -> None:
    """Teach Textual's input side Alt+digit and bytes of a Latin-1 terminal. Safe to call more than once."""
    from textual import _ansi_sequences
    from textual.drivers import linux_driver

    table = _ansi_sequences.ANSI_SEQUENCES_KEYS
    assert isinstance(table, dict)
    # The table wants members of an enumeration; of those it only ever asks the value.
    table |= {sequence: (SimpleNamespace(value=name),) for sequence, name in _alt_sequences().items()}
    linux_driver.getincrementaldecoder = _keyboard_decoder  # type: ignore[assignment, attr-defined]


class KeyboardDecoder(codecs.IncrementalDecoder):
    """UTF-8, and where a byte cannot be that, Latin-1: a `ç` from an old terminal is a letter, not a crash.

    A lone lead byte waits for its partner until the terminal has shown that it speaks Latin-1; from then on
    it is a letter at once. The end of input means that the line is dead, and is told as SIGHUP.
    """

    def __init__(self, errors: str = "strict") -> None:
        super().__init__(errors)
        self._latin_1 = False
        codecs.register_error("desk-keyboard", self._fall_back)
        self._utf_8 = codecs.getincrementaldecoder("utf-8")("desk-keyboard")

    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]
        """The characters of a read from the terminal."""
        if not data and not final:
            os.kill(os.getpid(), signal.SIGHUP)
            return ""
        if self._latin_1 and len(data) == 1 and data[0] >= 0x80:
            return data.decode("latin-1")
        return self._utf_8.decode(data, final)

    def _fall_back(self, error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        self._latin_1 = True
        return error.object[error.start : error.end].decode("latin-1"), error.end


def _keyboard_decoder(_encoding: str) -> Callable[[], KeyboardDecoder]:
    return KeyboardDecoder
