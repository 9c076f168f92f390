"""Whether a plan's fees may be adjusted on a day: yearly, technical, or for another cause."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desk.domain.kernel.dates import add_months, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.money import Money, round_half_up
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Parameter, Rulebook


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
    `expenses` and `revenues` are those of a technical adjustment, `approved` whether whoever approves it did.
    """

    cause: Adjusting
    on: date
    contract_from: date
    last_on: date | None = None
    percents: tuple[Decimal, ...] = ()
    expenses: Decimal = Decimal(0)
    revenues: Decimal = Decimal(0)
    approved: bool = False


@rule("AZ-075", "AZ-076", "AZ-077", "UF-088", "UF-089", "UF-090")
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
        against += _out_of_season(asked, rulebook.parameter("price.annual_on", asked.on, rulebook=code))
    if asked.cause is Adjusting.TECHNICAL:
        against += _not_unbalanced(asked, rulebook.parameter("price.technical", asked.on, rulebook=code))
    approves = "price.approved_by"
    if asked.cause not in free and not asked.approved and rulebook.knows(approves, asked.on, rulebook=code):
        approval = rulebook.parameter(approves, asked.on, rulebook=code)
        against.append(cite(approval.rule, f"SÓ COM APROVAÇÃO: {approval.value}"))
    if asked.cause is not Adjusting.AGE_BAND and len(set(asked.percents)) > 1:
        against.append(cite(interval.rule, "UM SÓ PERCENTUAL NO MESMO PLANO E CONTRATO"))
    if against:
        return Decision(Outcome.REFUSED, tuple(against))
    return Decision(Outcome.ALLOWED, (cite(interval.rule, "REAJUSTE PERMITIDO; COMUNICAR À ANS"),))


def _out_of_season(asked: Adjustment, yearly: Parameter) -> list[Reason]:
    """Against a yearly adjustment: not in the month of the rulebook, or not on the contract's anniversary."""
    if isinstance(yearly.value, int):
        says = f"REAJUSTE ANUAL SÓ NO MÊS {yearly.value:02d}"
        return [] if asked.on.month == yearly.value else [cite(yearly.rule, says)]
    if _anniversary(asked.contract_from, asked.on):
        return []
    return [cite(yearly.rule, f"REAJUSTE ANUAL SÓ NO ANIVERSÁRIO DO CONTRATO, {asked.contract_from:%d/%m}")]


def _not_unbalanced(asked: Adjustment, technical: Parameter) -> list[Reason]:
    """Against a technical adjustment: expenses not above the revenues, or above the part of them it starts at."""
    percent = technical.value if isinstance(technical.value, int) else 100
    if asked.expenses * 100 > asked.revenues * percent:
        return []
    part = f"MAIS DE {percent}% DA" if isinstance(technical.value, int) else "MAIOR QUE A"
    return [cite(technical.rule, f"REAJUSTE TÉCNICO SÓ COM DESPESA {part} RECEITA", reading=technical.reading)]


@rule("UF-089")
def claims_index(expenses: Money, fees: Money, on: date, code: str, rulebook: Rulebook) -> Decimal | None:
    """The percentage by which twelve months of expenses adjust the fees; None where they do not.

    How much the part of the fees that was spent exceeds the part the rulebook aims at, to two decimals half-up.
    """
    target = Decimal(rulebook.value("price.technical", on, rulebook=code)) / 100
    ratio = expenses.amount / fees.amount
    return None if ratio <= target else round_half_up((ratio / target - 1) * 100)


def _anniversary(start: date, on: date) -> bool:
    """Whether a day is an anniversary of another; of 29 February that is 1 March in a common year."""
    years = on.year - start.year
    return years > 0 and add_months(start, 12 * years) == on
