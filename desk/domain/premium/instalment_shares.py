"""The share of an instalment per life (MSEB)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member, Plan, Policy
from desk.domain.kernel.dates import add_years, age_on, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.money import ZERO, Money
from desk.domain.premium.model import Installment, MemberPremium
from desk.domain.premium.shares import split
from desk.domain.rulebook.catalogue import cite, rule


@dataclass(frozen=True, slots=True)
class Share:
    """What one life is worth in an instalment: its age when it fell due, its price then, and its part."""

    member: Member
    age: int
    premium: MemberPremium
    part: Money

    @property
    def outside_band(self) -> bool:
        """Whether the age is not in the band the price was registered for."""
        low, high = self.premium.age_from, self.premium.age_to
        return (low is not None and self.age < low) or (high is not None and self.age > high)


@dataclass(frozen=True, slots=True)
class InstalmentShares:
    """An instalment with the part of each life; the parts add up to it."""

    policy: Policy
    plan: Plan
    instalment: Installment
    shares: tuple[Share, ...]
    in_document: bool
    """Whether a letter may still ask for a document with these values (PR-021)."""
    reasons: tuple[Reason, ...]

    @property
    def registered(self) -> Money:
        """The prices of the lives, all together."""
        return sum((share.premium.amount for share in self.shares), start=ZERO)

    @property
    def in_proportion(self) -> bool:
        """Whether the prices do not add up to the instalment, so that it was split in proportion to them."""
        return self.registered != self.instalment.amount


@rule("PR-020", "PR-021")
def instalment_shares(desk: Desk, actor: Actor, holder_number: str, number: int) -> InstalmentShares:
    """How an instalment splits between the lives insured when it fell due, journalled as a read.

    Each life counts with the price in force on the due date; prices that add up to the instalment are the
    parts, otherwise it is split in proportion to them, to the centavo. A document of it goes five years back
    (PR-021). Raises NotFoundError for an unknown
    policy or instalment, DomainError when a life has no price registered: a share is never guessed.
    """
    with desk.store.reading() as session:
        policy = session.get(Policy, holder_number)
        if policy is None:
            raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
        instalment = session.exec(
            select(Installment).where(
                col(Installment.holder_number) == holder_number, col(Installment.number) == number
            )
        ).first()
        if instalment is None:
            raise NotFoundError(f"PARCELA {number:03d} NÃO CADASTRADA - VEJA O NÚMERO NA MSI6", field="parcela")
        shares = _shares(session, instalment)
        today = desk.clock.today()
        years = int(desk.rulebook.value("premium.share_document_years", today))
        until = add_years(instalment.due_on, years)
        found = InstalmentShares(
            policy=policy,
            plan=session.get_one(Plan, policy.plan_code),
            instalment=instalment,
            shares=shares,
            in_document=today <= until,
            reasons=_reasons(instalment, shares, until, today),
        )
    record_read(desk, actor, "premium.read", holder_number, {"instalment": number})
    return found


def _shares(session: Session, instalment: Installment) -> tuple[Share, ...]:
    due = instalment.due_on
    family = session.exec(
        select(Member)
        .where(col(Member.holder_number) == instalment.holder_number)
        .order_by(col(Member.person_suffix))
    )
    lives = [m for m in family if m.started_on <= due and (m.removed_from is None or due < m.removed_from)]
    prices = [_price(session, member, due) for member in lives]
    if not sum(price.amount.cents for price in prices):
        raise DomainError(f"NENHUMA VIDA PAGA A PARCELA {instalment.number:03d}", field="parcela")
    parts = split(instalment.amount, [price.amount.cents for price in prices])
    return tuple(
        Share(member, age_on(member.birth_date, due), price, part)
        for member, price, part in zip(lives, prices, parts, strict=True)
    )


def _price(session: Session, member: Member, on: date) -> MemberPremium:
    price = session.exec(
        select(MemberPremium)
        .where(col(MemberPremium.member_number) == member.member_number, col(MemberPremium.valid_from) <= on)
        .order_by(col(MemberPremium.valid_from).desc())
        .limit(1)
    ).first()
    if price is None:
        raise DomainError(
            f"RDP {member.person_suffix} SEM PRÊMIO POR VIDA REGISTRADO EM {format_date(on)}", field="parcela"
        )
    return price


def _reasons(instalment: Installment, shares: tuple[Share, ...], until: date, today: date) -> tuple[Reason, ...]:
    values = [(f"RDP {share.member.person_suffix}", f"{share.premium.amount} -> {share.part}") for share in shares]
    return (
        cite(
            "PR-020",
            f"PARCELA {instalment.number:03d} DE {instalment.amount}, PARTE DE CADA VIDA NO VENCIMENTO",
            values=values,
        ),
        cite(
            "PR-021",
            f"DOCUMENTO COM ESTES VALORES: CARTA À SEMAS ATÉ {format_date(until)}, RESPOSTA EM 5 DIAS ÚTEIS",
            applied=today <= until,
        ),
    )
