"""MDAQ and AINC: services put into an authorization, decided like a concession."""

import pytest

from desk.domain.context import Desk
from desk.domain.referral.model import Referral
from desk.terminal.headless import HeadlessTerminal
from tests.screens.golden import hold
from tests.service.lifecycle import FIRST, SECOND, THIRD, drop, issued, rows

NEW = {"servico.1": SECOND, "quantidade.1": "2"}


@pytest.mark.rule("AP-139")
def test_enter_checks_and_alt_6_includes(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAQ", {"senha": number}, "ENTER")
    answer = terminal.step("MDAQ", NEW, "ENTER")
    assert answer["message"]["text"] == "SEM BLOQUEIO - ALT 6 INCLUI"
    hold(terminal, "MDAQ")
    assert len(rows(desk, number)[1]) == 1
    answer = terminal.step("MDAQ", {}, "ALT 6")
    assert "HISTÓRICO" in answer["message"]["text"]
    assert (answer["cursor"], answer["fields"]["servico.1"]) == ("historico", SECOND)
    answer = terminal.step("MDAQ", {"historico": "PEDIDO COMPLETADO"}, "ALT 6")
    assert answer["message"]["kind"] == "ok"
    assert answer["fields"]["servico.1"] == ""
    assert [(line.procedure_code, line.quantity) for line in rows(desk, number)[1]] == [(FIRST, 2), (SECOND, 2)]


@pytest.mark.rule("AP-139")
def test_a_block_names_its_line_and_nothing_is_written(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST)
    terminal.step("AINC", {"senha": number}, "ENTER")
    values = {"servico.2": "99999999", "quantidade.2": "1", "historico": "PEDIDO"}
    answer = terminal.step("AINC", values, "ALT 6")
    assert (answer["message"]["code"], answer["cursor"]) == ("057", "servico.2")
    assert terminal.shown("bloqueio.2") == "057"
    hold(terminal, "AINC")
    assert len(rows(desk, number)[1]) == 1


@pytest.mark.rule("AP-139")
def test_outside_the_table_it_goes_to_cap_with_f9(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAQ", {"senha": number}, "ENTER")
    answer = terminal.step("MDAQ", {"servico.1": "36010197", "quantidade.1": "2"}, "ENTER")
    assert answer["message"]["text"] == "FORA DA ALÇADA: CAP, DIZER ATÉ 3 HORAS. F9 ENCAMINHA"
    answer = terminal.step("MDAQ", {"historico": "MÉDICO PEDIU"}, "F9")
    assert answer["message"]["text"] == "PEDIDO 1 À CAP, SEGURADO OUVE ATÉ 15/05 13:00"
    with desk.store.reading() as session:
        referral = session.get_one(Referral, 1)
    assert "INCLUIR 36010197 QT 2. MÉDICO PEDIU" in referral.note
    assert len(rows(desk, number)[1]) == 1


@pytest.mark.rule("AP-139", "AP-140")
def test_a_second_person_authorises_with_number_and_password(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAQ", {"senha": number}, "ENTER")
    values = {"servico.1": "36010197", "quantidade.1": "2", "historico": "LAUDO"}
    answer = terminal.step("MDAQ", values | {"matricula_do_responsavel": "A100003"}, "ALT 6")
    assert (answer["message"]["code"], answer["cursor"]) == ("041", "senha_do_responsavel")
    answer = terminal.step("MDAQ", {"senha_do_responsavel": "demo0003"}, "ALT 6")
    assert answer["message"]["kind"] == "ok", answer["message"]
    history = terminal.step("MDAY", {"senha": number}, "ENTER")
    assert history["message"]["text"] == "2 ALTERAÇÕES DA AP"
    assert "A100003 CONSULTOR MODELO" in terminal.text()


def test_an_excluded_service_may_come_back_and_one_that_is_there_may_not(
    desk: Desk, terminal: HeadlessTerminal
) -> None:
    number = issued(desk, FIRST, SECOND)
    drop(desk, number, 2)
    terminal.step("MDAQ", {"senha": number}, "ENTER")
    answer = terminal.step("MDAQ", {"servico.1": FIRST, "quantidade.1": "1", "historico": "X"}, "ALT 6")
    assert (answer["message"]["text"], answer["cursor"]) == ("SERVIÇO JÁ ESTÁ NA AP", "servico.1")
    answer = terminal.step("MDAQ", {"servico.1": SECOND}, "ALT 6")
    assert answer["message"]["kind"] == "ok"
    assert [line.status for line in rows(desk, number)[1]] == ["Pendente", "Pendente"]


def test_another_senha_typed_is_read_first(desk: Desk, terminal: HeadlessTerminal) -> None:
    number, other = issued(desk, FIRST), issued(desk, THIRD, key="other")
    terminal.step("MDAQ", {"senha": number}, "ENTER")
    answer = terminal.step("MDAQ", {"senha": other, **NEW, "historico": "X"}, "ALT 6")
    assert (answer["message"]["text"], answer["cursor"]) == ("LEIA A AP ANTES: TECLE ENTER", "senha")


@pytest.mark.rule("AP-107")
def test_12009_typed_for_a_senha_that_exists_says_where_its_sic_is_asked(
    desk: Desk, terminal: HeadlessTerminal
) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAQ", {"senha": number}, "ENTER")
    answer = terminal.step("MDAQ", {"servico.2": "12009", "quantidade.2": "1"}, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == (
        "SIC DE UMA AP QUE EXISTE: MDAR, ALT 8, AÇÃO S",
        "servico.2",
    )


def test_what_may_be_included_goes_on_in_the_history_then_on_the_command_line(
    desk: Desk, terminal: HeadlessTerminal
) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAQ", {"senha": number}, "ENTER")
    typed = {"servico.1": SECOND, "quantidade.1": "1"}
    assert terminal.step("MDAQ", typed, "ENTER")["cursor"] == "historico"
    assert terminal.step("MDAQ", {"historico": "MÉDICO PEDIU"}, "ENTER")["cursor"] == "comando"
