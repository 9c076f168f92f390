"""Three people at three terminals over one database: asked for, released from afar, and told without a key."""

import sqlite3
from pathlib import Path

import pytest

from tests.pty.conftest import OpenGlass
from tests.pty.glass import Glass

F9, ALT5 = "\x1b[20~", "\x1b5"
JOANA, CECILIA = "9990100006006101", "9990100001234503"
"""Both have a court order: only the supervision releases them."""
QUIET = 7.0
"""Longer than two turns of a front that asks for news."""


def sit_down(open_glass: OpenGlass, operator: str, password: str) -> Glass:
    """A terminal with somebody signed on at the menu."""
    glass = open_glass("demo")
    glass.wait_for("INFORME MATRÍCULA E SENHA")
    glass.send(f"{operator}{password}\r")
    glass.wait_for("MENU PRINCIPAL")
    glass.settle()
    return glass


def ask(glass: Glass, member: str, name: str) -> None:
    """A form for an exam, sent with F9."""
    glass.send(f"MDAP\t{member}\r")
    glass.wait_for(name)
    glass.send("5\t\t\t\t\t\t90030012" + "2")
    glass.send(F9)
    glass.wait_for("PARA SUPERVISÃO (FILA)")


@pytest.mark.rule("AP-097")
def test_a_release_from_afar_reaches_its_asker_without_a_key(open_glass: OpenGlass, home: Path) -> None:
    attendant = sit_down(open_glass, "A100001", "demo0001")
    senior = sit_down(open_glass, "A100002", "demo0002")
    ask(attendant, JOANA, "JOANA EXEMPLO")
    ask(senior, CECILIA, "CECÍLIA EXEMPLO")
    assert "PEDIDO 1 PARA" in attendant.row(22)
    assert "PEDIDO 2 PARA" in senior.row(22)

    attendant.send("MCAA\t9990100001234501")  # half typed: nothing of it may be lost
    attendant.settle(1.0)
    assert attendant.read(QUIET) == b"", "nothing new, not a byte"

    supervisor = sit_down(open_glass, "A100004", "demo0004")
    assert "2 PEDIDOS ESPERAM SUA DECISÃO: LIBE" in supervisor.row(22)
    supervisor.send("LIBE\r")
    supervisor.wait_for("PEDIDOS A DECIDIR")
    supervisor.send("S\r")
    supervisor.wait_for("DECISÃO DE UM PEDIDO")
    assert "JOANA EXEMPLO" in supervisor.text()
    supervisor.send("L\tLIMINAR CONFERIDA")
    supervisor.send(ALT5)
    supervisor.wait_for("PEDIDO 1 LIBERADO: SENHA 07/004402")

    attendant.wait_for("PEDIDO 1 LIBERADO: SENHA 07/004402 (FILA)")
    assert "MCAA" in attendant.row(24), "what was half typed is still there"
    senior.settle(QUIET)
    assert "PEDIDO 2 PARA" in senior.row(22), "nobody else's answer"

    supervisor.send("S\r")
    supervisor.wait_for("CECÍLIA EXEMPLO")
    supervisor.wait_for("DECISÃO DE UM PEDIDO")
    supervisor.send("D\tFALTA A LIMINAR")
    supervisor.send(ALT5)
    supervisor.wait_for("PEDIDO 2 DEVOLVIDO")
    senior.wait_for("PEDIDO 2 DEVOLVIDO (FILA): FALTA A LIMINAR")

    attendant.send("\r")
    attendant.wait_for("IDENTIFICAÇÃO LOCALIZADA")
    assert "PEDIDO 1" not in attendant.text(), "it was read"
    with sqlite3.connect(home / "demo.db") as database:
        seen = dict(database.execute("SELECT number, seen_at IS NOT NULL FROM referral").fetchall())
        issued = database.execute(
            "SELECT attendant_number, responsible_number FROM prior_authorization WHERE number = '07/004402'"
        ).fetchone()
    assert seen == {1: 1, 2: 0}
    assert issued == ("A100001", "A100004")


def test_nobody_releases_what_he_asked_for(open_glass: OpenGlass, home: Path) -> None:
    supervisor = sit_down(open_glass, "A100004", "demo0004")
    ask(supervisor, JOANA, "JOANA EXEMPLO")
    supervisor.send("LIBE\r")
    supervisor.wait_for("NADA ESPERA SUA DECISÃO")
    with sqlite3.connect(home / "demo.db") as database:
        assert database.execute("SELECT asked_by, state FROM referral").fetchall() == [("A100004", "waiting")]
