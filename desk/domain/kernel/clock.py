"""Time, given to the domain and never asked by it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("America/Sao_Paulo")


class Clock(Protocol):
    """What day it is at the desk, and what moment it is."""

    def today(self) -> date:
        """The business date: the date every rule is asked about."""

    def now(self) -> datetime:
        """The moment to record, aware, in UTC. Its local date is the business date."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of a production desk."""

    def today(self) -> date:
        """The date now in Brasília."""
        return datetime.now(LOCAL_ZONE).date()

    def now(self) -> datetime:
        """This moment."""
        return datetime.now(UTC)


@dataclass(slots=True)
class MovableClock:
    """The clock of a demo or training desk: the day is set, the time of day runs on."""

    business_date: date

    def today(self) -> date:
        """The date the trainer chose."""
        return self.business_date

    def now(self) -> datetime:
        """The chosen date at the present local time of day."""
        wall = datetime.now(LOCAL_ZONE)
        return datetime.combine(self.business_date, wall.timetz()).astimezone(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still; for tests and for measured runs."""

    moment: datetime

    def today(self) -> date:
        """The local date of the fixed moment."""
        return self.moment.astimezone(LOCAL_ZONE).date()

    def now(self) -> datetime:
        """The fixed moment."""
        return self.moment


def local_time(moment: datetime) -> datetime:
    """A stored UTC moment as the desk reads it."""
    return moment.astimezone(LOCAL_ZONE)
