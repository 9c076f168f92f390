"""Questions answered by the clauses of the law alone, whatever the person's own rulebook says."""

from typing import Any

from desk.domain.catalogue.model import Procedure
from desk.domain.eligibility.answer import CareAnswer
from desk.domain.eligibility.clause import LAW
from desk.domain.eligibility.clause_files import clauses
from desk.domain.kernel.decision import Outcome
from tests.unit.eligibility.asking import a_procedure, ask

OUTPATIENT = ("ambulatorial", "global", "referencia")
HOSPITAL = ("hospitalar", "obstetrica", "global", "referencia")
EVERY = ("ambulatorial", "hospitalar", "obstetrica", "global", "referencia")


def by_law(about: str | Procedure, coverage: str = "global", **facts: Any) -> CareAnswer:
    """The answer to a question under an adapted contract of this type of cover."""
    return ask(about, among=[c for c in clauses() if c.rulebook == LAW], coverage=coverage, **facts)


def of_kind(kind: str, description: str = "SERVIÇO EXEMPLO") -> Procedure:
    """A procedure of a kind, with nothing in its description that would make it anything else."""
    return a_procedure("90010011", description, kind=kind)


def verdict(given: CareAnswer) -> str:
    """What the law made of it: no (excluded), if (on a condition), yes, or nothing where it is silent."""
    if given.decision.outcome is Outcome.REFUSED:
        return "no"
    if not given.spoke:
        return ""
    return "if" if given.documents else "yes"


def deciding(given: CareAnswer) -> set[str]:
    """The rules of the law that apply."""
    return {reason.rule for reason in given.decision.reasons if reason.applied}
