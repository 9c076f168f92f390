"""Changing what an authorization grants: a new term, other quantities or attendance, more services.

Every such change is decided like a new concession, with the blocks, releases and authority of MDAP.
"""

from dataclasses import dataclass

from sqlmodel import Session

from desk.domain.access.service import require_writer
from desk.domain.audit.service import record
from desk.domain.authorization.case import ConcessionForm
from desk.domain.authorization.change import (
    Inclusion,
    Release,
    Request,
    Revision,
    altered,
    form_of,
    is_new_term,
    taken,
)
from desk.domain.authorization.confirmation import Confirmation, confirm
from desk.domain.authorization.information import open_information
from desk.domain.authorization.ledger import Entry, sequence_of, write
from desk.domain.authorization.lifecycle import NEW, Act, step
from desk.domain.authorization.model import AuthorizationLine
from desk.domain.authorization.service import Examination, examine_within
from desk.domain.authorization.upkeep import Done, finish, may_grant, repeated
from desk.domain.context import Actor, Desk
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import rule


@dataclass(frozen=True, slots=True)
class Revised:
    """What asking came to: the examination (none when it had been written before), and the act when written."""

    examination: Examination | None
    done: Done | None = None


@rule("AP-132", "AP-134", "AP-139")
def weigh(
    desk: Desk,
    actor: Actor,
    number: str,
    request: Request,
    *,
    responsible_password: str = "",
    confirmation: Confirmation | None = None,
) -> Examination:
    """Decide a change without writing it (ENTER)."""
    with desk.store.reading() as session:
        form = form_of(session, desk, taken(session, desk, number, request), request)
    confirmed = confirm(desk, actor, form, responsible_password, confirmation)
    with desk.store.reading() as session:
        taken(session, desk, number, request)
        return examine_within(session, desk, actor, form, confirmed, asked=bool(responsible_password))


@rule("AP-040", "AP-132", "AP-133", "AP-134", "AP-139", "AP-135")
def apply(
    desk: Desk,
    actor: Actor,
    number: str,
    request: Request,
    *,
    version: int,
    submission: str,
    responsible_password: str = "",
    confirmation: Confirmation | None = None,
) -> Revised:
    """Decide a change anew and write it when nothing stands against it (ALT 6).

    Without `done` in the answer nothing was written but the attempt in the journal. Raises DomainError on the
    field at fault, StaleError when somebody else changed the authorization.
    """
    require_writer(desk, actor)
    with desk.store.reading() as session:
        before = repeated(session, submission, number)
        if before is not None:
            return Revised(None, before)
        form = form_of(session, desk, taken(session, desk, number, request, version=version), request)
    if not request.note:
        raise DomainError("REGISTRE NO HISTÓRICO O QUE MUDA E POR QUÊ", field="historico")
    confirmed = confirm(desk, actor, form, responsible_password, confirmation)
    with desk.store.writing() as session:
        before = repeated(session, submission, number)
        if before is not None:
            return Revised(None, before)
        entry = taken(session, desk, number, request, version=version)
        form = form_of(session, desk, entry, request)
        examination = examine_within(session, desk, actor, form, confirmed, asked=bool(responsible_password))
        decision = examination.concession.decision
        if not may_grant(session, actor, decision):
            data = {"number": number, "decision": decision.as_dict()}
            record(session, desk, actor, "authorization.not_changed", form.member_number, data)
            return Revised(examination)
        responsible = request.release.responsible_number
        if isinstance(request, Inclusion):
            _include(session, desk, actor, entry, request)
            action = "authorization.include"
        else:
            action = _revise(session, desk, actor, entry, request, form)
        if examination.asked is not None:
            open_information(session, desk, actor, entry.authorization, examination.asked)
        if request.release.code or responsible:
            entry.authorization.responsible_number = responsible or entry.authorization.responsible_number
        return Revised(examination, finish(session, desk, actor, entry, action, submission))


def _include(session: Session, desk: Desk, actor: Actor, entry: Entry, request: Inclusion) -> None:
    said = []
    for asked in request.lines:
        line = entry.line_of(asked.code)
        if line is None:
            line = AuthorizationLine(
                authorization_number=entry.authorization.number,
                position=sequence_of(entry.lines),
                procedure_code=asked.code,
                quantity=0,
                status=NEW,
            )
            entry.lines.append(line)
        line.status = step(Act.INCLUDE, line.status)
        line.quantity, line.refusal_code = asked.quantity or 0, ""
        said.append(f"{asked.code} QT {line.quantity}")
    codes = [line.code for line in request.lines]
    write(
        session,
        desk,
        actor,
        entry,
        Act.INCLUDE,
        f"INCLUÍDO {', '.join(said)}{_by(request.release)}. {request.note}",
        procedure_code=codes[0] if len(codes) == 1 else "",
        responsible=request.release.responsible_number,
        extra={"included": codes},
    )


def _revise(
    session: Session, desk: Desk, actor: Actor, entry: Entry, request: Revision, form: ConcessionForm
) -> str:
    """Write a revision: the new term first, then what else changes, an entry of the history each."""
    authorization = entry.authorization
    action = ""
    if is_new_term(authorization, request):
        authorization.issued_on, authorization.valid_until = request.issued_on, form.valid_until
        says = f"REVALIDADA DE {format_date(request.issued_on)} ATÉ {format_date(form.valid_until)}"
        _write(session, desk, actor, entry, Act.REVALIDATE, says, request)
        action = "authorization.revalidate"
    quantities = dict(request.quantities)
    changed = altered(entry, quantities)
    said = []
    for line in changed:
        said.append(f"{line.procedure_code} QT DE {line.quantity} PARA {quantities[line.position]}")
        line.quantity = quantities[line.position]
    if request.attendance_type != authorization.attendance_type:
        said.append(f"TA DE {authorization.attendance_type} PARA {request.attendance_type}")
    if request.planned_on != authorization.planned_on:
        said.append("DATA PREVISTA")
    if request.daily_rates != authorization.daily_rates:
        said.append("DIÁRIAS")
    if form.valid_until != authorization.valid_until:
        said.append(f"VALIDADE {format_date(form.valid_until)}")
    if said:
        authorization.attendance_type = request.attendance_type
        authorization.planned_on, authorization.daily_rates = request.planned_on, request.daily_rates
        authorization.valid_until = form.valid_until
        code = changed[0].procedure_code if len(changed) == 1 else ""
        _write(session, desk, actor, entry, Act.ALTER, f"ALTERADA: {', '.join(said)}", request, code)
    return action or "authorization.alter"


def _write(
    session: Session,
    desk: Desk,
    actor: Actor,
    entry: Entry,
    act: Act,
    says: str,
    request: Revision,
    procedure_code: str = "",
) -> None:
    write(
        session,
        desk,
        actor,
        entry,
        act,
        f"{says}{_by(request.release)}. {request.note}",
        procedure_code=procedure_code,
        responsible=request.release.responsible_number,
    )


def _by(release: Release) -> str:
    return f"; {release.code} {release.responsible_number}".rstrip() if release.code else ""
