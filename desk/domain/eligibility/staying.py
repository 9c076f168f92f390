"""Who may stay in the plan after leaving a company, and how long, by manual and law (DA-002 …, LX-035 …)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.eligibility.clause import LAW
from desk.domain.enrolment.model import Continuation
from desk.domain.kernel.dates import add_days, add_months, add_years, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

COMPANY = "RH DA EMPRESA"
_MONTHS = 12


class Contribution(StrEnum):
    """What the employee paid of the plan."""

    UNKNOWN = "unknown"
    """No screen of the insurer shows it."""
    NONE = "none"
    COPAYMENT = "copayment"
    PAYROLL = "payroll"
    UPGRADE = "upgrade"
    """The difference to a better standard than the free one."""


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who was an employee and would stay. `left_on` is None for one who is still employed.

    `cause` says whether a dismissal was the employer's and without just cause; `asked_on` is the day the
    company's request for the transfer arrived (None: not yet); `before` the option taken earlier, if any.
    """

    kind: Continuation
    left_on: date | None
    contribution: Contribution
    asked_on: date | None
    cause: bool = True
    employed_member: bool = True
    fixed_term: bool = False
    pays_in_full: bool = True
    new_job_on: date | None = None
    before: Continuation = Continuation.NONE


@dataclass(frozen=True, slots=True)
class StayPeriod:
    """How long somebody stays: months and last day, None for no end."""

    months: int | None
    last_day: date | None
    reason: Reason


@rule("DA-002", "DA-003", "DA-004", "DA-005", "DA-006", "DA-007", "DA-008", "DA-009", "DA-010", "DA-013")
def may_stay(leaver: Leaver, on: date, rulebook: Rulebook) -> Decision:
    """Whether a dismissed or retired employee may stay with the whole family; else the first condition that fails.

    Whether the employee contributed is seen on no screen: without an answer the company says (DA-003).
    """
    failed = _failed(leaver, on, rulebook)
    if failed is not None:
        return Decision(Outcome.REFUSED, (failed,))
    if leaver.contribution is Contribution.UNKNOWN:
        said = cite("DA-003", "CONTRIBUIÇÃO NÃO APARECE NO SISTEMA: CONFIRMAR NO RH DA EMPRESA")
        return Decision(Outcome.ROUTED, (said,), routes=(Route(COMPANY),))
    rule_id = "DA-008" if leaver.kind is Continuation.RETIRED else "DA-006"
    family = cite("DA-009", "EXTENSIVO A TODO O GRUPO FAMILIAR INSCRITO QUANDO ATIVO")
    return Decision(Outcome.ALLOWED, (cite(rule_id, "PERMANECE COM O PRÊMIO INTEGRAL"), family))


@rule("DA-014")
def transfer_documents(kind: Continuation) -> tuple[str, ...]:
    """The papers the company sends to transfer somebody to the dismissed and retired."""
    proof = "CONCESSÃO DE APOSENTADORIA" if kind is Continuation.RETIRED else "TERMO DE RESCISÃO"
    return ("CARTA PADRÃO ASSINADA PELA EMPRESA E PELO FUNCIONÁRIO", proof)


def _failed(leaver: Leaver, on: date, rulebook: Rulebook) -> Reason | None:
    rule_id = "DA-008" if leaver.kind is Continuation.RETIRED else "DA-006"
    first: date = rulebook.value("continuation.left_from", on)
    days = rulebook.parameter("continuation.transfer_days", on)
    asked_by = add_days(leaver.left_on, int(days.value)) if leaver.left_on is not None else on
    arrived = leaver.asked_on if leaver.asked_on is not None else on
    tests: tuple[tuple[bool, Reason], ...] = (
        (
            not leaver.employed_member,
            cite(rule_id, "NÃO ERA BENEFICIÁRIO DE PLANO COLETIVO COM VÍNCULO DE EMPREGO"),
        ),
        (leaver.left_on is None, cite(rule_id, "APOSENTAR NÃO BASTA: É PRECISO DESLIGAR-SE DA EMPRESA")),
        (leaver.fixed_term, cite("DA-007", "CONTRATO POR PRAZO DETERMINADO NÃO DÁ O DIREITO")),
        (
            leaver.kind is Continuation.DISMISSED and not leaver.cause,
            cite(rule_id, "SÓ DISPENSA PELO EMPREGADOR E SEM JUSTA CAUSA"),
        ),
        (leaver.contribution is Contribution.NONE, cite("DA-002", "PLANO GRATUITO NÃO É CONTRIBUTÁRIO")),
        (leaver.contribution is Contribution.COPAYMENT, cite("DA-005", "CO-PARTICIPAÇÃO NÃO É CONTRIBUIÇÃO")),
        (
            leaver.left_on is not None and leaver.left_on < first,
            cite("DA-004", f"DESLIGAMENTO ANTES DE {format_date(first)}"),
        ),
        (
            leaver.kind is Continuation.RETIRED and leaver.before is Continuation.DISMISSED,
            cite("DA-013", "QUEM ENTROU COMO DEMITIDO NÃO PASSA A APOSENTADO"),
        ),
        (leaver.new_job_on is not None and leaver.new_job_on <= on, cite(rule_id, "ADMITIDO EM NOVO EMPREGO")),
        (not leaver.pays_in_full, cite(rule_id, "É PRECISO ASSUMIR O PRÊMIO INTEGRAL")),
        (
            arrived > asked_by,
            cite("DA-010", f"PEDIDO DA EMPRESA SÓ ATÉ {format_date(asked_by)}", reading=days.reading),
        ),
    )
    return next((reason for fails, reason in tests if fails), None)


