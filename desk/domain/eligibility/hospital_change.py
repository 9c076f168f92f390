"""A hospital that leaves the network: who is told when, and what becomes of the admitted."""

from dataclasses import dataclass
from datetime import date

from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class HospitalChange:
    """A hospital that leaves the network on a day: who was told when, and why it leaves.

    `fraud` and `tax` are rescissions for fraud or tax offences, `sanitary` for an offence against sanitary rules.
    """

    leaves_on: date
    told_on: date | None
    equivalent: bool
    fraud: bool = False
    tax: bool = False
    sanitary: bool = False


@rule("AZ-067")
def hospital_change(change: HospitalChange, code: str, rulebook: Rulebook) -> Decision:
    """Whether a hospital may be replaced that day; members and ANS are told ahead, except after an offence."""
    notice = rulebook.parameter("network.hospital_notice_days", change.leaves_on, rulebook=code)
    if not change.equivalent:
        return Decision(Outcome.REFUSED, (cite(notice.rule, "SÓ POR HOSPITAL EQUIVALENTE"),))
    if change.fraud or change.tax or change.sanitary:
        says = "FRAUDE OU INFRAÇÃO SANITÁRIA OU FISCAL: SEM AVISO PRÉVIO"
        return Decision(Outcome.ALLOWED, (cite(notice.rule, says),))
    by = add_days(change.leaves_on, -int(notice.value))
    says = f"AVISO A BENEFICIÁRIOS E ANS ATÉ {format_date(by)}, {notice.value} DIAS ANTES"
    late = change.told_on is None or change.told_on > by
    return Decision(Outcome.REFUSED if late else Outcome.ALLOWED, (cite(notice.rule, says),))


@rule("AZ-067")
def admitted_during_change(change: HospitalChange, code: str, rulebook: Rulebook) -> Reason:
    """What becomes of a patient admitted in a hospital that is replaced."""
    notice = rulebook.parameter("network.hospital_notice_days", change.leaves_on, rulebook=code)
    if change.sanitary:
        return cite(notice.rule, "TRANSFERÊNCIA IMEDIATA A HOSPITAL EQUIVALENTE, SEM CUSTO")
    return cite(notice.rule, "FICA ATÉ A ALTA MÉDICA, POR CONTA DA OPERADORA")
