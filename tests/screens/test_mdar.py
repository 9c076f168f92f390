"""MDAR and AALT: a new term, other quantities, and the SIC on the verso."""

from datetime import timedelta

import pytest

from desk.domain.context import Desk
from desk.domain.kernel.clock import FixedClock
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import MORNING, SENIOR, SignOn
from tests.screens.golden import hold
from tests.service.lifecycle import FIRST, SECOND, a_revision, change, issued, rows, statuses
from tests.service.test_information import question

NEXT = {"emissao": "25/05/2007", "validade": "", "historico": "NÃO FEZ NO PRAZO"}


@pytest.mark.rule("AP-132", "AP-002")
def test_a_new_issue_date_and_a_cleared_validity_revalidate(desk: Desk, sign_on: SignOn) -> None:
    number = issued(desk, FIRST)
    desk.clock = FixedClock(MORNING + timedelta(days=10))
    terminal = sign_on()
    terminal.step("MDAR", {"senha": number}, "ENTER")
    answer = terminal.step("MDAR", NEXT, "ENTER")
    assert answer["message"]["text"] == "SEM BLOQUEIO - ALT 6 GRAVA"
    hold(terminal, "MDAR")
    answer = terminal.step("MDAR", {}, "ALT 6")
    assert answer["message"]["text"] == f"GRAVADA: AP {number} VALE ATÉ 24/06/2007. IMPR IMPRIME"
    authorization, _ = rows(desk, number)
    assert authorization.valid_until == authorization.issued_on + timedelta(days=30)
    assert terminal.step("MDAR", {}, "IMPR")["code"] == "MDAU"


@pytest.mark.rule("AP-134")
def test_a_quantity_inside_the_table_is_written_and_outside_it_is_routed(
    desk: Desk, terminal: HeadlessTerminal
) -> None:
    number = issued(desk, FIRST, SECOND)
    terminal.step("AALT", {"senha": number}, "ENTER")
    answer = terminal.step("AALT", {"quantidade.2": "30", "historico": "MÉDICO PEDIU"}, "ALT 6")
    assert answer["message"]["text"] == "FORA DA ALÇADA: CAP, DIZER ATÉ 3 HORAS. F9 ENCAMINHA"
    assert answer["fields"]["quantidade.2"] == "30"
    hold(terminal, "AALT")
    assert [line.quantity for line in rows(desk, number)[1]] == [2, 2]
    terminal.step("AALT", {"quantidade.2": "5"}, "ALT 6")
    assert [line.quantity for line in rows(desk, number)[1]] == [2, 5]


