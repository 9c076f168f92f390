"""A change asked of an authorization: what it would touch, and the concession it comes to."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from desk.domain.authorization.blocks.form import MATERNITY_TYPE, validity
from desk.domain.authorization.case import ConcessionForm, FormLine, PaperShown
from desk.domain.authorization.ledger import Entry, Wanted, check_term, take_up
from desk.domain.authorization.lifecycle import EXCLUDED, NEW, PENDING, SIC, Act, step
from desk.domain.authorization.model import Authorization, AuthorizationLine, AuthorizationPaper
from desk.domain.catalogue.model import Procedure, ProcedureKind
from desk.domain.context import Desk
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import rule

MOST_LINES = 8
"""Services one authorization takes (AP-067)."""

_SIDE = 90
"""Where lines that only stand beside the ones asked for are numbered from, clear of those."""


@dataclass(frozen=True, slots=True)
class Release:
    """What lifts blocks, as typed: the code, who answers for it."""

    code: str = ""
    responsible_number: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """What MDAR would make of an authorization; quantities by the position of the line."""

    issued_on: date
    valid_until: date | None
    """None: cleared, so that it is the issue date plus the term."""
    attendance_type: str
    planned_on: date | None
    daily_rates: int | None
    quantities: tuple[tuple[int, int], ...]
    note: str
    release: Release = Release()


@dataclass(frozen=True, slots=True)
class Inclusion:
    """The services MDAQ would add."""

    lines: tuple[FormLine, ...]
    note: str
    release: Release = Release()


Request = Revision | Inclusion


def taken(session: Session, desk: Desk, number: str, request: Request, *, version: int | None = None) -> Entry:
    """The authorization with every line in a state for what is asked. Raises DomainError (047 and the like)."""
    if isinstance(request, Inclusion):
        entry = take_up(session, Act.INCLUDE, number, version=version)
        if not request.lines:
            raise DomainError("INFORME O SERVIÇO A INCLUIR", field="servico.1")
        codes = {line.procedure_code for line in entry.lines if line.status != EXCLUDED}
        codes |= {line.code for line in request.lines}
        if len(codes) > MOST_LINES:
            raise DomainError(f"UMA AP TEM NO MÁXIMO {MOST_LINES} SERVIÇOS", field="servico.1")
        for line in request.lines:
            if line.code == SIC:
                says = "SIC DE UMA AP QUE EXISTE: MDAR, ALT 8, AÇÃO S"
                raise DomainError(says, field=f"servico.{line.position}")
            there = entry.line_of(line.code)
            status = there.status if there is not None else NEW
            step(Act.INCLUDE, status, field=f"servico.{line.position}")
        return entry
    entry = take_up(session, Act.REVALIDATE, number, version=version, wanted=_wanted(request))
    authorization = entry.authorization
    check_term(request.issued_on, _valid_until(desk, authorization, request))
    quantities = dict(request.quantities)
    changed = altered(entry, quantities)
    for row in changed:
        step(Act.ALTER, row.status, field=f"quantidade.{entry.row_of(row)}")
    if not _whole_changes(desk, authorization, request):
        if not changed:
            raise DomainError("NADA MUDA: ALTERE EMISSÃO, TA OU QUANTIDADE", field="emissao")
        return entry
    for row in entry.lines:
        step(Act.REVALIDATE, row.status, field="senha")
    if not any(row.status == PENDING for row in entry.lines):
        raise DomainError("NENHUM SERVIÇO DESTA AP ESTÁ PENDENTE", field="senha")
    return entry


def _wanted(request: Revision) -> Wanted:
    """What a revision would write, for telling two operators' values apart."""
    wanted: dict[tuple[int, str], object] = {(line, "quantity"): value for line, value in request.quantities}
    wanted[0, "attendance_type"] = request.attendance_type
    wanted[0, "issued_on"] = request.issued_on.isoformat()
    wanted[0, "planned_on"] = request.planned_on.isoformat() if request.planned_on is not None else None
    wanted[0, "daily_rates"] = request.daily_rates
    if request.valid_until is not None:
        wanted[0, "valid_until"] = request.valid_until.isoformat()
    return wanted


