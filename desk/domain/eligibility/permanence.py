"""How long who left the company stays, and the dates that only stand in for no end (DA-018, DA-021)."""

from dataclasses import dataclass
from datetime import date

from desk.domain.enrolment.model import Continuation
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.errors import ParameterError
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Stay:
    """What is registered of somebody's stay: dismissed or retired, from when, DTPERM, and Dados Adicionais."""

    kind: str
    started_on: date | None
    end: date | None
    additional_data: str


@dataclass(frozen=True, slots=True)
class Permanence:
    """How a stay reads on a day.

    `provisional` says that `end` may only stand in for no end: it is never told. `cancelled_on` is the day the
    contract is cancelled after a certain end (None where there is none, or the calendar does not reach it);
    `tell` is what the insured may hear, `ask` what the attendant has to find out first.
    """

    kind: Continuation
    started_on: date | None
    end: date | None
    provisional: bool
    over: bool
    cancelled_on: date | None
    tell: str
    ask: str
    reasons: tuple[Reason, ...]


@rule("DA-015", "DA-018", "DA-019", "DA-020", "DA-021")
def permanence(stay: Stay, on: date, *, rulebook: Rulebook, calendar: BusinessCalendar) -> Permanence | None:
    """How a stay reads; None for who is neither dismissed nor retired (DA-015).

    A retired person whose DTPERM is one of the dates the system holds in place of the year 9999 may have no
    end at all: how long he contributed decides, and no screen shows it (DA-021).
    """
    if not stay.kind:
        return None
    mark = str(rulebook.value("membership.retired_mark", on))
    retired = stay.additional_data.startswith(mark)
    provisional = retired and stay.end in rulebook.value("membership.provisional_ends", on)
    stands_in = cite(
        "DA-021",
        "DTPERM PROVISÓRIA: O SISTEMA NÃO GUARDA O ANO 9999" if provisional else "DTPERM NÃO É DATA PROVISÓRIA",
        applied=provisional,
        values=[
            ("DTPERM", format_date(stay.end) if stay.end else "-"),
            ("DADOS ADICIONAIS", stay.additional_data),
        ],
    )
    if provisional:
        return _open_ended(stay, stands_in, on, rulebook)
    if stay.end is None:
        return _read(stay, on, tell="SEM FIM DE PERMANÊNCIA REGISTRADO", reasons=(stands_in,))
    cancelled_on = _cancellation(stay.end, calendar)
    over = stay.end < on
    said = f"DTPERM {format_date(stay.end)} É O ÚLTIMO DIA; DEPOIS NÃO HÁ PARCELAS"
    if cancelled_on is not None:
        said += f" E O CONTRATO É CANCELADO EM {format_date(cancelled_on)}, 1º DIA ÚTIL"
    tell = f"PERMANÊNCIA {'ACABOU EM' if over else 'ATÉ'} {format_date(stay.end)}"
    return _read(stay, on, tell=tell, cancelled_on=cancelled_on, reasons=(cite("DA-018", said), stands_in))


def _open_ended(stay: Stay, stands_in: Reason, on: date, rulebook: Rulebook) -> Permanence:
    years = rulebook.parameter("membership.indefinite_stay_years", on)
    reasons = (
        stands_in,
        cite(
            "DA-020",
            f"{years.value} ANOS OU MAIS DE CONTRIBUIÇÃO: PERMANÊNCIA INDETERMINADA",
            reading=years.reading,
        ),
        cite("DA-019", f"MENOS DE {years.value} ANOS: UM ANO POR ANO, E A DATA PODE SER O FIM"),
    )
    return _read(
        stay,
        on,
        provisional=True,
        tell="A PERMANÊNCIA DEPENDE DO TEMPO DE CONTRIBUIÇÃO",
        ask=f"POR QUANTO TEMPO CONTRIBUIU? {years.value} ANOS OU MAIS: INDETERMINADA",
        reasons=reasons,
    )


def _read(
    stay: Stay,
    on: date,
    *,
    tell: str,
    reasons: tuple[Reason, ...],
    provisional: bool = False,
    ask: str = "",
    cancelled_on: date | None = None,
) -> Permanence:
    return Permanence(
        kind=Continuation(stay.kind),
        started_on=stay.started_on,
        end=stay.end,
        provisional=provisional,
        over=stay.end is not None and stay.end < on and not provisional,
        cancelled_on=cancelled_on,
        tell=tell,
        ask=ask,
        reasons=reasons,
    )


def _cancellation(end: date, calendar: BusinessCalendar) -> date | None:
    """The first business day after the end; None for an end the table of holidays does not reach yet."""
    try:
        return calendar.on_or_after(add_days(end, 1))
    except ParameterError:
        return None
