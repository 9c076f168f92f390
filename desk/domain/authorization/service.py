"""The use cases of a concession: examine a form, conclude it, read the authorizations of a member."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session, col, select

from desk.domain.access.service import require_writer
from desk.domain.audit.service import record, record_read
from desk.domain.authorization import lifecycle
from desk.domain.authorization.case import Case, ConcessionForm
from desk.domain.authorization.confirmation import Confirmation, confirm
from desk.domain.authorization.delivery import write_due_letters
from desk.domain.authorization.facts import gather
from desk.domain.authorization.information import (
    Asked,
    missing_information,
    open_information,
    split_sic,
    typed_information,
)
from desk.domain.authorization.ledger import Entry, write
from desk.domain.authorization.letters import letter_numbers
from desk.domain.authorization.lifecycle import Act, step
from desk.domain.authorization.model import (
    Authorization,
    AuthorizationCounter,
    AuthorizationEvent,
    AuthorizationLine,
    AuthorizationPaper,
    Submission,
)
from desk.domain.authorization.programme import programme_of
from desk.domain.authorization.refusals import refuse_with_letters, refused_lines
from desk.domain.authorization.replay import State
from desk.domain.authorization.rules import Concession, check_fields, decide
from desk.domain.catalogue.model import Procedure
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.identification import LAST_SEQUENCE, format_authorization_number
from desk.domain.rulebook.catalogue import rule


@dataclass(frozen=True, slots=True)
class Examination:
    """What a form would come to: the facts (for the names on the panel) and the concession.

    `confirmation` is what a second person's password has earned, to be given back with the next key.
    """

    case: Case
    concession: Concession
    confirmation: Confirmation | None = None
    asked: Asked | None = None
    """The SIC it would be issued with: what is missing, or what an authoriser asks with service 12009."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What concluding came to: the senha when there is one, and the examination behind it."""

    number: str
    examination: Examination
    repeated: bool = False
    """Whether this form had been submitted before and the first answer is given again."""


def examine(
    desk: Desk,
    actor: Actor,
    form: ConcessionForm,
    *,
    responsible_password: str = "",
    confirmation: Confirmation | None = None,
) -> Examination:
    """Decide a form without writing anything but the read in the journal (ENTER)."""
    confirmed = confirm(desk, actor, form, responsible_password, confirmation)
    with desk.store.reading() as session:
        examination = examine_within(session, desk, actor, form, confirmed, asked=bool(responsible_password))
    if form.member_number:
        record_read(desk, actor, "authorization.examine", form.member_number)
    return examination


@rule("AP-001", "AP-040", "AP-055", "AP-064", "AP-065", "AP-107")
def conclude(
    desk: Desk,
    actor: Actor,
    form: ConcessionForm,
    *,
    submission: str,
    responsible_password: str = "",
    confirmation: Confirmation | None = None,
) -> Conclusion:
    """Decide a form and, when nothing stands against it, issue it under the next senha (ALT 5).

    Number, lines, history and journal land in one transaction or not at all. `submission` is the key of this
    form: a second submit with the same key answers with the first senha and writes nothing.
    """
    require_writer(desk, actor)
    confirmed = confirm(desk, actor, form, responsible_password, confirmation)
    with desk.store.writing() as session:
        before = session.get(Submission, submission)
        if before is not None:
            form = replace(form, number=before.result)
        examination = examine_within(session, desk, actor, form, confirmed, asked=bool(responsible_password))
        if before is not None:
            return Conclusion(before.result, examination, repeated=True)
        decision = examination.concession.decision
        number = ""
        if decision.outcome in {Outcome.ALLOWED, Outcome.REFUSED}:
            authorization = issue(session, desk, actor, examination.case.form, examination.concession)
            number = authorization.number
            refused = refused_lines(examination.case.form)
            refuse_with_letters(session, desk, actor, authorization, refused, urgent=form.urgent)
            if examination.asked is not None:
                open_information(session, desk, actor, authorization, examination.asked)
            write_due_letters(session, desk, actor, authorization)
            session.add(Submission(key=submission, result=number, at=desk.clock.now()))
        record(
            session,
            desk,
            actor,
            "authorization.conclude" if number else "authorization.not_concluded",
            form.member_number,
            {"number": number, "decision": decision.as_dict(), "form": _as_data(form)},
        )
    return Conclusion(number, examination)


