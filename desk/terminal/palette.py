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
def pen(theme: str, role: int, depth: Depth, before: int | None = None) -> str:
    """The escape sequence that changes to a role's ink; with the role written in before, only what differs."""
    ink = inks(theme)[Role(role)]
    codes: list[str] = []
    if before is None:
        codes = ["0", *(["1"] if ink.bold else []), *(["7"] if ink.reverse else [])]
        codes += [*_colour(ink, depth), *([] if depth is Depth.MONO else ["40"])]
    else:
        old = inks(theme)[Role(before)]
        if ink.bold != old.bold:
            codes.append("1" if ink.bold else "22")
        if ink.reverse != old.reverse:
            codes.append("7" if ink.reverse else "27")
        if _colour(ink, depth) != _colour(old, depth):
            codes += _colour(ink, depth)
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def _colour(ink: Ink, depth: Depth) -> list[str]:
    if depth is Depth.FULL:
        return ["38", "5", str(ink.full)]
    if depth is Depth.BASIC:
        return [str(30 + ink.basic if ink.basic < 8 else 82 + ink.basic)]
    return []
