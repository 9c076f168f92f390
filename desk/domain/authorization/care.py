"""What the clauses of the person's rulebook say of each service on a form: the engine that ACOB asks too."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from desk.domain.access.model import Role
from desk.domain.authorization.case import Case, FormLine, Raised
from desk.domain.catalogue.model import AuthorityLimit, Procedure
from desk.domain.eligibility.answer import CareAnswer, answer
from desk.domain.eligibility.clause import Circumstance, Clause
from desk.domain.eligibility.clause_files import clauses, clauses_under
from desk.domain.eligibility.hindrances import DESK_MANUAL
from desk.domain.eligibility.place import authority_limit
from desk.domain.eligibility.question import UNTOLD, CareQuestion, Told, Use
from desk.domain.eligibility.subjects import subjects_of, widened
from desk.domain.kernel.decision import Outcome, Reason
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import attendance_types

_PSYCHIATRY, _PSYCHIATRIC_ADMISSION = "psychiatry", "psychiatric_admission"
_IN_THE_WAY = frozenset({Outcome.REFUSED, Outcome.BLOCKED})


def person_question(case: Case) -> CareQuestion | None:
    """What is asked about the person and the day, whatever the service; None of somebody not registered."""
    if case.card is None:
        return None
    form = case.form
    return CareQuestion(
        on=case.reference_date,
        card=case.card,
        subjects=frozenset(),
        attendance_type=form.attendance_type,
        circumstance=Circumstance.EMERGENCY if form.urgent else Circumstance.ELECTIVE,
        in_network=case.in_network,
        used=case.used,
        limits=case.limits,
        role=case.attendant_role,
        unit_has_consultant=case.unit_has_consultant,
        told=Told(born_on=form.born_on) if form.newborn else UNTOLD,
    )


def line_questions(case: Case) -> Iterator[tuple[FormLine, CareQuestion]]:
    """The question of each registered service asked for; what stands on the lines before it counts as used."""
    person = person_question(case)
    if person is None:
        return
    about_child = widened(["newborn"]) if person.told.born_on is not None else frozenset()
    before: list[Use] = []
    for line, procedure in case.services():
        about = subjects_under(procedure, case.form.attendance_type) | about_child
        quantity = amount(about, line.quantity or 1, case.form.daily_rates)
        yield (
            line,
            replace(
                person,
                subjects=about,
                procedure=procedure,
                quantity=quantity,
                exception=case.coverage.get(procedure.code),
                used=(*person.used, *before),
                role=_deciding_role(case, line),
            ),
        )
        before.append(Use(person.on, quantity, procedure.code, about))


def subjects_under(procedure: Procedure, attendance_type: str) -> frozenset[str]:
    """What a service is about under a kind of attendance: psychiatry in an admission is one of psychiatry."""
    about, attendance = subjects_of(procedure), attendance_types().get(attendance_type)
    if _PSYCHIATRY in about and attendance is not None and attendance.admission:
        return about | widened([_PSYCHIATRIC_ADMISSION])
    return about


def amount(about: frozenset[str], quantity: int, daily_rates: int | None) -> int:
    """What a service counts against a limit: its executions, or its days where the limits are in days."""
    return daily_rates or quantity if _PSYCHIATRIC_ADMISSION in about else quantity


@rule("EL-001", "AP-003")
def answered(case: Case, rulebook: Rulebook) -> Case:
    """The case with what the clauses say of each of its lines.

    An operator's rulebook is not asked about a day before the person was under it: that is 054, and it may not
    have been written yet.
    """
    if case.answers is not None:
        return case
    if not _under_its_rulebook(case):
        return replace(case, answers={})
    found = {
        line.position: answer(question, clauses_under(question.rulebook), rulebook)
        for line, question in line_questions(case)
    }
    return replace(case, answers=found)


def answers_of(case: Case) -> Iterator[tuple[FormLine, Procedure, CareAnswer]]:
    """Each line that the clauses were asked about, with its service and their answer."""
    answers = case.answers or {}
    for line, procedure in case.services():
        if line.position in answers:
            yield line, procedure, answers[line.position]


def coded(given: CareAnswer, code: str) -> list[Reason]:
    """The reasons of an answer that raise a block."""
    return [reason for reason in given.decision.reasons if reason.applied and reason.code == code]


def clause_of(reason: Reason) -> Clause | None:
    """The clause that a reason repeats; None for a reason of another kind."""
    return _by_words().get((reason.rule, reason.says))


def clause_reasons(case: Case) -> list[Reason]:
    """What the clauses that hold say beside any block: cover, limits with their use, shares of the cost."""
    found = {
        (reason.rule, reason.says): reason
        for _, _, given in answers_of(case)
        for reason in given.decision.reasons
        if reason.applied and not reason.code and clause_of(reason) is not None
    }
    return list(found.values())


def unanswered(case: Case, standing: list[Raised]) -> Iterator[Raised]:
    """What ACOB would refuse and nothing on the form stands for yet: refused is 401, not yet due is 426."""
    for line, _, given in answers_of(case):
        if given.decision.outcome not in _IN_THE_WAY or given.decision.codes:
            continue
        if any(block.line in {0, line.position} for block in standing):
            continue
        why = next(reason for reason in given.decision.reasons if reason.applied)
        code = "401" if given.decision.outcome is Outcome.REFUSED else "426"
        yield Raised(code, f"servico.{line.position}", why.says, line.position, why.rule, why.values, why.reading)


@rule("AP-026", "AP-052")
def line_limit(case: Case, line: FormLine, role: str) -> AuthorityLimit | None:
    """The line of the table that lets a role grant this service, one of its product first; None outside it."""
    person = person_question(case)
    return authority_limit(
        case.limits,
        role,
        code=line.code,
        quantity=line.quantity or 0,
        attendance_type=case.form.attendance_type,
        product=case.card.product.code if case.card is not None else "",
        person=person,
    )


def _under_its_rulebook(case: Case) -> bool:
    card = case.card
    if card is None or card.product.rulebook == DESK_MANUAL:
        return True
    return case.reference_date >= max(card.member.started_on, card.plan.characteristics_from)


def _deciding_role(case: Case, line: FormLine) -> str:
    """The role the service is granted by: a consultant's, else one the authority table gives it to."""
    roles = [role for role, _ in case.people()]
    if Role.CONSULTANT in roles:
        return Role.CONSULTANT
    return next((role for role in roles if line_limit(case, line, role) is not None), roles[0])


@cache
def _by_words() -> dict[tuple[str, str], Clause]:
    return {(clause.rule, clause.says): clause for clause in clauses()}