@dataclass(frozen=True, slots=True)
class AuthorizationRow:
    """One service of one authorization, as MDZ1 lists it."""

    authorization: Authorization
    line: AuthorizationLine
    procedure: Procedure
    letter: str = ""
    """The printed number of the letter of its refusal (AP-125)."""


@dataclass(frozen=True, slots=True)
class AuthorizationList:
    """The authorizations of a member in a period, newest first."""

    member: Member
    since: date
    until: date
    rows: tuple[AuthorizationRow, ...]


@rule("EL-009", "EL-010", "EL-012", "EL-013", "EL-014")
def list_authorizations(
    desk: Desk,
    actor: Actor,
    *,
    member_number: str = "",
    since: date | None = None,
    until: date | None = None,
    number: str = "",
) -> AuthorizationList:
    """The authorizations of a member issued in a period of at most 60 days, or one by its number.

    Without a period the last 60 days; with one end, the 60 days from it. Raises NotFoundError for an unknown
    member or senha, DomainError for a longer or inverted period.
    """
    today = desk.clock.today()
    days = int(desk.rulebook.value("authorization.history_days", today))
    with desk.store.reading() as session:
        if number:
            found = session.get(Authorization, number)
            if found is None:
                raise NotFoundError(f"SENHA {number} NÃO CADASTRADA", field="senha")
            member_number, since, until = found.member_number, found.issued_on, found.issued_on
        last = until or (since + timedelta(days=days) if since else today)
        first = since or last - timedelta(days=days)
        if first > last:
            raise DomainError("PERÍODO INVERTIDO: O FIM É ANTES DO COMEÇO", field="periodo_fim")
        if (last - first).days > days:
            raise DomainError(f"O PERÍODO TEM NO MÁXIMO {days} DIAS", field="periodo_inicio")
        member = session.get(Member, member_number)
        if member is None:
            raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
        query = (
            select(Authorization, AuthorizationLine, Procedure)
            .join(AuthorizationLine, col(AuthorizationLine.authorization_number) == col(Authorization.number))
            .join(Procedure, col(Procedure.code) == col(AuthorizationLine.procedure_code))
            .where(
                col(Authorization.member_number) == member_number,
                col(Authorization.issued_on) >= first,
                col(Authorization.issued_on) <= last,
            )
            .order_by(
                col(Authorization.issued_on).desc(),
                col(Authorization.number).desc(),
                col(AuthorizationLine.position),
            )
        )
        if number:
            query = query.where(col(Authorization.number) == number)
        found_rows = session.exec(query).all()
        letters = letter_numbers(session, {a.number for a, line, _ in found_rows if line.refusal_code})
        rows = tuple(AuthorizationRow(a, n, p, letters.get((a.number, p.code), "")) for a, n, p in found_rows)
    record_read(desk, actor, "authorization.list", member_number)
    return AuthorizationList(member, first, last, rows)


def history(desk: Desk, number: str) -> tuple[AuthorizationEvent, ...]:
    """The history of an authorization, oldest first."""
    with desk.store.reading() as session:
        return tuple(
            session.exec(
                select(AuthorizationEvent)
                .where(col(AuthorizationEvent.authorization_number) == number)
                .order_by(col(AuthorizationEvent.id))
            )
        )


