"""What open instalments do to care: the third and the gap by the manual, and the terms of the operators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import add_days, add_months, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

DESK_MANUAL = "DM"
ASSEFAZ = "AZ"
UNAFISCO = "UF"
_ARREARS = {ASSEFAZ: "AZ-084", UNAFISCO: "UF-095", "PS": "PS-011"}
"""The rule on default of the rulebooks that are not the manual; that of PAS/Serpro says that it has none."""
_LIMITS = frozenset({"EL-015", "PR-063", "DA-034", "DA-035", "UF-095"})


class Standing(StrEnum):
    """How a policy stands with its premiums on a day."""

    UP_TO_DATE = "up_to_date"
    OPEN = "open"
    GAP = "gap"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment as the rules see it: its number, due date, and when it was paid."""

    number: int
    due_on: date
    paid_on: date | None = None

    def is_open(self, on: date) -> bool:
        """Whether it was still unpaid at the end of that day."""
        return self.paid_on is None or self.paid_on > on


@dataclass(frozen=True, slots=True)
class Contract:
    """What of a policy decides how default counts; `code` is the rulebook of its product."""

    adapted: bool
    code: str = DESK_MANUAL
    continuation: bool = False
    court_deposit: bool = False
    cancelled_from: date | None = None


@dataclass(frozen=True, slots=True)
class PaymentStanding:
    """The standing and its figures.

    `overdue` are the open instalments past due; `longest_run` counts the longest run of consecutive ones;
    `days_late` runs from the oldest; `served_until` is the last day of care if nothing is paid (None when
    nothing limits it); `payable_until` is that day moved to a business day; `releasable` says whether LIB may
    lift block 434.
    """

    standing: Standing
    overdue: tuple[Due, ...]
    longest_run: int
    days_late: int
    served_until: date | None
    payable_until: date | None
    releasable: bool
    needs_proof: bool
    reasons: tuple[Reason, ...]

    @property
    def limited_by(self) -> str:
        """The rule that sets the last day of care; empty where none does."""
        return next((r.rule for r in reversed(self.reasons) if r.applied and r.rule in _LIMITS), "")


@rule("EL-015", "EL-016", "EL-017", "EL-020", "PR-004", "PR-028", "PR-045", "PR-054", "PR-063", "DA-034", "DA-035")
def assess(
    installments: Sequence[Due],
    contract: Contract,
    on: date,
    *,
    rulebook: Rulebook,
    calendar: BusinessCalendar,
) -> PaymentStanding:
    """How a policy stands on a date, by the rulebook of its product.

    By the manual care goes on until the due date of the third consecutive open instalment (EL-015); in a gap
    while the plan is active (EL-017); a non-adapted contract in any case no longer than 60 days (PR-063); who
    stays after leaving the company has no tolerance at all (DA-035); who pays in court is as paid up (PR-045).
    Of the operators only Unafisco suspends (UF-095).
    """
    ordered = sorted(installments, key=lambda due: due.number)
    overdue = tuple(due for due in ordered if due.due_on < on and due.is_open(on))
    if contract.cancelled_from is not None and contract.cancelled_from <= on:
        ended = "PR-054" if contract.code == DESK_MANUAL else "EL-002"
        said = cite(ended, f"CANCELADO A PARTIR DE {format_date(contract.cancelled_from)}")
        return _standing(Standing.CANCELLED, overdue, ordered, on, releasable=False, reasons=(said,))
    if contract.court_deposit:
        said = cite("PR-045", "LIM/JUÍZO: DEPÓSITO JUDICIAL, ATENDER COMO EM DIA")
        return _standing(Standing.UP_TO_DATE, overdue, ordered, on, reasons=(said,))
    if not overdue:
        said = cite(_ARREARS.get(contract.code, "EL-015"), "NENHUMA PARCELA VENCIDA EM ABERTO", applied=False)
        return _standing(Standing.UP_TO_DATE, overdue, ordered, on, reasons=(said,))
    if contract.code in _ARREARS:
        return _by_operator(contract.code, ordered, overdue, on, rulebook)
    if contract.continuation:
        due = f"PARCELA {overdue[0].number:03d} VENCEU EM {format_date(overdue[0].due_on)}"
        if overdue[0].number == 1 and all(each.is_open(on) for each in ordered):
            said = cite("DA-034", f"DEMITIDO/APOSENTADO SEM NENHUM PAGAMENTO, SEM COBERTURA: {due}")
        else:
            said = cite("DA-035", f"DEMITIDO/APOSENTADO SÓ É ATENDIDO EM DIA: {due}")
        return _standing(
            Standing.SUSPENDED,
            overdue,
            ordered,
            on,
            until=overdue[0].due_on,
            releasable=False,
            reasons=(said,),
        )

    until, reasons = _limit(ordered, overdue, contract, on, rulebook)
    standing = Standing.GAP if _has_gap(ordered, overdue, on) else Standing.OPEN
    if until is not None and on > until:
        standing = Standing.SUSPENDED
    reasons += (_gap_reason(overdue, standing, has_gap=_has_gap(ordered, overdue, on)),)
    proof_days = int(rulebook.value("premium.validity_proof_days", on))
    late = (on - overdue[0].due_on).days
    if late > proof_days:
        reasons += (
            cite(
                "EL-020",
                f"MAIS DE {proof_days} DIAS EM ABERTO: PEDIR COMPROVANTE DE VALIDADE DE ATENDIMENTO",
                values=[("DIAS EM ABERTO", late)],
            ),
        )
    return _standing(
        standing,
        overdue,
        ordered,
        on,
        until=until,
        payable=None if until is None else calendar.on_or_after(until),
        releasable=standing is not Standing.SUSPENDED,
        needs_proof=late > proof_days,
        reasons=reasons,
    )


