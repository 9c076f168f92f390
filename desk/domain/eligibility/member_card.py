"""The first panel of every call: the family, what blocks care, and how it stands (EL-003, EL-004)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.catalogue.service import multiple_on, unit_value_on
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.cpt import holds
from desk.domain.eligibility.permanence import Permanence, Stay, permanence
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
from desk.domain.premium.service import calendar, standing
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook

# Every call begins with these questions to the database, so they are put together once and not at each reading.
_CONTRACT = (
    select(Policy, Product, Plan, Sponsor)
    .join(Member, col(Member.holder_number) == col(Policy.holder_number))
    .join(Product, col(Product.code) == col(Policy.product_code))
    .join(Plan, col(Plan.code) == col(Policy.plan_code))
    .join(Sponsor, col(Sponsor.code) == col(Policy.sponsor_code))
    .where(col(Member.member_number) == bindparam("member_number"))
)
_FAMILY = (
    select(Member)
    .where(col(Member.holder_number) == bindparam("holder_number"))
    .order_by(col(Member.person_suffix))
)
_WAITING = (
    select(WaitingPeriod)
    .join(Member, col(Member.member_number) == col(WaitingPeriod.member_number))
    .where(col(Member.holder_number) == bindparam("holder_number"), col(WaitingPeriod.ends_on) >= bindparam("on"))
    .order_by(col(WaitingPeriod.code), col(WaitingPeriod.id))
)
_CPTS = (
    select(Cpt)
    .join(Member, col(Member.member_number) == col(Cpt.member_number))
    .where(col(Member.holder_number) == bindparam("holder_number"))
    .order_by(col(Cpt.ends_on), col(Cpt.id))
)
_BLOCKS = (
    select(MemberBlock)
    .join(Member, col(Member.member_number) == col(MemberBlock.member_number))
    .where(col(Member.holder_number) == bindparam("holder_number"), col(MemberBlock.starts_on) <= bindparam("on"))
    .order_by(col(MemberBlock.code), col(MemberBlock.id))
)


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
    standing: PaymentStanding
    lives: tuple[Life, ...]
    elsewhere: tuple[Member, ...]
    """Other registrations of the same CPF, when this person is no longer insured here (EL-002)."""
    permanence: Permanence | None = None
    """The stay of who left the company; None for everybody else."""

    @property
    def holder(self) -> Life:
        """The first of the family: the holder."""
        return self.lives[0]

    @property
    def life(self) -> Life:
        """The person asked for."""
        return next(life for life in self.lives if life.member.member_number == self.member.member_number)


@dataclass(frozen=True, slots=True)
class PlanWorth:
    """What a plan reimburses with on a day: its unit's value and its multiple; None where none is registered."""

    unit_value: Decimal | None
    multiple: Decimal | None


@rule("EL-002", "EL-003", "EL-004", "EL-006", "RE-081")
def member_card(desk: Desk, actor: Actor, member_number: str) -> MemberCard:
    """Everything the first panel shows of a person's family, journalled as a read. Raises NotFoundError."""
    with desk.store.reading() as session:
        card = load_card(session, desk, member_number, desk.clock.today())
    record_read(desk, actor, "member.read", member_number)
    return card


@rule("RE-009")
def plan_worth(desk: Desk, card: MemberCard) -> PlanWorth:
    """The unit value and the multiple of a family's plan on the day of its card."""
    with desk.store.reading() as session:
        return PlanWorth(
            unit_value_on(session, card.product, card.today),
            multiple_on(session, card.product.code, card.policy.plan_code, card.today),
        )


def load_card(session: Session, desk: Desk, member_number: str, on: date) -> MemberCard:
    """The card read inside the caller's transaction. Raises NotFoundError for an unknown identification."""
    found = session.exec(_CONTRACT, params={"member_number": member_number}).first()
    if found is None:
        raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
    policy, product, plan, sponsor = found
    family = session.exec(_FAMILY, params={"holder_number": policy.holder_number}).all()
    registered = _registered(session, policy.holder_number, on)
    lives = tuple(
        _life(person, policy, product, registered[person.member_number], on, desk.rulebook) for person in family
    )
    here = next(life for life in lives if life.member.member_number == member_number)
    return MemberCard(
        today=on,
        member=here.member,
        policy=policy,
        sponsor=sponsor,
        product=product,
        plan=plan,
        standing=standing(session, desk, policy, on),
        lives=lives,
        elsewhere=() if here.active else same_person(session, here.member),
        permanence=permanence(stay_of(policy), on, rulebook=desk.rulebook, calendar=calendar()),
    )


def stay_of(policy: Policy) -> Stay:
    """What a policy registers of its holder's stay after leaving the company."""
    return Stay(policy.continuation, policy.continuation_from, policy.continuation_end, policy.additional_data)


@dataclass(slots=True)
class _Registered:
    """What is registered against the care of one person."""

    waiting: list[WaitingPeriod] = field(default_factory=list)
    cpts: list[Cpt] = field(default_factory=list)
    blocks: list[MemberBlock] = field(default_factory=list)


def _registered(session: Session, holder_number: str, on: date) -> defaultdict[str, _Registered]:
    """The same for a whole family, in three questions to the database."""
    found: defaultdict[str, _Registered] = defaultdict(_Registered)
    asked = {"holder_number": holder_number, "on": on}
    for waiting in session.exec(_WAITING, params=asked):
        found[waiting.member_number].waiting.append(waiting)
    for cpt in session.exec(_CPTS, params=asked):
        found[cpt.member_number].cpts.append(cpt)
    for block in session.exec(_BLOCKS, params=asked):
        found[block.member_number].blocks.append(block)
    return found


def _life(
    member: Member, policy: Policy, product: Product, registered: _Registered, on: date, rulebook: Rulebook
) -> Life:
    return Life(
        member=member,
        age=age_on(member.birth_date, on),
        active=is_active(member, policy, on),
        waiting=tuple(registered.waiting),
        cpts=tuple(registered.cpts),
        running_cpts=tuple(
            cpt for cpt in registered.cpts if holds(cpt, member.started_on, on, product.rulebook, rulebook)
        ),
        blocks=tuple(block for block in registered.blocks if block.ends_on is None or on <= block.ends_on),
    )
