"""Reading the cases: the queue of who asked, what waits for a decision, one case whole, and what is new."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, or_, select

from desk.domain.access.model import Operator, Role
from desk.domain.audit.service import record, record_read
from desk.domain.authorization.care import line_limit
from desk.domain.authorization.case import Case, ConcessionForm
from desk.domain.authorization.facts import gather
from desk.domain.authorization.ledger import lines_of
from desk.domain.authorization.model import Authorization, AuthorizationLine
from desk.domain.authorization.papers import asked as papers_asked
from desk.domain.authorization.rules import Concession, decide
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.member_card import MemberCard, load_card
from desk.domain.eligibility.place import CAP
from desk.domain.enrolment.model import Member
from desk.domain.kernel.errors import ForbiddenError, NotFoundError
from desk.domain.kernel.text import fold
from desk.domain.referral.areas import CONSULTANT, SENIOR, SUPERVISION, Decider, may_decide
from desk.domain.referral.deciding import asker_of, decider_of, kinds_of
from desk.domain.referral.forms import form_from, issued_today
from desk.domain.referral.model import Referral, ReferralEvent, ReferralKind, ReferralState
from desk.domain.referral.service import OPEN, details_of, log_seen
from desk.domain.rulebook.catalogue import rule

RECENT_DAYS = 7
"""How long an answered case stays in the queue after its answer was seen."""

BEFORE = 20
"""How many earlier services a case shows."""

KINDS = {
    ReferralKind.RELEASE: "LIBERAÇÃO",
    ReferralKind.ROUTING: "ENCAMINHADO",
    ReferralKind.REANALYSIS: "REANÁLISE",
    ReferralKind.INFORMATION: "RESP. SIC",
    ReferralKind.EXPERT: "PERÍCIA",
    ReferralKind.REVIEW: "REVISÃO",
}
STATES = {
    "waiting": "AGUARDA",
    "more": "PEDE MAIS",
    "withdrawn": "RETIRADO",
    "released": "LIBERADO",
    "refused": "NEGADO",
    "information": "SIC",
    "declined": "DEVOLVIDO",
}
"""What a case is called: by its answer when it has one, else by its state."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case of a queue: the insured's name, and how much of the area's time is left (None: no time counted)."""

    referral: Referral
    member_name: str
    left: timedelta | None
    problem: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.referral.state in OPEN

    @property
    def overdue(self) -> bool:
        """Whether the area's time is up and nothing has come."""
        return self.is_open and self.left is not None and self.left < timedelta(0)


@dataclass(frozen=True, slots=True)
class News:
    """What has come of a case its asker has not seen yet."""

    number: int
    state: str
    answer: str
    senha: str
    text: str


@dataclass(frozen=True, slots=True)
class Before:
    """A service of the case the insured had on an authorization already."""

    senha: str
    code: str
    quantity: int
    issued_on: date
    status: str
    refusal_code: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case with everything its decision needs: form, facts, what stands, papers, and what was done before.

    `form`, `case` and `concession` are None where the case is about a senha that exists.
    """

    row: QueueRow
    asker_name: str
    card: MemberCard
    events: tuple[ReferralEvent, ...]
    earlier: tuple[Before, ...]
    form: ConcessionForm | None = None
    case: Case | None = None
    concession: Concession | None = None
    limits: tuple[str, ...] = ()
    """Which roles may grant each line alone, in the order of the lines."""
    papers_missing: tuple[str, ...] = ()
    decides: bool = False
    """Whether whoever reads it may decide it."""


def queue(desk: Desk, actor: Actor, *, words: str = "") -> tuple[QueueRow, ...]:
    """The cases an operator asked for; of a supervisor those of the whole unit. Overdue first, answered last.

    Shown are all that are open, the answers of the last days and those not seen; `words` have all to be found in
    number, kind, area, state, name or senha.
    """
    now = desk.clock.now()
    mine = col(Referral.asked_by) == actor.operator_number
    if actor.role in {Role.SUPERVISOR, Role.ADMINISTRATOR}:
        mine = or_(mine, col(Referral.unit_code) == actor.unit_code)
    recent = or_(
        col(Referral.state).in_(OPEN),
        col(Referral.answered_at) >= now - timedelta(days=RECENT_DAYS),
        (col(Referral.state) == ReferralState.ANSWERED) & col(Referral.seen_at).is_(None),
    )
    with desk.store.reading() as session:
        rows = _rows(session, now, mine, recent)
    record_read(desk, actor, "referral.queue", actor.operator_number)
    wanted = fold(words).split()
    return tuple(sorted((row for row in rows if _fits(row, wanted)), key=_urgency))


def to_decide(desk: Desk, actor: Actor) -> tuple[QueueRow, ...]:
    """What waits for a decision this operator may make, overdue first."""
    with desk.store.reading() as session:
        rows = _decidable(session, desk, decider_of(session, actor))
    record_read(desk, actor, "referral.to_decide", actor.operator_number)
    return tuple(sorted(rows, key=_urgency))


def waiting_for(desk: Desk, actor: Actor) -> int:
    """How many cases wait for this operator's decision."""
    with desk.store.reading() as session:
        return len(_decidable(session, desk, decider_of(session, actor)))


