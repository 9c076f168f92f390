"""Reading what was typed: from the text of a field to a value of the domain, or a fault on that field."""

from collections.abc import Mapping
from datetime import date

from desk.domain.kernel.dates import parse_date
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.identification import digits, parse_authorization_number
from desk.domain.kernel.money import Money


class Form:
    """The entry fields of a transaction by name. Every reader raises DomainError on the field at fault."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def text(self, name: str) -> str:
        """The field without blanks around it; empty when it was never typed."""
        return self._values.get(name, "").strip()

    def need(self, name: str, label: str) -> str:
        """The same, required."""
        value = self.text(name)
        if not value:
            raise DomainError(f"INFORME {label}", field=name)
        return value

    def digits(self, name: str) -> str:
        """Only the digits of a field: an identification, a CEP, a telephone."""
        return digits(self.text(name))

    def day(self, name: str) -> date | None:
        """A date DD/MM/AAAA, None when blank; half a date or a day that does not exist is a fault (045)."""
        value = self.text(name)
        if not digits(value):
            return None
        try:
            return parse_date(value)
        except ValueError:
            raise DomainError("DATA INVÁLIDA - USE DD/MM/AAAA", field=name, code="045") from None

    def need_day(self, name: str, label: str) -> date:
        """A date, required."""
        value = self.day(name)
        if value is None:
            raise DomainError(f"INFORME {label}", field=name)
        return value

    def integer(self, name: str) -> int | None:
        """A whole number, None when blank."""
        value = self.text(name).replace(" ", "")
        if not value:
            return None
        if not (value.isascii() and value.isdigit()):
            raise DomainError("SÓ DÍGITOS", field=name)
        return int(value)

    def need_money(self, name: str, label: str) -> Money:
        """An amount above zero, required."""
        value = self.need(name, label)
        try:
            amount = Money.parse(value)
        except ValueError:
            raise DomainError("VALOR INVÁLIDO - USE 1.234,56", field=name) from None
        if amount.cents == 0:
            raise DomainError("O VALOR TEM DE SER MAIOR QUE ZERO", field=name)
        return amount

    def authorization_number(self, name: str) -> str:
        """A senha AA/NNNNNN; empty when blank."""
        value = self.digits(name)
        if not value:
            return ""
        try:
            return parse_authorization_number(value)
        except ValueError:
            raise DomainError("SENHA TEM O FORMATO AA/NNNNNN", field=name) from None

    def is_yes(self, name: str) -> bool:
        """Whether the field holds S."""
        return self.text(name) == "S"
