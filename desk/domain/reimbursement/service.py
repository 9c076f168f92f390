"""The use cases of reimbursement at the desk: quote a line, read the position of a claim."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.catalogue.model import Procedure
from desk.domain.catalogue.service import coverage_exceptions, multiple_on, unit_value_on, units_on
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.reimbursement_terms import paid_by_employer, reimbursement_terms
from desk.domain.enrolment.model import Member, Plan, Policy, Product, Sponsor
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.money import Money
from desk.domain.network.service import network_does, networks_for
from desk.domain.reimbursement.formula import Amount, Factors, compute
from desk.domain.reimbursement.model import ReimbursementCap, ReimbursementItem, ReimbursementRequest
from desk.domain.reimbursement.position_rules import ClaimFacts, Reading, is_visible, read
from desk.domain.reimbursement.preview_rules import Quoted, entitlement
from desk.domain.rulebook.catalogue import cite, rule


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """MDR5 as typed: whose, which procedure, when, how many times, admitted or not, and the price asked."""

    member_number: str
    procedure_code: str
    attended_on: date
    quantity: int
    admitted: bool
    presented: Money


@dataclass(frozen=True, slots=True)
class Quote:
    """The quote: the people and plan for the panel, the amount when the desk may give one, the decision."""

    member: Member
    product: Product
    plan: Plan
    procedure: Procedure
    factors: Factors | None
    amount: Amount | None
    message: str
    field: str
    decision: Decision


@rule("RE-169", "RE-170")
def quote(desk: Desk, actor: Actor, request: QuoteRequest) -> Quote:
    """Quote one line, to be said aloud and never printed; nothing is promised (RE-190).

    Raises NotFoundError or DomainError on the field at fault: unknown member or procedure, no units, multiple
    or unit value registered for the day.
    """
    with desk.store.reading() as session:
        result = _quote(session, desk, request)
    record_read(desk, actor, "reimbursement.quote", request.member_number, {"procedure": request.procedure_code})
    return result


def _quote(session: Session, desk: Desk, request: QuoteRequest) -> Quote:
    member = session.get(Member, request.member_number)
    if member is None:
        raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
    procedure = session.get(Procedure, request.procedure_code)
    if procedure is None:
        raise NotFoundError("SERVIÇO NÃO CADASTRADO", field="servico", code="057")
    policy = session.get_one(Policy, member.holder_number)
    product = session.get_one(Product, policy.product_code)
    plan = session.get_one(Plan, policy.plan_code)
    sponsor = session.get_one(Sponsor, policy.sponsor_code)
    on, today = request.attended_on, desk.clock.today()
    covered = coverage_exceptions(session, product.code, [procedure.code], on).get(procedure.code, True)
    asked = Quoted(
        procedure=procedure,
        product=product,
        sponsor=sponsor,
        plan_code=plan.code,
        attended_on=on,
        today=today,
        admitted=request.admitted,
        covered=covered and not (procedure.adapted_only and not policy.adapted),
        network_in_city=network_does(
            session,
            networks=networks_for(session, desk.rulebook, product.code, sponsor.group_name, today),
            procedure=procedure,
            city=policy.city,
            state=policy.state,
            on=today,
        ),
    )
    may = entitlement(asked, desk.rulebook)
    if not may.allowed:
        decision = Decision(Outcome.REFUSED, may.reasons)
        return Quote(member, product, plan, procedure, None, None, may.message, may.field, decision)
    factors = _factors(session, product, plan, procedure, on, request.quantity)
    cap = _cap(session, sponsor.code, plan.code, procedure.code, on)
    amount = compute(factors, request.presented, cap=cap, on=on)
    decision = Decision(Outcome.ALLOWED, (*amount.reasons, *may.reasons))
    return Quote(member, product, plan, procedure, factors, amount, may.message, "", decision)


def _factors(
    session: Session, product: Product, plan: Plan, procedure: Procedure, on: date, quantity: int
) -> Factors:
    units = units_on(session, procedure.code, product.unit_table, on)
    if units is None:
        raise DomainError(f"SERVIÇO SEM QUANTIDADE DE US NA TABELA {product.unit_table}", field="servico")
    multiple = multiple_on(session, product.code, plan.code, on)
    if multiple is None:
        raise DomainError(f"PLANO {plan.code} SEM MÚLTIPLO CADASTRADO NA DATA", field="data")
    value = unit_value_on(session, product, on)
    if value is None:
        raise DomainError(f"{product.unit_kind} SEM VALOR CADASTRADO NA DATA", field="data")
    return Factors(units, multiple, value, quantity)


def _cap(session: Session, sponsor_code: str, plan_code: str, procedure_code: str, on: date) -> Money | None:
    """The company's maximum for a line, the most special first: procedure, then plan, then company."""
    rows = session.exec(
        select(ReimbursementCap)
        .where(
            col(ReimbursementCap.sponsor_code) == sponsor_code,
            col(ReimbursementCap.plan_code).in_([plan_code, ""]),
            col(ReimbursementCap.procedure_code).in_([procedure_code, ""]),
            col(ReimbursementCap.valid_from) <= on,
        )
        .order_by(
            col(ReimbursementCap.procedure_code).desc(),
            col(ReimbursementCap.plan_code).desc(),
            col(ReimbursementCap.valid_from).desc(),
        )
    )
    first = rows.first()
    return first.maximum if first is not None else None


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One item of a claim with the name of its procedure."""

    item: ReimbursementItem
    description: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as MDC1 shows it."""

    request: ReimbursementRequest
    member: Member
    product: Product
    plan: Plan
    sponsor: Sponsor
    multiple: Decimal | None
    lines: tuple[ClaimLine, ...]
    reading: Reading
    decision: Decision


