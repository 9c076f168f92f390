"""The plan of a family: dates, right to reimbursement, and how its multiple was found (ADPL)."""

from dataclasses import dataclass

from sqlmodel import col, select

from desk.domain.audit.service import record_read
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.registration import PlanHistory, load_history
from desk.domain.enrolment.model import PlanMultiple, Product, Sponsor
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.reimbursement.preview_rules import sponsor_reimburses
from desk.domain.rulebook.catalogue import cite, rule


@dataclass(frozen=True, slots=True)
class PlanData:
    """A family's plans, whether they reimburse, and every multiple of product and plan from the newest.

    `found` is the multiple in force today; None when none is registered.
    """

    history: PlanHistory
    right: Decision
    multiples: tuple[PlanMultiple, ...]
    found: PlanMultiple | None
    how: Reason


def plan_data(desk: Desk, actor: Actor, member_number: str) -> PlanData:
    """What the plan panel of the web shows, journalled as a read. Raises NotFoundError."""
    on = desk.clock.today()
    with desk.store.reading() as session:
        history = load_history(session, desk, member_number, on)
        policy = history.card.policy
        multiples = tuple(
            session.exec(
                select(PlanMultiple)
                .where(
                    col(PlanMultiple.product_code) == policy.product_code,
                    col(PlanMultiple.plan_code) == policy.plan_code,
                )
                .order_by(col(PlanMultiple.valid_from).desc())
            )
        )
    record_read(desk, actor, "member.read", member_number)
    found = next((multiple for multiple in multiples if multiple.valid_from <= on), None)
    return PlanData(
        history=history,
        right=right_to_reimbursement(history.card.sponsor, history.card.product, policy.plan_code),
        multiples=multiples,
        found=found,
        how=multiple_found(policy.product_code, policy.plan_code, found),
    )


@rule("RE-018", "RE-171")
def right_to_reimbursement(sponsor: Sponsor, product: Product, plan_code: str) -> Decision:
    """Whether company, plan and product give a right to reimbursement; this panel is where it is confirmed."""
    company = sponsor_reimburses(sponsor, plan_code)
    registered = cite(
        "RE-018",
        f"PRODUTO {product.code} {'COM' if product.reimburses else 'SEM'} DIREITO A REEMBOLSO",
        applied=not company.applied,
    )
    consultation = cite(
        "RE-171",
        f"PRODUTO {product.code} NÃO REEMBOLSA CONSULTA",
        applied=product.reimburses and not product.reimburses_consultation,
    )
    refused = company.applied or not product.reimburses
    return Decision(Outcome.REFUSED if refused else Outcome.ALLOWED, (company, registered, consultation))


@rule("RE-010")
def multiple_found(product_code: str, plan_code: str, found: PlanMultiple | None) -> Reason:
    """Where the multiple comes from: the contract of the product, by plan, in force since a date."""
    if found is None:
        return cite(
            "RE-010", f"PRODUTO {product_code} + PLANO {plan_code}: SEM MÚLTIPLO CADASTRADO", applied=False
        )
    return cite(
        "RE-010",
        f"PRODUTO {product_code} + PLANO {plan_code}: EM VIGOR DESDE {format_date(found.valid_from)}",
        values=[("MÚLTIPLO", found.multiple)],
    )