@pytest.mark.rule("AP-136", "AP-137")
def test_f9_asks_for_a_reanalysis_and_says_what_was_wanted(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAR", {"senha": number}, "ENTER")
    answer = terminal.step("MDAR", {"quantidade.1": "30"}, "F9")
    assert answer["cursor"] == "historico"
    answer = terminal.step("MDAR", {"historico": "MÉDICO PEDIU"}, "F9")
    assert answer["message"]["text"] == "PEDIDO 1 À CAP, SEGURADO OUVE ATÉ 15/05 13:00"
    assert answer["fields"]["quantidade.1"] == "2"
    terminal.step("MDAR", {}, "ALT 8")
    answer = terminal.step("MDAR", {"documentos_novos": "S", "historico": "LAUDO NOVO"}, "F9")
    assert answer["message"]["text"] == "PEDIDO 2 À CAP, SEGURADO OUVE ATÉ 15/05 13:00"


@pytest.mark.rule("AP-134")
def test_a_lost_update_says_both_values_and_keeps_what_was_typed(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAR", {"senha": number}, "ENTER")
    change(desk, number, a_revision(desk, number, quantities=((1, 4),)), actor=SENIOR)
    answer = terminal.step("MDAR", {"quantidade.1": "3", "historico": "PEDIDO"}, "ALT 6")
    assert answer["message"]["text"] == "A100002 MUDOU: QT 1 ERA 2, ESTÁ 4; O SEU É 3 - ENTER RELÊ"
    assert answer["fields"]["quantidade.1"] == "3"
    answer = terminal.step("MDAR", {}, "ENTER")
    assert (terminal.shown("atual.1"), answer["fields"]["quantidade.1"]) == ("4", "3")
    terminal.step("MDAR", {}, "ALT 6")
    assert rows(desk, number)[1][0].quantity == 3


@pytest.mark.rule("AP-133", "AP-077")
def test_a_paid_authorization_is_047_and_what_was_typed_stays(terminal: HeadlessTerminal) -> None:
    terminal.step("MDAR", {"senha": "07/001877"}, "ENTER")
    answer = terminal.step("MDAR", {"quantidade.1": "2", "historico": "X"}, "ALT 6")
    assert (answer["message"]["code"], answer["cursor"]) == ("047", "senha")
    assert (answer["fields"]["quantidade.1"], answer["fields"]["historico"]) == ("2", "X")


@pytest.mark.rule("AP-107", "AP-110")
def test_the_answer_to_a_sic_is_typed_on_the_verso_and_the_consultant_decides(desk: Desk, sign_on: SignOn) -> None:
    number = issued(desk, FIRST)
    question(desk, number)
    terminal = sign_on()
    terminal.step("MDAR", {"senha": number}, "ENTER")
    terminal.step("MDAR", {}, "ALT 8")
    hold(terminal, "MDAR-SIC")
    answer = terminal.step("MDAR", {"acao": "R", "resposta.1": "LAUDO ANEXO", "medico": "DR. MODELO"}, "ALT 6")
    assert answer["cursor"] == "crm"
    assert answer["fields"]["resposta.1"] == "LAUDO ANEXO"
    answer = terminal.step("MDAR", {"crm": "SP000000"}, "ALT 6")
    assert answer["message"]["text"] == "RESPOSTA DA SIC REGISTRADA: PEDIDO 1 A CONSULTOR"
    assert statuses(desk, number) == ("Complem", ["Complem"])
    answer = terminal.step("MDAR", {"acao": "L", "historico": "CONFERIDO"}, "ALT 6")
    assert answer["message"]["code"] == "041"
    consultant = sign_on("A100003")
    consultant.step("MDAR", {"senha": number}, "ENTER")
    consultant.step("MDAR", {}, "ALT 8")
    answer = consultant.step("MDAR", {"acao": "L", "historico": "CONFERIDO"}, "ALT 6")
    assert answer["message"]["text"] == f"AP {number} LIBERADA"
    assert statuses(desk, number) == ("Pendente", ["Pendente"])


@pytest.mark.rule("AP-107", "AP-111")
def test_a_consultant_asks_refuses_and_reverses_on_the_verso(desk: Desk, sign_on: SignOn) -> None:
    number = issued(desk, FIRST)
    terminal = sign_on("A100003")
    terminal.step("MDAR", {"senha": number}, "ENTER")
    terminal.step("MDAR", {}, "ALT 8")
    answer = terminal.step("MDAR", {"acao": "S", "resposta.1": "ENVIE O LAUDO"}, "ALT 6")
    assert answer["cursor"] == "destino"
    terminal.step("MDAR", {"destino": "S"}, "ALT 6")
    assert statuses(desk, number)[0] == "Complem"
    listed = terminal.step("MDZ1", {"senha": number}, "ENTER")
    assert (listed["lines"][0]["situacao"], listed["lines"][0]["motivo"]) == ("COMPLEM", "12009 SIC")
    terminal.step("MDAR", {"senha": number}, "ENTER")
    terminal.step("MDAR", {}, "ALT 8")
    answer = terminal.step("MDAR", {"acao": "N", "historico": "SEM LAUDO"}, "ALT 6")
    assert answer["cursor"] == "negativa"
    terminal.step("MDAR", {"negativa": "831"}, "ALT 6")
    assert statuses(desk, number)[0] == "Negado"
    terminal.step("MDAR", {"acao": "V", "historico": "LAUDO CHEGOU"}, "ALT 6")
    assert statuses(desk, number)[0] == "Pendente"


def test_f3_saves_nothing_and_enter_writes_nothing(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAR", {"senha": number}, "ENTER")
    terminal.step("MDAR", {"quantidade.1": "3", "historico": "X"}, "ENTER")
    terminal.press(Key.F3)
    assert rows(desk, number)[1][0].quantity == 2


@pytest.mark.rule("AP-132")
def test_a_line_without_quantity_is_sent_to_the_exclusion(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAR", {"senha": number}, "ENTER")
    answer = terminal.step("MDAR", {"quantidade.1": "", "historico": "X"}, "ALT 6")
    assert answer["cursor"] == "quantidade.1"
    assert "MDAT" in answer["message"]["text"]
