"""Glasses for the tests of this folder."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pty.glass import Glass

OpenGlass = Callable[..., Glass]


@pytest.fixture
def home(demo_template: Path, tmp_path: Path) -> Path:
    """A home folder with a demo database already made."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copy(demo_template, folder / "demo.db")
    return folder


@pytest.fixture
def open_glass(home: Path) -> Iterator[OpenGlass]:
    """Run the program; `open_glass("demo", columns=…)`. Everything still running is ended after the test."""
    running: list[Glass] = []

    def start(*arguments: str, **options: object) -> Glass:
        glass = Glass(*arguments, home=home, **options)  # type: ignore[arg-type]
        running.append(glass)
        return glass

    yield start
    for glass in running:
        glass.close()


@pytest.fixture
def signed_on(open_glass: OpenGlass) -> OpenGlass:
    """Run the demo and sign on as the attendant; the menu stands."""

    def start(**options: object) -> Glass:
        glass = open_glass("demo", **options)
        glass.wait_for("INFORME MATRÍCULA E SENHA")
        glass.send("A100001demo0001\r")
        glass.wait_for("MENU PRINCIPAL")
        glass.settle()
        return glass

    return start
