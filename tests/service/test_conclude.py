"""Concluding an authorization: everything lands together, once, under numbers without gaps."""

import json

import pytest
from sqlmodel import col, func, select

from desk.domain.audit.model import AuditEvent
from desk.domain.audit.service import verify
from desk.domain.authorization.case import FormLine
from desk.domain.authorization.model import (
    Authorization,
    AuthorizationCounter,
    AuthorizationEvent,
    AuthorizationLine,
    AuthorizationStatus,
)
from desk.domain.authorization.service import conclude, examine, history, list_authorizations
from desk.domain.context import Actor, Desk
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import ForbiddenError, NotFoundError
from tests.conftest import ATTENDANT, AURORA, CONSULTANT, SUPERVISOR
from tests.service.forms import a_form


@pytest.mark.rule("AP-001", "AP-055", "AP-065")
def test_a_concession_writes_number_lines_history_and_journal(any_desk: Desk) -> None:
    done = conclude(any_desk, ATTENDANT, a_form(message="VÁLIDA PARA O EXAME"), submission="one")
    assert done.number == "07/004402"
    with any_desk.store.reading() as session:
        authorization = session.get_one(Authorization, done.number)
        lines = session.exec(
            select(AuthorizationLine).where(col(AuthorizationLine.authorization_number) == done.number)
        ).all()
        event = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
    assert authorization.status == AuthorizationStatus.PENDING
    assert authorization.message == "VÁLIDA PARA O EXAME"
    assert json.loads(authorization.decision)["outcome"] == "allowed"
    assert [(line.procedure_code, line.quantity) for line in lines] == [("90030012", 1)]
    assert [entry.action for entry in history(any_desk, done.number)] == ["conclude"]
    assert event is not None
    assert (event.action, event.subject) == ("authorization.conclude", AURORA)
    assert json.loads(event.data)["number"] == done.number
    assert verify(any_desk).broken_at == 0


@pytest.mark.rule("AP-055")
def test_the_same_form_submitted_twice_gives_one_authorization(any_desk: Desk) -> None:
    everything = select(func.count()).select_from(Authorization)
    with any_desk.store.reading() as session:
        before = session.exec(everything).one()
    first = conclude(any_desk, ATTENDANT, a_form(), submission="double")
    second = conclude(any_desk, ATTENDANT, a_form(), submission="double")
    assert (second.number, second.repeated) == (first.number, True)
    with any_desk.store.reading() as session:
        assert session.exec(everything).one() == before + 1


@pytest.mark.rule("AP-066", "AP-089")
def test_a_blocked_form_writes_nothing_but_the_journal_and_takes_no_number(any_desk: Desk) -> None:
    with any_desk.store.reading() as session:
        before = session.get_one(AuthorizationCounter, 2007).last_sequence
    refused = conclude(any_desk, ATTENDANT, a_form(procedure="99999999"), submission="x")
    assert refused.number == ""
    assert refused.examination.concession.decision.codes == ("057",)
    with any_desk.store.reading() as session:
        assert session.get_one(AuthorizationCounter, 2007).last_sequence == before
        event = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
    assert event is not None
    assert event.action == "authorization.not_concluded"

    granted = conclude(any_desk, ATTENDANT, a_form(), submission="y")
    again = conclude(any_desk, ATTENDANT, a_form(), submission="z")
    assert granted.number == f"07/{before + 1:06d}"
    assert again.examination.concession.decision.codes == ("372",)


def test_numbers_of_another_year_start_anew(any_desk: Desk) -> None:
    from datetime import UTC, date, datetime

    from desk.domain.kernel.clock import FixedClock

    any_desk.clock = FixedClock(datetime(2008, 1, 2, 13, 0, tzinfo=UTC))
    done = conclude(any_desk, ATTENDANT, a_form(member="9990100006005301", on=date(2008, 1, 2)), submission="n")
    assert done.examination.concession.decision.codes == ("434",), "its premiums are told up to 2007 only"
    member = "9990100006014201"  # deposits her premium in court: attended as paid up
    done = conclude(any_desk, ATTENDANT, a_form(member=member, on=date(2008, 1, 2)), submission="m")
    assert done.examination.concession.decision.codes == ("493",)
    released = conclude(
        any_desk,
        ATTENDANT,
        a_form(
            member=member,
            on=date(2008, 1, 2),
            release_code="LIB",
            responsible_number="A100004",
            justification="LIMINAR CONFERIDA",
        ),
        submission="o",
        responsible_password="demo0004",
    )
    assert released.number == "08/000001"


