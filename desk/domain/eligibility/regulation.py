"""Dates and prices that an authorisation hangs on: answers, notices, advance, imported material, companions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.money import Money
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day and why."""

    last: date
    reason: Reason


@rule("AZ-066", "UF-079")
def answer_by(asked_on: date, code: str, rulebook: Rulebook, calendar: BusinessCalendar) -> Deadline:
    """The last day to answer a request for authorisation; the day of the request is day 0."""
    days = rulebook.parameter("regulation.answer_business_days", asked_on, rulebook=code)
    last = calendar.add(asked_on, int(days.value))
    says = f"RESPOSTA ATÉ {format_date(last)} ({days.value} DIA ÚTIL)"
    return Deadline(last, cite(days.rule, says, reading=days.reading))


@rule("UF-028")
def urgent_notice(
    admitted_on: date, told_on: date | None, on: date, code: str, rulebook: Rulebook, calendar: BusinessCalendar
) -> Decision:
    """Whether an urgent admission was told in time: ALLOWED it was, BLOCKED it has to be, REFUSED too late."""
    first = rulebook.parameter("regulation.notice_business_days", admitted_on, rulebook=code)
    tolerated = rulebook.parameter("regulation.notice_tolerated_days", admitted_on, rulebook=code)
    due = calendar.add(admitted_on, int(first.value))
    last = calendar.add(admitted_on, int(tolerated.value))
    if told_on is not None and told_on <= last:
        says = f"AVISO EM {format_date(told_on)}, PRAZO {format_date(due)}"
        return Decision(Outcome.ALLOWED, (cite(first.rule, says, reading=tolerated.reading),))
    if told_on is None and on <= last:
        says = f"AVISAR A CENTRAL ATÉ {format_date(due)} (TOLERADO ATÉ {format_date(last)})"
        return Decision(Outcome.BLOCKED, (cite(first.rule, says, reading=tolerated.reading),))
    says = f"SEM AVISO ATÉ {format_date(last)}: INTERNAÇÃO NÃO COBERTA"
    return Decision(Outcome.REFUSED, (cite(first.rule, says, code="401", reading=tolerated.reading),))


@rule("UF-029")
def elective_admission(
    asked_on: date, admission_on: date, code: str, rulebook: Rulebook, *, needed_now: bool
) -> Decision:
    """Whether an elective admission is asked for early enough.

    On the eve it is refused unless the clinical situation demands it; between the eve and the advance asked for
    it is late, and BLOCKED until the date is moved.
    """
    advance = rulebook.parameter("regulation.elective_advance_days", asked_on, rulebook=code)
    days = (admission_on - asked_on).days
    says = f"PEDIDO {days} DIAS ANTES; O PRAZO É DE {advance.value}"
    if days >= int(advance.value):
        return Decision(Outcome.ALLOWED, (cite(advance.rule, says, reading=advance.reading),))
    if needed_now:
        reason = cite(advance.rule, f"{says}: O QUADRO CLÍNICO O EXIGE", reading=advance.reading)
        return Decision(Outcome.ALLOWED, (reason,))
    if days <= 1:
        reason = cite(advance.rule, f"{says}: NA VÉSPERA NÃO SE AUTORIZA", reading=advance.reading)
        return Decision(Outcome.REFUSED, (reason,))
    possible = format_date(add_days(asked_on, int(advance.value)))
    reason = cite(advance.rule, f"{says}: INTERNAR A PARTIR DE {possible}", reading=advance.reading)
    return Decision(Outcome.BLOCKED, (reason,))


@rule("UF-032")
def brands_offered(makers: frozenset[str], available: int, on: date, code: str, rulebook: Rulebook) -> Decision:
    """Whether the physician, when asked, offers enough brands of different makers, as far as there are any."""
    brands = rulebook.parameter("regulation.opme_brands", on, rulebook=code)
    wanted = min(int(brands.value), available)
    says = f"{len(makers)} MARCAS DE FABRICANTES DIFERENTES COM REGISTRO, PEDIDAS {wanted}"
    return Decision(Outcome.ALLOWED if len(makers) >= wanted else Outcome.BLOCKED, (cite(brands.rule, says),))


@rule("UF-034")
def imported_material(
    price: Money, on: date, code: str, rulebook: Rulebook, *, registered: bool, similar_price: Money | None
) -> Decision:
    """Whether an imported OPME is covered; `similar_price` is that of a registered national similar, if any."""
    by_price = rulebook.parameter("regulation.dearer_import_only", on, rulebook=code)
    if not registered:
        return Decision(Outcome.REFUSED, (cite(by_price.rule, "SEM REGISTRO NA ANVISA: EXCLUÍDA", code="401"),))
    if similar_price is None:
        return Decision(Outcome.ALLOWED, (cite(by_price.rule, "REGISTRADA, SEM SIMILAR NACIONAL: COBERTA"),))
    covered = bool(by_price.value) and price <= similar_price
    says = f"IMPORTADA {price}, SIMILAR NACIONAL {similar_price}"
    reason = cite(by_price.rule, says, reading=by_price.reading, code="" if covered else "401")
    return Decision(Outcome.ALLOWED if covered else Outcome.REFUSED, (reason,))


@rule("UF-024")
def crisis_psychotherapy_until(emergency_on: date, code: str, rulebook: Rulebook) -> Deadline:
    """The last day of crisis psychotherapy, which starts right after the emergency."""
    weeks = rulebook.parameter("regulation.crisis_weeks", emergency_on, rulebook=code)
    last = add_days(emergency_on, 7 * int(weeks.value))
    return Deadline(
        last, cite(weeks.rule, f"PSICOTERAPIA DE CRISE ATÉ {format_date(last)} ({weeks.value} SEMANAS)")
    )


@rule("UF-036")
def birth_companion_until(born_at: datetime, code: str, rulebook: Rulebook, *, indicated: bool) -> datetime:
    """Until when the companion of a birth is paid for: some hours, or days when the physician indicates them."""
    on = born_at.date()
    if indicated:
        return born_at + timedelta(days=int(rulebook.value("regulation.birth_companion_days", on, rulebook=code)))
    return born_at + timedelta(hours=int(rulebook.value("regulation.birth_companion_hours", on, rulebook=code)))
