"""Words that come from outside: made safe for a terminal, and made equal for a search."""

import unicodedata
from functools import lru_cache

REPLACEMENT = "?"

_ONE_CELL = ((0x0020, 0x052F), (0x1E00, 0x1FFF), (0x2010, 0x22FF), (0x2500, 0x25FF), (0xFB00, 0xFB06))
"""Latin, Greek and Cyrillic, their punctuation, signs, box drawings and ligatures: one cell on every terminal.

A list of what is known is kept because what a character is as wide as depends on the age of the terminal.
"""


def sanitise(text: str) -> str:
    """Make hostile text safe for one row of a panel; the one door for keyboard, files, database and paint.

    Control, escape, bidi and format characters go, so does everything that does not take exactly one cell
    (it becomes `?`), and every kind of white space becomes one space. Accents are kept, composed (NFC).
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_safe_character, unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=2048)
def _safe_character(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Zs", "Zl", "Zp"} or character in "\t\n\r\v\f":
        return " "
    if category in {"Cc", "Cf"}:
        return ""
    if category[0] in "CM" or unicodedata.east_asian_width(character) in {"W", "F"}:
        return REPLACEMENT
    return character if any(low <= ord(character) <= high for low, high in _ONE_CELL) else REPLACEMENT


def fold(text: str) -> str:
    """Text without accents, case or punctuation, words set apart by single spaces: the form searched by."""
    decomposed = unicodedata.normalize("NFKD", sanitise(text)).casefold()
    letters = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def name_tokens(text: str) -> tuple[str, ...]:
    """The distinct words of a name as searched, in order of first appearance."""
    return tuple(dict.fromkeys(fold(text).split()))
