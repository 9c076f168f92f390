"""The main job once, keyboard only, in a real terminal of exactly 80x24."""

import json
import sqlite3
from pathlib import Path

from tests.conftest import AURORA
from tests.pty.conftest import OpenGlass


def test_from_sign_on_to_senha_and_back_out(signed_on: OpenGlass, home: Path) -> None:
    glass = signed_on()
    glass.send(f"MCAA\t{AURORA}\r")
    glass.wait_for("IDENTIFICAÇÃO LOCALIZADA - 3 VIDAS")
    assert "PAGAMENTO: EM DIA" in glass.text()

    glass.send("\x1b[Z\x1b[Z")  # back over IDENT to the command line
    glass.send("MDAP\r")
    glass.wait_for("CONCESSÃO DE AUTORIZAÇÃO PRÉVIA")
    glass.wait_for("AURORA EXEMPLO")
    glass.send("5\t\t\t\t\t\t90030012" + "2")
    glass.send("\r")
    glass.wait_for("SEM BLOQUEIO - ALT 5 CONCLUI")
    glass.send("\x1b5")
    glass.wait_for("CONCLUÍDA - SENHA 07/004402")
    assert "SENHA: 07/004402" in glass.row(3)

    glass.send("MDZ1\r")
    glass.wait_for("AUTORIZAÇÕES NO PERÍODO")
    assert "07/004402" in glass.text()

    glass.send("\x1bOR\x1bOR")  # F3 twice
    glass.settle()
    glass.send("\x1bOR\x1bOR\x1bOR\x1bOR")
    assert glass.status() == 0

    with sqlite3.connect(home / "demo.db") as database:
        number, decision = database.execute(
            "SELECT number, decision FROM prior_authorization ORDER BY number DESC"
        ).fetchone()
    assert number == "07/004402"
    assert json.loads(decision)["outcome"] == "allowed"


def test_a_block_is_explained_and_everything_typed_is_kept(signed_on: OpenGlass) -> None:
    glass = signed_on()
    glass.send("MDAP\t9990100006003701\r")  # in a waiting period until tomorrow
    glass.wait_for("GABRIELA EXEMPLO")
    glass.send("5\t\t\t\t\t\t90020017" + "1\x1b5")
    glass.wait_for("426 SERVIÇO EM CARÊNCIA")
    assert "90020017" in glass.text()
    glass.send("\x1bOP")
    glass.wait_for("17/05/2007. ANÁLISE")
    glass.wait_for("FONTE: MANUAL UDAS L. 4167-4171")
    glass.send("\x1bOR")
    glass.wait_for("426 SERVIÇO EM CARÊNCIA")
