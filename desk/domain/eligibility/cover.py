"""What the contract, its rulebook and the law behind it say of cover, and what is said when none of them does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.domain.eligibility.clause import Effect
from desk.domain.eligibility.coverage import Spoken, strongest
from desk.domain.eligibility.hindrances import Hindrance
from desk.domain.eligibility.place import CAP, CENTRALS
from desk.domain.eligibility.question import CareQuestion
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Outcome, Reason, Route
from desk.domain.rulebook.catalogue import cite, rule


@dataclass(frozen=True, slots=True)
class Cover:
    """Whether there is cover (None: nobody says), whose clause decided and why, and what stands in the way."""

    covered: bool | None
    spoke: str
    deciding: tuple[Spoken, ...]
    reasons: tuple[Reason, ...]
    hindrances: tuple[Hindrance, ...] = ()


@rule("CV-041", "AP-092", "EL-007", "EL-008")
def cover(question: CareQuestion, spoken: list[Spoken], legal: list[Spoken]) -> Cover:
    """The contract's own list first, then the rulebook's clauses, then the law where the rulebook is silent."""
    procedure = question.procedure
    if not question.automation_up:
        says = "AUTOMAÇÃO FORA DO AR: COBERTURA NÃO SE CONSULTA NO EXTRA"
        return _unknown(question, cite("EL-007", says))
    if question.exception is not None and procedure is not None:
        said = "INCLUI" if question.exception else "EXCLUI"
        reason = cite("AP-092", f"PRODUTO {question.card.product.code} {said} {procedure.code} POR CONTRATO")
        if question.exception:
            return Cover(True, question.rulebook, (), (reason,))
        return Cover(False, question.rulebook, (), (), (Hindrance(Outcome.REFUSED, _coded(reason)),))
    if procedure is not None and procedure.adapted_only and not question.card.policy.adapted:
        reason = cite("CV-041", f"{procedure.code} SÓ TEM COBERTURA EM CONTRATO ADAPTADO", code="401")
        change = "ADAPTAR O CONTRATO À LEI 9.656/98"
        return Cover(False, question.rulebook, (), (), (Hindrance(Outcome.REFUSED, reason, change=change),))
    own, law = strongest(spoken), strongest(legal)
    deciding = own or law
    if not deciding and procedure is None and not _taken_for_granted(spoken):
        says = "NENHUMA REGRA DO REGULAMENTO DO PRODUTO DIZ SE TEM COBERTURA: PERGUNTAR"
        return _unknown(question, cite("EL-008", says), "PERGUNTAR PELO CÓDIGO DO SERVIÇO")
    if not deciding:
        return Cover(None, "", (), ())
    refused = deciding[0].clause.effect is Effect.EXCLUDED
    reasons = tuple(s.reason() for s in deciding)
    differ: tuple[Reason, ...] = ()
    if own and law and (law[0].clause.effect is Effect.EXCLUDED) != refused:
        differ = (_differs(law[0]),)
    if refused:
        against = (s.reason() for s in deciding if s.clause.effect is Effect.EXCLUDED)
        refusals = tuple(Hindrance(Outcome.REFUSED, _coded(reason)) for reason in against)
        return Cover(False, deciding[0].clause.rulebook, tuple(deciding), differ, refusals)
    return Cover(True, deciding[0].clause.rulebook, tuple(deciding), (*reasons, *differ))


def _taken_for_granted(spoken: Sequence[Spoken]) -> bool:
    """Whether a clause about the subject itself waits for it, limits it or says how it is asked for."""
    beyond_cover = {Effect.WAITING, Effect.LIMIT, Effect.PROCEDURE}
    return any(s.holds and s.rank[0] > 0 and s.clause.effect in beyond_cover for s in spoken)


def _unknown(question: CareQuestion, reason: Reason, change: str = "") -> Cover:
    """Cover that cannot be told here: whoever can is asked, and nothing is promised."""
    route = Route(CENTRALS.get(question.rulebook, CAP))
    return Cover(None, "", (), (), (Hindrance(Outcome.ROUTED, reason, change=change, route=route),))


def _differs(law: Spoken) -> Reason:
    """Where rulebook and law differ both are shown; the contract's rulebook decides at the desk."""
    since = f" (DESDE {format_date(law.clause.since)})" if law.clause.since is not None else ""
    return cite(law.clause.rule, f"A LEI DIZ OUTRA COISA{since}: {law.clause.says}", applied=False)


def _coded(reason: Reason) -> Reason:
    return replace(reason, code="401")