@pytest.mark.rule("AP-072", "AP-097")
def test_a_second_person_needs_the_right_password(any_desk: Desk) -> None:
    form = a_form(
        member="9990100006006101",
        release_code="LIB",
        responsible_number="A100004",
        justification="LIMINAR CONFERIDA",
    )
    wrong = conclude(any_desk, ATTENDANT, form, submission="w", responsible_password="demo9999")
    assert "041" in wrong.examination.concession.decision.codes
    right = conclude(any_desk, ATTENDANT, form, submission="r", responsible_password="demo0004")
    assert right.number
    nobody_else = conclude(any_desk, SUPERVISOR, form, submission="s", responsible_password="demo0004")
    assert "026" in nobody_else.examination.concession.decision.codes, "who asks does not release"


@pytest.mark.rule("AP-113", "AP-114", "AP-075", "EL-013")
def test_a_refusal_takes_a_number_and_stands_as_refused(any_desk: Desk) -> None:
    form = a_form(lines=(FormLine(1, "90030012", 1, "831"),), authorizes="N")
    assert conclude(any_desk, ATTENDANT, form, submission="a").examination.concession.decision.codes == ("041",)
    done = conclude(any_desk, CONSULTANT, form, submission="c")
    assert done.examination.concession.decision.outcome is Outcome.REFUSED
    rows = list_authorizations(any_desk, ATTENDANT, number=done.number).rows
    assert [(row.line.status, row.line.refusal_code) for row in rows] == [("Negado", "831")]


def test_some_lines_may_be_refused_and_others_granted(any_desk: Desk) -> None:
    form = a_form(lines=(FormLine(1, "90030012", 1), FormLine(2, "90030020", 1, "838")))
    done = conclude(any_desk, CONSULTANT, form, submission="p")
    rows = list_authorizations(any_desk, ATTENDANT, number=done.number).rows
    assert [row.line.status for row in rows] == ["Pendente", "Negado"]
    assert rows[0].authorization.status == "Pendente"


@pytest.mark.rule("AP-027", "EL-027")
def test_a_routed_form_takes_no_number(any_desk: Desk) -> None:
    done = conclude(any_desk, ATTENDANT, a_form(member="9990100006004501"), submission="cpt")
    assert done.number == ""
    assert done.examination.concession.decision.outcome is Outcome.ROUTED
    assert [route.area for route in done.examination.concession.decision.routes] == ["CAP"]


def test_examining_writes_only_the_read(any_desk: Desk) -> None:
    with any_desk.store.reading() as session:
        before = session.exec(select(func.count()).select_from(AuthorizationEvent)).one()
    examined = examine(any_desk, ATTENDANT, a_form())
    assert examined.concession.decision.outcome is Outcome.ALLOWED
    with any_desk.store.reading() as session:
        assert session.exec(select(func.count()).select_from(AuthorizationEvent)).one() == before
        event = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
    assert event is not None
    assert event.action == "authorization.examine"


@pytest.mark.parametrize("role", ["REE", "ADM"])
def test_roles_of_no_desk_grant_nothing(any_desk: Desk, role: str) -> None:
    with pytest.raises(ForbiddenError):
        conclude(any_desk, Actor("A100006", role, "0107", "TEST"), a_form(), submission="r")


@pytest.mark.rule("EL-009", "EL-010", "EL-012", "EL-014")
def test_the_list_covers_sixty_days_and_one_number(any_desk: Desk) -> None:
    from datetime import date

    from desk.domain.kernel.errors import DomainError

    found = list_authorizations(any_desk, ATTENDANT, member_number=AURORA)
    assert (found.since, found.until) == (date(2007, 3, 16), date(2007, 5, 15))
    assert [row.line.status for row in found.rows] == ["Complem", "Pendente", "Negado", "Excluído", "Encerrada"]
    with pytest.raises(DomainError, match="60 DIAS"):
        list_authorizations(
            any_desk, ATTENDANT, member_number=AURORA, since=date(2007, 3, 15), until=date(2007, 5, 15)
        )
    nothing = list_authorizations(any_desk, ATTENDANT, member_number=AURORA, until=date(2006, 5, 15))
    assert nothing.rows == ()
    with pytest.raises(NotFoundError):
        list_authorizations(any_desk, ATTENDANT, number="07/999999")
