"""How one cell of a CSV file becomes a value, or a complaint a person can act on."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desk.domain.kernel.dates import parse_date, plausible
from desk.domain.kernel.identification import digits, is_cnpj, is_cpf
from desk.domain.kernel.money import Money
from desk.domain.kernel.text import sanitise

Read = Callable[[str], Any]
"""Reads a non-empty cell. Raises ValueError with the complaint in Portuguese."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+),\d+|\d+(?:\.\d+)?", re.ASCII)
_WHOLE_DIGITS = 12
"""The most a stored amount holds before the decimal mark."""
_NO_CODE = re.compile(r"[^\W\d_]|^\d+[.,]0+$")
"""Letters, and a decimal part that a spreadsheet added: 107.0 is not 1070."""
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
        value = value.upper() if upper else value
        if len(value) > longest:
            raise ValueError(f"tem {len(value)} caracteres, cabem {longest}")
        return value

    return read


def code(length: int) -> Read:
    """A number of fixed length kept as text; leading zeros that a spreadsheet ate are put back."""

    def read(cell: str) -> str:
        value = digits(cell)
        if not value or len(value) > length or _NO_CODE.search(cell.strip()):
            raise ValueError(f"não é um código de {length} dígitos: '{sanitise(cell)[:30]}'")
        return value.zfill(length)

    return read


def exact(length: int) -> Read:
    """Exactly so many digits; nothing is filled in."""

    def read(cell: str) -> str:
        value = digits(cell)
        if len(value) != length or _NO_CODE.search(cell.strip()):
            raise ValueError(f"precisa de {length} dígitos: '{sanitise(cell)[:30]}'")
        return value

    return read


def letters(longest: int) -> Read:
    """Letters and digits only, in capitals."""

    def read(cell: str) -> str:
        value = cell.strip()
        if not (value.isascii() and value.isalnum()) or len(value) > longest:
            raise ValueError(f"até {longest} letras ou dígitos: '{sanitise(cell)[:30]}'")
        return value.upper()

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
        return plausible(date.fromisoformat(value)) if _ISO.fullmatch(value) else parse_date(value)
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
            raise ValueError(f"não é um número positivo: '{sanitise(value)[:30]}'")
        whole, _, decimals = value.replace(".", "").partition(",") if "," in value else value.partition(".")
        if len(decimals.rstrip("0")) > places:
            raise ValueError(f"até {places} casas decimais: '{value[:40]}'")
        if len(whole) > _WHOLE_DIGITS:
            raise ValueError(f"até {_WHOLE_DIGITS} dígitos antes da vírgula: '{value[:40]}'")
        return Decimal(f"{whole}.{decimals or 0}")

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


def codes(length: int, longest: int) -> Read:
    """Several codes of one length joined by `|`, so many characters in all."""
    single = code(length)

    def read(cell: str) -> str:
        value = "|".join(single(part) for part in cell.split("|") if part.strip())
        if len(value) > longest:
            raise ValueError(f"cabem {(longest + 1) // (length + 1)} códigos")
        return value

    return read
