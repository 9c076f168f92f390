"""What is printed for a senha and for whom: the paper, the letters with it, or what stands in its place."""

import json
from typing import Any

import pytest
from sqlmodel import Session, select

from desk.domain.audit.model import AuditEvent
from desk.domain.authorization.delivery import print_authorization, read_paper, write_due_letters
from desk.domain.authorization.letters import letters_of, write_letter
from desk.domain.authorization.model import Authorization, AuthorizationLine
from desk.domain.catalogue.model import Procedure
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member, Policy
from desk.domain.kernel.decision import Disclosure
from desk.domain.kernel.errors import DomainError, ForbiddenError, NotFoundError
from tests.conftest import ATTENDANT, AURORA
from tests.unit.documents.reading import words_of

PENDING, REFUSED, SIC, EXCLUDED = "07/004377", "07/003980", "07/004391", "07/003105"
QUESTIONS = {"area": "CAP", "control_number": "07/004391-1", "questions": ["Qual o diagnóstico?"]}


def change(desk: Desk, number: str, **values: Any) -> None:
    """Set fields of an authorization; `state` is the state its family lives in."""
    with desk.store.writing() as session:
        authorization = session.get_one(Authorization, number)
        if "state" in values:
            policy = _policy(session, authorization)
            policy.state = values.pop("state")
            session.add(policy)
        for name, value in values.items():
            setattr(authorization, name, value)
        session.add(authorization)


def _policy(session: Session, authorization: Authorization) -> Policy:
    member = session.get_one(Member, authorization.member_number)
    return session.get_one(Policy, member.holder_number)


def letter(desk: Desk, number: str, model: str, **given: Any) -> None:
    with desk.store.writing() as session:
        write_letter(session, desk, ATTENDANT, session.get_one(Authorization, number), model, **given)


def printed(desk: Desk, number: str, **given: Any) -> list[str]:
    """The words of each file that came out."""
    assert desk.print_folder is not None
    handed = print_authorization(desk, ATTENDANT, number, **given)
    return [words_of((desk.print_folder / p.file).read_bytes()) for p in handed.printouts]


@pytest.mark.rule("AP-104", "AP-130")
def test_an_authorization_comes_out_with_its_advice_and_the_second_time_marked(any_desk: Desk) -> None:
    handed = print_authorization(any_desk, ATTENDANT, PENDING)
    assert handed.says == "IMPRESSO: ap-07-004377-1.pdf - F1 EXPLIQUE"
    assert [(reason.rule, reason.disclose) for reason in handed.advice] == [
        ("AP-002", Disclosure.INSURED),
        ("AP-006", Disclosure.INSURED),
    ]
    again = print_authorization(any_desk, ATTENDANT, PENDING)
    assert "2ª VIA, Nº 2" in again.says
    assert read_paper(any_desk, ATTENDANT, PENDING).copies == 2


@pytest.mark.rule("AP-112")
def test_a_refused_authorization_prints_its_letter_and_never_a_paper(any_desk: Desk) -> None:
    with pytest.raises(DomainError, match="NEGADA"):
        print_authorization(any_desk, ATTENDANT, REFUSED)
    letter(any_desk, REFUSED, "reactive_010", procedure_code="90010046")
    (said,) = printed(any_desk, REFUSED)
    assert "justificativa" in said
    assert "Como usar" not in said
    (again,) = printed(any_desk, REFUSED)
    assert "2ª VIA" in again


@pytest.mark.rule("AP-108")
def test_an_authorization_that_waits_prints_its_form(any_desk: Desk) -> None:
    with pytest.raises(DomainError, match="SIC"):
        print_authorization(any_desk, ATTENDANT, SIC)
    letter(any_desk, SIC, "sic", procedure_code="90020017", values=QUESTIONS)
    (said,) = printed(any_desk, SIC)
    assert "CS-022" in said
    assert "Qual o diagnóstico?" in said


def test_an_excluded_authorization_and_an_unknown_senha_print_nothing(desk: Desk) -> None:
    with pytest.raises(DomainError, match="EXCLUÍDA"):
        print_authorization(desk, ATTENDANT, EXCLUDED)
    with pytest.raises(NotFoundError):
        print_authorization(desk, ATTENDANT, "07/999999")
    assert desk.print_folder is not None
    assert not desk.print_folder.exists()


def test_who_only_consults_prints_nothing(desk: Desk) -> None:
    with pytest.raises(ForbiddenError):
        print_authorization(desk, Actor("A1", "REE", "0107", "T"), PENDING)


