"""ACOA: what it shares with MDZ1, its own message, and the actions on one authorization."""

import pytest

from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA
from tests.screens.golden import hold

NOBODY = "9990100006017701"


@pytest.mark.rule("EL-009", "EL-012", "EL-013", "EL-014")
def test_acoa_lists_what_mdz1_lists(terminal: HeadlessTerminal) -> None:
    web = terminal.step("ACOA", {"identificacao": AURORA}, "ENTER")
    hold(terminal, "ACOA")
    assert web["lines"] == terminal.step("MDZ1", {"identificacao": AURORA}, "ENTER")["lines"]
    terminal.press(Key.F4)
    assert terminal.code == "ACOA"


@pytest.mark.rule("EL-010")
def test_acoa_of_nobody_says_the_message_of_the_web(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("ACOA", {"identificacao": NOBODY}, "ENTER")
    assert answer["message"] == {
        "kind": "info",
        "code": "",
        "text": "NENHUMA AUTORIZAÇÃO PRÉVIA ENCONTRADA PARA O PERÍODO INFORMADO",
    }
    assert answer["lines"] == []


@pytest.mark.rule("EL-009")
def test_acoa_finds_one_by_its_number_and_refuses_more_than_sixty_days(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("ACOA", {"numero_da_ap": "07/004377"}, "ENTER")
    assert [line["numero"] for line in answer["lines"]] == ["07/004377"]
    terminal.step("ACOA", {"senha": "", "identificacao": AURORA}, "ENTER")
    answer = terminal.step("ACOA", {"periodo_inicio": "01/01/2007", "periodo_fim": "15/05/2007"}, "ENTER")
    assert "MÁXIMO 60 DIAS" in answer["message"]["text"]
    assert answer["cursor"] == "periodo_inicio"


@pytest.mark.parametrize("action", ["AIMP", "AEXC", "AALT", "AINC"])
def test_acoa_takes_the_marked_authorization_to_the_action_typed(
    terminal: HeadlessTerminal, action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from desk.screens import registry

    unbuilt = {**registry.ENTRIES, action: replace(registry.ENTRIES[action], module="")}
    monkeypatch.setattr(registry, "ENTRIES", unbuilt)
    terminal.step("ACOA", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("ACOA", {"s.2": "S"}, "ENTER")
    assert answer["message"]["text"] == "AP 07/004377 ESCOLHIDA: DIGITE A SUBAÇÃO, OU A TRANSAÇÃO EM ==>"
    assert answer["cursor"] == "subacao"
    answer = terminal.step("ACOA", {"subacao": action}, "ENTER")
    assert answer["message"]["text"] == f"{action} AINDA NÃO ESTÁ DISPONÍVEL NESTA VERSÃO"
    assert (answer["cursor"], answer["fields"]["subacao"]) == ("subacao", action)
    assert len(answer["lines"]) == 5


def test_acoa_goes_to_an_action_that_is_built(terminal: HeadlessTerminal, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from desk.screens import registry

    built = {**registry.ENTRIES, "AIMP": replace(registry.ENTRIES["AIMP"], module="mdz1")}
    monkeypatch.setattr(registry, "ENTRIES", built)
    monkeypatch.setattr(
        registry, "transaction", lambda code, real=registry.transaction: real("MDZ1" if code == "AIMP" else code)
    )
    terminal.step("ACOA", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("ACOA", {"s.4": "S", "subacao": "AIMP"}, "ENTER")
    assert answer["code"] == "AIMP"


@pytest.mark.parametrize(
    ("values", "text", "cursor"),
    [
        ({"subacao": "XXXX", "s.1": "S"}, "SUBAÇÕES: AIMP, AEXC, AALT, AINC", "subacao"),
        ({"subacao": "AIMP"}, "MARQUE COM S A AUTORIZAÇÃO", "s.1"),
        ({"s.1": "S", "s.2": "S"}, "MARQUE UMA SÓ", "s.2"),
        ({"s.1": "X"}, "MARQUE UMA SÓ", "s.1"),
    ],
)
def test_acoa_refuses_on_the_field(
    terminal: HeadlessTerminal, values: dict[str, str], text: str, cursor: str
) -> None:
    terminal.step("ACOA", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("ACOA", values, "ENTER")
    assert text in answer["message"]["text"]
    assert answer["cursor"] == cursor


def test_acoa_forgets_the_choice_with_the_next_search(terminal: HeadlessTerminal) -> None:
    terminal.step("ACOA", {"identificacao": AURORA}, "ENTER")
    terminal.step("ACOA", {"s.2": "S"}, "ENTER")
    terminal.step("ACOA", {"periodo_inicio": "01/05/2007"}, "ENTER")
    answer = terminal.step("ACOA", {"subacao": "AEXC"}, "ENTER")
    assert answer["cursor"] == "s.1"
