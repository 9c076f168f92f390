"""What leaving a plan hangs on: term, default, misuse, the fee of who goes early, and moving to another plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desk.domain.kernel.dates import add_days, add_months, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.money import ZERO, Money
from desk.domain.premium.lateness import late_days, nth_late_day
from desk.domain.premium.rules import Due
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Term:
    """The term of an adhesion that is running: its first day after it, and the last day to say one leaves."""

    ends_on: date
    notice_by: date


@rule("UF-054")
def term(adhered_on: date, on: date, code: str, rulebook: Rulebook) -> Term:
    """The term running on a day: it renews itself at each anniversary unless it was told in time."""
    months = int(rulebook.value("leaving.term_months", on, rulebook=code))
    notice = int(rulebook.value("leaving.renewal_notice_days", on, rulebook=code))
    count = 1
    while add_months(adhered_on, months * count) <= on:
        count += 1
    ends_on = add_months(adhered_on, months * count)
    return Term(ends_on, add_days(ends_on, -notice))


@rule("AZ-084", "UF-096")
def default_cancellation(
    dues: Sequence[Due], notified_on: date | None, on: date, code: str, rulebook: Rulebook
) -> Decision:
    """Whether an adhesion may be cancelled for default: days enough in the window, and the member told in time."""
    most = rulebook.parameter("leaving.default_days", on, rulebook=code)
    window = rulebook.parameter("leaving.default_window_months", on, rulebook=code)
    by_day = int(rulebook.value("leaving.notice_by_day", on, rulebook=code))
    months = int(window.value)
    count = len(late_days(dues, on, months))
    limit = nth_late_day(dues, on, by_day, months)
    values: list[tuple[str, object]] = [("DIAS DE INADIMPLÊNCIA", count)]
    if limit is not None:
        values.append((f"{by_day}º DIA", format_date(limit)))
    if count <= int(most.value):
        says = f"ATÉ {most.value} DIAS EM {months} MESES NÃO SE CANCELA"
        return Decision(Outcome.REFUSED, (cite(most.rule, says, values=values, reading=window.reading),))
    if limit is None or notified_on is None or notified_on > limit:
        says = f"SEM NOTIFICAÇÃO COMPROVADA ATÉ O {by_day}º DIA NÃO SE CANCELA"
        return Decision(Outcome.REFUSED, (cite(most.rule, says, values=values, reading=window.reading),))
    says = f"MAIS DE {most.value} DIAS E NOTIFICADO NO PRAZO: PODE SER CANCELADO"
    return Decision(Outcome.ALLOWED, (cite(most.rule, says, values=values, reading=window.reading),))


@rule("UF-098")
def misuse_charge(cost: Money, on: date, code: str, rulebook: Rulebook) -> Money:
    """What the holder pays back of a service used without right: its cost and the charge, once."""
    percent = Decimal(rulebook.value("leaving.misuse_percent", on, rulebook=code))
    return cost + Money.rounded(cost.amount * percent / 100)


@rule("UF-099")
def rejoining(*, open_debt: Money, proposal: bool, health_declaration: bool) -> Decision:
    """Whether who was put out for default may join again; waiting periods begin anew."""
    if open_debt > ZERO:
        reason = cite("UF-099", "NOVO INGRESSO SÓ SEM DÉBITO DE USO ANTERIOR", values=[("DÉBITO", open_debt)])
        return Decision(Outcome.REFUSED, (reason,))
    if not (proposal and health_declaration):
        reason = cite("UF-099", "FALTAM NOVA PROPOSTA DE ADESÃO E DECLARAÇÃO DE SAÚDE")
        return Decision(Outcome.BLOCKED, (reason,))
    return Decision(Outcome.ALLOWED, (cite("UF-099", "NOVO INGRESSO, COM NOVAS CARÊNCIAS"),))


@rule("UF-100")
def appeal_by(known_on: date, code: str, rulebook: Rulebook) -> date:
    """The last day to appeal against an exclusion; an appeal does not suspend it."""
    return add_days(known_on, int(rulebook.value("leaving.appeal_days", known_on, rulebook=code)))


@dataclass(frozen=True, slots=True)
class Exit:
    """What leaving costs and when it takes effect; `frozen_until` is the day until which nobody comes or goes."""

    fee: Money
    effective_on: date
    frozen_until: date | None
    reasons: tuple[Reason, ...]


@rule("UF-102", "UF-103")
def exit_of(
    adhered_on: date, first_due_on: date, told_on: date, group_fee: Money, code: str, rulebook: Rulebook
) -> Exit:
    """What it costs to leave, told on a day.

    Before the first term ends: a percentage of the fees not yet due of it, at once. From then on nothing, with
    notice, during which nobody may be added or removed.
    """
    months = int(rulebook.value("leaving.term_months", told_on, rulebook=code))
    ends_on = add_months(adhered_on, months)
    if told_on < ends_on:
        percent = rulebook.parameter("leaving.early_exit_percent", told_on, rulebook=code)
        left = sum(add_months(first_due_on, n) > told_on for n in range(months))
        fee = Money.rounded(group_fee.amount * left * Decimal(percent.value) / 100)
        says = f"ANTES DE {format_date(ends_on)}: {percent.value}% DE {left} MENSALIDADES DE {group_fee}"
        return Exit(fee, told_on, None, (cite(percent.rule, says, reading=percent.reading),))
    notice = rulebook.parameter("leaving.exit_notice_days", told_on, rulebook=code)
    leaves_on = add_days(told_on, int(notice.value))
    says = f"SEM ÔNUS, COM {notice.value} DIAS DE AVISO: {format_date(leaves_on)}; ATÉ LÁ NINGUÉM ENTRA NEM SAI"
    return Exit(ZERO, leaves_on, leaves_on, (cite(notice.rule, says),))


@rule("UF-105")
def pays_after_end(ends_on: date, care_on: date, *, admitted: bool) -> Decision:
    """Whether the plan still pays care after the last day of the contract: only of who is admitted."""
    if care_on <= ends_on:
        return Decision(Outcome.ALLOWED, (cite("UF-105", f"VIGÊNCIA ATÉ {format_date(ends_on)}"),))
    if admitted:
        return Decision(
            Outcome.ALLOWED, (cite("UF-105", "INTERNADO NO FIM DA VIGÊNCIA: O PLANO CONTINUA PAGANDO"),)
        )
    says = f"VIGÊNCIA ACABOU EM {format_date(ends_on)}: POR CONTA DO SEGURADO"
    return Decision(Outcome.REFUSED, (cite("UF-105", says, code="432"),))


@dataclass(frozen=True, slots=True)
class Migration:
    """A change to another plan: who asks, who moves, whether the new plan covers more or less than the others'."""

    adhered_on: date
    on: date
    by_holder: bool = True
    everybody: bool = True
    below_dependents: bool = False


