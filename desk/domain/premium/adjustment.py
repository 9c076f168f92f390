"""Whether a plan's fees may be adjusted on a day: yearly, technical, or for another cause."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desk.domain.kernel.dates import add_months, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


class Adjusting(StrEnum):
    """Why fees change."""

    ANNUAL = "annual"
    TECHNICAL = "technical"
    AGE_BAND = "age_band"
    MIGRATION = "migration"
    ADAPTATION = "adaptation"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An adjustment asked for: its cause, the day, the contract's start, the last one, and what it rests on.

    `percents` are the percentages by which the plans' families change: one plan and contract has one.
    `expenses` and `revenues` are those of a technical adjustment.
    """

    cause: Adjusting
    on: date
    contract_from: date
    last_on: date | None = None
    percents: tuple[Decimal, ...] = ()
    expenses: Decimal = Decimal(0)
    revenues: Decimal = Decimal(0)


@rule("AZ-075", "AZ-076", "AZ-077")
def may_adjust(asked: Adjustment, code: str, rulebook: Rulebook) -> Decision:
    """Whether the fees of a plan may change, with what forbids it."""
    interval = rulebook.parameter("price.adjustment_months", asked.on, rulebook=code)
    free = rulebook.value("price.free_causes", asked.on, rulebook=code)
    against: list[Reason] = []
    if asked.cause not in free:
        earliest = add_months(asked.last_on or asked.contract_from, int(interval.value))
        if asked.on < earliest:
            says = f"MENOS DE {interval.value} MESES DO ÚLTIMO: SÓ DESDE {format_date(earliest)}"
            against.append(cite(interval.rule, says))
    if asked.cause is Adjusting.ANNUAL:
        yearly = rulebook.parameter("price.annual_on", asked.on, rulebook=code)
        if not _anniversary(asked.contract_from, asked.on):
            says = f"REAJUSTE ANUAL SÓ NO ANIVERSÁRIO DO CONTRATO, {asked.contract_from:%d/%m}"
            against.append(cite(yearly.rule, says))
    if asked.cause is Adjusting.TECHNICAL and asked.expenses <= asked.revenues:
        technical = rulebook.parameter("price.technical", asked.on, rulebook=code)
        against.append(cite(technical.rule, "REAJUSTE TÉCNICO SÓ COM DESPESA MAIOR QUE A RECEITA"))
    if asked.cause is not Adjusting.AGE_BAND and len(set(asked.percents)) > 1:
        against.append(cite(interval.rule, "UM SÓ PERCENTUAL NO MESMO PLANO E CONTRATO"))
    if against:
        return Decision(Outcome.REFUSED, tuple(against))
    return Decision(Outcome.ALLOWED, (cite(interval.rule, "REAJUSTE PERMITIDO; COMUNICAR À ANS"),))


def _anniversary(start: date, on: date) -> bool:
    """Whether a day is an anniversary of another; of 29 February that is 1 March in a common year."""
    years = on.year - start.year
    return years > 0 and add_months(start, 12 * years) == on
