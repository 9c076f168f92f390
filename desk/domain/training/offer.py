"""What the demo sign-on offers: its operators with their passwords, and the dates its families live on."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from desk.domain.kernel.resources import read_table


@dataclass(frozen=True, slots=True)
class DemoOperator:
    """An operator of the demo database; the password is no secret."""

    number: str
    name: str
    role: str
    password: str
    unit: str


@dataclass(frozen=True, slots=True)
class DemoDate:
    """A business date with the families that live on it."""

    date: date
    families: str


@cache
def demo_operators() -> tuple[DemoOperator, ...]:
    """The operators: one a role at the unit, and two of CAP."""
    return tuple(DemoOperator(**row) for row in read_table("demo/operators.csv"))


@cache
def demo_dates() -> tuple[DemoDate, ...]:
    """The dates offered; the first is where the demo opens."""
    return tuple(
        DemoDate(date.fromisoformat(row["date"]), row["families"]) for row in read_table("demo/dates.csv")
    )