@rule("AP-103")
def called_in(desk: Desk, actor: Actor) -> int:
    """How many cases of a supervisor's unit were charged more than once and still have no answer."""
    if actor.role not in {Role.SUPERVISOR, Role.ADMINISTRATOR}:
        return 0
    with desk.store.reading() as session:
        return session.exec(
            select(func.count())
            .select_from(Referral)
            .where(
                col(Referral.state) == ReferralState.WAITING,
                col(Referral.unit_code) == actor.unit_code,
                col(Referral.reminders) > 1,
            )
        ).one()


def open_file(desk: Desk, actor: Actor, number: int) -> CaseFile:
    """One case whole, journalled as a read of the insured.

    Raises NotFoundError, and ForbiddenError for whoever neither asked, nor decides, nor is of the unit.
    """
    with desk.store.reading() as session:
        referral = session.get(Referral, number)
        if referral is None:
            raise NotFoundError(f"PEDIDO {number} NÃO EXISTE", field="filtro")
        decides = _may(session, decider_of(session, actor), referral)
        if not decides and actor.operator_number != referral.asked_by and actor.unit_code != referral.unit_code:
            raise ForbiddenError(f"O PEDIDO {number} É DE OUTRA UNIDADE", field="filtro")
        file = _file(session, desk, actor, referral, decides=decides)
    record_read(desk, actor, "referral.read", referral.member_number, {"referral": number})
    return file


def unseen(desk: Desk, actor: Actor) -> tuple[News, ...]:
    """What is new for this operator, the oldest first: one statement, over an index."""
    with desk.store.reading() as session:
        found = session.exec(
            select(Referral)
            .where(
                col(Referral.asked_by) == actor.operator_number,
                col(Referral.state).in_([ReferralState.ANSWERED, ReferralState.MORE]),
                col(Referral.seen_at).is_(None),
            )
            .order_by(col(Referral.number))
        ).all()
    return tuple(
        News(
            number=referral.number or 0,
            state=referral.state,
            answer=referral.answer,
            senha=referral.authorization_number or "",
            text=referral.answer_text or details_of(referral).get("asked_more", ""),
        )
        for referral in found
    )


def mark_seen(desk: Desk, actor: Actor, numbers: frozenset[int]) -> None:
    """Remember that the asker has seen what came of these cases."""
    if not numbers:
        return
    with desk.store.writing() as session:
        found = session.exec(
            select(Referral).where(
                col(Referral.number).in_(numbers),
                col(Referral.asked_by) == actor.operator_number,
                col(Referral.seen_at).is_(None),
            )
        ).all()
        for referral in found:
            if referral.state in {ReferralState.ANSWERED, ReferralState.MORE}:
                referral.seen_at = desk.clock.now()
                log_seen(session, desk, actor, referral)
        if found:
            seen = sorted(referral.number or 0 for referral in found)
            record(session, desk, actor, "referral.seen", actor.operator_number, {"referrals": seen})


def state_in_words(referral: Referral) -> str:
    """What a case is called now."""
    return STATES[referral.answer or referral.state]


def _rows(session: Session, now: datetime, *conditions: Any) -> list[QueueRow]:
    found = session.exec(
        select(Referral, Member.name)
        .join(Member, col(Member.member_number) == col(Referral.member_number))
        .where(*conditions)
        .order_by(col(Referral.number))
    ).all()
    return [_row(referral, name, now) for referral, name in found]


