"""Care, hospitals, refunds and complaints by the law (LX-051, LX-061, LX-063 to LX-065, LX-069)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.eligibility.clause import LAW
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.resources import read_table
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


class LeavingCause(StrEnum):
    """Why a hospital leaves the network."""

    OPERATOR = "operator"
    FRAUD = "fraud"
    TAX = "tax"
    SANITARY = "sanitary"


class StayThrough(StrEnum):
    """What becomes of who is admitted when the hospital leaves."""

    STAYS = "stays"
    """To the discharge, at the operator's cost."""
    MOVED = "moved"
    """At once to an equivalent hospital, without cost to the member."""


@dataclass(frozen=True, slots=True)
class Expense:
    """An expense with a provider of one's own choice.

    `insurance` is a health insurance, else a health plan; `network_usable` says whether the plan's own or
    accredited services could have been used.
    """

    insurance: bool
    urgent: bool
    network_usable: bool


@rule("LX-051")
def crisis_therapy_last_day(first_session: date, rulebook: Rulebook) -> date:
    """The last day of a brief psychotherapy of crisis, counted from its first session."""
    weeks = int(rulebook.value("service.crisis_therapy_weeks", first_session, rulebook=LAW))
    return add_days(first_session, 7 * weeks - 1)


@rule("LX-061")
def may_replace_hospital(
    change_on: date, told_on: date | None, cause: LeavingCause, *, equivalent: bool, rulebook: Rulebook
) -> Decision:
    """Whether a hospital may leave the network on a day: for an equivalent one, members and ministry told before.

    Fraud and sanitary or tax infractions need no notice. Without an equivalent hospital the network gets smaller,
    which the ministry must authorise.
    """
    if not equivalent:
        return Decision(Outcome.REFUSED, (cite("LX-061", "REDUZIR A REDE SÓ COM AUTORIZAÇÃO DO MINISTÉRIO"),))
    days = int(rulebook.value("service.hospital_notice_days", change_on, rulebook=LAW))
    told_by = add_days(change_on, -days)
    if cause is not LeavingCause.OPERATOR:
        return Decision(Outcome.ALLOWED, (cite("LX-061", "FRAUDE OU INFRAÇÃO: SEM AVISO PRÉVIO"),))
    said = cite("LX-061", f"AVISAR CONSUMIDORES E MINISTÉRIO ATÉ {format_date(told_by)} ({days} DIAS ANTES)")
    in_time = told_on is not None and told_on <= told_by
    return Decision(Outcome.ALLOWED if in_time else Outcome.REFUSED, (said,))


@rule("LX-061")
def admitted_when_hospital_leaves(cause: LeavingCause) -> StayThrough:
    """What becomes of an admission while the hospital leaves: only a sanitary infraction moves the patient."""
    return StayThrough.MOVED if cause is LeavingCause.SANITARY else StayThrough.STAYS


@rule("LX-063", "LX-064")
def refund_right(expense: Expense) -> Decision:
    """Whether an expense outside the network is refunded.

    Insurance lives by free choice and always refunds within the contract (LX-063); a plan only urgent care whose
    own services could not be used, at its own prices (LX-064).
    """
    if expense.insurance:
        free = cite("LX-063", "SEGURO-SAÚDE: LIVRE ESCOLHA OBRIGATÓRIA, COM REEMBOLSO")
        return Decision(Outcome.ALLOWED, (free, cite("LX-064", "REEMBOLSO NOS LIMITES DO CONTRATO")))
    own = cite("LX-063", "PLANO DE SAÚDE: REDE PRÓPRIA OU CREDENCIADA; LIVRE ESCOLHA SÓ SE NO CONTRATO")
    said = cite("LX-064", "PLANO REEMBOLSA SÓ URGÊNCIA OU EMERGÊNCIA SEM REDE UTILIZÁVEL, AOS SEUS PREÇOS")
    if expense.urgent and not expense.network_usable:
        return Decision(Outcome.ALLOWED, (said, own))
    return Decision(Outcome.REFUSED, (said, own))


@rule("LX-065")
def refund_by(presented_on: date, rulebook: Rulebook) -> date:
    """The last day to refund, counted from the day the documents of the expense were presented."""
    return add_days(presented_on, int(rulebook.value("service.refund_days", presented_on, rulebook=LAW)))


@rule("LX-069")
def complaint_offices(uf: str) -> tuple[tuple[str, str], ...]:
    """Address and telephone of the PROCON of a state, as of 1999; nothing for a state the guide leaves out."""
    rows = read_table("reference/procon_offices.csv")
    return tuple((row["address"], row["phone"]) for row in rows if row["uf"] == uf.upper())
