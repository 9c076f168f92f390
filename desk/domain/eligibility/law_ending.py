"""When the law lets a contract be suspended or ended, and care be interrupted (LX-010, LX-033, LX-034 …)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.eligibility.clause import LAW
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason, Route
from desk.domain.premium.lateness import late_days, nth_late_day
from desk.domain.premium.rules import Due
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

PLAN_ARTICLE = "REGULAMENTO DO PLANO"


class Ground(StrEnum):
    """Why a contract would be suspended or ended."""

    FRAUD = "fraud"
    DEFAULT = "default"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands when a contract would be suspended or ended.

    `fraud_proved` is None while the dispute about a pre-existing disease is open at the ministry; `notified_on`
    is the day the holder demonstrably got the notice of default.
    """

    ground: Ground
    collective: bool = False
    holder_admitted: bool = False
    fraud_proved: bool | None = None
    notified_on: date | None = None
    dues: Sequence[Due] = ()


@rule("LX-010", "LX-011", "LX-034")
def may_end(ending: Ending, on: date, rulebook: Rulebook) -> Decision:
    """Whether a contract may be suspended or ended on a day: ALLOWED it may, REFUSED it may not.

    An individual or family contract only for proved fraud or default (LX-034), never while the holder is
    admitted. Of a collective one the article of its plan decides, with the law as its floor.
    """
    if ending.ground is Ground.FRAUD and ending.fraud_proved is None:
        return _refused(cite("LX-010", "PREEXISTÊNCIA EM DISPUTA NO MINISTÉRIO: NÃO SUSPENDER ATÉ O RESULTADO"))
    if ending.holder_admitted:
        reasons = [cite("LX-034", "TITULAR INTERNADO: NÃO SUSPENDER NEM RESCINDIR")]
        if ending.ground is Ground.FRAUD and ending.fraud_proved:
            reasons.append(cite("LX-011", "FRAUDE PROVADA: O CUSTO DA DOENÇA PREEXISTENTE É DO CONSUMIDOR"))
        return _refused(*reasons)
    if ending.ground is Ground.DEFAULT:
        by_default = default_ending(ending, on, rulebook)
        return _by_the_plan(by_default) if ending.collective else by_default
    if ending.ground is Ground.FRAUD and ending.fraud_proved:
        return Decision(Outcome.ALLOWED, (cite("LX-034", "FRAUDE PROVADA: RESCISÃO PERMITIDA"),))
    floor = _refused(cite("LX-034", "INDIVIDUAL OU FAMILIAR: SÓ POR FRAUDE PROVADA OU ATRASO"))
    return _by_the_plan(floor) if ending.collective else floor


@rule("LX-033")
def default_ending(ending: Ending, on: date, rulebook: Rulebook) -> Decision:
    """Whether default lets a contract be suspended or ended: enough days in a year, the holder told in time."""
    most = int(rulebook.value("ending.default_days", on, rulebook=LAW))
    window = rulebook.parameter("ending.default_window_months", on, rulebook=LAW)
    told_by = int(rulebook.value("ending.notice_by_day", on, rulebook=LAW))
    count = len(late_days(ending.dues, on, int(window.value)))
    values: list[tuple[str, object]] = [("DIAS DE ATRASO", count)]
    if ending.holder_admitted:
        return _refused(cite("LX-033", "TITULAR INTERNADO: NÃO SUSPENDER POR ATRASO", values=values))
    if count <= most:
        says = f"ATRASO DE ATÉ {most} DIAS EM {window.value} MESES NÃO SUSPENDE"
        return _refused(cite("LX-033", says, reading=window.reading, values=values))
    limit = nth_late_day(ending.dues, on, told_by, int(window.value))
    assert limit is not None
    values.append((f"{told_by}º DIA DE ATRASO", format_date(limit)))
    if ending.notified_on is None or ending.notified_on > limit:
        says = f"SEM NOTIFICAÇÃO COMPROVADA ATÉ O {told_by}º DIA DE ATRASO"
        return _refused(cite("LX-033", says, reading=window.reading, values=values))
    says = f"MAIS DE {most} DIAS DE ATRASO E TITULAR NOTIFICADO: PODE SUSPENDER OU RESCINDIR"
    return Decision(Outcome.ALLOWED, (cite("LX-033", says, reading=window.reading, values=values),))


@rule("LX-066")
def may_interrupt(*, admission: bool, physician_ends: bool, contract_ended: bool) -> Decision:
    """Whether care that was begun may stop: an admission only by its physician, other cover with the contract."""
    if admission:
        said = cite("LX-066", "INTERNAÇÃO, UTI INCLUSIVE, SÓ TERMINA POR DECISÃO DO MÉDICO ASSISTENTE")
        return Decision(Outcome.ALLOWED if physician_ends else Outcome.REFUSED, (said,))
    said = cite("LX-066", "OUTRA COBERTURA SÓ CESSA COM A RESCISÃO DO CONTRATO")
    return Decision(Outcome.ALLOWED if contract_ended else Outcome.REFUSED, (said,))


def _by_the_plan(floor: Decision) -> Decision:
    said = cite("LX-034", "COLETIVO: DECIDE O ARTIGO DO PLANO; A LEI MOSTRA O MÍNIMO")
    return Decision(Outcome.ROUTED, (said, *floor.reasons), routes=(Route(PLAN_ARTICLE),))


def _refused(*reasons: Reason) -> Decision:
    return Decision(Outcome.REFUSED, reasons)
