"""Losing the line loses nothing."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.pty.conftest import OpenGlass
from tests.pty.glass import Glass

TYPED = "90030012"
F3 = "\x1bOR"


def type_half_a_form(signed_on: OpenGlass, typed: str = TYPED) -> Glass:
    glass: Glass = signed_on()
    glass.send("MDAP\t9990100001234501\r")
    glass.wait_for("AURORA EXEMPLO")
    glass.send("5\t\t\t\t\t\t" + typed)
    glass.wait_for(typed)
    return glass


def drafts_in(home: Path) -> list[dict[str, Any]]:
    """The drafts on disk, the newest last."""
    files = sorted((home / "drafts").glob("A100001-*.json"), key=lambda path: path.stat().st_mtime_ns)
    return [json.loads(path.read_text(encoding="utf-8")) for path in files]


def services_in(home: Path) -> list[str]:
    """The service typed on each form on disk, those on the panel and those left."""
    forms = [frame for draft in drafts_in(home) for frame in (*draft["frames"], *draft["shelved"])]
    return [frame["values"]["servico.1"] for frame in forms if frame["code"] == "MDAP"]


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGHUP, 128 + signal.SIGHUP)]
)
def test_a_signal_saves_the_draft_and_ends(
    signed_on: OpenGlass, home: Path, number: signal.Signals, status: int
) -> None:
    glass = type_half_a_form(signed_on)
    glass.signal(number)
    assert glass.status() == status
    assert drafts_in(home)[0]["frames"][-1]["values"]["servico.1"] == TYPED


def hung_up(glass: Glass) -> None:
    glass.signal(signal.SIGHUP)
    assert glass.status() == 128 + signal.SIGHUP


def test_work_typed_while_an_earlier_draft_waits_is_saved_beside_it(signed_on: OpenGlass, home: Path) -> None:
    hung_up(type_half_a_form(signed_on))
    hung_up(type_half_a_form(signed_on, "90030020"))
    assert services_in(home) == [TYPED, "90030020"]

    again = signed_on()
    assert "HÁ 2 TRABALHOS DIGITADOS" in again.text()
    again.send("RETOMA\r")
    again.wait_for("90030020")
    again.send("\x0bRETOMA\r")
    again.wait_for(TYPED)
    hung_up(again)
    assert services_in(home) == [TYPED, "90030020"], "one on the panel, the other on the shelf of the same draft"
    assert len(drafts_in(home)) == 1


def test_a_form_left_with_f3_outlives_the_line(signed_on: OpenGlass, home: Path) -> None:
    glass = type_half_a_form(signed_on)
    glass.send(F3)
    glass.wait_for("RECUPERA TRAZ DE VOLTA")
    hung_up(glass)
    again = signed_on()
    assert "HÁ TRABALHO DIGITADO" in again.text()
    again.send("RETOMA\r")
    again.wait_for(TYPED)


def test_the_end_of_a_session_asks_once_and_a_line_lost_then_loses_nothing(
    signed_on: OpenGlass, home: Path
) -> None:
    glass = type_half_a_form(signed_on)
    glass.send(F3)
    glass.wait_for("RECUPERA TRAZ DE VOLTA")
    glass.send(F3)
    glass.wait_for("FIM DE NOVO PARA ENCERRAR")
    hung_up(glass)
    assert services_in(home) == [TYPED]
    again = signed_on()
    again.send("RETOMA\r")
    again.wait_for(TYPED)
    again.send("\x0bFIM\r")
    again.wait_for("FIM DE NOVO")
    again.send("FIM\r")
    again.wait_for("INFORME MATRÍCULA E SENHA")
    again.settle()
    assert drafts_in(home) == []


def test_a_lost_connection_ends_the_process_and_saves(signed_on: OpenGlass, home: Path) -> None:
    glass = type_half_a_form(signed_on)
    glass.hang_up()
    assert glass.status() == 128 + signal.SIGHUP
    assert services_in(home) == [TYPED]


def test_a_kill_loses_at_most_a_second_and_the_next_sign_on_offers_the_rest(
    signed_on: OpenGlass, home: Path
) -> None:
    glass = type_half_a_form(signed_on)
    glass.wait_until(lambda: services_in(home) == [TYPED], "the draft on disk")
    glass.signal(signal.SIGKILL)
    assert glass.status() == -signal.SIGKILL

    again = signed_on()
    assert "HÁ TRABALHO DIGITADO" in again.text()
    again.send("RETOMA\r")
    again.wait_for(TYPED)
    assert "demo0001" not in str(drafts_in(home))
    again.send("\x1b5")
    again.wait_for("377 FALTA A QUANTIDADE")
