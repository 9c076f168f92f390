"""Losing the line loses nothing."""

import json
import signal
from pathlib import Path

import pytest

from tests.pty.conftest import OpenGlass

TYPED = "90030012"


def type_half_a_form(signed_on: OpenGlass) -> object:
    glass = signed_on()
    glass.send("MDAP\t9990100001234501\r")
    glass.wait_for("AURORA EXEMPLO")
    glass.send("5\t\t\t\t\t\t" + TYPED)
    glass.wait_for(TYPED)
    return glass


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGHUP, 128 + signal.SIGHUP)]
)
def test_a_signal_saves_the_draft_and_ends(
    signed_on: OpenGlass, home: Path, number: signal.Signals, status: int
) -> None:
    glass = type_half_a_form(signed_on)
    glass.signal(number)  # type: ignore[attr-defined]
    assert glass.status() == status  # type: ignore[attr-defined]
    draft = json.loads((home / "drafts" / "A100001.json").read_text(encoding="utf-8"))
    assert draft["frames"][-1]["values"]["servico.1"] == TYPED


def test_a_lost_connection_ends_the_process_and_saves(signed_on: OpenGlass, home: Path) -> None:
    glass = type_half_a_form(signed_on)
    glass.hang_up()  # type: ignore[attr-defined]
    assert glass.status() == 128 + signal.SIGHUP  # type: ignore[attr-defined]
    assert (home / "drafts" / "A100001.json").exists()


def test_a_kill_loses_at_most_a_second_and_the_next_sign_on_offers_the_rest(
    signed_on: OpenGlass, home: Path
) -> None:
    glass = type_half_a_form(signed_on)
    glass.wait_until(  # type: ignore[attr-defined]
        lambda: (
            (home / "drafts" / "A100001.json").exists()
            and TYPED in (home / "drafts" / "A100001.json").read_text(encoding="utf-8")
        ),
        "the draft on disk",
    )
    glass.signal(signal.SIGKILL)  # type: ignore[attr-defined]
    assert glass.status() == -signal.SIGKILL  # type: ignore[attr-defined]

    again = signed_on()
    assert "HÁ TRABALHO DIGITADO" in again.text()
    again.send("RETOMA\r")
    again.wait_for(TYPED)
    assert "demo0001" not in (home / "drafts" / "A100001.json").read_text(encoding="utf-8")
    again.send("\x1b5")
    again.wait_for("377 FALTA A QUANTIDADE")
