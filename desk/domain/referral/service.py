"""Sending a case to whoever decides it, and what the asker may still do with it."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from desk.domain.access.model import ServiceUnit
from desk.domain.access.service import require_writer
from desk.domain.access.unit_calendar import calendar_of
from desk.domain.audit.service import record
from desk.domain.authorization.case import Case, ConcessionForm
from desk.domain.authorization.facts import gather
from desk.domain.authorization.model import Submission
from desk.domain.authorization.papers import standing, unanswered
from desk.domain.authorization.rules import check_fields, decide
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.subjects import subjects_of
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.clock import local_time
from desk.domain.kernel.errors import DomainError, ForbiddenError, NotFoundError, ParameterError, StaleError
from desk.domain.kernel.text import sanitise
from desk.domain.referral.areas import CONSULTANT, WITHIN_THE_UNIT, Destination, area_in_words, destination
from desk.domain.referral.charge import charge_note
from desk.domain.referral.deadlines import (
    Clock,
    areas_with_terms,
    clock_by_rulebook,
    clock_of_services,
    may_charge,
)
from desk.domain.referral.forms import form_as_text
from desk.domain.referral.model import Referral, ReferralAnswer, ReferralEvent, ReferralKind, ReferralState
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook

TEXT_LENGTH = 240
PAPERS_FIELD = "papeis"
"""What a refusal to send names when the papers are why: a panel shows them, with the one at fault."""
OPEN = frozenset({ReferralState.WAITING, ReferralState.MORE})


@dataclass(frozen=True, slots=True)
class Charged:
    """A case charged for, and the file its note was printed to."""

    referral: Referral
    file: str


@rule("AP-022", "AP-025", "AP-027", "AP-102")
def send(desk: Desk, actor: Actor, form: ConcessionForm, *, submission: str, note: str = "") -> Referral:
    """Decide a form anew and send it to whoever lifts its blocks, or to the area it is routed to.

    `submission` is the key of the form: sent again, the first case is the answer. Raises DomainError on the field
    at fault for a form to be mended first, and for one that needs nobody else.
    """
    require_writer(desk, actor)
    plain = replace(form, release_code="", responsible_number="", papers_on=desk.clock.today())
    with desk.store.writing() as session:
        before = session.exec(select(Referral).where(col(Referral.submission) == submission)).first()
        if before is not None:
            return before
        issued = session.get(Submission, submission)
        if issued is not None:
            raise DomainError(f"JÁ CONCLUÍDA: SENHA {issued.result}")
        check_fields(plain, desk.rulebook)
        case = gather(session, desk, actor, plain, colleague_confirmed=None)
        concession = decide(case, desk.rulebook)
        _papers_serve(case, desk.rulebook)
        to = destination(case, concession)
        _papers_go_along(case, to)
        clock = _clock(session, desk, actor, case, to)
        return open_case(
            session,
            desk,
            actor,
            kind=to.kind,
            area=to.area,
            member_number=plain.member_number,
            authorization_number=None,
            note=note,
            clock=clock,
            details={"others": list(to.others)},
            codes=to.codes,
            form=form_as_text(plain),
            decision=concession.decision.as_dict(),
            submission=submission,
        )


def open_case(
    session: Session,
    desk: Desk,
    actor: Actor,
    *,
    kind: ReferralKind,
    area: str,
    member_number: str,
    authorization_number: str | None,
    note: str,
    clock: Clock,
    details: Mapping[str, Any],
    codes: tuple[str, ...] = (),
    form: str = "",
    decision: Mapping[str, Any] | None = None,
    submission: str = "",
) -> Referral:
    """Put a case before an area, inside the caller's transaction, with its history and journal."""
    kept = {**details, "clock": [reason.as_dict() for reason in clock.reasons], "problem": clock.problem}
    referral = Referral(
        kind=kind,
        area=area,
        state=ReferralState.WAITING,
        member_number=member_number,
        authorization_number=authorization_number,
        unit_code=actor.unit_code,
        asked_by=actor.operator_number,
        asked_at=clock.asked_at,
        promised_at=clock.promised_at,
        due_at=clock.due_at,
        urgent=clock.urgent,
        codes="|".join(codes),
        note=sanitise(note)[:TEXT_LENGTH],
        form=form,
        decision=json.dumps(decision or {}, ensure_ascii=False, sort_keys=True),
        details=json.dumps(kept, ensure_ascii=False, sort_keys=True),
        submission=submission or uuid.uuid4().hex,
    )
    session.add(referral)
    session.flush()
    until = f", ATÉ {local_time(clock.due_at):%d/%m/%Y %H:%M}" if clock.due_at is not None else ""
    log(session, desk, actor, referral, "send", f"PARA {area_in_words(area)}{until}")
    return referral


