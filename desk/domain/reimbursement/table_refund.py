"""Refunds of an operator that pays by a table of fees: when one is due, how much, and by which day."""

from dataclasses import dataclass
from datetime import date

from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.money import Money
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class OutsideCare:
    """Care had outside the network.

    `network_usable` is whether the accredited services could have been used, `network_at_place` whether there
    are any where it happened. `table_value` is the table's value of the event, `invoiced` what the papers show
    and `paid` what was really paid; `originals` that every paper is an original.
    """

    on: date
    consultation: bool
    urgent: bool
    in_area: bool
    network_usable: bool
    network_at_place: bool
    table_value: Money
    invoiced: Money
    paid: Money
    originals: bool = True
    personal_extra: bool = False


@dataclass(frozen=True, slots=True)
class Refund:
    """Whether a refund is due, its amount when it is, and the rules tried."""

    decision: Decision
    amount: Money | None = None


@rule("AZ-057", "AZ-058", "AZ-059", "AZ-060", "AZ-062")
def refund(care: OutsideCare, code: str, rulebook: Rulebook) -> Refund:
    """What is refunded of care outside the network; the same for holder and dependants.

    The table's value, never more than was invoiced and paid; the whole of it only for an urgent consultation
    where there is no network.
    """
    outside = rulebook.parameter("reimbursement.outside_network", care.on, rulebook=code)
    papers = rulebook.parameter("reimbursement.documents", care.on, rulebook=code)
    against = (
        (care.personal_extra, "AZ-062", "DESPESA PESSOAL EXTRAORDINÁRIA NÃO SE REEMBOLSA"),
        (not care.in_area, outside.rule, "FORA DA ÁREA DO PLANO"),
        (care.network_usable, outside.rule, "A REDE PODIA ATENDER: SEM REEMBOLSO"),
        (not care.originals, papers.rule, "SÓ DOCUMENTOS ORIGINAIS, COM PROTOCOLO"),
    )
    refused = tuple(cite(rule_id, says) for fails, rule_id, says in against if fails)
    if refused:
        return Refund(Decision(Outcome.REFUSED, refused))
    due = cite(outside.rule, "A REDE NÃO PÔDE ATENDER: REEMBOLSO DEVIDO")
    amount, reason = _amount(care, code, rulebook)
    return Refund(Decision(Outcome.ALLOWED, (due, reason)), amount)


def _amount(care: OutsideCare, code: str, rulebook: Rulebook) -> tuple[Money, Reason]:
    table = rulebook.parameter("reimbursement.table", care.on, rulebook=code)
    most = min(care.invoiced, care.paid)
    amount = min(care.table_value, most)
    name = table.value
    values = [("TABELA", care.table_value), ("NOTA FISCAL", care.invoiced), ("PAGO", care.paid)]
    if not (care.consultation and care.urgent):
        says = f"MENOR ENTRE {name}, NOTA E VALOR PAGO: {amount}"
        return amount, cite(table.rule, says, values=values, reading=table.reading)
    urgent = rulebook.parameter("reimbursement.urgent_consultation", care.on, rulebook=code)
    if not care.network_at_place:
        says = f"CONSULTA DE URGÊNCIA SEM REDE NO LOCAL: INTEGRAL, {most}"
        return most, cite(urgent.rule, says, values=values, reading=urgent.reading)
    says = f"CONSULTA DE URGÊNCIA COM REDE NO LOCAL: {name}, ATÉ O VALOR PAGO: {amount}"
    return amount, cite(urgent.rule, says, values=values, reading=urgent.reading)


@dataclass(frozen=True, slots=True)
class Payment:
    """By when a refund is paid; `late_by_law` is the day the law would have it, where that is sooner."""

    by: date
    late_by_law: date | None
    reason: Reason


@rule("AZ-061")
def payment_by(presented_on: date, accepted_on: date, audited_on: date, code: str, rulebook: Rulebook) -> Payment:
    """The last day to pay a refund, from the acceptance of the papers and their medical audit."""
    days = rulebook.parameter("reimbursement.payment_days", accepted_on, rulebook=code)
    by = add_days(max(accepted_on, audited_on), int(days.value))
    legal = add_days(presented_on, int(rulebook.value("service.refund_days", presented_on, rulebook="LX")))
    says = f"PAGAMENTO ATÉ {format_date(by)}, {days.value} DIAS DO ACEITE E DA AUDITORIA"
    if by > legal:
        says += f"; PELA LEI ATÉ {format_date(legal)}"
    return Payment(by, legal if by > legal else None, cite(days.rule, says, reading=days.reading))
