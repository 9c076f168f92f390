"""What goes back and forth about an authorization: a SIC asked for, its answer, a reanalysis."""

from sqlmodel import Session, col, select

from desk.domain.access.service import require_writer
from desk.domain.access.unit_calendar import calendar_of
from desk.domain.authorization.information import (
    MISSING,
    Answer,
    Asked,
    decide_request,
    open_information,
    register_answer,
    requests_of,
)
from desk.domain.authorization.ledger import lines_of, note, take_up
from desk.domain.authorization.lifecycle import CLOSED, EXCLUDED, Act
from desk.domain.authorization.model import Authorization, Submission
from desk.domain.authorization.upkeep import Done, finish, repeated, require_authoriser
from desk.domain.catalogue.model import Procedure
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.place import CAP
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.referral.deadlines import clock_for
from desk.domain.referral.model import Referral, ReferralAnswer, ReferralKind
from desk.domain.referral.review import open_sic_review
from desk.domain.referral.service import OPEN, closed_as, log, open_case
from desk.domain.rulebook.catalogue import rule

ORTHOPAEDICS = "ORTOPEDIA"
"""The specialty, as the register names it, whose desk is called before anything is sent (AP-138)."""


@rule("AP-134", "AP-136", "AP-137", "AP-138", "AP-139")
def ask_reanalysis(
    desk: Desk, actor: Actor, number: str, *, new_papers: bool, called: bool, text: str, submission: str
) -> Referral:
    """Send an authorization back to CAP: the same papers, or new ones, which count first, second … reanalysis.

    For orthopaedics `called` says that its desk at CAP was spoken to first. Sent again under one submission, the
    first case is the answer. Raises NotFoundError, DomainError on the field at fault.
    """
    require_writer(desk, actor)
    if not text:
        raise DomainError("REGISTRE NO HISTÓRICO O QUE SE PEDE E POR QUÊ", field="historico")
    with desk.store.writing() as session:
        before = session.exec(select(Referral).where(col(Referral.submission) == submission)).first()
        if before is not None:
            return before
        authorization = session.get(Authorization, number)
        if authorization is None:
            raise NotFoundError(f"SENHA {number} NÃO CADASTRADA", field="senha")
        lines = [line for line in lines_of(session, number) if line.status != EXCLUDED]
        if not lines:
            raise DomainError("AP CANCELADA NÃO SE REANALISA: PEÇA OUTRA", field="senha")
        if any(line.status == CLOSED for line in lines):
            raise DomainError("SERVIÇO JÁ PAGO PELAS CONTAS: A AP NÃO MUDA MAIS", field="senha", code="047")
        procedures = [session.get_one(Procedure, line.procedure_code) for line in lines]
        orthopaedic = any(ORTHOPAEDICS in procedure.specialty.upper() for procedure in procedures)
        if orthopaedic and not called:
            says = "ORTOPEDIA: FALE ANTES COM A MESA DA CAP E RESPONDA S EM CONTATO"
            raise DomainError(says, field="contato")
        count = _earlier(session, number) + 1 if new_papers else 0
        what = f"{count}ª REANÁLISE, DOCUMENTOS NOVOS" if new_papers else "REANÁLISE, MESMOS DOCUMENTOS"
        clock = clock_for(
            "reanalysis_new_papers" if new_papers else "reanalysis_same_papers",
            desk.clock.now(),
            calendar_of(session, actor.unit_code),
        )
        referral = open_case(
            session,
            desk,
            actor,
            kind=ReferralKind.REANALYSIS,
            area=CAP,
            member_number=authorization.member_number,
            authorization_number=number,
            note=f"{what}. {text}",
            clock=clock,
            details={"new_papers": new_papers, "count": count, "orthopaedics": orthopaedic},
            submission=submission,
        )
        note(session, desk, actor, number, "reanalysis", f"{what}: PEDIDO {referral.number} À CAP. {text}")
        return referral


