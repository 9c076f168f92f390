"""By when a charge of SUS may be contested (AP-148)."""

from dataclasses import dataclass
from datetime import date

from desk.domain.access.unit_calendar import national_calendar
from desk.domain.context import Desk
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.errors import DomainError
from desk.domain.referral.deadlines import term
from desk.domain.rulebook.catalogue import cite, rule

_KIND = "sus_impugnation"


@dataclass(frozen=True, slots=True)
class Impugnation:
    """The window of a contestation: the day it is counted from, its last day, and what is left of it.

    `left` are the business days still to come, that of the question included; 0 when the window has closed.
    """

    published_on: date
    first: date
    last: date
    left: int
    reason: Reason

    @property
    def open(self) -> bool:
        """Whether it may still be contested."""
        return self.left > 0


@rule("AP-148")
def impugnation(published_on: date, on: date, calendar: BusinessCalendar) -> Impugnation:
    """The window after a publication on the site of ANS: day 1 is the first business day after it.

    Raises ParameterError for a year the calendar lacks.
    """
    days = term(_KIND, urgent=False, on=published_on).limit.amount
    first, last = calendar.add(published_on, 1), calendar.add(published_on, days)
    left, day = 0, max(on, first)
    while day <= last:
        left += calendar.is_business_day(day)
        day = date.fromordinal(day.toordinal() + 1)
    says = f"{days} DIAS ÚTEIS DESDE {format_date(first)}: ATÉ {format_date(last)}"
    return Impugnation(published_on, first, last, left, cite("AP-148", says, values=[("RESTAM", left)]))


def contest_by(desk: Desk, published_on: date) -> Impugnation:
    """The same on the desk's day. The term is the insurer's: no unit's own holidays lengthen it.

    Raises DomainError for a publication to come.
    """
    if published_on > desk.clock.today():
        raise DomainError("A PUBLICAÇÃO NÃO PODE SER DEPOIS DE HOJE", field="publicado")
    return impugnation(published_on, desk.clock.today(), national_calendar())
