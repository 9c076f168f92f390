"""What a family pays by a price table: a value per life and age band, in reais or in units (US)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby

from desk.domain.kernel.dates import age_on, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.money import Money, format_decimal, round_half_up
from desk.domain.kernel.resources import read_table
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.reference import age_bands

US = "US"
REAIS = "REAIS"
BRASILSAUDE = "BRASILSAÚDE"
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Band:
    """An age band, both ends inclusive, and the value of one life in it; the last band has no end."""

    age_from: int
    age_to: int | None
    value: Decimal

    def holds(self, age: int) -> bool:
        """Whether a person of that age is in the band."""
        return self.age_from <= age and (self.age_to is None or age <= self.age_to)

    def __str__(self) -> str:
        if self.age_to is None:
            return f"{self.age_from} ANOS OU MAIS"
        return f"{self.age_from} A {self.age_to} ANOS" if self.age_from else f"ATÉ {self.age_to} ANOS"


@dataclass(frozen=True, slots=True)
class PriceTable:
    """The prices of a plan of a product: whose table, in which unit, since when, band by band.

    `rule` names the rule of a table printed in the manual; an imported one has none, a printed one no date.
    An empty unit is one whose rows do not agree.
    """

    insurer: str
    product: str
    plan: str
    unit: str
    bands: tuple[Band, ...]
    since: date | None = None
    rule: str = ""

    def check(self) -> None:
        """Raises DomainError for a table that cannot be counted by: bands apart, units mixed."""
        name = f"TABELA {self.insurer} {self.product} {self.plan}"
        if self.unit not in {US, REAIS}:
            raise DomainError(f"{name}: US E REAIS MISTURADOS", field="plano")
        following = zip(self.bands, self.bands[1:], strict=False)
        if any(before.age_to is None or after.age_from != before.age_to + 1 for before, after in following):
            raise DomainError(f"{name}: AS FAIXAS NÃO SE SEGUEM", field="plano")

    @property
    def origin(self) -> str:
        """Where the table comes from, in words."""
        if self.rule:
            return f"TABELA {self.insurer} IMPRESSA NO MANUAL ({self.rule})"
        return f"TABELA {self.insurer} DESDE {format_date(self.since)}" if self.since else self.insurer


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A band with its lives: one life in reais, and the sum of the band in the unit of the table."""

    band: Band
    lives: int
    one_life: Money | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """A monthly premium opened band by band; `units` is its sum in US where the table is in US."""

    lines: tuple[PriceLine, ...]
    lives: int
    units: Decimal | None
    total: Money
    decision: Decision


@cache
@rule("PR-007", "PR-008")
def printed_tables() -> tuple[PriceTable, ...]:
    """The BrasilSaúde tables of products 342 and 345, the only ones that the manual prints."""
    rules = {"342": "PR-007", "345": "PR-008"}
    rows = sorted(
        read_table("reference/premium_brasilsaude.csv"),
        key=lambda row: (row["product"], row["plan"], int(row["age_from"])),
    )
    return tuple(
        PriceTable(
            insurer=BRASILSAUDE,
            product=product,
            plan=plan.upper(),
            unit=REAIS,
            bands=tuple(
                Band(int(r["age_from"]), int(r["age_to"]) if r["age_to"] else None, Decimal(r["monthly_premium"]))
                for r in band_rows
            ),
            rule=rules[product],
        )
        for (product, plan), band_rows in groupby(rows, key=lambda row: (row["product"], row["plan"]))
    )


@rule("PR-010")
def count_lives(bands: Sequence[Band], births: Iterable[date], on: date) -> tuple[int, ...]:
    """How many lives are in each band by their completed age on a date. Raises DomainError for one in none."""
    counts = [0] * len(bands)
    for birth in births:
        age = age_on(birth, on)
        at = next((n for n, band in enumerate(bands) if band.holds(age)), None)
        if at is None:
            raise DomainError(f"A TABELA NÃO TEM FAIXA PARA {age} ANOS", field="plano")
        counts[at] += 1
    return tuple(counts)


