"""Paid services come in by import and close their lines; what an import changes goes into the history."""

import json
from pathlib import Path

import pytest

from desk.domain.authorization.ledger import lines_of, played
from desk.domain.authorization.model import Authorization, AuthorizationEvent
from desk.domain.authorization.replay import replay, state_of
from desk.domain.authorization.service import history
from desk.domain.context import HOUSE, Desk
from desk.domain.importing.service import import_folder
from tests.conftest import DEMO_DAY, SENIOR
from tests.service.importing.folders import write
from tests.service.lifecycle import FIRST, SECOND, actions, add, drop, issued, rows, statuses, told

PAID = "authorization_number,procedure_code,paid_on\n"


def paid(desk: Desk, folder: Path, *lines: tuple[str, str]) -> list[str]:
    text = PAID + "".join(f"{number},{code},2007-05-20\n" for number, code in lines)
    report = import_folder(desk, HOUSE, write(folder, {"authorization_payments.csv": text}))
    return [str(problem) for problem in report.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "carga"
    made.mkdir()
    return made


@pytest.mark.rule("EL-011", "EL-012", "AP-133")
def test_payments_close_their_lines_once(any_desk: Desk, folder: Path) -> None:
    number = issued(any_desk, FIRST, SECOND)
    assert paid(any_desk, folder, (number, FIRST)) == []
    assert statuses(any_desk, number) == ("Pendente", ["Encerrada", "Pendente"])
    assert paid(any_desk, folder, (number, FIRST), (number, SECOND)) == []
    assert statuses(any_desk, number) == ("Encerrada", ["Encerrada", "Encerrada"])
    assert actions(any_desk, number) == ["conclude", "bill", "bill"]
    assert told(any_desk, number)[0] == told(any_desk, number)[1]
    event = history(any_desk, number)[1]
    assert (event.operator_number, event.procedure_code) == ("DESK", FIRST)
    assert "20/05/2007" in event.text


@pytest.mark.rule("EL-011")
def test_what_cannot_have_been_paid_is_refused_and_nothing_lands(any_desk: Desk, folder: Path) -> None:
    number = issued(any_desk, FIRST, SECOND)
    drop(any_desk, number, 2)
    problems = paid(any_desk, folder, (number, FIRST), (number, SECOND), ("07/003980", "90010046"))
    assert problems == [
        f"authorization_payments.csv linha {line}, coluna procedure_code: {why}"
        for line, why in (
            (3, "serviço já excluído: emita outra ap ou inclua de novo"),
            (4, "serviço negado: só uma reanálise muda"),
        )
    ]
    assert statuses(any_desk, number) == ("Pendente", ["Pendente", "Excluído"])
    assert paid(any_desk, folder, (number, "90040018"))[0].endswith("serviço não está na ap")


@pytest.mark.rule("AP-140")
def test_a_line_another_system_changed_is_in_the_history_and_at_a_new_version(
    any_desk: Desk, folder: Path
) -> None:
    number = issued(any_desk, FIRST)
    add(any_desk, number, SECOND, actor=SENIOR)
    cells = "authorization_number,position,procedure_code,quantity,status\n"
    text = f"{cells}{number},1,{FIRST},7,Pendente\n"
    report = import_folder(any_desk, HOUSE, write(folder, {"authorization_lines.csv": text}))
    assert report.problems == ()
    event = history(any_desk, number)[-1]
    assert event.action == "import"
    assert json.loads(event.data)["lines"] == {"1": {"quantity": [2, 7]}}
    assert rows(any_desk, number)[0].version == 3
    again = import_folder(any_desk, HOUSE, folder)
    assert [(w.added, w.changed) for w in again.written] == [(0, 0)]
    assert len(history(any_desk, number)) == 3


def test_every_authorization_of_the_demo_is_what_its_history_says(any_desk: Desk) -> None:
    from sqlmodel import col, select

    with any_desk.store.reading() as session:
        for authorization in session.exec(select(Authorization)).all():
            number = authorization.number
            events = session.exec(
                select(AuthorizationEvent)
                .where(col(AuthorizationEvent.authorization_number) == number)
                .order_by(col(AuthorizationEvent.id))
            ).all()
            assert replay(played(events)) == state_of(authorization, lines_of(session, number))
            assert authorization.issued_on <= DEMO_DAY