@rule("AZ-084", "PS-011", "UF-095")
def _by_operator(
    code: str, ordered: Sequence[Due], overdue: tuple[Due, ...], on: date, rulebook: Rulebook
) -> PaymentStanding:
    """How a policy with fees overdue stands where the manual does not speak: only Unafisco suspends for them."""
    if code == UNAFISCO:
        decision = suspension(overdue, on, code, rulebook, admitted=False)
        over = decision.outcome is Outcome.REFUSED
        most = int(rulebook.value("leaving.suspension_days", on, rulebook=code))
        return _standing(
            Standing.SUSPENDED if over else Standing.OPEN,
            overdue,
            ordered,
            on,
            until=add_days(overdue[0].due_on, most),
            releasable=not over,
            reasons=decision.reasons,
        )
    says = "O REGULAMENTO NADA DIZ DE ATRASO: PERGUNTAR AO PAS/SERPRO"
    if code == ASSEFAZ:
        days = rulebook.value("leaving.default_days", on, rulebook=code)
        months = rulebook.value("leaving.default_window_months", on, rulebook=code)
        says = f"ATRASO NÃO SUSPENDE; ACIMA DE {days} DIAS EM {months} MESES PODE HAVER CANCELAMENTO"
    values = [("DIAS DE ATRASO", (on - overdue[0].due_on).days)]
    return _standing(Standing.OPEN, overdue, ordered, on, reasons=(cite(_ARREARS[code], says, values=values),))


@rule("UF-095")
def suspension(overdue: Sequence[Due], on: date, code: str, rulebook: Rulebook, *, admitted: bool) -> Decision:
    """Whether cover of the whole group is suspended for a fee open too long: REFUSED it is, ALLOWED it is not.

    Counted from the oldest due date that is still open; never while the holder or the member is admitted.
    """
    most = rulebook.parameter("leaving.suspension_days", on, rulebook=code)
    spared = rulebook.parameter("leaving.serves_the_admitted", on, rulebook=code)
    late = max(((on - due.due_on).days for due in overdue if due.is_open(on)), default=0)
    values = [("DIAS DE ATRASO", late)]
    if late <= int(most.value):
        says = f"ATRASO DE ATÉ {most.value} DIAS NÃO SUSPENDE"
        return Decision(Outcome.ALLOWED, (cite(most.rule, says, values=values),))
    if admitted and spared.value:
        says = "INTERNADO: NÃO SUSPENDER"
        return Decision(Outcome.ALLOWED, (cite(most.rule, says, values=values, reading=spared.reading),))
    says = f"ATRASO DE MAIS DE {most.value} DIAS: TITULAR, DEPENDENTES E AGREGADOS SUSPENSOS"
    return Decision(Outcome.REFUSED, (cite(most.rule, says, values=values, code="434", reading=spared.reading),))


