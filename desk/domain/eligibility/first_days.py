"""A child not enrolled yet, in the days after its birth or adoption."""

from dataclasses import dataclass
from datetime import date

from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a member: `came_on` is the day of birth or adoption, `enrolled` whether it has its own cover.

    `parent_from` is the day the parent's waiting periods count from, `parent_exempt` that there were none;
    `preterm` a birth before its term, which is urgency.
    """

    came_on: date
    parent_from: date
    parent_exempt: bool = False
    preterm: bool = False
    enrolled: bool = False


_AFTERWARDS = {"AZ": "AZ-017", "UF": "UF-018"}
"""The rule that ends the cover of a child that is not enrolled."""


@rule("AZ-017", "UF-014", "UF-018")
def first_days(child: Child, on: date, code: str, rulebook: Rulebook) -> Decision:
    """Whether a child is cared for on a day in the cover of its parent.

    The last day is the day of birth and the days of the rulebook after it; later only its own enrolment helps.
    Some rulebooks want the parent to have served a waiting period (`membership.newborn_parent_days`).
    """
    days = rulebook.parameter("membership.newborn_days", on, rulebook=code)
    last = add_days(child.came_on, int(days.value))
    afterwards = _AFTERWARDS[code]
    if child.enrolled:
        return Decision(Outcome.ALLOWED, (cite(afterwards, "FILHO INSCRITO: COBERTURA PRÓPRIA"),))
    if on > last:
        says = f"NÃO INSCRITO: COBERTURA PELO PAI OU MÃE ACABOU EM {format_date(last)}"
        return Decision(Outcome.REFUSED, (cite(afterwards, says, code="401"),))
    says = f"COBERTO SEM INSCRIÇÃO ATÉ {format_date(last)}, SEM DLP NEM CPT"
    if not rulebook.knows("membership.newborn_parent_days", child.came_on, rulebook=code):
        return Decision(Outcome.ALLOWED, (cite(days.rule, says, reading=days.reading),))
    served = rulebook.parameter("membership.newborn_parent_days", child.came_on, rulebook=code)
    free = add_days(child.parent_from, int(served.value))
    waits = not (child.parent_exempt or child.preterm) and child.came_on < free
    if waits:
        against = f"PARTO OU ADOÇÃO ANTES DOS {served.value} DIAS DO PAI OU MÃE ({format_date(free)})"
        return Decision(Outcome.REFUSED, (cite(days.rule, against, code="426", reading=served.reading),))
    return Decision(Outcome.ALLOWED, (cite(days.rule, says, reading=served.reading),))
