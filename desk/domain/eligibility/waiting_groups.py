"""The waiting-period groups of the manual's products, and the days that follow from a start (DP-003, DP-035)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from desk.domain.kernel.dates import add_days
from desk.domain.kernel.resources import read_table
from desk.domain.rulebook.catalogue import rule

_HOURS_OF_A_DAY = 24


@dataclass(frozen=True, slots=True)
class WaitingClass:
    """One class of a group: how many days it holds back; hours of the table are whole days."""

    group: str
    code: str
    days: int


@dataclass(frozen=True, slots=True)
class ClassWait:
    """A class counted from a start: `last_day` is the last day without the right, `free_from` its first day."""

    group: str
    code: str
    last_day: date
    free_from: date


@rule("DP-035")
def classes_of_product(product: str) -> tuple[WaitingClass, ...]:
    """The classes of a product; nothing for one in no group, as 102: there the record of the person says."""
    return _classes().get(product, ())


@rule("DP-035")
def classes_of_group(group: str) -> tuple[WaitingClass, ...]:
    """The classes of a group, whatever the product; nothing for an unknown group."""
    return next((found for found in _classes().values() if found[0].group == group), ())


@rule("DP-003")
def adhesion_date(first_paid_on: date) -> date:
    """The day waiting periods and CPT of a holder count from: the one after the first premium was paid."""
    return add_days(first_paid_on, 1)


@rule("DP-003", "DP-035")
def count_waits(classes: tuple[WaitingClass, ...], starts_on: date) -> tuple[ClassWait, ...]:
    """Every class counted from a start: the holder's adhesion, or the first day of the dependant's own cover."""
    return tuple(
        ClassWait(each.group, each.code, add_days(starts_on, each.days - 1), add_days(starts_on, each.days))
        for each in classes
    )


@cache
def _classes() -> dict[str, tuple[WaitingClass, ...]]:
    found: dict[str, tuple[WaitingClass, ...]] = {}
    for row in read_table("reference/waiting_period_groups.csv"):
        days = int(row["days"]) if row["days"] else -(-int(row["hours"]) // _HOURS_OF_A_DAY)
        found[row["product"]] = (*found.get(row["product"], ()), WaitingClass(row["group"], row["code"], days))
    return found
