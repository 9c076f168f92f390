"""What a member pays of a long stay: a percentage that depends on the day of the year it falls on, exact.

A table is a dated parameter: lines `{ from_day, to_day, percent }` (`to_day` left out: without end), counted in
days had in the year. Units that are not days (sessions, weeks) count the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desk.domain.eligibility.clause import Per
from desk.domain.eligibility.limits import window
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.money import Money
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class CostedDay:
    """A day (or session) had, and what its treatment really cost."""

    on: date
    cost: Money


@dataclass(frozen=True, slots=True)
class Block:
    """What falls on one line of the table: how many units, what they cost, and the member's part, not rounded."""

    from_day: int
    to_day: int | None
    percent: int
    units: int
    cost: Money
    part: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """A member's share: block by block, the whole rounded once, and the units still free in the last year."""

    blocks: tuple[Block, ...]
    total: Money
    free_left: int
    reasons: tuple[Reason, ...]


@rule("UF-044")
def day_hospital_table(cid: str, on: date, code: str, rulebook: Rulebook) -> str:
    """The table of a psychiatric day hospital for a diagnosis (CID-10): some groups of them have a longer one."""
    group = cid.strip().upper().replace(".", "")[:3]
    longer: list[list[str]] = rulebook.value("mental.long_day_hospital", on, rulebook=code)
    if any(first <= group <= last for first, last in longer):
        return "mental.psychiatric_day_hospital_long"
    return "mental.psychiatric_day_hospital"


@rule("AZ-041", "AZ-042", "UF-042", "UF-043", "UF-044", "UF-045")
def member_share(
    days: Iterable[CostedDay],
    *,
    year_from: date,
    name: str,
    code: str,
    rulebook: Rulebook,
    earlier: Iterable[date] = (),
) -> Share:
    """What a member pays of days had, by the table `name` of a rulebook.

    Counting starts anew in every contract year; `year_from` is the day contract years are counted from.
    `earlier` are days that count but are settled. The whole is rounded once, half-up. Raises ParameterError for
    a day the rulebook has no table for.
    """
    had = [(on, None) for on in earlier] + [(day.on, day) for day in days]
    had.sort(key=lambda pair: (pair[0], pair[1] is not None))
    numbers: dict[date, int] = {}
    by_line: dict[tuple[int, int | None, int], list[CostedDay]] = {}
    free_left = 0
    reasons: dict[str, Reason] = {}
    for on, costed in had:
        parameter = rulebook.parameter(name, on, rulebook=code)
        year, _ = window(Per.CONTRACT_YEAR, year_from, on)
        numbers[year] = numbers.get(year, 0) + 1
        free_left = max(0, _free(parameter.value) - numbers[year])
        if costed is not None:
            by_line.setdefault(_line(parameter.value, numbers[year]), []).append(costed)
            says = "CADA PERCENTUAL SÓ SOBRE O CUSTO DO SEU BLOCO DE DIAS; A SOMA SE ARREDONDA UMA VEZ"
            reasons[parameter.rule] = cite(parameter.rule, says, reading=parameter.reading)
    blocks = tuple(_block(*line, costed=by_line[line]) for line in sorted(by_line, key=lambda line: line[0]))
    total = Money.rounded(sum((block.part for block in blocks), Decimal(0)))
    return Share(blocks, total, free_left, tuple(reasons.values()))


def _line(table: Sequence[dict[str, Any]], number: int) -> tuple[int, int | None, int]:
    for line in table:
        if line["from_day"] <= number <= line.get("to_day", number):
            return line["from_day"], line.get("to_day"), line["percent"]
    raise ValueError(f"no line for day {number}")


def _free(table: Sequence[dict[str, Any]]) -> int:
    """How many units of a year cost the member nothing."""
    return max((line["to_day"] for line in table if not line["percent"] and "to_day" in line), default=0)


def _block(from_day: int, to_day: int | None, percent: int, *, costed: list[CostedDay]) -> Block:
    cost = Money(sum(day.cost.cents for day in costed))
    return Block(from_day, to_day, percent, len(costed), cost, cost.amount * percent / _PERCENT)
