"""What the routine of refusals leaves behind: the list of the day of a unit, and its forms on paper."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlmodel import col, select

from desk.domain.access.model import ServiceUnit
from desk.domain.audit.service import record_read
from desk.domain.authorization.review_rules import CHOICES, LABELS, ReviewForm
from desk.domain.context import Actor, Desk
from desk.domain.documents.document import Document, Fields, Paragraph, Reader, Table
from desk.domain.documents.model import Printout
from desk.domain.documents.service import print_document
from desk.domain.documents.table_file import save_table
from desk.domain.enrolment.model import Member
from desk.domain.kernel.clock import LOCAL_ZONE, local_time
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.identification import MemberNumber
from desk.domain.referral.model import Referral, ReferralAnswer, ReferralKind, ReferralState
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.routines import review_motives


@dataclass(frozen=True, slots=True)
class Attended:
    """One attendance of the routine on the list of the day."""

    referral: Referral
    member_name: str
    form: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DayList:
    """The attendances of a unit on a day, in their order, and when the list is to be sent."""

    unit_code: str
    on: date
    rows: tuple[Attended, ...]
    sending: Reason


COLUMNS = (
    ("HORA", 5),
    ("IDENTIFICAÇÃO", 19),
    ("SEGURADO", 19),
    ("SENHA", 9),
    ("MOTIVO", 13),
    ("SITUAÇÃO", 8),
)
_STATES = {
    ReferralState.WAITING: "ESPERA",
    ReferralState.MORE: "PEDE +",
    ReferralState.WITHDRAWN: "RETIRADO",
}
_ANSWERS = {
    ReferralAnswer.RELEASED: "REVERT.",
    ReferralAnswer.REFUSED: "MANTIDO",
    ReferralAnswer.INFORMATION: "SIC",
    ReferralAnswer.DECLINED: "DEVOLV.",
}


@rule("AP-128")
def attendances(desk: Desk, actor: Actor, on: date) -> DayList:
    """The attendances of the routine of the actor's unit on a day, journalled as a read."""
    start = datetime.combine(on, time(), LOCAL_ZONE)
    with desk.store.reading() as session:
        rows = session.exec(
            select(Referral, Member)
            .join(Member, col(Member.member_number) == col(Referral.member_number))
            .where(
                col(Referral.kind) == ReferralKind.REVIEW,
                col(Referral.unit_code) == actor.unit_code,
                col(Referral.asked_at) >= start,
                col(Referral.asked_at) < start + timedelta(days=1),
            )
            .order_by(col(Referral.number))
        ).all()
        found = tuple(Attended(r, m.name, _form_of(r)) for r, m in rows)
        unit = session.get(ServiceUnit, actor.unit_code)
    record_read(desk, actor, "authorization.review_day", actor.unit_code, {"on": on.isoformat()})
    return DayList(actor.unit_code, on, found, sending(unit is not None and unit.has_consultant))


def _form_of(referral: Referral) -> dict[str, str]:
    """The form of a review; of one that came without, the reason it is known for."""
    details = json.loads(referral.details)
    form: dict[str, str] = details.get("review") or {"motive": next(iter(details.get("motives", ())), "")}
    return form


@rule("AP-128")
def sending(unit_has_consultant: bool) -> Reason:
    """When the list goes to the coordination of the routine, with a copy to the supervision of the unit."""
    when = "NO FIM DO DIA" if unit_has_consultant else "DEPOIS DE CADA ATENDIMENTO"
    return cite("AP-128", f"ENVIE A LISTA {when} À COORDENAÇÃO DA ROTINA, COM CÓPIA À SUPERVISÃO DA UDAS")


def row_of(attended: Attended) -> tuple[str, ...]:
    """An attendance in the columns of the list."""
    referral, motive = attended.referral, attended.form.get("motive", "")
    state = ReferralState(referral.state)
    said = _ANSWERS.get(ReferralAnswer(referral.answer), "") or _STATES.get(state, "")
    return (
        f"{local_time(referral.asked_at):%H:%M}",
        str(MemberNumber(referral.member_number)),
        attended.member_name,
        referral.authorization_number or "-",
        review_motives()[motive].label if motive in review_motives() else "-",
        said,
    )


def print_day(desk: Desk, actor: Actor, on: date) -> Printout:
    """Print the list of the day. Raises DomainError where there is nothing on it."""
    listed = _some(attendances(desk, actor, on))
    blocks = (
        Fields((("UDAS", listed.unit_code), ("Data", format_date(on)))),
        Table(COLUMNS, tuple(row_of(each) for each in listed.rows), Reader.INTERNAL),
        Paragraph(listed.sending.says.capitalize() + ".", disclosure=Reader.INTERNAL),
    )
    subject = f"{listed.unit_code}-{on:%Y%m%d}"
    title = "Rotina pró-ativa e re-ativa: atendimentos do dia"
    return print_document(desk, actor, Document("nucleo-dia", subject, "", title, blocks, Reader.INTERNAL))


def export_day(desk: Desk, actor: Actor, on: date) -> Path:
    """The same list as a file for a spreadsheet, every field of the forms on it; no cell is a formula."""
    listed = _some(attendances(desk, actor, on))
    names = [f.name for f in fields(ReviewForm)]
    columns = [*(name for name, _ in COLUMNS), *(LABELS[name] for name in names)]
    rows = [[*row_of(each), *(words_of(name, each.form.get(name, "")) for name in names)] for each in listed.rows]
    name = f"nucleo-{listed.unit_code}-{on:%Y%m%d}"
    return save_table(desk, actor, name, columns, rows, subject=listed.unit_code)


def _some(listed: DayList) -> DayList:
    if not listed.rows:
        raise DomainError(f"NENHUM ATENDIMENTO DA ROTINA EM {format_date(listed.on)}", field="dia")
    return listed


@rule("AP-129")
def print_review(desk: Desk, actor: Actor, number: int) -> Printout:
    """Print the form of a review. Raises NotFoundError for a case that has none."""
    with desk.store.reading() as session:
        referral = session.get(Referral, number)
    form = json.loads(referral.details).get("review") if referral is not None else None
    if referral is None or not form:
        raise NotFoundError(f"PEDIDO {number} SEM FORMULÁRIO DO NÚCLEO")
    pairs = tuple((LABELS[f.name], words_of(f.name, form.get(f.name, ""))) for f in fields(ReviewForm))
    blocks = (Fields((("Pedido", str(number)), *pairs), Reader.INTERNAL),)
    title = "Formulário do Núcleo de Autorização Prévia"
    document = Document("nucleo", str(number), referral.member_number, title, blocks, Reader.INTERNAL)
    return print_document(desk, actor, document)


def words_of(name: str, value: str) -> str:
    """A field of the form in words: its choice, its motive, its date."""
    if name == "motive" and value in review_motives():
        return review_motives()[value].label
    if name == "contact_on" and value:
        return format_date(date.fromisoformat(value))
    return CHOICES.get(name, {}).get(value, value)
