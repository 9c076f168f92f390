"""A payment that the system does not show: wait, take the proof, or say what is no proof (PR-064 to PR-068)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

CAS_APOIO = "CAS APOIO/0280"


class Proof(StrEnum):
    """What the insured shows."""

    SLIP = "slip"
    ELECTRONIC = "electronic"
    """A receipt of a bank's site or machine, with the slip it belongs to."""
    DEPOSIT = "deposit"
    SCHEDULED = "scheduled"
    """A protocol of a payment to come."""
    NONE = "none"


class Contact(StrEnum):
    """How an insured is reached, in the order it is tried."""

    TELEPHONE = "telephone"
    EMAIL = "email"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class ShownPayment:
    """A payment and its proof. `whole_sheet`: a complete, uncut A4 copy; `by_deposit`: not by the slip."""

    paid_on: date
    proof: Proof
    by_fax: bool = False
    whole_sheet: bool = True
    by_deposit: bool = False


@rule("PR-064", "PR-065", "PR-066", "PR-067")
def settle(payment: ShownPayment, on: date, rulebook: Rulebook) -> Decision:
    """What becomes of a payment not registered: BLOCKED waits, REFUSED is no proof, ROUTED goes to be settled."""
    days = rulebook.parameter("arrears.settlement_days", on)
    registered_by = add_days(payment.paid_on, int(days.value))
    if on <= registered_by:
        says = f"AGUARDAR: A BAIXA LEVA ATÉ {days.value} DIAS, {format_date(registered_by)}"
        return Decision(Outcome.BLOCKED, (cite("PR-064", says, reading=days.reading),))
    if payment.proof is Proof.SCHEDULED:
        return Decision(Outcome.REFUSED, (cite("PR-066", "PROTOCOLO DE AGENDAMENTO NÃO É COMPROVANTE"),))
    if payment.proof is Proof.NONE:
        if payment.by_deposit:
            return Decision(Outcome.REFUSED, (cite("PR-067", "DEPÓSITO SEM COMPROVANTE NÃO SE BAIXA"),))
        said = cite("PR-067", "LÂMINA SEM COMPROVANTE: VALOR E DATA EXATOS AO CAS APOIO, QUE ABRE MANIFESTAÇÃO")
        return Decision(Outcome.ROUTED, (said,), routes=(Route(CAS_APOIO),))
    if payment.by_fax:
        return Decision(Outcome.REFUSED, (cite("PR-066", "COMPROVANTE POR FAX NÃO SE ACEITA"),))
    if not payment.whole_sheet:
        return Decision(Outcome.REFUSED, (cite("PR-066", "CÓPIA SÓ EM FOLHA A4 INTEIRA, SEM CORTE"),))
    says = "LÂMINA QUITADA"
    if payment.proof is Proof.ELECTRONIC:
        says = "COMPROVANTE JUNTO À LÂMINA: O CÓDIGO DE BARRAS É COMPARADO"
    return Decision(
        Outcome.ROUTED, (cite("PR-065", f"{says}; ENVIAR AO CAS APOIO/0280"),), routes=(Route(CAS_APOIO),)
    )


@rule("PR-068")
def contacts(*, telephones: int, email: bool) -> tuple[Contact, ...]:
    """How CAS Apoio reaches an insured whose payment could not be registered, in order."""
    first = (Contact.TELEPHONE,) if telephones else ()
    return (*first, Contact.EMAIL if email else Contact.LETTER)