@rule("UF-107")
def migration(asked: Migration, code: str, rulebook: Rulebook) -> Decision:
    """Whether a family may move to another plan on a day, with everything against it.

    Allowed, the time in the old plan counts, and waiting periods hold back only what the new one adds.
    """
    months = rulebook.parameter("leaving.migration_months", asked.on, rulebook=code)
    first = add_months(asked.adhered_on, int(months.value))
    years = asked.on.year - asked.adhered_on.year
    against = (
        (not asked.by_holder, "SÓ O TITULAR PEDE"),
        (asked.on < first, f"SÓ DEPOIS DE {months.value} MESES NO PLANO DE ORIGEM: {format_date(first)}"),
        (add_months(asked.adhered_on, 12 * years) != asked.on, "SÓ NA DATA DE ANIVERSÁRIO DA ADESÃO"),
        (not asked.everybody, "MUDAM TODOS OS INSCRITOS NO PLANO DE ORIGEM"),
        (asked.below_dependents, "TITULAR NÃO PODE TER COBERTURA MENOR QUE A DE DEPENDENTES E AGREGADOS"),
    )
    reasons = tuple(cite(months.rule, says) for fails, says in against if fails)
    if reasons:
        return Decision(Outcome.REFUSED, reasons)
    says = "MIGRAÇÃO: O TEMPO ANTERIOR CONTA; CARÊNCIA SÓ PARA OS BENEFÍCIOS NOVOS"
    return Decision(Outcome.ALLOWED, (cite(months.rule, says),))