def examine_within(
    session: Session,
    desk: Desk,
    actor: Actor,
    form: ConcessionForm,
    confirmed: Confirmation | None,
    *,
    asked: bool,
) -> Examination:
    """Decide a form inside the caller's transaction; `asked`: a second person's password was typed with it."""
    form, sic = split_sic(form)
    check_fields(form, desk.rulebook)
    right = True if confirmed is not None else (False if asked else None)
    case = gather(session, desk, actor, form, colleague_confirmed=right)
    concession = decide(case, desk.rulebook)
    if sic:
        return Examination(case, concession, confirmed, typed_information(session, actor, form, case, sic))
    held = missing_information(case) if concession.decision.outcome is Outcome.ALLOWED else None
    return Examination(case, concession, confirmed, held)


def issue(
    session: Session,
    desk: Desk,
    actor: Actor,
    form: ConcessionForm,
    concession: Concession,
    *,
    responsible: str = "",
    asked_by: str = "",
) -> Authorization:
    """Write a decided form under the next senha, inside the caller's transaction.

    `responsible` is who authorised, where that is not who the form names; `asked_by` the attendant who asked,
    where that is not the actor.
    """
    number = _next_number(session, form.issued_on.year)
    authorization = Authorization(
        number=number,
        member_number=form.member_number,
        status=lifecycle.NEW,
        issued_on=form.issued_on,
        valid_until=form.valid_until,
        attendance_type=form.attendance_type,
        regional_office=form.regional_office,
        unit_code=actor.unit_code,
        attendant_number=asked_by or actor.operator_number,
        responsible_number=responsible or form.responsible_number,
        release_code=form.release_code,
        provider_cnpj=form.provider_cnpj,
        planned_on=form.planned_on,
        daily_rates=form.daily_rates,
        message=form.message,
        council_number=form.council_number,
        physician=form.physician,
        diagnosis=form.diagnosis,
        cid=form.cid,
        disease_duration=form.disease_duration,
        sessions_left=form.sessions_left,
        justification=form.justification,
        programme=programme_of(session, form),
        newborn=form.newborn,
        born_on=form.born_on,
        drug=form.drug,
        decision=json.dumps(concession.decision.as_dict(), ensure_ascii=False, sort_keys=True),
        created_at=desk.clock.now(),
        version=0,
    )
    lines = [
        AuthorizationLine(
            authorization_number=number,
            position=line.position,
            procedure_code=line.code,
            quantity=line.quantity or 0,
            status=step(Act.REFUSE if line.refusal_code else Act.CONCLUDE, lifecycle.NEW),
            refusal_code=line.refusal_code,
        )
        for line in form.lines
    ]
    said = f"CONCLUÍDA, {len(lines)} SERVIÇO(S), ATÉ {format_date(form.valid_until)}"
    if form.release_code:
        said += f"; {form.release_code} {form.responsible_number or actor.operator_number}"
    write(
        session,
        desk,
        actor,
        Entry(authorization, lines, State()),
        Act.CONCLUDE,
        said,
        procedure_code=lines[0].procedure_code if len(lines) == 1 else "",
        responsible=authorization.responsible_number,
    )
    for paper in form.papers:
        session.add(
            AuthorizationPaper(
                authorization_number=number,
                paper=paper.code,
                presented=paper.presented,
                dated_on=paper.dated_on,
            )
        )
    return authorization


def _next_number(session: Session, year: int) -> str:
    """The next senha of the year, taken inside the transaction that uses it."""
    counter = session.get(AuthorizationCounter, year, with_for_update=True)
    if counter is None:
        counter = AuthorizationCounter(year=year, last_sequence=0)
    counter.last_sequence += 1
    if counter.last_sequence > LAST_SEQUENCE:
        raise DomainError(f"AS SENHAS DE {year} ACABARAM: CHAME A ADMINISTRAÇÃO", field="senha")
    session.add(counter)
    return format_authorization_number(year, counter.last_sequence)


def _as_data(form: ConcessionForm) -> dict[str, object]:
    data = {name: getattr(form, name) for name in form.__slots__ if name != "lines"}
    data["lines"] = [[line.code, line.quantity, line.refusal_code] for line in form.lines]
    return {name: value for name, value in data.items() if value not in ("", None)}
