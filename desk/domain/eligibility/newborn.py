"""Whether a newborn who is not included yet is attended by the cover of one parent (DP-026, DP-027)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.domain.kernel.dates import add_days, add_months, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class NewbornFacts:
    """What of the policy and of the parent insured under it decides.

    `classes` are those of every waiting period registered for the parent, run out or not; `delivery_until` is
    the last day of the parent's waiting period for delivery.
    """

    adapted: bool
    policy_from: date
    male: bool
    classes: Sequence[str]
    delivery_until: date | None


@dataclass(frozen=True, slots=True)
class NewbornCare:
    """Whether a newborn is attended on a day, since or from when, and why."""

    attended: bool
    since: date | None
    reason: Reason


@rule("DP-026", "DP-027")
def newborn_care(facts: NewbornFacts, on: date, rulebook: Rulebook) -> NewbornCare:
    """Whether a newborn of this parent is attended on a day.

    Adapted: whoever paid the delivery, once the waiting period for delivery is over; a man registered with
    waiting periods but not for delivery needs a policy more than ten months old (DP-026). Not adapted: only a
    delivery the insurer paid opens it (DP-027).
    """
    days = rulebook.value("membership.newborn_days", on)
    if not facts.adapted:
        return NewbornCare(True, None, cite("DP-027", f"{days} DIAS, SÓ SE A SEGURADORA PAGOU O PARTO"))
    delivery = str(rulebook.value("membership.delivery_class", on))
    if facts.male and facts.classes and delivery not in facts.classes:
        months = rulebook.parameter("membership.newborn_policy_months", on)
        since = add_days(add_months(facts.policy_from, int(months.value)), 1)
        open_since = f"{'DESDE' if since <= on else 'SÓ EM'} {format_date(since)}"
        says = f"{open_since}: HOMEM COM CARÊNCIAS MENOS PARTO, MAIS DE {months.value} MESES"
        return NewbornCare(since <= on, since, cite("DP-026", says, reading=months.reading))
    if facts.delivery_until is not None and on <= facts.delivery_until:
        free = add_days(facts.delivery_until, 1)
        return NewbornCare(False, free, cite("DP-026", f"SÓ EM {format_date(free)}, CUMPRIDA A CARÊNCIA DE PARTO"))
    return NewbornCare(True, None, cite("DP-026", f"ATÉ {days} DIAS, MESMO COM PARTO NÃO PAGO PELA SEGURADORA"))
