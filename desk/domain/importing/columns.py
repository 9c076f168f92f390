"""How one cell of a CSV file becomes a value, or a complaint a person can act on."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desk.domain.kernel.dates import parse_date
from desk.domain.kernel.identification import digits, is_cnpj, is_cpf
from desk.domain.kernel.money import Money
from desk.domain.kernel.text import sanitise

Read = Callable[[str], Any]
"""Reads a non-empty cell. Raises ValueError with the complaint in Portuguese."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d+(?:\.\d{3})*(?:,\d+)?|-?\d+\.\d+")
_YES = frozenset({"S", "SIM", "Y", "YES", "1", "TRUE", "VERDADEIRO"})
_NO = frozenset({"N", "NÃO", "NAO", "NO", "0", "FALSE", "FALSO"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, how it is read, what an empty cell means, and a line for the documentation.

    `refers` names the file whose key the value must be (`policies`), checked over file and database.
    """

    name: str
    read: Read
    about: str
    required: bool = False
    empty: Any = ""
    refers: str = ""


def text(longest: int, *, upper: bool = True) -> Read:
    """A text made safe, in capitals unless told otherwise."""

    def read(cell: str) -> str:
        value = sanitise(cell).strip()
        if len(value) > longest:
            raise ValueError(f"tem {len(value)} caracteres, cabem {longest}")
        return value.upper() if upper else value

    return read


def code(length: int) -> Read:
    """A number of fixed length kept as text; leading zeros that a spreadsheet ate are put back."""

    def read(cell: str) -> str:
        value = digits(cell)
        if not value or len(value) > length or re.search(r"[A-Za-z]", cell):
            raise ValueError(f"não é um código de {length} dígitos: '{sanitise(cell)[:30]}'")
        return value.zfill(length)

    return read


def exact(length: int) -> Read:
    """Exactly so many digits; nothing is filled in."""

    def read(cell: str) -> str:
        value = digits(cell)
        if len(value) != length or re.search(r"[A-Za-z]", cell):
            raise ValueError(f"precisa de {length} dígitos: '{sanitise(cell)[:30]}'")
        return value

    return read


def letters(longest: int) -> Read:
    """Letters and digits only, in capitals."""

    def read(cell: str) -> str:
        value = cell.strip().upper()
        if not (value.isascii() and value.isalnum()) or len(value) > longest:
            raise ValueError(f"até {longest} letras ou dígitos: '{sanitise(cell)[:30]}'")
        return value

    return read


def choice(options: Iterable[str]) -> Read:
    """One of a list, written as it stands there."""
    allowed = tuple(options)

    def read(cell: str) -> str:
        value = cell.strip()
        if value not in allowed:
            raise ValueError(f"'{sanitise(value)[:30]}' não está em: {', '.join(o for o in allowed if o)}")
        return value

    return read


def day(cell: str) -> date:
    """A date DD/MM/AAAA or AAAA-MM-DD."""
    value = cell.strip()
    try:
        return date.fromisoformat(value) if _ISO.fullmatch(value) else parse_date(value)
    except ValueError:
        raise ValueError(f"não é uma data DD/MM/AAAA ou AAAA-MM-DD: '{sanitise(value)[:30]}'") from None


def integer(lowest: int, highest: int) -> Read:
    """A whole number within bounds."""

    def read(cell: str) -> int:
        value = cell.strip()
        if not re.fullmatch(r"\d{1,9}", value) or not lowest <= int(value) <= highest:
            raise ValueError(f"não é um número inteiro de {lowest} a {highest}: '{sanitise(value)[:30]}'")
        return int(value)

    return read


def decimal(places: int) -> Read:
    """An exact number. With a comma, that is the decimal mark and points group thousands; else a point is."""

    def read(cell: str) -> Decimal:
        value = cell.strip()
        if not _NUMBER.fullmatch(value):
            raise ValueError(f"não é um número: '{sanitise(value)[:30]}'")
        number = Decimal(value.replace(".", "").replace(",", ".") if "," in value else value)
        if number < 0 or number != number.quantize(Decimal(1).scaleb(-places)):
            raise ValueError(f"precisa ser positivo e ter até {places} casas decimais: '{value}'")
        return number

    return read


def money(cell: str) -> Money:
    """An amount in reais with at most two decimals."""
    return Money.exact(decimal(2)(cell))


def yes_no(cell: str) -> bool:
    """S or N, sim or não, 1 or 0, true or false."""
    value = cell.strip().upper()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise ValueError(f"use S ou N: '{sanitise(cell)[:30]}'")


def cpf(cell: str) -> str:
    """A CPF with right check digits."""
    value = digits(cell).zfill(11)
    if not is_cpf(value):
        raise ValueError(f"CPF inválido: '{sanitise(cell)[:30]}'")
    return value


def cnpj(cell: str) -> str:
    """A CNPJ with right check digits."""
    value = digits(cell).zfill(14)
    if not is_cnpj(value):
        raise ValueError(f"CNPJ inválido: '{sanitise(cell)[:30]}'")
    return value


def codes(length: int) -> Read:
    """Several codes of one length joined by `|`."""
    single = code(length)

    def read(cell: str) -> str:
        return "|".join(single(part) for part in cell.split("|") if part.strip())

    return read
