"""MDAT and AEXC: S, ALT 6, ALT 9; nothing is written before the second key."""

import pytest

from desk.domain.authorization.service import history
from desk.domain.context import Desk
from desk.terminal.headless import HeadlessTerminal
from tests.screens.golden import hold
from tests.service.lifecycle import FIRST, SECOND, add, issued, statuses

PENDING = "07/004377"
CLOSED = "07/001877"


@pytest.mark.rule("AP-131", "EL-014")
def test_a_service_is_excluded_with_alt_6_and_alt_9(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST, SECOND)
    answer = terminal.step("MDAT", {"senha": number}, "ENTER")
    assert [line["estado"] for line in answer["lines"]][:2] == ["PENDENTE", "PENDENTE"]
    answer = terminal.step("MDAT", {"excl.2": "S", "motivo": "N"}, "ALT 6")
    assert answer["message"] == {
        "kind": "warn",
        "code": "",
        "text": f"ALT 9 CONFIRMA: EXCLUI O MARCADO DA {number}",
    }
    hold(terminal, "MDAT")
    assert statuses(desk, number)[1] == ["Pendente", "Pendente"]
    answer = terminal.step("MDAT", {}, "ALT 9")
    assert answer["message"]["text"] == f"EXCLUÍDO: AP {number} PENDENTE"
    assert statuses(desk, number)[1] == ["Pendente", "Excluído"]
    listed = terminal.step("MDZ1", {"senha": number}, "ENTER")
    assert [line["situacao"] for line in listed["lines"]] == ["PENDENTE", "EXCLUÍDO"]


@pytest.mark.rule("AP-131")
def test_all_services_cancel_the_authorization(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST, SECOND)
    terminal.step("AEXC", {"senha": number}, "ENTER")
    answer = terminal.step("AEXC", {"todos": "S", "motivo": "N"}, "ALT 6")
    assert "A AP INTEIRA" in answer["message"]["text"]
    hold(terminal, "AEXC")
    terminal.step("AEXC", {}, "ALT 9")
    assert statuses(desk, number) == ("Excluído", ["Excluído", "Excluído"])


@pytest.mark.rule("AP-131")
def test_alt_9_without_alt_6_or_after_another_mark_writes_nothing(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST, SECOND)
    terminal.step("MDAT", {"senha": number}, "ENTER")
    answer = terminal.step("MDAT", {"excl.1": "S", "motivo": "N"}, "ALT 9")
    assert "TECLE ALT 6 ANTES" in answer["message"]["text"]
    terminal.step("MDAT", {}, "ALT 6")
    answer = terminal.step("MDAT", {"excl.2": "S"}, "ALT 9")
    assert "TECLE ALT 6 ANTES" in answer["message"]["text"]
    assert (answer["fields"]["excl.1"], answer["fields"]["excl.2"]) == ("S", "S")
    assert statuses(desk, number)[1] == ["Pendente", "Pendente"]


@pytest.mark.rule("AP-135")
def test_a_swap_is_refused_until_the_new_code_is_in_and_what_was_typed_stays(
    desk: Desk, terminal: HeadlessTerminal
) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAT", {"senha": number}, "ENTER")
    answer = terminal.step("MDAT", {"excl.1": "S", "motivo": "T", "historico": "TROCA PEDIDA"}, "ALT 6")
    assert "INCLUA ANTES O CÓDIGO NOVO" in answer["message"]["text"]
    assert answer["cursor"] == "motivo"
    assert (answer["fields"]["excl.1"], answer["fields"]["historico"]) == ("S", "TROCA PEDIDA")
    assert add(desk, number, SECOND).done is not None
    answer = terminal.step("MDAT", {}, "ALT 6")
    assert "MUDOU" in answer["message"]["text"], "the version it was read at is past"
    terminal.step("MDAT", {}, "ENTER")
    terminal.step("MDAT", {"excl.1": "S"}, "ALT 6")
    terminal.step("MDAT", {}, "ALT 9")
    assert statuses(desk, number)[1] == ["Excluído", "Pendente"]


@pytest.mark.rule("AP-133", "AP-077", "EL-011")
@pytest.mark.parametrize("code", ["MDAT", "AEXC"])
def test_a_paid_authorization_is_047(terminal: HeadlessTerminal, code: str) -> None:
    terminal.step(code, {"senha": CLOSED}, "ENTER")
    answer = terminal.step(code, {"excl.1": "S", "motivo": "N"}, "ALT 6")
    assert (answer["message"]["kind"], answer["message"]["code"]) == ("error", "047")
    assert (answer["cursor"], answer["fields"]["excl.1"]) == ("senha", "S")