@rule("RE-133", "RE-147")
def claim_position(desk: Desk, actor: Actor, number: str) -> Claim:
    """The position of one claim, journalled as a read.

    Raises NotFoundError when it was never keyed or is older than six months, which the desk tells alike.
    """
    now, today = desk.clock.now(), desk.clock.today()
    with desk.store.reading() as session:
        request = session.get(ReimbursementRequest, number)
        if request is None or not is_visible(request.received_on, today, desk.rulebook):
            raise NotFoundError(
                "SR NÃO CADASTRADA OU COM MAIS DE 6 MESES - PEÇA CÓPIA DO PROTOCOLO OU AR", field="sr"
            )
        member = session.get_one(Member, request.member_number)
        policy = session.get_one(Policy, member.holder_number)
        sponsor = session.get_one(Sponsor, policy.sponsor_code)
        rows = session.exec(
            select(ReimbursementItem, col(Procedure.description), col(Procedure.kind))
            .join(Procedure, col(Procedure.code) == col(ReimbursementItem.procedure_code))
            .where(col(ReimbursementItem.request_number) == number)
            .order_by(col(ReimbursementItem.receipt), col(ReimbursementItem.position))
        )
        read_lines = rows.all()
        lines = tuple(ClaimLine(item, description) for item, description, _ in read_lines)
        terms = reimbursement_terms(sponsor, policy.product_code, today, desk.rulebook)
        shared = tuple(reason for reason in terms.reasons if reason.rule == "RE-090" and reason.applied)
        facts = ClaimFacts(
            status=request.status,
            received_on=request.received_on,
            due_on=request.due_on,
            reason_code=request.reason_code,
            registrar=request.registrar,
            employer_pays=paid_by_employer(terms, request.payment_form, {kind for _, _, kind in read_lines}),
            sponsor_blocked=sponsor.blocked_on is not None and sponsor.blocked_on <= today,
            has_supplement=any(line.item.entry_kind in {"supplement", "reversal"} for line in lines),
        )
        reading = read(facts, now, desk.rulebook)
        claim = Claim(
            request=request,
            member=member,
            product=session.get_one(Product, policy.product_code),
            plan=session.get_one(Plan, policy.plan_code),
            sponsor=sponsor,
            multiple=multiple_on(session, policy.product_code, policy.plan_code, request.received_on),
            lines=lines,
            reading=reading,
            decision=Decision(
                Outcome.ALLOWED,
                (
                    *reading.reasons,
                    *shared,
                    cite("RE-148", "REGISTRADA HÁ ATÉ 6 MESES: AINDA APARECE", applied=False),
                ),
            ),
        )
    record_read(desk, actor, "reimbursement.read", number, {"member": member.member_number})
    return claim