def answer_more(desk: Desk, actor: Actor, number: int, text: str, *, version: int) -> Referral:
    """Give what was asked for besides; the time it took is not the area's.

    Raises ForbiddenError for anybody but the asker, DomainError for an empty answer or a case nothing is asked of.
    """
    said = sanitise(text).strip()
    with desk.store.writing() as session:
        referral = take(session, number, version)
        _own(referral, actor)
        if referral.state != ReferralState.MORE:
            raise DomainError(f"NADA MAIS FOI PEDIDO NO PEDIDO {number}")
        if not said:
            raise DomainError("ESCREVA A RESPOSTA AO QUE FOI PEDIDO", field="texto.1")
        details = details_of(referral)
        paused = desk.clock.now() - datetime.fromisoformat(details["asked_more_at"])
        if referral.due_at is not None:
            referral.due_at += paused
        referral.state, referral.seen_at = ReferralState.WAITING, None
        details["answered_more"] = [*details.get("answered_more", []), said[:TEXT_LENGTH]]
        keep_details(referral, details)
        log(session, desk, actor, referral, "answer_more", said)
        return referral


def withdraw(desk: Desk, actor: Actor, number: int, *, version: int) -> Referral:
    """Take back a case not decided yet. Raises ForbiddenError for anybody but the asker."""
    with desk.store.writing() as session:
        referral = take(session, number, version)
        _own(referral, actor)
        referral.state = ReferralState.WITHDRAWN
        log(session, desk, actor, referral, "withdraw", "RETIRADO POR QUEM PEDIU")
        return referral


@rule("AP-103")
def remind(desk: Desk, actor: Actor, number: int, *, version: int) -> Charged:
    """Charge the area whose limit has passed; from the second time on the supervision of the unit is called in.

    The note is printed. Raises DomainError while the limit runs, or where there is none, and ForbiddenError for
    somebody of another unit.
    """
    with desk.store.writing() as session:
        referral = take(session, number, version)
        if referral.asked_by != actor.operator_number and referral.unit_code != actor.unit_code:
            raise ForbiddenError("SÓ A UNIDADE QUE PEDIU COBRA")
        now = desk.clock.now()
        if referral.due_at is None:
            raise DomainError(f"O PEDIDO {number} NÃO TEM PRAZO CONTADO: NADA A COBRAR")
        if not may_charge(referral.due_at, now):
            raise DomainError(f"NO PRAZO ATÉ {local_time(referral.due_at):%d/%m %H:%M}: COBRE DEPOIS")
        referral.reminders += 1
        referral.reminded_at = now
        action, said = "remind", f"{referral.reminders}ª COBRANÇA, PARA {area_in_words(referral.area)}"
        if referral.reminders > 1:
            action, said = "escalate", f"{said}, COM CÓPIA À SUPERVISÃO DA UNIDADE"
            keep_details(referral, {**details_of(referral), "escalated": True})
        log(session, desk, actor, referral, action, said)
        note = charge_note(session, desk, referral)
    try:
        return Charged(referral, note.print(desk, actor))
    except DomainError as fault:
        raise DomainError(f"{said}: REGISTRADA, MAS A NOTA NÃO SAIU - {fault.text}"[:72]) from fault


def take(session: Session, number: int, version: int) -> Referral:
    """An open case to be changed, as it was read. Raises NotFoundError, StaleError when somebody was quicker."""
    referral = session.get(Referral, number, with_for_update=True)
    if referral is None:
        raise NotFoundError(f"PEDIDO {number} NÃO EXISTE", field="filtro")
    if referral.state == ReferralState.ANSWERED:
        raise StaleError(f"PEDIDO {number} JÁ FOI DECIDIDO POR {referral.answered_by} - ENTER RELÊ")
    if referral.state == ReferralState.WITHDRAWN:
        raise StaleError(f"PEDIDO {number} FOI RETIRADO POR QUEM PEDIU - ENTER RELÊ")
    if referral.version != version:
        raise StaleError(f"PEDIDO {number} MUDOU DESDE QUE FOI LIDO - ENTER RELÊ")
    return referral


