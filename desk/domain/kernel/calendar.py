"""Business days: Monday to Friday less the holidays of a dated, cited table (RE-001)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk.domain.kernel.errors import ParameterError
from desk.domain.kernel.resources import read_table

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """Holidays and the years the table speaks for. A year it lacks is an error, never a guess."""

    holidays: frozenset[date]
    years: frozenset[int]

    @classmethod
    def load(cls) -> "BusinessCalendar":
        """The national calendar from `reference/holidays.csv`."""
        days = frozenset(date.fromisoformat(row["date"]) for row in read_table("reference/holidays.csv"))
        return cls(days, frozenset(day.year for day in days))

    def with_holidays(self, days: Iterable[date]) -> "BusinessCalendar":
        """The same calendar with the holidays of one place besides; the years it speaks for stay the same."""
        return replace(self, holidays=self.holidays | frozenset(days))

    def is_business_day(self, day: date) -> bool:
        """Whether the desk works that day. Raises ParameterError for a year the table lacks."""
        if day.year not in self.years:
            raise ParameterError(f"CALENDÁRIO DE DIAS ÚTEIS SEM O ANO {day.year} - AVISE A SUPERVISÃO")
        return day.weekday() < SATURDAY and day not in self.holidays

    def on_or_after(self, day: date) -> date:
        """The day itself, or the first business day after it (PR-004)."""
        while not self.is_business_day(day):
            day += timedelta(days=1)
        return day

    def add(self, start: date, days: int) -> date:
        """The N-th business day after `start`, which is day 0 (RE-001, CX-02)."""
        day = start
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_business_day(day)
        return day
