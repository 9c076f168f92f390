"""From cells to values, with every complaint collected: columns, keys, references."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desk.domain.importing.reading import Problem, RawTable
from desk.domain.importing.spec import FileSpec, Values

Key = tuple[Any, ...]


@dataclass(slots=True)
class CheckedTable:
    """The values of a file by key, each with the line it stands on; `absent` are columns the file lacks."""

    spec: FileSpec
    absent: frozenset[str] = frozenset()
    rows: dict[Key, Values] = field(default_factory=dict)
    lines: dict[Key, int] = field(default_factory=dict)


def check_table(raw: RawTable) -> tuple[CheckedTable, list[Problem]]:
    """Read every cell of a file; rows with a complaint are left out of the result."""
    spec = raw.spec
    table = CheckedTable(spec, raw.absent)
    problems: list[Problem] = []
    for line, cells in raw.rows:
        values, complaints = _read_row(spec, cells)
        if not complaints:
            complaints = dict(spec.check(values))
        if not complaints:
            values |= spec.derive(values)
            key = tuple(values[name] for name in spec.key)
            if key in table.rows:
                complaints = {spec.key[0]: f"chave repetida, já está na linha {table.lines[key]}"}
            else:
                table.rows[key], table.lines[key] = values, line
        problems += [Problem(spec.name, line, column, text) for column, text in complaints.items()]
    return table, problems


def check_references(
    tables: Mapping[str, CheckedTable], registered: Mapping[str, frozenset[Any]]
) -> list[Problem]:
    """Complaints about values that name a row neither in the folder nor in the database.

    `registered` holds the first key column of the rows already stored, by file.
    """
    known = {
        name: registered.get(name, frozenset()) | {key[0] for key in (tables[name].rows if name in tables else ())}
        for name in {*registered, *tables}
    }
    problems: list[Problem] = []
    for table in tables.values():
        spec = table.spec
        links = [(c.name, c.name, c.refers) for c in spec.columns if c.refers]
        links += list(spec.belongs)
        for key, values in table.rows.items():
            for column, name, target in links:
                value = values[name]
                if value not in ("", None) and value not in known.get(target, frozenset()):
                    problems.append(Problem(spec.name, table.lines[key], column, f"{value} não está em {target}"))
    return problems


def _read_row(spec: FileSpec, cells: Mapping[str, str]) -> tuple[Values, dict[str, str]]:
    values: Values = {}
    complaints: dict[str, str] = {}
    for column in spec.columns:
        cell = cells.get(column.name, "").strip()
        if not cell:
            if column.required:
                complaints[column.name] = "obrigatória e está vazia"
            values[column.name] = column.empty
            continue
        try:
            values[column.name] = column.read(cell)
        except ValueError as complaint:
            complaints[column.name] = str(complaint)
        else:
            if column.required and values[column.name] == "":
                complaints[column.name] = "obrigatória, e só tem caracteres invisíveis"
    return values, complaints
