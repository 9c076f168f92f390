"""Colours: how many a terminal has, and that a role never speaks by colour alone."""

import re

import pytest

from desk.terminal.fields import Role
from desk.terminal.palette import THEMES, Depth, depth_of, inks, pen

DEPTHS = list(Depth)


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({}, Depth.MONO),
        ({"TERM": "dumb"}, Depth.MONO),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, Depth.MONO),
        ({"TERM": "vt100"}, Depth.MONO),
        ({"TERM": "vt220", "COLORTERM": "truecolor"}, Depth.MONO),
        ({"TERM": "linux-m"}, Depth.MONO),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, Depth.MONO),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, Depth.MONO),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Depth.FULL),
        ({"TERM": "linux"}, Depth.BASIC),
        ({"TERM": "xterm"}, Depth.BASIC),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Depth.FULL),
        ({"TERM": "xterm-256color"}, Depth.FULL),
        ({"TERM": "screen-256color"}, Depth.FULL),
    ],
)
def test_the_environment_chooses_the_depth(environment: dict[str, str], depth: Depth) -> None:
    assert depth_of(environment) is depth


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_covers_every_role(theme: str) -> None:
    assert set(inks(theme)) == set(Role)


def test_an_unknown_theme_is_painted_as_the_first() -> None:
    assert inks("lilas") == inks(THEMES[0])


def test_the_themes_look_different_from_each_other() -> None:
    assert len({pen(theme, Role.VALUE, Depth.FULL) + pen(theme, Role.LABEL, Depth.FULL) for theme in THEMES}) == 4


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", Role)
def test_a_pen_without_colour_speaks_by_bold_and_reverse_only(theme: str, role: Role) -> None:
    assert re.fullmatch(r"\x1b\[0(;1)?(;7)?m", pen(theme, role, Depth.MONO))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", Role)
def test_a_pen_of_16_colours_uses_no_others(theme: str, role: Role) -> None:
    assert re.fullmatch(r"\x1b\[0(;1)?(;7)?;(3[0-7]|9[0-7]);40m", pen(theme, role, Depth.BASIC))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", Role)
def test_a_pen_of_256_colours_names_its_number(theme: str, role: Role) -> None:
    wanted = inks(theme)[role].full
    assert re.fullmatch(rf"\x1b\[0(;1)?(;7)?;38;5;{wanted};40m", pen(theme, role, Depth.FULL))
    assert 0 <= wanted <= 255


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", [Role.ERROR, Role.HIGHLIGHT, Role.ALERT])
def test_a_role_that_matters_differs_from_a_label_without_colour(theme: str, role: Role) -> None:
    assert pen(theme, role, Depth.MONO) != pen(theme, Role.LABEL, Depth.MONO)


@pytest.mark.parametrize("theme", THEMES)
def test_a_field_in_error_differs_from_an_entry_field_without_colour(theme: str) -> None:
    assert pen(theme, Role.ERROR, Depth.MONO) != pen(theme, Role.INPUT, Depth.MONO)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("depth", DEPTHS)
def test_entry_protected_value_and_label_are_told_apart(theme: str, depth: Depth) -> None:
    label = pen(theme, Role.LABEL, depth)
    assert pen(theme, Role.INPUT, depth) != label
    assert pen(theme, Role.VALUE, depth) != label
