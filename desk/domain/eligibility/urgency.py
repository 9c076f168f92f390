"""Urgent care while a waiting period runs: from which hour to which hour, and what removal comes after.

The hours are parameters `urgency.*` of a rulebook: `first_hours` before any care, `hours` of care while the
waiting period for admission (`admission_days`) runs; for a pregnant woman it counts as running for
`obstetric_days`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from desk.domain.eligibility.clause import Circumstance
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Arrival:
    """A person who arrives with something urgent; times are local, `admitted_at` is when admission became needed.

    `exempt` is somebody who serves no waiting periods; `in_cpt` an event that led to surgery, ICU or high
    complexity for a disease under partial cover.
    """

    entered_on: date
    at: datetime
    circumstance: Circumstance
    admitted_at: datetime | None = None
    exempt: bool = False
    in_cpt: bool = False


@dataclass(frozen=True, slots=True)
class UrgentCare:
    """What is covered: nothing (`since` is when it would be), until a moment, or to the discharge (None)."""

    decision: Decision
    since: datetime
    until: datetime | None


@rule("AZ-044", "AZ-051", "AZ-052", "AZ-053", "AZ-054", "UF-063", "UF-064", "UF-065")
def urgent_care(arrival: Arrival, code: str, rulebook: Rulebook) -> UrgentCare:
    """How much of an urgent case is covered. Raises ParameterError for a rulebook that does not regulate it."""
    on = arrival.at.date()
    first = rulebook.parameter("urgency.first_hours", on, rulebook=code)
    midnight = datetime.combine(arrival.entered_on, time(), arrival.at.tzinfo)
    since = midnight if arrival.exempt else midnight + timedelta(hours=int(first.value))
    if arrival.at < since:
        says = f"ANTES DE {first.value} HORAS DA ENTRADA: DESDE {_moment(since)}"
        return UrgentCare(Decision(Outcome.BLOCKED, (cite(first.rule, says, code="426"),)), since, since)
    rules: dict[str, str] = rulebook.value("urgency.rules", on, rulebook=code)
    if arrival.circumstance is Circumstance.ACCIDENT and not arrival.in_cpt:
        return _whole(cite(rules["accident"], "ACIDENTE PESSOAL: SEM RESTRIÇÃO"), since)
    pregnant = arrival.circumstance is Circumstance.OBSTETRIC
    waits = rulebook.parameter(
        "urgency.obstetric_days" if pregnant else "urgency.admission_days", on, rulebook=code
    )
    free = add_days(arrival.entered_on, int(waits.value))
    if not arrival.in_cpt and (arrival.exempt or on >= free):
        says = "CARÊNCIA CUMPRIDA: DA ENTRADA À ALTA"
        return _whole(cite(rules["after"], says, reading=waits.reading), since)
    hours = rulebook.parameter("urgency.hours", on, rulebook=code)
    until = arrival.at + timedelta(hours=int(hours.value))
    if arrival.admitted_at is not None:
        until = min(until, arrival.admitted_at)
    held = "EVENTO DE DOENÇA EM CPT" if arrival.in_cpt else f"EM CARÊNCIA ATÉ {format_date(free)} (EXCLUSIVE)"
    says = f"{held}: COBERTO ATÉ {_moment(until)}, DEPOIS CUSTO PRÓPRIO"
    values = [("HORAS", hours.value)]
    why = "partial_cover" if arrival.in_cpt else "pregnant" if pregnant else "limited"
    reason = cite(rules[why], says, values=values, reading=waits.reading)
    return UrgentCare(Decision(Outcome.ALLOWED, (reason,)), since, until)


def _whole(reason: Reason, since: datetime) -> UrgentCare:
    return UrgentCare(Decision(Outcome.ALLOWED, (reason,)), since, None)


def _moment(at: datetime) -> str:
    return f"{format_date(at.date())} {at:%H:%M}"


class Payer(StrEnum):
    """Who bears a removal and the care that follows."""

    OPERATOR = "OPERADORA"
    NEGOTIATED = "BENEFICIÁRIO E PRESTADOR NEGOCIAM"
    MEMBER = "BENEFICIÁRIO"


@dataclass(frozen=True, slots=True)
class RemovalCase:
    """A removal: why, how, and what stands against it.

    `in_waiting` is the waiting period for admission; `lacks_resources` and `needed` are certified by the
    attending physician, `signed_term` that the family chose a unit neither of SUS nor of the network.
    """

    in_waiting: bool
    urgent: bool = True
    lacks_resources: bool = False
    needed: bool = False
    by_ground: bool = True
    in_area: bool = True
    deadly_risk: bool = False
    signed_term: bool = False


@dataclass(frozen=True, slots=True)
class Removal:
    """Where a patient is removed to, who pays, and until when the operator answers for the patient."""

    decision: Decision
    to: str
    payer: Payer
    answers_until: str = ""


@rule("AZ-055", "AZ-056", "UF-066", "UF-067")
def removal(case: RemovalCase, on: date, code: str, rulebook: Rulebook) -> Removal:
    """Whether a removal is covered, where to, and who pays what follows."""
    terms: dict[str, str] = rulebook.value("urgency.removal_rules", on, rulebook=code)
    covered, ends = terms["covered"], terms["ends"]
    if not case.by_ground or not case.in_area:
        says = "REMOÇÃO SÓ TERRESTRE E DENTRO DA ÁREA DO PLANO"
        return Removal(Decision(Outcome.REFUSED, (cite(covered, says, code="401"),)), "", Payer.MEMBER)
    if case.signed_term:
        says = "TERMO ASSINADO POR UNIDADE FORA DO SUS E DA REDE: OPERADORA DESOBRIGADA"
        return Removal(Decision(Outcome.REFUSED, (cite(ends, says),)), "", Payer.MEMBER)
    if case.in_waiting and case.deadly_risk:
        says = "RISCO DE MORTE IMPEDE A REMOÇÃO: O CUSTO SE NEGOCIA COM O PRESTADOR"
        return Removal(Decision(Outcome.REFUSED, (cite(ends, says),)), "", Payer.NEGOTIATED)
    if case.in_waiting and case.urgent:
        says = "EM CARÊNCIA DE INTERNAÇÃO: REMOÇÃO AO SUS COM AMBULÂNCIA DA OPERADORA"
        reasons = (cite(covered, says), cite(ends, "RESPONDE ATÉ O REGISTRO NA UNIDADE DO SUS"))
        return Removal(Decision(Outcome.ALLOWED, reasons), "SUS", Payer.OPERATOR, "REGISTRO NO SUS")
    if case.lacks_resources or case.needed:
        says = "FALTA DE RECURSO OU NECESSIDADE ATESTADA: REMOÇÃO NA REDE"
        return Removal(Decision(Outcome.ALLOWED, (cite(covered, says),)), "REDE", Payer.OPERATOR)
    says = "SEM ATESTADO DE NECESSIDADE OU DE FALTA DE RECURSOS"
    return Removal(Decision(Outcome.REFUSED, (cite(covered, says),)), "", Payer.MEMBER)
