"""What happened to a person and what runs, by date: contract, waiting periods, CPT, premiums, AP and claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.authorization.model import Authorization, AuthorizationLine
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.member_card import MemberCard, load_card
from desk.domain.enrolment.model import WaitingPeriod
from desk.domain.kernel.dates import format_date
from desk.domain.premium.model import Installment
from desk.domain.reimbursement.model import ReimbursementRequest
from desk.domain.reimbursement.position_rules import is_visible


class Track(StrEnum):
    """What a moment belongs to; the value is the word of the panel."""

    CONTRACT = "CONTRATO"
    WAITING = "CARÊNCIA"
    CPT = "CPT"
    BLOCK = "BLOQUEIO"
    PREMIUM = "PARCELA"
    AUTHORIZATION = "AP"
    CLAIM = "SR"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """One day on which something began, ended or happened; `open` marks what still asks for something."""

    on: date
    track: Track
    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Something that runs between two days, both included; None has no end."""

    track: Track
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A person's moments, oldest first, and what runs."""

    card: MemberCard
    moments: tuple[Moment, ...]
    spans: tuple[Span, ...]


def time_line(desk: Desk, actor: Actor, member_number: str) -> TimeLine:
    """Everything of a person by date, journalled as a read. Claims show as long as a position does (RE-148).

    Raises NotFoundError for an unknown identification.
    """
    today = desk.clock.today()
    with desk.store.reading() as session:
        card = load_card(session, desk, member_number, today)
        waiting = session.exec(
            select(WaitingPeriod)
            .where(col(WaitingPeriod.member_number) == member_number)
            .order_by(col(WaitingPeriod.ends_on))
        ).all()
        moments = [
            *_contract(card),
            *_waiting(waiting),
            *_cpts_and_blocks(card),
            *_premiums(session, card, today),
            *_authorizations(session, member_number),
            *_claims(session, desk, member_number, today),
        ]
    record_read(desk, actor, "member.timeline", member_number)
    return TimeLine(card, tuple(sorted(moments)), tuple(_spans(card, waiting)))


def _contract(card: MemberCard) -> Iterator[Moment]:
    policy, member = card.policy, card.member
    yield Moment(policy.started_on, Track.CONTRACT, f"INÍCIO DA APÓLICE, PRODUTO {card.product.code}")
    if member.started_on != policy.started_on:
        yield Moment(member.started_on, Track.CONTRACT, "VIGÊNCIA DA PESSOA COMEÇA")
    if policy.plan_from != policy.started_on:
        yield Moment(policy.plan_from, Track.CONTRACT, f"PLANO {card.plan.code} {card.plan.name}")
    if policy.adapted_on is not None:
        yield Moment(policy.adapted_on, Track.CONTRACT, "CONTRATO ADAPTADO À LEI 9.656")
    if policy.continuation_from is not None:
        yield Moment(policy.continuation_from, Track.CONTRACT, "PERMANÊNCIA COMEÇA")
    if policy.continuation_end is not None:
        yield Moment(policy.continuation_end, Track.CONTRACT, "FIM DE PERMANÊNCIA")
    if policy.cancelled_from is not None:
        yield Moment(policy.cancelled_from, Track.CONTRACT, "CANCELADA A PARTIR DESTE DIA", open=True)
    if member.removed_from is not None:
        yield Moment(member.removed_from, Track.CONTRACT, "PESSOA EXCLUÍDA A PARTIR DESTE DIA", open=True)


def _waiting(rows: Sequence[WaitingPeriod]) -> Iterator[Moment]:
    for row in rows:
        yield Moment(row.ends_on, Track.WAITING, f"ÚLTIMO DIA DA CARÊNCIA {row.group_number}-{row.code}")


def _cpts_and_blocks(card: MemberCard) -> Iterator[Moment]:
    for cpt in card.life.cpts:
        yield Moment(cpt.starts_on, Track.CPT, f"CPT COMEÇA: {cpt.condition.upper()}")
        yield Moment(cpt.ends_on, Track.CPT, f"ÚLTIMO DIA DA CPT: {cpt.condition.upper()}")
    for block in card.life.blocks:
        yield Moment(block.starts_on, Track.BLOCK, f"BLOQUEIO {block.code}: {block.reason}", open=True)
        if block.ends_on is not None:
            yield Moment(block.ends_on, Track.BLOCK, f"ÚLTIMO DIA DO BLOQUEIO {block.code}")


def _premiums(session: Session, card: MemberCard, today: date) -> Iterator[Moment]:
    rows = session.exec(
        select(Installment)
        .where(col(Installment.holder_number) == card.policy.holder_number)
        .order_by(col(Installment.due_on))
    )
    for row in rows:
        paid = row.paid_on is not None and row.paid_on <= today
        state = "EM ABERTO" if row.due_on <= today else "A VENCER"
        said = f"PAGA EM {format_date(row.paid_on)}" if paid and row.paid_on is not None else state
        text = f"VENCE A {row.number:03d}, {row.amount}: {said}"
        yield Moment(row.due_on, Track.PREMIUM, text, open=not paid and row.due_on <= today)


def _authorizations(session: Session, member_number: str) -> Iterator[Moment]:
    rows = session.exec(
        select(Authorization, AuthorizationLine)
        .join(AuthorizationLine, col(AuthorizationLine.authorization_number) == col(Authorization.number))
        .where(col(Authorization.member_number) == member_number)
    )
    for given, line in rows:
        text = f"{given.number} {line.procedure_code} x{line.quantity} {line.status.upper()}"
        yield Moment(given.issued_on, Track.AUTHORIZATION, text, open=line.status == "Complem")


def _claims(session: Session, desk: Desk, member_number: str, today: date) -> Iterator[Moment]:
    rows = session.exec(
        select(ReimbursementRequest).where(col(ReimbursementRequest.member_number) == member_number)
    )
    for row in rows:
        if not is_visible(row.received_on, today, desk.rulebook):
            continue
        yield Moment(row.received_on, Track.CLAIM, f"{row.number} RECEBIDA, PRAZO ATÉ {format_date(row.due_on)}")


def _spans(card: MemberCard, waiting: Sequence[WaitingPeriod]) -> Iterator[Span]:
    ends = [day for day in (card.member.removed_from, card.policy.cancelled_from) if day is not None]
    yield Span(Track.CONTRACT, card.member.started_on, min(ends) if ends else None)
    for row in waiting:
        yield Span(Track.WAITING, row.starts_on, row.ends_on)
    for cpt in card.life.cpts:
        yield Span(Track.CPT, cpt.starts_on, cpt.ends_on)
    for block in card.life.blocks:
        yield Span(Track.BLOCK, block.starts_on, block.ends_on)