def log(session: Session, desk: Desk, actor: Actor, referral: Referral, action: str, text: str) -> None:
    """Write a move of a case: the next version, its history, the journal."""
    if action != "send":
        referral.version += 1
    _event(session, desk, actor, referral, action, text)
    data = {"referral": referral.number, "area": referral.area, "state": referral.state, "says": text}
    record(session, desk, actor, f"referral.{action}", referral.member_number, data)


def log_seen(session: Session, desk: Desk, actor: Actor, referral: Referral) -> None:
    """The asker saw the answer: an entry of the history; the version stays, for nobody's decision hangs on it."""
    _event(session, desk, actor, referral, "seen", "VISTO POR QUEM PEDIU")


def _event(session: Session, desk: Desk, actor: Actor, referral: Referral, action: str, text: str) -> None:
    session.add(referral)
    session.flush()
    assert referral.number is not None
    session.add(
        ReferralEvent(
            referral_number=referral.number,
            at=desk.clock.now(),
            operator_number=actor.operator_number,
            unit_code=actor.unit_code,
            action=action,
            text=text[:TEXT_LENGTH],
        )
    )


def details_of(referral: Referral) -> dict[str, Any]:
    """What is kept beside the columns of a case."""
    found: dict[str, Any] = json.loads(referral.details)
    return found


def keep_details(referral: Referral, details: Mapping[str, Any]) -> None:
    """Keep it."""
    referral.details = json.dumps(details, ensure_ascii=False, sort_keys=True)


def closed_as(desk: Desk, actor: Actor, referral: Referral, answer: ReferralAnswer, text: str) -> None:
    """Answer a case: what came of it, by whom, when; unseen until its asker sees it."""
    referral.state, referral.answer = ReferralState.ANSWERED, answer
    referral.answer_text = sanitise(text)[:TEXT_LENGTH]
    referral.answered_by, referral.answered_at = actor.operator_number, desk.clock.now()
    referral.seen_at = None


def _own(referral: Referral, actor: Actor) -> None:
    if referral.asked_by != actor.operator_number:
        raise ForbiddenError(f"O PEDIDO {referral.number} É DE {referral.asked_by}")


@rule("AP-032")
def _papers_serve(case: Case, rulebook: Rulebook) -> None:
    """What is missing or too old stops the form anyway: nobody is sent it only to send it back."""
    for reason in standing(case, rulebook):
        raise DomainError(f"NÃO SE ENCAMINHA: {reason.says}"[:72], field=PAPERS_FIELD)


@rule("AP-027")
def _papers_go_along(case: Case, to: Destination) -> None:
    """A department decides on the documents: they are answered for before it gets the case."""
    if unanswered(case) and to.area not in WITHIN_THE_UNIT:
        raise DomainError(f"ANTES DE ENCAMINHAR À {to.area}, RESPONDA OS PAPÉIS (ALT 10)", field=PAPERS_FIELD)


def _clock(session: Session, desk: Desk, actor: Actor, case: Case, to: Destination) -> Clock:
    """The clock of a form sent; of a colleague of the unit, and of CAS 24h, the sources give none (AP-102)."""
    now, urgent = desk.clock.now(), case.form.urgent
    assert case.card is not None, "a form of nobody is not sent"
    calendar = calendar_of(session, actor.unit_code)
    unit = session.get(ServiceUnit, actor.unit_code)
    code = case.card.product.rulebook
    try:
        if code != "DM":
            return replace(clock_by_rulebook(code, now, desk.rulebook, calendar), urgent=urgent)
        asks_cap = to.area == CONSULTANT and not case.unit_has_consultant
        if to.area not in areas_with_terms() and not asks_cap:
            return Clock(now, urgent=urgent)
        return _cap_clock(case, now, calendar, from_desk=unit is None or not unit.area)
    except ParameterError as lacking:
        return Clock(now, urgent=urgent, problem=lacking.text)


def _cap_clock(case: Case, now: datetime, calendar: BusinessCalendar, *, from_desk: bool) -> Clock:
    about = [
        subjects_of(case.procedures[line.code]) for line in case.granted_lines() if line.code in case.procedures
    ]
    return clock_of_services(about, now, calendar, urgent=case.form.urgent, from_desk=from_desk)
