"""The first panel of every call: the family, what blocks care, and how it stands (EL-003, EL-004)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.catalogue.service import multiple_on, unit_value_on
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.cpt import last_day
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


@rule("EL-002", "EL-003", "EL-004", "EL-006", "RE-009", "RE-081")
def member_card(desk: Desk, actor: Actor, member_number: str) -> MemberCard:
    """Everything the first panel shows of a person's family, journalled as a read. Raises NotFoundError."""
    with desk.store.reading() as session:
        card = load_card(session, desk, member_number, desk.clock.today())
    record_read(desk, actor, "member.read", member_number)
    return card


def load_card(session: Session, desk: Desk, member_number: str, on: date) -> MemberCard:
    """The card read inside the caller's transaction. Raises NotFoundError for an unknown identification."""
    found = session.exec(
        select(Member, Policy, Product, Plan)
        .join(Policy, col(Policy.holder_number) == col(Member.holder_number))
        .join(Product, col(Product.code) == col(Policy.product_code))
        .join(Plan, col(Plan.code) == col(Policy.plan_code))
        .where(col(Member.member_number) == member_number)
    ).first()
    if found is None:
        raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
    member, policy, product, plan = found
    family = session.exec(
        select(Member).where(col(Member.holder_number) == member.holder_number).order_by(col(Member.person_suffix))
    ).all()
    numbers = [person.member_number for person in family]
    registered = _registered(session, numbers, on)
    lives = tuple(_life(person, policy, registered[person.member_number], on, desk.rulebook) for person in family)
    here = next(life for life in lives if life.member is member)
    return MemberCard(
        today=on,
        member=member,
        policy=policy,
        sponsor=session.get_one(Sponsor, policy.sponsor_code),
        product=product,
        plan=plan,
        unit_value=unit_value_on(session, product, on),
        multiple=multiple_on(session, product.code, policy.plan_code, on),
        standing=standing(session, desk, policy, on),
        lives=lives,
        elsewhere=() if here.active else same_person(session, member),
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


def _registered(session: Session, numbers: Sequence[str], on: date) -> dict[str, _Registered]:
    """The same for a whole family, in three questions to the database."""
    found = {number: _Registered() for number in numbers}
    for waiting in session.exec(
        select(WaitingPeriod)
        .where(col(WaitingPeriod.member_number).in_(numbers), col(WaitingPeriod.ends_on) >= on)
        .order_by(col(WaitingPeriod.code))
    ):
        found[waiting.member_number].waiting.append(waiting)
    for cpt in session.exec(select(Cpt).where(col(Cpt.member_number).in_(numbers)).order_by(col(Cpt.ends_on))):
        found[cpt.member_number].cpts.append(cpt)
    for block in session.exec(
        select(MemberBlock)
        .where(col(MemberBlock.member_number).in_(numbers), col(MemberBlock.starts_on) <= on)
        .order_by(col(MemberBlock.code))
    ):
        found[block.member_number].blocks.append(block)
    return found


def _life(member: Member, policy: Policy, registered: _Registered, on: date, rulebook: Rulebook) -> Life:
    return Life(
        member=member,
        age=age_on(member.birth_date, on),
        active=is_active(member, policy, on),
        waiting=tuple(registered.waiting),
        cpts=tuple(registered.cpts),
        running_cpts=tuple(cpt for cpt in registered.cpts if _runs(cpt, on, rulebook)),
        blocks=tuple(block for block in registered.blocks if block.ends_on is None or on <= block.ends_on),
    )


@rule("EL-028")
def _runs(cpt: Cpt, on: date, rulebook: Rulebook) -> bool:
    """Whether a CPT is in course; whether its last day still is, is a reading of the house."""
    last = last_day(cpt, on, rulebook)
    if not cpt.starts_on <= on <= last:
        return False
    return on < last or bool(rulebook.value("authorization.cpt_last_day_counts", on))
