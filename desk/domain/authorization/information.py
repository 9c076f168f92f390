"""Requests for complementary information (SIC, service 12009): asked, answered, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from desk.domain.access.model import Role
from desk.domain.authorization.case import Case, ConcessionForm
from desk.domain.authorization.ledger import Entry, lines_of, take_up, write
from desk.domain.authorization.letters import write_letter
from desk.domain.authorization.lifecycle import INFORMATION, PENDING, REFUSED, SIC, Act, step
from desk.domain.authorization.model import Authorization, InformationRequest
from desk.domain.authorization.papers import lacking_information
from desk.domain.authorization.refusals import RefusedLine, refuse_with_letters
from desk.domain.authorization.upkeep import (
    AUTHORISERS,
    Done,
    area_of,
    finish,
    repeated,
    require_authoriser,
    settle,
)
from desk.domain.context import Actor, Desk
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.routines import review_motives

LETTER = "sic"
"""The model of the form CS-022."""

MISSING = "missing"
"""The reason of a SIC the desk opens itself: CID 10 or the time of the disease left blank (AP-040)."""

ROUTINE_SEQUENCE = 3
"""The SIC from which on the routine of refusals is for it (AP-123)."""

_OF_THE_UNIT: dict[str, str] = {Role.CONSULTANT: "CONSULTOR", Role.SUPERVISOR: "SUPERVISAO"}
"""What the referral rooms call the people of the unit who ask."""

ADDRESSEES = ("insured", "provider")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a SIC asks, why, and of whom; `reasons` are codes of the review routine, or `missing`."""

    questions: str
    reasons: tuple[str, ...] = ()
    addressee: str = "insured"
    area: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the words of the physician, and what was missing on the verso."""

    text: str
    physician: str
    council_number: str
    cid: str = ""
    disease_duration: str = ""


@rule("AP-107", "AP-110", "AP-123")
def open_information(
    session: Session,
    desk: Desk,
    actor: Actor,
    authorization: Authorization,
    asked: Asked,
    *,
    version: int | None = None,
) -> InformationRequest:
    """Ask for complementary information, inside the caller's transaction: request, lines, entry and letter.

    Services granted, refused (a reanalysis) or waiting already become Complem with 12009; what is excluded stays.
    Raises DomainError while an earlier SIC has no answer, or when there is nothing to ask about.
    """
    if asked.addressee not in ADDRESSEES:
        raise DomainError("SIC É PARA O SEGURADO OU O PRESTADOR", field="destino")
    if not asked.questions:
        raise DomainError("SIC: DIGA O QUE FALTA", field="perguntas")
    entry = take_up(session, Act.ASK, authorization.number, version=version)
    earlier = requests_of(session, authorization.number)
    if earlier and earlier[-1].answered_at is None:
        raise DomainError(f"A SIC {earlier[-1].sequence} ESPERA RESPOSTA: REGISTRE-A ANTES", field="senha")
    lines = [line for line in entry.lines if line.status in {PENDING, INFORMATION, REFUSED}]
    if not lines:
        raise DomainError("NENHUM SERVIÇO DESTA AP AGUARDA ANÁLISE", field="senha")
    request = InformationRequest(
        authorization_number=authorization.number,
        sequence=len(earlier) + 1,
        area=asked.area or area_of(session, actor) or _OF_THE_UNIT.get(actor.role, "UDAS"),
        reasons="|".join(asked.reasons),
        questions=asked.questions,
        addressee=asked.addressee,
        asked_at=desk.clock.now(),
        asked_by=actor.operator_number,
    )
    session.add(request)
    for line in lines:
        line.status, line.refusal_code = step(Act.ASK, line.status), SIC
    routine = enters_routine(request.sequence, asked.reasons)
    whom = "PRESTADOR" if asked.addressee == "provider" else "SEGURADO"
    write(
        session,
        desk,
        actor,
        entry,
        Act.ASK,
        f"SIC {request.sequence} AO {whom}{' (ROTINA DE REVISÃO)' if routine else ''}: {asked.questions}",
        extra={"request": request.sequence, "routine": routine},
    )
    write_letter(
        session,
        desk,
        actor,
        authorization,
        LETTER,
        addressee=asked.addressee,
        values={
            "area": request.area,
            "control_number": f"{authorization.number}-{request.sequence}",
            "questions": [question for question in asked.questions.split("; ") if question],
        },
    )
    return request


@rule("AP-123")
def enters_routine(sequence: int, reasons: Sequence[str]) -> bool:
    """Whether a SIC is one for the review routine: the third, for one of its ten reasons."""
    return sequence >= ROUTINE_SEQUENCE and not set(reasons).isdisjoint(review_motives())


@rule("AP-040")
def missing_information(case: Case) -> Asked | None:
    """What the desk itself asks the provider of an admission without CID 10 or time of the disease."""
    found = lacking_information(case)
    if not found:
        return None
    missing = dict(found[0].values)["FALTA"].split(", ")
    return Asked("; ".join(f"INFORME {name}" for name in missing), (MISSING,), "provider")


def split_sic(form: ConcessionForm) -> tuple[ConcessionForm, int]:
    """A form without its line 12009, and the place that line had (0 when it has none)."""
    place = next((line.position for line in form.lines if line.code == SIC), 0)
    return replace(form, lines=tuple(line for line in form.lines if line.code != SIC)), place


@rule("AP-107", "AP-108")
def typed_information(session: Session, actor: Actor, form: ConcessionForm, case: Case, place: int) -> Asked:
    """What an authoriser asks by typing service 12009 beside those it is about; the message says what.

    Raises DomainError on the line when somebody else typed it, or on the message when it is blank.
    """
    second = case.colleague.role if case.colleague is not None and case.colleague.confirmed else ""
    if not {actor.role, second} & AUTHORISERS and not area_of(session, actor):
        says = "12009 (SIC) É DE QUEM AUTORIZA: MATRÍCULA E SENHA DO CONSULTOR"
        raise DomainError(says, field=f"servico.{place}", code="041")
    if not form.message:
        raise DomainError("12009: DIGA EM MENSAGEM O QUE FALTA", field="mensagem.1")
    return Asked(form.message)


@rule("AP-107", "AP-110")
def register_answer(
    session: Session, desk: Desk, actor: Actor, number: str, answer: Answer, *, version: int | None = None
) -> Entry:
    """Take down what came back on the open SIC, inside the caller's transaction; the services keep waiting."""
    for text, field, label in (
        (answer.text, "resposta", "A RESPOSTA"),
        (answer.physician, "medico", "O MÉDICO QUE RESPONDE"),
        (answer.council_number, "crm", "O CRM DE QUEM RESPONDE"),
    ):
        if not text:
            raise DomainError(f"INFORME {label}", field=field)
    entry = take_up(session, Act.ANSWER, number, version=version)
    request = next((r for r in requests_of(session, number) if r.answered_at is None), None)
    if request is None:
        raise DomainError("SEM SIC EM ABERTO NESTA AP", field="senha")
    request.answered_at, request.answered_by = desk.clock.now(), actor.operator_number
    request.answer, request.physician = answer.text, answer.physician
    request.council_number = answer.council_number
    session.add(request)
    authorization = entry.authorization
    authorization.cid = answer.cid or authorization.cid
    authorization.disease_duration = answer.disease_duration or authorization.disease_duration
    for line in entry.lines:
        if line.status == INFORMATION:
            line.status = step(Act.ANSWER, line.status)
    says = f"SIC {request.sequence} RESPONDIDA POR {answer.physician} {answer.council_number}: {answer.text}"
    write(session, desk, actor, entry, Act.ANSWER, says, extra={"request": request.sequence})
    return entry


