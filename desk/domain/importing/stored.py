"""What the database already holds of a file: what an import may not overwrite, and what it would collide with."""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Table, select
from sqlmodel import Session

from desk.domain.importing.checking import CheckedTable, Key
from desk.domain.importing.reading import Problem
from desk.domain.importing.spec import FileSpec, Values


def table_of(spec: FileSpec) -> Table:
    """The table a file fills."""
    return cast(Table, spec.model.__table__)  # type: ignore[attr-defined]


def stored_rows(session: Session, spec: FileSpec) -> dict[Key, Values]:
    """The rows already there, by key."""
    rows = session.execute(select(table_of(spec))).mappings()
    return {tuple(row[name] for name in spec.key): dict(row) for row in rows}


def stored_keys(session: Session, spec: FileSpec) -> frozenset[Any]:
    """The first key column of the rows already there: what other files refer to."""
    return frozenset(session.execute(select(table_of(spec).c[spec.key[0]])).scalars())


def complete(table: CheckedTable, stored: Mapping[Key, Values]) -> list[Problem]:
    """Give rows already stored the values of columns their file left out, and check the rows so made whole."""
    problems: list[Problem] = []
    for key in table.rows.keys() & stored.keys() if table.absent else ():
        values = table.rows[key]
        values |= {name: stored[key][name] for name in table.absent}
        for column, text in table.spec.check(values).items():
            problems.append(Problem(table.spec.name, table.lines[key], column, text))
    return problems


def check_unique(table: CheckedTable, stored: Mapping[Key, Values]) -> list[Problem]:
    """Complaints about rows that would share with another row what only one may have."""
    spec = table.spec
    if not spec.unique:
        return []
    owner: dict[Key, Key] = {}
    problems: list[Problem] = []
    standing = {key: values for key, values in stored.items() if key not in table.rows}
    for key, values in (*standing.items(), *table.rows.items()):
        shared = tuple(values[name] for name in spec.unique)
        if shared in owner:
            other = owner[shared]
            where = f"na linha {table.lines[other]}" if other in table.lines else "na base"
            text = f"{shared[-1]} já está {where}, sob {'/'.join(map(str, other))}"
            problems.append(Problem(spec.name, table.lines[key], spec.unique[-1], text))
        owner.setdefault(shared, key)
    return problems
