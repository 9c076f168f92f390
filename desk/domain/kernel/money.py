"""Exact money and exact decimals, written the Brazilian way."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering

_CENT = Decimal("0.01")
_BRAZILIAN = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)


def parse_decimal(text: str) -> Decimal:
    """Read `1.234,56` (or `1234,56`, `250`): a point only groups thousands, a comma marks decimals.

    Raises ValueError for anything else: a lone `250.00` is ambiguous and refused.
    """
    stripped = text.strip()
    if not _BRAZILIAN.fullmatch(stripped):
        raise ValueError(f"not a Brazilian number: {text!r}")
    return Decimal(stripped.replace(".", "").replace(",", "."))


def format_decimal(value: Decimal, places: int) -> str:
    """Write a number as `1.234,5678` with exactly `places` decimals; the value must fit them exactly."""
    quantised = value.quantize(Decimal(1).scaleb(-places))
    if quantised != value:
        raise ValueError(f"{value} does not fit {places} decimal places")
    return f"{quantised:,.{places}f}".translate(str.maketrans(",.", ".,"))


def round_half_up(value: Decimal) -> Decimal:
    """Round to cents, half up: once a paid line (RE-002)."""
    return value.quantize(_CENT, rounding=ROUND_HALF_UP)


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in reais, held as whole centavos."""

    cents: int

    def __post_init__(self) -> None:
        if not isinstance(self.cents, int):
            raise TypeError("Money is made of whole centavos")

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Read `1.234,56`. Raises ValueError when it is not an amount with at most two decimals."""
        return cls.exact(parse_decimal(text))

    @classmethod
    def exact(cls, value: Decimal) -> "Money":
        """An amount that already is in whole centavos. Raises ValueError when it is not."""
        cents = value.scaleb(2)
        if cents != cents.to_integral_value():
            raise ValueError(f"{value} has fractions of a centavo")
        return cls(int(cents))

    @classmethod
    def rounded(cls, value: Decimal) -> "Money":
        """An amount computed with more decimals, rounded half up to centavos (RE-002)."""
        return cls.exact(round_half_up(value))

    @property
    def amount(self) -> Decimal:
        """The amount in reais, with two decimals."""
        return Decimal(self.cents).scaleb(-2)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + other.cents)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.cents - other.cents)

    def __lt__(self, other: "Money") -> bool:
        return self.cents < other.cents

    def __bool__(self) -> bool:
        return self.cents != 0

    def __str__(self) -> str:
        return format_decimal(self.amount, 2)


ZERO = Money(0)
