"""Values in the words of the panels."""

from datetime import date
from decimal import Decimal
from textwrap import wrap

from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.identification import MemberNumber
from desk.domain.kernel.money import Money, format_decimal
from desk.domain.premium.rules import PaymentStanding, Standing

LINES_OF_BUSINESS = {
    "individual": "INDIVIDUAL",
    "small_group": "PME",
    "group": "GRUPAL",
    "self_funded": "ADMINISTRADO",
}
_STANDINGS = {
    Standing.UP_TO_DATE: "EM DIA",
    Standing.OPEN: "ABERTO",
    Standing.GAP: "JANELA",
    Standing.SUSPENDED: "SUSPENSO",
    Standing.CANCELLED: "CANCELADO",
}


def day(value: date | None) -> str:
    """A date, or nothing."""
    return "" if value is None else format_date(value)


def money(value: Money | None) -> str:
    """An amount, or nothing."""
    return "" if value is None else str(value)


def number(value: Decimal | None, places: int) -> str:
    """A decimal with at least `places` decimals and no idle zeros after them; nothing for None."""
    if value is None:
        return ""
    least = Decimal(1).scaleb(-places)
    exact = value.normalize()
    shown = places if exact == exact.quantize(least) else max(places, -int(exact.as_tuple().exponent))
    return format_decimal(value, shown)


def yes_no(value: bool) -> str:
    """S or N."""
    return "S" if value else "N"


def identification(member_number: str) -> str:
    """An identification as the desk writes it."""
    return str(MemberNumber(member_number))


def holder(holder_number: str) -> str:
    """An identification without the person: `99901/00001234-5`."""
    return f"{holder_number[:5]}/{holder_number[5:13]}-{holder_number[13:]}"


def age_band(first: int | None, last: int | None) -> str:
    """The ages of a band: `34-38`, `59+`; a dash where none is registered."""
    if last is None:
        return "-" if first is None else f"{first}+"
    return f"{first or 0}-{last}"


def telephone(digits: str) -> str:
    """A telephone as `(11) 0000-0001`."""
    if len(digits) < 10:
        return digits
    return f"({digits[:2]}) {digits[2:-4]}-{digits[-4:]}"


def cnpj(digits: str) -> str:
    """A CNPJ as `00.000.003/0001-25`."""
    if len(digits) != 14:
        return digits
    return f"{digits[:2]}.{digits[2:5]}.{digits[5:8]}/{digits[8:12]}-{digits[12:]}"


def cpf(digits: str) -> str:
    """A CPF as `123.456.789-09`."""
    return f"{digits[:3]}.{digits[3:6]}.{digits[6:9]}-{digits[9:]}" if len(digits) == 11 else digits


def postal_code(digits: str) -> str:
    """A CEP as `00999-100`."""
    return f"{digits[:5]}-{digits[5:]}" if len(digits) == 8 else digits


def payment(standing: PaymentStanding) -> str:
    """How a policy stands, with the figure that matters."""
    text = _STANDINGS[standing.standing]
    until = standing.served_until
    match standing.standing:
        case Standing.GAP:
            return f"{text} - ATRASO {standing.days_late} DIAS"
        case Standing.OPEN if until is not None:
            return f"{text} {standing.days_late}D, ATENDE ATÉ {format_date(until)}"
        case Standing.OPEN:
            return f"{text} {standing.days_late}D"
        case Standing.SUSPENDED if until is not None:
            return f"{text} DESDE {format_date(add_days(until, 1))}"
        case _:
            return text


def rows_of(text: str, width: int) -> list[str]:
    """A text broken between words into rows of a width; at least one row."""
    return wrap(text, width) or [""]
