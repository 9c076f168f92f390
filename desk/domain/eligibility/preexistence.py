"""What a contract says of a pre-existing disease: adapted or not, since when cover counts, and who decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.enrolment.model import FormerPlan, LineOfBusiness
from desk.domain.kernel.dates import add_days, add_years, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


class Adaptation(StrEnum):
    """How a contract came under law 9.656: sold under it, adapted to it later, or not at all."""

    SOLD = "sold"
    LATER = "later"
    NONE = "none"


class Regime(StrEnum):
    """What happens to a request for a disease that may be older than the insurance."""

    NOT_APPLICABLE = "not_applicable"
    GRANT = "grant"
    REFUSE = "refuse"
    UNTIL_ANS = "until_ans"


@dataclass(frozen=True, slots=True)
class Cover:
    """What of a contract and of one life decides: `former` are the plans the family had before."""

    line_of_business: str
    applies_preexistence: bool
    adapted: bool
    adapted_on: date | None
    policy_from: date
    member_from: date
    previous_plan_from: date | None
    former: Sequence[FormerPlan] = ()


@dataclass(frozen=True, slots=True)
class Preexistence:
    """The reading for one life: adaptation, regime, the day its time counts from, and the decision.

    `doubt` is what does not fit in the record of the contract; empty when everything does.
    """

    adaptation: Adaptation
    regime: Regime
    counts_from: date
    doubt: str
    decision: Decision


@rule("EL-030", "EL-032")
def adaptation(cover: Cover, on: date, rulebook: Rulebook) -> tuple[Adaptation, str, Reason]:
    """How the contract came under the law, and the doubt when mark and date do not fit.

    The mark of the contract decides, never its date alone (EL-032).
    """
    start = rulebook.parameter("membership.law_start", on)
    older = cover.policy_from < start.value
    kind, says, doubt = Adaptation.NONE, "CONTRATO NÃO ADAPTADO À LEI 9.656", ""
    if cover.adapted and cover.adapted_on is not None:
        kind, says = Adaptation.LATER, f"CONTRATO ADAPTADO EM {format_date(cover.adapted_on)}"
    elif cover.adapted:
        kind, says = Adaptation.SOLD, "CONTRATO VENDIDO JÁ SOB A LEI 9.656"
    if kind is Adaptation.SOLD and older:
        doubt = "VIGÊNCIA ANTERIOR À LEI SEM DATA DE ADAPTAÇÃO: CONFIRA"
    elif kind is Adaptation.NONE and not older:
        doubt = "NÃO ADAPTADO COM VIGÊNCIA DEPOIS DA LEI: CONFIRA"
    reason = cite("EL-032", says, reading=start.reading, values=[("VIGÊNCIA", format_date(cover.policy_from))])
    return kind, doubt, reason


@rule("EL-031", "EL-040")
def counts_from(cover: Cover) -> tuple[date, tuple[Reason, ...]]:
    """Since when the cover of a life counts for pre-existence.

    Who came in with the contract brings along the previous plan of an adapted contract (EL-031) and earlier
    group or PME insurance of the house without a day missed (EL-040); who joined later counts from then.
    """
    since = cover.member_from
    founder = cover.member_from <= cover.policy_from
    reasons: list[Reason] = []
    previous = cover.previous_plan_from
    adapted_later = cover.adapted and cover.adapted_on is not None
    if founder and adapted_later and previous is not None and previous <= since:
        since = previous
        reasons.append(
            cite("EL-031", f"CONTA O PLANO ANTERIOR, DESDE {format_date(since)}; CONFERIR CARÊNCIAS NOVAS")
        )
    first = since
    for former in sorted(cover.former, key=lambda plan: plan.started_on, reverse=True) if founder else ():
        joins = former.started_on < first <= add_days(former.ended_on, 1)
        if joins and former.line_of_business in {LineOfBusiness.GROUP, LineOfBusiness.SMALL_GROUP}:
            first = former.started_on
    if first < since:
        reasons.append(cite("EL-040", f"CONTA O SEGURO GRUPAL OU PME ANTERIOR, DESDE {format_date(first)}"))
    elif founder and cover.former and not reasons:
        reasons.append(cite("EL-040", "SEM SEGURO GRUPAL OU PME ANTERIOR QUE SE SOME", applied=False))
    return first, tuple(reasons)


@rule("EL-029", "EL-033", "EL-034", "EL-035", "EL-037", "EL-038", "EL-041")
def preexistence(cover: Cover, on: date, rulebook: Rulebook) -> Preexistence:
    """What happens, for one life, to a request for a disease that may be older than the insurance.

    Nothing of it applies to a self-funded company without an agreement (EL-041). Otherwise CAP alone decides
    (EL-029): a non-adapted contract grants after five years (EL-033) and refuses before, unless the disease
    was paid for once (EL-034); an adapted one serves until ANS has spoken (EL-035).
    """
    kind, doubt, adapted = adaptation(cover, on, rulebook)
    first, counted = counts_from(cover)
    own_risk = cover.line_of_business == LineOfBusiness.SELF_FUNDED and not cover.applies_preexistence
    outside = cite("EL-041", "ADMINISTRADO SEM ACORDO: A REGRA DE PREEXISTÊNCIA NÃO SE APLICA", applied=own_risk)
    if own_risk:
        decision = Decision(Outcome.ALLOWED, (outside, adapted))
        return Preexistence(kind, Regime.NOT_APPLICABLE, first, doubt, decision)
    only_cap = cite("EL-029", "COM SUSPEITA DE PREEXISTÊNCIA, SÓ A CAP ANALISA E EMITE")
    if cover.adapted:
        regime = Regime.UNTIL_ANS
        reasons: tuple[Reason, ...] = (
            cite("EL-035", "ADAPTADO: NÃO SE NEGA NEM SUSPENDE ATÉ A ANS DECIDIR; A CAP AUTORIZA COM MENSAGEM"),
            cite("EL-037", "AO ENTREGAR, EXPLICAR: HÁ INDÍCIOS, VAI À ANS; SE CONFIRMADA, O CUSTO É DO SEGURADO"),
            cite("EL-038", "CARTA PARA RETIFICAR A DECLARAÇÃO DE SAÚDE NÃO SE ACEITA: À ANS, QUANDO ELA PEDIR"),
        )
    else:
        regime, reasons = _by_years(first, on, rulebook)
    decision = Decision(Outcome.ROUTED, (only_cap, *reasons, adapted, *counted, outside), routes=(Route("CAP"),))
    return Preexistence(kind, regime, first, doubt, decision)


def _by_years(first: date, on: date, rulebook: Rulebook) -> tuple[Regime, tuple[Reason, ...]]:
    years = rulebook.parameter("membership.preexistence_years", on)
    turning = add_years(first, int(years.value))
    grants = turning <= on
    values = [("CONTA DESDE", format_date(first)), (f"{years.value} ANOS EM", format_date(turning))]
    granted = cite(
        "EL-033",
        f"NÃO ADAPTADO COM {years.value} ANOS OU MAIS: CONCEDER, SEM OLHAR A IDADE DA DOENÇA",
        applied=grants,
        reading=years.reading,
        values=values,
    )
    refused = cite(
        "EL-034",
        f"NÃO ADAPTADO COM MENOS DE {years.value} ANOS: NEGAR, SALVO AP OU REEMBOLSO ANTERIOR DA MESMA DOENÇA",
        applied=not grants,
        values=values,
    )
    return (Regime.GRANT if grants else Regime.REFUSE), (granted, refused)
