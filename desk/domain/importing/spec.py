"""What a file of an import is: its columns, its key, and the checks on a row as a whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import SQLModel

from desk.domain.importing.columns import Column, code, day, exact, letters

Values = dict[str, Any]
Check = Callable[[Values], Mapping[str, str]]
"""Looks at a whole row; complaints by column."""


def _fine(_: Values) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class FileSpec:
    """One file: its name without `.csv`, the table it fills, the columns that are its key, all its columns.

    `derive` adds what the table holds beside the columns, `initial` what only a new row is given; `check`
    looks at a row as a whole; `belongs` are references by a part of a column: (column, derived value, file);
    `unique` are columns no two rows may share besides the key.
    """

    name: str
    about: str
    model: type[SQLModel]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    derive: Callable[[Values], Values] = field(default=lambda values: {})
    initial: Callable[[Values], Values] = field(default=lambda values: {})
    check: Check = _fine
    belongs: tuple[tuple[str, str, str], ...] = ()
    unique: tuple[str, ...] = ()


def in_order(earlier: str, later: str) -> Check:
    def check(values: Values) -> Mapping[str, str]:
        first, last = values.get(earlier), values.get(later)
        if first is not None and last is not None and last < first:
            return {later: f"é antes de {earlier}"}
        return {}

    return check


SINCE = Column("valid_from", day, "Desde quando vale, inclusive.", required=True)
UNTIL = Column("valid_until", day, "Até quando vale, exclusive; vazio enquanto vale.", empty=None)
MEMBER = Column("member_number", exact(16), "Identificação, 16 dígitos.", required=True, refers="members")
PROCEDURE = Column("procedure_code", code(8), "Código do serviço, 8 dígitos.", required=True, refers="procedures")
ATTENDANCE_TYPES = Column("attendance_types", letters(5), "TAs permitidos, dígitos juntos (`567`); vazio: todos.")
