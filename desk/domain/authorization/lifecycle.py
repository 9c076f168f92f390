"""The life of an authorization as a table: what each act makes of a line in each state, or why it may not.

`docs/authorization-states.md` shows the table. The whole authorization has no state of its own: it is read off
its lines, the one that most needs somebody first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import rule

PENDING, CLOSED = AuthorizationStatus.PENDING, AuthorizationStatus.CLOSED
REFUSED, EXCLUDED = AuthorizationStatus.REFUSED, AuthorizationStatus.EXCLUDED
INFORMATION = AuthorizationStatus.INFORMATION
NEW = ""
"""The state of a line that is not there yet."""

SIC = "12009"
"""The service code of a request for complementary information."""


class Act(StrEnum):
    """What may be done to a line; the value is the action of its entry in the history."""

    CONCLUDE = "conclude"
    INCLUDE = "include"
    EXCLUDE = "exclude"
    REVALIDATE = "revalidate"
    ALTER = "alter"
    BILL = "bill"
    ASK = "ask"
    ANSWER = "answer"
    COMPLETE = "complete"
    REFUSE = "refuse"
    REVERSE = "reverse"


MEANINGS: Mapping[Act, str] = {
    Act.CONCLUDE: "issued under a new senha (MDAP)",
    Act.INCLUDE: "a service put into a senha that exists (MDAQ)",
    Act.EXCLUDE: "dropped: not done, by mistake, or replaced (MDAT)",
    Act.REVALIDATE: "issued anew for thirty days (MDAR)",
    Act.ALTER: "another quantity or kind of attendance (MDAR)",
    Act.BILL: "paid to the provider by the accounts department (import)",
    Act.ASK: "complementary information asked for (SIC, 12009)",
    Act.ANSWER: "the answer to a SIC came in",
    Act.COMPLETE: "granted once the information was there",
    Act.REFUSE: "refused: at once, after a SIC, or after a reanalysis",
    Act.REVERSE: "a refusal turned into a grant after a reanalysis",
}


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Why an act does nothing to a line: the rule, the words for the panel, the block if there is one."""

    rule: str
    says: str
    code: str = ""


_PAID = Forbidden("AP-077", "SERVIÇO JÁ PAGO PELAS CONTAS: A AP NÃO MUDA MAIS", "047")
_WAITS = Forbidden("AP-107", "AGUARDA INFORMAÇÃO (SIC 12009): REGISTRE A RESPOSTA OU EXCLUA")
_NO_SIC = Forbidden("AP-107", "SEM SIC EM ABERTO NESTE SERVIÇO")
_IS_REFUSED = Forbidden("AP-111", "SERVIÇO NEGADO: SÓ UMA REANÁLISE MUDA")
_IS_EXCLUDED = Forbidden("EL-014", "SERVIÇO JÁ EXCLUÍDO: EMITA OUTRA AP OU INCLUA DE NOVO")
_IS_THERE = Forbidden("AP-139", "SERVIÇO JÁ ESTÁ NA AP")
_NOT_THERE = Forbidden("AP-065", "SERVIÇO NÃO ESTÁ NA AP")
_NOT_REFUSED = Forbidden("AP-136", "SÓ SE REVERTE O QUE FOI NEGADO")

Step = AuthorizationStatus | Forbidden

STATES = (NEW, PENDING, CLOSED, REFUSED, EXCLUDED, INFORMATION)
"""The columns of the table."""


def _row(new: Step, pending: Step, closed: Step, refused: Step, excluded: Step, asked: Step) -> dict[str, Step]:
    return dict(zip(STATES, (new, pending, closed, refused, excluded, asked), strict=True))


TABLE: Mapping[Act, Mapping[str, Step]] = {
    Act.CONCLUDE: _row(PENDING, _IS_THERE, _PAID, _IS_THERE, _IS_THERE, _IS_THERE),
    Act.INCLUDE: _row(PENDING, _IS_THERE, _PAID, _IS_REFUSED, PENDING, _IS_THERE),
    Act.EXCLUDE: _row(_NOT_THERE, EXCLUDED, _PAID, _IS_REFUSED, _IS_EXCLUDED, EXCLUDED),
    Act.REVALIDATE: _row(_NOT_THERE, PENDING, _PAID, REFUSED, EXCLUDED, _WAITS),
    Act.ALTER: _row(_NOT_THERE, PENDING, _PAID, _IS_REFUSED, _IS_EXCLUDED, _WAITS),
    Act.BILL: _row(_NOT_THERE, CLOSED, _PAID, _IS_REFUSED, _IS_EXCLUDED, _WAITS),
    Act.ASK: _row(_NOT_THERE, INFORMATION, _PAID, INFORMATION, _IS_EXCLUDED, INFORMATION),
    Act.ANSWER: _row(_NOT_THERE, _NO_SIC, _PAID, _NO_SIC, _NO_SIC, INFORMATION),
    Act.COMPLETE: _row(_NOT_THERE, _NO_SIC, _PAID, _NO_SIC, _NO_SIC, PENDING),
    Act.REFUSE: _row(REFUSED, REFUSED, _PAID, _IS_REFUSED, _IS_EXCLUDED, REFUSED),
    Act.REVERSE: _row(_NOT_THERE, _NOT_REFUSED, _PAID, PENDING, _NOT_REFUSED, _NOT_REFUSED),
}
"""What each act makes of a line in each state. Revalidating leaves alone what is refused or excluded."""

PRECEDENCE = (INFORMATION, PENDING, CLOSED, REFUSED, EXCLUDED)
"""Which line gives the whole its state: one that waits for information, then one granted and not yet paid, one
paid, one refused; excluded only when every line is. The sources give states to services, not to the whole:
this order is the house's reading."""


@rule("EL-011", "EL-012", "EL-013", "EL-014", "AP-077", "AP-133", "AP-107")
def step(act: Act, status: str, *, field: str = "") -> AuthorizationStatus:
    """The state an act gives a line. Raises DomainError, on `field`, when the table forbids it."""
    found = TABLE[act][status]
    if isinstance(found, Forbidden):
        raise DomainError(found.says, field=field, code=found.code)
    return found


@rule("AP-077", "AP-133", "EL-011")
def check_open(act: Act, statuses: Iterable[str], *, field: str = "senha") -> None:
    """047: nothing changes in an authorization with a paid line; the accounts may still pay the other lines.

    Raises DomainError on `field`.
    """
    if act is not Act.BILL and CLOSED in set(statuses):
        raise DomainError(_PAID.says, field=field, code=_PAID.code)


def whole_status(statuses: Iterable[str]) -> AuthorizationStatus:
    """The state of an authorization by its lines. Raises ValueError for one without lines."""
    present = set(statuses)
    for status in PRECEDENCE:
        if status in present:
            return status
    raise ValueError("an authorization has at least one line in a known state")
