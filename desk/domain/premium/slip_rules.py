"""What can still be done with the payment slip of one instalment (PR-002 to PR-005, PR-031, PR-032, DC-002)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.premium.rules import Due
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


class SlipState(StrEnum):
    """Where an instalment stands."""

    PAID = "paid"
    TO_COME = "to_come"
    LATE = "late"
    VOID = "void"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """The policy around an instalment: adapted, premium deposited in court; whether its cheque bounced."""

    adapted: bool
    court_deposit: bool
    returned: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """An instalment's slip on a day: its state, what to say of it, what the desk keeps to itself, the decision.

    The decision is refused where no slip may be issued here.
    """

    state: SlipState
    says: str
    internal: str
    decision: Decision


@rule("DC-002", "PR-002", "PR-003", "PR-004", "PR-005", "PR-031", "PR-032", "PR-045")
def slip(due: Due, facts: SlipFacts, on: date, *, rulebook: Rulebook, calendar: BusinessCalendar) -> Slip:
    """The slip of one instalment on a date.

    No slip is issued while the premium is deposited in court (PR-045). An open one is paid at any bank until
    its due date or the business day after (PR-003, PR-004), then at the central bank for sixty days, with the
    late charge that nobody at the desk waives (PR-005, PR-031); a slip past that is void.
    """
    bounced = cite("PR-032", "CHEQUE DEVOLVIDO: DÚVIDAS COM A TESOURARIA", applied=facts.returned)
    document = cite("PR-002", f"DOCUMENTO: {'CARNÊ TRIMESTRAL' if facts.adapted else 'BOLETO MENSAL'}")
    if not due.is_open(on):
        paid = cite("DC-002", f"PARCELA {due.number:03d} PAGA: NÃO HÁ 2ª VIA A EMITIR", applied=False)
        says = f"PARCELA {due.number:03d} PAGA{'; ' + bounced.says if facts.returned else ''}"
        return Slip(SlipState.PAID, says, "", Decision(Outcome.ALLOWED, (paid, bounced, document)))
    if facts.court_deposit:
        court = cite("PR-045", "LIM/JUÍZO: NÃO SE EMITE BOLETO; ATENDER COMO EM DIA ATÉ A SENTENÇA")
        return Slip(SlipState.COURT, court.says, "", Decision(Outcome.REFUSED, (court, bounced, document)))
    until = calendar.on_or_after(due.due_on)
    parameter = rulebook.parameter("premium.slip_days", on)
    dies = add_days(due.due_on, int(parameter.value))
    in_time, last = on <= until, format_date(until)
    reasons: tuple[Reason, ...] = (
        cite("DC-002", f"PARCELA {due.number:03d} EM ABERTO: PODE TER 2ª VIA"),
        cite("PR-003", f"QUALQUER BANCO ATÉ {last}; DEPOIS, SÓ O CENTRALIZADOR", applied=in_time),
        cite("PR-004", f"VENCE EM DIA NÃO ÚTIL: SEM ENCARGO ATÉ {last}", applied=until != due.due_on),
        bounced,
        document,
    )
    if in_time:
        says = f"PARCELA {due.number:03d} EM QUALQUER BANCO ATÉ {last}"
        return Slip(SlipState.TO_COME, says, "", Decision(Outcome.ALLOWED, reasons))
    void = on > dies
    alive = f"LÂMINA ACEITA SÓ NO BANCO CENTRALIZADOR, ATÉ {format_date(dies)}, {parameter.value}º DIA"
    late = cite("PR-005", alive, reading=parameter.reading)
    waiver = cite("PR-031", "O ATENDENTE NÃO DISPENSA ENCARGOS: O SÊNIOR PEDE À SUPERVISÃO")
    says = f"PARCELA {due.number:03d} VENCIDA: SÓ NO BANCO CENTRALIZADOR, ATÉ {format_date(dies)}"
    if void:
        says = f"PARCELA {due.number:03d}: LÂMINA SEM VALIDADE DESDE {format_date(add_days(dies, 1))}"
    decision = Decision(Outcome.ALLOWED, (late, *reasons, waiver))
    return Slip(SlipState.VOID if void else SlipState.LATE, says, waiver.says, decision)
