"""What is done to an authorization that exists: read it, drop services, have it paid, settle what was open."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from desk.domain.access.model import Role, ServiceUnit
from desk.domain.access.service import require_writer
from desk.domain.audit.service import record, record_read
from desk.domain.authorization.ledger import Entry, lines_of, played, take_up, write
from desk.domain.authorization.lifecycle import EXCLUDED, INFORMATION, PENDING, REFUSED, Act, step
from desk.domain.authorization.model import (
    Authorization,
    AuthorizationEvent,
    AuthorizationLine,
    InformationRequest,
    Submission,
)
from desk.domain.catalogue.model import Procedure
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.errors import DomainError, ForbiddenError, NotFoundError
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.reference import refusal_codes

AUTHORISERS = frozenset({Role.CONSULTANT, Role.SUPERVISOR})
"""Who decides what the desk may not: a refusal, its reversal, what a SIC came to (AP-075, AP-113)."""


class Motive(StrEnum):
    """Why a service is dropped; the value is what MDAT takes."""

    SWAP = "T"
    NOT_DONE = "N"
    MISTAKE = "E"


MOTIVES = {
    Motive.SWAP: "TROCA DE CÓDIGO",
    Motive.NOT_DONE: "SEGURADO NÃO FARÁ",
    Motive.MISTAKE: "ERRO INTERNO",
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One service of an authorization with its name."""

    line: AuthorizationLine
    procedure: Procedure


