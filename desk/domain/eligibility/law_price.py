"""What the law says of the price of a plan: age bands, increases, co-participation, franquia (LX-026 …)."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desk.domain.eligibility.clause import LAW
from desk.domain.kernel.dates import add_years, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.money import Money
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


class Increase(StrEnum):
    """Why a fee goes up."""

    AGE_BAND = "age_band"
    TECHNICAL = "technical"


class Succession(StrEnum):
    """What made one plan the successor of another."""

    SOLD = "sold"
    TRANSFERRED = "transferred"
    LEGAL_FORM = "legal_form"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in one plan; `ended_by` says how the next one came of it."""

    started_on: date
    ended_by: Succession = Succession.NONE


@dataclass(frozen=True, slots=True)
class Consumer:
    """Whose fee it is: when born, and in the plan or the ones it succeeds since when (`counts_from`)."""

    birth_date: date
    since: date
    collective: bool = False


@rule("LX-026")
def age_band(age: int, on: date, rulebook: Rulebook) -> int:
    """The age band of completed years, from 1 to 7."""
    return bisect_right(rulebook.value("price.age_bands", on, rulebook=LAW), age)


@rule("LX-027")
def within_span(first: Money, last: Money, on: date, rulebook: Rulebook) -> bool:
    """Whether the fee of the last age band is not too many times that of the first; exactly six times is not."""
    return last.cents <= first.cents * int(rulebook.value("price.most_times_first", on, rulebook=LAW))


@rule("LX-030")
def counts_from(spells: Sequence[Spell]) -> date:
    """Since when somebody is in the plan: a successor goes on counting the time of the plan it took over.

    The spells are in their order, the present one last. Raises ValueError when there is none.
    """
    if not spells:
        raise ValueError("no time in any plan")
    first = len(spells) - 1
    while first > 0 and spells[first - 1].ended_by is not Succession.NONE:
        first -= 1
    return spells[first].started_on


@rule("LX-028", "LX-029")
def may_increase(
    consumer: Consumer, kind: Increase, on: date, *, in_contract: bool, approved: bool, rulebook: Rulebook
) -> Decision:
    """Whether a fee may go up on a day.

    By age band only with the percentage in the contract, and never for who is over 60 and more than ten years in
    the plan. Otherwise only `approved` by the authority, which any increase of an individual contract of a person
    over 60 needs too. A collective contract negotiates freely.
    """
    elder = _over_protected_age(consumer, on, rulebook)
    barred = kind is Increase.AGE_BAND and _protected(consumer, on, elder=elder, rulebook=rulebook)
    age = rulebook.parameter("price.protected_age", on, rulebook=LAW).value
    reading = rulebook.parameter("price.protected_from_birthday", on, rulebook=LAW).reading
    protection = cite(
        "LX-028",
        f"MAIS DE {age} ANOS E MAIS DE 10 NO PLANO: SEM AUMENTO POR FAIXA ETÁRIA",
        applied=barred,
        reading=reading,
        values=[("NO PLANO DESDE", format_date(consumer.since))],
    )
    if barred:
        return Decision(Outcome.REFUSED, (protection,))
    if consumer.collective:
        said = cite("LX-029", "CONTRATO COLETIVO: LIVRE NEGOCIAÇÃO, SEM APROVAÇÃO DA SUSEP")
        return Decision(Outcome.ALLOWED, (said, protection))
    approval: tuple[Reason, ...] = (
        cite("LX-028", f"MAIS DE {age} ANOS: QUALQUER AUMENTO É APROVADO ANTES PELA SUSEP", applied=elder),
    )
    if kind is Increase.TECHNICAL:
        approval += (cite("LX-029", "FORA DA FAIXA ETÁRIA SÓ COM AUTORIZAÇÃO DA SUSEP"),)
    elif not in_contract:
        said = cite("LX-029", "FAIXA ETÁRIA SEM PERCENTUAL NO CONTRATO")
        return Decision(Outcome.REFUSED, (said, *approval, protection))
    needed = elder or kind is Increase.TECHNICAL
    if needed and not approved:
        return Decision(Outcome.REFUSED, (*approval, protection))
    said = cite("LX-029", "AUMENTO PERMITIDO NO CONTRATO INDIVIDUAL")
    return Decision(Outcome.ALLOWED, (said, *approval, protection))


def _over_protected_age(consumer: Consumer, on: date, rulebook: Rulebook) -> bool:
    birthday = add_years(consumer.birth_date, int(rulebook.value("price.protected_age", on, rulebook=LAW)))
    if rulebook.value("price.protected_from_birthday", on, rulebook=LAW):
        return on >= birthday
    return on > birthday


def _protected(consumer: Consumer, on: date, *, elder: bool, rulebook: Rulebook) -> bool:
    years = int(rulebook.value("price.protected_years", on, rulebook=LAW))
    first = rulebook.value("price.protected_changes_from", on, rulebook=LAW)
    return elder and add_years(consumer.since, years) < on and on >= first


@rule("LX-031")
def copayment(percent: Decimal, on: date, *, admission: bool, psychiatric: bool, rulebook: Rulebook) -> Decision:
    """Whether a contract may leave this share of a cost to its member; of an admission, only a psychiatric one."""
    if percent >= rulebook.value("price.copayment_full", on, rulebook=LAW):
        return Decision(Outcome.REFUSED, (cite("LX-031", "CO-PARTICIPAÇÃO NÃO PODE SER INTEGRAL"),))
    if admission and not psychiatric:
        says = "NA INTERNAÇÃO SÓ A PSIQUIÁTRICA TEM CO-PARTICIPAÇÃO EM PERCENTUAL"
        return Decision(Outcome.REFUSED, (cite("LX-031", says),))
    return Decision(Outcome.ALLOWED, (cite("LX-031", "CO-PARTICIPAÇÃO FACULTATIVA, DO CONTRATO"),))


@rule("LX-032")
def franchise_shares(cost: Money, franchise: Money) -> tuple[Money, Money]:
    """What the member and the operator pay of a cost: up to the franquia of the contract the operator nothing."""
    own = min(cost, franchise)
    return own, cost - own
