"""The thirty days of a newborn not included: child or grandchild, and who paid the delivery (DP-008, DP-024)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.eligibility.newborn import NewbornFacts, newborn_care
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


class PaidBy(StrEnum):
    """How the insurer paid a delivery, if it did."""

    NETWORK = "network"
    REIMBURSEMENT = "reimbursement"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Newborn:
    """A newborn of the family; `parent_insured` says whether its mother or father is in the policy."""

    born_on: date
    delivery: PaidBy
    grandchild: bool = False
    parent_insured: bool = True


@dataclass(frozen=True, slots=True)
class BirthWindow:
    """Whether a newborn is attended on a day, the last day it can be, and why."""

    attended: bool
    last_day: date
    reasons: tuple[Reason, ...]


@rule("DP-008")
def delivery_covered(paid_by: PaidBy) -> bool:
    """Whether a delivery was covered: the insurer paid it, to a provider or as a refund."""
    return paid_by is not PaidBy.NOT


@rule("DP-024", "DP-027")
def birth_window(newborn: Newborn, policy: NewbornFacts, on: date, rulebook: Rulebook) -> BirthWindow:
    """Whether a newborn is attended on a day, before it is included.

    A non-adapted contract attends child and grandchild of a covered delivery. An adapted one attends both once
    the delivery waiting period is over (DP-026), a grandchild only with its mother or father in the policy.
    """
    last = add_days(newborn.born_on, int(rulebook.value("membership.newborn_days", on)))
    until = f"ATÉ {format_date(last)}"
    covered = delivery_covered(newborn.delivery)
    rule_id = "DP-024" if newborn.grandchild else "DP-027"
    who = "NETO" if newborn.grandchild else "RN"
    adapted = rulebook.parameter("dependants.adapted_grandchild_paid", on)
    must_be_paid = not policy.adapted or (newborn.grandchild and bool(adapted.value))
    if must_be_paid and (not covered or not policy.adapted):
        says = f"{who} {until} SÓ SE O PARTO FOI PAGO PELA SEGURADORA (REDE OU REEMBOLSO)"
        return BirthWindow(covered and on <= last, last, (cite(rule_id, says),))
    if newborn.grandchild and not newborn.parent_insured:
        said = cite(rule_id, "ADAPTADO: NETO SÓ COM A MÃE OU O PAI NA APÓLICE", reading=adapted.reading)
        return BirthWindow(False, last, (said,))
    care = newborn_care(policy, on, rulebook)
    return BirthWindow(care.attended and on <= last, last, (care.reason,))
