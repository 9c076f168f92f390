"""The keys in one table: what each does, how terminals send it, and the words that say it."""

import tomllib
from enum import Enum
from pathlib import Path


class Key(Enum):
    """Every key of the desk. The value is the word that also does it on the command line."""

    ENTER = "ENTER"
    ALT2 = "ALT 2"
    ALT5 = "ALT 5"
    ALT6 = "ALT 6"
    ALT7 = "ALT 7"
    ALT8 = "ALT 8"
    ALT9 = "ALT 9"
    ALT10 = "ALT 10"
    ALT11 = "ALT 11"
    F1 = "F1"
    F3 = "F3"
    F4 = "F4"
    F5 = "F5"
    F7 = "F7"
    F8 = "F8"
    F9 = "F9"
    F12 = "F12"
    CLEAR = "LIMPA"
    TAB = "TAB"
    BACKTAB = "BACKTAB"
    HOME = "HOME"
    COMMAND = "COMANDO"
    END = "END"
    NEWLINE = "NEWLINE"
    LEFT = "LEFT"
    RIGHT = "RIGHT"
    UP = "UP"
    DOWN = "DOWN"
    DELETE = "DELETE"
    BACKSPACE = "BACKSPACE"
    INSERT = "INSERT"
    ERASE_EOF = "ERASE EOF"
    ERASE_INPUT = "ERASE INPUT"
    DUP = "DUP"
    RESET = "RESET"
    REPAINT = "REPAINT"


ATTENTION = frozenset(
    {
        Key.ENTER, Key.ALT2, Key.ALT5, Key.ALT6, Key.ALT7, Key.ALT8, Key.ALT9, Key.ALT10, Key.ALT11,
        Key.F3, Key.F4, Key.F5, Key.F7, Key.F8, Key.F9, Key.F12, Key.CLEAR,
    }
)  # fmt: skip
"""Keys that go to the host; all others stay in the terminal."""

SYNONYMS = {"IMPR": Key.F12, "AJUDA": Key.F1, "VOLTA": Key.F3, "PF12": Key.F12}
"""Words of the desk for keys, beside the name of each key itself."""

_NAMES: dict[str, Key] = {
    "enter": Key.ENTER,
    "tab": Key.TAB,
    "shift+tab": Key.BACKTAB,
    "home": Key.HOME,
    "ctrl+k": Key.COMMAND,
    "end": Key.END,
    "ctrl+j": Key.NEWLINE,
    "shift+enter": Key.NEWLINE,
    "left": Key.LEFT,
    "right": Key.RIGHT,
    "up": Key.UP,
    "down": Key.DOWN,
    "delete": Key.DELETE,
    "backspace": Key.BACKSPACE,
    "ctrl+h": Key.BACKSPACE,
    "insert": Key.INSERT,
    "ctrl+o": Key.INSERT,
    "ctrl+e": Key.ERASE_EOF,
    "ctrl+u": Key.ERASE_INPUT,
    "ctrl+d": Key.DUP,
    "ctrl+r": Key.RESET,
    "escape": Key.RESET,
    "ctrl+x": Key.CLEAR,
    "ctrl+l": Key.REPAINT,
    "pageup": Key.F7,
    "pagedown": Key.F8,
    **{f"f{n}": Key[f"F{n}"] for n in (1, 3, 4, 5, 7, 8, 9, 12)},
    **{f"f{n + 12}": Key[f"F{n}"] for n in (1, 3, 4, 5, 7, 8, 9, 12)},
    **{f"alt+{n}": Key[f"ALT{n}"] for n in (2, 5, 6, 7, 8, 9)},
    **{f"alt+f{n}": Key[f"ALT{n}"] for n in (2, 5, 6, 7, 8, 9, 10, 11)},
    "alt+0": Key.ALT10,
    "alt+minus": Key.ALT11,
}


def key_table(override: Path | None = None) -> dict[str, Key]:
    """The table from a terminal's name of a key to the key of the desk, with the user's own file on top.

    The file holds `[keys]` with lines such as `"ctrl+g" = "ALT 5"`; a word that names no key is refused with
    ValueError, so that a typing slip does not silently lose a key.
    """
    table = dict(_NAMES)
    if override is not None and override.exists():
        for name, word in tomllib.loads(override.read_text(encoding="utf-8")).get("keys", {}).items():
            key = key_for_word(str(word))
            if key is None:
                raise ValueError(f"{override}: {word!r} não é uma tecla do desk")
            table[name] = key
    return table


def key_for_word(word: str) -> Key | None:
    """The key a word names (`ALT 10`, `ALT10`, `F9`, `IMPR`), or None."""
    compact = "".join(word.upper().split())
    if compact in SYNONYMS:
        return SYNONYMS[compact]
    return _WORDS.get(compact)


_WORDS = {"".join(key.value.split()): key for key in Key}
