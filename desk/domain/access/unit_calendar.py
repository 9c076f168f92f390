"""The business days of a unit: the national calendar, and the holidays of the unit's own city and state."""

from functools import cache

from sqlmodel import Session, col, select

from desk.domain.access.model import UnitHoliday
from desk.domain.kernel.calendar import BusinessCalendar


@cache
def national_calendar() -> BusinessCalendar:
    """The national calendar, read once."""
    return BusinessCalendar.load()


def calendar_of(session: Session, unit_code: str) -> BusinessCalendar:
    """The calendar a unit's deadlines are counted by."""
    days = session.exec(select(col(UnitHoliday.day)).where(col(UnitHoliday.unit_code) == unit_code)).all()
    return national_calendar().with_holidays(days) if days else national_calendar()
