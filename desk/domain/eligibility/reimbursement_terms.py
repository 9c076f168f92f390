"""Who pays the reimbursements of a company, and how a family's are paid (RE-080 to RE-090)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.catalogue.model import ProcedureKind
from desk.domain.enrolment.model import LineOfBusiness, Policy, Product, ReimbursementPayer, Sponsor
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

_MEANING = {
    ReimbursementPayer.ACCOUNT: "PELA SEGURADORA, CRÉDITO NA CONTA DO TITULAR",
    ReimbursementPayer.CHEQUE: "PELA SEGURADORA, EM CHEQUE",
    ReimbursementPayer.EMPLOYER: "PELA EMPRESA DO SEGURADO",
}


@dataclass(frozen=True, slots=True)
class ReimbursementTerms:
    """Who pays a company's reimbursements: outpatient and in an admission, and whether the company is mixed.

    `shared` says that employer and insurer each pay a part of them.
    """

    mixed: bool
    shared: bool
    outpatient: str
    admission: str
    by_employer: bool
    """Whether the employer pays any of it: then no date may be told (RE-088)."""
    reasons: tuple[Reason, ...]


@rule("RE-086", "RE-087", "RE-088", "RE-089", "RE-090")
def reimbursement_terms(sponsor: Sponsor, product_code: str, on: date, rulebook: Rulebook) -> ReimbursementTerms:
    """What field REEMB means for a company in one of its products.

    A company with another number in EMP CPL is mixed (RE-087); mixed with D in product 590, the employer pays
    outpatient care and the insurer admissions (RE-090).
    """
    payer = ReimbursementPayer(sponsor.reimbursement_payer)
    mixed = is_mixed(sponsor)
    by_employer = payer is ReimbursementPayer.EMPLOYER
    shared = mixed and by_employer and product_code == rulebook.value("membership.mixed_product", on)
    meaning = _MEANING[payer]
    complementary = sponsor.complementary_code or "-"
    reasons = (
        cite("RE-086", f"REEMB {payer}: {meaning}"),
        cite(
            "RE-087",
            f"EMPRESA MISTA, EMP CPL {complementary}" if mixed else "SEM OUTRO NÚMERO EM EMP CPL: NÃO É MISTA",
            applied=mixed,
        ),
        cite("RE-090", "MISTA 590 COM D: AMBULATORIAL PELA EMPRESA, INTERNAÇÃO PELA SEGURADORA", applied=shared),
        cite("RE-088", "PAGO PELA EMPRESA: A DATA DO PAGAMENTO NÃO SE INFORMA", applied=by_employer),
        cite("RE-089", "NÃO RECEBIDO: INDICAR O RH DA EMPRESA", applied=by_employer),
    )
    return ReimbursementTerms(
        mixed=mixed,
        shared=shared,
        outpatient=meaning,
        admission="PELA SEGURADORA" if shared else meaning,
        by_employer=by_employer,
        reasons=reasons,
    )


def is_mixed(sponsor: Sponsor) -> bool:
    """Whether a company is mixed: field EMP CPL holds the number of another one."""
    return sponsor.complementary_code not in {"", sponsor.code}


@rule("RE-088", "RE-090")
def paid_by_employer(terms: ReimbursementTerms, paid_as: str, kinds: Collection[str]) -> bool:
    """Whether the employer pays one claim.

    Where employer and insurer share, a claim with an admission or a daily rate among its items is the insurer's,
    unless it is registered as paid by the employer.
    """
    if not terms.shared or paid_as == PaymentForm.EMPLOYER:
        return terms.by_employer
    return not {ProcedureKind.ADMISSION, ProcedureKind.DAILY_RATE} & set(kinds)


class PaymentForm(StrEnum):
    """How a family's reimbursements are paid, as its own record shows it."""

    EMPLOYER = "employer"
    NONE = "none"
    ACCOUNT = "account"
    SEE_SPONSOR = "see_sponsor"
    CREDIT_ORDER = "credit_order"


@rule("RE-080", "RE-081", "RE-082")
def payment_form(policy: Policy, product: Product, sponsor: Sponsor) -> PaymentForm:
    """The form of payment: to the account registered, else by credit order (RE-080).

    Of a self-funded company without bank data the company's record says it (RE-082).
    """
    if sponsor.reimbursement_payer == ReimbursementPayer.EMPLOYER:
        return PaymentForm.EMPLOYER
    if not product.reimburses:
        return PaymentForm.NONE
    if policy.account_number:
        return PaymentForm.ACCOUNT
    if sponsor.line_of_business == LineOfBusiness.SELF_FUNDED:
        return PaymentForm.SEE_SPONSOR
    return PaymentForm.CREDIT_ORDER
