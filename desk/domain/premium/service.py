"""Reading instalments and how a policy stands with them."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member, Policy, Product, Sponsor
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.errors import NotFoundError
from desk.domain.premium.model import Installment
from desk.domain.premium.rules import Contract, Due, PaymentStanding, assess
from desk.domain.premium.slip_rules import Slip, SlipFacts, slip

_DUES = (
    select(col(Installment.number), col(Installment.due_on), col(Installment.paid_on))
    .where(col(Installment.holder_number) == bindparam("holder_number"))
    .order_by(col(Installment.number))
)


@cache
def calendar() -> BusinessCalendar:
    """The national calendar, read once."""
    return BusinessCalendar.load()


def standing(session: Session, desk: Desk, policy: Policy, on: date) -> PaymentStanding:
    """How a policy stands with its premiums on a date."""
    rows = session.exec(_DUES, params={"holder_number": policy.holder_number})
    return assess(
        [Due(number, due_on, paid_on) for number, due_on, paid_on in rows],
        Contract(
            adapted=policy.adapted,
            code=session.get_one(Product, policy.product_code).rulebook,
            continuation=bool(policy.continuation),
            court_deposit=policy.court_deposit,
            cancelled_from=policy.cancelled_from,
        ),
        on,
        rulebook=desk.rulebook,
        calendar=calendar(),
    )


@dataclass(frozen=True, slots=True)
class PremiumPosition:
    """A policy, its sponsor, the person asked for, and every instalment from the newest."""

    policy: Policy
    sponsor: Sponsor
    member: Member
    installments: tuple[Installment, ...]
    standing: PaymentStanding


def position(desk: Desk, actor: Actor, member_number: str) -> PremiumPosition:
    """The premium position of a member's policy, journalled as a read. Raises NotFoundError."""
    on = desk.clock.today()
    with desk.store.reading() as session:
        member = session.get(Member, member_number)
        if member is None:
            raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
        policy = session.get_one(Policy, member.holder_number)
        result = PremiumPosition(
            policy=policy,
            sponsor=session.get_one(Sponsor, policy.sponsor_code),
            member=member,
            installments=tuple(
                session.exec(
                    select(Installment)
                    .where(col(Installment.holder_number) == policy.holder_number)
                    .order_by(col(Installment.number).desc())
                )
            ),
            standing=standing(session, desk, policy, on),
        )
    record_read(desk, actor, "premium.read", member_number)
    return result


def slip_of(desk: Desk, premiums: PremiumPosition, number: int) -> Slip:
    """The slip of one instalment of a position already read. Raises NotFoundError on the field `parcela`."""
    instalment = next((i for i in premiums.installments if i.number == number), None)
    if instalment is None:
        raise NotFoundError(f"PARCELA {number:03d} NÃO CADASTRADA", field="parcela")
    policy = premiums.policy
    return slip(
        Due(instalment.number, instalment.due_on, instalment.paid_on),
        SlipFacts(policy.adapted, policy.court_deposit, instalment.returned),
        desk.clock.today(),
        rulebook=desk.rulebook,
        calendar=calendar(),
    )
