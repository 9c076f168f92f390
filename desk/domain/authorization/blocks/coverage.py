"""The blocks of what the contract covers: not covered, waiting period, limits, outpatient care of hospital plans.

The clauses of the rulebook decide them, for every rulebook, so that MDAP says what ACOB says.
"""

from collections.abc import Iterator

from desk.domain.authorization.care import answers_of, clause_of, coded, line_questions
from desk.domain.authorization.case import Case, FormLine, Raised
from desk.domain.eligibility import hindrances
from desk.domain.eligibility.question import CareQuestion
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Outcome, Reason
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook

HOSPITAL = "hospitalar"
_OUTPATIENT = frozenset({"2", "5"})


@rule("AP-092", "CV-041")
def coverage(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """401 what a clause, the product's own list or the facts told leave without cover."""
    for line, _, given in answers_of(case):
        for reason in coded(given, "401"):
            if _block_of(reason, case, rulebook) == "401":
                yield _raised("401", line, reason)
    yield from _told(case, rulebook, Outcome.REFUSED, "401")


@rule("AP-117", "DP-001")
def waiting_period(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """426 a waiting period, registered or set by the rulebook, runs on the day the service is asked for."""
    questions = {line.position: question for line, question in line_questions(case)}
    for line, _, given in answers_of(case):
        registered = _registered(questions[line.position], rulebook)
        for reason in coded(given, "426"):
            yield _raised("426", line, reason, registered.get(reason.says, ""))
    yield from _told(case, rulebook, Outcome.BLOCKED, "426")


@rule("AP-093", "CV-014", "CV-015")
def hospital_plan(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """496 outpatient care that only the hospital plan leaves out; its exceptions and urgent care are covered."""
    for line, _, given in answers_of(case):
        for reason in coded(given, "401"):
            if _block_of(reason, case, rulebook) == "496":
                yield _raised("496", line, reason)


@rule("AP-093", "AP-115")
def maximum_quantity(case: Case, _rulebook: Rulebook) -> Iterator[Raised]:
    """487 more executions than one authorization may hold, or than the rulebook has left in its window."""
    for line, procedure in case.services():
        most = procedure.maximum_quantity
        if most is not None and line.quantity is not None and line.quantity > most:
            says = f"{line.quantity} EXECUÇÕES DE {procedure.code}, O MÁXIMO É {most}"
            yield Raised("487", f"quantidade.{line.position}", says, line.position)
    for line, _, given in answers_of(case):
        for reason in coded(given, "487"):
            yield _raised("487", line, reason, field="quantidade")


def _told(case: Case, rulebook: Rulebook, outcome: Outcome, code: str) -> Iterator[Raised]:
    """What the papers say against a service, where the clauses have no code for it."""
    for line, question in line_questions(case):
        for hindrance in hindrances.told_facts(question, rulebook):
            if hindrance.outcome is outcome and not hindrance.reason.code:
                yield _raised(code, line, hindrance.reason)


def _registered(question: CareQuestion, rulebook: Rulebook) -> dict[str, str]:
    """The registered waiting periods in the way, by their words, with the first day after each."""
    return {
        hindrance.reason.says: f"; ATENDE DESDE {format_date(hindrance.until)}"
        for hindrance in hindrances.registered_waiting(question, rulebook)
        if hindrance.until is not None
    }


def _block_of(reason: Reason, case: Case, rulebook: Rulebook) -> str:
    """Which block an exclusion is: of outpatient care alone, by a hospital plan, its own; else 401."""
    clause = clause_of(reason)
    if clause is None or HOSPITAL not in clause.when.coverage:
        return "401"
    outpatient = bool(clause.when.attendance) and _OUTPATIENT.issuperset(clause.when.attendance)
    return str(rulebook.value("authorization.hospital_plan_block", case.today)) if outpatient else "401"


def _raised(code: str, line: FormLine, reason: Reason, more: str = "", *, field: str = "servico") -> Raised:
    says = f"{reason.says}{more}"
    return Raised(
        code, f"{field}.{line.position}", says, line.position, reason.rule, reason.values, reason.reading
    )