@rule("AP-107", "AP-110", "AP-123")
def ask_information(
    desk: Desk, actor: Actor, number: str, asked: Asked, *, version: int, submission: str
) -> Referral | None:
    """Ask for information on an authorization that exists; a third SIC of the routine goes to the review centre.

    The case there, None where the routine is not for it. Raises ForbiddenError for who does not authorise,
    DomainError on the field at fault, StaleError when somebody else changed the authorization.
    """
    require_writer(desk, actor)
    with desk.store.writing() as session:
        if repeated(session, submission, number) is not None:
            return session.exec(select(Referral).where(col(Referral.submission) == submission)).first()
        require_authoriser(session, actor)
        entry = take_up(session, Act.ASK, number, version=version)
        request = open_information(session, desk, actor, entry.authorization, asked)
        finish(session, desk, actor, entry, "authorization.ask", submission)
        member = entry.authorization.member_number
        return open_sic_review(session, desk, actor, request, member, submission=submission)


@rule("AP-107", "AP-110")
def bring_answer(
    desk: Desk, actor: Actor, number: str, answer: Answer, *, version: int, submission: str
) -> Referral | None:
    """Take down the answer to a SIC and put it before the area that asked; None when it was brought before.

    What the desk itself held for a blank field is not sent: whoever issued it completes it. Raises DomainError on
    the field at fault, StaleError when somebody else changed the authorization.
    """
    require_writer(desk, actor)
    with desk.store.writing() as session:
        before = session.exec(select(Referral).where(col(Referral.submission) == submission)).first()
        if before is not None or session.get(Submission, submission) is not None:
            return before
        entry = register_answer(session, desk, actor, number, answer, version=version)
        session.add(Submission(key=submission, result=number, at=desk.clock.now()))
        area = _area_that_asked(session, number)
        if not area:
            return None
        authorization = entry.authorization
        return open_case(
            session,
            desk,
            actor,
            kind=ReferralKind.INFORMATION,
            area=area,
            member_number=authorization.member_number,
            authorization_number=number,
            note=f"RESPOSTA DA SIC: {answer.text}",
            clock=clock_for("outside_authority", desk.clock.now(), calendar_of(session, actor.unit_code)),
            details={"physician": answer.physician, "council_number": answer.council_number},
            submission=submission,
        )


@rule("AP-107", "AP-113", "AP-075")
def decide(
    desk: Desk,
    actor: Actor,
    number: str,
    act: Act,
    *,
    note: str,
    version: int,
    submission: str,
    refusal_code: str = "",
) -> Done:
    """Complete, refuse or reverse an authorization; the answers to its SIC that wait to be read are settled by it.

    Raises ForbiddenError for who may not, StaleError, DomainError on the field at fault.
    """
    require_writer(desk, actor)
    with desk.store.writing() as session:
        done = decide_request(
            session,
            desk,
            actor,
            number,
            act,
            note=note,
            version=version,
            submission=submission,
            refusal_code=refusal_code,
        )
        if done.repeated:
            return done
        answer = ReferralAnswer.REFUSED if act is Act.REFUSE else ReferralAnswer.RELEASED
        for referral in session.exec(
            select(Referral).where(
                col(Referral.authorization_number) == number,
                col(Referral.kind) == ReferralKind.INFORMATION,
                col(Referral.state).in_(OPEN),
            )
        ).all():
            closed_as(desk, actor, referral, answer, note)
            log(session, desk, actor, referral, "decide", f"DECIDIDA A SENHA {number}: {note}")
        return done


def _area_that_asked(session: Session, number: str) -> str:
    """Who analyses the answer: whoever asked, nobody where the desk itself did."""
    request = requests_of(session, number)[-1]
    return "" if request.reasons == MISSING else request.area


def _earlier(session: Session, number: str) -> int:
    """How many reanalyses with new papers there have been."""
    cases = session.exec(
        select(Referral.details).where(
            col(Referral.authorization_number) == number, col(Referral.kind) == ReferralKind.REANALYSIS
        )
    )
    return sum('"new_papers": true' in details for details in cases)
