"""What paying late costs: fine, interest and correction, by the rulebook of the product; exact to the centavo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason, Route
from desk.domain.kernel.errors import DomainError, ParameterError
from desk.domain.kernel.money import Money, format_decimal, round_half_up
from desk.domain.premium.rules import Due
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Parameter, Rulebook

_RATES = (
    "premium.late_fee_formas_1_to_3",
    "premium.late_fee_forma_4",
    "premium.late_fee_formas_5_to_9",
    "premium.late_fee_forma_5_adapted",
)
_MONTH = 30
"""Days of the month that interest a month is counted by (AZ-074, UF-087)."""


@dataclass(frozen=True, slots=True)
class LatePayment:
    """An instalment and the day it is paid.

    `forma` is the carteira of the policy, asked for by the desk manual only; `index_percent` the variation of
    the index over the delay, asked for by Unafisco only; `mistaken` the later instalment that was paid
    instead of this one (PR-029).
    """

    premium: Money
    due_on: date
    paid_on: date
    product: str
    forma: str = ""
    index_percent: Decimal | None = None
    mistaken: Due | None = None

    @property
    def days(self) -> int:
        """Calendar days from the due date to the payment; 0 up to the due date."""
        return max(0, (self.paid_on - self.due_on).days)


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """One line of the calculation: what it is, and its amount before the total is rounded."""

    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Charge:
    """What an instalment costs on a day, line by line; `total` is None where the sources give no rate."""

    days: int
    lines: tuple[ChargeLine, ...]
    total: Money | None
    decision: Decision


def late_charge(late: LatePayment, code: str, *, rulebook: Rulebook, calendar: BusinessCalendar) -> Charge:
    """What an instalment costs on the day it is paid, by the rulebook that speaks for its product.

    Raises DomainError on the field at fault, ParameterError for a rulebook nobody knows.
    """
    match code:
        case "DM":
            return _by_the_manual(late, rulebook, calendar)
        case "AZ" | "UF":
            return _by_the_month(late, code, rulebook)
        case "PS":
            return _silent(late)
        case _:
            raise ParameterError(f"REGULAMENTO {code} DESCONHECIDO: SEM REGRA DE ATRASO")


@rule("PR-029")
def inverted_payment(dues: Sequence[Due], number: int, on: date) -> Due | None:
    """The next instalment when it was paid in place of this one, which is open; None when it was not.

    In place of: before the month it falls due in. Paid in its own month, the open one is a gap (PR-028).
    """
    by_number = {due.number: due for due in dues}
    mine, following = by_number.get(number), by_number.get(number + 1)
    if mine is None or following is None or not mine.is_open(on) or following.is_open(on):
        return None
    paid, due = following.paid_on, following.due_on
    assert paid is not None, "what is not open was paid"
    return following if (paid.year, paid.month) < (due.year, due.month) else None


# the desk manual


@rule("PR-004", "PR-022", "PR-030", "PR-031")
def _by_the_manual(late: LatePayment, rulebook: Rulebook, calendar: BusinessCalendar) -> Charge:
    """Premium, fine and so much a day from the original due date, the total rounded once (PR-022).

    Nothing is added up to the first business day on or after the due date (PR-004), nor up to the due date
    of the instalment that was paid by mistake (PR-030).
    """
    free_until = calendar.on_or_after(late.due_on) if late.days else late.due_on
    reasons = _free(late, free_until)
    if not late.days or any(reason.applied for reason in reasons):
        return _charge(late, (), reasons, days=0)
    found, tried = _rate(late, rulebook)
    if found is None:
        routes = (Route("CÁLCULO DE JUROS DA CENTRAL ON LINE"),)
        decision = Decision(Outcome.ROUTED, (*reasons, _undefined(late), *tried), routes=routes)
        return Charge(late.days, (_premium(late),), None, decision)
    fine_percent, daily_percent = _percents(late, found)
    fine = _share(late.premium, fine_percent)
    interest = _share(late.premium, daily_percent) * late.days
    lines = (
        ChargeLine(f"MULTA DE {_percent(fine_percent)} DO PRÊMIO", fine),
        ChargeLine(f"JUROS DE {_percent(daily_percent)} AO DIA x {late.days} DIAS", interest),
    )
    reasons += (
        cite(
            found.rule,
            f"FORMA {late.forma}, PRODUTO {late.product}: "
            f"{_percent(fine_percent)} DE MULTA + {_percent(daily_percent)} AO DIA",
            reading=found.reading,
        ),
        cite(
            "PR-022",
            "PRÊMIO + MULTA + JUROS, ARREDONDADO UMA VEZ, MEIO CENTAVO PARA CIMA",
            values=[("DIAS DESDE O VENCIMENTO ORIGINAL", late.days)],
            reading="Precisão cheia até o total; dias contados do vencimento original",
        ),
        cite("PR-031", "NINGUÉM NO BALCÃO DISPENSA JUROS: O SÊNIOR PEDE À SUPERVISÃO, PAGO POR DEPÓSITO"),
        *tried,
    )
    return _charge(late, lines, reasons)


def _free(late: LatePayment, free_until: date) -> tuple[Reason, ...]:
    """Whether the delay costs nothing: a due date that was no business day, or a payment inverted."""
    moved = free_until > late.due_on
    says = f"VENCIMENTO SEM EXPEDIENTE: SEM ACRÉSCIMO ATÉ {format_date(free_until)}"
    if not moved:
        says = "PAGO ATÉ O VENCIMENTO" if not late.days else "O VENCIMENTO FOI DIA ÚTIL"
    reasons = (cite("PR-004", says, applied=moved and late.paid_on <= free_until),)
    if late.mistaken is None:
        return reasons
    mistaken = late.mistaken
    return (
        *reasons,
        cite(
            "PR-030",
            f"PAGAMENTO INVERTIDO: ISENTO DE JUROS ATÉ {format_date(mistaken.due_on)}, "
            f"VENCIMENTO DA PARCELA {mistaken.number:03d} PAGA EM SEU LUGAR",
            applied=late.paid_on <= mistaken.due_on,
            reading="Vencimento impresso na parcela paga por engano; os juros são multa e juros, como no cálculo",
        ),
    )


@rule("PR-023", "PR-024", "PR-025", "PR-026")
def _rate(late: LatePayment, rulebook: Rulebook) -> tuple[Parameter | None, tuple[Reason, ...]]:
    """The rate of a forma and product, and those that are for others."""
    found: Parameter | None = None
    others: list[Reason] = []
    for name in _RATES:
        parameter = rulebook.parameter(name, late.paid_on)
        rate: dict[str, Any] = parameter.value
        if late.forma in rate["formas"] and late.product in rate["products"]:
            found = parameter
        else:
            formas, products = "/".join(rate["formas"]), " ".join(rate["products"])
            others.append(cite(parameter.rule, f"VALE PARA FORMA {formas} COM {products}", applied=False))
    return found, tuple(others)


def _percents(late: LatePayment, found: Parameter) -> tuple[Decimal, Decimal]:
    """Fine and daily percent of a rate on the day of payment (PR-024: by the day of the month)."""
    rate: dict[str, Any] = found.value
    fine, daily = Decimal(rate["fine_percent"]), Decimal(rate["daily_percent"])
    if "due_day" not in rate:
        return fine, daily
    if late.due_on.day != rate["due_day"]:
        raise DomainError(f"FORMA {late.forma} VENCE SEMPRE NO DIA {rate['due_day']}", field="vencimento")
    same_month = (late.paid_on.year, late.paid_on.month) == (late.due_on.year, late.due_on.month)
    if same_month and late.paid_on.day < rate["fine_from_day"]:
        fine = Decimal(0)
    return fine, daily


@rule("PR-027")
def _undefined(late: LatePayment) -> Reason:
    """No rate for this forma and product in the manual: never the one of another."""
    return cite("PR-027", f"O MANUAL NÃO DÁ TAXA PARA A FORMA {late.forma or '-'} COM O PRODUTO {late.product}")


# the other rulebooks


@rule("AZ-074", "UF-087")
def _by_the_month(late: LatePayment, code: str, rulebook: Rulebook) -> Charge:
    """Fine, simple interest by the day of a thirty-day month and, for Unafisco, the index; each rounded once."""
    fine_of = rulebook.parameter("premium.late_fine_percent", late.paid_on, rulebook=code)
    interest_of = rulebook.parameter("premium.late_interest_percent", late.paid_on, rulebook=code)
    index = rulebook.value("premium.late_index", late.paid_on, rulebook=code) if code == "UF" else ""
    if not late.days:
        said = cite(fine_of.rule, "PAGO ATÉ O VENCIMENTO: NADA SE ACRESCENTA", applied=False)
        return _charge(late, (), (said,))
    fine, month = Decimal(fine_of.value), Decimal(interest_of.value)
    lines = [
        ChargeLine(f"MULTA DE {_percent(fine)} DA MENSALIDADE", round_half_up(_share(late.premium, fine))),
        ChargeLine(
            f"JUROS DE {_percent(month)} AO MÊS x {late.days}/{_MONTH} DIAS",
            round_half_up(_share(late.premium, month) * late.days / _MONTH),
        ),
    ]
    if index:
        lines.append(_correction(late, index))
    parts = " + ".join(["MULTA", "JUROS", *([f"CORREÇÃO PELO {index}"] if index else [])])
    says = f"{parts}, CADA PARCELA ARREDONDADA UMA VEZ, MEIO CENTAVO PARA CIMA"
    reason = cite(fine_of.rule, says, values=[("DIAS DE ATRASO", late.days)], reading=interest_of.reading)
    return _charge(late, tuple(lines), (reason,))


def _correction(late: LatePayment, index: str) -> ChargeLine:
    if late.index_percent is None:
        raise DomainError(f"INFORME A VARIAÇÃO DO {index} NO PERÍODO, EM %", field="var_inpc")
    amount = round_half_up(_share(late.premium, late.index_percent))
    return ChargeLine(f"CORREÇÃO PELO {index}: {_percent(late.index_percent)}", amount)


@rule("PS-011")
def _silent(late: LatePayment) -> Charge:
    """The notice says nothing of late payment, and no other rulebook is borrowed from."""
    reason = cite("PS-011", "O COMUNICADO DO PAS/SERPRO NÃO TRATA DE ATRASO: CONSULTE O REGULAMENTO PAS-SERPRO")
    decision = Decision(Outcome.ROUTED, (reason,), routes=(Route("CENTRAL DE ATENDIMENTO DO PAS/SERPRO"),))
    return Charge(late.days, (_premium(late),), None, decision)


# putting it together


def _charge(
    late: LatePayment, lines: tuple[ChargeLine, ...], reasons: tuple[Reason, ...], days: int | None = None
) -> Charge:
    total = Money.rounded(sum((line.amount for line in lines), late.premium.amount))
    counted = late.days if days is None else days
    return Charge(counted, (_premium(late), *lines), total, Decision(Outcome.ALLOWED, reasons))


def _premium(late: LatePayment) -> ChargeLine:
    return ChargeLine("PRÊMIO DA PARCELA, SEM MULTA", late.premium.amount)


def _share(premium: Money, percent: Decimal) -> Decimal:
    return (premium.amount * percent).scaleb(-2)


def _percent(value: Decimal) -> str:
    return f"{format_decimal(value, max(2, -int(value.normalize().as_tuple().exponent)))}%"
