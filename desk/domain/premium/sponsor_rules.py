"""A company in arrears: how it stands with its invoices, and who speaks for it (EL-005, EL-021 to EL-024)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.enrolment.model import LineOfBusiness
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason, Route
from desk.domain.premium.rules import Due
from desk.domain.rulebook.catalogue import cite, rule


class SponsorStanding(StrEnum):
    """How a company stands on a day."""

    UP_TO_DATE = "up_to_date"
    OVERDUE = "overdue"
    BLOCKED = "blocked"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SponsorFacts:
    """What of a company decides."""

    line_of_business: str
    blocked_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class SponsorPayments:
    """A company's standing, its invoices past due and unpaid, what to say and do, and the decision."""

    standing: SponsorStanding
    overdue: tuple[Due, ...]
    tell: str
    todo: str
    decision: Decision


@rule("EL-005", "DA-011")
def paid_on_own(line_of_business: str, *, continuation: bool) -> Reason:
    """Whether a person's premiums are those of an individual policy (MSI6) and not of a company (MFI2).

    Who stays after leaving the company pays himself and is looked up as an individual (DA-011).
    """
    if continuation:
        return cite("DA-011", "DEMITIDO/APOSENTADO PAGA A PRÓPRIA PARCELA: VER MSI6")
    individual = line_of_business == LineOfBusiness.INDIVIDUAL
    says = "CARTEIRA INDIVIDUAL: AS PARCELAS ESTÃO NA MSI6" if individual else "EMPRESA: AS FATURAS ESTÃO NA MFI2"
    return cite("EL-005", says, applied=individual)


@rule("EL-021", "EL-022", "EL-023", "EL-024", "RE-139")
def sponsor_payments(invoices: Sequence[Due], facts: SponsorFacts, on: date) -> SponsorPayments:
    """How a company stands with its invoices on a date, and who decides when it is blocked.

    Small company: Atendimento a Clientes has the last word on what is overdue (EL-021); invoices paid and at
    hand go to CAP, with no receipt given (EL-022, EL-023). Any other: the person talks to the employer
    (EL-024). While it is blocked no reimbursement is released (RE-139).
    """
    overdue = tuple(
        sorted((due for due in invoices if due.due_on < on and due.is_open(on)), key=lambda due: due.due_on)
    )
    if facts.blocked_on is not None and facts.blocked_on <= on:
        return _blocked(overdue, facts, facts.blocked_on)
    if facts.ended_on is not None and facts.ended_on <= on:
        ended = cite("EL-021", "CONTRATO DA EMPRESA ENCERRADO, SEM BLOQUEIO", applied=False)
        said = f"CONTRATO DA EMPRESA ENCERRADO DESDE {format_date(facts.ended_on)}"
        return SponsorPayments(SponsorStanding.ENDED, overdue, said, "", Decision(Outcome.ALLOWED, (ended,)))
    free = cite("EL-021", "EMPRESA SEM BLOQUEIO", applied=False)
    decision = Decision(Outcome.ALLOWED, (free,))
    if overdue:
        todo = "FATURA VENCIDA SEM BLOQUEIO: ATENDER; SÓ O BLOQUEIO IMPEDE"
        return SponsorPayments(SponsorStanding.OVERDUE, overdue, "", todo, decision)
    return SponsorPayments(SponsorStanding.UP_TO_DATE, overdue, "", "", decision)


def _blocked(overdue: tuple[Due, ...], facts: SponsorFacts, since: date) -> SponsorPayments:
    frozen = cite("RE-139", "ENQUANTO BLOQUEADA, NENHUM REEMBOLSO É LIBERADO; CRÉDITO NO DIA APÓS O DESBLOQUEIO")
    values = [("BLOQUEADA DESDE", format_date(since)), ("FATURAS EM ATRASO", len(overdue))]
    small = facts.line_of_business == LineOfBusiness.SMALL_GROUP
    by_clients = cite(
        "EL-021",
        "PME BLOQUEADA: VER AS FATURAS EM ATRASO; ATENDIMENTO A CLIENTES DÁ O PARECER FINAL",
        applied=small,
        values=values,
    )
    by_employer = cite(
        "EL-024",
        "EMPRESA BLOQUEADA: O SEGURADO PROCURA O RH OU O RESPONSÁVEL PELO SEGURO",
        applied=not small,
        values=values,
    )
    paid = cite(
        "EL-022",
        "COM AS FATURAS QUITADAS EM MÃOS: À CAP, QUE EMITE AP MANUAL; CÓPIA À 280-CAS APOIO",
        applied=small,
    )
    no_receipt = cite("EL-023", "NENHUMA CARTA OU COMPROVANTE DE QUITAÇÃO AO SEGURADO", applied=small)
    reasons = (by_clients, paid, no_receipt, by_employer, frozen)
    if small:
        return SponsorPayments(
            SponsorStanding.BLOCKED,
            overdue,
            "O CASO VAI A ATENDIMENTO A CLIENTES, QUE DECIDE",
            "ATENDENTE NÃO DECIDE. FATURA PAGA EM MÃOS: CAP, SEM DAR COMPROVANTE",
            Decision(Outcome.ROUTED, reasons, routes=(Route("ATENDIMENTO A CLIENTES"),)),
        )
    return SponsorPayments(
        SponsorStanding.BLOCKED,
        overdue,
        "PROCURE O RH OU O RESPONSÁVEL PELO SEGURO NA EMPRESA",
        "A UDAS NÃO TRATA DO BLOQUEIO COM O SEGURADO",
        Decision(Outcome.ROUTED, reasons, routes=(Route("RH DA EMPRESA"),)),
    )