@rule("PR-010", "PR-011", "PR-019")
def price(table: PriceTable, lives: Sequence[int], unit_value: Decimal | None = None) -> Price:
    """The premium of so many lives in each band of a table.

    In US, the units of all lives times the value of the US, rounded once; the yearly adjustment is in that
    value. In reais, the plain sum. Raises DomainError when the value of the US is missing or out of place, or
    the table is not whole.
    """
    table.check()
    if table.unit == US and unit_value is None:
        raise DomainError("TABELA EM US: INFORME O VALOR DA US, QUE ESTÁ NA MCAA", field="valor_da_us")
    if table.unit == REAIS and unit_value is not None:
        raise DomainError("TABELA EM REAIS: O VALOR DA US NÃO ENTRA NA CONTA", field="valor_da_us")
    factor = Decimal(1) if unit_value is None else unit_value
    lines = tuple(
        PriceLine(band, count, Money.rounded(band.value * factor), band.value * count)
        for band, count in zip(table.bands, lives, strict=True)
    )
    amount = sum((line.amount for line in lines), Decimal(0))
    total = Money.rounded(amount * factor)
    return Price(
        lines=lines,
        lives=sum(lives),
        units=amount if table.unit == US else None,
        total=total,
        decision=Decision(Outcome.ALLOWED, _reasons(table, lines, unit_value, total)),
    )


def _reasons(
    table: PriceTable, lines: tuple[PriceLine, ...], unit_value: Decimal | None, total: Money
) -> tuple[Reason, ...]:
    counted = [(str(line.band), f"{line.lives} x {_plain(line.band.value)}") for line in lines if line.lives]
    reasons: list[Reason] = []
    if table.rule:
        reasons.append(cite(table.rule, f"{table.origin}: PRODUTO {table.product}, PLANO {table.plan}"))
    if unit_value is None:
        reasons.append(cite("PR-010", f"SOMA DAS VIDAS PELA FAIXA: {total}", values=counted))
    else:
        says = f"US DE TODAS AS VIDAS x {_plain(unit_value)}, ARREDONDADO UMA VEZ: {total}"
        reasons.append(cite("PR-019", says, values=counted, reading="O reajuste anual está no valor da US"))
    reasons.append(cite("PR-011", "SEM IOF; PODE MUDAR ATÉ A VIGÊNCIA (FAIXA ETÁRIA, REAJUSTE): AVISE"))
    return tuple(reasons)


@rule("AZ-078", "UF-091")
def band_steps(table: PriceTable, code: str) -> tuple[Reason, ...]:
    """Where a loaded table leaves the age bands and percentages of its regulation by more than a centavo.

    A percentage counts on the value of the band before it, half-up to the centavo. Nothing for a rulebook
    that prints no percentages, nor for a table in US.
    """
    bands = age_bands(code)
    if table.unit != REAIS or not bands or any(band.percent is None for band in bands):
        return ()
    cited = bands[0].rule
    if [(b.age_from, b.age_to) for b in bands] != [(b.age_from, b.age_to) for b in table.bands]:
        return (cite(cited, "AS FAIXAS DA TABELA NÃO SÃO AS DO REGULAMENTO"),)
    wrong: list[Reason] = []
    for before, band, printed in zip(table.bands, table.bands[1:], bands[1:], strict=False):
        percent = printed.percent or Decimal(0)
        expected = round_half_up(before.value * (100 + percent) / 100)
        if abs(expected - band.value) > _CENT:
            says = f"{band}: {_plain(band.value)} NA TABELA, {_plain(expected)} PELO REGULAMENTO (+{percent}%)"
            wrong.append(cite(cited, says, reading="Pelo percentual sobre a faixa anterior"))
    return tuple(wrong) or (cite(cited, "AS FAIXAS SEGUEM OS PERCENTUAIS DO REGULAMENTO", applied=False),)


@rule("PR-018")
def contractual_tables() -> Decision:
    """Why the contractual tables are closed: they show the contract without a single yearly adjustment."""
    says = "USE A TABELA REAJUSTADA (ATPR): A CONTRATUAL É A DO CONTRATO ORIGINAL, SEM OS REAJUSTES ANUAIS"
    return Decision(Outcome.REFUSED, (cite("PR-018", says),))


def _plain(value: Decimal) -> str:
    exact = value.normalize()
    return format_decimal(value, max(2, -int(exact.as_tuple().exponent)))
