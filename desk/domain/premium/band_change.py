"""What a fee becomes when its payer passes into another age band, and from which month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import prod

from desk.domain.kernel.dates import add_months, add_years, age_on, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.errors import ParameterError
from desk.domain.kernel.money import Money, round_half_up
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import AgeBand, age_bands

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class BandChange:
    """One passage: the birthday, the first month charged (its first day), the percentage, and the new fee."""

    birthday: date
    charged_from: date
    percent: Decimal
    fee: Money


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee on a day after every band change since it was known, with the rules applied."""

    amount: Money
    changes: tuple[BandChange, ...]
    reasons: tuple[Reason, ...]


@rule("AZ-073")
def family_fee(fees: tuple[Money, ...]) -> Money:
    """The family's fee: the values of all its enrolled people, added."""
    return Money(sum(fee.cents for fee in fees))


@rule("AZ-078", "AZ-079", "UF-091", "UF-092")
def fee_on(fee: Money, birth: date, since: date, on: date, code: str, rulebook: Rulebook) -> Fee:
    """The fee of one person on a day, when it was `fee` on `since` and only age changes it.

    A change counts from the first of the month after the birthday; consecutive ones compound on the rounded
    fee. Raises ParameterError for a rulebook that prints no percentages.
    """
    lag = rulebook.parameter("price.band_change_months", on, rulebook=code)
    bands = age_bands(code)
    if not bands or any(band.percent is None for band in bands):
        raise ParameterError(f"REGULAMENTO {code} NÃO DÁ PERCENTUAIS POR FAIXA ETÁRIA")
    changes: list[BandChange] = []
    reasons: list[Reason] = []
    current = fee
    for band in bands[1:]:
        birthday = add_years(birth, band.age_from)
        charged_from = add_months(birthday.replace(day=1), int(lag.value))
        if not since < charged_from <= on:
            continue
        percent = band.percent or Decimal(0)
        current = Money.exact(round_half_up(current.amount * (100 + percent) / 100))
        changes.append(BandChange(birthday, charged_from, percent, current))
        says = f"{_name(band)}: +{percent}% DESDE {format_date(charged_from)}, MÊS SEGUINTE AO ANIVERSÁRIO"
        reasons += [cite(band.rule, f"{_name(band)}: {current}"), cite(lag.rule, says, reading=lag.reading)]
    if not changes:
        says = f"SEM MUDANÇA DE FAIXA: {age_on(birth, on)} ANOS EM {format_date(on)}"
        reasons.append(cite(lag.rule, says, applied=False))
    return Fee(current, tuple(changes), tuple(reasons))


@dataclass(frozen=True, slots=True)
class Spread:
    """How the bands of a rulebook spread: the last over the first, and the variations of their two halves."""

    times_first: Decimal
    earlier: Decimal
    later: Decimal
    lawful: bool


@rule("UF-091")
def spread(on: date, code: str, rulebook: Rulebook) -> Spread:
    """Whether the percentages of a rulebook keep its own limits, as factors with four decimals.

    The last band costs no more than so many times the first; from the parting band to the last the variation is
    not above that from the first to it.
    """
    steps = [1 + (band.percent or Decimal(0)) / 100 for band in age_bands(code)]
    parting = int(rulebook.value("price.seventh_band", on, rulebook=code))
    earlier, later = prod(steps[:parting], start=_ONE), prod(steps[parting:], start=_ONE)
    most = int(rulebook.value("price.most_times_first", on, rulebook=code))
    lawful = earlier * later <= most and later <= earlier
    places = Decimal("0.0001")
    return Spread((earlier * later).quantize(places), earlier.quantize(places), later.quantize(places), lawful)


def _name(band: AgeBand) -> str:
    if band.age_to is None:
        return f"{band.age_from} ANOS OU MAIS"
    return f"{band.age_from} A {band.age_to} ANOS"
