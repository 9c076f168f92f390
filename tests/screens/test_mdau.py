"""MDAU and AIMP: an authorization looked at, its verso read, its second copy printed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from desk.domain.authorization.letters import write_letter
from desk.domain.authorization.model import Authorization, AuthorizationEvent, AuthorizationLine
from desk.domain.context import Desk
from desk.domain.enrolment.model import Member, Policy
from desk.screens.frame import MESSAGE_COLUMNS
from desk.terminal.fields import Role
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import ATTENDANT, AURORA, MORNING
from tests.screens.golden import hold

PENDING, REFUSED = "07/004377", "07/003980"


def change(desk: Desk, number: str, **values: Any) -> None:
    """Set fields of an authorization; `state` is the state its family lives in."""
    with desk.store.writing() as session:
        authorization = session.get_one(Authorization, number)
        member = session.get_one(Member, authorization.member_number)
        policy = session.get_one(Policy, member.holder_number)
        policy.state = values.pop("state", policy.state)
        session.add(policy)
        for name, value in values.items():
            setattr(authorization, name, value)
        session.add(authorization)


def files(desk: Desk) -> list[str]:
    assert desk.print_folder is not None
    return sorted(path.name for path in desk.print_folder.glob("*"))


def seen(terminal: HeadlessTerminal, number: str, code: str = "MDAU") -> dict[str, Any]:
    """The front of a senha, its verso read, printed."""
    terminal.step(code, {"senha": number}, "ENTER")
    terminal.step(code, {}, "ALT 8")
    return terminal.step(code, {}, "IMPR")


@pytest.mark.rule("AP-130")
@pytest.mark.parametrize("code", ["MDAU", "AIMP"])
def test_the_front_shows_what_the_paper_says(terminal: HeadlessTerminal, code: str) -> None:
    terminal.step(code, {"senha": PENDING}, "ENTER")
    hold(terminal, code)
    other = {"MDAU": "AIMP", "AIMP": "MDAU"}[code]
    terminal.press(Key.F4)
    assert terminal.code == other
    assert terminal.shown("senha") == PENDING


@pytest.mark.rule("AP-057", "AP-106")
@pytest.mark.parametrize("code", ["MDAU", "AIMP"])
def test_the_verso_is_marked_internal(terminal: HeadlessTerminal, desk: Desk, code: str) -> None:
    change(desk, PENDING, justification="MOTIVO DA LIBERAÇÃO " * 8, cid="A00")
    with desk.store.writing() as session:
        of_it = col(AuthorizationEvent.authorization_number) == PENDING
        for event in session.exec(select(AuthorizationEvent).where(of_it)):
            event.at = MORNING
            session.add(event)
    terminal.step(code, {"senha": PENDING}, "ENTER")
    terminal.step(code, {}, "ALT 8")
    hold(terminal, f"{code}_verso")
    panel = terminal.buffer.panel
    shown = [placed for placed in panel.fields if terminal.buffer.value(placed.name).strip() and placed.protected]
    inner = [p for p in shown if not p.name.startswith("_") and p.name not in {"numero", "segurado"}]
    assert inner
    assert {placed.field.role for placed in inner} == {Role.INTERNAL}
    terminal.press(Key.ALT7)
    assert terminal.shown("senha") == PENDING


@pytest.mark.rule("AP-106")
def test_nothing_is_printed_before_the_verso_has_been_read(terminal: HeadlessTerminal, desk: Desk) -> None:
    terminal.step("MDAU", {"senha": PENDING}, "ENTER")
    answer = terminal.step("MDAU", {}, "IMPR")
    assert "LEIA ANTES O VERSO (ALT 8)" in answer["message"]["text"]
    assert files(desk) == []
    terminal.step("MDAU", {}, "ALT 8")
    terminal.step("MDAU", {}, "ALT 7")
    answer = terminal.step("MDAU", {"senha": "07/001877"}, "IMPR")
    assert "LEIA ANTES O VERSO" in answer["message"]["text"]
    assert files(desk) == []


@pytest.mark.rule("AP-104", "AP-130")
@pytest.mark.parametrize("code", ["MDAU", "AIMP"])
def test_impr_names_the_file_and_counts_the_copies(terminal: HeadlessTerminal, desk: Desk, code: str) -> None:
    answer = seen(terminal, PENDING, code)
    assert answer["message"]["text"] == "IMPRESSO: ap-07-004377-1.pdf - F1 EXPLIQUE"
    assert answer["fields"]["vias"].strip() == "1"
    answer = terminal.step(code, {}, "IMPR")
    assert "ap-07-004377-2.pdf (2ª VIA, Nº 2)" in answer["message"]["text"]
    assert answer["fields"]["vias"].strip() == "2"
    assert files(desk) == ["ap-07-004377-1.pdf", "ap-07-004377-2.pdf"]
    rules = [reason["rule"] for reason in answer["decision"]["reasons"]]
    assert rules == ["AP-002", "AP-006"]


@pytest.mark.rule("CV-006", "CV-010")
@pytest.mark.parametrize(("programme", "rule"), [("CASE", "CV-006"), ("HOME CARE", "CV-010")])
def test_a_programme_sends_the_insured_to_the_provider(
    terminal: HeadlessTerminal, desk: Desk, programme: str, rule: str
) -> None:
    change(desk, PENDING, programme=programme)
    answer = seen(terminal, PENDING)
    assert "ORIENTE O SEGURADO A PEDIR A ELE" in answer["message"]["text"]
    assert files(desk) == []
    terminal.step("MDAU", {}, "ALT 7")
    answer = terminal.as_dict()
    assert "AP DO PRESTADOR" in answer["message"]["text"]
    (why,) = [reason for reason in answer["decision"]["reasons"] if reason["rule"] == rule]
    assert why["disclose"] == "internal"
    assert why["says"].startswith("INTERNO")
    answer = terminal.step("MDAU", {"destino": "P"}, "IMPR")
    assert "IMPRESSO: ap-07-004377-1.pdf" in answer["message"]["text"]


@pytest.mark.rule("AP-112")
def test_a_refused_authorization_gives_its_letter(terminal: HeadlessTerminal, desk: Desk) -> None:
    answer = terminal.step("MDAU", {"senha": REFUSED}, "ENTER")
    assert "NEGADA: IMPR IMPRIME A CARTA" in answer["message"]["text"]
    answer = seen(terminal, REFUSED)
    assert "NÃO FOI ESCRITA" in answer["message"]["text"]
    with desk.store.writing() as session:
        authorization = session.get_one(Authorization, REFUSED)
        write_letter(session, desk, ATTENDANT, authorization, "reactive_010", procedure_code="90010046")
    answer = terminal.step("MDAU", {}, "IMPR")
    assert "IMPRESSO: carta-07-003980-1-1.pdf" in answer["message"]["text"]


@pytest.mark.rule("AP-105", "AP-106")
def test_bahia_says_that_a_letter_comes_out_with_the_paper(terminal: HeadlessTerminal, desk: Desk) -> None:
    change(desk, PENDING, state="BA", message="MEDICAÇÃO PARA 15 DIAS")
    answer = terminal.step("MDAU", {"senha": PENDING}, "ENTER")
    assert "HOSPITAL ALIANÇA" in answer["fields"]["automatica.1"]
    answer = terminal.step("MDAU", {}, "ALT 8")
    assert "CARTA DE COMPLEMENTO" in answer["message"]["text"]
    answer = terminal.step("MDAU", {}, "IMPR")
    assert "ap-07-004377-1.pdf E MAIS 1" in answer["message"]["text"]
    assert len(files(desk)) == 2


@pytest.mark.parametrize(
    ("values", "text", "cursor"),
    [
        ({"senha": ""}, "INFORME A SENHA E TECLE ENTER", "senha"),
        ({"senha": "07/999999"}, "SENHA 07/999999 NÃO CADASTRADA", "senha"),
    ],
)
def test_faults_stand_on_the_field(
    terminal: HeadlessTerminal, values: dict[str, str], text: str, cursor: str
) -> None:
    answer = terminal.step("MDAU", values, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == (text, cursor)


def test_a_destination_is_s_or_p(terminal: HeadlessTerminal) -> None:
    terminal.step("MDAU", {"senha": PENDING}, "ENTER")
    answer = terminal.step("MDAU", {"destino": "X"}, "IMPR")
    assert answer["cursor"] == "destino"


def test_it_opens_on_the_authorization_chosen_before_and_not_on_somebody_elses(
    terminal: HeadlessTerminal,
) -> None:
    terminal.step("ACOA", {"identificacao": AURORA}, "ENTER")
    terminal.step("ACOA", {"s.2": "S"}, "ENTER")
    answer = terminal.step("ACOA", {"subacao": "AIMP"}, "ENTER")
    assert (answer["code"], answer["fields"]["senha"]) == ("AIMP", PENDING)
    terminal.step("MDZ1", {"identificacao": "9990100006005301"}, "ENTER")
    terminal.go("MDAU")
    assert terminal.shown("senha") == ""


def test_more_services_than_rows_are_turned_to(terminal: HeadlessTerminal, desk: Desk) -> None:
    codes = ["90010011", "90010046", "90020017", "90010038"]
    with desk.store.writing() as session:
        for position, code in enumerate(codes, start=2):
            session.add(
                AuthorizationLine(
                    authorization_number=PENDING,
                    position=position,
                    procedure_code=code,
                    quantity=1,
                    status="Pendente",
                )
            )
    answer = terminal.step("MDAU", {"senha": PENDING}, "ENTER")
    assert [line["servico"] for line in answer["lines"]] == ["90030012", *codes[:3]]
    answer = terminal.step("MDAU", {}, "F8")
    assert [line["servico"] for line in answer["lines"]] == codes[3:]


def test_an_expired_paper_says_so(sign_on: Callable[..., HeadlessTerminal]) -> None:
    terminal = sign_on(on=date(2007, 6, 8))
    answer = terminal.step("MDAU", {"senha": PENDING}, "ENTER")
    assert answer["fields"]["explique.1"].strip() == "VENCEU EM 07/06/2007: REVALIDE (MDAR)"


@pytest.mark.rule("AP-106")
def test_the_history_of_the_verso_is_told_to_its_end(terminal: HeadlessTerminal, desk: Desk) -> None:
    with desk.store.writing() as session:
        of_it = col(AuthorizationEvent.authorization_number) == PENDING
        for event in session.exec(select(AuthorizationEvent).where(of_it)):
            event.text = "SIC AO SEGURADO: " + "ENVIE O LAUDO " * 8 + "E O EXAME"
            session.add(event)
    terminal.step("MDAU", {"senha": PENDING}, "ENTER")
    terminal.step("MDAU", {}, "ALT 8")
    assert terminal.shown("historico.3").endswith("E O EXAME")


@pytest.mark.parametrize("status", ["Negado", "Complem"])
def test_what_is_said_fits_its_row(terminal: HeadlessTerminal, desk: Desk, status: str) -> None:
    with desk.store.writing() as session:
        line = session.get_one(AuthorizationLine, (PENDING, 1))
        line.status = status
        session.add(line)
    answer = seen(terminal, PENDING)
    assert answer["message"]["text"].endswith("(CHAME A CAP)")
    assert len(answer["message"]["text"]) <= MESSAGE_COLUMNS


def test_a_tenth_copy_still_says_where_the_explanation_is(terminal: HeadlessTerminal) -> None:
    seen(terminal, PENDING)
    for _ in range(10):
        answer = terminal.step("MDAU", {}, "IMPR")
    assert answer["message"]["text"].endswith("(2ª VIA, Nº 11) - F1 EXPLIQUE")
    assert len(answer["message"]["text"]) + len(" E MAIS 2") <= MESSAGE_COLUMNS
