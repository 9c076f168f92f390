"""A family at a glance, as the web shows it: its card, the networks of its product, its last cheque (ADBA)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.member_card import MemberCard, load_card
from desk.domain.enrolment.model import Member
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.network.service import product_networks
from desk.domain.reimbursement.model import ReimbursementRequest
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class LastCheque:
    """A cheque: its number and issue, the last day of waiting for it, and the rule."""

    number: str
    issued_on: date
    wait_until: date
    reason: Reason


@dataclass(frozen=True, slots=True)
class BasicData:
    """A family's card, the networks of its product in their order, and the last cheque issued to it."""

    card: MemberCard
    networks: tuple[str, ...]
    cheque: LastCheque | None


@rule("EL-003", "RE-081")
def basic_data(desk: Desk, actor: Actor, member_number: str) -> BasicData:
    """What the first panel of the web shows of a family, journalled as a read. Raises NotFoundError."""
    on = desk.clock.today()
    with desk.store.reading() as session:
        card = load_card(session, desk, member_number, on)
        found = BasicData(
            card=card,
            networks=tuple(product_networks(session, card.product.code)),
            cheque=_last_cheque(session, card.policy.holder_number, on, desk.rulebook),
        )
    record_read(desk, actor, "member.read", member_number)
    return found


def _last_cheque(session: Session, holder_number: str, on: date, rulebook: Rulebook) -> LastCheque | None:
    request = session.exec(
        select(ReimbursementRequest)
        .join(Member, col(Member.member_number) == col(ReimbursementRequest.member_number))
        .where(
            col(Member.holder_number) == holder_number,
            col(ReimbursementRequest.cheque_issued_on).is_not(None),
        )
        .order_by(col(ReimbursementRequest.cheque_issued_on).desc())
        .limit(1)
    ).first()
    if request is None or request.cheque_issued_on is None:
        return None
    return waited_for(request.cheque_number, request.cheque_issued_on, on, rulebook)


@rule("RE-120")
def waited_for(number: str, issued_on: date, on: date, rulebook: Rulebook) -> LastCheque:
    """Until when a lost or torn cheque is waited for, from its issue in the system."""
    days = rulebook.parameter("reimbursement.cheque_wait_days", on)
    until = add_days(issued_on, int(days.value))
    says = f"CHEQUE EMITIDO EM {format_date(issued_on)}: ESPERAR ATÉ {format_date(until)}"
    return LastCheque(number, issued_on, until, cite("RE-120", says, applied=on <= until, reading=days.reading))