@rule("DA-016", "DA-019", "DA-020")
def stay_by_manual(kind: Continuation, months_paid: int, starts_on: date, rulebook: Rulebook) -> StayPeriod:
    """How long somebody stays by the manual, from the day after the cancellation as active.

    `months_paid` are complete months of contribution, those of an earlier group plan of the same insurer too. A
    third of them for the dismissed, within bounds; a year for each complete year for the retired, without end
    from ten years.
    """
    if kind is Continuation.RETIRED:
        years = rulebook.parameter("membership.indefinite_stay_years", starts_on)
        if months_paid >= _MONTHS * int(years.value):
            said = cite("DA-020", f"{years.value} ANOS OU MAIS: SEM FIM, ATÉ NOVO EMPREGO", reading=years.reading)
            return StayPeriod(None, None, said)
        complete = months_paid // _MONTHS
        return _period(complete * _MONTHS, starts_on, "DA-019", f"UM ANO POR ANO: {complete} ANOS", years.reading)
    share = rulebook.parameter("continuation.stay_share", starts_on)
    months = _third(
        months_paid,
        int(share.value),
        int(rulebook.value("continuation.stay_least_months", starts_on)),
        int(rulebook.value("continuation.stay_most_months", starts_on)),
    )
    return _period(months, starts_on, "DA-016", f"UM TERÇO DE {months_paid} MESES: {months} MESES", share.reading)


@rule("LX-035", "LX-036")
def stay_by_law(kind: Continuation, months_in_plan: int, starts_on: date, rulebook: Rulebook) -> StayPeriod:
    """How long somebody stays by the law; for the retired as long as the contribution lasted.

    `months_in_plan` count the plan it succeeds too. The family stays as long, also after the holder's death.
    """
    if kind is Continuation.RETIRED:
        years = int(rulebook.value("ending.retired_for_good_years", starts_on, rulebook=LAW))
        if months_in_plan >= _MONTHS * years:
            return StayPeriod(None, None, cite("LX-036", f"{years} ANOS OU MAIS DE CONTRIBUIÇÃO: SEM FIM"))
        return _period(months_in_plan, starts_on, "LX-036", f"O TEMPO DA CONTRIBUIÇÃO: {months_in_plan} MESES")
    months = _third(
        months_in_plan,
        int(rulebook.value("ending.stay_share", starts_on, rulebook=LAW)),
        int(rulebook.value("ending.stay_least_months", starts_on, rulebook=LAW)),
        int(rulebook.value("ending.stay_most_months", starts_on, rulebook=LAW)),
    )
    return _period(months, starts_on, "LX-035", f"UM TERÇO DE {months_in_plan} MESES: {months} MESES")


def _third(months: int, share: int, least: int, most: int) -> int:
    return min(most, max(least, -(-months // share)))


def _period(months: int, starts_on: date, rule_id: str, says: str, reading: str = "") -> StayPeriod:
    last = add_days(add_months(starts_on, months), -1)
    values = [("DESDE", format_date(starts_on)), ("ATÉ", format_date(last))]
    return StayPeriod(months, last, cite(rule_id, says, reading=reading, values=values))


@rule("DA-017")
def may_revise(transferred_on: date, on: date, *, misread: bool, rulebook: Rulebook) -> Decision:
    """Whether the period may be revised: only for a document proved misread, in the days after the transfer."""
    last = add_days(transferred_on, int(rulebook.value("continuation.revision_days", on)))
    said = cite("DA-017", f"SEM REVISÃO, SALVO DOCUMENTO MAL INTERPRETADO, ATÉ {format_date(last)}")
    return Decision(Outcome.ALLOWED if misread and on <= last else Outcome.REFUSED, (said,))


@rule("DA-022")
def probation_ends(retired_on: date, rulebook: Rulebook) -> date:
    """The first day after the probation of who retired by disability: then a medical examination decides."""
    return add_years(retired_on, int(rulebook.value("continuation.disability_probation_years", retired_on)))
