"""The use case of the late charge: of a registered instalment, or of figures typed in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member, Policy, Product
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.premium.late_fees import Charge, LatePayment, inverted_payment, late_charge
from desk.domain.premium.model import Installment
from desk.domain.premium.rules import Due
from desk.domain.premium.service import calendar
from desk.domain.premium.slip_rules import Slip, SlipFacts, slip

_OF_THE_SLIP = frozenset({"PR-003", "PR-005", "PR-032"})
"""What the slip adds to the charge: where it is paid and until when, and a cheque that bounced."""


@dataclass(frozen=True, slots=True)
class RegisteredInstallment:
    """An instalment on file, with what of its policy its charge and its slip depend on."""

    member: Member
    number: int
    late: LatePayment
    facts: SlipFacts


@dataclass(frozen=True, slots=True)
class ChargeAnswer:
    """The charge with the product that decided it, and the instalment when it is one on file.

    `slip` tells where it is paid that day; only the desk manual does.
    """

    late: LatePayment
    product: Product
    charge: Charge
    slip: Slip | None
    installment: RegisteredInstallment | None = None


def charge_of_installment(
    desk: Desk,
    actor: Actor,
    member_number: str,
    *,
    paid_on: date,
    number: int | None = None,
    index_percent: Decimal | None = None,
) -> ChargeAnswer:
    """What an open instalment of a member's policy costs on a day, journalled as a read.

    Without a number the oldest one overdue on that day. Raises NotFoundError for an unknown member or
    instalment, DomainError for one that is paid, when none is overdue, and for a premium deposited in court.
    """
    with desk.store.reading() as session:
        found = _registered(session, member_number, number, paid_on)
        found = replace(found, late=replace(found.late, index_percent=index_percent))
        product = session.get_one(Product, found.late.product)
    record_read(desk, actor, "premium.late_charge", member_number, {"installment": found.number})
    return _answer(desk, found.late, product, found)


def charge_of(desk: Desk, late: LatePayment) -> ChargeAnswer:
    """What figures typed in come to. Raises NotFoundError for an unknown product, DomainError without a forma."""
    with desk.store.reading() as session:
        product = session.get(Product, late.product)
    if product is None:
        raise NotFoundError(f"PRODUTO {late.product} NÃO CADASTRADO", field="produto")
    if product.rulebook == "DM" and not late.forma:
        raise DomainError("INFORME A FORMA (CARTEIRA), QUE ESTÁ NA MCAA", field="forma")
    return _answer(desk, late, product)


def _answer(
    desk: Desk, late: LatePayment, product: Product, installment: RegisteredInstallment | None = None
) -> ChargeAnswer:
    if product.rulebook != "UF" and late.index_percent is not None:
        raise DomainError(f"PRODUTO {product.code} NÃO TEM CORREÇÃO POR ÍNDICE", field="var_inpc")
    charge = late_charge(late, product.rulebook, rulebook=desk.rulebook, calendar=calendar())
    if product.rulebook != "DM":
        return ChargeAnswer(late, product, charge, None, installment)
    number = installment.number if installment is not None else 0
    facts = SlipFacts(bool(product.adapted), court_deposit=False, returned=False)
    paper = slip(
        Due(number, late.due_on),
        installment.facts if installment is not None else facts,
        late.paid_on,
        rulebook=desk.rulebook,
        calendar=calendar(),
    )
    more = [reason for reason in paper.decision.reasons if reason.applied and reason.rule in _OF_THE_SLIP]
    charge = replace(charge, decision=charge.decision.with_reasons(*more))
    return ChargeAnswer(late, product, charge, paper, installment)


def _registered(session: Session, member_number: str, number: int | None, paid_on: date) -> RegisteredInstallment:
    member = session.get(Member, member_number)
    if member is None:
        raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
    policy = session.get_one(Policy, member.holder_number)
    rows = session.exec(
        select(Installment)
        .where(col(Installment.holder_number) == policy.holder_number)
        .order_by(col(Installment.number))
    ).all()
    if policy.court_deposit:
        text = "LIM/JUÍZO: ATENDER COMO EM DIA ATÉ A SENTENÇA, SEM JUROS (PR-045)"
        raise DomainError(text, field="identificacao")
    chosen = _chosen(rows, number, paid_on)
    dues = [Due(row.number, row.due_on, row.paid_on) for row in rows]
    late = LatePayment(
        premium=chosen.amount,
        due_on=chosen.due_on,
        paid_on=paid_on,
        product=policy.product_code,
        forma=policy.billing_form,
        mistaken=inverted_payment(dues, chosen.number, paid_on),
    )
    facts = SlipFacts(policy.adapted, court_deposit=False, returned=chosen.returned)
    return RegisteredInstallment(member, chosen.number, late, facts)


def _chosen(rows: Sequence[Installment], number: int | None, on: date) -> Installment:
    """The instalment of a number; without one the oldest overdue and open on a day."""
    for row in rows:
        is_open = row.paid_on is None or row.paid_on > on
        if row.number == number and not is_open:
            raise DomainError(f"PARCELA {number:03d} PAGA EM {_day(row.paid_on)}", field="parcela")
        if row.number == number or (number is None and is_open and row.due_on < on):
            return row
    if number is None:
        raise DomainError(f"NENHUMA PARCELA VENCIDA EM ABERTO EM {format_date(on)}", field="parcela")
    raise NotFoundError(f"PARCELA {number:03d} NÃO CADASTRADA", field="parcela")


def _day(value: date | None) -> str:
    return "" if value is None else format_date(value)
