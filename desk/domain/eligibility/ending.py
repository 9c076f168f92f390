"""How membership is lost, cause by cause, and the last day of care; the causes are data (`leaving.causes`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.money import Money
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Leaving:
    """Why and when somebody loses membership.

    `cause` names an entry of `leaving.causes`; `on` is the day of the request, or of the fact; `paid_until` the
    last day of cover already paid. A false statement counts when `relevant` and `for_advantage`, fraud when
    `proved`, a request when `written`; `notified` is whether there was a formal notice before.
    """

    cause: str
    on: date
    paid_until: date
    relevant: bool = True
    for_advantage: bool = True
    proved: bool = False
    written: bool = False
    notified: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """Whether membership is lost (ALLOWED), not (REFUSED) or not yet (BLOCKED), and the last day of care.

    `whole_group` says whether the holder takes the dependants along.
    """

    decision: Decision
    last_day: date | None = None
    whole_group: bool = False


@rule("AZ-080", "AZ-081", "AZ-082", "AZ-083", "UF-094", "UF-104")
def loss(leaving: Leaving, code: str, rulebook: Rulebook) -> Loss:
    """What a cause does to membership: care ends with what is paid, after the notice there has to be, or at once.

    Raises DomainError for a cause the rulebook does not know.
    """
    causes: Mapping[str, Mapping[str, Any]] = rulebook.value("leaving.causes", leaving.on, rulebook=code)
    if leaving.cause not in causes:
        raise DomainError("CAUSA DE PERDA NÃO PREVISTA NO REGULAMENTO", field="causa")
    terms = causes[leaving.cause]
    said = cite(terms["rule"], terms["says"])
    if terms.get("needs_intent") and not (leaving.relevant and leaving.for_advantage):
        says = "SÓ SE RELEVANTE E PARA VANTAGEM INDEVIDA"
        return Loss(Decision(Outcome.REFUSED, (cite(terms["rule"], says),)))
    if terms.get("needs_proof") and not leaving.proved:
        return Loss(Decision(Outcome.REFUSED, (cite(terms["rule"], "SÓ COM PROVA"),)))
    if terms.get("needs_writing") and not leaving.written:
        return Loss(Decision(Outcome.BLOCKED, (cite(terms["rule"], "PEDIR POR ESCRITO"),)))
    if terms.get("notice_rule") and not leaving.notified:
        return Loss(Decision(Outcome.BLOCKED, (cite(terms["notice_rule"], "NOTIFICAR ANTES, FORMALMENTE"),)))
    group = bool(terms.get("group"))
    if terms.get("at_once"):
        return Loss(Decision(Outcome.ALLOWED, (said,)), leaving.on, group)
    reasons: list[Reason] = [said]
    last = leaving.paid_until
    if "notice_days" in terms:
        notice = add_days(leaving.on, int(terms["notice_days"]))
        reasons.append(cite(terms["rule"], f"AVISO DE {terms['notice_days']} DIAS: SAI EM {format_date(notice)}"))
        last = max(last, notice)
    paid = rulebook.parameter("leaving.last_day", leaving.on, rulebook=code)
    reasons.append(cite(paid.rule, f"ATENDE ATÉ {format_date(last)}; DEPOIS POR CONTA DO TITULAR"))
    return Loss(Decision(Outcome.ALLOWED, tuple(reasons)), last, group)


@rule("AZ-086")
def undue_use(last_day: date, care_on: date, cost: Money) -> Money | None:
    """What the holder owes for care had after leaving: its whole cost; None while it was not undue."""
    return cost if care_on > last_day else None
