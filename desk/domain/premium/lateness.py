"""Days in default, added up over a year: what a contract may be ended for (CX-07, CX-09)."""

from collections.abc import Iterable
from datetime import date

from desk.domain.kernel.dates import add_days, add_months
from desk.domain.premium.rules import Due


def late_days(dues: Iterable[Due], on: date, months: int = 12) -> tuple[date, ...]:
    """The days of the months that end on a day on which at least one instalment was overdue, in their order.

    An instalment is overdue from the day after its due date to the day of its payment; a day with two of them
    overdue counts once. What was paid late in these months counts with the rest.
    """
    window = add_months(on, -months)
    found: set[date] = set()
    for due in dues:
        last = on if due.paid_on is None else min(due.paid_on, on)
        day = max(add_days(due.due_on, 1), add_days(window, 1))
        while day <= last:
            found.add(day)
            day = add_days(day, 1)
    return tuple(sorted(found))


def nth_late_day(dues: Iterable[Due], on: date, count: int, months: int = 12) -> date | None:
    """The day on which the count of late days came to a number; None while it has not."""
    days = late_days(dues, on, months)
    return days[count - 1] if len(days) >= count else None
