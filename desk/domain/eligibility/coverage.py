"""What clauses say of a question: which hold, which were tried and why not, which is strongest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desk.domain.eligibility.clause import Clause, Effect
from desk.domain.eligibility.question import CareQuestion
from desk.domain.eligibility.subjects import code_matches, depth
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite
from desk.domain.rulebook.parameters import Rulebook

STATEMENTS = frozenset({Effect.COVERED, Effect.EXCLUDED, Effect.CONDITION})
_BY_CODE = 100
_NEEDS = {True: "SÓ COM AUTORIZAÇÃO PRÉVIA", False: "SÓ SEM AUTORIZAÇÃO PRÉVIA"}


@dataclass(frozen=True, slots=True)
class Facts:
    """Three facts of the question that other rules find first."""

    in_waiting: bool = False
    in_cpt: bool = False
    suspected: bool = False


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


def speak(question: CareQuestion, among: Iterable[Clause], facts: Facts, rulebook: Rulebook) -> list[Spoken]:
    """The clauses that are about what is asked, in force on the day and in the reading the house takes.

    Notes about everything are left out: they would stand beside every answer.
    """
    found: list[Spoken] = []
    for clause in among:
        rank = _rank(clause, question)
        if rank is None or not _in_force(clause, question.on) or not _chosen(clause, question, rulebook):
            continue
        if rank == 0 and clause.effect is Effect.NOTE:
            continue
        found.append(Spoken(clause, (rank, clause.when.conditions), missed(clause, question, facts)))
    return found


def strongest(spoken: Iterable[Spoken], effects: frozenset[Effect] = STATEMENTS) -> list[Spoken]:
    """Those that decide among the clauses that hold: the most special ones and those that always do.

    An exclusion comes first.
    """
    holding = [s for s in spoken if s.holds and s.clause.effect in effects]
    best = max((s.rank for s in holding if not s.clause.always), default=None)
    chosen = [s for s in holding if s.rank == best or s.clause.always]
    return sorted(chosen, key=lambda s: s.clause.effect is not Effect.EXCLUDED)


def missed(clause: Clause, question: CareQuestion, facts: Facts) -> str:
    """The first condition of a clause that the question does not meet, in words; empty when it holds."""
    when, card, ta = clause.when, question.card, question.attendance_type
    age, days = question.age, (question.on - card.member.started_on).days
    needs = question.procedure.needs_authorization if question.procedure is not None else None
    unmet = (
        (when.adapted not in (None, card.policy.adapted), "SÓ ADAPTADO" if when.adapted else "SÓ NÃO ADAPTADO"),
        (bool(when.coverage) and card.product.coverage not in when.coverage, f"SÓ {_any(when.coverage)}"),
        (bool(when.products) and card.product.code not in when.products, f"SÓ PRODUTO {_any(when.products)}"),
        (bool(when.plans) and card.plan.name.upper() not in when.plans, f"SÓ PLANO {_any(when.plans)}"),
        (bool(when.lines) and card.sponsor.line_of_business not in when.lines, "OUTRA CARTEIRA"),
        (bool(when.sponsors) and card.sponsor.code not in when.sponsors, "OUTRA EMPRESA"),
        (bool(when.groups) and card.sponsor.group_name not in when.groups, f"SÓ {_any(when.groups)}"),
        (when.tipo not in (None, card.product.tipo_coverage), "SÓ COM TIPO" if when.tipo else "SÓ SEM TIPO"),
        (bool(when.attendance) and ta not in when.attendance, f"SÓ TA {_any(when.attendance)}"),
        (bool(when.circumstance) and question.circumstance not in when.circumstance, "OUTRA CIRCUNSTÂNCIA"),
        (bool(when.relationship) and card.member.relationship not in when.relationship, "OUTRO PARENTESCO"),
        (bool(when.sex) and card.member.sex != when.sex, f"SÓ SEXO {when.sex}"),
        (when.age_from is not None and age < when.age_from, f"SÓ A PARTIR DE {when.age_from} ANOS"),
        (when.age_to is not None and age > when.age_to, f"SÓ ATÉ {when.age_to} ANOS"),
        (when.insured_days_from is not None and days < when.insured_days_from, "SEGURADO HÁ MENOS TEMPO"),
        (when.insured_days_to is not None and days > when.insured_days_to, "SEGURADO HÁ MAIS TEMPO"),
        (when.continuation not in (None, bool(card.policy.continuation)), "DEMITIDO/APOSENTADO"),
        (when.in_waiting not in (None, facts.in_waiting), "CARÊNCIA" if when.in_waiting else "EM CARÊNCIA"),
        (when.in_cpt not in (None, facts.in_cpt), "SÓ EM CPT" if when.in_cpt else "EM CPT"),
        (when.suspected not in (None, facts.suspected), "SEM SUSPEITA" if when.suspected else "SOB SUSPEITA"),
        (when.in_network not in (None, question.in_network), "DEPENDE DO PRESTADOR"),
        (when.needs_authorization not in (None, needs), _NEEDS[when.needs_authorization is True]),
    )
    return next((said for fails, said in unmet if fails), "")


def _rank(clause: Clause, question: CareQuestion) -> int | None:
    """How close a clause is to what is asked: by code, by subject, about everything; None about something else."""
    by_code = [len(p) for p in clause.codes if question.code and code_matches(p, question.code)]
    if by_code:
        return _BY_CODE + max(by_code)
    shared = question.subjects & set(clause.subjects)
    if shared:
        return max(depth(subject) for subject in shared)
    return 0 if not clause.codes and not clause.subjects else None


def _in_force(clause: Clause, on: date) -> bool:
    return (clause.since is None or clause.since <= on) and (clause.until is None or on < clause.until)


def _chosen(clause: Clause, question: CareQuestion, rulebook: Rulebook) -> bool:
    if clause.choice is None:
        return True
    name, value = clause.choice
    card = question.card
    facts = {"product": card.product.code, "plan": card.plan.code, "sponsor": card.sponsor.code}
    return bool(rulebook.value(name, question.on, rulebook=clause.rulebook, **facts) == value)


def _any(names: tuple[str, ...]) -> str:
    return "/".join(names).upper()
