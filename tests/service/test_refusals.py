"""Entering refusals: the letter lands with the refusal, and a code without its fact writes nothing."""

from datetime import date

import pytest
from sqlmodel import Session, col, func, select

from desk.domain.authorization.letters import letter_document
from desk.domain.authorization.model import Authorization, AuthorizationLine, AuthorizationStatus, Letter
from desk.domain.authorization.refusals import RefusedLine, refuse_with_letters, why_refused
from desk.domain.context import Actor, Desk
from desk.domain.documents.text import text_of
from desk.domain.kernel.errors import DomainError, NotFoundError
from tests.conftest import ATTENDANT, AURORA, CONSULTANT, DEMO_DAY, MORNING

BENTO = "9990100001234502"
"""Has a CPT in course."""
CECILIA = "9990100001234503"
"""In the waiting periods of admission and delivery."""


def put(session: Session, member: str, code: str, procedure: str, ta: str = "5") -> Authorization:
    """A refused authorization as the concession writes it, before its letters."""
    given = Authorization(
        number="07/009001",
        member_number=member,
        status=AuthorizationStatus.REFUSED,
        issued_on=DEMO_DAY,
        valid_until=date(2007, 6, 14),
        attendance_type=ta,
        regional_office="0107",
        unit_code="0107",
        attendant_number="A100003",
        decision="{}",
        created_at=MORNING,
    )
    session.add(given)
    session.flush()
    session.add(
        AuthorizationLine(
            authorization_number=given.number,
            position=1,
            procedure_code=procedure,
            quantity=1,
            status=AuthorizationStatus.REFUSED,
            refusal_code=code,
        )
    )
    session.flush()
    return given


def refuse(desk: Desk, member: str, code: str, procedure: str, actor: Actor = CONSULTANT, motive: str = "") -> str:
    """Enter a refusal; the text of its letter."""
    with desk.store.writing() as session:
        given = put(session, member, code, procedure)
        (done,) = refuse_with_letters(session, desk, actor, given, [RefusedLine(procedure, code, 1, motive)])
        assert done.letter is not None
        return "\n".join(text_of(letter_document(done.letter, member)))


def letters(desk: Desk) -> int:
    with desk.store.reading() as session:
        return session.exec(select(func.count()).select_from(Letter)).one()


@pytest.mark.rule("AP-112", "AP-117", "AP-121")
def test_the_letter_of_a_waiting_period_names_its_last_day(any_desk: Desk) -> None:
    before = letters(any_desk)
    text = refuse(any_desk, CECILIA, "826", "90010011")
    assert "30/06/2007" in text
    assert "12 horas" in text, "the contract is adapted: what urgent care it gives meanwhile"
    assert text.count("30/06/2007") == 1, "what the letter says itself is not argued again"
    assert letters(any_desk) == before + 1


@pytest.mark.rule("AP-111", "AP-114", "AP-117")
def test_a_code_without_its_fact_writes_neither_letter_nor_authorization(any_desk: Desk) -> None:
    before = letters(any_desk)
    with pytest.raises(DomainError) as fault:
        refuse(any_desk, AURORA, "826", "90010011")
    assert (fault.value.field, fault.value.code) == ("lib_neg.1", "040")
    assert "SEM CARÊNCIA" in fault.value.text
    assert letters(any_desk) == before
    with any_desk.store.reading() as session:
        assert session.get(Authorization, "07/009001") is None


@pytest.mark.rule("AP-119", "EL-029")
def test_a_declared_disease_is_refused_by_cap_alone(any_desk: Desk) -> None:
    with pytest.raises(DomainError) as fault:
        refuse(any_desk, BENTO, "829", "90010011")
    assert fault.value.code == "041"
    text = refuse(any_desk, BENTO, "829", "90010011", Actor("A100009", "CON", "0500", "TEST"))
    assert "01/06/2008" in text
    assert "Hérnia declarada" not in text, "the letter names the end; the counter names the disease"


@pytest.mark.rule("AP-123", "AP-125")
@pytest.mark.parametrize(
    ("code", "motive", "number"), [("831", "", "010"), ("822", "", "002"), ("820", "experimental", "016")]
)
def test_a_refusal_of_the_routine_tells_to_call_the_extensions(
    desk: Desk, code: str, motive: str, number: str
) -> None:
    text = refuse(desk, AURORA, code, "90010046", motive=motive)
    assert "6673 ou 6564" in text
    with desk.store.reading() as session:
        letter = session.exec(select(Letter).order_by(col(Letter.id).desc())).first()
    assert letter is not None
    assert letter.number == number


@pytest.mark.rule("AP-123", "AP-125")
def test_a_reason_without_a_number_is_named_in_its_letter(desk: Desk) -> None:
    text = refuse(desk, AURORA, "820", "90010046", motive="special_material")
    assert "Material especial." in text
    assert "6673 ou 6564" in text


@pytest.mark.rule("AP-116", "AP-121")
def test_an_exclusion_of_the_contract_goes_with_the_letter_of_no_cover(desk: Desk) -> None:
    text = refuse(desk, AURORA, "820", "90060010")
    assert "não prevê cobertura" in text
    assert "6673" not in text, "outside the routine"


@pytest.mark.rule("AP-112")
def test_what_to_explain_is_read_back_with_the_letter(desk: Desk) -> None:
    refuse(desk, CECILIA, "826", "90010011")
    (found,) = why_refused(desk, ATTENDANT, "07/009001")
    assert found.letter is not None
    assert any("30/06/2007" in argument.text for argument in found.arguments)
    assert not found.routine
    with pytest.raises(NotFoundError):
        why_refused(desk, ATTENDANT, "07/999999")


@pytest.mark.rule("AP-114")
def test_a_code_outside_the_table_is_refused(desk: Desk) -> None:
    with pytest.raises(DomainError) as fault:
        refuse(desk, AURORA, "899", "90010011")
    assert fault.value.code == "040"
