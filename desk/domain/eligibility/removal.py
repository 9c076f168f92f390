"""Who leaves a policy: from which instalment, until when still attended, and whether the holder may (DP-037 …)."""

from dataclasses import dataclass
from datetime import date

from desk.domain.eligibility.dependants import SEMAS, JoinedContract
from desk.domain.kernel.dates import add_days, add_months, format_date
from desk.domain.kernel.decision import Decision, Outcome, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class HolderLeaves:
    """A holder who would leave, and the first dependant who would become holder.

    `state` is where the holder lives; `policy_from` the policy's start.
    """

    by_death: bool
    state: str
    policy_from: date
    successor_born_on: date | None


@rule("DP-037", "DP-040")
def acts_on(filed_on: date, next_due: date, rulebook: Rulebook) -> date:
    """The due date from which an exclusion changes the premium: the next, or the one after it for a late filing.

    It is never retroactive, and no premium that was paid comes back.
    """
    days = int(rulebook.value("dependants.removal_notice_days", filed_on))
    return next_due if filed_on <= add_days(next_due, -days) else add_months(next_due, 1)


@rule("DP-039")
def attended_until(next_due: date, on: date, *, paid: bool) -> Decision:
    """Whether who was excluded is still attended on a day: to the next due date, with the premium paid."""
    said = cite("DP-039", f"EXCLUÍDO É ATENDIDO ATÉ {format_date(next_due)} COM O PRÊMIO PAGO")
    return Decision(Outcome.ALLOWED if paid and on <= next_due else Outcome.REFUSED, (said,))


@rule("DP-037", "DA-049")
def exclude_dependant(contract: JoinedContract) -> Decision:
    """Whether a dependant is excluded at the holder's request; of who left a company it is always analysed."""
    if contract.continuation:
        said = cite("DA-049", "CADASTRO DE BENEFICIÁRIO E CARTA DO TITULAR: TODA EXCLUSÃO VAI À ANÁLISE")
        return Decision(Outcome.ROUTED, (said,), routes=(Route(SEMAS),))
    return Decision(Outcome.ALLOWED, (cite("DP-037", "PEDIDO FORMAL DO TITULAR"),))


@rule("DP-038", "DP-041", "DP-042", "DP-043", "DA-050")
def may_leave(leaves: HolderLeaves, contract: JoinedContract, on: date, rulebook: Rulebook) -> Decision:
    """Whether the holder may be excluded while dependants stay.

    After a death always (DP-043). Alive: in the state with an order of its public prosecutor (DP-042), and in an
    adapted product unless the successor was born after the policy began (DP-041); never of who left a company
    (DA-050).
    """
    if leaves.by_death:
        rule_id = "DA-050" if contract.continuation else "DP-043"
        said = cite(rule_id, "ÓBITO DO TITULAR: O DEPENDENTE FICA, NASCIDO ANTES OU DEPOIS DA VIGÊNCIA")
        return Decision(Outcome.ALLOWED, (said, cite("DP-038", "CÓPIA DO CPF DO NOVO TITULAR")))
    if contract.continuation:
        return Decision(Outcome.REFUSED, (cite("DA-050", "DEMITIDO/APOSENTADO: TITULAR SÓ SAI POR ÓBITO"),))
    if leaves.state == rulebook.value("dependants.holder_leaves_state", on):
        said = cite("DP-042", f"RESIDENTE EM {leaves.state}: EXCLUSÃO DO TITULAR ACEITA EM QUALQUER PRODUTO")
        return Decision(Outcome.ALLOWED, (said, cite("DP-038", "CÓPIA DO CPF DO NOVO TITULAR")))
    if contract.product not in rulebook.value("dependants.adapted_products", on):
        return Decision(Outcome.REFUSED, (cite("DP-041", "EXCLUSÃO DO TITULAR NÃO É PERMITIDA NESTE PRODUTO"),))
    born = leaves.successor_born_on
    reading = "O novo titular não pode ter nascido depois da vigência da apólice"
    if born is None or born > leaves.policy_from:
        says = "SEM DEPENDENTE QUE FIQUE" if born is None else "NOVO TITULAR NASCEU DEPOIS DA VIGÊNCIA DA APÓLICE"
        return Decision(Outcome.REFUSED, (cite("DP-041", says, reading=reading),))
    said = cite("DP-041", "PRODUTO ADAPTADO: O PRIMEIRO DEPENDENTE PASSA A TITULAR", reading=reading)
    return Decision(Outcome.ALLOWED, (said, cite("DP-038", "CÓPIA DO CPF DO NOVO TITULAR")))
