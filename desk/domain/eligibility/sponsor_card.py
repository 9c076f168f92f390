"""The record of a company: its products, start of cover, and who pays its reimbursements (MCEA)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from desk.domain.context import Desk
from desk.domain.eligibility.reimbursement_terms import ReimbursementTerms, reimbursement_terms
from desk.domain.enrolment.model import Policy, Product, Sponsor
from desk.domain.enrolment.service import get_sponsor
from desk.domain.rulebook.catalogue import rule


@dataclass(frozen=True, slots=True)
class SponsorCard:
    """A company as the desk reads it.

    `complementary` is the company of its EMP CPL, where it is registered; `terms` are those of its products, the
    shared ones of a mixed company first.
    """

    today: date
    sponsor: Sponsor
    complementary: Sponsor | None
    products: tuple[Product, ...]
    terms: ReimbursementTerms

    @property
    def ended(self) -> bool:
        """Whether its contract is over."""
        return self.sponsor.ended_on is not None and self.sponsor.ended_on <= self.today

    @property
    def blocked(self) -> bool:
        """Whether it is blocked for arrears."""
        return self.sponsor.blocked_on is not None and self.sponsor.blocked_on <= self.today


@rule("EL-006", "RE-082", "RE-087")
def sponsor_card(desk: Desk, code: str) -> SponsorCard:
    """The record of a company. No personal data: not journalled. Raises NotFoundError on the field `empresa`."""
    on = desk.clock.today()
    with desk.store.reading() as session:
        sponsor = get_sponsor(session, code)
        products = _products(session, code)
        terms = [
            reimbursement_terms(sponsor, held, on, desk.rulebook) for held in (*(p.code for p in products), "")
        ]
        return SponsorCard(
            today=on,
            sponsor=sponsor,
            complementary=session.get(Sponsor, sponsor.complementary_code),
            products=products,
            terms=max(terms, key=lambda each: each.shared),
        )


def _products(session: Session, code: str) -> tuple[Product, ...]:
    held = select(col(Policy.product_code)).where(col(Policy.sponsor_code) == code)
    return tuple(session.exec(select(Product).where(col(Product.code).in_(held)).order_by(col(Product.code))))
