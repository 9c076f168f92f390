"""Reimbursements of an operator that has no free choice: when they are due, with which papers, by which day."""

from dataclasses import dataclass
from datetime import date

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import add_days, add_months, format_date
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Supply:
    """Who offers the service where it was needed.

    `anyone_here` is any provider of the municipality, `network_here` one of the network that is available there,
    `anyone_near` any provider of the municipality, its neighbours and its health region.
    """

    anyone_here: bool
    network_here: bool
    anyone_near: bool = True


@rule("UF-068")
def reimbursed_in_full(supply: Supply, *, urgent: bool) -> Decision:
    """Whether care outside the network is refunded, and then in full; any one condition is enough."""
    reading = "Qualquer das três condições basta"
    conditions = (
        (not supply.anyone_here, "NENHUM PRESTADOR NO MUNICÍPIO OFERECE O SERVIÇO"),
        (not supply.network_here, "SEM PRESTADOR DA REDE DISPONÍVEL NO MUNICÍPIO"),
        (
            urgent and not supply.anyone_near,
            "URGÊNCIA SEM PRESTADOR NO MUNICÍPIO, NOS LIMÍTROFES E NA REGIÃO DE SAÚDE",
        ),
    )
    reasons = tuple(cite("UF-068", says, applied=met, reading=reading) for met, says in conditions)
    if any(met for met, _ in conditions):
        return Decision(Outcome.ALLOWED, reasons)
    none = cite("UF-068", "HAVIA REDE: SEM LIVRE ESCOLHA NÃO HÁ REEMBOLSO", code="401")
    return Decision(Outcome.REFUSED, (none, *reasons))


@rule("AZ-060", "UF-069")
def claim_documents(kind: str, on: date, code: str, rulebook: Rulebook) -> tuple[str, ...]:
    """What the papers of a claim must show: consultation, emergency_room, examination, admission_fees, admission.

    Raises KeyError for a kind the rulebook does not know.
    """
    papers: dict[str, list[str]] = rulebook.value("reimbursement.documents", on, rulebook=code)
    return (*papers["common"], *papers[kind])


@rule("AZ-061", "UF-070")
def claim_until(event_on: date, discharged_on: date | None, code: str, rulebook: Rulebook) -> date:
    """The last day to ask for a refund, from the event or from the discharge of an admission."""
    since = event_on if discharged_on is None else discharged_on
    return add_months(since, int(rulebook.value("reimbursement.claim_months", since, rulebook=code)))


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim's papers: the day the last of the first ones came; what was asked for and what came of it."""

    documents_on: date
    asked_more_on: date | None = None
    more_came_on: date | None = None


@rule("UF-071", "UF-072")
def claim_position(
    claim: Claim, on: date, code: str, rulebook: Rulebook, calendar: BusinessCalendar
) -> tuple[Decision, date]:
    """Where a claim stands, and its next date: payment, complements, or the day it went back.

    ALLOWED is to be paid by the date, BLOCKED waits for complements until it, REFUSED went back to the holder.
    """
    days = rulebook.parameter("reimbursement.payment_days", claim.documents_on, rulebook=code)
    again = rulebook.parameter("reimbursement.complement_business_days", claim.documents_on, rulebook=code)
    if claim.asked_more_on is None:
        pay_by = add_days(claim.documents_on, int(days.value))
        reason = cite(days.rule, f"DEPÓSITO NA CONTA DO TITULAR ATÉ {format_date(pay_by)}")
        return Decision(Outcome.ALLOWED, (reason,)), pay_by
    last = calendar.add(claim.asked_more_on, int(again.value))
    if claim.more_came_on is not None and claim.more_came_on <= last:
        pay_by = calendar.add(claim.more_came_on, int(again.value))
        reason = cite(
            again.rule, f"COMPLEMENTOS RECEBIDOS: DEPÓSITO ATÉ {format_date(pay_by)}", reading=again.reading
        )
        return Decision(Outcome.ALLOWED, (reason,)), pay_by
    if claim.more_came_on is None and on <= last:
        reason = cite(again.rule, f"COMPLEMENTOS ATÉ {format_date(last)}", reading=again.reading)
        return Decision(Outcome.BLOCKED, (reason,)), last
    reason = cite(
        again.rule, f"SEM COMPLEMENTOS ATÉ {format_date(last)}: DEVOLVIDO AO TITULAR", reading=again.reading
    )
    return Decision(Outcome.REFUSED, (reason,)), last


@rule("UF-071")
def deposit_account(*, holders: bool, of_member: bool, notarised: bool) -> Decision:
    """Whether a refund may go to an account: the holder's, or with recognised signature another member's."""
    if holders:
        return Decision(Outcome.ALLOWED, (cite("UF-071", "CONTA DO TITULAR"),))
    says = "CONTA DE OUTRO BENEFICIÁRIO: SÓ COM AUTORIZAÇÃO DO TITULAR, FIRMA RECONHECIDA"
    given = of_member and notarised
    return Decision(Outcome.ALLOWED if given else Outcome.REFUSED, (cite("UF-071", says),))
