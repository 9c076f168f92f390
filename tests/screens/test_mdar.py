"""MDAR and AALT: a new term, other quantities, and the SIC on the verso."""

from datetime import timedelta

import pytest

from desk.domain.authorization.service import history
from desk.domain.context import Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.rulebook.reference import refusal_codes
from desk.domain.rulebook.routines import review_motives
from desk.screens.frame import MESSAGE_COLUMNS
from desk.screens.registry import transaction
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import MORNING, SENIOR, SignOn
from tests.screens.golden import hold
from tests.service.lifecycle import FIRST, SECOND, a_revision, change, issued, rows, statuses
from tests.service.test_information import question, reply

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


@pytest.mark.rule("AP-002")
@pytest.mark.parametrize("key", ["ENTER", "ALT 6"])
def test_a_term_that_ends_before_it_begins_is_a_fault_of_the_validity(
    desk: Desk, terminal: HeadlessTerminal, key: str
) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAR", {"senha": number}, "ENTER")
    typed = {"emissao": "20/05/2007", "validade": "19/05/2007", "historico": "NÃO FEZ NO PRAZO"}
    answer = terminal.step("MDAR", typed, key)
    assert (answer["message"]["text"], answer["cursor"]) == ("A VALIDADE É ANTES DA EMISSÃO", "validade")
    assert answer["fields"]["historico"] == "NÃO FEZ NO PRAZO"


@pytest.mark.rule("AP-107")
def test_a_fault_of_an_action_stays_on_the_verso(desk: Desk, sign_on: SignOn) -> None:
    number = issued(desk, FIRST)
    terminal = sign_on("A100003")
    terminal.step("MDAR", {"senha": number}, "ENTER")
    terminal.step("MDAR", {}, "ALT 8")
    answer = terminal.step("MDAR", {"acao": "V", "historico": "LAUDO CHEGOU"}, "ALT 6")
    assert "NENHUM SERVIÇO DESTA AP" in answer["message"]["text"]
    assert (answer["map"], answer["cursor"]) == ("MDARM02", "acao")
    assert (answer["fields"]["acao"], answer["fields"]["historico"]) == ("V", "LAUDO CHEGOU")
    answer = terminal.step("MDAR", {"acao": "L"}, "ALT 6")
    assert answer["map"] == "MDARM02"


@pytest.mark.rule("AP-107", "AP-110")
def test_every_row_of_a_long_answer_and_of_an_earlier_sic_can_be_read(desk: Desk, sign_on: SignOn) -> None:
    number = issued(desk, FIRST)
    question(desk, number)
    terminal = sign_on("A100003")
    terminal.step("MDAR", {"senha": number}, "ENTER")
    terminal.step("MDAR", {}, "ALT 8")
    rows_of_answer = {"resposta.1": "A" * 74 + " B", "resposta.2": "C" * 76, "resposta.3": "AQUI TERMINA"}
    terminal.step("MDAR", {"acao": "R", **rows_of_answer, "medico": "DR. MODELO", "crm": "SP000000"}, "ALT 6")
    assert "1/2" in terminal.shown("sic")
    assert "AQUI TERMINA" not in terminal.text()
    terminal.step("MDAR", {}, "F8")
    assert "AQUI TERMINA" in terminal.text()
    question(desk, number, questions="FALTA O EXAME")
    terminal.step("MDAR", {}, "ALT 7")
    assert terminal.step("MDAR", {}, "F8")["message"]["text"] == "F7/F8 ROLA A SIC, NO VERSO (ALT 8)"
    terminal.step("MDAR", {}, "ENTER")
    terminal.step("MDAR", {}, "ALT 8")
    terminal.step("MDAR", {}, "F7")
    assert "FALTA O EXAME" in terminal.text()
    assert "SIC 1 AO SEGURADO" in terminal.text()


@pytest.mark.rule("AP-107")
def test_words_typed_to_the_last_column_run_on(desk: Desk, terminal: HeadlessTerminal) -> None:
    number = issued(desk, FIRST)
    terminal.step("MDAR", {"senha": number}, "ENTER")
    said = {"quantidade.1": "1", "historico": f"MENOS{' ' * 60}SE", "historico.2": "SSÕES"}
    terminal.step("MDAR", said, "ALT 6")
    assert "SESSÕES" in history(desk, number)[-1].text


@pytest.mark.rule("AP-123")
def test_the_third_sic_of_the_routine_says_the_case_of_the_review_centre(desk: Desk, sign_on: SignOn) -> None:
    number = issued(desk, FIRST)
    for _ in range(2):
        question(desk, number)
        reply(desk, number)
    terminal = sign_on("A100003")
    terminal.step("MDAR", {"senha": number}, "ENTER")
    terminal.step("MDAR", {}, "ALT 8")
    asked = {"acao": "S", "resposta.1": "LAUDO", "destino": "S", "motivo_sic": "MATERIAL ESPECIAL"}
    answer = terminal.step("MDAR", asked, "ALT 6")
    says = f"SIC ABERTA NA AP {number}: CARTA EM CART; ROTINA: PEDIDO 3 AO NÚCLEO"
    assert answer["message"]["text"] == says
    assert len(says) <= MESSAGE_COLUMNS


def test_f1_lists_the_reasons_of_the_routine_and_the_codes_of_a_refusal() -> None:
    placed = {field.name: field.field.help for field in transaction("MDAR").panel("MDARM02").inputs}
    assert all(motive.label in placed["motivo_sic"] for motive in review_motives().values())
    assert all(code in placed["negativa"] for code in refusal_codes())


@pytest.mark.parametrize("code", ["MDAR", "MDAQ", "MDAT", "MDAY", "MDAU", "NUCL", "AALT", "AINC", "AEXC", "AIMP"])
def test_a_senha_of_somebody_else_than_the_person_in_transit_is_not_opened(
    terminal: HeadlessTerminal, code: str
) -> None:
    terminal.step("MDAY", {"senha": "07/004377"}, "ENTER")
    terminal.step("MCAA", {"identificacao": "9990100006001101"}, "ENTER")
    terminal.go(code)
    assert terminal.shown("senha") in {"", "/"}
    assert "AURORA" not in terminal.text()


@pytest.mark.rule("AP-134")
def test_a_quantity_typed_over_is_said_before_and_after_it_is_written(
    desk: Desk, terminal: HeadlessTerminal
) -> None:
    number = issued(desk, FIRST, SECOND)
    terminal.step("MDAR", {"senha": number}, "ENTER")
    answer = terminal.step("MDAR", {"quantidade.1": "1", "historico": "MÉDICO PEDIU"}, "ENTER")
    assert answer["message"]["text"] == "SEM BLOQUEIO, QT 1 DE 2 PARA 1 - ALT 6 GRAVA"
    answer = terminal.step("MDAR", {"quantidade.2": "3"}, "ALT 6")
    until = "14/06/2007"
    assert answer["message"]["text"] == f"GRAVADA, QT 1 DE 2 PARA 1 E MAIS 1: AP {number} VALE ATÉ {until}"
    assert len(answer["message"]["text"]) <= MESSAGE_COLUMNS
