"""What clauses say of a question: which hold, which were tried and why not, which is strongest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import eq, ge, le
from typing import Any

from desk.domain.eligibility.clause import Clause, Effect, When
from desk.domain.eligibility.question import CareQuestion
from desk.domain.eligibility.subjects import code_matches, depth
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite
from desk.domain.rulebook.parameters import Rulebook

STATEMENTS = frozenset({Effect.COVERED, Effect.EXCLUDED, Effect.CONDITION})
_BY_CODE = 100
_BOUNDS = {"age_from": ge, "age_to": le, "insured_days_from": ge, "insured_days_to": le}
"""The conditions that are a number the fact reaches, or does not pass; the others name what the fact is."""
_UNMET = {
    "coverage": "SÓ {}",
    "products": "SÓ PRODUTO {}",
    "plans": "SÓ PLANO {}",
    "lines": "OUTRA CARTEIRA",
    "sponsors": "OUTRA EMPRESA",
    "groups": "SÓ {}",
    "attendance": "SÓ TA {}",
    "circumstance": "OUTRA CIRCUNSTÂNCIA",
    "relationship": "OUTRO PARENTESCO",
    "sex": "SÓ SEXO {}",
    "age_from": "SÓ A PARTIR DE {} ANOS",
    "age_to": "SÓ ATÉ {} ANOS",
    "insured_days_from": "SEGURADO HÁ MENOS TEMPO",
    "insured_days_to": "SEGURADO HÁ MAIS TEMPO",
    "continuation": "DEMITIDO/APOSENTADO",
    "in_network": "DEPENDE DO PRESTADOR",
}
"""What is said of a condition the question does not meet, with what the clause asks for."""
_UNMET_FLAGS = {
    "adapted": {True: "SÓ ADAPTADO", False: "SÓ NÃO ADAPTADO"},
    "tipo": {True: "SÓ COM TIPO", False: "SÓ SEM TIPO"},
    "in_waiting": {True: "CARÊNCIA", False: "EM CARÊNCIA"},
    "in_cpt": {True: "SÓ EM CPT", False: "EM CPT"},
    "suspected": {True: "SEM SUSPEITA", False: "SOB SUSPEITA"},
    "needs_authorization": {True: "SÓ COM AUTORIZAÇÃO PRÉVIA", False: "SÓ SEM AUTORIZAÇÃO PRÉVIA"},
}
"""The same, of conditions that read differently when the clause asks for the contrary."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Three facts of the question that other rules find first."""

    in_waiting: bool = False
    in_cpt: bool = False
    suspected: bool = False


@dataclass(frozen=True, slots=True)
class Concern:
    """A clause that is about what is asked, and how closely: by code, by subject, about everything (0)."""

    clause: Clause
    closeness: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clause that speaks of the subject; `missed` says which of its conditions the question lacks."""

    clause: Clause
    rank: tuple[int, int]
    missed: str = ""

    @property
    def holds(self) -> bool:
        """Whether the clause holds for the question."""
        return not self.missed

    def reason(self, values: Iterable[tuple[str, object]] = ()) -> Reason:
        """The clause as a reason of a decision, with the values it was read with."""
        says = self.clause.says if self.holds else f"{self.clause.says} (NÃO SE APLICA: {self.missed})"
        return cite(
            self.clause.rule,
            says,
            applied=self.holds,
            reading=self.clause.reading,
            disclose=self.clause.tell,
            values=values,
        )


def concerning(question: CareQuestion, among: Iterable[Clause]) -> list[Concern]:
    """The clauses that are about what is asked, on whatever day.

    Notes about everything are left out: they would stand beside every answer.
    """
    code, subjects = question.code, question.subjects
    found: list[Concern] = []
    for clause in among:
        if clause.codes and (by_code := [len(p) for p in clause.codes if code and code_matches(p, code)]):
            found.append(Concern(clause, _BY_CODE + max(by_code)))
        elif not subjects.isdisjoint(clause.subjects):
            found.append(Concern(clause, max(depth(s) for s in clause.subjects if s in subjects)))
        elif not clause.codes and not clause.subjects and clause.effect is not Effect.NOTE:
            found.append(Concern(clause, 0))
    return found


def speak(question: CareQuestion, concerns: Iterable[Concern], facts: Facts, rulebook: Rulebook) -> list[Spoken]:
    """Of the clauses about what is asked, those in force on the day and in the reading the house takes."""
    having = _conditions(question, facts)
    return [
        Spoken(
            concern.clause,
            (concern.closeness, len(concern.clause.when.asked)),
            _missed(concern.clause.when, having),
        )
        for concern in concerns
        if _in_force(concern.clause, question.on) and _chosen(concern.clause, question, rulebook)
    ]


def strongest(spoken: Iterable[Spoken], effects: frozenset[Effect] = STATEMENTS) -> list[Spoken]:
    """Those that decide among the clauses that hold: the most special ones and those that always do.

    An exclusion comes first.
    """
    holding = [s for s in spoken if s.holds and s.clause.effect in effects]
    best = max((s.rank for s in holding if not s.clause.always), default=None)
    chosen = [s for s in holding if s.rank == best or s.clause.always]
    return sorted(chosen, key=lambda s: s.clause.effect is not Effect.EXCLUDED)


def _conditions(question: CareQuestion, facts: Facts) -> dict[str, Any]:
    """What the question has of each fact a clause can ask for."""
    card = question.card
    insured_days = (question.on - card.member.started_on).days
    return {
        "adapted": card.policy.adapted,
        "coverage": card.product.coverage,
        "products": card.product.code,
        "plans": card.plan.name.upper(),
        "lines": card.sponsor.line_of_business,
        "sponsors": card.sponsor.code,
        "groups": card.sponsor.group_name,
        "tipo": card.product.tipo_coverage,
        "attendance": question.attendance_type,
        "circumstance": question.circumstance,
        "relationship": card.member.relationship,
        "sex": card.member.sex,
        "age_from": question.age,
        "age_to": question.age,
        "insured_days_from": insured_days,
        "insured_days_to": insured_days,
        "continuation": bool(card.policy.continuation),
        "in_waiting": facts.in_waiting,
        "in_cpt": facts.in_cpt,
        "suspected": facts.suspected,
        "in_network": question.in_network,
        "needs_authorization": question.procedure.needs_authorization if question.procedure is not None else None,
    }


def _missed(when: When, having: Mapping[str, Any]) -> str:
    """The first condition that is not met, in words; empty when all are."""
    for name in when.asked:
        wanted = getattr(when, name)
        if not _meets(name, having[name], wanted):
            return _unmet(name, wanted)
    return ""


def _meets(name: str, has: Any, wanted: Any) -> bool:
    if isinstance(wanted, tuple):
        return has in wanted
    return bool(_BOUNDS.get(name, eq)(has, wanted))


def _unmet(name: str, wanted: Any) -> str:
    if name in _UNMET_FLAGS:
        return _UNMET_FLAGS[name][wanted]
    return _UNMET[name].format("/".join(wanted).upper() if isinstance(wanted, tuple) else wanted)


def _in_force(clause: Clause, on: date) -> bool:
    return (clause.since is None or clause.since <= on) and (clause.until is None or on < clause.until)


def _chosen(clause: Clause, question: CareQuestion, rulebook: Rulebook) -> bool:
    if clause.choice is None:
        return True
    name, value = clause.choice
    card = question.card
    facts = {"product": card.product.code, "plan": card.plan.code, "sponsor": card.sponsor.code}
    return bool(rulebook.value(name, question.on, rulebook=clause.rulebook, **facts) == value)