@rule("AP-107", "AP-113", "AP-075")
def decide_request(
    session: Session,
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
    """Complete, refuse or reverse what waits or was refused, inside the caller's transaction.

    An authoriser may, once the open SIC is answered (a refusal need not wait). An attendant may only complete
    what the desk itself held for a blank field that is now filled in. Raises ForbiddenError, DomainError.
    """
    if not note:
        raise DomainError("REGISTRE NO HISTÓRICO O QUE SE DECIDE E POR QUÊ", field="historico")
    before = repeated(session, submission, number)
    if before is not None:
        return before
    requests = requests_of(session, number)
    if act is Act.COMPLETE and requests and requests[-1].answered_at is None:
        raise DomainError("A SIC ESPERA RESPOSTA: REGISTRE-A ANTES", field="resposta")
    if not (act is Act.COMPLETE and _filled_in(session, number, requests)):
        require_authoriser(session, actor)
    waiting = {n.position for n in lines_of(session, number) if n.status in {PENDING, INFORMATION}}
    entry = settle(session, desk, actor, number, act, note=note, refusal_code=refusal_code, version=version)
    if act is Act.REFUSE:
        _letters(session, desk, actor, entry, waiting)
    return finish(session, desk, actor, entry, f"authorization.{act}", submission)


def requests_of(session: Session, number: str) -> Sequence[InformationRequest]:
    """The SICs of an authorization, the first one first."""
    return session.exec(
        select(InformationRequest)
        .where(col(InformationRequest.authorization_number) == number)
        .order_by(col(InformationRequest.sequence))
    ).all()


def _letters(session: Session, desk: Desk, actor: Actor, entry: Entry, positions: set[int]) -> None:
    """The letters of the services refused just now; a code that does not fit is at fault on the panel's field."""
    lines = [
        RefusedLine(line.procedure_code, line.refusal_code, line.position)
        for line in entry.lines
        if line.position in positions
    ]
    try:
        refuse_with_letters(session, desk, actor, entry.authorization, lines)
    except DomainError as wrong:
        raise DomainError(wrong.text, field="negativa", code=wrong.code) from wrong


@rule("AP-040")
def _filled_in(session: Session, number: str, requests: Sequence[InformationRequest]) -> bool:
    """Whether nothing but a blank field ever held the authorization, and it is filled in now."""
    authorization = session.get(Authorization, number)
    return (
        authorization is not None
        and bool(requests)
        and all(request.reasons == MISSING for request in requests)
        and bool(authorization.cid and authorization.disease_duration)
    )
