"""When the cover of who left a company ends, and what remains to the family after a death (DA-012, DA-051 …)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.premium.lateness import nth_late_day
from desk.domain.premium.rules import Due
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class StayFacts:
    """What may end the cover of who left a company; None for what did not happen.

    `period_end` is the last day of the stay, `asked_end` the day a cancellation was asked for, `company_ended_on`
    when the company's own contract ended and `paid_until` the end of the last slip paid.
    """

    period_end: date | None
    new_job_on: date | None = None
    asked_end: date | None = None
    company_ended_on: date | None = None
    paid_until: date | None = None
    dues: Sequence[Due] = ()


@dataclass(frozen=True, slots=True)
class StayEnd:
    """The last day of cover and why; None without an end in sight."""

    last_day: date | None
    reason: Reason


@rule("DA-012", "DA-054", "DA-056", "DA-057")
def stay_end(facts: StayFacts, on: date, rulebook: Rulebook) -> StayEnd:
    """The last day of cover: what comes first of new job, period, request, the company's end and default."""
    days = int(rulebook.value("continuation.default_days", on))
    defaulted = nth_late_day(facts.dues, on, days + 1)
    ends: list[tuple[date, Reason]] = []
    if facts.new_job_on is not None:
        ends.append((add_days(facts.new_job_on, -1), cite("DA-012", "ADMITIDO EM NOVO EMPREGO")))
    if facts.period_end is not None:
        ends.append((facts.period_end, cite("DA-012", f"PERMANÊNCIA ATÉ {format_date(facts.period_end)}")))
    if facts.asked_end is not None:
        ends.append((facts.asked_end, cite("DA-054", "CANCELAMENTO PEDIDO PELO SEGURADO")))
    if facts.company_ended_on is not None:
        last = facts.paid_until or add_days(facts.company_ended_on, -1)
        ends.append((last, cite("DA-056", "EMPRESA CANCELOU: ATÉ O FIM DA ÚLTIMA LÂMINA PAGA")))
    if defaulted is not None:
        says = f"MAIS DE {days} DIAS DE ATRASO, SEGUIDOS OU NÃO, DO EMPREGADO OU DA EMPRESA"
        ends.append((add_days(defaulted, -1), cite("DA-057", says)))
    if not ends:
        return StayEnd(None, cite("DA-012", "SEM FIM DE PERMANÊNCIA À VISTA", applied=False))
    last_day, reason = min(ends, key=lambda end: end[0])
    return StayEnd(last_day, reason)


@rule("DA-055")
def cancellation_day(asked_on: date, rulebook: Rulebook) -> date:
    """The first day a cancellation asked for may act on: the last of a month, with the notice it needs."""
    ready = add_days(asked_on, int(rulebook.value("continuation.cancel_notice_days", asked_on)))
    return ready.replace(day=monthrange(ready.year, ready.month)[1])


@rule("DA-051", "DA-052", "LX-035", "LX-036")
def after_death(period_end: date | None, on: date, *, new_holder_stays: bool) -> Decision:
    """Whether the family stays on a day after the holder's death: for the time left, while the new holder does."""
    if not new_holder_stays:
        return Decision(Outcome.REFUSED, (cite("DA-052", "NOVO TITULAR DESISTIU: OS DEMAIS NÃO PERMANECEM"),))
    until = format_date(period_end) if period_end is not None else "SEM FIM"
    said = cite("DA-051", f"FICAM PELO TEMPO QUE RESTAVA AO TITULAR: {until}")
    over = period_end is not None and on > period_end
    return Decision(Outcome.REFUSED if over else Outcome.ALLOWED, (said,))
