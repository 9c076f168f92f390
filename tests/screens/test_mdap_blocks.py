"""MDAP: the blocks of provider and service on their lines, and the releases of a consultant and of CAP."""

import pytest

from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA
from tests.screens.golden import hold

SUSPECTED = "9990100006007001"
LEFT_THE_NETWORK, OTHER_STATE = "00000042000122", "00000044000111"
EXAM = {"ta": "5", "servico.1": "90030012", "quantidade.1": "1"}


def note(terminal: HeadlessTerminal, text: str) -> None:
    terminal.press(Key.ALT8)
    terminal.fill({"justificativa.1": text})
    terminal.press(Key.ALT7)


@pytest.mark.rule("AP-068", "AP-069", "AP-093", "AP-094")
def test_each_block_stands_on_its_line_and_those_of_the_provider_below(terminal: HeadlessTerminal) -> None:
    second = {"servico.2": "90080045", "quantidade.2": "1", "servico.3": "90080029", "quantidade.3": "1"}
    form = {"identificacao": AURORA, "codigo_do_prestador": LEFT_THE_NETWORK}
    answer = terminal.step("MDAP", EXAM | second | form, "ALT 5")
    assert answer["decision"]["codes"] == ["486", "494", "495", "498"]
    assert [answer["fields"][f"bloqueio.{n}"] for n in (1, 2, 3)] == ["494", "495", "486"]
    assert answer["fields"]["senha"] == ""
    hold(terminal, "MDAP-PRESTADOR")


@pytest.mark.rule("AP-098", "AP-094")
def test_499_takes_a_consultants_number_and_password_and_no_code(terminal: HeadlessTerminal) -> None:
    form = {"identificacao": "9990300009501401", "codigo_do_prestador": OTHER_STATE}
    answer = terminal.step("MDAP", EXAM | form, "ALT 5")
    assert answer["decision"]["codes"] == ["499"]
    by_code = {"lib": "819", "matricula_do_responsavel": "A100003", "senha_do_responsavel": "demo0003"}
    answer = terminal.step("MDAP", by_code, "ALT 5")
    assert answer["decision"]["codes"] == ["499", "040"]
    answer = terminal.step("MDAP", {"lib": "", "senha_do_responsavel": "demo0003"}, "ALT 5")
    assert answer["fields"]["senha"] == "07/004402"


@pytest.mark.rule("AP-094", "EL-029", "AP-075")
def test_497_is_released_by_somebody_of_cap_and_by_no_consultant_of_the_unit(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDAP", EXAM | {"identificacao": SUSPECTED}, "ALT 5")
    assert answer["decision"]["codes"] == ["497"]
    note(terminal, "ANALISADO: NÃO PREEXISTENTE")
    at_the_unit = {"matricula_do_responsavel": "A100003", "senha_do_responsavel": "demo0003"}
    assert terminal.step("MDAP", at_the_unit, "ALT 5")["decision"]["codes"] == ["497", "041"]
    of_cap = {"matricula_do_responsavel": "A100009", "senha_do_responsavel": "demo0009"}
    answer = terminal.step("MDAP", of_cap, "ALT 5")
    assert answer["fields"]["senha"] == "07/004402"
