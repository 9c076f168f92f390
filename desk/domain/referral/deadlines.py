"""By when an area answers: running hours, business hours, business days, at once; by what is asked and how.

| unit           | counted                                                                                  |
|----------------|------------------------------------------------------------------------------------------|
| immediate      | the moment it is asked                                                                   |
| hours          | running; where the line has opening hours, from the next opening when asked outside them |
| business_hours | only inside the opening hours of business days                                           |
| business_days  | to the end of the N-th business day after the day it is asked (RE-001)                   |

The terms lie in `reference/response_deadlines.csv`. Times are read in local time and given back in UTC. What needs
the calendar raises ParameterError for a year the calendar lacks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache

from desk.domain.eligibility.regulation import answer_by
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.clock import LOCAL_ZONE, local_time
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.errors import ParameterError
from desk.domain.kernel.resources import read_table
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

ESTIMATE_BUSINESS_DAYS = 7
"""An admission nearer than this takes the papers of a refund estimate to CAP as well (AP-101)."""

END_OF_DAY = time(23, 59)
ALL_DAY = "24:00"
DESK = "UDAS"
"""The units of the desk: what they grant at once has no area to wait for."""


class Unit(StrEnum):
    """How a term is counted."""

    IMMEDIATE = "immediate"
    HOURS = "hours"
    BUSINESS_HOURS = "business_hours"
    BUSINESS_DAYS = "business_days"


_UNITS = {
    Unit.HOURS: ("HORA", "HORAS"),
    Unit.BUSINESS_HOURS: ("HORA ÚTIL", "HORAS ÚTEIS"),
    Unit.BUSINESS_DAYS: ("DIA ÚTIL", "DIAS ÚTEIS"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in the unit it is counted in."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        if self.unit is Unit.IMMEDIATE:
            return "NO ATO"
        return f"{self.amount} {_UNITS[self.unit][self.amount != 1]}"


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the table: what is asked, how long the area has and what the insured is told.

    `urgent` None holds for both; `subject` is what the service has to be about; `promise` is None where the
    insured is told nothing; `closes` None is the end of the day.
    """

    kind: str
    label: str
    area: str
    urgent: bool | None
    subject: str
    limit: Span
    promise: Span | None
    opens: time | None
    closes: time | None
    since: date
    rule: str
    reading: str
    source: str


@dataclass(frozen=True, slots=True)
class Clock:
    """When a case must be answered: the area's own limit, and what the insured was told; UTC.

    Both are None where no source gives a term; `problem` says why a term that exists could not be counted.
    """

    asked_at: datetime
    due_at: datetime | None = None
    promised_at: datetime | None = None
    urgent: bool = False
    reasons: tuple[Reason, ...] = ()
    problem: str = ""


@cache
def terms() -> tuple[Term, ...]:
    """Every term. Raises ValueError for a unit nobody knows."""
    return tuple(_term(row) for row in read_table("reference/response_deadlines.csv"))


def areas_with_terms() -> frozenset[str]:
    """The departments the sources give a term; of every other one none is counted."""
    return frozenset(line.area for line in terms()) - {DESK}


def term(kind: str, *, urgent: bool, on: date) -> Term:
    """The term of a kind of request in force on a date. Raises ParameterError where there is none."""
    found = [t for t in terms() if t.kind == kind and t.urgent in (None, urgent) and t.since <= on]
    if not found:
        raise ParameterError(f"SEM PRAZO DE RESPOSTA PARA {kind} EM {on:%d/%m/%Y} - AVISE A SUPERVISÃO")
    return max(found, key=lambda t: t.since)


@rule(
    "AP-023", "AP-024", "AP-026", "AP-027", "AP-042", "AP-044", "AP-099", "AP-100", "AP-136", "AP-137",
    "AP-141", "AP-142", "AP-148", "CV-028", "CV-038", "CV-078", "CV-079",
)  # fmt: skip
def clock_for(kind: str, asked_at: datetime, calendar: BusinessCalendar, *, urgent: bool = False) -> Clock:
    """The clock of a kind of request of the desk manual, asked (or received, or examined) at a moment."""
    chosen = term(kind, urgent=urgent, on=local_time(asked_at).date())
    due = _end(chosen, chosen.limit, asked_at, calendar)
    promised = _end(chosen, chosen.promise, asked_at, calendar) if chosen.promise is not None else None
    told = f"; SEGURADO OUVE ATÉ {chosen.promise}" if chosen.promise is not None else ""
    reason = cite(
        chosen.rule,
        f"{chosen.label}: {chosen.area} RESPONDE EM {chosen.limit}{told}",
        reading=chosen.reading,
        values=[("ATÉ", f"{local_time(due):%d/%m/%Y %H:%M}")],
    )
    return Clock(asked_at, due, promised, urgent, (reason,))


def kinds_about(subjects: Iterable[str], *, urgent: bool) -> str:
    """The kind of request a service has a term of its own for, the narrowest first; empty when it has none."""
    about = set(subjects)
    found = [t for t in terms() if t.subject and t.subject in about and t.urgent in (None, urgent)]
    order = ("cornea_transplant", "transplant", "oral_surgery")
    ranked = sorted(found, key=lambda t: order.index(t.kind) if t.kind in order else len(order))
    return ranked[0].kind if ranked else ""


