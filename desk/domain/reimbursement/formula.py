"""The reimbursement formula and its caps, exact to the centavo."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.money import Money, format_decimal
from desk.domain.rulebook.catalogue import cite, rule


@dataclass(frozen=True, slots=True)
class Factors:
    """The four factors of a line: units of the procedure, multiple of the plan, value of the unit, times done."""

    units: Decimal
    multiple: Decimal
    unit_value: Decimal
    quantity: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A computed line: the formula, the company's maximum if any, and what would be paid, with reasons."""

    computed: Money
    cap: Money | None
    payable: Money
    reasons: tuple[Reason, ...]


@rule("RE-002", "RE-006", "RE-007", "RE-008", "RE-012", "RE-013")
def compute(factors: Factors, presented: Money, *, cap: Money | None, on: date) -> Amount:
    """Units x multiple x unit value on the day x times, rounded once; never above the cap or what was paid."""
    product = factors.units * factors.multiple * factors.unit_value * factors.quantity
    computed = Money.rounded(product)
    capped = computed if cap is None else min(computed, cap)
    payable = min(capped, presented)
    reasons = (
        cite(
            "RE-006",
            f"US x MÚLTIPLO x VALOR DA US x VEZES = {computed}",
            values=[
                ("QUANTIDADE DE US", format_decimal(factors.units, 4)),
                ("MÚLTIPLO", format_decimal(factors.multiple, 4)),
                ("QUANTIDADE", factors.quantity),
            ],
        ),
        cite(
            "RE-008",
            f"VALOR DA US EM {format_date(on)}: {format_decimal(factors.unit_value, 6)}",
        ),
        cite("RE-002", "ARREDONDADO UMA VEZ, MEIO CENTAVO PARA CIMA", reading="Por linha paga"),
        cite(
            "RE-013",
            f"LIMITE ESPECIAL DA EMPRESA: {cap}" if cap is not None else "EMPRESA SEM LIMITE ESPECIAL",
            applied=cap is not None and cap < computed,
        ),
        cite(
            "RE-012",
            f"NUNCA MAIS DO QUE O VALOR COBRADO, {presented}",
            applied=presented < capped,
            reading="Por linha, depois da fórmula e do limite da empresa",
        ),
    )
    return Amount(computed, cap, payable, reasons)
