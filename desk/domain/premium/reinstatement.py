"""A policy cancelled for default: what brings it back, and what it still owes (PR-051, PR-052, PR-056 …)."""

from dataclasses import dataclass

from desk.domain.kernel.decision import Decision, Outcome, Route
from desk.domain.rulebook.catalogue import cite, rule

ANALYSIS = "SEMAS"
SETTLEMENT = "CAS APOIO/0280"
BRASILSAUDE = "BRASILSAÚDE"


@dataclass(frozen=True, slots=True)
class ReinstatementClaim:
    """What the insured says, and what is seen, of a cancellation for default.

    `paid_before`: a payment made before the cancellation; `insists`: keeps asking after the reasons were given.
    """

    adapted: bool
    brasilsaude: bool = False
    insurer_error: bool = False
    paid_before: bool = False
    no_notice: bool = False
    insists: bool = False


@rule("PR-051", "PR-052", "PR-056", "PR-059", "PR-062")
def may_reinstate(claim: ReinstatementClaim) -> Decision:
    """Whether a request to bring a cancelled policy back is taken for analysis; always in writing.

    Paying what was left open never brings it back (PR-051): it is owed for a time that was covered (PR-052).
    """
    owed = cite("PR-052", "OS PRÊMIOS EM ABERTO DO PERÍODO COBERTO PODEM SER COBRADOS, COM OU SEM USO")
    if claim.brasilsaude:
        said = cite("PR-062", "BRASILSAÚDE: PEDIDO POR FAX, E TAMBÉM POR CARTA SE PREFERIR, PARA ANÁLISE")
        return Decision(Outcome.ROUTED, (said, owed), routes=(Route(BRASILSAUDE),))
    rule_id = "PR-056" if claim.adapted else "PR-059"
    if claim.paid_before and not claim.adapted:
        said = cite(rule_id, "PAGO ANTES DO CANCELAMENTO: COMPROVANTE E CARTA PARA A BAIXA")
        return Decision(Outcome.ROUTED, (said,), routes=(Route(SETTLEMENT),))
    taken = claim.insurer_error or (claim.paid_before or claim.no_notice if claim.adapted else claim.insists)
    if taken:
        said = cite(rule_id, "PEDIR QUE FORMALIZE POR ESCRITO, PARA ANÁLISE")
        return Decision(Outcome.ROUTED, (said, owed), routes=(Route(ANALYSIS),))
    said = cite("PR-051", "PAGAR AS PARCELAS QUE FICARAM EM ABERTO NÃO REABILITA O SEGURO")
    return Decision(
        Outcome.REFUSED, (said, cite(rule_id, "EXPLICAR O CANCELAMENTO E DESESTIMULAR O PEDIDO"), owed)
    )
