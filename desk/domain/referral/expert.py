"""The medical examination (perícia) before a decision: asked for, placed or not, done, answered in time."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from sqlmodel import Session, col, select

from desk.domain.access.model import Role
from desk.domain.access.service import require_writer
from desk.domain.access.unit_calendar import calendar_of
from desk.domain.audit.service import record_read
from desk.domain.authorization import ledger
from desk.domain.authorization.blocks.form import validity
from desk.domain.authorization.case import ConcessionForm, FormLine
from desk.domain.authorization.information import Asked, open_information, requests_of
from desk.domain.authorization.letters import write_letter
from desk.domain.authorization.model import Authorization
from desk.domain.authorization.rules import Concession
from desk.domain.authorization.service import issue
from desk.domain.authorization.upkeep import AUTHORISERS, area_of, require_authoriser
from desk.domain.catalogue.model import Procedure
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member
from desk.domain.kernel.clock import LOCAL_ZONE, local_time
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.errors import DomainError, ForbiddenError, NotFoundError
from desk.domain.kernel.text import sanitise
from desk.domain.referral.deadlines import clock_for
from desk.domain.referral.model import Referral, ReferralAnswer, ReferralKind, ReferralState
from desk.domain.referral.service import OPEN, closed_as, details_of, keep_details, log, open_case, take
from desk.domain.rulebook.catalogue import cite, rule

MESSAGE = "ENCAMINHADO PARA PERÍCIA"
"""What the SIC says while the examination is being arranged."""
AREA = "SEPIN"
LETTER = "pericia"
_OUTPATIENT = "5"


class Phase(StrEnum):
    """How far an examination has come."""

    PLACING = "placing"
    """Asked for: within 24 hours its authorization is entered, or not."""
    PLACED = "placed"
    """Authorized, and the letter with the expert written: the insured books it."""
    EXAMINED = "examined"
    """Done: the request is concluded within five business days."""


@dataclass(frozen=True, slots=True)
class Expert:
    """Who examines, as the letter says it."""

    name: str
    telephone: str
    address: str


@dataclass(frozen=True, slots=True)
class ExpertSheet:
    """A senha with its examination: the case (None before it is asked for), its phase and what is known of it."""

    authorization: Authorization
    member: Member
    referral: Referral | None
    phase: Phase | None
    expert: Expert | None
    examined_on: date | None
    senha: str = ""
    """The authorization of the examination itself, once entered."""


@rule("AP-141", "AP-142")
def expert_sheet(desk: Desk, actor: Actor, number: str) -> ExpertSheet:
    """The examination of a senha, journalled as a read. Raises NotFoundError."""
    with desk.store.reading() as session:
        authorization = _authorization(session, number)
        member = session.get_one(Member, authorization.member_number)
        referral = _last(session, number)
    record_read(desk, actor, "authorization.expert", member.member_number, {"number": number})
    if referral is None:
        return ExpertSheet(authorization, member, None, None, None, None)
    details = details_of(referral)
    expert = Expert(**details["expert"]) if "expert" in details else None
    examined = date.fromisoformat(details["examined_on"]) if "examined_on" in details else None
    senha = details.get("senha", "")
    return ExpertSheet(authorization, member, referral, Phase(details["phase"]), expert, examined, senha)


@rule("AP-141")
def ask_expert(desk: Desk, actor: Actor, number: str, reason: str) -> Referral:
    """Ask for an examination: a SIC that says so, and 24 hours for its authorization.

    Raises ForbiddenError for who does not authorise, DomainError without a reason or while one is under way.
    """
    require_writer(desk, actor)
    said = _needed(reason, "INFORME POR QUE SE PEDE A PERÍCIA", "motivo")
    with desk.store.writing() as session:
        authorization = _authorization(session, number)
        require_authoriser(session, actor)
        before = _last(session, number)
        if before is not None and before.state in OPEN:
            raise DomainError(f"PERÍCIA JÁ PEDIDA: CASO {before.number}", field="senha")
        requests = requests_of(session, number)
        if not requests or requests[-1].answered_at is not None:
            open_information(session, desk, actor, authorization, Asked(f"{MESSAGE}: {said}", area=AREA))
        else:
            ledger.note(session, desk, actor, number, "expert", f"{MESSAGE}: {said}")
        clock = clock_for("expert_placing", desk.clock.now(), calendar_of(session, actor.unit_code))
        return open_case(
            session,
            desk,
            actor,
            kind=ReferralKind.EXPERT,
            area=AREA,
            member_number=authorization.member_number,
            authorization_number=number,
            note=said,
            clock=clock,
            details={"phase": Phase.PLACING},
        )


@rule("AP-141", "AP-142")
def place_expert(desk: Desk, actor: Actor, case: int, expert: Expert, *, version: int) -> Referral:
    """Enter the authorization of the examination and write the letter with expert, telephone and address."""
    for value, field, label in (
        (expert.name, "perito", "O PERITO"),
        (expert.telephone, "telefone", "O TELEFONE DO PERITO"),
        (expert.address, "endereco", "O ENDEREÇO DO PERITO"),
    ):
        _needed(value, f"INFORME {label}", field)
    require_writer(desk, actor)
    with desk.store.writing() as session:
        referral = _mine(session, actor, case, version, Phase.PLACING)
        number = referral.authorization_number or ""
        senha = _authorize(session, desk, actor, referral)
        ledger.note(
            session, desk, actor, number, "expert", f"PERÍCIA AUTORIZADA PELA SENHA {senha}: {expert.name}"
        )
        write_letter(
            session,
            desk,
            actor,
            _authorization(session, number),
            LETTER,
            values={"expert": expert.name, "expert_telephone": expert.telephone, "expert_address": expert.address},
        )
        known = {"name": expert.name, "telephone": expert.telephone, "address": expert.address}
        keep_details(referral, {**details_of(referral), "phase": Phase.PLACED, "expert": known, "senha": senha})
        referral.due_at = None
        log(session, desk, actor, referral, "place", f"PERÍCIA AUTORIZADA, SENHA {senha}: {expert.name}")
        return referral


@rule("AP-141")
def not_placed(desk: Desk, actor: Actor, case: int, reason: str, *, version: int) -> Referral:
    """No authorization of an examination is entered: the case goes back to its asker with the reason."""
    said = _needed(reason, "INFORME POR QUE NÃO HAVERÁ PERÍCIA", "motivo")
    require_writer(desk, actor)
    with desk.store.writing() as session:
        referral = _mine(session, actor, case, version, Phase.PLACING)
        closed_as(desk, actor, referral, ReferralAnswer.DECLINED, f"SEM PERÍCIA: {said}")
        ledger.note(session, desk, actor, referral.authorization_number or "", "expert", f"SEM PERÍCIA: {said}")
        log(session, desk, actor, referral, "decline", f"SEM PERÍCIA: {said}")
        return referral


@rule("AP-142")
def examined(desk: Desk, actor: Actor, case: int, on: date, *, version: int) -> Referral:
    """Take down the day of the examination: five business days after it the request is concluded.

    Raises DomainError for a day to come, or one before the examination was asked for.
    """
    require_writer(desk, actor)
    today = desk.clock.today()
    with desk.store.writing() as session:
        referral = _mine(session, actor, case, version, Phase.PLACED)
        if not local_time(referral.asked_at).date() <= on <= today:
            raise DomainError("DATA DA PERÍCIA: DO PEDIDO ATÉ HOJE", field="examinado_em")
        at = datetime.combine(on, time(12), LOCAL_ZONE)
        clock = clock_for("expert_conclusion", at, calendar_of(session, referral.unit_code))
        referral.due_at, referral.promised_at = clock.due_at, clock.promised_at
        reasons = [reason.as_dict() for reason in clock.reasons]
        details = {
            **details_of(referral),
            "phase": Phase.EXAMINED,
            "examined_on": on.isoformat(),
            "clock": reasons,
        }
        keep_details(referral, details)
        log(session, desk, actor, referral, "examined", f"PERÍCIA FEITA EM {format_date(on)}")
        return referral


def _authorize(session: Session, desk: Desk, actor: Actor, referral: Referral) -> str:
    """The authorization of the examination, under a senha of its own."""
    today = desk.clock.today()
    code = str(desk.rulebook.value("refusal.expert_code", today))
    if session.get(Procedure, code) is None:
        raise NotFoundError(f"SERVIÇO {code} (PERÍCIA) NÃO CADASTRADO", field="perito", code="057")
    form = ConcessionForm(
        member_number=referral.member_number,
        regional_office=referral.unit_code,
        attendance_type=_OUTPATIENT,
        lines=(FormLine(1, code, 1),),
        issued_on=today,
        valid_until=validity(today, desk.rulebook),
        message=f"PERÍCIA DO PEDIDO {referral.authorization_number}",
    )
    says = f"PERÍCIA {code} AUTORIZADA PARA O PEDIDO {referral.authorization_number}"
    concession = Concession(Decision(Outcome.ALLOWED, (cite("AP-141", says),)), ())
    given = issue(
        session, desk, actor, form, concession, responsible=actor.operator_number, asked_by=referral.asked_by
    )
    return given.number


def _mine(session: Session, actor: Actor, case: int, version: int, phase: Phase) -> Referral:
    """An open examination in a phase, for somebody who arranges it. Raises ForbiddenError, DomainError."""
    referral = take(session, case, version)
    if referral.kind != ReferralKind.EXPERT:
        raise NotFoundError(f"O CASO {case} NÃO É DE PERÍCIA", field="senha")
    if actor.role not in AUTHORISERS | {Role.ADMINISTRATOR} and area_of(session, actor) not in {AREA, "CAP"}:
        raise ForbiddenError("A PERÍCIA É DE QUEM AUTORIZA", field="perito", code="041")
    if details_of(referral)["phase"] != phase or referral.state != ReferralState.WAITING:
        raise DomainError("A PERÍCIA JÁ PASSOU DESTA FASE, OU AINDA NÃO CHEGOU NELA", field="senha")
    return referral


def _last(session: Session, number: str) -> Referral | None:
    return session.exec(
        select(Referral)
        .where(col(Referral.authorization_number) == number, col(Referral.kind) == ReferralKind.EXPERT)
        .order_by(col(Referral.number).desc())
    ).first()


def _authorization(session: Session, number: str) -> Authorization:
    found = session.get(Authorization, number)
    if found is None:
        raise NotFoundError(f"SENHA {number} NÃO CADASTRADA", field="senha")
    return found


def _needed(text: str, ask: str, field: str) -> str:
    said = sanitise(text).strip()
    if not said:
        raise DomainError(ask, field=field)
    return said