@pytest.mark.rule("AP-104", "AP-112")
def test_a_partial_release_comes_with_the_letter_of_what_was_refused_once(any_desk: Desk) -> None:
    with any_desk.store.writing() as session:
        session.add(
            AuthorizationLine(
                authorization_number=PENDING,
                position=2,
                procedure_code="90010046",
                quantity=1,
                status="Negado",
                refusal_code="831",
            )
        )
    letter(any_desk, PENDING, "reactive_010", procedure_code="90010046")
    paper, refusal = printed(any_desk, PENDING)
    assert "Como usar" in paper
    assert "JUSTIFICATIVA CLÍNICA" in paper
    assert "Central de Atendimento" in refusal
    assert len(printed(any_desk, PENDING)) == 1


def test_a_letter_its_line_no_longer_stands_for_stays_in_the_list(desk: Desk) -> None:
    letter(desk, PENDING, "reactive_010", procedure_code="90010046")
    letter(desk, PENDING, "sic", procedure_code="90030012", values=QUESTIONS)
    assert len(printed(desk, PENDING)) == 1
    assert len(letters_of(desk, ATTENDANT, number=PENDING).rows) == 2


@pytest.mark.rule("AP-105", "AP-106")
def test_in_bahia_the_message_comes_out_as_a_letter_beside_the_paper(any_desk: Desk) -> None:
    change(any_desk, PENDING, state="BA", message="MEDICAÇÃO PARA 15 DIAS DESDE 09/06")
    paper, complement = printed(any_desk, PENDING)
    assert "Hospital Aliança" in paper
    assert "15 DIAS" not in paper
    assert "MEDICAÇÃO PARA 15 DIAS DESDE 09/06" in complement
    assert "90030012" in complement
    assert len(printed(any_desk, PENDING)) == 1
    change(any_desk, PENDING, message="MEDICAÇÃO PARA 30 DIAS")
    paper, complement = printed(any_desk, PENDING)
    assert "30 DIAS" in complement


@pytest.mark.rule("AP-106", "AP-152")
def test_the_complement_names_a_restricted_service_without_its_code(desk: Desk) -> None:
    change(desk, PENDING, state="BA", message="MEDICAÇÃO")
    with desk.store.writing() as session:
        procedure = session.get_one(Procedure, "90030012")
        procedure.restricted = True
        session.add(procedure)
    paper, complement = printed(desk, PENDING)
    for said in (paper, complement):
        assert "90030012" not in said
        assert "EXAME EXEMPLO D" in said


@pytest.mark.rule("EL-036")
def test_a_grant_over_a_suspicion_sends_one_telegram_apart_from_the_paper(any_desk: Desk) -> None:
    reason = {"rule": "EL-029", "code": "497", "applied": True}
    change(any_desk, PENDING, decision=json.dumps({"reasons": [reason]}))
    for _ in range(2):
        with any_desk.store.writing() as session:
            write_due_letters(session, any_desk, ATTENDANT, session.get_one(Authorization, PENDING))
    (row,) = letters_of(any_desk, ATTENDANT, number=PENDING).rows
    assert (row.letter.model, row.letter.addressee) == ("preexistence_telegram", "insured")
    assert "07/004377, de 08/05/2007" in json.loads(row.letter.body)["blocks"][1]["text"]
    (paper,) = printed(any_desk, PENDING)
    assert "ANS vai analisar" in paper


@pytest.mark.rule("CV-006", "CV-010")
@pytest.mark.parametrize("programme", ["CASE", "HOME CARE"])
def test_the_paper_of_a_programme_is_printed_for_the_provider_only(any_desk: Desk, programme: str) -> None:
    change(any_desk, PENDING, programme=programme)
    with pytest.raises(ForbiddenError) as fault:
        print_authorization(any_desk, ATTENDANT, PENDING)
    assert "EXCLUSÃO" not in fault.value.text
    assert programme not in fault.value.text
    assert any_desk.print_folder is not None
    assert not any_desk.print_folder.exists()
    (said,) = printed(any_desk, PENDING, for_provider=True)
    assert "07/004377" in said


def test_looking_at_a_paper_is_journalled(any_desk: Desk) -> None:
    view = read_paper(any_desk, ATTENDANT, PENDING)
    assert [event.text for event in view.events] != []
    with any_desk.store.reading() as session:
        actions = [event.action for event in session.exec(select(AuditEvent)) if event.subject == AURORA]
    assert actions[-1] == "authorization.paper"