@dataclass(frozen=True, slots=True)
class Sheet:
    """An authorization as the desk works on it: lines, history, requests for information."""

    authorization: Authorization
    member: Member
    lines: tuple[SheetLine, ...]
    events: tuple[AuthorizationEvent, ...]
    requests: tuple[InformationRequest, ...]

    @property
    def open_request(self) -> InformationRequest | None:
        """The SIC that waits for its answer."""
        return next((request for request in self.requests if request.answered_at is None), None)


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was written: the senha, its version from now on, or that it had been written before."""

    number: str
    version: int
    repeated: bool = False


@rule("AP-140")
def read_sheet(desk: Desk, actor: Actor, number: str) -> Sheet:
    """Everything on an authorization, its history oldest first; journalled as a read. Raises NotFoundError."""
    with desk.store.reading() as session:
        authorization = session.get(Authorization, number)
        if authorization is None:
            raise NotFoundError(f"SENHA {number} NÃO CADASTRADA", field="senha")
        found = Sheet(
            authorization,
            session.get_one(Member, authorization.member_number),
            tuple(
                SheetLine(line, session.get_one(Procedure, line.procedure_code))
                for line in lines_of(session, number)
            ),
            tuple(
                session.exec(
                    select(AuthorizationEvent)
                    .where(col(AuthorizationEvent.authorization_number) == number)
                    .order_by(col(AuthorizationEvent.id))
                )
            ),
            tuple(
                session.exec(
                    select(InformationRequest)
                    .where(col(InformationRequest.authorization_number) == number)
                    .order_by(col(InformationRequest.sequence))
                )
            ),
        )
    record_read(desk, actor, "authorization.read", found.member.member_number, {"number": number})
    return found


@rule("AP-131", "AP-133", "AP-135", "EL-014")
def exclude(
    desk: Desk,
    actor: Actor,
    number: str,
    *,
    positions: Collection[int],
    motive: str,
    note: str,
    version: int,
    submission: str,
) -> Done:
    """Drop services; all of them is to cancel the authorization (ALT 6, ALT 9).

    A swap (`T`) drops a service only when another has been included for it. Raises DomainError on the field at
    fault, StaleError when somebody else changed the authorization.
    """
    require_writer(desk, actor)
    with desk.store.writing() as session:
        before = repeated(session, submission, number)
        if before is not None:
            return before
        entry, chosen, replacements = _to_exclude(session, number, positions, motive, note, version)
        for line in chosen:
            line.status, line.refusal_code = step(Act.EXCLUDE, line.status), ""
        codes = " ".join(line.procedure_code for line in chosen)
        whole = " (AP CANCELADA)" if all(line.status == EXCLUDED for line in entry.lines) else ""
        write(
            session,
            desk,
            actor,
            entry,
            Act.EXCLUDE,
            f"EXCLUÍDO {codes}{whole}: {MOTIVES[Motive(motive)]}. {note}".strip(),
            procedure_code=chosen[0].procedure_code if len(chosen) == 1 else "",
            extra={"motive": motive, "replaced_by": replacements},
        )
        return finish(session, desk, actor, entry, "authorization.exclude", submission)


@rule("AP-131", "AP-133", "AP-135")
def check_exclusion(
    desk: Desk, number: str, *, positions: Collection[int], motive: str, note: str, version: int
) -> None:
    """What stands against an exclusion, before it is confirmed; nothing is written. Raises as `exclude` does."""
    with desk.store.reading() as session:
        _to_exclude(session, number, positions, motive, note, version)


def _to_exclude(
    session: Session, number: str, positions: Collection[int], motive: str, note: str, version: int
) -> tuple[Entry, list[AuthorizationLine], list[str]]:
    """The authorization, the lines to drop and the services that take their place, none of them changed yet."""
    if motive not in set(Motive):
        raise DomainError("MOTIVO: T TROCA, N NÃO FARÁ, E ERRO", field="motivo")
    if not positions:
        raise DomainError("MARQUE COM S O SERVIÇO A EXCLUIR", field="excl.1")
    if motive == Motive.MISTAKE and not note:
        raise DomainError("ERRO INTERNO: DIGA QUAL EM HISTÓRICO", field="historico")
    wanted = {(position, "status"): EXCLUDED for position in positions}
    entry = take_up(session, Act.EXCLUDE, number, version=version, wanted=wanted)
    chosen = lines_at(entry, positions)
    for line in chosen:
        step(Act.EXCLUDE, line.status, field=f"excl.{entry.row_of(line)}")
    return entry, chosen, _replacements(session, entry, chosen) if motive == Motive.SWAP else []


def _replacements(session: Session, entry: Entry, chosen: Sequence[AuthorizationLine]) -> list[str]:
    """The services that take the place of those dropped: included, still standing, not used up by a swap before.

    Raises DomainError when there are too few (AP-135).
    """
    events = session.exec(
        select(AuthorizationEvent)
        .where(col(AuthorizationEvent.authorization_number) == entry.authorization.number)
        .order_by(col(AuthorizationEvent.id))
    ).all()
    included: list[str] = []
    for event, data in zip((e for e in events if '"version"' in e.data), played(events), strict=True):
        if event.action == Act.INCLUDE:
            included += data.get("included", [])
        for used in data.get("replaced_by", []):
            included.remove(used)
    standing = {
        line.procedure_code for line in entry.lines if line.status in {PENDING, INFORMATION} and line not in chosen
    }
    free = [code for code in dict.fromkeys(included) if code in standing]
    if len(free) < len(chosen):
        raise DomainError("TROCA: INCLUA ANTES O CÓDIGO NOVO (MDAQ), DEPOIS EXCLUA O ANTIGO", field="motivo")
    return free[: len(chosen)]


@rule("EL-011", "EL-012")
def bill(session: Session, desk: Desk, actor: Actor, number: str, procedure_code: str, paid_on: date) -> None:
    """A service paid to the provider by the accounts department, inside the caller's transaction.

    One that is closed already stays as it is. Raises DomainError for a service that cannot have been paid.
    """
    entry = take_up(session, Act.BILL, number)
    line = entry.line_of(procedure_code)
    status = line.status if line is not None else ""
    if status == step_of_bill():
        return
    step(Act.BILL, status, field="procedure_code")
    assert line is not None
    line.status = step_of_bill()
    write(
        session,
        desk,
        actor,
        entry,
        Act.BILL,
        f"{procedure_code} PAGO AO PRESTADOR EM {paid_on:%d/%m/%Y}",
        procedure_code=procedure_code,
    )


def step_of_bill() -> str:
    """The state a paid service is in."""
    return step(Act.BILL, PENDING)


def settle(
    session: Session,
    desk: Desk,
    actor: Actor,
    number: str,
    act: Act,
    *,
    note: str,
    refusal_code: str = "",
    positions: Collection[int] = (),
    version: int | None = None,
) -> Entry:
    """Complete, refuse or reverse services, inside the caller's transaction; without positions every fitting one.

    Whoever calls has made sure that the actor may. Raises DomainError when no service is in a state for it, or
    for a refusal without a code of the table.
    """
    if act is Act.REFUSE and refusal_code not in refusal_codes():
        raise DomainError("INFORME O CÓDIGO DA NEGATIVA (F1 LISTA)", field="negativa", code="040")
    entry = take_up(session, act, number, version=version)
    fits = {Act.COMPLETE: {INFORMATION}, Act.REVERSE: {REFUSED}}.get(act, {INFORMATION, PENDING})
    chosen = lines_at(entry, positions) if positions else [n for n in entry.lines if n.status in fits]
    if not chosen:
        raise DomainError("NENHUM SERVIÇO DESTA AP ESTÁ NESSA SITUAÇÃO", field="senha")
    for line in chosen:
        line.status = step(act, line.status, field="senha")
        line.refusal_code = refusal_code if act is Act.REFUSE else ""
    codes = " ".join(line.procedure_code for line in chosen)
    says = {Act.COMPLETE: "LIBERADO", Act.REVERSE: "NEGATIVA REVERTIDA"}.get(act, f"NEGADO {refusal_code}")
    write(
        session,
        desk,
        actor,
        entry,
        act,
        f"{codes} {says}. {note}".strip(),
        procedure_code=chosen[0].procedure_code if len(chosen) == 1 else "",
    )
    return entry


def lines_at(entry: Entry, positions: Collection[int]) -> list[AuthorizationLine]:
    """The lines at these positions. Raises DomainError when there is none at one of them."""
    chosen = [line for line in entry.lines if line.position in positions]
    if len(chosen) != len(set(positions)):
        raise DomainError("SERVIÇO NÃO ESTÁ NA AP", field="senha")
    return chosen


def area_of(session: Session, actor: Actor) -> str:
    """The department the actor's unit is, empty for a UDAS."""
    unit = session.get(ServiceUnit, actor.unit_code)
    return unit.area if unit is not None else ""


