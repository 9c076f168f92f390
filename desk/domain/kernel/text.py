"""Words that come from outside: made safe for a terminal, and made equal for a search."""

import unicodedata
from functools import lru_cache

REPLACEMENT = "?"


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
    return character


def fold(text: str) -> str:
    """Text without accents, case or punctuation, words set apart by single spaces: the form searched by."""
    decomposed = unicodedata.normalize("NFKD", sanitise(text)).casefold()
    letters = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def name_tokens(text: str) -> tuple[str, ...]:
    """The distinct words of a name as searched, in order of first appearance."""
    return tuple(dict.fromkeys(fold(text).split()))