def test_f3_saves_nothing_and_twins_are_a_key_away(desk: Desk, terminal: HeadlessTerminal) -> None:
    terminal.step("MDAT", {"senha": PENDING}, "ENTER")
    terminal.step("MDAT", {"excl.1": "S", "motivo": "N"}, "ALT 6")
    assert terminal.step("MDAT", {}, "F4")["code"] == "AEXC"
    assert terminal.shown("senha") == PENDING
    terminal.step("AEXC", {}, "F3")
    terminal.step("MDAT", {}, "F3")
    assert statuses(desk, PENDING) == ("Pendente", ["Pendente"])
    assert len(history(desk, PENDING)) == 1


@pytest.mark.parametrize(
    ("values", "key", "cursor"),
    [
        ({"senha": ""}, "ENTER", "senha"),
        ({"senha": "07/999999"}, "ENTER", "senha"),
        ({"senha": PENDING}, "ALT 6", "senha"),
    ],
)
def test_without_a_senha_read_nothing_is_marked(
    terminal: HeadlessTerminal, values: dict[str, str], key: str, cursor: str
) -> None:
    answer = terminal.step("MDAT", values, key)
    assert (answer["message"]["kind"], answer["cursor"]) == ("error", cursor)


def test_lines_of_another_system_with_gaps_in_their_numbers_are_marked_by_their_row(
    desk: Desk, terminal: HeadlessTerminal
) -> None:
    from desk.domain.authorization.ledger import lines_of

    with desk.store.writing() as session:
        [line] = lines_of(session, PENDING)
        line.position = 7
        session.add(line)
    terminal.step("MDAT", {"senha": PENDING}, "ENTER")
    terminal.step("MDAT", {"excl.1": "S", "motivo": "N"}, "ALT 6")
    terminal.step("MDAT", {}, "ALT 9")
    assert statuses(desk, PENDING) == ("Excluído", ["Excluído"])
    terminal.step("MDAT", {"excl.1": "S", "motivo": "N"}, "ALT 6")
    assert terminal.step("MDAT", {}, "ALT 9")["cursor"] == "excl.1"


@pytest.mark.rule("AP-131")
def test_all_services_are_those_that_may_still_be_excluded(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST, SECOND)
    terminal.step("MDAT", {"senha": number}, "ENTER")
    terminal.step("MDAT", {"excl.2": "S", "motivo": "N"}, "ALT 6")
    terminal.step("MDAT", {}, "ALT 9")
    terminal.step("MDAT", {"senha": number}, "ENTER")
    answer = terminal.step("MDAT", {"todos": "S", "motivo": "N"}, "ALT 6")
    assert answer["message"]["text"] == f"ALT 9 CONFIRMA: EXCLUI A AP INTEIRA DA {number}"
    terminal.step("MDAT", {}, "ALT 9")
    assert statuses(desk, number) == ("Excluído", ["Excluído", "Excluído"])


@pytest.mark.rule("AP-131")
@pytest.mark.parametrize(
    ("typed", "says", "cursor"),
    [
        ({"motivo": "Z"}, "MOTIVO: T TROCA", "motivo"),
        ({"motivo": "E"}, "DIGA QUAL EM HISTÓRICO", "historico"),
        ({"motivo": ""}, "INFORME O MOTIVO", "motivo"),
    ],
)
def test_alt_6_says_what_stands_against_it_and_alt_9_asks_for_alt_6(
    desk: Desk, terminal: HeadlessTerminal, typed: dict[str, str], says: str, cursor: str
) -> None:
    terminal.step("MDAT", {"senha": PENDING}, "ENTER")
    terminal.step("MDAT", {"excl.1": "S", "motivo": "N"}, "ALT 6")
    answer = terminal.step("MDAT", typed, "ALT 6")
    assert says in answer["message"]["text"]
    assert answer["cursor"] == cursor
    answer = terminal.step("MDAT", {"motivo": "N"}, "ALT 9")
    assert "TECLE ALT 6 ANTES" in answer["message"]["text"]
    assert statuses(desk, PENDING)[0] == "Pendente"
