"""What the register says of a family beside its card: responsible persons, plans it had, waiting periods."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.member_card import Life, MemberCard, load_card
from desk.domain.eligibility.newborn import NewbornCare, NewbornFacts, newborn_care
from desk.domain.eligibility.preexistence import Cover, Preexistence, preexistence
from desk.domain.eligibility.responsible import Responsible, responsible
from desk.domain.enrolment.model import FormerPlan, Plan, WaitingPeriod
from desk.domain.rulebook.catalogue import rule

_MANUAL = "DM"
"""The rulebook of the manual: only of its contracts does it say how pre-existence and newborns are treated."""


@dataclass(frozen=True, slots=True)
class Registration:
    """A family with who answers for its holder (MSEF, MCBI)."""

    card: MemberCard
    responsible: Responsible


def registration(desk: Desk, actor: Actor, member_number: str) -> Registration:
    """A family and who answers for its holder, journalled as a read. Raises NotFoundError."""
    on = desk.clock.today()
    with desk.store.reading() as session:
        card = load_card(session, desk, member_number, on)
    record_read(desk, actor, "member.read", member_number)
    return Registration(card, responsible(card.holder.member, on, desk.rulebook))


@dataclass(frozen=True, slots=True)
class HeldPlan:
    """A plan a family had or has: product, plan with its comfort level, and from when to when (None: still)."""

    product_code: str
    plan_code: str
    comfort: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class PlanHistory:
    """A family with the plans it had, the present one first (MDC6).

    `earlier_on` is the second date the plan panel keeps apart from the present plan's: the day the comfort level
    changed, or the start of the earlier plan where another product came before; None where nothing did.
    """

    card: MemberCard
    plans: tuple[HeldPlan, ...]
    comfort_changed: bool
    earlier_on: date | None

    @property
    def earlier(self) -> HeldPlan | None:
        """The plan before the present one."""
        return self.plans[1] if len(self.plans) > 1 else None


def plan_history(desk: Desk, actor: Actor, member_number: str) -> PlanHistory:
    """The plans of a family and the stay of its holder, journalled as a read. Raises NotFoundError."""
    with desk.store.reading() as session:
        history = load_history(session, desk, member_number, desk.clock.today())
    record_read(desk, actor, "member.read", member_number)
    return history


@rule("EL-006", "MA-069")
def load_history(session: Session, desk: Desk, member_number: str, on: date) -> PlanHistory:
    """The plans of a family read inside the caller's transaction. Raises NotFoundError."""
    card = load_card(session, desk, member_number, on)
    policy = card.policy
    rows = session.exec(
        select(FormerPlan, col(Plan.name))
        .join(Plan, col(Plan.code) == col(FormerPlan.plan_code))
        .where(col(FormerPlan.holder_number) == policy.holder_number)
        .order_by(col(FormerPlan.started_on).desc())
    )
    former = [
        HeldPlan(plan.product_code, plan.plan_code, name, plan.started_on, plan.ended_on) for plan, name in rows
    ]
    present = HeldPlan(policy.product_code, policy.plan_code, card.plan.name, policy.plan_from, None)
    changed = (
        bool(former)
        and former[0].product_code == present.product_code
        and former[0].plan_code != present.plan_code
    )
    earlier_on = policy.previous_plan_from
    if former:
        earlier_on = present.started_on if changed else former[0].started_on
    return PlanHistory(card, (present, *former), changed, earlier_on)


@dataclass(frozen=True, slots=True)
class RegisteredLife:
    """A life with every waiting period registered for it, run out or not."""

    life: Life
    waiting: tuple[WaitingPeriod, ...]


@dataclass(frozen=True, slots=True)
class WaitingRegister:
    """A family with its adaptation and all its waiting periods (MSI5).

    `preexistence` is read for the person asked for, `newborn` for a child of that person; both are None where
    another rulebook than the manual speaks for the product.
    """

    card: MemberCard
    lives: tuple[RegisteredLife, ...]
    preexistence: Preexistence | None
    newborn: NewbornCare | None


@rule("EL-030", "DP-034")
def waiting_register(desk: Desk, actor: Actor, member_number: str) -> WaitingRegister:
    """The adaptation and waiting periods of a family, journalled as a read. Raises NotFoundError."""
    on = desk.clock.today()
    with desk.store.reading() as session:
        card = load_card(session, desk, member_number, on)
        lives = tuple(RegisteredLife(life, _registered(session, life)) for life in card.lives)
        former = session.exec(select(FormerPlan).where(col(FormerPlan.holder_number) == card.policy.holder_number))
        by_manual = card.product.rulebook == _MANUAL
        register = WaitingRegister(
            card=card,
            lives=lives,
            preexistence=preexistence(cover_of(card, tuple(former)), on, desk.rulebook) if by_manual else None,
            newborn=newborn_care(_newborn(desk, card, lives), on, desk.rulebook) if by_manual else None,
        )
    record_read(desk, actor, "member.read", member_number)
    return register


def _registered(session: Session, life: Life) -> tuple[WaitingPeriod, ...]:
    return tuple(
        session.exec(
            select(WaitingPeriod)
            .where(col(WaitingPeriod.member_number) == life.member.member_number)
            .order_by(col(WaitingPeriod.code))
        )
    )


def cover_of(card: MemberCard, former: tuple[FormerPlan, ...]) -> Cover:
    """What of a family's card decides about a disease older than the insurance."""
    policy, sponsor = card.policy, card.sponsor
    return Cover(
        line_of_business=sponsor.line_of_business,
        applies_preexistence=sponsor.applies_preexistence,
        adapted=policy.adapted,
        adapted_on=policy.adapted_on,
        policy_from=policy.started_on,
        member_from=card.member.started_on,
        previous_plan_from=policy.previous_plan_from,
        former=former,
    )


def _newborn(desk: Desk, card: MemberCard, lives: tuple[RegisteredLife, ...]) -> NewbornFacts:
    delivery = desk.rulebook.value("membership.delivery_class", card.today)
    parent = next(each for each in lives if each.life is card.life)
    return NewbornFacts(
        adapted=card.policy.adapted,
        policy_from=card.policy.started_on,
        male=card.member.sex == "M",
        classes=tuple(w.code for w in parent.waiting),
        delivery_until=next((w.ends_on for w in parent.waiting if w.code == delivery), None),
    )
