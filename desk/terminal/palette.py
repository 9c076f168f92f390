"""Roles to colours: four themes, on terminals of 256 colours, of 16, and of none."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from desk.terminal.fields import Role


class Depth(IntEnum):
    """How many colours a terminal shows."""

    MONO = 0
    BASIC = 16
    FULL = 256


@dataclass(frozen=True, slots=True)
class Ink:
    """How a role is painted: a colour number of 256, its nearest of 16, and attributes that show without it."""

    full: int
    basic: int
    bold: bool = False
    reverse: bool = False


THEMES = ("green", "amber", "white", "contrast")


def depth_of(environment: Mapping[str, str]) -> Depth:
    """What the terminal can do, from NO_COLOR, TERM and COLORTERM."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term in {"", "dumb"} or term.startswith("vt") or term.endswith("-m"):
        return Depth.MONO
    if "256color" in term or environment.get("COLORTERM"):
        return Depth.FULL
    return Depth.BASIC


_Colour = tuple[int, int]
"""A colour of 256 and the nearest of 16."""


def _theme(text: _Colour, bright: _Colour, entry: _Colour, dim: _Colour) -> dict[Role, Ink]:
    """A theme from four colours: labels, values, entry fields, what stands back."""
    return {
        Role.LABEL: Ink(*text),
        Role.VALUE: Ink(*bright, bold=True),
        Role.INPUT: Ink(*entry, bold=True),
        Role.TITLE: Ink(*bright, bold=True),
        Role.RULE: Ink(*dim),
        Role.ERROR: Ink(*bright, bold=True, reverse=True),
        Role.HIGHLIGHT: Ink(*bright, reverse=True),
        Role.OK: Ink(*bright, bold=True),
        Role.INFO: Ink(*text),
        Role.WARN: Ink(*entry, bold=True),
        Role.ALERT: Ink(*bright, bold=True, reverse=True),
        Role.KEYS: Ink(*text),
        Role.DIM: Ink(*dim),
        Role.INTERNAL: Ink(*entry, reverse=True),
        Role.POPUP: Ink(*bright),
    }


_INKS: dict[str, dict[Role, Ink]] = {
    "green": _theme((34, 2), (46, 10), (120, 10), (28, 2)),
    "amber": _theme((172, 3), (214, 11), (222, 11), (130, 3)),
    "white": _theme((250, 7), (231, 15), (159, 14), (244, 8)),
    "contrast": _theme((231, 15), (231, 15), (226, 11), (231, 15)),
}


@cache
def inks(theme: str) -> dict[Role, Ink]:
    """The inks of a theme; the first theme for an unknown name."""
    return _INKS.get(theme, _INKS["green"])


@cache
def pen(theme: str, role: int, depth: Depth) -> str:
    """The escape sequence that changes to a role's ink, whatever was before."""
    ink = inks(theme)[Role(role)]
    codes = ["0"]
    if ink.bold:
        codes.append("1")
    if ink.reverse:
        codes.append("7")
    if depth is Depth.FULL:
        codes += ["38", "5", str(ink.full), "40"]
    elif depth is Depth.BASIC:
        codes += [str(30 + ink.basic if ink.basic < 8 else 82 + ink.basic), "40"]
    return f"\x1b[{';'.join(codes)}m"
