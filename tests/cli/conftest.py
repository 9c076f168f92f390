"""The command line: in this process for most tests, as a process of its own where that is the point."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from desk.cli import app

PASSWORD = "segredo01"

Run = Callable[..., Result]
Script = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def home(demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own, with a demo database already made."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copy(demo_template, folder / "demo.db")
    for name in [name for name in os.environ if name.startswith("DESK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DESK_HOME", str(folder))
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    return folder


@pytest.fixture
def run(home: Path) -> Run:
    """Run a command line: `run("--demo", "tx", "MCAA")`."""

    def call(*arguments: str, typed: str | None = None) -> Result:
        result = CliRunner().invoke(app, list(arguments), input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def script(run: Run) -> Script:
    """Run steps on the demo desk and read the answers."""

    def call(
        *steps: dict[str, Any], operator: str = "A100001", options: tuple[str, ...] = ()
    ) -> list[dict[str, Any]]:
        typed = "".join(json.dumps(step) + "\n" for step in steps)
        result = run("--demo", "--operator", operator, *options, "script", "-", typed=typed)
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    return call


def spawn(*arguments: str, home: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    """The program as a process of its own, as another program would call it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DESK_")}
    return subprocess.run(
        [sys.executable, "-m", "desk", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        env=environment | {"DESK_HOME": str(home)},
        cwd=home,
        timeout=60,
        check=False,
    )