def _limit(
    ordered: Sequence[Due], overdue: Sequence[Due], contract: Contract, on: date, rulebook: Rulebook
) -> tuple[date | None, tuple[Reason, ...]]:
    """The last day of care and why; None when only active cover limits it."""
    parameter = rulebook.parameter("premium.served_open_installments", on)
    served = int(parameter.value)
    run = current_run(ordered, overdue, on, served)
    until: date | None = None
    reasons: tuple[Reason, ...] = ()
    if run:
        later = [due for due in ordered if due.number == run[0].number + served - 1]
        until = later[0].due_on if later else add_months(run[0].due_on, served - 1)
        reasons = (
            cite(
                "EL-015",
                f"ATENDER ATÉ {format_date(until)}, VENCIMENTO DA {served}ª PARCELA SEGUIDA EM ABERTO",
                reading=parameter.reading,
                values=[
                    ("PRIMEIRA EM ABERTO", f"{run[0].number:03d} {format_date(run[0].due_on)}"),
                    ("VENCIDAS SEGUIDAS", len(run)),
                ],
            ),
        )
    if not contract.adapted:
        rule_60 = rulebook.parameter("premium.non_adapted_default_days", on)
        last = add_days(overdue[0].due_on, int(rule_60.value))
        reasons += (
            cite(
                "PR-063",
                f"NÃO ADAPTADO: COBERTURA SUSPENSA DEPOIS DE {format_date(last)} ({rule_60.value} DIAS)",
                applied=until is None or last < until,
                reading=rule_60.reading,
            ),
        )
        until = last if until is None else min(until, last)
    return until, reasons


def current_run(ordered: Sequence[Due], overdue: Sequence[Due], on: date, served: int) -> list[Due]:
    """The first run of overdue instalments that no payment closes: the one the limit of `served` counts.

    A run with a later instalment paid is a gap and does not count (EL-017), unless it is itself that long.
    """
    runs = _runs(overdue)
    open_numbers = {due.number for due in ordered if due.is_open(on)}
    by_number = {due.number for due in ordered}
    for run in runs:
        following = run[-1].number + 1
        if len(run) >= served or following not in by_number or following in open_numbers:
            return run
    return []


def _runs(overdue: Sequence[Due]) -> list[list[Due]]:
    runs: list[list[Due]] = []
    for due in overdue:
        if runs and due.number == runs[-1][-1].number + 1:
            runs[-1].append(due)
        else:
            runs.append([due])
    return runs


def _has_gap(ordered: Sequence[Due], overdue: Sequence[Due], on: date) -> bool:
    """Whether a later instalment is paid while an overdue one is open (PR-028)."""
    return any(due.number > overdue[0].number and not due.is_open(on) for due in ordered)


def _gap_reason(overdue: Sequence[Due], standing: Standing, *, has_gap: bool) -> Reason:
    if not has_gap:
        return cite("EL-017", "NÃO HÁ JANELA: NENHUMA PARCELA POSTERIOR PAGA", applied=False)
    numbers = ", ".join(f"{due.number:03d}" for due in overdue)
    gap = f"JANELA: PARCELA {numbers} EM ABERTO COM POSTERIOR PAGA"
    if standing is Standing.GAP:
        return cite("EL-017", f"{gap}; ATENDER COM O PLANO ATIVO")
    return cite("EL-017", f"{gap}, MAS O PLANO ESTÁ SUSPENSO", applied=False)


def _standing(
    standing: Standing,
    overdue: tuple[Due, ...],
    ordered: Sequence[Due],
    on: date,
    *,
    until: date | None = None,
    payable: date | None = None,
    releasable: bool = True,
    needs_proof: bool = False,
    reasons: tuple[Reason, ...] = (),
) -> PaymentStanding:
    return PaymentStanding(
        standing=standing,
        overdue=overdue,
        longest_run=max((len(run) for run in _runs(overdue)), default=0),
        days_late=(on - overdue[0].due_on).days if overdue else 0,
        served_until=until,
        payable_until=payable,
        releasable=releasable,
        needs_proof=needs_proof,
        reasons=reasons,
    )