@rule("AP-025", "AP-027")
def clock_of_services(
    services: Iterable[Iterable[str]],
    asked_at: datetime,
    calendar: BusinessCalendar,
    *,
    urgent: bool,
    from_desk: bool,
) -> Clock:
    """The clock of a form sent to CAP: each service by what it is about, the latest of them for the whole.

    `from_desk` says that a unit of the desk sends it; everybody else has the terms of the requests by fax.
    """
    usual = "outside_authority" if from_desk else "by_fax"
    kinds = dict.fromkeys(kinds_about(subjects, urgent=urgent) or usual for subjects in services)
    return latest([clock_for(kind, asked_at, calendar, urgent=urgent) for kind in kinds or (usual,)])


def latest(clocks: Iterable[Clock]) -> Clock:
    """One clock for several: the latest limit and the latest promise, with all their reasons."""
    found = list(clocks)
    due = max((c.due_at for c in found if c.due_at is not None), default=None)
    promised = max((c.promised_at for c in found if c.promised_at is not None), default=None)
    reasons = tuple(reason for c in found for reason in c.reasons)
    return replace(found[0], due_at=due, promised_at=promised, reasons=reasons)


@rule("AZ-066", "UF-079")
def clock_by_rulebook(code: str, asked_at: datetime, rulebook: Rulebook, calendar: BusinessCalendar) -> Clock:
    """The clock of a request under a rulebook of its own: business days, or none where it is silent."""
    asked_on = local_time(asked_at).date()
    if not rulebook.knows("regulation.answer_business_days", asked_on, rulebook=code):
        return Clock(asked_at)
    deadline = answer_by(asked_on, code, rulebook, calendar)
    due = _moment(deadline.last, END_OF_DAY)
    return Clock(asked_at, due, due, reasons=(deadline.reason,))


@dataclass(frozen=True, slots=True)
class EstimateClocks:
    """The clock of an authorization tied to a refund estimate, and CAP's own where the papers go there too."""

    estimate: Clock
    also_cap: Clock | None


@rule("AP-101")
def estimate_clocks(
    protocol_at: datetime, admission_on: date, calendar: BusinessCalendar, *, delivery: bool, urgent: bool = False
) -> EstimateClocks:
    """The term of the estimate, 5 business days (3 of a delivery); an admission nearer than 7 goes to CAP too."""
    kind = "refund_estimate_delivery" if delivery else "refund_estimate"
    estimate = clock_for(kind, protocol_at, calendar, urgent=urgent)
    near = admission_on < calendar.add(local_time(protocol_at).date(), ESTIMATE_BUSINESS_DAYS)
    also = clock_for("outside_authority", protocol_at, calendar, urgent=urgent) if near else None
    return EstimateClocks(estimate, also)


@rule("AP-103")
def may_charge(due_at: datetime | None, now: datetime) -> bool:
    """Whether the area may be charged for its answer: its limit has passed."""
    return due_at is not None and now > due_at


def _end(chosen: Term, span: Span, asked_at: datetime, calendar: BusinessCalendar) -> datetime:
    match span.unit:
        case Unit.IMMEDIATE:
            return asked_at
        case Unit.HOURS:
            return _opening(chosen, asked_at, calendar) + timedelta(hours=span.amount)
        case Unit.BUSINESS_HOURS:
            return _business_hours(chosen, span.amount, asked_at, calendar)
        case Unit.BUSINESS_DAYS:
            return _moment(calendar.add(local_time(asked_at).date(), span.amount), END_OF_DAY)


def _opening(chosen: Term, asked_at: datetime, calendar: BusinessCalendar) -> datetime:
    """The moment itself inside the opening hours, both ends included; outside them the next opening (AP-023)."""
    if chosen.opens is None:
        return asked_at
    day = local_time(asked_at).date()
    while True:
        opens, closes = _window(chosen, day)
        if calendar.is_business_day(day) and asked_at <= closes:
            return max(asked_at, opens)
        day += timedelta(days=1)


def _business_hours(chosen: Term, hours: int, asked_at: datetime, calendar: BusinessCalendar) -> datetime:
    left, day = timedelta(hours=hours), local_time(asked_at).date()
    while True:
        opens, closes = _window(chosen, day)
        start = max(asked_at, opens)
        if calendar.is_business_day(day) and start < closes:
            if start + left <= closes:
                return start + left
            left -= closes - start
        day += timedelta(days=1)


def _window(chosen: Term, day: date) -> tuple[datetime, datetime]:
    opens = _moment(day, chosen.opens or time.min)
    if chosen.closes is None:
        return opens, _moment(day + timedelta(days=1), time.min)
    return opens, _moment(day, chosen.closes)


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LOCAL_ZONE).astimezone(UTC)


def _term(row: dict[str, str]) -> Term:
    limit = _span(row["limit"])
    if limit is None:
        raise ValueError(f"response_deadlines.csv: {row['kind']} without a limit")
    return Term(
        kind=row["kind"],
        label=row["label"],
        area=row["area"],
        urgent={"any": None, "yes": True, "no": False}[row["urgent"]],
        subject=row["subject"],
        limit=limit,
        promise=_span(row["promise"]),
        opens=time.fromisoformat(row["opens"]) if row["opens"] else None,
        closes=time.fromisoformat(row["closes"]) if row["closes"] not in {"", ALL_DAY} else None,
        since=date.fromisoformat(row["since"]),
        rule=row["rule"],
        reading=row["reading"],
        source=row["source"],
    )


def _span(written: str) -> Span | None:
    if not written:
        return None
    if written == Unit.IMMEDIATE:
        return Span(0, Unit.IMMEDIATE)
    amount, _, unit = written.partition(" ")
    return Span(int(amount), Unit(unit))
