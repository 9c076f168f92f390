"""The settings of a place: one file, the environment over it, and what cannot be is refused by name."""

from pathlib import Path

import pytest

from desk.settings import Settings, SettingsError, load
from desk.terminal.palette import THEMES


def settings_of(home: Path, text: str = "", **environment: str) -> Settings:
    (home / "desk.toml").write_text(text, encoding="utf-8")
    return load({"DESK_HOME": str(home)} | environment)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_can_be_set(tmp_path: Path, theme: str) -> None:
    assert settings_of(tmp_path, f'theme = "{theme}"').theme == theme


def test_without_a_theme_it_is_the_first(tmp_path: Path) -> None:
    assert settings_of(tmp_path).theme == THEMES[0]


@pytest.mark.parametrize(
    "line", ['theme = "rosa"', 'theme = ""', "theme = 1", 'theme = "GREEN"', 'theme = ["green"]']
)
def test_an_unknown_theme_is_refused_with_the_list(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsError, match="green, amber, white, contrast"):
        settings_of(tmp_path, line)


def test_an_unknown_theme_of_the_environment_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="'rosa'"):
        settings_of(tmp_path, 'theme = "amber"', DESK_THEME="rosa")


def test_the_environment_goes_over_the_file(tmp_path: Path) -> None:
    chosen = settings_of(tmp_path, 'theme = "amber"\nterminal = "balcao1"', DESK_THEME="white", DESK_UNIT="0107")
    assert (chosen.theme, chosen.terminal, chosen.unit) == ("white", "BALCAO1", "0107")


@pytest.mark.parametrize(
    ("line", "match"),
    [
        ('unit = "12"', "4 dígitos"),
        ("lock_minutes = 481", "0 .nunca. a 480"),
        ('cor = "azul"', "não conheço cor"),
        ("theme = ", "desk.toml"),
    ],
)
def test_what_cannot_be_is_refused_by_name(tmp_path: Path, line: str, match: str) -> None:
    with pytest.raises(SettingsError, match=match):
        settings_of(tmp_path, line)
