"""ASOA: the same concession as MDAP on the web twin's maps, the CRM asked for first."""

import pytest

from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA
from tests.screens.golden import hold
from tests.screens.test_mdap import PLAIN


@pytest.mark.rule("AP-054", "AP-055")
def test_it_wants_the_crm_and_then_concludes_as_mdap_does(terminal: HeadlessTerminal) -> None:
    for key in ("ENTER", "ALT 5", "F9"):
        answer = terminal.step("ASOA", PLAIN, key)
        assert (answer["message"]["text"], answer["cursor"]) == ("INFORME O CRM DE QUEM PEDE", "crm")
        assert answer["fields"]["servico.1"] == PLAIN["servico.1"]
    answer = terminal.step("ASOA", {"crm": "SP000000"}, "ALT 5")
    assert answer["message"]["text"] == "CONCLUÍDA - SENHA 07/004402. OUTRA AP: DIGITE ASOA"
    hold(terminal, "ASOA-CONCLUIDA")


def test_every_map_is_its_own(terminal: HeadlessTerminal) -> None:
    """Front, lines 5 to 8, verso and papers, there and back, nothing typed lost."""
    terminal.step("ASOA", PLAIN | {"crm": "SP000000", "s": "S"}, "F5")
    names = [terminal.screenful.panel.name]
    for key in (Key.ALT8, Key.ALT10, Key.ALT7):
        terminal.press(key)
        names.append(terminal.screenful.panel.name)
    assert names == ["ASOAM02", "ASOAM03", "ASOAM04", "ASOAM01"]
    assert terminal.as_dict()["fields"]["servico.1"] == PLAIN["servico.1"]


def test_the_twin_is_one_key_away_with_the_same_person(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    terminal.go("ASOA")
    assert terminal.as_dict()["fields"]["identificacao"].replace("/", "").replace("-", "") == AURORA
    terminal.press(Key.F4)
    assert terminal.code == "MDAP"