def altered(entry: Entry, quantities: dict[int, int]) -> list[AuthorizationLine]:
    """The lines whose quantity would be another."""
    return [line for line in entry.lines if quantities.get(line.position, line.quantity) != line.quantity]


def is_new_term(authorization: Authorization, request: Revision) -> bool:
    """Whether a revision issues the authorization anew."""
    return request.issued_on != authorization.issued_on


def _whole_changes(desk: Desk, authorization: Authorization, request: Revision) -> bool:
    return (
        is_new_term(authorization, request)
        or _valid_until(desk, authorization, request) != authorization.valid_until
        or request.attendance_type != authorization.attendance_type
        or request.planned_on != authorization.planned_on
        or request.daily_rates != authorization.daily_rates
    )


@rule("AP-132", "AP-002")
def form_of(session: Session, desk: Desk, entry: Entry, request: Request) -> ConcessionForm:
    """The change as a concession: what is asked for, of this person, on this day, under this senha.

    What only alters or adds is asked for today, whenever it was issued, or on the day to come it was issued for; a
    planned date that has passed counts as today.
    """
    authorization, today = entry.authorization, desk.clock.today()
    papers = session.exec(
        select(AuthorizationPaper).where(col(AuthorizationPaper.authorization_number) == authorization.number)
    )
    planned = authorization.planned_on
    form = ConcessionForm(
        member_number=authorization.member_number,
        regional_office=authorization.regional_office,
        attendance_type=authorization.attendance_type,
        lines=(),
        issued_on=max(today, authorization.issued_on),
        valid_until=authorization.valid_until,
        planned_on=max(planned, today) if planned is not None else None,
        daily_rates=authorization.daily_rates,
        provider_cnpj=authorization.provider_cnpj,
        council_number=authorization.council_number,
        responsible_number=request.release.responsible_number,
        release_code=request.release.code,
        message=authorization.message,
        physician=authorization.physician,
        diagnosis=authorization.diagnosis,
        cid=authorization.cid,
        disease_duration=authorization.disease_duration,
        sessions_left=authorization.sessions_left,
        justification=request.note,
        newborn=authorization.newborn,
        born_on=authorization.born_on,
        drug=authorization.drug,
        papers=tuple(PaperShown(paper.paper, paper.presented, paper.dated_on) for paper in papers),
        number=authorization.number,
    )
    if isinstance(request, Inclusion):
        return replace(form, lines=(*request.lines, *_beside(session, entry)))
    quantities = dict(request.quantities)
    new_term = is_new_term(authorization, request)
    every = new_term or request.attendance_type != authorization.attendance_type
    asked = [line for line in entry.lines if line.status == PENDING]
    if not every:
        asked = altered(entry, quantities) or asked
    issued_on = request.issued_on if new_term else form.issued_on
    planned = request.planned_on
    return replace(
        form,
        attendance_type=request.attendance_type,
        issued_on=issued_on,
        valid_until=_valid_until(desk, authorization, request),
        planned_on=planned if new_term or planned is None else max(planned, today),
        daily_rates=request.daily_rates,
        lines=tuple(
            FormLine(entry.row_of(line), line.procedure_code, quantities.get(line.position, line.quantity))
            for line in asked
        ),
    )


def _valid_until(desk: Desk, authorization: Authorization, request: Revision) -> date:
    """The typed validity; of a new term, where the old one was left or cleared, the issue plus the term."""
    until = request.valid_until
    if until is None or (is_new_term(authorization, request) and until == authorization.valid_until):
        return validity(request.issued_on, desk.rulebook)
    return until


def _beside(session: Session, entry: Entry) -> list[FormLine]:
    """The deliveries already granted: they are what makes an admission one of TA 8."""
    if entry.authorization.attendance_type != MATERNITY_TYPE:
        return []
    return [
        FormLine(_SIDE + line.position, line.procedure_code, line.quantity)
        for line in entry.lines
        if line.status == PENDING
        and session.get_one(Procedure, line.procedure_code).kind == ProcedureKind.MATERNITY
    ]
