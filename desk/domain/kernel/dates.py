"""Counting days, months and years as the manual counts them (RE-001, CX-03, CX-04)."""

import re
from calendar import monthrange
from datetime import date, timedelta

_WRITTEN = re.compile(r"(\d\d)/(\d\d)/(\d{4})|(\d\d)(\d\d)(\d{4})", re.ASCII)
_YEARS = range(1850, 2200)
"""No person, policy or payment of this house is older or later: another year is a slip of the fingers."""


def format_date(value: date) -> str:
    """A date as DD/MM/AAAA."""
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def parse_date(text: str) -> date:
    """Read DD/MM/AAAA or DDMMAAAA. Raises ValueError for anything else and for a day that cannot be meant."""
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        raise ValueError("a date is DD/MM/AAAA")
    day, month, year = (int(part) for part in written.groups() if part is not None)
    return plausible(date(year, month, day))


def plausible(value: date) -> date:
    """The date itself when its year is one of this house's. Raises ValueError."""
    if value.year not in _YEARS:
        raise ValueError(f"the year {value.year} cannot be meant")
    return value


def add_days(start: date, days: int) -> date:
    """`start` is day 0; no shift for weekends (RE-001)."""
    return start + timedelta(days=days)


def add_months(start: date, months: int) -> date:
    """The same day number N months on; where the month lacks it, the first day of the next (RE-001, CX-04)."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    if start.day <= monthrange(year, month)[1]:
        return date(year, month, start.day)
    return add_days(date(year, month, monthrange(year, month)[1]), 1)


def add_years(start: date, years: int) -> date:
    """The anniversary; 29 February becomes 1 March in a common year (CX-05)."""
    return add_months(start, 12 * years)


def age_on(birth: date, on: date) -> int:
    """Completed years on a date; born on 29 February, the birthday of a common year is 1 March (CX-05)."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
