"""`desk script` and the glass say the same: the same question asked both ways, field by field."""

from datetime import date
from typing import Any

import pytest

from desk.terminal.headless import HeadlessTerminal
from tests.cli.conftest import Script
from tests.conftest import AURORA, SignOn

WAITS, SUSPENDED, CPT_RUNS = "9990100006003701", "9990100006002901", "9990100006004501"
ASSEFAZ, UNAFISCO = "9995000009802001", "9996000009901801"

QUESTIONS: list[tuple[str, dict[str, str], date | None]] = [
    ("ACOB", {"identificacao": AURORA, "servico": "90030012", "ta": "5"}, None),
    ("ACOB", {"identificacao": AURORA, "servico": "acompanhante"}, None),
    ("ACOB", {"identificacao": AURORA, "servico": "hemodialise"}, None),
    ("ACOB", {"identificacao": AURORA, "servico": "case"}, None),
    ("ACOB", {"identificacao": WAITS, "servico": "90020017", "ta": "5"}, None),
    ("ACOB", {"identificacao": SUSPENDED, "servico": "90030012"}, None),
    ("ACOB", {"identificacao": CPT_RUNS, "servico": "90030012", "ta": "5"}, None),
    ("ACOB", {"identificacao": AURORA, "servico": "90030012", "data": "31/02/2007"}, None),
    ("ACOB", {"identificacao": ASSEFAZ, "servico": "home care"}, date(2012, 3, 12)),
    ("MCAA", {"identificacao": AURORA}, None),
    ("MCAA", {"identificacao": SUSPENDED}, None),
    ("MCAA", {"identificacao": UNAFISCO}, date(2009, 5, 16)),
    ("MCAA", {"identificacao": "1" * 16}, None),
    ("MSI6", {"identificacao": "9990100005678301"}, None),
    ("MSI6", {"identificacao": SUSPENDED}, None),
    ("MSI6", {"identificacao": ASSEFAZ}, date(2012, 3, 12)),
    ("MSI6", {"identificacao": UNAFISCO}, date(2009, 5, 16)),
]


def on_glass(terminal: HeadlessTerminal) -> dict[str, str]:
    """Every field of the panel read off the 24 rows, at the places the panel gives it."""
    rows = [row.text for row in terminal.buffer.rows()]
    return {
        placed.name: "".join(rows[placed.row][column] for column in placed.slots)
        for placed in terminal.buffer.panel.fields
    }


def without_the_moment(rows: list[str]) -> list[str]:
    """The glass but for what differs between two terminals: the clock, the terminal's name, the operator."""
    return rows[2:]


@pytest.mark.parametrize(("code", "values", "on"), QUESTIONS)
def test_a_script_reads_what_the_panel_shows(
    script: Script, sign_on: SignOn, code: str, values: dict[str, str], on: date | None
) -> None:
    options = () if on is None else ("--date", f"{on:%d/%m/%Y}")
    (answer,) = script({"code": code, "set": values}, options=options)
    terminal = sign_on(on=on or date(2007, 5, 15))
    terminal.fill({"ident": values["identificacao"]})  # as a script does, and a person on row 24
    terminal.go(code)
    terminal.step(code, values, "ENTER")
    assert without_the_moment(answer["rows"]) == without_the_moment(terminal.rows())
    shown = on_glass(terminal)
    for name, text in answer["fields"].items():
        assert _bare(text) == _bare(shown[name]), name
    message: dict[str, Any] = answer["message"]
    assert terminal.rows()[21][5:].strip().endswith(message["text"])
    decision = terminal.screenful.decision
    assert answer["decision"] == (None if decision is None else dict(decision))


def _bare(text: str) -> str:
    return text.strip(" _").replace("/", "").replace("-", "").replace(" ", "").replace("_", "")
