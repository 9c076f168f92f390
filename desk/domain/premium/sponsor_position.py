"""The payment position of a company: its invoices and whether it is blocked (MFI2)."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member, Policy, Sponsor
from desk.domain.enrolment.service import get_sponsor
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.errors import NotFoundError
from desk.domain.kernel.money import ZERO, Money
from desk.domain.premium.model import SponsorInvoice
from desk.domain.premium.rules import Due
from desk.domain.premium.sponsor_rules import SponsorFacts, SponsorPayments, paid_on_own, sponsor_payments


@dataclass(frozen=True, slots=True)
class SponsorPosition:
    """A company with its invoices from the newest, how it stands, and whether its people pay for themselves."""

    sponsor: Sponsor
    invoices: tuple[SponsorInvoice, ...]
    payments: SponsorPayments
    elsewhere: Reason

    @property
    def overdue_amount(self) -> Money:
        """What is past due and unpaid, all together."""
        numbers = {due.number for due in self.payments.overdue}
        return sum((i.amount for i in self.invoices if i.number in numbers), start=ZERO)


def position_of_sponsor(desk: Desk, code: str) -> SponsorPosition:
    """The position of a company. No personal data: not journalled. Raises NotFoundError on `empresa`."""
    with desk.store.reading() as session:
        return _position(session, desk, get_sponsor(session, code), continuation=False)


def position_of_member(desk: Desk, actor: Actor, member_number: str) -> SponsorPosition:
    """The position of the company of a person, journalled as a read. Raises NotFoundError."""
    with desk.store.reading() as session:
        member = session.get(Member, member_number)
        if member is None:
            raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
        policy = session.get_one(Policy, member.holder_number)
        sponsor = session.get_one(Sponsor, policy.sponsor_code)
        found = _position(session, desk, sponsor, continuation=bool(policy.continuation))
    record_read(desk, actor, "sponsor.read", member_number)
    return found


def _position(session: Session, desk: Desk, sponsor: Sponsor, *, continuation: bool) -> SponsorPosition:
    invoices = tuple(
        session.exec(
            select(SponsorInvoice)
            .where(col(SponsorInvoice.sponsor_code) == sponsor.code)
            .order_by(col(SponsorInvoice.number).desc())
        )
    )
    facts = SponsorFacts(sponsor.line_of_business, sponsor.blocked_on, sponsor.ended_on)
    dues = [Due(invoice.number, invoice.due_on, invoice.paid_on) for invoice in invoices]
    return SponsorPosition(
        sponsor=sponsor,
        invoices=invoices,
        payments=sponsor_payments(dues, facts, desk.clock.today()),
        elsewhere=paid_on_own(sponsor.line_of_business, continuation=continuation),
    )
