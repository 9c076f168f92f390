"""How long somebody stays in the sponsor's plan after the job, by an operator's own regulation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.domain.eligibility.staying import stay_by_law
from desk.domain.enrolment.model import Continuation
from desk.domain.kernel.dates import add_days, add_months, add_years, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

_MONTH_DAYS = 30


@dataclass(frozen=True, slots=True)
class FormerEmployee:
    """Who lost the job: in the plan since, last day of the job, and what decides.

    `pays_all` is whether the person takes on the whole fee; `new_job_on` the first day of another employment.
    """

    entered_on: date
    left_on: date
    pays_all: bool
    just_cause: bool = False
    new_job_on: date | None = None


@dataclass(frozen=True, slots=True)
class Right:
    """Whether there is a right to stay, and its last day (None with ALLOWED: without end)."""

    decision: Decision
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in whole months and days left over."""

    months: int
    days: int

    def after(self, day: date) -> date:
        """The day this long after another."""
        return add_days(add_months(day, self.months), self.days)


def length_between(start: date, end: date) -> Length:
    """Whole months from one day to another, and the days left over."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    return Length(months, (end - add_months(start, months)).days)


def part_of(length: Length, divisor: int) -> Length:
    """A part of a length: whole months first; a month left over is divided as 30 days, days are rounded up."""
    months, left = divmod(length.months, divisor)
    return Length(months, left * _MONTH_DAYS // divisor + -(-length.days // divisor))


@rule("AZ-087", "AZ-088")
def after_dismissal(person: FormerEmployee, code: str, rulebook: Rulebook) -> Right:
    """The right to stay of who was dismissed without just cause: a part of the time in the plan, within limits."""
    divisor = rulebook.parameter("leaving.stay_divisor", person.left_on, rulebook=code)
    against = _against(person, divisor.rule)
    if against is not None:
        return Right(Decision(Outcome.REFUSED, (against,)))
    least, most = rulebook.value("leaving.stay_months", person.left_on, rulebook=code)
    first = add_days(person.left_on, 1)
    ends = part_of(length_between(person.entered_on, first), int(divisor.value)).after(first)
    ends = min(max(ends, add_months(first, least)), add_months(first, most))
    last = add_days(ends, -1)
    says = f"1/{divisor.value} DO TEMPO NO PLANO, DE {least} A {most} MESES: ATÉ {format_date(last)}"
    reasons = [cite(divisor.rule, says, reading=divisor.reading)]
    return _unless_employed(person, last, reasons, code, rulebook)


@rule("AZ-088", "AZ-089")
def after_retirement(person: FormerEmployee, linked_from: date, code: str, rulebook: Rulebook) -> Right:
    """The right to stay of a retired person: without end from so many years under the employer (`linked_from`).

    Below them the law that the regulation refers to decides.
    """
    years = rulebook.parameter("leaving.stay_retired_years", person.left_on, rulebook=code)
    if not person.pays_all:
        return Right(Decision(Outcome.REFUSED, (cite(years.rule, "SÓ ASSUMINDO O PAGAMENTO INTEGRAL"),)))
    first = add_days(person.left_on, 1)
    if add_years(linked_from, int(years.value)) <= first:
        says = f"{years.value} ANOS OU MAIS DE VÍNCULO: SEM DATA FINAL"
        return _unless_employed(person, None, [cite(years.rule, says)], code, rulebook)
    months = length_between(person.entered_on, first).months
    by_law = stay_by_law(Continuation.RETIRED, months, first, rulebook)
    says = f"MENOS DE {years.value} ANOS DE VÍNCULO: VALE O ART. 31 DA LEI 9.656"
    return _unless_employed(person, by_law.last_day, [cite(years.rule, says), by_law.reason], code, rulebook)


@rule("AZ-088")
def stays_along(enrolled_on: date, left_on: date, code: str, rulebook: Rulebook) -> Decision:
    """Whether one of the family stays along, also after the holder's death: enrolled while the job lasted."""
    family = rulebook.parameter("leaving.stay_family", left_on, rulebook=code)
    if enrolled_on <= left_on:
        says = "INSCRITO DURANTE O EMPREGO: FICA PELO MESMO PRAZO, TAMBÉM SE O TITULAR MORRER"
        return Decision(Outcome.ALLOWED, (cite(family.rule, says),))
    says = "INSCRITO DEPOIS DO EMPREGO: SEM DIREITO DE PERMANÊNCIA"
    return Decision(Outcome.REFUSED, (cite(family.rule, says),))


def _against(person: FormerEmployee, rule_id: str) -> Reason | None:
    if person.just_cause:
        return cite(rule_id, "DEMITIDO POR JUSTA CAUSA: SEM DIREITO")
    if not person.pays_all:
        return cite(rule_id, "SÓ ASSUMINDO O PAGAMENTO INTEGRAL")
    return None


def _unless_employed(
    person: FormerEmployee, last: date | None, reasons: Sequence[Reason], code: str, rulebook: Rulebook
) -> Right:
    """A new job ends the stay, if it comes sooner."""
    family = rulebook.parameter("leaving.stay_family", person.left_on, rulebook=code)
    job = person.new_job_on
    if job is not None and (last is None or job <= last):
        says = f"NOVO EMPREGO EM {format_date(job)} ENCERRA A PERMANÊNCIA"
        return Right(Decision(Outcome.ALLOWED, (cite(family.rule, says), *reasons)), add_days(job, -1))
    return Right(Decision(Outcome.ALLOWED, tuple(reasons)), last)
