"""The use case behind ACOB: gather the facts of a question from the database, and answer it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from desk.domain.access.model import ServiceUnit, System
from desk.domain.access.systems import is_up
from desk.domain.audit.service import record_read
from desk.domain.authorization.case import STANDING
from desk.domain.authorization.model import Authorization, AuthorizationLine
from desk.domain.catalogue.model import Procedure
from desk.domain.catalogue.service import (
    authority_limits,
    coverage_exceptions,
    find_procedures,
)
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.answer import CareAnswer, answer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.clause_files import clauses_under
from desk.domain.eligibility.member_card import MemberCard, load_card
from desk.domain.eligibility.papers import (
    DESK_MANUAL,
    Service,
    asked_by_premiums,
    beside_the_table,
    papers_of,
    service_of,
)
from desk.domain.eligibility.question import UNTOLD, CareQuestion, Told, Use
from desk.domain.eligibility.subjects import Subject, find_subjects, subjects, subjects_of, widened
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.network.service import networks_for, provider_serves
from desk.domain.rulebook.catalogue import rule

_CONSULTED = select(col(ServiceUnit.has_consultant)).where(col(ServiceUnit.code) == bindparam("code"))
_PROCEDURE = select(Procedure).where(col(Procedure.code) == bindparam("code"))
_USED = (
    select(col(Authorization.planned_on), col(Authorization.issued_on), col(AuthorizationLine.quantity), Procedure)
    .join(AuthorizationLine, col(AuthorizationLine.authorization_number) == col(Authorization.number))
    .join(Procedure, col(Procedure.code) == col(AuthorizationLine.procedure_code))
    .where(
        col(Authorization.member_number) == bindparam("member_number"),
        col(AuthorizationLine.status).in_(STANDING),
        col(AuthorizationLine.refusal_code) == "",
    )
)


@dataclass(frozen=True, slots=True)
class CareRequest:
    """What is asked at the counter. `service` is a procedure code or the code of a subject."""

    member_number: str
    service: str
    on: date
    attendance_type: str = ""
    circumstance: Circumstance = Circumstance.ELECTIVE
    quantity: int = 1
    provider_cnpj: str = ""
    told: Told = UNTOLD


@dataclass(frozen=True, slots=True)
class CareResult:
    """The question with its facts, the name of what was asked, and the answer."""

    question: CareQuestion
    name: str
    answer: CareAnswer

    @property
    def card(self) -> MemberCard:
        """The person and the contract."""
        return self.question.card

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers to ask for: what the clauses want of this service, then what every request of its kind takes.

        Nothing of the second where the service needs no authorization.
        """
        question = self.question
        procedure, card = question.procedure, question.card
        needless = procedure is not None and procedure.needs_authorization is False
        service = (
            service_of(procedure, question.attendance_type)
            if procedure is not None
            else Service(question.subjects, question.attendance_type)
        )
        if question.rulebook != DESK_MANUAL or needless:
            return self.answer.documents
        usual = papers_of([service], question.on, standing=asked_by_premiums(card.standing))
        special = (name for _, name in beside_the_table(self.answer.papers))
        return tuple(dict.fromkeys((*special, *(paper.label.upper() for paper in usual))))

    @property
    def needs_authorization(self) -> bool | None:
        """Whether the register asks for a prior authorization; None where it does not say, and for a subject."""
        procedure = self.question.procedure
        return procedure.needs_authorization if procedure is not None else None


@rule("EL-008")
def may_have(desk: Desk, actor: Actor, request: CareRequest) -> CareResult:
    """Answer a question of care, journalled as a read.

    Raises NotFoundError on the field of a member or service that does not exist.
    """
    with desk.store.reading() as session:
        question, name = _gather(session, desk, actor, request)
    result = CareResult(question, name, answer(question, clauses_under(question.rulebook), desk.rulebook))
    outcome = str(result.answer.decision.outcome)
    record_read(
        desk, actor, "eligibility.ask", request.member_number, {"service": request.service, "outcome": outcome}
    )
    return result


def find_services(desk: Desk, text: str, *, most: int) -> tuple[list[Procedure], list[Subject]]:
    """Procedures and subjects for a code, its beginning, or words. Raises DomainError for a blank text."""
    if not text.strip():
        raise DomainError("INFORME O SERVIÇO: CÓDIGO OU PALAVRAS", field="servico")
    with desk.store.reading() as session:
        found = find_procedures(session, text, most=most)
    return found, list(find_subjects(text))[: max(0, most - len(found))]


def _gather(session: Session, desk: Desk, actor: Actor, request: CareRequest) -> tuple[CareQuestion, str]:
    card = load_card(session, desk, request.member_number, desk.clock.today())
    subject = subjects().get(request.service)
    procedure = session.exec(_PROCEDURE, params={"code": request.service}).first() if subject is None else None
    if subject is None and procedure is None:
        raise NotFoundError("SERVIÇO NÃO CADASTRADO", field="servico", code="057")
    if procedure is not None:
        about, name = subjects_of(procedure), procedure.description
    else:
        assert subject is not None
        about, name = widened([subject.code]), subject.label
    if request.told.born_on is not None:
        about |= widened(["newborn"])
    code = procedure.code if procedure is not None else ""
    exceptions = coverage_exceptions(session, card.product.code, [code], request.on) if code else {}
    return (
        CareQuestion(
            on=request.on,
            card=card,
            subjects=about,
            procedure=procedure,
            attendance_type=request.attendance_type,
            circumstance=request.circumstance,
            quantity=request.quantity,
            in_network=_in_network(session, desk, card, request),
            exception=exceptions.get(code),
            used=_used(session, request.member_number),
            limits=tuple(authority_limits(session, [code], request.on)) if code else (),
            role=actor.role,
            unit_has_consultant=bool(session.exec(_CONSULTED, params={"code": actor.unit_code}).first()),
            told=request.told,
            automation_up=is_up(session, System.AUTOM),
        ),
        name,
    )


def _in_network(session: Session, desk: Desk, card: MemberCard, request: CareRequest) -> bool | None:
    if not request.provider_cnpj:
        return None
    networks = networks_for(session, desk.rulebook, card.product.code, card.sponsor.group_name, request.on)
    serves = provider_serves(session, request.provider_cnpj, networks, request.on)
    if serves is None:
        raise NotFoundError("PRESTADOR NÃO CADASTRADO", field="prestador", code="492")
    return serves


def _used(session: Session, member_number: str) -> tuple[Use, ...]:
    """Every service of the person's standing authorizations, on the day it is planned for or was issued."""
    rows = session.exec(_USED, params={"member_number": member_number})
    return tuple(
        Use(planned_on or issued_on, quantity, procedure.code, subjects_of(procedure))
        for planned_on, issued_on, quantity, procedure in rows
    )