def require_authoriser(session: Session, actor: Actor) -> None:
    """Only consultants, supervisors and the people of a deciding area. Raises ForbiddenError (041)."""
    if actor.role not in AUTHORISERS and not area_of(session, actor):
        raise ForbiddenError("QUEM DECIDE É O CONSULTOR, A SUPERVISÃO OU A CAP", field="decisao", code="041")


def may_grant(session: Session, actor: Actor, decision: Decision) -> bool:
    """Whether a decision lets the actor write: allowed, or routed to nobody but the actor's own area."""
    if decision.outcome is Outcome.ROUTED:
        area = area_of(session, actor)
        return bool(area) and all(route.area == area for route in decision.routes)
    return decision.outcome in {Outcome.ALLOWED, Outcome.REFUSED}


def repeated(session: Session, submission: str, number: str) -> Done | None:
    """The answer of a form submitted before, None for a new one. Raises DomainError for another's form."""
    before = session.get(Submission, submission)
    if before is None:
        return None
    if before.result != number:
        raise DomainError(f"ESTE FORMULÁRIO JÁ SERVIU À AP {before.result}: ABRA OUTRO", field="senha")
    return Done(number, session.get_one(Authorization, number).version, repeated=True)


def finish(session: Session, desk: Desk, actor: Actor, entry: Entry, action: str, submission: str) -> Done:
    """Journal an act that was written and remember its form, inside the same transaction."""
    authorization = entry.authorization
    session.add(Submission(key=submission, result=authorization.number, at=desk.clock.now()))
    data = {"number": authorization.number, "version": authorization.version}
    record(session, desk, actor, action, authorization.member_number, data)
    return Done(authorization.number, authorization.version)
