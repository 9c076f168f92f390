"""Remissão: cover without premium for the family of a holder who died (DP-045 to DP-054, DA-053)."""

from dataclasses import dataclass
from datetime import date

from desk.domain.eligibility.dependants import SEMAS, JoinedContract, Kin
from desk.domain.kernel.dates import add_days, add_months, add_years, age_on, format_date
from desk.domain.kernel.decision import Decision, Outcome, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Death:
    """The death of a holder and what the request shows.

    `waits_served`: no waiting period of the event that caused it was running; `covered_event`: an event the
    insurance covers; `paid_up`: every premium due before it was paid by then.
    """

    died_on: date
    certificate_on: date
    asked_on: date
    waits_served: bool
    covered_event: bool
    paid_up: bool
    successor_minor: bool = False


@dataclass(frozen=True, slots=True)
class Waiver:
    """Whether a family has remissão, its last day, and the day the insurer writes that it ends."""

    decision: Decision
    last_day: date | None = None
    notice_on: date | None = None
    documents: tuple[str, ...] = ()


@rule("DP-045", "DP-046", "DP-047", "DP-048", "DP-049", "DP-054", "DA-053")
def premium_waiver(death: Death, contract: JoinedContract, rulebook: Rulebook) -> Waiver:
    """Whether the dependants keep the cover without premium, and until when."""
    on = death.asked_on
    if contract.continuation:
        return _refused("DA-053", "DEMITIDO/APOSENTADO NÃO TEM REMISSÃO: FICAM ATÉ O FIM DO PERÍODO, PAGANDO")
    if contract.product not in rulebook.value("dependants.waiver_products", on):
        return _refused("DP-046", f"PRODUTO {contract.product} NÃO TEM REMISSÃO")
    asked_by = add_days(death.certificate_on, int(rulebook.value("dependants.waiver_request_days", on)))
    if on > asked_by:
        return _refused("DP-048", f"PEDIDO ATÉ {format_date(asked_by)}, 30 DIAS DA EMISSÃO DA CERTIDÃO DE ÓBITO")
    if not death.waits_served:
        return _refused("DP-049", "CARÊNCIA DO EVENTO QUE CAUSOU A MORTE NÃO CUMPRIDA")
    if not death.covered_event:
        return _refused("DP-049", "MORTE POR EVENTO SEM COBERTURA")
    if not death.paid_up:
        return _refused("DP-049", "PRÊMIO VENCIDO ANTES DO ÓBITO EM ABERTO: PAGAR DEPOIS NÃO DEVOLVE O DIREITO")
    years = rulebook.parameter("dependants.waiver_years", on)
    last = add_days(add_years(death.died_on, int(years.value)), -1)
    says = f"REMISSÃO ATÉ {format_date(last)}, SEM PAGAMENTO"
    notice = add_days(add_days(last, 1), -int(rulebook.value("dependants.waiver_end_notice_days", on)))
    documents = ["CÓPIA DA CERTIDÃO DE ÓBITO", "CARTA DO FUTURO TITULAR PEDINDO A PERMANÊNCIA"]
    if death.successor_minor:
        documents += ["CPF DO RESPONSÁVEL", "PROVA DA RESPONSABILIDADE PELO MENOR"]
    else:
        documents.append("CPF DO NOVO TITULAR")
    decision = Decision(Outcome.ALLOWED, (cite("DP-045", says, reading=years.reading),))
    return Waiver(decision, last, notice, tuple(documents))


@rule("DP-050")
def waiver_covers(kin: Kin, birth_date: date, died_on: date, rulebook: Rulebook, *, unmarried: bool) -> Decision:
    """Whether one dependant has the remissão of a family."""
    if kin is Kin.PARTNER:
        reading = rulebook.parameter("dependants.waiver_child_under", died_on).reading
        said = cite("DP-050", "COMPANHEIRO(A) NÃO É CITADO: SEMAS ANALISA", reading=reading)
        return Decision(Outcome.ROUTED, (said,), routes=(Route(SEMAS),))
    if kin in {Kin.SPOUSE, Kin.DISABLED_CHILD}:
        return Decision(Outcome.ALLOWED, (cite("DP-050", "CÔNJUGE OU FILHO INVÁLIDO: TEM REMISSÃO"),))
    under = rulebook.parameter("dependants.waiver_child_under", died_on)
    child = kin in {Kin.NATURAL_CHILD, Kin.ADOPTED_CHILD} and unmarried
    young = age_on(birth_date, died_on) < under.value
    said = cite("DP-050", f"SÓ CÔNJUGE, FILHO SOLTEIRO ATÉ {under.value} ANOS OU INVÁLIDO", reading=under.reading)
    return Decision(Outcome.ALLOWED if child and young else Outcome.REFUSED, (said,))


@rule("DP-051")
def may_enter_waiver(kin: Kin, born_on: date, died_on: date, rulebook: Rulebook) -> bool:
    """Whether somebody new enters during a remissão: only a child born within ten months of the death."""
    months = int(rulebook.value("dependants.waiver_birth_months", died_on))
    return kin is Kin.NATURAL_CHILD and died_on <= born_on <= add_months(died_on, months)


def _refused(rule_id: str, says: str) -> Waiver:
    return Waiver(Decision(Outcome.REFUSED, (cite(rule_id, says),)))