def _row(referral: Referral, name: str, now: datetime) -> QueueRow:
    left = referral.due_at - now if referral.due_at is not None else None
    return QueueRow(referral, name, left, details_of(referral).get("problem", ""))


def _decidable(session: Session, desk: Desk, decider: Decider) -> list[QueueRow]:
    areas = {decider.area} if decider.area else set()
    if decider.role in {Role.CONSULTANT, Role.SENIOR, Role.SUPERVISOR, Role.ADMINISTRATOR}:
        areas |= {CONSULTANT, SENIOR, SUPERVISION}
    if not areas:
        return []
    rows = _rows(
        session,
        desk.clock.now(),
        col(Referral.state) == ReferralState.WAITING,
        col(Referral.area).in_(areas),
        col(Referral.asked_by) != decider.number,
    )
    return [row for row in rows if _may(session, decider, row.referral)]


def _may(session: Session, decider: Decider, referral: Referral) -> bool:
    kinds = kinds_of(session, referral) if referral.area == CAP else frozenset[str]()
    return may_decide(
        decider, area=referral.area, unit_code=referral.unit_code, asked_by=referral.asked_by, kinds=kinds
    )


def _file(session: Session, desk: Desk, actor: Actor, referral: Referral, *, decides: bool) -> CaseFile:
    member = session.get_one(Member, referral.member_number)
    asker = session.get(Operator, referral.asked_by)
    events = session.exec(
        select(ReferralEvent)
        .where(col(ReferralEvent.referral_number) == referral.number)
        .order_by(col(ReferralEvent.id))
    ).all()
    row = _row(referral, member.name, desk.clock.now())
    name = asker.name if asker is not None else ""
    card = load_card(session, desk, referral.member_number, desk.clock.today())
    if not referral.form:
        codes = {line.procedure_code for line in lines_of(session, referral.authorization_number or "")}
        return CaseFile(row, name, card, tuple(events), _before(session, referral, codes), decides=decides)
    form = issued_today(form_from(referral.form), desk.clock.today())
    case = gather(session, desk, asker_of(session, referral, actor), form, colleague_confirmed=None)
    shown = {paper.code for paper in form.papers if paper.presented}
    return CaseFile(
        row,
        name,
        card,
        tuple(events),
        _before(session, referral, {line.code for line in form.lines}),
        form,
        case,
        decide(case, desk.rulebook),
        tuple(_roles(case, n) for n in range(len(form.lines))),
        tuple(paper.label for paper in papers_asked(case) if paper.code not in shown),
        decides,
    )


def _before(session: Session, referral: Referral, codes: set[str]) -> tuple[Before, ...]:
    """What the insured had of the same services before, the newest first."""
    rows = session.exec(
        select(Authorization, AuthorizationLine)
        .join(AuthorizationLine, col(AuthorizationLine.authorization_number) == col(Authorization.number))
        .where(
            col(Authorization.member_number) == referral.member_number,
            col(AuthorizationLine.procedure_code).in_(codes),
        )
        .order_by(col(Authorization.issued_on).desc(), col(Authorization.number).desc())
        .limit(BEFORE)
    )
    return tuple(
        Before(a.number, line.procedure_code, line.quantity, a.issued_on, line.status, line.refusal_code)
        for a, line in rows
    )


def _roles(case: Case, index: int) -> str:
    line = case.form.lines[index]
    order = (Role.ATTENDANT, Role.SENIOR, Role.SUPERVISOR)
    first = next((role for role in order if line_limit(case, line, role) is not None), Role.CONSULTANT)
    return str(first)


def _urgency(row: QueueRow) -> tuple[int, float, int]:
    number = row.referral.number or 0
    if not row.is_open:
        answered = row.referral.answered_at
        return 2, -(answered.timestamp() if answered is not None else 0.0), -number
    left = row.left.total_seconds() if row.left is not None else float("inf")
    return (0 if row.overdue else 1), left, number


def _fits(row: QueueRow, wanted: list[str]) -> bool:
    referral = row.referral
    text = fold(
        f"{referral.number} {KINDS[ReferralKind(referral.kind)]} {referral.area} {state_in_words(referral)} "
        f"{row.member_name} {referral.asked_by} {referral.authorization_number or ''}"
        f"{' VENCIDO' if row.overdue else ''}{' URGENTE' if referral.urgent else ''}"
    )
    return all(word in text for word in wanted)
