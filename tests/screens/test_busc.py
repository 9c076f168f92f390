"""One search over everything, from the command line of any panel."""

import pytest

from desk.terminal.fields import Role
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA
from tests.screens.golden import hold


@pytest.mark.parametrize(
    ("typed", "code", "field", "shown"),
    [
        (AURORA, "MCAA", "identificacao", "99901/00001234-5-01"),
        ("99901/00001234-5-01", "MCAA", "identificacao", "99901/00001234-5-01"),
        ("07/004391", "MDZ1", "senha", "07/004391"),
        ("0700123456", "MDC1", "sr", "0700123456"),
        ("aurora", "MCAA", "identificacao", "99901/00001234-5-01"),
        ("exemplo aur", "MCAA", "identificacao", "99901/00001234-5-01"),
        ("90030012", "ACOB", "servico", "90030012"),
        ("99920", "MCEA", "empresa", "99920"),
    ],
)
def test_one_thing_found_opens_its_own_panel(
    terminal: HeadlessTerminal, typed: str, code: str, field: str, shown: str
) -> None:
    answer = terminal.step("MENU", {"comando": typed}, "ENTER")
    assert answer["code"] == code
    assert answer["fields"][field].strip() == shown


def test_several_things_are_listed_by_what_they_are(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MENU", {"comando": "exemplo"}, "ENTER")
    assert answer["code"] == "BUSC"
    hold(terminal, "BUSC")
    seen = set()
    for _ in range(12):
        seen |= {line["tipo"] for line in terminal.as_dict()["lines"]}
        terminal.press(Key.F8)
    assert {"SEGURADO", "SERVIÇO", "PRESTADOR", "EMPRESA"} <= seen


def test_what_is_marked_opens(terminal: HeadlessTerminal) -> None:
    terminal.step("MENU", {"comando": "exemplo"}, "ENTER")
    marked = terminal.as_dict()["lines"][1]
    answer = terminal.step("", {"s.2": "S"}, "ENTER")
    assert answer["code"] == "MCAA"
    assert answer["fields"]["identificacao"].replace("/", "").replace("-", "") == marked["codigo"]


def test_people_alone_go_to_the_search_of_people(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MENU", {"comando": "maria"}, "ENTER")
    assert answer["code"] in {"ASEG", "BUSC"}


@pytest.mark.parametrize("typed", ["QWERTY", "99/999999", "0000000000", "1", "?", "%", "_", "'"])
def test_nothing_found_stays_where_it_was_and_keeps_the_text(terminal: HeadlessTerminal, typed: str) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("MCAA", {"comando": typed}, "ENTER")
    assert (answer["code"], answer["cursor"]) == ("MCAA", "comando")
    assert answer["message"]["text"] == f"NEM TRANSAÇÃO NEM CADASTRO: {typed}"


def test_a_provider_that_may_not_be_published_is_not_offered(terminal: HeadlessTerminal) -> None:
    terminal.step("BUSC", {"busca": "exemplo"}, "ENTER")
    names = set()
    for _ in range(12):
        names |= {line["nome"] for line in terminal.as_dict()["lines"] if line["tipo"] == "PRESTADOR"}
        terminal.press(Key.F8)
    assert names
    assert not any("NÃO DIVULGAD" in name for name in names)


def test_f8_before_a_search_asks_for_one(terminal: HeadlessTerminal) -> None:
    terminal.go("BUSC")
    for key in (Key.F7, Key.F8):
        terminal.press(key)
        message = terminal.screenful.message
        assert (message.severity.value, message.text) == ("error", "DIGITE UM NÚMERO OU PALAVRAS E TECLE ENTER")


def test_a_mark_beside_a_search_that_found_nothing_opens_nobody(terminal: HeadlessTerminal) -> None:
    terminal.step("BUSC", {"busca": "exemplo"}, "ENTER")
    assert terminal.step("BUSC", {"busca": "zzzz"}, "ENTER")["message"]["kind"] == "error"
    answer = terminal.step("BUSC", {"s.1": "S"}, "ENTER")
    assert (answer["code"], answer["message"]["text"]) == ("BUSC", "NÃO HÁ NADA NESTA LINHA")


@pytest.mark.rule("AP-014")
def test_a_provider_nobody_is_told_of_is_found_by_its_number_alone_and_marked(terminal: HeadlessTerminal) -> None:
    by_words = terminal.step("BUSC", {"busca": "clinica nao divulgada"}, "ENTER")
    assert by_words["message"]["text"].startswith("NADA ENCONTRADO")
    found = terminal.step("BUSC", {"busca": "00000007000103"}, "ENTER")
    assert found["lines"][0]["detalhe"] == "INTERNO"
    assert terminal.screenful.roles["nome.1"] is Role.INTERNAL
    assert terminal.step("BUSC", {"busca": "00000003000125"}, "ENTER")["lines"][0]["detalhe"] == "CIDADE FICTÍCIA"
