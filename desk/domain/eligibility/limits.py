"""How much of a limited service is used and left in its window."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desk.domain.eligibility.clause import LAW, Clause, Per
from desk.domain.eligibility.coverage import Spoken
from desk.domain.eligibility.question import CareQuestion
from desk.domain.eligibility.subjects import code_matches
from desk.domain.enrolment.model import Policy
from desk.domain.kernel.dates import add_days, add_months, add_years
from desk.domain.rulebook.catalogue import rule


@dataclass(frozen=True, slots=True)
class LimitUse:
    """A limit on a day: what is used and left, and the window it counts in (`until` is its last day + 1)."""

    spoken: Spoken
    used: int
    left: int
    since: date
    until: date | None

    @property
    def clause(self) -> Clause:
        """The clause that limits."""
        return self.spoken.clause


def limit_uses(question: CareQuestion, holding: Iterable[Spoken]) -> tuple[LimitUse, ...]:
    """Every limit that holds, with its use on the day of the question."""
    return tuple(_use(question, spoken) for spoken in holding if spoken.clause.limit is not None)


def window(per: Per, started_on: date, on: date) -> tuple[date, date | None]:
    """The window a day falls in: its first day, and the first day after it (None when it never ends)."""
    match per:
        case Per.CONTRACT_YEAR | Per.AGREEMENT_YEAR:
            years = on.year - started_on.year
            since = add_years(started_on, years)
            if since > on:
                years, since = years - 1, add_years(started_on, years - 1)
            return since, add_years(started_on, years + 1)
        case Per.CALENDAR_YEAR:
            return date(on.year, 1, 1), date(on.year + 1, 1, 1)
        case Per.MONTH:
            since = on.replace(day=1)
            return since, add_months(since, 1)
        case Per.TWELVE_MONTHS:
            return add_days(add_years(on, -1), 1), add_years(on, 1)
        case Per.WEEK:
            since = add_days(on, -on.weekday())
            return since, add_days(since, 7)
        case Per.DAY:
            return on, add_days(on, 1)
        case Per.REQUEST | Per.ADMISSION:
            return on, None
        case _:
            return started_on, None


@rule("LX-051")
def counted_from(clause: Clause, policy: Policy) -> date:
    """The day contract years begin on: the signature; for the law, the adaptation of a contract older than it."""
    if clause.rulebook == LAW and policy.adapted_on is not None:
        return policy.adapted_on
    return policy.started_on


def _use(question: CareQuestion, spoken: Spoken) -> LimitUse:
    clause = spoken.clause
    assert clause.limit is not None
    start = counted_from(clause, question.card.policy)
    if clause.limit.per is Per.AGREEMENT_YEAR:
        start = question.card.sponsor.started_on
    since, until = window(clause.limit.per, start, question.on)
    counted = [
        use
        for use in question.used
        if clause.limit.per not in {Per.REQUEST, Per.ADMISSION}
        and since <= use.on
        and (until is None or use.on < until)
        and (any(code_matches(p, use.code) for p in clause.codes) or use.subjects & set(clause.subjects))
    ]
    if clause.limit.per is Per.TWELVE_MONTHS:
        until = min((add_years(use.on, 1) for use in counted), default=None)
    used = sum(use.quantity for use in counted)
    return LimitUse(spoken, used, max(0, clause.limit.quantity - used), since, until)
