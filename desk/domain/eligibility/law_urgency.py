"""Urgent care by the law: what it is, how long it is the operator's, who is served first (LX-053 …)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.domain.eligibility.clause import LAW, Circumstance
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

AMBULATORIAL = "ambulatorial"
HOSPITAL = "hospitalar"
_WITH_OBSTETRICS = frozenset({"obstetrica", "global", "referencia"})


@dataclass(frozen=True, slots=True)
class LegalUrgency:
    """An urgent attendance as the law sees it; `coverage` is the product's type of cover.

    `admission_at` is when admission became necessary, None while it is not.
    """

    coverage: str
    circumstance: Circumstance
    started_at: datetime
    in_waiting: bool = False
    in_cpt: bool = False
    admission_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UrgencyTerms:
    """Until when urgent care is the operator's; None: to the discharge. After it only the removal is."""

    until: datetime | None
    reason: Reason


@rule("LX-053")
def kind_of_urgency(*, immediate_risk: bool, accident: bool, pregnancy: bool) -> Circumstance:
    """What a case is: without immediate risk elective; urgency by accident or pregnancy, else emergency."""
    if not immediate_risk:
        return Circumstance.ELECTIVE
    if accident:
        return Circumstance.ACCIDENT
    return Circumstance.OBSTETRIC if pregnancy else Circumstance.EMERGENCY


@rule("LX-017", "LX-054", "LX-055", "LX-056")
def urgency_terms(case: LegalUrgency, rulebook: Rulebook) -> UrgencyTerms:
    """How long an urgent attendance is the operator's.

    In the outpatient plan (LX-054), for a disease in CPT (LX-017), in a waiting period, and for pregnancy where
    the plan has no obstetrics (LX-055, LX-056): some hours, or until admission is necessary if that is sooner.
    """
    rule_id, why = _restriction(case, rulebook)
    if not why:
        return UrgencyTerms(None, cite(rule_id, "COBERTA ATÉ A ALTA, OU O QUE PRESERVE VIDA, ÓRGÃOS E FUNÇÕES"))
    on = case.started_at.date()
    hours = int(rulebook.value("service.outpatient_urgency_hours", on, rulebook=LAW))
    until = case.started_at + timedelta(hours=hours)
    if case.admission_at is not None:
        until = min(until, case.admission_at)
    moment = f"{format_date(until.date())} {until:%H:%M}"
    says = f"{why}: ATÉ {moment}; DEPOIS REDE PÚBLICA OU POR CONTA DO CONSUMIDOR, REMOÇÃO PELA OPERADORA"
    return UrgencyTerms(until, cite(rule_id, says, values=[("HORAS", hours)]))


def _restriction(case: LegalUrgency, rulebook: Rulebook) -> tuple[str, str]:
    if case.coverage == AMBULATORIAL:
        return "LX-054", "PLANO AMBULATORIAL"
    if case.in_cpt:
        return "LX-017", "DOENÇA EM CPT"
    obstetrics = _has_obstetrics(case.coverage, case.started_at.date(), rulebook)
    own = "LX-056" if obstetrics else "LX-055"
    if case.in_waiting:
        return own, "EM CARÊNCIA"
    if case.circumstance is Circumstance.OBSTETRIC and not obstetrics:
        return own, "GRAVIDEZ SEM OBSTETRÍCIA NO PLANO"
    return own, ""


def _has_obstetrics(coverage: str, on: date, rulebook: Rulebook) -> bool:
    if coverage == HOSPITAL:
        return bool(rulebook.value("coverage.hospital_has_delivery", on, rulebook=LAW))
    return coverage in _WITH_OBSTETRICS


@rule("LX-060")
def served_first(
    age: int, circumstance: Circumstance, on: date, *, pregnant: bool, breastfeeding: bool, rulebook: Rulebook
) -> bool:
    """Whether somebody goes before others: urgent, old, a small child, pregnant or breastfeeding; nobody else."""
    return (
        circumstance is not Circumstance.ELECTIVE
        or pregnant
        or breastfeeding
        or age >= rulebook.value("service.priority_over_age", on, rulebook=LAW)
        or age <= rulebook.value("service.priority_child_age", on, rulebook=LAW)
    )
