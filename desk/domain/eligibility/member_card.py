"""The first panel of every call: the family, what blocks care, and how it stands (EL-003, EL-004)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.catalogue.service import multiple_on, unit_value_on
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import (
    Cpt,
    Member,
    MemberBlock,
    Plan,
    Policy,
    Product,
    Sponsor,
    WaitingPeriod,
)
from desk.domain.enrolment.service import is_active, same_person
from desk.domain.kernel.dates import age_on
from desk.domain.kernel.errors import NotFoundError
from desk.domain.premium.rules import PaymentStanding
from desk.domain.premium.service import standing
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Life:
    """One person of the family on a date: running waiting periods, CPT and blocks, and whether insured."""

    member: Member
    age: int
    active: bool
    waiting: tuple[WaitingPeriod, ...]
    cpts: tuple[Cpt, ...]
    running_cpts: tuple[Cpt, ...]
    blocks: tuple[MemberBlock, ...]


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A family as the desk reads it: contract, money, address, and each life."""

    today: date
    member: Member
    policy: Policy
    sponsor: Sponsor
    product: Product
    plan: Plan
    unit_value: Decimal | None
    multiple: Decimal | None
    standing: PaymentStanding
    lives: tuple[Life, ...]
    elsewhere: tuple[Member, ...]
    """Other registrations of the same CPF, when this person is no longer insured here (EL-002)."""

    @property
    def life(self) -> Life:
        """The person asked for."""
        return next(life for life in self.lives if life.member.member_number == self.member.member_number)


@rule("EL-002", "EL-003", "EL-004", "EL-006", "RE-009", "RE-081")
def member_card(desk: Desk, actor: Actor, member_number: str) -> MemberCard:
    """Everything the first panel shows of a person's family, journalled as a read. Raises NotFoundError."""
    with desk.store.reading() as session:
        card = load_card(session, desk, member_number, desk.clock.today())
    record_read(desk, actor, "member.read", member_number)
    return card


def load_card(session: Session, desk: Desk, member_number: str, on: date) -> MemberCard:
    """The card read inside the caller's transaction. Raises NotFoundError for an unknown identification."""
    member = session.get(Member, member_number)
    if member is None:
        raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
    policy = session.get_one(Policy, member.holder_number)
    product = session.get_one(Product, policy.product_code)
    family = session.exec(
        select(Member).where(col(Member.holder_number) == member.holder_number).order_by(col(Member.person_suffix))
    ).all()
    lives = tuple(_life(session, desk, person, policy, on) for person in family)
    here = next(life for life in lives if life.member is member)
    return MemberCard(
        today=on,
        member=member,
        policy=policy,
        sponsor=session.get_one(Sponsor, policy.sponsor_code),
        product=product,
        plan=session.get_one(Plan, policy.plan_code),
        unit_value=unit_value_on(session, product, on),
        multiple=multiple_on(session, product.code, policy.plan_code, on),
        standing=standing(session, desk, policy, on),
        lives=lives,
        elsewhere=() if here.active else same_person(session, member),
    )


def _life(session: Session, desk: Desk, member: Member, policy: Policy, on: date) -> Life:
    number = member.member_number
    waiting = session.exec(
        select(WaitingPeriod)
        .where(col(WaitingPeriod.member_number) == number, col(WaitingPeriod.ends_on) >= on)
        .order_by(col(WaitingPeriod.code))
    )
    cpts = tuple(session.exec(select(Cpt).where(col(Cpt.member_number) == number).order_by(col(Cpt.ends_on))))
    blocks = session.exec(
        select(MemberBlock)
        .where(col(MemberBlock.member_number) == number, col(MemberBlock.starts_on) <= on)
        .order_by(col(MemberBlock.code))
    )
    return Life(
        member=member,
        age=age_on(member.birth_date, on),
        active=is_active(member, policy, on),
        waiting=tuple(waiting),
        cpts=cpts,
        running_cpts=tuple(cpt for cpt in cpts if _runs(cpt, on, desk.rulebook)),
        blocks=tuple(block for block in blocks if block.ends_on is None or on <= block.ends_on),
    )


@rule("EL-028")
def _runs(cpt: Cpt, on: date, rulebook: Rulebook) -> bool:
    """Whether a CPT is in course; whether its last day still is, is a reading of the house."""
    if not cpt.starts_on <= on <= cpt.ends_on:
        return False
    return on < cpt.ends_on or bool(rulebook.value("authorization.cpt_last_day_counts", on))
